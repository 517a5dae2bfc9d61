-- One value a kelurahan, programme, period, unit and decile.
INSERT INTO core_aid_count
SELECT
  stage.kelurahan_code,
  stage.programme,
  stage.period,
  stage.unit,
  nullif(split_part(line.unit_key, '|', 5), 'total') AS decile,
  line.value AS count,
  input_file.file AS source_file,
  input_file.sheet AS source_sheet,
  line.row_number AS source_row
FROM value_line AS line
INNER JOIN stage_aid_count AS stage ON stage.file_id = line.file_id AND stage.row_number = line.row_number
INNER JOIN input_file ON input_file.file_id = line.file_id
WHERE line.subject = 'aid_count'
ORDER BY stage.period, stage.kelurahan_code, stage.programme, decile;
