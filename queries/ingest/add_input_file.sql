-- `rows_read` is counted apart from the rows that were staged, so that the check of the ledger proves the reader too.
INSERT INTO input_file
SELECT
  $file_id, $file, $sheet, $sha256, $source, $subject, $title, $city_code, $is_simulated,
  $rows_read, $rows_above, $state, $list_period;
