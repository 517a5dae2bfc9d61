INSERT INTO stage_ppks_count
WITH
understood AS (
  SELECT
    raw_row.*,
    place.place_rule,
    place.kelurahan_code AS place_code,
    place.kecamatan_code AS place_kecamatan,
    place.city_code AS place_city,
    place.message AS place_message,
    place.warning AS place_warning,
    place.is_near,
    place.question,
    unit_text.value AS unit_code,
    sex_text.value AS sex_code,
    CASE WHEN len(cell_kinds) = 0 THEN ppks.near END AS kind_near,
    period_meaning.period,
    period_meaning.rule AS period_rule,
    CASE WHEN len(cell_kinds) > 0 THEN cell_kinds ELSE [ppks.value] END AS kinds,
    list_transform(
      CASE WHEN len(cell_kinds) > 0 THEN cell_counts ELSE [raw_row.count] END,
      lambda text, position : without_families(
        text, coalesce(unit_of_kind(kinds[position]), unit_code, CASE WHEN list_contains(families.codes, kinds[position]) THEN 'KELUARGA' END)
      )
    ) AS count_texts,
    len(list_filter(kinds, lambda kind : unit_of_kind(kind) = 'KELUARGA')) IN (0, len(kinds)) AS is_of_one_unit,
    len(list_filter(kinds, lambda kind : unit_of_kind(kind) <> unit_code)) > 0 AS is_unit_contradicted
  FROM raw_row
  CROSS JOIN (SELECT list(ppks_code) AS codes FROM dim_ppks WHERE unit = 'keluarga') AS families
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS ppks ON ppks.list = 'ppks' AND ppks.text = raw_row.ppks
  LEFT JOIN meaning AS unit_text ON unit_text.list = 'unit' AND unit_text.text = raw_row.unit
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
    WHEN place_kecamatan IS NULL THEN coalesce(
      skip_rule(filled, first_text, clues, is_near, anchor, anchor_label), place_reject(place_rule, fault_rule)
    )
    WHEN place_code IS NULL AND skip_rule(filled, first_text, clues, is_near, anchor, anchor_label) IS NOT NULL
      THEN skip_rule(filled, first_text, clues, is_near, anchor, anchor_label)
    WHEN fault_rule IS NOT NULL THEN fault_rule
    WHEN len(list_filter(kinds, lambda kind : kind IS NULL)) > 0 THEN 'kind_unknown'
    WHEN period IS NULL THEN coalesce(period_rule, 'period_unknown')
    WHEN is_said(unit) AND unit_code IS NULL THEN 'unit_unknown'
    WHEN is_unit_contradicted THEN 'unit_contradicted'
    WHEN is_said(sex) AND sex_code IS NULL AND NOT is_both_sexes(sex) THEN 'sex_unknown'
    ELSE count_reject(count_texts)
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_kecamatan IS NULL THEN place_message WHEN rule = 'kind_unknown' THEN kind_near WHEN is_unit_contradicted THEN 'Kolom satuan dan kepala kolom menyebut satuan yang berbeda' END,
  CASE
    WHEN rule = fault_rule THEN fault_label
    WHEN rule IN ('count_unreadable', 'unit_contradicted') THEN unread_labels(cell_labels, count_texts)
  END,
  count_warnings(place_warning, period, count_texts, parts_differ)
    || CASE WHEN place_code IS NULL THEN ['kecamatan_only'] ELSE [] END
    || CASE
      WHEN is_of_one_unit AND parse_count(printed_total) <> list_sum(list_transform(count_texts, lambda text : parse_count(text))) THEN ['total_differs']
      ELSE []
    END,
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  place_kecamatan,
  period,
  unit_code,
  kinds,
  list_transform(count_texts, lambda text : parse_count(text)),
  -- Two columns of one kind in a row, or two names of it in a file, must not pass for the same value said twice.
  CASE
    WHEN len(cell_kinds) = 0 THEN [regexp_replace(lower(ppks), '[\W_]+', '', 'g')]
    ELSE list_transform(kinds, lambda kind, position : CASE WHEN list_position(kinds, kind) < position THEN CAST(position AS VARCHAR) ELSE '' END)
  END,
  CASE WHEN sex_code IS NULL AND age_key(age_group) IS NULL THEN '' ELSE concat(sex_code, '|', age_key(age_group)) END
FROM understood;
