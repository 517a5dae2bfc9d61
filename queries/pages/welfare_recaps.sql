-- The DTKS counts up to the chosen month, each with the first month that it speaks for.
SELECT data_period, min(period) AS period
FROM out_welfare_period
WHERE city_code = $city_code AND register = 'DTKS' AND period <= $period
GROUP BY data_period
ORDER BY data_period;
