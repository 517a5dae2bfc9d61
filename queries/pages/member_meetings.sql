-- Information sent in the months up to the month: trainings, coordination meetings, KIE, musda and socialisation held, how many persons were aimed at, counted there, and
-- are on an attendance list; NULL where no count is written or no list was kept.
SELECT
  kinds.code AS kind_code,
  kinds.label,
  count(activity.activity_id) AS held_count,
  CAST(sum(activity.target_count) AS BIGINT) AS target_count,
  CAST(sum(activity.participants_count) AS BIGINT) AS participants_count,
  count(seats.present_count) AS listed_count,
  CAST(sum(seats.present_count) AS BIGINT) AS present_count
FROM dim_word AS kinds
INNER JOIN dim_period ON dim_period.period = $period
LEFT JOIN core_activity AS activity
  ON activity.kind_code = kinds.code AND activity.city_code = $city_code AND activity.is_done
  AND activity.realised_date > last_day(dim_period.period - to_months($months)) AND activity.realised_date <= dim_period.month_end
LEFT JOIN (
  SELECT city_code, activity_id, count(*) AS present_count FROM core_attendance GROUP BY city_code, activity_id
) AS seats ON seats.city_code = activity.city_code AND seats.activity_id = activity.activity_id
WHERE kinds.list = 'activity_kind' AND kinds.code IN ('bimtek', 'rakor', 'kie', 'musda', 'socialisation')
GROUP BY kinds.code, kinds.label, kinds.position
ORDER BY kinds.position;
