-- One value a kelurahan, register, period, unit and decile; the reference list fills what no export says.
INSERT INTO core_welfare_count
SELECT
  stage.kelurahan_code,
  stage.register,
  stage.period,
  split_part(line.unit_key, '|', 4) AS unit,
  nullif(split_part(line.unit_key, '|', 5), '') AS decile,
  line.value AS count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  line.row_number AS source_row
FROM value_line AS line
INNER JOIN stage_welfare_count AS stage ON stage.file_id = line.file_id AND stage.row_number = line.row_number
INNER JOIN input_file ON input_file.file_id = line.file_id
WHERE line.subject = 'welfare_count'
ORDER BY stage.period, stage.kelurahan_code, split_part(line.unit_key, '|', 4), split_part(line.unit_key, '|', 5);

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
