-- The first report of a person and kind is the case; the same again is a duplicate. A row that names several kinds is several cases of
-- one person, and a duplicate only when all of them were reported before.
CREATE OR REPLACE TEMP VIEW case_part AS
SELECT file_id, row_number, city_code, kelurahan_code, person_key, ppks_code, found_date, handled_date, status, reporter_kind, is_resident
FROM stage_ppks_case
WHERE rule IS NULL
UNION ALL
SELECT file_id, row_number, city_code, kelurahan_code, person_key, UNNEST(other_codes), found_date, handled_date, status, reporter_kind, is_resident
FROM stage_ppks_case
WHERE rule IS NULL AND other_codes IS NOT NULL;

-- Most persons are reported once: only the few who are not are put in line.
CREATE OR REPLACE TEMP TABLE case_again AS
WITH
repeated AS (
  SELECT person_key FROM case_part WHERE person_key IS NOT NULL GROUP BY person_key HAVING count(*) > 1
)
SELECT file_id, row_number, city_code, person_key, ppks_code, first_row
FROM (
  SELECT
    file_id,
    row_number,
    city_code,
    person_key,
    ppks_code,
    row_number() OVER in_line AS place_in_line,
    first_value({file_id: file_id, row_number: row_number}) OVER in_line AS first_row
  FROM case_part
  SEMI JOIN repeated USING (person_key)
  WINDOW in_line AS (PARTITION BY city_code, person_key, ppks_code ORDER BY found_date, file_id, row_number)
)
WHERE place_in_line > 1;

-- What was done for a person who was reported more than once: as the latest row says that tells of something done. A later row that
-- only finds the person again takes nothing back.
CREATE OR REPLACE TEMP TABLE case_handling AS
WITH
reported AS (
  SELECT
    case_part.*,
    CASE WHEN handled_date IS NOT NULL OR status <> 'open' THEN 2 WHEN status IS NOT NULL THEN 1 ELSE 0 END AS says,
    greatest(found_date, coalesce(handled_date, found_date)) AS said_date
  FROM case_part
  SEMI JOIN case_again USING (city_code, person_key, ppks_code)
)
SELECT
  ppks_code,
  arg_min({file_id: file_id, row_number: row_number}, (found_date, file_id, row_number)) AS first_row,
  arg_min({handled_date: handled_date, status: status}, (found_date, file_id, row_number)) AS first_said,
  arg_max({file_id: file_id, row_number: row_number}, (says, said_date, file_id, row_number)) AS last_row,
  arg_max({handled_date: handled_date, status: status}, (says, said_date, file_id, row_number)) AS last_said
FROM reported
GROUP BY city_code, person_key, ppks_code;

CREATE OR REPLACE TEMP TABLE case_taken AS
SELECT DISTINCT last_row.file_id AS file_id, last_row.row_number AS row_number
FROM case_handling
WHERE last_row <> first_row AND last_said IS DISTINCT FROM first_said;

UPDATE stage_ppks_case
SET rule = CASE WHEN taken.file_id IS NULL THEN 'duplicate' ELSE 'handling_taken' END
FROM (SELECT file_id, row_number, count(*) AS part_count FROM case_again GROUP BY file_id, row_number) AS again
LEFT JOIN case_taken AS taken ON taken.file_id = again.file_id AND taken.row_number = again.row_number
WHERE again.file_id = stage_ppks_case.file_id
  AND again.row_number = stage_ppks_case.row_number
  AND again.part_count = 1 + coalesce(len(stage_ppks_case.other_codes), 0);

-- The same number under another name may be somebody else, which is said, and with it whether the case has taken what was done from this row.
UPDATE stage_ppks_case
SET
  rule = 'nik_shared',
  message = named.message || CASE WHEN rule = 'handling_taken' THEN ', penanganannya diambil dari baris ini' ELSE '' END
FROM (
  SELECT
    again.file_id,
    again.row_number,
    any_value(
      'NIK sama dengan baris ' || first.row_number || CASE WHEN first.file_id <> again.file_id THEN ' ' || input_file.file ELSE '' END
      || ', nama berbeda; hanya yang pertama dihitung'
    ) AS message
  FROM case_again AS again
  INNER JOIN stage_ppks_case AS first ON first.file_id = again.first_row.file_id AND first.row_number = again.first_row.row_number
  INNER JOIN stage_ppks_case AS own ON own.file_id = again.file_id AND own.row_number = again.row_number AND own.name_key <> first.name_key
  INNER JOIN input_file ON input_file.file_id = first.file_id
  GROUP BY again.file_id, again.row_number
) AS named
WHERE stage_ppks_case.rule IN ('duplicate', 'handling_taken')
  AND named.file_id = stage_ppks_case.file_id
  AND named.row_number = stage_ppks_case.row_number;

UPDATE stage_ppks_case
SET warnings = list_append(coalesce(warnings, []), 'handling_taken')
FROM case_taken AS taken
WHERE stage_ppks_case.rule IS NULL AND taken.file_id = stage_ppks_case.file_id AND taken.row_number = stage_ppks_case.row_number;

-- A copy of a file that was read already repeats the rows no identity can tell apart as well.
UPDATE stage_ppks_case
SET rule = 'duplicate'
FROM input_file AS copied
INNER JOIN input_file AS original
  ON original.sha256 = copied.sha256
  AND original.sheet = copied.sheet
  AND original.state = 'read'
  AND original.file_id < copied.file_id
WHERE stage_ppks_case.rule IS NULL AND stage_ppks_case.file_id = copied.file_id;

INSERT INTO core_ppks_case
WITH
ordered AS (
  SELECT
    kelurahan_code,
    part.ppks_code,
    found_date,
    CASE WHEN handling.ppks_code IS NULL THEN handled_date ELSE handling.last_said.handled_date END AS handled_date,
    coalesce(CASE WHEN handling.ppks_code IS NULL THEN status ELSE handling.last_said.status END, 'unknown') AS status,
    reporter_kind,
    is_resident,
    part.file_id,
    part.row_number
  FROM case_part AS part
  ANTI JOIN case_again AS again
    ON again.file_id = part.file_id AND again.row_number = part.row_number AND again.ppks_code = part.ppks_code
  LEFT JOIN case_handling AS handling
    ON handling.first_row.file_id = part.file_id AND handling.first_row.row_number = part.row_number AND handling.ppks_code = part.ppks_code
  ORDER BY found_date, part.file_id, part.row_number, part.ppks_code
),
numbered AS (
  SELECT row_number() OVER () AS case_id, * FROM ordered
)
SELECT
  case_id,
  kelurahan_code,
  ppks_code,
  found_date,
  handled_date,
  status,
  reporter_kind,
  is_resident,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  row_number AS source_row
FROM numbered
INNER JOIN input_file USING (file_id);
