-- Who came to the meetings of some kinds in a city, and when, until the end of a month.
SELECT DISTINCT CAST(attendance.volunteer_id AS VARCHAR) AS volunteer_id, activity.kind_code, activity.topic, activity.realised_date
FROM core_attendance AS attendance
INNER JOIN core_activity AS activity USING (city_code, activity_id)
INNER JOIN dim_period ON dim_period.period = $period
WHERE attendance.city_code = $city_code AND list_contains($kind_codes, activity.kind_code) AND activity.is_done
  AND activity.realised_date <= dim_period.month_end
ORDER BY realised_date, volunteer_id;
