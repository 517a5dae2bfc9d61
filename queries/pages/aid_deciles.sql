-- Recipients of the aid programmes of the city by kelurahan and decile: the last whole count of each programme up to the month, whole as for the
-- registers. Families and persons are never together: of two counts of the same month the one by decile, then the one of persons. A decile is NULL
-- where a count is of all deciles together.
WITH
counted AS (
  SELECT programme, unit, period, count(DISTINCT kelurahan_code) AS kelurahan_count, bool_or(decile IS NOT NULL) AS is_by_decile
  FROM out_aid
  WHERE city_code = $city_code
  GROUP BY programme, unit, period
),
compared AS (
  SELECT *, max(kelurahan_count) OVER (PARTITION BY programme) AS most_kelurahan
  FROM counted
),
stand AS (
  SELECT programme, unit, period AS data_period
  FROM compared
  WHERE period <= $period AND kelurahan_count >= 0.8 * most_kelurahan
  QUALIFY row_number() OVER (PARTITION BY programme ORDER BY period DESC, is_by_decile DESC, unit DESC) = 1
)
SELECT
  out_aid.kelurahan_code,
  stand.programme,
  programmes.label,
  stand.data_period,
  stand.unit,
  out_aid.decile,
  out_aid.value_count
FROM stand
INNER JOIN dim_word AS programmes ON programmes.list = 'aid_programme' AND programmes.code = stand.programme
INNER JOIN out_aid
  ON out_aid.city_code = $city_code AND out_aid.programme = stand.programme AND out_aid.unit = stand.unit AND out_aid.period = stand.data_period
ORDER BY programmes.position, out_aid.kelurahan_code, out_aid.decile;
