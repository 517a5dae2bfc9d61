-- What only the neighbours, the population, the year before or the rest of the file can tell of a count; the value stays as it is.
INSERT INTO ingest_warning
WITH
counted AS (
  SELECT kelurahan_code, register || '|' || unit AS series, period, count AS value, source_file, source_sheet, source_row
  FROM core_welfare_count
  WHERE decile IS NULL AND source_row IS NOT NULL
  UNION ALL
  SELECT kelurahan_code, ppks_code || '|' || unit, period, persons_count, source_file, source_sheet, source_row
  FROM core_ppks_count
  WHERE kelurahan_code IS NOT NULL
),
beside AS (
  SELECT
    counted.*,
    dim_kelurahan.kecamatan_code,
    coalesce(population.population, dim_city.population) AS population,
    lag(value) OVER (PARTITION BY counted.kelurahan_code, series ORDER BY period) AS value_before,
    lag(period) OVER (PARTITION BY counted.kelurahan_code, series ORDER BY period) AS period_before,
    count(*) OVER (PARTITION BY dim_kelurahan.kecamatan_code, series, period, value) AS same_count
  FROM counted
  INNER JOIN dim_kelurahan USING (kelurahan_code)
  LEFT JOIN (SELECT kelurahan_code, max(population) AS population FROM core_population GROUP BY kelurahan_code) AS population
    USING (kelurahan_code)
  LEFT JOIN dim_city USING (city_code)
),
whole_row AS (
  SELECT
    source_file,
    source_sheet,
    source_row,
    kecamatan_code,
    kelurahan_code,
    period,
    list({series: series, value: value} ORDER BY series) AS said,
    count(*) FILTER (value > 0) AS said_count
  FROM beside
  GROUP BY source_file, source_sheet, source_row, kecamatan_code, kelurahan_code, period
),
equal_row AS (
  SELECT *, count(*) OVER (PARTITION BY kecamatan_code, period, said) AS same_count
  FROM whole_row
),
found AS (
  SELECT source_file, source_sheet, source_row, 'above_population' AS rule FROM beside WHERE value > population
  UNION ALL
  SELECT source_file, source_sheet, source_row, 'year_jump'
  FROM beside
  CROSS JOIN import_bound
  WHERE period_before + INTERVAL 1 YEAR >= period
    AND CASE
      WHEN value_before >= large_from THEN value > value_before * (1 + share) OR value < value_before * (1 - share)
      ELSE abs(value - value_before) >= small_change AND (value >= value_before * small_times OR value_before >= value * small_times)
    END
  UNION ALL
  SELECT source_file, source_sheet, source_row, 'equal_neighbour' FROM beside CROSS JOIN import_bound WHERE value >= equal_from AND same_count > 1
  UNION ALL
  SELECT source_file, source_sheet, source_row, 'equal_neighbour' FROM equal_row CROSS JOIN import_bound WHERE said_count >= equal_kinds AND same_count > 1
)
SELECT found.source_file, found.source_sheet, found.source_row, import_rule.column_label, import_rule.rule, import_rule.message
FROM (SELECT DISTINCT * FROM found) AS found
INNER JOIN import_rule USING (rule)
ORDER BY found.source_file, found.source_sheet, found.source_row, import_rule.rule;

-- A population is not in the year before what it is now and far from it.
INSERT INTO ingest_warning
WITH
beside AS (
  SELECT
    kelurahan_code,
    period,
    population,
    lag(population) OVER said AS population_before,
    lag(period) OVER said AS period_before
  FROM core_population
  WHERE population IS NOT NULL
  WINDOW said AS (PARTITION BY kelurahan_code ORDER BY period)
)
SELECT DISTINCT input_file.file, input_file.sheet, line.row_number, import_rule.column_label, import_rule.rule, import_rule.message
FROM beside
CROSS JOIN import_bound
INNER JOIN value_line AS line ON line.subject = 'population' AND line.unit_key = concat_ws('|', kelurahan_code, period, 'population')
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = 'population_jump'
WHERE period_before + INTERVAL 1 YEAR >= period AND abs(population - population_before) > population_before * population_share
ORDER BY input_file.file, input_file.sheet, line.row_number;

