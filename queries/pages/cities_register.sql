-- The welfare register of each city that speaks for the month: DTSEN where there is one, deciles 1 to 5, else DTKS whole; persons, or families where
-- only these were counted; `known_count`: kelurahan of which all that is added up is told. NULL where the city has neither. Internal: city totals,
-- neither rounded nor hidden.
WITH
latest AS (
  SELECT city_code, max(register) AS register
  FROM out_welfare_period
  WHERE period = $period
  GROUP BY city_code
),
by_unit AS (
  SELECT
    latest.city_code, latest.register, stand.data_period, register_count.unit, register_count.kelurahan_code,
    count(DISTINCT coalesce(register_count.decile, 'all')) FILTER (register_count.value_count IS NOT NULL) AS decile_count,
    sum(register_count.value_count) AS value_count
  FROM latest
  INNER JOIN out_welfare_period AS stand ON stand.city_code = latest.city_code AND stand.register = latest.register AND stand.period = $period
  INNER JOIN out_welfare AS register_count
    ON register_count.city_code = latest.city_code AND register_count.register = latest.register AND register_count.period = stand.data_period
    AND CASE WHEN latest.register = 'DTSEN' THEN register_count.decile IN ('1', '2', '3', '4', '5') ELSE register_count.decile IS NULL END
  GROUP BY ALL
),
counted AS (
  SELECT
    city_code, register, data_period, unit,
    count(*) FILTER (decile_count = CASE WHEN register = 'DTSEN' THEN 5 ELSE 1 END) AS known_count,
    CAST(sum(value_count) AS BIGINT) AS value_count
  FROM by_unit
  GROUP BY ALL
)
SELECT dim_city.city_code, counted.register, counted.data_period, counted.unit, counted.known_count, counted.value_count
FROM dim_city
LEFT JOIN counted
  ON counted.city_code = dim_city.city_code
  AND counted.unit = (SELECT max(chosen.unit) FROM counted AS chosen WHERE chosen.city_code = dim_city.city_code)
ORDER BY dim_city.city_code;
