-- The reference lists, handed over as tables of text, become the dimensions.
INSERT INTO dim_city
SELECT
  city.city_code,
  city.city_name,
  city.province_name,
  TRY_CAST(city.population AS BIGINT),
  CASE WHEN bool_or(unit.kind = 'desa') THEN 'desa/kelurahan' ELSE 'kelurahan' END
FROM reference_city AS city
INNER JOIN reference_kelurahan AS unit ON unit.kelurahan_code LIKE city.city_code || '.%'
GROUP BY ALL
ORDER BY city.city_code;

INSERT INTO dim_kelurahan
SELECT
  unit.kelurahan_code,
  unit.kelurahan_name,
  unit.kecamatan_code,
  unit.kecamatan_name,
  dim_city.city_code,
  dim_city.city_name,
  unit.kind,
  CAST(unit.area_km2 AS DOUBLE),
  CAST(unit.lat AS DOUBLE),
  CAST(unit.lon AS DOUBLE),
  TRY_CAST(unit.rw_count AS INTEGER)
FROM reference_kelurahan AS unit
INNER JOIN dim_city ON unit.kelurahan_code LIKE dim_city.city_code || '.%'
ORDER BY unit.kelurahan_code;

INSERT INTO dim_ppks
SELECT
  TRY_CAST(number AS INTEGER),
  ppks_code,
  ppks_name,
  group_name,
  tier,
  unit,
  TRY_CAST(age_min AS INTEGER),
  TRY_CAST(age_max AS INTEGER),
  spm_indicator,
  members IS NOT NULL
FROM reference_ppks
ORDER BY TRY_CAST(number AS INTEGER) NULLS LAST;

INSERT INTO dim_volunteer_kind
SELECT TRY_CAST(number AS INTEGER), kind_code, kind_name, is_person = 'true', group_name
FROM reference_volunteer_kind
ORDER BY TRY_CAST(number AS INTEGER) NULLS LAST, kind_code;

INSERT INTO dim_word
SELECT list, code, label, row_number() OVER ()
FROM reference_vocabulary;

INSERT INTO import_rule
SELECT rule, outcome, column_label, message, advice
FROM reference_import_rule;
