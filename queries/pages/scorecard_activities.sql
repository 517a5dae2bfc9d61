-- Activities planned for the twelve months to each month of the range, and those of them carried out by its end, in each kelurahan; with
-- kelurahan_code NULL those of a whole kecamatan. No row where nothing was planned, nor in a month of
-- which the list does not speak.
SELECT
  activity.kecamatan_code,
  activity.kelurahan_code,
  dim_period.period,
  count(*) FILTER (activity.is_done AND activity.realised_date <= dim_period.month_end) AS numerator,
  count(*) AS denominator
FROM core_activity AS activity
INNER JOIN dim_period
  ON activity.planned_date <= dim_period.month_end AND activity.planned_date >= CAST(dim_period.period - INTERVAL 11 MONTH AS DATE)
INNER JOIN out_freshness AS freshness
  ON freshness.city_code = activity.city_code AND freshness.subject = 'activity'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
WHERE activity.city_code = $city_code AND activity.kecamatan_code IS NOT NULL
  AND dim_period.period BETWEEN $first_period AND $last_period
GROUP BY activity.kecamatan_code, activity.kelurahan_code, dim_period.period
ORDER BY dim_period.period, activity.kecamatan_code, activity.kelurahan_code NULLS FIRST;