-- A file with rows of most kelurahan of a city, or of a kecamatan, and none of some.
INSERT INTO ingest_warning
WITH
reported AS (
  SELECT file_id, kelurahan_code, period FROM stage_ppks_count
  UNION ALL
  SELECT file_id, kelurahan_code, period FROM stage_welfare_count
  UNION ALL
  SELECT file_id, kelurahan_code, period FROM stage_aid_count
  UNION ALL
  SELECT file_id, kelurahan_code, period FROM stage_population
),
there AS (
  SELECT DISTINCT file, subject, period, kelurahan_code, kecamatan_code, city_code
  FROM reported
  INNER JOIN (SELECT file_id, file, subject FROM input_file) AS input_file USING (file_id)
  INNER JOIN dim_kelurahan USING (kelurahan_code)
  WHERE period IS NOT NULL
),
due AS (
  SELECT file, subject, period, area.area_code
  FROM (
    SELECT file, subject, period, UNNEST([city_code, kecamatan_code]) AS area_code, kelurahan_code FROM there
  ) AS area
  INNER JOIN (
    SELECT UNNEST([city_code, kecamatan_code]) AS area_code, kelurahan_code AS due_code FROM dim_kelurahan
  ) AS unit USING (area_code)
  CROSS JOIN import_bound
  GROUP BY file, subject, period, area.area_code
  HAVING count(DISTINCT kelurahan_code) >= any_value(coverage) * count(DISTINCT due_code)
)
SELECT DISTINCT
  due.file,
  (SELECT min(input_file.sheet) FROM input_file WHERE input_file.file = due.file) AS sheet,
  CAST(NULL AS BIGINT) AS row_number,
  import_rule.column_label,
  import_rule.rule,
  'Tidak ada baris untuk ' || kelurahan_name || ' (kec. ' || kecamatan_name || '), ' || strftime(due.period, '%m/%Y') || '; nilainya tidak diketahui'
    AS message
FROM due
INNER JOIN dim_kelurahan ON due.area_code IN (dim_kelurahan.city_code, dim_kelurahan.kecamatan_code)
ANTI JOIN there
  ON there.file = due.file
  AND there.subject = due.subject
  AND there.period = due.period
  AND there.kelurahan_code = dim_kelurahan.kelurahan_code
INNER JOIN import_rule ON import_rule.rule = 'unit_missing'
ORDER BY due.file, message;

-- A printed total that is neither the sum of the rows above it, nor of those since the total before it, nor of those of its month.
INSERT INTO ingest_warning
WITH
row_cell AS (
  SELECT file_id, row_number, rule, period, UNNEST(kinds) AS kind, UNNEST(counts) AS value FROM stage_ppks_count
  UNION ALL
  SELECT file_id, row_number, rule, period, UNNEST(kinds), UNNEST(counts) FROM stage_welfare_count
  UNION ALL
  SELECT file_id, row_number, rule, period, UNNEST(deciles), UNNEST(counts) FROM stage_aid_count
  UNION ALL
  SELECT file_id, row_number, rule, period, 'population', population FROM stage_population
),
cell AS (
  SELECT row_cell.* REPLACE (coalesce(kind, '*') AS kind), row_cell.rule = 'total' AS is_total
  FROM row_cell
  LEFT JOIN import_rule USING (rule)
  WHERE value IS NOT NULL AND (row_cell.rule IS NULL OR row_cell.rule = 'total' OR import_rule.outcome IS DISTINCT FROM 'skipped')
),
spread AS (
  SELECT file_id, row_number, period, kind, value, coalesce(is_total, FALSE) AS is_total FROM cell
  UNION ALL
  SELECT file_id, row_number, period, '*', value, FALSE FROM cell WHERE kind <> '*' AND NOT coalesce(is_total, FALSE)
),
summed AS (
  SELECT
    *,
    coalesce(sum(CASE WHEN NOT is_total THEN value END) OVER above, 0) AS sum_above,
    coalesce(sum(CASE WHEN NOT is_total THEN value END) OVER month_above, 0) AS sum_of_month
  FROM spread
  WINDOW
    above AS (PARTITION BY file_id, kind ORDER BY row_number ROWS UNBOUNDED PRECEDING),
    month_above AS (PARTITION BY file_id, kind, period ORDER BY row_number ROWS UNBOUNDED PRECEDING)
),
printed AS (
  SELECT *, coalesce(lag(sum_above) OVER (PARTITION BY file_id, kind ORDER BY row_number), 0) AS sum_before
  FROM summed
  WHERE is_total
)
SELECT DISTINCT input_file.file, input_file.sheet, printed.row_number, import_rule.column_label, import_rule.rule, import_rule.message
FROM printed
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = 'total_differs'
WHERE value NOT IN (sum_above, sum_of_month, sum_above - sum_before)
ORDER BY input_file.file, input_file.sheet, printed.row_number;

