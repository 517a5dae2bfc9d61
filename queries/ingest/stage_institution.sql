INSERT INTO stage_institution
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
    kind_text.value AS kind_code,
    class.value AS class_code,
    CAST(visit.value AS DATE) AS visited_on,
    CAST(decreed.value AS DATE) AS decreed_on,
    nullif(trim(regexp_replace(raw_row.agreed, '[\s\p{Cc}]+', ' ', 'g')), '-') AS agreed_text,
    is_personal(agreed_text) OR names_person(agreed_text, raw_row.chair_name) AS is_agreed_personal
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS kind_text ON kind_text.list = 'volunteer_kind' AND kind_text.text = raw_row.kind
  LEFT JOIN meaning AS visit ON visit.list = 'date' AND visit.text = raw_row.last_visit_date
  LEFT JOIN meaning AS decreed ON decreed.list = 'date' AND decreed.text = raw_row.decreed_date
  LEFT JOIN meaning AS class ON class.list = 'institution_class' AND class.text = raw_row.classification
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
    WHEN kind_code IS NULL THEN 'kind_unknown'
    WHEN institution_name IS NULL THEN 'id_blank'
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message END,
  CASE WHEN rule = fault_rule THEN fault_label END,
  list_filter(
    [
      place_warning,
      CASE WHEN is_future(visited_on) OR is_future(decreed_on) THEN 'date_in_future' END,
      CASE
        WHEN (is_said(last_visit_date) AND visited_on IS NULL) OR (is_said(decreed_date) AND decreed_on IS NULL) THEN 'date_ignored'
      END,
      CASE WHEN is_said(classification) AND class_code IS NULL THEN 'class_unknown' END,
      CASE WHEN is_agreed_personal THEN 'text_personal' END
    ],
    lambda warning : warning IS NOT NULL
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  kind_code,
  institution_name,
  visited_on,
  CASE WHEN NOT is_agreed_personal THEN nullif(agreed_text, '') END,
  class_code,
  decreed_on
FROM understood;
