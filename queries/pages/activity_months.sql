-- Activities of the city, or of one kecamatan and its kelurahan, in every month of the range that the list speaks of, by kind: planned for the month,
-- how many of these were carried out at any time, carried out in it, participants, budget planned and spent; zero activities where nothing is listed,
-- NULL where no count or amount is known.
SELECT
  dim_period.period,
  kinds.code AS kind_code,
  kinds.label,
  CAST(coalesce(sum(out_activity.planned_count), 0) AS BIGINT) AS planned_count,
  CAST(coalesce(sum(out_activity.planned_done_count), 0) AS BIGINT) AS planned_done_count,
  CAST(coalesce(sum(out_activity.done_count), 0) AS BIGINT) AS done_count,
  CAST(sum(out_activity.participants_count) AS BIGINT) AS participants_count,
  CAST(sum(out_activity.budget_idr) AS BIGINT) AS budget_idr,
  CAST(sum(out_activity.realised_idr) AS BIGINT) AS realised_idr
FROM dim_period
CROSS JOIN (
  SELECT code, label, position FROM dim_word
  WHERE list = 'activity_kind' AND code IN (SELECT kind_code FROM out_activity WHERE city_code = $city_code)
) AS kinds
LEFT JOIN out_activity
  ON out_activity.city_code = $city_code AND out_activity.period = dim_period.period AND out_activity.kind_code = kinds.code
  AND ($kecamatan_code IS NULL OR out_activity.kecamatan_code = $kecamatan_code)
INNER JOIN out_freshness AS freshness
  ON freshness.city_code = $city_code AND freshness.subject = 'activity'
  AND dim_period.period BETWEEN freshness.first_period AND freshness.last_period
WHERE dim_period.period BETWEEN $first_period AND $last_period
GROUP BY dim_period.period, kinds.code, kinds.label, kinds.position
ORDER BY dim_period.period, kinds.position;
