-- A sixteen-digit number in a text column would be a NIK or KK that slipped in.
SELECT 'core_institution' AS table_name, name AS text FROM core_institution WHERE regexp_matches(name, '[0-9]{16}')
UNION ALL
SELECT 'core_activity', topic FROM core_activity WHERE regexp_matches(topic, '[0-9]{16}') OR regexp_matches(activity_id, '[0-9]{16}')
UNION ALL
SELECT 'ingest_reject', message FROM ingest_reject WHERE regexp_matches(message, '[0-9]{16}')
UNION ALL
SELECT 'ingest_warning', message FROM ingest_warning WHERE regexp_matches(message, '[0-9]{16}')
ORDER BY table_name, text;
