-- Activity and member must belong to the same city; the pair again is a duplicate, absence is accepted and not counted.
CREATE OR REPLACE TEMP TABLE attendance_candidate AS
SELECT
  stage.file_id,
  stage.row_number,
  activity.city_code,
  CAST(volunteer.person_key AS VARCHAR) AS volunteer_id,
  coalesce(lower(volunteer.name) = lower(stage.name), FALSE) AS is_named
FROM stage_attendance AS stage
INNER JOIN stage_activity AS activity ON activity.activity_id = stage.activity_id AND activity.rule IS NULL
LEFT JOIN stage_volunteer AS volunteer
  ON volunteer.member_number = stage.member_number AND volunteer.city_code = activity.city_code AND volunteer.rule IS NULL
WHERE stage.rule IS NULL;

-- A list has no place of its own: its city is the one where most of its rows find their activity and member.
CREATE OR REPLACE TEMP TABLE attendance_city AS
SELECT file_id, city_code
FROM attendance_candidate
GROUP BY file_id, city_code
QUALIFY row_number() OVER (
  PARTITION BY file_id
  ORDER BY count(DISTINCT row_number) FILTER (volunteer_id IS NOT NULL) DESC, count(DISTINCT row_number) DESC, city_code
) = 1;

UPDATE input_file
SET city_code = attendance_city.city_code
FROM attendance_city
WHERE attendance_city.file_id = input_file.file_id AND input_file.city_code IS NULL;

-- Two kinds may use the same number: then the name must tell which member came, and tell one only.
CREATE OR REPLACE TEMP TABLE attendance_pair AS
WITH
inside AS (
  SELECT
    candidate.*,
    dense_rank() OVER (
      PARTITION BY candidate.file_id, candidate.row_number
      ORDER BY candidate.volunteer_id IS NULL, candidate.city_code IS DISTINCT FROM attendance_city.city_code, candidate.city_code
    ) AS choice
  FROM attendance_candidate AS candidate
  INNER JOIN attendance_city USING (file_id)
)
SELECT
  file_id,
  row_number,
  any_value(city_code) AS city_code,
  count(volunteer_id) > 1 AND count(volunteer_id) FILTER (is_named) <> 1 AS is_ambiguous,
  CASE WHEN count(volunteer_id) = 1 THEN min(volunteer_id) ELSE min(volunteer_id) FILTER (is_named) END AS volunteer_id
FROM inside
WHERE choice = 1
GROUP BY file_id, row_number;

UPDATE stage_attendance
SET rule = CASE
  WHEN pair.file_id IS NULL THEN 'activity_unknown'
  WHEN pair.is_ambiguous THEN 'member_ambiguous'
  ELSE 'member_unknown'
END
FROM stage_attendance AS stage
LEFT JOIN attendance_pair AS pair ON pair.file_id = stage.file_id AND pair.row_number = stage.row_number
WHERE stage.rule IS NULL
  AND (pair.volunteer_id IS NULL OR pair.is_ambiguous)
  AND stage.file_id = stage_attendance.file_id
  AND stage.row_number = stage_attendance.row_number;

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
    ON pair.file_id = stage.file_id AND pair.row_number = stage.row_number
  WHERE stage.rule IS NULL
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_attendance.file_id AND line.row_number = stage_attendance.row_number;

INSERT INTO core_attendance
SELECT stage.activity_id, pair.volunteer_id, pair.city_code
FROM stage_attendance AS stage
INNER JOIN attendance_pair AS pair ON pair.file_id = stage.file_id AND pair.row_number = stage.row_number
WHERE stage.rule IS NULL AND stage.attended = 'yes'
ORDER BY pair.city_code, stage.activity_id, pair.volunteer_id;
