-- One row a membership: each kind numbers its members by itself, so the same number of another kind is somebody else, and a
-- person listed under two kinds has two memberships. The same kind and number of a city again is a duplicate; under another name it may be
-- somebody else, which is said.
UPDATE stage_volunteer
SET rule = CASE WHEN jaro_winkler_similarity(lower(line.name), lower(line.first_name)) < 0.75 THEN 'number_shared' ELSE 'duplicate' END
FROM (
  SELECT
    file_id,
    row_number,
    name,
    row_number() OVER same_person AS place_in_line,
    first_value(name) OVER same_person AS first_name
  FROM stage_volunteer
  WHERE rule IS NULL
  WINDOW same_person AS (PARTITION BY person_key ORDER BY file_id, row_number)
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_volunteer.file_id AND line.row_number = stage_volunteer.row_number;

-- One NIK under two numbers of a kind may be one person listed twice, which only the list's keeper can tell.
UPDATE stage_volunteer
SET warnings = list_append(coalesce(warnings, []), 'nik_repeated')
FROM (
  SELECT nik_key
  FROM stage_volunteer
  WHERE rule IS NULL AND nik_key IS NOT NULL
  GROUP BY nik_key
  HAVING count(*) > 1
) AS repeated
WHERE stage_volunteer.rule IS NULL AND repeated.nik_key = stage_volunteer.nik_key;

INSERT INTO core_volunteer
SELECT
  CAST(person_key AS VARCHAR) AS volunteer_id,
  kelurahan_code,
  kecamatan_code,
  kind_code,
  joined_date,
  left_date,
  status = 'active' AND left_date IS NULL AS is_active,
  training_level,
  last_training_date,
  coalesce(status, 'unknown') AS status,
  sex,
  card_status,
  card_valid_until,
  member_number IS NOT NULL AS has_number
FROM stage_volunteer
WHERE rule IS NULL
ORDER BY kecamatan_code, kelurahan_code, volunteer_id;

-- Until when each kelurahan is told: the newest list that names it, also where its rows repeat those of an earlier one. A list that says no month is
-- at least as new as the newest day in it.
INSERT INTO core_member_list
WITH
listed AS (
  SELECT file_id, kelurahan_code, UNNEST([joined_date, left_date, last_training_date]) AS day
  FROM stage_volunteer
  WHERE rule IS NULL OR rule IN ('duplicate', 'number_shared')
),
written AS (
  SELECT file_id, max(day) FILTER (NOT is_future(day)) AS newest_day
  FROM listed
  GROUP BY file_id
),
dated AS (
  SELECT
    file_id,
    written.newest_day,
    CASE WHEN NOT is_future(input_file.list_period) THEN least(last_day(input_file.list_period), getvariable('today')) END AS stated_day
  FROM written
  INNER JOIN input_file USING (file_id)
),
placed AS (
  SELECT DISTINCT listed.kelurahan_code, greatest(stated_day, newest_day) AS list_date, coalesce(stated_day >= newest_day, stated_day IS NOT NULL) AS is_stated
  FROM listed
  INNER JOIN dated USING (file_id)
  WHERE listed.kelurahan_code IS NOT NULL
)
SELECT kelurahan_code, max(list_date), coalesce(arg_max(is_stated, list_date), FALSE)
FROM placed
GROUP BY kelurahan_code
ORDER BY kelurahan_code;
