SELECT
  file, sheet, sha256, source, subject, title, city_code, is_simulated, state,
  rows_read, accepted, duplicate, rejected, out_of_city, skipped, warnings
FROM ingest_ledger
ORDER BY city_code NULLS LAST, subject, file, sheet;
