-- One row a membership: each kind numbers its members by itself, so the same number of another kind is somebody else, and a
-- person listed under two kinds has two memberships. The same kind and number of a city again is a duplicate.
UPDATE stage_volunteer
SET rule = 'duplicate'
FROM (
  SELECT file_id, row_number, row_number() OVER (PARTITION BY person_key ORDER BY file_id, row_number) AS place_in_line
  FROM stage_volunteer
  WHERE rule IS NULL
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_volunteer.file_id AND line.row_number = stage_volunteer.row_number;

INSERT INTO core_volunteer
SELECT
  CAST(person_key AS VARCHAR) AS volunteer_id,
  kelurahan_code,
  kecamatan_code,
  kind_code,
  joined_date,
  left_date,
  status = 'active' AND left_date IS NULL AS is_active,
  training_level,
  last_training_date,
  coalesce(status, 'unknown') AS status,
  sex,
  card_status,
  card_valid_until
FROM stage_volunteer
WHERE rule IS NULL
ORDER BY kecamatan_code, kelurahan_code, volunteer_id;
