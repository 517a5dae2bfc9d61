-- Trainings or meetings of a city that were held after the end of a month, with how many names their attendance lists hold.
WITH
listed AS (
  SELECT activity_id, count(DISTINCT volunteer_id) AS list_count
  FROM core_attendance
  WHERE city_code = $city_code
  GROUP BY activity_id
)
SELECT
  activity.activity_id,
  activity.kind_code,
  activity.topic,
  activity.realised_date,
  activity.kecamatan_code,
  kecamatan.kecamatan_name,
  activity.participants_count,
  coalesce(listed.list_count, 0) AS list_count
FROM core_activity AS activity
INNER JOIN dim_period ON dim_period.period = $period
LEFT JOIN listed USING (activity_id)
LEFT JOIN (SELECT DISTINCT kecamatan_code, kecamatan_name FROM dim_kelurahan) AS kecamatan ON kecamatan.kecamatan_code = activity.kecamatan_code
WHERE activity.city_code = $city_code AND list_contains($kind_codes, activity.kind_code) AND activity.is_done
  AND activity.realised_date > dim_period.month_end AND activity.realised_date <= $last_day
ORDER BY activity.realised_date, activity.activity_id;
