-- Which recap speaks for a kind in the month, and on what basis.
SELECT data_period, basis
FROM out_ppks_period
WHERE city_code = $city_code AND period = $period AND ppks_code = $ppks_code
ORDER BY data_period;
