INSERT INTO stage_ppks_case
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
    -- A kind a column: the marked ones. Otherwise the kinds that the cell names, with a bar between several. Two columns may mean one kind.
    CASE
      WHEN len(cell_kinds) > 0 THEN list_filter(cell_kinds, lambda kind, position : is_mark(cell_counts[position]))
      WHEN contains(ppks.value, '|') THEN string_split(ppks.value, '|')
    END AS said_codes,
    list_filter(said_codes, lambda kind, position : list_position(said_codes, kind) = position) AS ppks_codes,
    CASE WHEN len(cell_kinds) > 0 THEN ppks_codes[1] WHEN ppks_codes IS NULL THEN ppks.value ELSE ppks_codes[1] END AS ppks_code,
    len(list_filter(cell_counts, lambda mark : is_odd_mark(mark))) > 0 AS has_odd_mark,
    CAST(birth.value AS DATE) AS born,
    CAST(found.value AS DATE) AS found_on,
    found.near AS found_near,
    CAST(handled.value AS DATE) AS handled_on,
    status.value AS status_code,
    reporter.value AS reporter_code,
    residence.value AS residence_code,
    ppks.near AS kind_near
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS ppks ON ppks.list = 'ppks' AND ppks.text = raw_row.ppks
  LEFT JOIN meaning AS birth ON birth.list = 'date' AND birth.text = raw_row.birth_date
  LEFT JOIN meaning AS found ON found.list = 'date' AND found.text = raw_row.found_date
  LEFT JOIN meaning AS handled ON handled.list = 'date' AND handled.text = raw_row.handled_date
  LEFT JOIN meaning AS status ON status.list = 'case_status' AND status.text = raw_row.case_status
  LEFT JOIN meaning AS reporter ON reporter.list = 'reporter_kind' AND reporter.text = raw_row.reporter
  LEFT JOIN meaning AS residence ON residence.list = 'residence' AND residence.text = raw_row.residence
),
judged AS (
  SELECT
    understood.*,
    dim_ppks.age_min,
    dim_ppks.age_max,
    date_diff('year', born, found_on) AS age,
    CASE
      WHEN place_code IS NULL THEN coalesce(
        skip_rule(filled, first_text, clues, is_near, anchor, anchor_label), place_reject(place_rule, fault_rule)
      )
      WHEN fault_rule IS NOT NULL THEN fault_rule
      WHEN has_odd_mark THEN 'mark_unreadable'
      WHEN understood.ppks_code IS NULL AND len(cell_kinds) > 0 THEN 'kind_unmarked'
      WHEN understood.ppks_code IS NULL THEN 'kind_unknown'
      WHEN found_on IS NULL OR is_year(found_date) THEN 'date_unreadable'
    END AS rule
  FROM understood
  LEFT JOIN dim_ppks ON dim_ppks.ppks_code = understood.ppks_code
)
SELECT
  $file_id,
  row_number,
  row_weight(filled, clues, is_near),
  rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_code IS NULL THEN place_message WHEN rule = 'kind_unknown' THEN kind_near WHEN rule = 'date_unreadable' THEN found_near END AS message,
  CASE
    WHEN rule = fault_rule THEN fault_label
    WHEN rule = 'mark_unreadable' THEN odd_labels(cell_labels, cell_counts)
  END,
  CASE
    WHEN place_warning IS NOT NULL OR is_damaged_nik(nik) OR handled_on < found_on OR (case_status IS NOT NULL AND status_code IS NULL)
      OR (is_said(reporter) AND reporter_code IS NULL) OR (residence_code IS NULL AND speaks_of_place(residence))
      OR (handled_date IS NOT NULL AND handled_on IS NULL) OR is_future(found_on) OR is_future(handled_on)
      OR is_month(found_date) OR age NOT BETWEEN coalesce(age_min, 0) AND coalesce(age_max, 120)
      THEN list_filter(
        [
          place_warning,
          CASE WHEN is_damaged_nik(nik) THEN 'nik_damaged' END,
          CASE WHEN handled_on < found_on THEN 'handled_before_found' END,
          CASE WHEN case_status IS NOT NULL AND status_code IS NULL THEN 'status_unknown' END,
          CASE WHEN is_said(reporter) AND reporter_code IS NULL THEN 'reporter_unknown' END,
          CASE WHEN residence_code IS NULL AND speaks_of_place(residence) THEN 'residence_unknown' END,
          CASE WHEN handled_date IS NOT NULL AND handled_on IS NULL THEN 'date_ignored' END,
          CASE WHEN is_month(found_date) THEN 'day_missing' END,
          CASE WHEN is_future(found_on) OR is_future(handled_on) THEN 'date_in_future' END,
          CASE WHEN age NOT BETWEEN coalesce(age_min, 0) AND coalesce(age_max, 120) THEN 'age_unusual' END
        ],
        lambda warning : warning IS NOT NULL
      )
  END AS warnings,
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  ppks_code,
  CASE WHEN len(ppks_codes) > 1 THEN ppks_codes[2:] END,
  found_on,
  CASE WHEN handled_on >= found_on THEN handled_on END,
  status_code,
  reporter_code,
  residence_code IS DISTINCT FROM 'outsider',
  CASE
    WHEN nik_digits(nik) IS NOT NULL THEN person_key(nik_digits(nik))
    WHEN NOT is_said(nik) AND name IS NOT NULL AND born IS NOT NULL
      THEN person_key(concat_ws(chr(31), place_code, lower(name), born, lower(address)))
  END,
  CASE WHEN name IS NOT NULL THEN name_key(name) END
FROM judged;
