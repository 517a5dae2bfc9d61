INSERT INTO input_file
SELECT
  $file_id, $file, $sheet, $sha256, $source, $subject, $title, $city_code, $is_simulated,
  $rows_above + (SELECT count(*) FROM staged_row WHERE file_id = $file_id),
  $rows_above, $state;
