-- Reports of one kelurahan by month of the range, found and since handled; zero for a silent month, NULL outside the months of the list.
SELECT
  dim_period.period,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(sum(out_case.found_count), 0) END AS found_count,
  CASE WHEN freshness.subject IS NOT NULL THEN coalesce(sum(out_case.handled_count), 0) END AS handled_count
FROM dim_period
LEFT JOIN out_freshness AS freshness ON freshness.city_code = $city_code AND freshness.subject = 'ppks_case'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
LEFT JOIN out_case ON out_case.kelurahan_code = $kelurahan_code AND out_case.period = dim_period.period
WHERE dim_period.period BETWEEN $first_period AND $last_period
GROUP BY dim_period.period, freshness.subject
ORDER BY dim_period.period;
