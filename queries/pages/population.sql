-- The population that stands for a kelurahan in the month, with its date and source.
SELECT population, households, population_period, source
FROM out_population
WHERE kelurahan_code = $kelurahan_code AND period = $period;
