-- The same proposal number of a city, or without a number the same person, register and date, is a duplicate.
UPDATE stage_proposal
SET rule = 'duplicate'
FROM (
  SELECT
    file_id,
    row_number,
    row_number() OVER (
      PARTITION BY city_code, coalesce(proposal_number, concat_ws(chr(31), person_key, register, proposed_date))
      ORDER BY file_id, row_number
    ) AS place_in_line
  FROM stage_proposal
  WHERE rule IS NULL AND (proposal_number IS NOT NULL OR person_key IS NOT NULL)
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
