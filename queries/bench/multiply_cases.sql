-- Turns an edition into one of a larger city: every case $factor times, each copy with the kelurahan, the kind and the day of other cases,
-- so that all combinations that the data know turn up.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT *, row_number() OVER (ORDER BY case_id) - 1 AS position, count(*) OVER () AS case_count
FROM core_ppks_case;

INSERT INTO core_ppks_case
SELECT
  cases.case_id + copy.number * cases.case_count,
  place.kelurahan_code,
  kind.ppks_code,
  day.found_date,
  day.handled_date,
  cases.status,
  cases.reporter_kind,
  cases.is_resident,
  cases.source_file,
  cases.source_sheet,
  cases.source_row
FROM numbered AS cases
CROSS JOIN range(1, $factor) AS copy (number)
INNER JOIN numbered AS place ON place.position = (cases.position * 7919 + copy.number * 10007) % cases.case_count
INNER JOIN numbered AS kind ON kind.position = (cases.position * 104729 + copy.number * 3001) % cases.case_count
INNER JOIN numbered AS day ON day.position = (cases.position * 611953 + copy.number * 5003) % cases.case_count
ORDER BY ALL;
