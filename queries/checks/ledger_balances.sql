-- Every row read ends in exactly one heap; the rows of a file are counted apart from the scan that fills the heaps.
SELECT file, sheet, rows_read, accepted, duplicate, rejected, out_of_city, skipped
FROM ingest_ledger
WHERE rows_read <> accepted + duplicate + rejected + out_of_city + skipped
ORDER BY file, sheet;
