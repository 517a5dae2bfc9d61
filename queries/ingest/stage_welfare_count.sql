INSERT INTO stage_welfare_count
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
    register_text.value AS register_code,
    period_meaning.period,
    period_meaning.rule AS period_rule,
    CASE WHEN len(cell_kinds) > 0 THEN cell_kinds ELSE [unit_text.value || '|'] END AS kinds,
    list_transform(
      CASE WHEN len(cell_kinds) > 0 THEN cell_counts ELSE [raw_row.count] END,
      lambda text, position : without_families(text, split_part(kinds[position], '|', 1))
    ) AS count_texts
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS unit_text ON unit_text.list = 'unit' AND unit_text.text = raw_row.unit
  LEFT JOIN meaning AS register_text ON register_text.list = 'register' AND register_text.text = raw_row.register
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
    WHEN register_code IS NULL THEN 'register_unknown'
    WHEN period IS NULL THEN coalesce(period_rule, 'period_unknown')
    WHEN len(list_filter(kinds, lambda kind : kind IS NULL)) > 0 THEN 'kind_unknown'
    ELSE count_reject(count_texts)
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message END,
  CASE
    WHEN rule = fault_rule THEN fault_label
    WHEN rule IN ('count_unreadable', 'unit_contradicted') THEN unread_labels(cell_labels, count_texts)
  END,
  count_warnings(
    place_warning, period, count_texts,
    parts_differ OR parts_exceed(kinds, count_texts, 'KELUARGA|', 'KELUARGA|') OR parts_exceed(kinds, count_texts, 'ORANG|', 'ORANG|')
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  register_code,
  period,
  kinds,
  list_transform(count_texts, lambda text : parse_count(text))
FROM understood;
