-- Which row of the sheet waits for which decision.
INSERT INTO review_row
SELECT $file_id, raw_row.row_number, place_question.question
FROM raw_row
INNER JOIN place_question ON place_question.place_key = raw_row.place_key;
