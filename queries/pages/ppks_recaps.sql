-- The recaps of a kind up to the chosen month, each with the first month that it speaks for.
SELECT data_period, min(period) AS period
FROM out_ppks_period
WHERE city_code = $city_code AND ppks_code = $ppks_code AND period <= $period
GROUP BY data_period
ORDER BY data_period;
