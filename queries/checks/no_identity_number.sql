-- A number of sixteen digits in a text that came from a file would be a NIK or KK that slipped in, also one cut by spaces, dots or
-- dashes. A cut one must be built like a NIK (a day and a month after the place), so that codes of accounts pass; dates are left out.
WITH
texts AS (
  SELECT 'core_institution' AS table_name, UNNEST([name, agreed]) AS text FROM core_institution
  UNION ALL
  SELECT 'core_activity', UNNEST([activity_id, topic, sub_activity_code]) FROM core_activity
  UNION ALL
  SELECT 'core_attendance', activity_id FROM core_attendance
  UNION ALL
  SELECT 'core_population', source FROM core_population
  UNION ALL
  SELECT 'core_ppks_case', UNNEST([source_file, source_sheet]) FROM (SELECT DISTINCT source_file, source_sheet FROM core_ppks_case)
  UNION ALL
  SELECT 'core_ppks_count', UNNEST([source_file, source_sheet]) FROM core_ppks_count
  UNION ALL
  SELECT 'core_welfare_count', UNNEST([source_file, source_sheet]) FROM core_welfare_count
  UNION ALL
  SELECT 'core_aid_count', UNNEST([source_file, source_sheet]) FROM core_aid_count
  UNION ALL
  SELECT 'ingest_ledger', UNNEST([file, sheet, title]) FROM ingest_ledger
  UNION ALL
  SELECT 'ingest_reject', UNNEST([file, sheet, message]) FROM ingest_reject
  UNION ALL
  SELECT 'ingest_review', UNNEST([file, sheet, kecamatan, kelurahan]) FROM ingest_review
  UNION ALL
  SELECT 'ingest_warning', UNNEST([file, sheet, message]) FROM ingest_warning
),
distinct_texts AS (
  SELECT DISTINCT
    table_name,
    text,
    regexp_replace(text, '\b(0?[1-9]|[12][0-9]|3[01])[./-](0?[1-9]|1[0-2])[./-](19|20)[0-9]{2}\b', 'tanggal', 'g') AS undated
  FROM texts
  WHERE text IS NOT NULL
)
SELECT table_name, text
FROM distinct_texts
WHERE regexp_matches(text, '[0-9]{16}')
  OR regexp_matches(
    undated,
    '(^|[^0-9])[1-9]([\s.-]*[0-9]){5}[\s.-]*([04][\s.-]*[1-9]|[1256][\s.-]*[0-9]|[37][\s.-]*[01])'
    || '[\s.-]*(0[\s.-]*[1-9]|1[\s.-]*[0-2])([\s.-]*[0-9]){6}([^0-9]|$)'
  )
ORDER BY table_name, text;
