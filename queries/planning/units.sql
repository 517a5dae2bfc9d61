-- The kelurahan of a city with the last month until the chosen one in which somebody was reported from there.
SELECT
  unit.kelurahan_code,
  unit.kelurahan_name,
  unit.kecamatan_code,
  unit.kecamatan_name,
  unit.rw_count,
  unit.lat,
  unit.lon,
  max(reported.period) AS last_report_period
FROM dim_kelurahan AS unit
LEFT JOIN out_report AS reported
  ON reported.kelurahan_code = unit.kelurahan_code AND reported.ppks_code = 'ALL' AND reported.found_count > 0 AND reported.period <= $period
WHERE unit.city_code = $city_code
GROUP BY ALL
ORDER BY unit.kelurahan_code;
