-- The first report of a person and kind is the case; the same again is a duplicate.
UPDATE stage_ppks_case
SET rule = 'duplicate'
FROM (
  SELECT
    file_id,
    row_number,
    row_number() OVER (PARTITION BY city_code, person_key, ppks_code ORDER BY found_date, file_id, row_number) AS place_in_line
  FROM stage_ppks_case
  WHERE rule IS NULL AND person_key IS NOT NULL
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_ppks_case.file_id AND line.row_number = stage_ppks_case.row_number;

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
SELECT
  row_number() OVER (ORDER BY found_date, file_id, stage.row_number) AS case_id,
  kelurahan_code,
  ppks_code,
  found_date,
  handled_date,
  coalesce(status, 'unknown') AS status,
  reporter_kind,
  is_resident,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  stage.row_number AS source_row
FROM stage_ppks_case AS stage
INNER JOIN input_file USING (file_id)
WHERE rule IS NULL
ORDER BY found_date, file_id, stage.row_number;
