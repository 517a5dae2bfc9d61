-- PPKS of each city in the recap that speaks for the month, of the kinds counted in persons by every city that has data: what a comparison may
-- add up.
-- `known_count`: kelurahan of which all that is added up is told; a list of names speaks for all it knows any case of.
-- NULL where the city has no recap and no list. Internal: city totals, neither rounded nor hidden.
WITH
stand AS (
  SELECT city_code, ppks_code, data_period, basis
  FROM out_ppks_period
  WHERE period = $period AND ppks_code <> 'ALL'
),
counted AS (
  SELECT stock.city_code, stock.ppks_code, stock.kelurahan_code, stock.persons_count, stand.data_period, stand.basis
  FROM out_ppks AS stock
  INNER JOIN stand ON stand.city_code = stock.city_code AND stand.ppks_code = stock.ppks_code AND stand.data_period = stock.period
  INNER JOIN dim_ppks ON dim_ppks.ppks_code = stock.ppks_code AND NOT dim_ppks.is_combined
  WHERE stock.unit = 'ORANG'
),
shared AS (
  SELECT ppks_code
  FROM counted
  GROUP BY ppks_code
  HAVING count(DISTINCT city_code) = (SELECT count(DISTINCT city_code) FROM counted)
),
reported AS (
  SELECT city_code, count(*) FILTER (told_count = (SELECT count(*) FROM shared)) AS known_count
  FROM (
    SELECT city_code, kelurahan_code, count(DISTINCT ppks_code) FILTER (persons_count IS NOT NULL) AS told_count
    FROM counted
    WHERE basis = 'recap' AND ppks_code IN (SELECT ppks_code FROM shared)
    GROUP BY city_code, kelurahan_code
  )
  GROUP BY city_code
)
SELECT
  dim_city.city_code,
  CAST(sum(counted.persons_count) AS BIGINT) AS persons_count,
  coalesce(max(reported.known_count), count(DISTINCT counted.kelurahan_code)) AS known_count,
  count(DISTINCT counted.ppks_code) AS kind_count,
  min(counted.data_period) AS first_data_period,
  max(counted.data_period) AS data_period,
  min(counted.basis) AS basis
FROM dim_city
LEFT JOIN counted ON counted.city_code = dim_city.city_code AND counted.ppks_code IN (SELECT ppks_code FROM shared)
LEFT JOIN reported ON reported.city_code = dim_city.city_code
GROUP BY dim_city.city_code
ORDER BY dim_city.city_code;
