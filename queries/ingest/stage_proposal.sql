INSERT INTO stage_proposal
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
    status.value AS status_code,
    CAST(proposed.value AS DATE) AS proposed_on,
    CAST(decided.value AS DATE) AS decided_on
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS register_text ON register_text.list = 'register' AND register_text.text = raw_row.register
  LEFT JOIN meaning AS status ON status.list = 'proposal_status' AND status.text = raw_row.proposal_status
  LEFT JOIN meaning AS proposed ON proposed.list = 'date' AND proposed.text = raw_row.proposed_date
  LEFT JOIN meaning AS decided ON decided.list = 'date' AND decided.text = raw_row.decided_date
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
    WHEN proposed_on IS NULL THEN 'date_unreadable'
    WHEN decided_on < proposed_on THEN 'end_before_start'
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message END,
  CASE WHEN rule = fault_rule THEN fault_label END,
  list_filter(
    [
      place_warning,
      CASE WHEN is_damaged_nik(nik) THEN 'nik_damaged' END,
      CASE WHEN status_code IS NULL THEN 'status_unknown' END,
      CASE WHEN is_future(proposed_on) OR is_future(decided_on) THEN 'date_in_future' END,
      CASE WHEN decided_date IS NOT NULL AND decided_on IS NULL THEN 'date_ignored' END
    ],
    lambda warning : warning IS NOT NULL
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  register_code,
  proposed_on,
  decided_on,
  coalesce(status_code, 'unknown'),
  upper(proposal_number),
  CASE WHEN nik_digits(nik) IS NOT NULL THEN person_key(nik_digits(nik)) END
FROM understood;
