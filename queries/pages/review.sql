-- Place names of refused rows that a person may settle, a row a file; no text where it may be somebody's data.
SELECT
  file,
  source,
  city_code,
  kecamatan,
  kelurahan,
  written_code,
  rule,
  candidates,
  similarities,
  CAST(sum(row_count) AS BIGINT) AS row_count
FROM ingest_review
GROUP BY ALL
ORDER BY row_count DESC, file, source, kecamatan, kelurahan, written_code, rule;
