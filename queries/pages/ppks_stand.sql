-- Which recap speaks for the month, and on what basis.
SELECT data_period, basis
FROM out_ppks_period
WHERE city_code = $city_code AND period = $period;
