-- Every accepted row of a list of persons is a case at least: no row is counted as accepted and then lost.
WITH
kept AS (
  SELECT source_file, source_sheet, count(DISTINCT source_row) AS row_count FROM core_ppks_case GROUP BY source_file, source_sheet
)
SELECT ledger.file, ledger.sheet, ledger.accepted, coalesce(kept.row_count, 0) AS kept
FROM ingest_ledger AS ledger
LEFT JOIN kept ON kept.source_file = ledger.file AND kept.source_sheet = ledger.sheet
WHERE ledger.subject = 'ppks_case' AND ledger.accepted <> coalesce(kept.row_count, 0)
ORDER BY ledger.file, ledger.sheet;
