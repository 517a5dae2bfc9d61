-- Which DTKS count speaks for the month.
SELECT data_period
FROM out_welfare_period
WHERE city_code = $city_code AND register = 'DTKS' AND period = $period;
