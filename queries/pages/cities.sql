-- The cities of the edition; `has_data` where an export speaks of them.
SELECT
  dim_city.city_code,
  dim_city.city_name,
  dim_city.unit_word,
  count(DISTINCT dim_kelurahan.kelurahan_code) AS unit_count,
  EXISTS (
    SELECT 1 FROM out_freshness WHERE out_freshness.city_code = dim_city.city_code AND out_freshness.subject NOT IN ('population', 'dtks')
  ) AS has_data
FROM dim_city
INNER JOIN dim_kelurahan USING (city_code)
GROUP BY ALL
ORDER BY has_data DESC, unit_count DESC, dim_city.city_name;
