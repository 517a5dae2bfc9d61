-- Each kind in each kelurahan at the recap that speaks for the month, NULL where that recap is silent. Counts people in need: whoever reads it
-- protects what is shown.
SELECT
  dim_ppks.ppks_code,
  dim_ppks.ppks_name,
  dim_ppks.tier,
  CASE WHEN dim_ppks.unit = 'keluarga' THEN 'keluarga' ELSE 'orang' END AS unit,
  stand.data_period,
  dim_kelurahan.kelurahan_code,
  dim_kelurahan.kecamatan_code,
  stock.persons_count
FROM out_ppks_period AS stand
INNER JOIN dim_ppks USING (ppks_code)
INNER JOIN dim_kelurahan ON dim_kelurahan.city_code = stand.city_code
LEFT JOIN out_ppks AS stock
  ON stock.kelurahan_code = dim_kelurahan.kelurahan_code AND stock.ppks_code = stand.ppks_code AND stock.period = stand.data_period
WHERE stand.city_code = $city_code AND stand.period = $period
ORDER BY dim_ppks.number NULLS LAST, dim_ppks.ppks_name, dim_kelurahan.kelurahan_code;
