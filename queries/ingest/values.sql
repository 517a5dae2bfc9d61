-- A row of a kecamatan above or below the rows of its kelurahan is their printed total, not a count of its own: what one of them counts is not
-- counted again, what only the row of the kecamatan says stays.
UPDATE stage_ppks_count
SET
  counts = CASE WHEN printed.is_all THEN counts ELSE printed.own_counts END,
  rule = CASE WHEN printed.is_all THEN 'kecamatan_total' END,
  warnings = CASE WHEN printed.is_all THEN list_filter(warnings, lambda warning : warning <> 'kecamatan_only') ELSE warnings END
FROM (
  SELECT
    whole.file_id,
    whole.row_number,
    list_transform(whole.counts, lambda count, position : CASE WHEN NOT list_contains(inside.counted, whole.kinds[position]) THEN count END) AS own_counts,
    len(list_filter(own_counts, lambda count : count IS NOT NULL)) = 0 AS is_all
  FROM stage_ppks_count AS whole
  INNER JOIN (
    SELECT file_id, kecamatan_code, period, list(DISTINCT kind) AS kinds, coalesce(list(DISTINCT kind) FILTER (count IS NOT NULL), []) AS counted
    FROM (
      SELECT file_id, kecamatan_code, period, UNNEST(kinds) AS kind, UNNEST(counts) AS count
      FROM stage_ppks_count
      WHERE rule IS NULL AND kelurahan_code IS NOT NULL
    )
    GROUP BY file_id, kecamatan_code, period
  ) AS inside
    ON inside.file_id = whole.file_id AND inside.kecamatan_code = whole.kecamatan_code AND inside.period = whole.period
    AND list_has_any(inside.kinds, whole.kinds)
  WHERE whole.rule IS NULL AND whole.kelurahan_code IS NULL
) AS printed
WHERE printed.file_id = stage_ppks_count.file_id AND printed.row_number = stage_ppks_count.row_number;

-- Every count that a row says, of all subjects that hold counts, and what becomes of the row that says it.
-- Values of one unit that differ inside one file are all refused: nothing tells which is right, so the unit stays unknown.
-- Between files the first one keeps its value and the other row is told which file that is. A row that says nothing new is a
-- duplicate; a cell that is not said (NULL) stands in nobody's way.
-- `part` is the sex and age a count is limited to, '' the whole; `spelling` tells two names or two columns of one kind apart.
CREATE OR REPLACE TEMP TABLE value_cell AS
WITH
counted AS (
  SELECT
    file_id,
    row_number,
    coalesce(kelurahan_code, kecamatan_code) AS place_code,
    period,
    ppks_code,
    coalesce(unit_of_kind(stage.kind), stage.unit, CASE WHEN dim_ppks.unit = 'keluarga' THEN 'KELUARGA' ELSE 'ORANG' END) AS unit,
    part,
    spelling,
    persons_count
  FROM (
    SELECT * EXCLUDE (kinds, counts, spellings), UNNEST(kinds) AS kind, UNNEST(counts) AS persons_count, UNNEST(spellings) AS spelling
    FROM stage_ppks_count
    WHERE rule IS NULL
  ) AS stage
  INNER JOIN dim_ppks ON dim_ppks.ppks_code = split_part(stage.kind, '|', 1)
)
SELECT 'ppks_count' AS subject, file_id, row_number, concat_ws('|', place_code, period, ppks_code, unit) AS unit_key, part, spelling, persons_count AS value
FROM counted
WHERE persons_count IS NOT NULL
UNION ALL
SELECT 'welfare_count', file_id, row_number, concat_ws('|', kelurahan_code, register, period, kind), '', '', value
FROM (
  SELECT file_id, row_number, kelurahan_code, register, period, UNNEST(kinds) AS kind, UNNEST(counts) AS value
  FROM stage_welfare_count
  WHERE rule IS NULL
)
WHERE value IS NOT NULL
UNION ALL
SELECT 'aid_count', file_id, row_number, concat_ws('|', kelurahan_code, programme, period, unit, decile), '', '', value
FROM (
  SELECT file_id, row_number, kelurahan_code, programme, period, unit, UNNEST(deciles) AS decile, UNNEST(counts) AS value
  FROM stage_aid_count
  WHERE rule IS NULL
)
WHERE value IS NOT NULL
UNION ALL
SELECT 'population', file_id, row_number, concat_ws('|', kelurahan_code, period, measure), coalesce(sex, ''), '', value
FROM (
  SELECT file_id, row_number, kelurahan_code, period, sex, UNNEST(['population', 'households']) AS measure, UNNEST([population, households]) AS value
  FROM stage_population
  WHERE rule IS NULL
)
WHERE value IS NOT NULL;

CREATE OR REPLACE TEMP TABLE value_fault AS
SELECT
  subject,
  file_id,
  row_number,
  CASE WHEN bool_or(is_spelt_twice) THEN 'kind_twice' ELSE 'unit_twice' END AS rule,
  CAST(NULL AS VARCHAR) AS message
FROM (
  SELECT
    cell.subject,
    cell.file_id,
    cell.row_number,
    min(spelling) OVER on_sheet <> max(spelling) OVER on_sheet AS is_spelt_twice,
    min(value) OVER in_file <> max(value) OVER in_file AS is_contradicted
  FROM value_cell AS cell
  INNER JOIN input_file USING (file_id)
  WINDOW
    on_sheet AS (PARTITION BY cell.subject, cell.file_id, unit_key, part),
    in_file AS (PARTITION BY cell.subject, input_file.file, unit_key, part)
)
WHERE is_spelt_twice OR is_contradicted
GROUP BY subject, file_id, row_number;

-- What is left of a file agrees with itself. Between files the first row that is accepted keeps its cells, see values_between.sql.
CREATE OR REPLACE TEMP TABLE value_contest AS
SELECT cell.subject, cell.file_id, cell.row_number, unit_key, part, value
FROM value_cell AS cell
ANTI JOIN value_fault AS fault ON fault.subject = cell.subject AND fault.file_id = cell.file_id AND fault.row_number = cell.row_number
WINDOW said AS (PARTITION BY cell.subject, unit_key, part)
QUALIFY min(value) OVER said <> max(value) OVER said;
