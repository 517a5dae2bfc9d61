-- What is said of a sheet as a whole stands among the warnings of its rows.
INSERT INTO ingest_warning
SELECT $file, $sheet, $row, column_label, rule, $message
FROM import_rule
WHERE rule = $rule;
