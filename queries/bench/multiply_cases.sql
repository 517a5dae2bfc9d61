-- Turns an edition into one of a larger city: every case $factor times, each copy with the kelurahan, the kind and the day of other cases,
-- so that all combinations that the data know turn up.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT *, row_number() OVER (ORDER BY case_id) - 1 AS position, count(*) OVER () AS case_count
FROM core_ppks_case;

INSERT INTO core_ppks_case
WITH
copied AS MATERIALIZED (
  SELECT
    numbered.*,
    numbered.case_id + copy.number * numbered.case_count AS copy_id,
    (numbered.position * 7919 + copy.number * 10007) % numbered.case_count AS place_position,
    (numbered.position * 104729 + copy.number * 3001) % numbered.case_count AS kind_position,
    (numbered.position * 611953 + copy.number * 5003) % numbered.case_count AS day_position
  FROM numbered
  CROSS JOIN range(1, $factor) AS copy (number)
)
SELECT
  copied.copy_id,
  place.kelurahan_code,
  kind.ppks_code,
  day.found_date,
  day.handled_date,
  copied.status,
  copied.reporter_kind,
  copied.is_resident,
  copied.source_file,
  copied.source_sheet,
  copied.source_row
FROM copied
INNER JOIN numbered AS place ON place.position = copied.place_position
INNER JOIN numbered AS kind ON kind.position = copied.kind_position
INNER JOIN numbered AS day ON day.position = copied.day_position;
