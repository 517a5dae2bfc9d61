-- Persons by kind, families of the kinds that are counted so, in the city or one place at the recap that speaks for the month.
SELECT
  dim_ppks.ppks_code,
  dim_ppks.ppks_name,
  dim_ppks.group_name,
  dim_ppks.tier,
  CASE WHEN dim_ppks.unit = 'keluarga' THEN 'keluarga' ELSE 'orang' END AS unit,
  sum(out_ppks.persons_count) AS persons_count
FROM out_ppks
INNER JOIN out_ppks_period AS stand
  ON stand.city_code = out_ppks.city_code AND stand.data_period = out_ppks.period AND stand.period = $period AND stand.ppks_code = out_ppks.ppks_code
INNER JOIN dim_ppks ON dim_ppks.ppks_code = out_ppks.ppks_code
WHERE out_ppks.city_code = $city_code
  AND ($kecamatan_code IS NULL OR out_ppks.kecamatan_code = $kecamatan_code)
  AND ($kelurahan_code IS NULL OR out_ppks.kelurahan_code = $kelurahan_code)
GROUP BY ALL
ORDER BY persons_count DESC NULLS LAST, dim_ppks.ppks_code;
