INSERT INTO stage_population
WITH
understood AS (
  SELECT
    raw_row.* REPLACE (without_families(households, 'KELUARGA') AS households),
    place.place_rule,
    place.kelurahan_code AS place_code,
    place.city_code AS place_city,
    place.message AS place_message,
    place.warning AS place_warning,
    place.is_near,
    place.question,
    sex_text.value AS sex_code,
    period_meaning.period,
    period_meaning.rule AS period_rule
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS sex_text ON sex_text.list = 'sex' AND sex_text.text = raw_row.sex
  LEFT JOIN period_meaning
    ON period_meaning.year IS NOT DISTINCT FROM raw_row.year
    AND period_meaning.semester IS NOT DISTINCT FROM raw_row.semester
    AND period_meaning.month IS NOT DISTINCT FROM raw_row.month
)
SELECT
  $file_id,
  row_number,
  row_weight(filled, clues, is_near),
  CASE
    WHEN place_code IS NULL THEN coalesce(
      skip_rule(filled, first_text, clues, is_near, anchor, anchor_label), place_reject(place_rule, fault_rule)
    )
    WHEN fault_rule IS NOT NULL THEN fault_rule
    WHEN period IS NULL THEN coalesce(period_rule, 'period_unknown')
    WHEN is_said(sex) AND sex_code IS NULL AND NOT is_both_sexes(sex) THEN 'sex_unknown'
    WHEN is_of_persons(households) THEN 'unit_contradicted'
    WHEN is_unreadable_count(population) OR is_unreadable_count(households)
      OR (parse_count(population) IS NULL AND parse_count(households) IS NULL) THEN 'count_unreadable'
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message END,
  CASE WHEN rule = fault_rule THEN fault_label END,
  list_filter(
    [
      place_warning,
      CASE WHEN is_future(period) THEN 'date_in_future' END
    ],
    lambda warning : warning IS NOT NULL
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  period,
  sex_code,
  parse_count(population),
  parse_count(households)
FROM understood;
