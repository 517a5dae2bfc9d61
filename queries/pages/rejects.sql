-- What was refused or warned of in the files of a city, of every city without one, by file and rule.
SELECT
  noted.file,
  noted.sheet,
  noted.outcome,
  noted.rule,
  noted."column" AS column_label,
  min(noted.message) AS example,
  count(*) AS row_count
FROM (
  SELECT *, 'ditolak' AS outcome FROM ingest_reject
  UNION ALL
  SELECT *, 'peringatan' AS outcome FROM ingest_warning
) AS noted
INNER JOIN ingest_ledger AS ledger ON ledger.file = noted.file AND ledger.sheet = noted.sheet
WHERE $city_code IS NULL OR ledger.city_code = $city_code
GROUP BY noted.file, noted.sheet, noted.outcome, noted.rule, noted."column"
ORDER BY noted.outcome, row_count DESC, noted.file, noted.sheet, noted.rule;
