-- PPKS of each kelurahan by kind, and of all kinds as ALL, in the recap that speaks for the month. Internal: these counts are not rounded or hidden.
SELECT stock.kelurahan_code, stock.ppks_code, dim_ppks.ppks_name, dim_ppks.tier, stock.unit, stock.persons_count
FROM out_ppks AS stock
INNER JOIN out_ppks_period AS stand
  ON stand.city_code = stock.city_code AND stand.ppks_code = stock.ppks_code AND stand.data_period = stock.period AND stand.period = $period
LEFT JOIN dim_ppks ON dim_ppks.ppks_code = stock.ppks_code
WHERE stock.city_code = $city_code
ORDER BY stock.ppks_code, stock.kelurahan_code;
