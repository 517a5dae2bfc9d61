-- The same proposal number of a city, or without a number the same person, register and date, is a duplicate; of another person, register, day or
-- place it may be another proposal, which is said.
UPDATE stage_proposal
SET rule = CASE WHEN line.said = line.first_said THEN 'duplicate' ELSE 'id_shared' END
FROM (
  SELECT
    file_id,
    row_number,
    concat_ws(chr(31), coalesce(CAST(person_key AS VARCHAR), ''), register, coalesce(kelurahan_code, ''), proposed_date) AS said,
    first_value(said) OVER same_id AS first_said,
    row_number() OVER same_id AS place_in_line
  FROM stage_proposal
  WHERE rule IS NULL AND (proposal_number IS NOT NULL OR person_key IS NOT NULL)
  WINDOW same_id AS (
    PARTITION BY city_code, coalesce(proposal_number, concat_ws(chr(31), person_key, register, proposed_date)) ORDER BY file_id, row_number
  )
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_proposal.file_id AND line.row_number = stage_proposal.row_number;

-- A copy of a file that was read already repeats the rows no identity can tell apart as well.
UPDATE stage_proposal
SET rule = 'duplicate'
FROM input_file AS copied
INNER JOIN input_file AS original
  ON original.sha256 = copied.sha256
  AND original.sheet = copied.sheet
  AND original.state = 'read'
  AND original.file_id < copied.file_id
WHERE stage_proposal.rule IS NULL AND stage_proposal.file_id = copied.file_id;

INSERT INTO core_proposal
SELECT
  row_number() OVER (ORDER BY proposed_date, file_id, row_number) AS proposal_id,
  kelurahan_code,
  register,
  proposed_date,
  decided_date,
  status
FROM stage_proposal
WHERE rule IS NULL
ORDER BY proposed_date, file_id, row_number;
