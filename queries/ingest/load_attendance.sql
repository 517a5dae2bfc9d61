-- Activity and member must belong to the same city; the pair again is a duplicate, absence is accepted and not counted.
CREATE OR REPLACE TEMP TABLE attendance_pair AS
SELECT
  stage.file_id,
  stage.row_number,
  stage.attended,
  activity.city_code,
  activity.activity_id IS NOT NULL AS has_activity,
  CAST(volunteer.person_key AS VARCHAR) AS volunteer_id,
  row_number() OVER (
    PARTITION BY stage.file_id, stage.row_number ORDER BY volunteer.person_key IS NULL, activity.city_code
  ) AS choice
FROM stage_attendance AS stage
LEFT JOIN stage_activity AS activity ON activity.activity_id = stage.activity_id AND activity.rule IS NULL
LEFT JOIN stage_volunteer AS volunteer
  ON volunteer.member_number = stage.member_number AND volunteer.city_code = activity.city_code AND volunteer.rule IS NULL
WHERE stage.rule IS NULL;

UPDATE stage_attendance
SET rule = CASE WHEN NOT pair.has_activity THEN 'activity_unknown' ELSE 'member_unknown' END
FROM attendance_pair AS pair
WHERE pair.choice = 1
  AND pair.volunteer_id IS NULL
  AND pair.file_id = stage_attendance.file_id
  AND pair.row_number = stage_attendance.row_number;

UPDATE stage_attendance
SET rule = 'duplicate'
FROM (
  SELECT
    stage.file_id,
    stage.row_number,
    row_number() OVER (
      PARTITION BY pair.city_code, stage.activity_id, pair.volunteer_id ORDER BY stage.file_id, stage.row_number
    ) AS place_in_line
  FROM stage_attendance AS stage
  INNER JOIN attendance_pair AS pair
    ON pair.choice = 1 AND pair.file_id = stage.file_id AND pair.row_number = stage.row_number
  WHERE stage.rule IS NULL
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_attendance.file_id AND line.row_number = stage_attendance.row_number;

INSERT INTO core_attendance
SELECT stage.activity_id, pair.volunteer_id, pair.city_code
FROM stage_attendance AS stage
INNER JOIN attendance_pair AS pair ON pair.choice = 1 AND pair.file_id = stage.file_id AND pair.row_number = stage.row_number
WHERE stage.rule IS NULL AND stage.attended = 'yes'
ORDER BY pair.city_code, stage.activity_id, pair.volunteer_id;
