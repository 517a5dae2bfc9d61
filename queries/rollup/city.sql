-- The same for the whole city.
WITH
known AS (
  SELECT
    measured.*,
    dim_kelurahan.city_code,
    dim_kelurahan.city_name,
    measured.numerator IS NOT NULL AND (measured.denominator IS NOT NULL OR NOT $is_ratio) AS is_known
  FROM measured
  INNER JOIN dim_kelurahan USING (kelurahan_code)
)
SELECT
  city_code AS place_code,
  city_name AS place_name,
  CAST(NULL AS VARCHAR) AS kecamatan_code,
  CAST(NULL AS VARCHAR) AS kecamatan_name,
  period,
  sum(numerator) FILTER (is_known) AS numerator,
  sum(denominator) FILTER (is_known) AS denominator,
  CASE
    WHEN $is_ratio THEN $scale * sum(numerator) FILTER (is_known) / nullif(sum(denominator) FILTER (is_known), 0)
    ELSE sum(numerator) FILTER (is_known)
  END AS value,
  count(*) FILTER (is_known) AS known_count,
  count(*) AS unit_count
FROM known
GROUP BY city_code, city_name, period
ORDER BY period, city_code;
