-- What each row of counts comes to: a row that says nothing new is a duplicate, and `value_line` holds each cell once.
CREATE OR REPLACE TEMP TABLE value_line AS
SELECT
  cell.*,
  row_number() OVER (PARTITION BY cell.subject, unit_key, part ORDER BY cell.file_id, cell.row_number) AS place_in_line
FROM value_cell AS cell
ANTI JOIN value_fault AS fault ON fault.subject = cell.subject AND fault.file_id = cell.file_id AND fault.row_number = cell.row_number;

INSERT INTO value_fault
SELECT subject, file_id, row_number, 'duplicate', NULL
FROM value_line
GROUP BY subject, file_id, row_number
HAVING min(place_in_line) > 1;

DELETE FROM value_line
WHERE place_in_line > 1;

UPDATE stage_ppks_count
SET rule = fault.rule, message = fault.message
FROM value_fault AS fault
WHERE fault.subject = 'ppks_count' AND fault.file_id = stage_ppks_count.file_id AND fault.row_number = stage_ppks_count.row_number;

UPDATE stage_welfare_count
SET rule = fault.rule, message = fault.message
FROM value_fault AS fault
WHERE fault.subject = 'welfare_count' AND fault.file_id = stage_welfare_count.file_id AND fault.row_number = stage_welfare_count.row_number;

UPDATE stage_aid_count
SET rule = fault.rule, message = fault.message
FROM value_fault AS fault
WHERE fault.subject = 'aid_count' AND fault.file_id = stage_aid_count.file_id AND fault.row_number = stage_aid_count.row_number;

UPDATE stage_population
SET rule = fault.rule, message = fault.message
FROM value_fault AS fault
WHERE fault.subject = 'population' AND fault.file_id = stage_population.file_id AND fault.row_number = stage_population.row_number;
