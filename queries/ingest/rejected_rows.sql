-- The refused rows of one file with reason and advice, for the operator's reject file.
SELECT
  outcome.row_number,
  import_rule.column_label,
  coalesce(nullif(outcome.message, ''), import_rule.message) AS message,
  import_rule.advice
FROM row_outcome AS outcome
INNER JOIN import_rule ON import_rule.rule = outcome.rule
WHERE outcome.file_id = $file_id AND import_rule.outcome = 'rejected'
ORDER BY outcome.row_number;
