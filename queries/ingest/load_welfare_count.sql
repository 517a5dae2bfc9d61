-- One value a kelurahan, register, period, unit and decile; the reference list fills what no export says.
CREATE OR REPLACE TEMP TABLE welfare_cell AS
SELECT file_id, row_number, kelurahan_code, register, period, UNNEST(kinds) AS kind, UNNEST(counts) AS value
FROM stage_welfare_count
WHERE rule IS NULL;

UPDATE stage_welfare_count
SET rule = CASE WHEN repeated.is_same THEN 'duplicate' ELSE 'unit_twice' END
FROM (
  SELECT file_id, row_number, bool_and(value IS NOT DISTINCT FROM first_value) AS is_same
  FROM (
    SELECT *, row_number() OVER cell AS place_in_line, first_value(value) OVER cell AS first_value
    FROM welfare_cell
    WINDOW cell AS (PARTITION BY kelurahan_code, register, period, kind ORDER BY file_id, row_number)
  )
  WHERE place_in_line > 1
  GROUP BY ALL
) AS repeated
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
FROM welfare_cell AS cell
INNER JOIN stage_welfare_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
INNER JOIN input_file ON input_file.file_id = cell.file_id
WHERE stage.rule IS NULL AND cell.value IS NOT NULL
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
