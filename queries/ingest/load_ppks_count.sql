-- One value a place, kind, period and unit: the same value again is a duplicate, another one is refused.
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
INNER JOIN dim_ppks USING (ppks_code);

UPDATE stage_ppks_count
SET rule = CASE WHEN repeated.is_same THEN 'duplicate' ELSE 'unit_twice' END
FROM (
  SELECT file_id, row_number, bool_and(persons_count IS NOT DISTINCT FROM first_count) AS is_same
  FROM (
    SELECT
      *,
      row_number() OVER cell AS place_in_line,
      first_value(persons_count) OVER cell AS first_count
    FROM count_cell
    WINDOW cell AS (
      PARTITION BY coalesce(kelurahan_code, kecamatan_code), period, ppks_code, unit ORDER BY file_id, row_number
    )
  )
  WHERE place_in_line > 1
  GROUP BY ALL
) AS repeated
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
FROM count_cell AS cell
INNER JOIN stage_ppks_count AS stage ON stage.file_id = cell.file_id AND stage.row_number = cell.row_number
INNER JOIN input_file ON input_file.file_id = cell.file_id
WHERE stage.rule IS NULL AND cell.persons_count IS NOT NULL
ORDER BY cell.period, cell.kecamatan_code, cell.kelurahan_code, cell.ppks_code;
