-- What a plan may speak of at the end of a month: no row for a month the edition does not hold or a city it does not know.
SELECT
  dim_period.month_end,
  dim_city.city_name,
  dim_city.unit_word,
  EXISTS (SELECT 1 FROM out_freshness WHERE city_code = $city_code AND subject = 'volunteer') AS has_members,
  EXISTS (
    SELECT 1 FROM out_freshness WHERE city_code = $city_code AND subject = 'attendance' AND first_period <= $period
  ) AS has_attendance,
  cases.first_period AS first_report_period,
  cases.last_period AS last_report_period
FROM dim_period
CROSS JOIN dim_city
LEFT JOIN out_freshness AS cases ON cases.city_code = dim_city.city_code AND cases.subject = 'ppks_case'
WHERE dim_period.period = $period AND dim_city.city_code = $city_code
ORDER BY dim_period.period;
