-- Sums of numerators and denominators, then the division; a kelurahan without one of them does not take part.
WITH
known AS (
  SELECT
    measured.*,
    dim_kelurahan.kecamatan_code,
    dim_kelurahan.kecamatan_name,
    measured.numerator IS NOT NULL AND (measured.denominator IS NOT NULL OR NOT $is_ratio) AS is_known
  FROM measured
  INNER JOIN dim_kelurahan USING (kelurahan_code)
)
SELECT
  kecamatan_code AS place_code,
  kecamatan_name AS place_name,
  kecamatan_code,
  kecamatan_name,
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
GROUP BY kecamatan_code, kecamatan_name, period
ORDER BY period, kecamatan_code;
