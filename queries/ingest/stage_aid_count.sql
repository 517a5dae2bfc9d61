INSERT INTO stage_aid_count
WITH
understood AS (
  SELECT
    raw_row.*,
    place.place_rule,
    place.kelurahan_code AS place_code,
    place.city_code AS place_city,
    place.message AS place_message,
    place.warning AS place_warning,
    place.is_near,
    place.question,
    programme_text.value AS programme_code,
    period_meaning.period,
    period_meaning.rule AS period_rule,
    -- Where the unit is not said: PBI-JK is for persons, the others for families.
    CASE
      WHEN is_said(raw_row.unit) THEN unit_text.value
      WHEN programme_text.value = 'pbi_jk' THEN 'ORANG'
      ELSE 'KELUARGA'
    END AS unit_code,
    CASE WHEN len(cell_kinds) > 0 THEN cell_kinds ELSE [decile_text.value] END AS deciles,
    list_transform(
      CASE WHEN len(cell_kinds) > 0 THEN cell_counts ELSE [raw_row.count] END, lambda text : without_families(text, unit_code)
    ) AS count_texts
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS programme_text ON programme_text.list = 'aid_programme' AND programme_text.text = raw_row.programme
  LEFT JOIN meaning AS decile_text ON decile_text.list = 'decile' AND decile_text.text = raw_row.decile
  LEFT JOIN meaning AS unit_text ON unit_text.list = 'unit' AND unit_text.text = raw_row.unit
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
    WHEN programme_code IS NULL THEN 'programme_unknown'
    WHEN period IS NULL THEN coalesce(period_rule, 'period_unknown')
    WHEN unit_code IS NULL THEN 'unit_unknown'
    WHEN len(list_filter(deciles, lambda decile : decile IS NULL)) > 0 THEN 'decile_unknown'
    ELSE count_reject(count_texts)
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message END,
  CASE
    WHEN rule = fault_rule THEN fault_label
    WHEN rule IN ('count_unreadable', 'unit_contradicted') THEN unread_labels(cell_labels, count_texts)
  END,
  count_warnings(place_warning, period, count_texts, parts_differ OR parts_exceed(deciles, count_texts, 'total', '')),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  programme_code,
  period,
  unit_code,
  deciles,
  list_transform(count_texts, lambda text : parse_count(text))
FROM understood;
