INSERT INTO stage_activity
WITH
understood AS (
  SELECT
    raw_row.*,
    place.place_rule,
    place.kelurahan_code AS place_code,
    place.kecamatan_code AS place_kecamatan,
    coalesce(place.city_code, CASE WHEN place.place_rule = 'blank' THEN $city_code END) AS place_city,
    place.message AS place_message,
    place.warning AS place_warning,
    place.is_near,
    place.question,
    kind_text.value AS kind_code,
    status.value AS status_code,
    CASE WHEN NOT is_year(raw_row.planned_date) THEN CAST(planned.value AS DATE) END AS planned_on,
    CAST(realised.value AS DATE) AS realised_on
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS kind_text ON kind_text.list = 'activity_kind' AND kind_text.text = raw_row.activity_kind
  LEFT JOIN meaning AS status ON status.list = 'activity_status' AND status.text = raw_row.activity_status
  LEFT JOIN meaning AS planned ON planned.list = 'date' AND planned.text = raw_row.planned_date
  LEFT JOIN meaning AS realised ON realised.list = 'date' AND realised.text = raw_row.realised_date
)
SELECT
  $file_id,
  row_number,
  row_weight(filled, clues, is_near),
  CASE
    WHEN skip_rule(filled, first_text, clues, is_near, anchor, anchor_label) IS NOT NULL
      THEN skip_rule(filled, first_text, clues, is_near, anchor, anchor_label)
    WHEN place_city IS NULL THEN place_reject(place_rule, fault_rule)
    WHEN fault_rule IS NOT NULL THEN fault_rule
    WHEN activity_id IS NULL THEN 'id_blank'
    WHEN kind_code IS NULL THEN 'kind_unknown'
    WHEN (planned_on IS NULL AND realised_on IS NULL) OR (realised_date IS NOT NULL AND realised_on IS NULL) THEN 'date_unreadable'
    WHEN is_unreadable_count(participants) OR is_unreadable_count(budget) OR is_unreadable_count(realised_budget) THEN 'count_unreadable'
  END AS rule,
  CASE
    WHEN rule = fault_rule THEN fault_message
    WHEN place_city IS NULL THEN place_message
    WHEN rule = 'date_unreadable' AND realised_date IS NOT NULL AND realised_on IS NULL THEN 'Tanggal pelaksanaan tidak terbaca; tulis satu tanggal'
  END,
  CASE
    WHEN rule = fault_rule THEN fault_label
    WHEN rule = 'date_unreadable' THEN CASE WHEN realised_date IS NOT NULL AND realised_on IS NULL THEN 'Tanggal Pelaksanaan' ELSE 'Tanggal Rencana' END
    WHEN rule = 'count_unreadable' THEN CASE
      WHEN is_unreadable_count(participants) THEN 'Peserta' WHEN is_unreadable_count(budget) THEN 'Anggaran' ELSE 'Realisasi Anggaran'
    END
  END,
  list_filter(
    [
      place_warning,
      CASE WHEN activity_status IS NOT NULL AND status_code IS NULL THEN 'status_unknown' END,
      CASE WHEN planned_date IS NOT NULL AND planned_on IS NULL THEN 'date_ignored' END,
      CASE WHEN is_future(realised_on) THEN 'date_in_future' END,
      CASE WHEN is_unreadable_count(target_count) THEN 'count_ignored' END
    ],
    lambda warning : warning IS NOT NULL
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  place_kecamatan,
  upper(activity_id),
  kind_code,
  topic,
  sub_activity_code,
  planned_on,
  realised_on,
  parse_count(target_count),
  parse_count(participants),
  parse_count(budget),
  parse_count(realised_budget),
  coalesce(status_code, CASE WHEN realised_on IS NOT NULL THEN 'done' ELSE 'planned' END)
FROM understood;
