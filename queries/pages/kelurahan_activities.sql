-- Activities that reached one kelurahan up to the end of the month, the latest first.
SELECT
  activity.realised_date,
  dim_word.label AS kind_label,
  activity.topic,
  activity.participants_count,
  activity.kelurahan_code IS NOT NULL AS is_held_here
FROM core_activity AS activity
INNER JOIN dim_period ON dim_period.period = $period
INNER JOIN dim_word ON dim_word.list = 'activity_kind' AND dim_word.code = activity.kind_code
WHERE activity.is_done AND activity.city_code = $city_code AND activity.realised_date <= dim_period.month_end
  AND (
    activity.kelurahan_code = $kelurahan_code
    OR activity.activity_id IN (
      SELECT attendance.activity_id
      FROM core_attendance AS attendance
      INNER JOIN core_volunteer AS volunteer USING (volunteer_id)
      WHERE attendance.city_code = $city_code AND volunteer.kelurahan_code = $kelurahan_code
    )
  )
ORDER BY activity.realised_date DESC, activity.activity_id
LIMIT 12;
