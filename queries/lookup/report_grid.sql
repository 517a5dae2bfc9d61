-- Reports of a month by kind in every kelurahan. Nothing for a city whose stock is its list of names: the same people would be counted in two ways
-- that can be subtracted.
SELECT
  dim_ppks.ppks_code,
  dim_ppks.tier,
  TRUE AS is_in_total,
  coalesce(reported.found_count, 0) AS persons_count
FROM dim_ppks
INNER JOIN dim_kelurahan ON dim_kelurahan.city_code = $city_code
INNER JOIN out_freshness AS freshness
  ON freshness.city_code = $city_code AND freshness.subject = 'ppks_case' AND $data_period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN out_report AS reported
  ON reported.kelurahan_code = dim_kelurahan.kelurahan_code AND reported.period = $data_period AND reported.ppks_code = dim_ppks.ppks_code
WHERE $city_code NOT IN (SELECT city_code FROM out_ppks WHERE basis = 'case')
ORDER BY dim_ppks.ppks_code, dim_kelurahan.kelurahan_code;
