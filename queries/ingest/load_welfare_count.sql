-- One value a kelurahan, register, period, unit and decile; the reference list fills what no export says.
-- Another value is refused, a row that says nothing new is a duplicate; a cell that is not said (NULL) stands in nobody's way.
CREATE OR REPLACE TEMP TABLE welfare_cell AS
SELECT file_id, row_number, kelurahan_code, register, period, kind, value
FROM (
  SELECT file_id, row_number, kelurahan_code, register, period, UNNEST(kinds) AS kind, UNNEST(counts) AS value
  FROM stage_welfare_count
  WHERE rule IS NULL
)
WHERE value IS NOT NULL;

UPDATE stage_welfare_count
SET rule = 'unit_twice'
FROM (
  SELECT file_id, row_number
  FROM (
    SELECT file_id, row_number, value, first_value(value) OVER cell AS first_value
    FROM welfare_cell
    WINDOW cell AS (PARTITION BY kelurahan_code, register, period, kind ORDER BY file_id, row_number)
  )
  WHERE value <> first_value
) AS other
WHERE other.file_id = stage_welfare_count.file_id AND other.row_number = stage_welfare_count.row_number;

-- What is left agrees with each other; the first row that says a cell keeps it.
CREATE OR REPLACE TEMP TABLE welfare_line AS
SELECT
  cell.*,
  row_number() OVER (
    PARTITION BY cell.kelurahan_code, cell.register, cell.period, cell.kind ORDER BY cell.file_id, cell.row_number
  ) AS place_in_line
FROM welfare_cell AS cell
INNER JOIN stage_welfare_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
WHERE stage.rule IS NULL;

UPDATE stage_welfare_count
SET rule = 'duplicate'
FROM (SELECT file_id, row_number FROM welfare_line GROUP BY file_id, row_number HAVING min(place_in_line) > 1) AS repeated
WHERE repeated.file_id = stage_welfare_count.file_id AND repeated.row_number = stage_welfare_count.row_number;

INSERT INTO core_welfare_count
SELECT
  cell.kelurahan_code,
  cell.register,
  cell.period,
  split_part(cell.kind, '|', 1) AS unit,
  nullif(split_part(cell.kind, '|', 2), '') AS decile,
  cell.value AS count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  cell.row_number AS source_row
FROM welfare_line AS cell
INNER JOIN input_file ON input_file.file_id = cell.file_id
WHERE cell.place_in_line = 1
ORDER BY cell.period, cell.kelurahan_code, cell.kind;

INSERT INTO core_welfare_count
SELECT reference.*
FROM reference_dtks AS reference
LEFT JOIN core_welfare_count AS imported
  ON imported.kelurahan_code = reference.kelurahan_code
  AND imported.register = reference.register
  AND imported.period = reference.period
  AND imported.unit = reference.unit
  AND imported.decile IS NULL
WHERE imported.kelurahan_code IS NULL AND reference.count IS NOT NULL
ORDER BY reference.period, reference.kelurahan_code, reference.unit;
