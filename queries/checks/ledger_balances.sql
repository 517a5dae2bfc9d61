-- Every row read ends in exactly one heap.
SELECT file, sheet, rows_read, accepted, duplicate, rejected, out_of_city, skipped
FROM ingest_ledger
WHERE rows_read <> accepted + duplicate + rejected + out_of_city + skipped
ORDER BY file, sheet;
