-- One round over the cells that files contradict each other about; repeated until it refuses no row any more. A row that differs from the first
-- one of a cell is refused when that first one is sure to stay: nothing before it, in any of its cells, differs.
INSERT INTO value_fault
WITH
placed AS (
  SELECT
    contest.*,
    value <> first_value(value) OVER said AS is_contradicted,
    min(value) OVER said <> max(value) OVER said AS is_unsure,
    first_value(contest.file_id) OVER said AS first_file_id,
    first_value(contest.row_number) OVER said AS first_row_number
  FROM value_contest AS contest
  ANTI JOIN value_fault AS fault ON fault.subject = contest.subject AND fault.file_id = contest.file_id AND fault.row_number = contest.row_number
  WINDOW said AS (PARTITION BY contest.subject, unit_key, part ORDER BY contest.file_id, contest.row_number)
)
SELECT
  placed.subject,
  placed.file_id,
  placed.row_number,
  'unit_elsewhere',
  'Berkas lain menyebut nilai yang berbeda untuk kelurahan dan periode yang sama; yang dipakai ialah ' || min(input_file.file)
FROM placed
INNER JOIN input_file ON input_file.file_id = placed.first_file_id
ANTI JOIN (SELECT subject, file_id, row_number FROM placed WHERE is_unsure) AS unsure
  ON unsure.subject = placed.subject AND unsure.file_id = placed.first_file_id AND unsure.row_number = placed.first_row_number
WHERE is_contradicted
GROUP BY placed.subject, placed.file_id, placed.row_number;
