-- Whether any kelurahan of the city has a population for the month.
SELECT count(*) > 0 AS is_known
FROM out_population
WHERE kelurahan_code LIKE $city_code || '.%' AND period = $period AND population IS NOT NULL;
