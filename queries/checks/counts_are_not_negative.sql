SELECT source_file, source_row, persons_count
FROM core_ppks_count
WHERE persons_count < 0
ORDER BY source_file, source_row;
