-- One row an activity: the same id in the same city again is a duplicate; of another kind, day or place it may be another activity, which is said.
UPDATE stage_activity
SET rule = CASE WHEN line.said = line.first_said THEN 'duplicate' ELSE 'id_shared' END
FROM (
  SELECT
    file_id,
    row_number,
    concat_ws(chr(31), kind_code, coalesce(CAST(kelurahan_code AS VARCHAR), ''), coalesce(CAST(planned_date AS VARCHAR), ''), coalesce(CAST(realised_date AS VARCHAR), ''), status) AS said,
    first_value(said) OVER same_id AS first_said,
    row_number() OVER same_id AS place_in_line
  FROM stage_activity
  WHERE rule IS NULL
  WINDOW same_id AS (PARTITION BY city_code, activity_id ORDER BY file_id, row_number)
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_activity.file_id AND line.row_number = stage_activity.row_number;

INSERT INTO core_activity
SELECT
  activity_id,
  city_code,
  kind_code,
  topic,
  coalesce(realised_date, planned_date) AS date,
  kelurahan_code,
  kecamatan_code,
  participants_count,
  budget_idr,
  realised_idr,
  planned_date IS NOT NULL AS is_planned,
  status = 'done' AND realised_date IS NOT NULL AS is_done,
  planned_date,
  realised_date,
  target_count,
  sub_activity_code,
  status
FROM stage_activity
WHERE rule IS NULL
ORDER BY city_code, date, activity_id;
