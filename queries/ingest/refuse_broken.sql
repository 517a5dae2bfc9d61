-- The rows of a sheet with an error of Excel or a formula without a result in a column that is read: refused, unless they are totals, repeated
-- headers or of another city. The sheet at hand is `broken_now`; each of its rows stands in one staging table.
INSERT INTO broken_row
SELECT file_id, row_number, column_label, rule, message
FROM broken_now;

UPDATE stage_ppks_case
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_ppks_case.file_id
  AND broken.row_number = stage_ppks_case.row_number
  AND coalesce(stage_ppks_case.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_ppks_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_ppks_count.file_id
  AND broken.row_number = stage_ppks_count.row_number
  AND coalesce(stage_ppks_count.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_welfare_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_welfare_count.file_id
  AND broken.row_number = stage_welfare_count.row_number
  AND coalesce(stage_welfare_count.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_aid_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_aid_count.file_id
  AND broken.row_number = stage_aid_count.row_number
  AND coalesce(stage_aid_count.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_population
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_population.file_id
  AND broken.row_number = stage_population.row_number
  AND coalesce(stage_population.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_volunteer
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_volunteer.file_id
  AND broken.row_number = stage_volunteer.row_number
  AND coalesce(stage_volunteer.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_institution
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_institution.file_id
  AND broken.row_number = stage_institution.row_number
  AND coalesce(stage_institution.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_activity
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_activity.file_id
  AND broken.row_number = stage_activity.row_number
  AND coalesce(stage_activity.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_attendance
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_attendance.file_id
  AND broken.row_number = stage_attendance.row_number
  AND coalesce(stage_attendance.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');

UPDATE stage_proposal
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_now AS broken
WHERE broken.file_id = stage_proposal.file_id
  AND broken.row_number = stage_proposal.row_number
  AND coalesce(stage_proposal.rule, '') NOT IN ('total', 'repeated_header', 'out_of_city');
