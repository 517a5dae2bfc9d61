-- Both sexes make the population of a kelurahan; one alone makes it unknown. The reference list fills what no export says.
UPDATE stage_population
SET warnings = list_append(coalesce(warnings, []), 'sex_incomplete')
FROM (
  SELECT kelurahan_code, period
  FROM stage_population
  WHERE rule IS NULL AND population IS NOT NULL
  GROUP BY kelurahan_code, period
  HAVING count(DISTINCT sex) = 1 AND count(*) = count(sex)
) AS incomplete
WHERE stage_population.rule IS NULL
  AND incomplete.kelurahan_code = stage_population.kelurahan_code
  AND incomplete.period = stage_population.period
  AND stage_population.sex IS NOT NULL;

INSERT INTO core_population
WITH
said AS (
  SELECT
    stage.kelurahan_code,
    stage.period,
    split_part(line.unit_key, '|', 3) AS measure,
    line.part AS sex,
    line.value,
    input_file.file
  FROM value_line AS line
  INNER JOIN stage_population AS stage ON stage.file_id = line.file_id AND stage.row_number = line.row_number
  INNER JOIN input_file ON input_file.file_id = line.file_id
  WHERE line.subject = 'population'
),
imported AS (
  SELECT
    kelurahan_code,
    period,
    CASE
      WHEN count(*) FILTER (sex = '' AND measure = 'population') > 0 THEN max(value) FILTER (sex = '' AND measure = 'population')
      WHEN count(*) FILTER (sex <> '' AND measure = 'population') = 2 THEN sum(value) FILTER (sex <> '' AND measure = 'population')
    END AS population,
    max(value) FILTER (measure = 'households') AS households,
    min(file) AS source
  FROM said
  GROUP BY kelurahan_code, period
)
SELECT
  coalesce(imported.kelurahan_code, reference.kelurahan_code) AS kelurahan_code,
  coalesce(imported.period, reference.period) AS period,
  CAST(coalesce(imported.population, reference.population) AS BIGINT) AS population,
  CAST(coalesce(imported.households, reference.households) AS BIGINT) AS households,
  CASE WHEN imported.population IS NULL AND reference.population IS NOT NULL THEN reference.source ELSE imported.source END AS source
FROM imported
FULL JOIN reference_population AS reference
  ON reference.kelurahan_code = imported.kelurahan_code AND reference.period = imported.period
ORDER BY kelurahan_code, period;
