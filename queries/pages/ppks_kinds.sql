-- The kinds counted in a city, largest first, after the total of all kinds.
SELECT
  dim_ppks.ppks_code,
  dim_ppks.ppks_name,
  dim_ppks.group_name,
  dim_ppks.tier,
  dim_ppks.number,
  CASE WHEN dim_ppks.unit = 'keluarga' THEN 'keluarga' ELSE 'orang' END AS unit
FROM dim_ppks
WHERE dim_ppks.ppks_code IN (SELECT ppks_code FROM out_ppks WHERE city_code = $city_code)
ORDER BY dim_ppks.number NULLS LAST, dim_ppks.ppks_name;
