-- The activities of the year of the chosen month, as they stand at its end, one row each with its state:
--   done         carried out by then, in the planned month or before it     done_later   carried out by then, in a later month than planned
--   overdue      the planned month has passed, not carried out             cancelled    called off; on which day is not recorded
--   upcoming     planned for a later month                                 unclear      status and day of carrying out contradict each other
--   unplanned    carried out without a planned day                         other_year   carried out now, planned for another year
-- Participants and amount spent only of what was carried out by then. Amounts and counts are NULL where not known.
WITH
standing AS (
  SELECT
    activity.*,
    activity.is_done AND activity.realised_date <= last_day(CAST($period AS DATE)) AS is_done_by_then,
    coalesce(year(activity.planned_date) = year(CAST($period AS DATE)), FALSE) AS is_of_plan,
    (activity.status = 'done' AND activity.realised_date IS NULL)
      OR (activity.status <> 'done' AND activity.realised_date IS NOT NULL)
      OR coalesce(activity.realised_date > edition.as_of, FALSE) AS is_unclear
  FROM core_activity AS activity
  CROSS JOIN edition
  WHERE activity.city_code = $city_code
)
SELECT
  standing.activity_id,
  standing.kind_code,
  kinds.label AS kind_label,
  standing.topic,
  standing.sub_activity_code,
  CASE
    WHEN standing.is_unclear THEN 'unclear'
    WHEN NOT standing.is_of_plan THEN CASE WHEN standing.planned_date IS NULL THEN 'unplanned' ELSE 'other_year' END
    WHEN standing.status = 'cancelled' THEN 'cancelled'
    WHEN standing.is_done_by_then AND date_trunc('month', standing.realised_date) > date_trunc('month', standing.planned_date) THEN 'done_later'
    WHEN standing.is_done_by_then THEN 'done'
    WHEN standing.planned_date > last_day(CAST($period AS DATE)) THEN 'upcoming'
    ELSE 'overdue'
  END AS state,
  standing.is_of_plan,
  standing.is_done_by_then,
  standing.planned_date,
  CASE WHEN standing.is_done_by_then THEN standing.realised_date END AS realised_date,
  standing.kelurahan_code,
  kelurahan.kelurahan_name,
  kecamatan.kecamatan_name,
  standing.target_count,
  CASE WHEN standing.is_done_by_then THEN standing.participants_count END AS participants_count,
  standing.budget_idr,
  CASE WHEN standing.is_done_by_then THEN standing.realised_idr END AS realised_idr
FROM standing
LEFT JOIN dim_word AS kinds ON kinds.list = 'activity_kind' AND kinds.code = standing.kind_code
LEFT JOIN dim_kelurahan AS kelurahan ON kelurahan.kelurahan_code = standing.kelurahan_code
LEFT JOIN (SELECT DISTINCT kecamatan_code, kecamatan_name FROM dim_kelurahan) AS kecamatan ON kecamatan.kecamatan_code = standing.kecamatan_code
WHERE standing.is_of_plan
  OR (year(standing.realised_date) = year(CAST($period AS DATE)) AND standing.realised_date <= last_day(CAST($period AS DATE)))
ORDER BY coalesce(standing.planned_date, standing.realised_date), standing.activity_id;
