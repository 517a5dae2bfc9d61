-- One value a kelurahan, programme, period, unit and decile. Another value is refused, a row that says nothing new is a duplicate;
-- a cell that is not said (NULL) stands in nobody's way.
CREATE OR REPLACE TEMP TABLE aid_cell AS
SELECT file_id, row_number, kelurahan_code, programme, period, unit, decile, value
FROM (
  SELECT file_id, row_number, kelurahan_code, programme, period, unit, UNNEST(deciles) AS decile, UNNEST(counts) AS value
  FROM stage_aid_count
  WHERE rule IS NULL
)
WHERE value IS NOT NULL;

UPDATE stage_aid_count
SET rule = 'unit_twice'
FROM (
  SELECT file_id, row_number
  FROM (
    SELECT file_id, row_number, value, first_value(value) OVER cell AS first_value
    FROM aid_cell
    WINDOW cell AS (PARTITION BY kelurahan_code, programme, period, unit, decile ORDER BY file_id, row_number)
  )
  WHERE value <> first_value
) AS other
WHERE other.file_id = stage_aid_count.file_id AND other.row_number = stage_aid_count.row_number;

CREATE OR REPLACE TEMP TABLE aid_line AS
SELECT
  cell.*,
  row_number() OVER (
    PARTITION BY cell.kelurahan_code, cell.programme, cell.period, cell.unit, cell.decile ORDER BY cell.file_id, cell.row_number
  ) AS place_in_line
FROM aid_cell AS cell
INNER JOIN stage_aid_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
WHERE stage.rule IS NULL;

UPDATE stage_aid_count
SET rule = 'duplicate'
FROM (SELECT file_id, row_number FROM aid_line GROUP BY file_id, row_number HAVING min(place_in_line) > 1) AS repeated
WHERE repeated.file_id = stage_aid_count.file_id AND repeated.row_number = stage_aid_count.row_number;

INSERT INTO core_aid_count
SELECT
  line.kelurahan_code,
  line.programme,
  line.period,
  line.unit,
  nullif(line.decile, 'total') AS decile,
  line.value AS count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  line.row_number AS source_row
FROM aid_line AS line
INNER JOIN input_file ON input_file.file_id = line.file_id
WHERE line.place_in_line = 1
ORDER BY line.period, line.kelurahan_code, line.programme, line.decile;
