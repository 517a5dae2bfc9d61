-- The rows of a sheet with an error of Excel or a formula without a result in a column that is read: refused, unless they are no data, or of another
-- city. The sheet at hand is `broken_now`; each of its rows stands in one staging table.
CREATE OR REPLACE TEMP TABLE broken_here AS
SELECT broken_now.*
FROM broken_now
INNER JOIN staged_row USING (file_id, row_number)
LEFT JOIN import_rule ON import_rule.rule = staged_row.rule
WHERE import_rule.outcome IS DISTINCT FROM 'skipped' AND staged_row.rule IS DISTINCT FROM 'out_of_city';

INSERT INTO broken_row
SELECT file_id, row_number, column_label, rule, message
FROM broken_here;

UPDATE stage_ppks_case
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_ppks_case.file_id AND broken.row_number = stage_ppks_case.row_number;

UPDATE stage_ppks_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_ppks_count.file_id AND broken.row_number = stage_ppks_count.row_number;

UPDATE stage_welfare_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_welfare_count.file_id AND broken.row_number = stage_welfare_count.row_number;

UPDATE stage_aid_count
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_aid_count.file_id AND broken.row_number = stage_aid_count.row_number;

UPDATE stage_population
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_population.file_id AND broken.row_number = stage_population.row_number;

UPDATE stage_volunteer
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_volunteer.file_id AND broken.row_number = stage_volunteer.row_number;

UPDATE stage_institution
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_institution.file_id AND broken.row_number = stage_institution.row_number;

UPDATE stage_activity
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_activity.file_id AND broken.row_number = stage_activity.row_number;

UPDATE stage_attendance
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_attendance.file_id AND broken.row_number = stage_attendance.row_number;

UPDATE stage_proposal
SET rule = broken.rule, message = broken.message, question = NULL
FROM broken_here AS broken
WHERE broken.file_id = stage_proposal.file_id AND broken.row_number = stage_proposal.row_number;
