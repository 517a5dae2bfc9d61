-- Both sexes make the population of a kelurahan; one alone makes it unknown. The reference list fills what no export says.
UPDATE stage_population
SET rule = CASE WHEN repeated.is_same THEN 'duplicate' ELSE 'unit_twice' END
FROM (
  SELECT
    file_id,
    row_number,
    population IS NOT DISTINCT FROM first_value(population) OVER unit_row
      AND households IS NOT DISTINCT FROM first_value(households) OVER unit_row AS is_same,
    row_number() OVER unit_row AS place_in_line
  FROM stage_population
  WHERE rule IS NULL
  WINDOW unit_row AS (
    PARTITION BY kelurahan_code, period, sex, population IS NULL, households IS NULL ORDER BY file_id, row_number
  )
) AS repeated
WHERE repeated.place_in_line > 1
  AND repeated.file_id = stage_population.file_id
  AND repeated.row_number = stage_population.row_number;

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
imported AS (
  SELECT
    kelurahan_code,
    period,
    CASE
      WHEN count(*) FILTER (sex IS NULL AND population IS NOT NULL) > 0 THEN max(population) FILTER (sex IS NULL)
      WHEN count(DISTINCT sex) FILTER (population IS NOT NULL) = 2 THEN sum(population) FILTER (sex IS NOT NULL)
    END AS population,
    max(households) AS households,
    min(input_file.file) AS source
  FROM stage_population AS stage
  INNER JOIN input_file USING (file_id)
  WHERE rule IS NULL
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
