-- Trainings attended by the members of a city until the end of a month, from the attendance lists; the topic is in the words of the export.
SELECT DISTINCT CAST(attendance.volunteer_id AS VARCHAR) AS volunteer_id, activity.topic, activity.realised_date AS training_date
FROM core_attendance AS attendance
INNER JOIN core_activity AS activity USING (city_code, activity_id)
INNER JOIN dim_period ON dim_period.period = $period
WHERE attendance.city_code = $city_code AND activity.kind_code = 'bimtek' AND activity.is_done AND activity.realised_date <= dim_period.month_end
ORDER BY volunteer_id, training_date, topic;
