-- The place names that wait, with the number of rows that were refused for them. A text that could be of a person is not kept.
INSERT INTO ingest_review
WITH
refused AS (
  SELECT file_id, question, rule, count(*) AS row_count
  FROM row_outcome
  WHERE question IS NOT NULL AND rule IN ('place_unknown', 'place_ambiguous', 'place_contradiction')
  GROUP BY file_id, question, rule
),
told AS (
  SELECT * REPLACE (is_kept AND NOT is_personal(kelurahan) AND NOT is_personal(kecamatan) AS is_kept) FROM review_question
)
SELECT
  input_file.file,
  input_file.sheet,
  input_file.source,
  told.city_code,
  CASE WHEN is_kept THEN told.kecamatan END,
  CASE WHEN is_kept THEN told.kelurahan END,
  CASE WHEN is_kept THEN told.written_code END,
  refused.rule,
  CASE WHEN is_kept THEN told.candidates ELSE [] END,
  CASE WHEN is_kept THEN told.similarities ELSE [] END,
  refused.row_count
FROM refused
INNER JOIN told USING (file_id, question)
INNER JOIN input_file USING (file_id)
ORDER BY input_file.file_id, refused.row_count DESC, told.kecamatan, told.kelurahan, refused.rule;
