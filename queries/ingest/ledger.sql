-- The names below a signature are no data either; every other row below the last accepted one keeps its rule. Then each row is counted once.
INSERT INTO row_outcome
WITH
last_data AS (
  SELECT file_id, max(row_number) AS row_number, min(filled) AS filled
  FROM staged_row
  WHERE rule IS NULL OR rule IN ('duplicate', 'handling_taken', 'number_shared', 'nik_shared', 'id_shared')
  GROUP BY file_id
),
signature AS (
  SELECT staged_row.file_id, min(staged_row.row_number) AS row_number, any_value(last_data.filled) AS filled
  FROM staged_row
  INNER JOIN last_data ON last_data.file_id = staged_row.file_id AND last_data.row_number < staged_row.row_number
  WHERE staged_row.rule = 'note'
  GROUP BY staged_row.file_id
)
SELECT
  staged_row.file_id,
  staged_row.row_number,
  CASE
    WHEN import_rule.outcome = 'rejected'
      AND staged_row.filled <= 2
      AND staged_row.filled < signature.filled
      AND staged_row.row_number > signature.row_number THEN 'note'
    ELSE staged_row.rule
  END AS rule,
  staged_row.message,
  staged_row.column_label,
  CASE WHEN len(staged_row.warnings) > 0 THEN staged_row.warnings END AS warnings,
  staged_row.question
FROM staged_row
LEFT JOIN import_rule ON import_rule.rule = staged_row.rule
LEFT JOIN signature ON signature.file_id = staged_row.file_id
WHERE staged_row.rule IS NOT NULL OR len(staged_row.warnings) > 0;

-- What the operator gets back.
CREATE OR REPLACE TEMP VIEW refused_row AS
SELECT
  outcome.file_id, outcome.row_number, rule, coalesce(outcome.column_label, import_rule.column_label) AS column_label,
  coalesce(nullif(outcome.message, ''), import_rule.message) AS message, import_rule.advice
FROM row_outcome AS outcome
INNER JOIN import_rule USING (rule)
WHERE import_rule.outcome = 'rejected';

INSERT INTO ingest_warning
SELECT
  input_file.file,
  input_file.sheet,
  outcome.row_number,
  import_rule.column_label,
  import_rule.rule,
  coalesce(outcome.message, import_rule.message)
FROM (
  SELECT file_id, row_number, UNNEST(warnings) AS warning, NULL AS message FROM row_outcome WHERE rule IS NULL
  UNION ALL
  SELECT file_id, row_number, rule, message FROM row_outcome WHERE rule IN ('handling_taken', 'number_shared', 'nik_shared', 'id_shared')
) AS outcome
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = outcome.warning
ORDER BY input_file.file_id, outcome.row_number, import_rule.rule;

INSERT INTO ingest_reject
SELECT input_file.file, input_file.sheet, row_number, column_label, rule, message
FROM refused_row
INNER JOIN input_file USING (file_id)
ORDER BY file_id, row_number;

INSERT INTO ingest_ledger
WITH
counted AS (
  SELECT
    outcome.file_id,
    count(*) FILTER (outcome.rule = 'duplicate' OR import_rule.outcome = 'duplicate') AS duplicate,
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
