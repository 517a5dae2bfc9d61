-- Which active members attended trainings on which topic until the end of the month, from the attendance lists; the topic is in the words of the
-- export.
SELECT
  CAST(attendance.volunteer_id AS VARCHAR) AS volunteer_id,
  volunteer.kelurahan_code,
  activity.topic,
  max(activity.realised_date) AS last_date
FROM core_attendance AS attendance
INNER JOIN core_activity AS activity USING (city_code, activity_id)
INNER JOIN dim_period ON dim_period.period = $period
INNER JOIN core_volunteer AS volunteer ON volunteer.volunteer_id = attendance.volunteer_id
WHERE attendance.city_code = $city_code AND activity.kind_code = 'bimtek' AND activity.is_done AND activity.realised_date <= dim_period.month_end
  AND serves_on(volunteer.joined_date, volunteer.left_date, volunteer.is_active, dim_period.month_end)
GROUP BY ALL
ORDER BY volunteer_id, activity.topic;
