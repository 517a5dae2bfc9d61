-- What the list of cases can say of the chosen month: the first month it speaks of, the last month with a report up to the chosen one, and the month
-- and day on which handling is judged. No row where the city has no list.
SELECT
  freshness.first_period,
  least(freshness.last_period, dim_period.period) AS report_period,
  least(CAST(date_trunc('month', freshness.latest_date) AS DATE), dim_period.period) AS handling_period,
  least(freshness.latest_date, dim_period.month_end) AS day
FROM out_freshness AS freshness
INNER JOIN dim_period ON dim_period.period = $period
WHERE freshness.city_code = $city_code AND freshness.subject = 'ppks_case' AND freshness.first_period IS NOT NULL
ORDER BY freshness.first_period;
