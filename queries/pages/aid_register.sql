-- DTSEN of the city by kelurahan, unit and decile: the count that speaks for the month.
SELECT out_welfare.kelurahan_code, stand.data_period, out_welfare.unit, out_welfare.decile, out_welfare.value_count
FROM out_welfare_period AS stand
INNER JOIN out_welfare
  ON out_welfare.city_code = stand.city_code AND out_welfare.register = stand.register AND out_welfare.period = stand.data_period
WHERE stand.city_code = $city_code AND stand.register = 'DTSEN' AND stand.period = $period AND out_welfare.decile IS NOT NULL
ORDER BY out_welfare.kelurahan_code, out_welfare.unit, out_welfare.decile;
