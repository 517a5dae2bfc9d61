-- Real counts of the reference lists; an imported value of the same kelurahan and period takes their place.
CREATE OR REPLACE TEMP TABLE reference_population AS
SELECT kelurahan_code, CAST(period AS DATE) AS period, TRY_CAST(population AS BIGINT) AS population, TRY_CAST(households AS BIGINT) AS households, source
FROM reference_population_text;

CREATE OR REPLACE TEMP TABLE reference_dtks AS
SELECT
  kelurahan_code,
  'DTKS' AS register,
  make_date(CAST(year AS INTEGER), 12, 1) AS period,
  measure.unit,
  CAST(NULL AS VARCHAR) AS decile,
  TRY_CAST(measure.value AS BIGINT) AS count,
  'data/reference/dtks' AS source_file,
  '' AS source_sheet,
  CAST(NULL AS BIGINT) AS source_row
FROM reference_dtks_text
CROSS JOIN LATERAL (SELECT UNNEST([{unit: 'ORANG', value: individuals}, {unit: 'KELUARGA', value: families}], recursive := true)) AS measure;
