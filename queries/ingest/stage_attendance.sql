INSERT INTO stage_attendance
SELECT
  $file_id,
  row_number,
  row_weight(filled, clues, FALSE),
  CASE
    WHEN skip_rule(filled, first_text, clues, FALSE, anchor, anchor_label) IS NOT NULL
      THEN skip_rule(filled, first_text, clues, FALSE, anchor, anchor_label)
    WHEN fault_rule IS NOT NULL THEN fault_rule
    WHEN raw_row.activity_id IS NULL OR raw_row.member_number IS NULL THEN 'id_blank'
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message END,
  CASE WHEN rule = fault_rule THEN fault_label END,
  CASE WHEN raw_row.attended IS NOT NULL AND attended_text.value IS NULL THEN ['status_unknown'] END,
  NULL,
  upper(raw_row.activity_id),
  upper(raw_row.member_number),
  raw_row.name,
  CASE WHEN raw_row.attended IS NULL THEN 'yes' ELSE attended_text.value END
FROM raw_row
LEFT JOIN meaning AS attended_text ON attended_text.list = 'attended' AND attended_text.text = raw_row.attended;
