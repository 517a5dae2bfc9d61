-- Every activity by which members were informed in the months up to the month, the newest first: a row for each kind of member on its attendance
-- list, and one without kind and count where no list was kept.
SELECT
  activity.activity_id,
  activity.realised_date,
  kinds.label,
  activity.topic,
  activity.target_count,
  activity.participants_count,
  seats.kind_code,
  seats.present_count
FROM core_activity AS activity
INNER JOIN dim_period ON dim_period.period = $period
INNER JOIN dim_word AS kinds
  ON kinds.list = 'activity_kind' AND kinds.code = activity.kind_code AND kinds.code IN ('bimtek', 'rakor', 'kie', 'musda', 'socialisation')
LEFT JOIN (
  SELECT attendance.activity_id, volunteer.kind_code, count(*) AS present_count
  FROM core_attendance AS attendance
  INNER JOIN core_volunteer AS volunteer USING (volunteer_id)
  WHERE attendance.city_code = $city_code
  GROUP BY attendance.activity_id, volunteer.kind_code
) AS seats ON seats.activity_id = activity.activity_id
WHERE activity.city_code = $city_code AND activity.is_done
  AND activity.realised_date > last_day(dim_period.period - to_months($months)) AND activity.realised_date <= dim_period.month_end
ORDER BY activity.realised_date DESC, activity.activity_id, seats.kind_code;
