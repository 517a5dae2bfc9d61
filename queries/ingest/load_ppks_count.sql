-- The count of a place, kind, period and unit: the whole where a row says it, else the sum of its sexes or of its ages when one file has them all.
CREATE OR REPLACE TEMP TABLE count_part AS
SELECT
  stage.kelurahan_code,
  stage.kecamatan_code,
  stage.period,
  split_part(cell.unit_key, '|', 3) AS ppks_code,
  split_part(cell.unit_key, '|', 4) AS unit,
  cell.unit_key,
  split_part(cell.part, '|', 1) AS sex,
  split_part(cell.part, '|', 2) AS age,
  cell.value,
  input_file.file,
  {file_id: cell.file_id, row_number: cell.row_number} AS said_at
FROM value_cell AS cell
INNER JOIN stage_ppks_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
INNER JOIN input_file ON input_file.file_id = cell.file_id
WHERE cell.subject = 'ppks_count' AND (stage.rule IS NULL OR stage.rule = 'duplicate')
QUALIFY row_number() OVER (PARTITION BY cell.unit_key, cell.part, input_file.file ORDER BY cell.file_id, cell.row_number) = 1;

-- Of the sexes both are due, of the ages all that the file has of the kind and month, and more than one. Men and women of an age are that age.
-- Sums of sexes and of ages, and those of two files, are never added up; where they differ the unit stays unknown.
CREATE OR REPLACE TEMP TABLE count_unit AS
WITH
age_part AS (
  SELECT
    unit_key,
    file,
    ppks_code,
    unit,
    period,
    coalesce(max(value) FILTER (sex = ''), CASE WHEN count(*) FILTER (sex <> '') = 2 THEN sum(value) FILTER (sex <> '') END) AS value,
    min(said_at) AS said_at
  FROM count_part
  WHERE age <> ''
  GROUP BY unit_key, file, ppks_code, unit, period, age
),
due AS (
  SELECT file, ppks_code, unit, period, count(DISTINCT age) AS age_count
  FROM count_part
  WHERE age <> ''
  GROUP BY file, ppks_code, unit, period
),
summed AS (
  SELECT unit_key, TRUE AS is_whole, value, said_at
  FROM count_part
  WHERE sex = '' AND age = ''
  UNION ALL
  SELECT unit_key, FALSE, CASE WHEN count(*) = 2 THEN sum(value) END, min(said_at)
  FROM count_part
  WHERE sex <> '' AND age = ''
  GROUP BY unit_key, file
  UNION ALL
  SELECT unit_key, FALSE, CASE WHEN count(value) = max(age_count) AND max(age_count) > 1 THEN sum(value) END, min(said_at)
  FROM age_part
  INNER JOIN due USING (file, ppks_code, unit, period)
  GROUP BY unit_key, file
)
SELECT
  unit_key,
  CASE
    WHEN bool_or(is_whole) THEN max(value) FILTER (is_whole)
    WHEN min(value) = max(value) THEN max(value)
  END AS persons_count,
  coalesce(min(said_at) FILTER (is_whole), min(said_at) FILTER (value IS NOT NULL)) AS said_at
FROM summed
GROUP BY unit_key;

UPDATE stage_ppks_count
SET warnings = list_append(coalesce(warnings, []), 'part_missing')
FROM (
  SELECT DISTINCT part.said_at.file_id AS file_id, part.said_at.row_number AS row_number
  FROM count_part AS part
  INNER JOIN count_unit AS counted ON counted.unit_key = part.unit_key
  WHERE counted.persons_count IS NULL
) AS lonely
WHERE lonely.file_id = stage_ppks_count.file_id AND lonely.row_number = stage_ppks_count.row_number;

INSERT INTO core_ppks_count
SELECT
  part.kelurahan_code,
  part.kecamatan_code,
  part.ppks_code,
  part.period,
  part.unit,
  counted.persons_count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  counted.said_at.row_number AS source_row
FROM count_unit AS counted
INNER JOIN (
  SELECT DISTINCT unit_key, kelurahan_code, kecamatan_code, ppks_code, period, unit FROM count_part
) AS part ON part.unit_key = counted.unit_key
INNER JOIN input_file ON input_file.file_id = counted.said_at.file_id
WHERE counted.persons_count IS NOT NULL
ORDER BY part.period, part.kecamatan_code, part.kelurahan_code, part.ppks_code;
