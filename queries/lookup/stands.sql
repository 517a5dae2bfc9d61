-- Which recap speaks for a kind in each month, and whether it is the list of names.
SELECT period, data_period, basis = 'case' AS is_running
FROM out_ppks_period
WHERE city_code = $city_code AND ppks_code = $ppks_code AND period BETWEEN $first_period AND $last_period
ORDER BY period;
