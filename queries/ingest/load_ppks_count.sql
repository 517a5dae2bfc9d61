-- One value a place, kind, period and unit: another value is refused, a row that says nothing new is a duplicate.
-- A cell that is not said (NULL) stands in nobody's way.
CREATE OR REPLACE TEMP TABLE count_cell AS
SELECT
  file_id,
  stage.row_number,
  kelurahan_code,
  kecamatan_code,
  period,
  ppks_code,
  coalesce(stage.unit, CASE WHEN dim_ppks.unit = 'keluarga' THEN 'KELUARGA' ELSE 'ORANG' END) AS unit,
  persons_count
FROM (SELECT * EXCLUDE (kinds, counts), UNNEST(kinds) AS ppks_code, UNNEST(counts) AS persons_count FROM stage_ppks_count WHERE rule IS NULL) AS stage
INNER JOIN dim_ppks USING (ppks_code)
WHERE persons_count IS NOT NULL;

UPDATE stage_ppks_count
SET rule = 'unit_twice'
FROM (
  SELECT file_id, row_number
  FROM (
    SELECT file_id, row_number, persons_count, first_value(persons_count) OVER cell AS first_count
    FROM count_cell
    WINDOW cell AS (
      PARTITION BY coalesce(kelurahan_code, kecamatan_code), period, ppks_code, unit ORDER BY file_id, row_number
    )
  )
  WHERE persons_count <> first_count
) AS other
WHERE other.file_id = stage_ppks_count.file_id AND other.row_number = stage_ppks_count.row_number;

-- What is left agrees with each other; the first row that says a cell keeps it.
CREATE OR REPLACE TEMP TABLE count_line AS
SELECT
  cell.*,
  row_number() OVER (
    PARTITION BY coalesce(cell.kelurahan_code, cell.kecamatan_code), cell.period, cell.ppks_code, cell.unit
    ORDER BY cell.file_id, cell.row_number
  ) AS place_in_line
FROM count_cell AS cell
INNER JOIN stage_ppks_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
WHERE stage.rule IS NULL;

UPDATE stage_ppks_count
SET rule = 'duplicate'
FROM (SELECT file_id, row_number FROM count_line GROUP BY file_id, row_number HAVING min(place_in_line) > 1) AS repeated
WHERE repeated.file_id = stage_ppks_count.file_id AND repeated.row_number = stage_ppks_count.row_number;

INSERT INTO core_ppks_count
SELECT
  cell.kelurahan_code,
  cell.kecamatan_code,
  cell.ppks_code,
  cell.period,
  cell.unit,
  cell.persons_count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  cell.row_number AS source_row
FROM count_line AS cell
INNER JOIN input_file ON input_file.file_id = cell.file_id
WHERE cell.place_in_line = 1
ORDER BY cell.period, cell.kecamatan_code, cell.kelurahan_code, cell.ppks_code;
