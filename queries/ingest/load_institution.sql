-- One row an institution: the same kind, name and kelurahan again is a duplicate.
UPDATE stage_institution
SET rule = 'duplicate'
FROM (
  SELECT
    file_id,
    row_number,
    row_number() OVER (
      PARTITION BY kelurahan_code, kind_code, lower(name) ORDER BY last_visit_date DESC NULLS LAST, file_id, row_number
    ) AS place_in_line
  FROM stage_institution
  WHERE rule IS NULL
) AS line
WHERE line.place_in_line > 1 AND line.file_id = stage_institution.file_id AND line.row_number = stage_institution.row_number;

INSERT INTO core_institution
SELECT
  row_number() OVER (ORDER BY kelurahan_code, kind_code, name) AS institution_id,
  kind_code,
  kelurahan_code,
  name,
  last_visit_date,
  agreed,
  classification,
  decreed_date
FROM stage_institution
WHERE rule IS NULL
ORDER BY kelurahan_code, kind_code, name;
