-- Signatures and remarks below the last data row are no data; then every row of every file is counted once.
INSERT INTO row_outcome
WITH
last_data AS (
  SELECT file_id, max(row_number) AS row_number, min(filled) AS filled
  FROM staged_row
  WHERE rule IS NULL OR rule = 'duplicate'
  GROUP BY file_id
)
SELECT
  staged_row.file_id,
  staged_row.row_number,
  CASE
    WHEN import_rule.outcome = 'rejected'
      AND staged_row.filled <= 2
      AND staged_row.filled < last_data.filled
      AND staged_row.row_number > last_data.row_number THEN 'note'
    ELSE staged_row.rule
  END AS rule,
  staged_row.message,
  CASE WHEN len(staged_row.warnings) > 0 THEN staged_row.warnings END AS warnings
FROM staged_row
LEFT JOIN import_rule ON import_rule.rule = staged_row.rule
LEFT JOIN last_data ON last_data.file_id = staged_row.file_id
WHERE staged_row.rule IS NOT NULL OR len(staged_row.warnings) > 0;

INSERT INTO ingest_warning
SELECT
  input_file.file,
  input_file.sheet,
  outcome.row_number,
  import_rule.column_label,
  import_rule.rule,
  import_rule.message
FROM (SELECT file_id, row_number, rule, UNNEST(warnings) AS warning FROM row_outcome WHERE rule IS NULL) AS outcome
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = outcome.warning
ORDER BY input_file.file_id, outcome.row_number, import_rule.rule;

-- What only the neighbours, the population or the year before can tell; the value stays as it is.
INSERT INTO ingest_warning
WITH
counted AS (
  SELECT kelurahan_code, register || '|' || unit AS series, period, count AS value, source_file, source_sheet, source_row
  FROM core_welfare_count
  WHERE decile IS NULL AND source_row IS NOT NULL
  UNION ALL
  SELECT kelurahan_code, ppks_code || '|' || unit, period, persons_count, source_file, source_sheet, source_row
  FROM core_ppks_count
  WHERE kelurahan_code IS NOT NULL
),
beside AS (
  SELECT
    counted.*,
    dim_kelurahan.kecamatan_code,
    population.population,
    lag(value) OVER (PARTITION BY counted.kelurahan_code, series ORDER BY period) AS value_before,
    lag(period) OVER (PARTITION BY counted.kelurahan_code, series ORDER BY period) AS period_before,
    count(*) OVER (PARTITION BY dim_kelurahan.kecamatan_code, series, period, value) AS same_count
  FROM counted
  INNER JOIN dim_kelurahan USING (kelurahan_code)
  LEFT JOIN (SELECT kelurahan_code, max(population) AS population FROM core_population GROUP BY kelurahan_code) AS population
    USING (kelurahan_code)
),
found AS (
  SELECT source_file, source_sheet, source_row, 'above_population' AS rule FROM beside WHERE value > population
  UNION ALL
  SELECT source_file, source_sheet, source_row, 'year_jump'
  FROM beside
  WHERE value_before >= 500 AND period_before + INTERVAL 1 YEAR >= period AND (value > value_before * 1.5 OR value < value_before * 0.5)
  UNION ALL
  SELECT source_file, source_sheet, source_row, 'equal_neighbour' FROM beside WHERE value >= 500 AND same_count > 1
)
SELECT found.source_file, found.source_sheet, found.source_row, import_rule.column_label, import_rule.rule, import_rule.message
FROM (SELECT DISTINCT * FROM found) AS found
INNER JOIN import_rule USING (rule)
ORDER BY found.source_file, found.source_sheet, found.source_row, import_rule.rule;

INSERT INTO ingest_reject
SELECT
  input_file.file,
  input_file.sheet,
  outcome.row_number,
  import_rule.column_label,
  import_rule.rule,
  coalesce(nullif(outcome.message, ''), import_rule.message)
FROM row_outcome AS outcome
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = outcome.rule
WHERE import_rule.outcome = 'rejected'
ORDER BY input_file.file_id, outcome.row_number;

INSERT INTO ingest_ledger
WITH
counted AS (
  SELECT
    outcome.file_id,
    count(*) FILTER (outcome.rule = 'duplicate') AS duplicate,
    count(*) FILTER (import_rule.outcome = 'rejected') AS rejected,
    count(*) FILTER (outcome.rule = 'out_of_city') AS out_of_city,
    count(*) FILTER (import_rule.outcome = 'skipped') AS skipped
  FROM row_outcome AS outcome
  LEFT JOIN import_rule ON import_rule.rule = outcome.rule
  GROUP BY outcome.file_id
),
staged AS (
  SELECT file_id, count(*) AS row_count, count(*) FILTER (rule IS NULL) AS accepted FROM staged_row GROUP BY file_id
),
warned AS (
  SELECT file, sheet, count(*) AS warnings FROM ingest_warning GROUP BY file, sheet
)
SELECT
  input_file.file,
  input_file.sheet,
  input_file.sha256,
  input_file.source,
  input_file.rows_read,
  coalesce(staged.accepted, 0),
  coalesce(counted.duplicate, 0),
  coalesce(counted.rejected, 0),
  coalesce(counted.out_of_city, 0),
  coalesce(counted.skipped, 0) + input_file.rows_above,
  coalesce(warned.warnings, 0),
  input_file.subject,
  input_file.title,
  input_file.city_code,
  input_file.is_simulated,
  input_file.state
FROM input_file
LEFT JOIN staged USING (file_id)
LEFT JOIN counted USING (file_id)
LEFT JOIN warned ON warned.file = input_file.file AND warned.sheet = input_file.sheet
ORDER BY input_file.file_id;