-- The same for the row of a kecamatan, wherever it stands among those of its kelurahan.
INSERT INTO ingest_warning
WITH
cell AS (
  SELECT file_id, row_number, rule, period, kecamatan_code, kelurahan_code, UNNEST(kinds) AS kind, UNNEST(counts) AS value
  FROM stage_ppks_count
),
inside AS (
  SELECT file_id, period, kecamatan_code, kind, sum(value) AS value
  FROM cell
  WHERE kelurahan_code IS NOT NULL
  GROUP BY file_id, period, kecamatan_code, kind
)
SELECT DISTINCT input_file.file, input_file.sheet, cell.row_number, import_rule.column_label, import_rule.rule, import_rule.message
FROM cell
INNER JOIN inside USING (file_id, period, kecamatan_code, kind)
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = 'total_differs'
WHERE cell.rule = 'kecamatan_total' AND cell.value <> inside.value
ORDER BY input_file.file, input_file.sheet, cell.row_number;

-- Counts of a kind in another unit than the one pages count it in are kept and not shown: told once a file and kind.
INSERT INTO ingest_warning
SELECT
  counted.source_file,
  counted.source_sheet,
  min(counted.source_row),
  import_rule.column_label,
  import_rule.rule,
  dim_ppks.ppks_name || ': ' || count(*) || ' angka dihitung dalam ' || lower(counted.unit) || ', sedangkan peta dan jumlah memakai '
  || CASE WHEN dim_ppks.unit = 'keluarga' THEN 'keluarga' ELSE 'orang' END || '; disimpan, tetapi tidak ikut di sana' AS message
FROM core_ppks_count AS counted
INNER JOIN dim_ppks USING (ppks_code)
INNER JOIN import_rule ON import_rule.rule = 'unit_other'
WHERE counted.unit <> CASE WHEN dim_ppks.unit = 'keluarga' THEN 'KELUARGA' ELSE 'ORANG' END
GROUP BY counted.source_file, counted.source_sheet, dim_ppks.ppks_name, dim_ppks.unit, counted.unit, import_rule.column_label, import_rule.rule
ORDER BY counted.source_file, counted.source_sheet, message;

-- Men and women of a kelurahan beside a row of both.
INSERT INTO ingest_warning
SELECT input_file.file, input_file.sheet, said.row_number, import_rule.column_label, import_rule.rule, import_rule.message
FROM (
  SELECT
    file_id,
    max(row_number) FILTER (sex IS NULL) AS row_number,
    max(population) FILTER (sex IS NULL) AS whole,
    sum(population) FILTER (sex IS NOT NULL) AS parts,
    count(DISTINCT sex) AS sex_count
  FROM stage_population
  WHERE rule IS NULL AND population IS NOT NULL
  GROUP BY file_id, kelurahan_code, period
) AS said
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = 'total_differs'
WHERE said.sex_count = 2 AND said.whole <> said.parts
ORDER BY input_file.file, input_file.sheet, said.row_number;

-- Members of a kecamatan alone count in no kelurahan, as delegates do and as those whose kelurahan was left blank: told once a file and kind.
INSERT INTO ingest_warning
SELECT
  input_file.file,
  input_file.sheet,
  min(stage.row_number),
  import_rule.column_label,
  import_rule.rule,
  count(*) || ' anggota ' || stage.kind_code || ' hanya sampai kecamatan; tidak ikut dalam angka kelurahan' AS message
FROM stage_volunteer AS stage
INNER JOIN input_file USING (file_id)
INNER JOIN import_rule ON import_rule.rule = 'kecamatan_only'
WHERE stage.rule IS NULL AND stage.kelurahan_code IS NULL
GROUP BY input_file.file, input_file.sheet, stage.kind_code, import_rule.column_label, import_rule.rule
ORDER BY input_file.file, input_file.sheet, message;

-- DTSEN counts other families than DTKS did: two series, and whoever sees both is told once a file.
INSERT INTO ingest_warning
SELECT DISTINCT welfare.source_file, welfare.source_sheet, CAST(NULL AS BIGINT), import_rule.column_label, import_rule.rule, import_rule.message
FROM core_welfare_count AS welfare
SEMI JOIN (SELECT kelurahan_code, period FROM core_welfare_count WHERE register = 'DTKS') AS before
  ON before.kelurahan_code = welfare.kelurahan_code AND before.period < welfare.period
INNER JOIN import_rule ON import_rule.rule = 'series_break'
WHERE welfare.register = 'DTSEN'
ORDER BY welfare.source_file, welfare.source_sheet;
