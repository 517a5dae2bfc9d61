-- The kinds of a city in official order, each with the month of the recap that speaks for it in the chosen month.
SELECT
  dim_ppks.ppks_code,
  dim_ppks.ppks_name,
  CASE WHEN dim_ppks.unit = 'keluarga' THEN 'keluarga' ELSE 'orang' END AS unit,
  stand.data_period
FROM out_ppks_period AS stand
INNER JOIN dim_ppks USING (ppks_code)
WHERE stand.city_code = $city_code AND stand.period = $period
ORDER BY dim_ppks.number NULLS LAST, dim_ppks.ppks_name;
