INSERT INTO stage_volunteer
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
    kind_text.value AS kind_code,
    status.value AS status_code,
    level.value AS level_code,
    sex_text.value AS sex_code,
    card.value AS card_code,
    CAST(birth.value AS DATE) AS born,
    CAST(joined.value AS DATE) AS joined_on,
    CAST(quit.value AS DATE) AS left_on,
    CAST(trained.value AS DATE) AS trained_on,
    end_of_validity(raw_row.card_valid_until, CAST(valid.value AS DATE)) AS valid_until
  FROM raw_row
  LEFT JOIN place_meaning AS place ON place.place_key = raw_row.place_key
  LEFT JOIN meaning AS kind_text ON kind_text.list = 'volunteer_kind' AND kind_text.text = raw_row.kind
  LEFT JOIN meaning AS status ON status.list = 'member_status' AND status.text = raw_row.member_status
  LEFT JOIN meaning AS level ON level.list = 'training_level' AND level.text = raw_row.training_level
  LEFT JOIN meaning AS sex_text ON sex_text.list = 'sex' AND sex_text.text = raw_row.sex
  LEFT JOIN meaning AS card ON card.list = 'card_status' AND card.text = raw_row.card_status
  LEFT JOIN meaning AS birth ON birth.list = 'date' AND birth.text = raw_row.birth_date
  LEFT JOIN meaning AS joined ON joined.list = 'date' AND joined.text = raw_row.joined_date
  LEFT JOIN meaning AS quit ON quit.list = 'date' AND quit.text = raw_row.left_date
  LEFT JOIN meaning AS trained ON trained.list = 'date' AND trained.text = raw_row.last_training_date
  LEFT JOIN meaning AS valid ON valid.list = 'date' AND valid.text = raw_row.card_valid_until
)
SELECT
  $file_id,
  row_number,
  row_weight(filled, clues, is_near),
  CASE
    WHEN place_kecamatan IS NULL THEN coalesce(
      skip_rule(filled, first_text, clues, is_near, anchor, anchor_label), place_reject(place_rule, fault_rule)
    )
    -- A place of the row's own makes it a member, whatever the name begins with; one that only the title says does not.
    WHEN skip_rule(filled, first_text, clues, is_near, anchor, anchor_label) = 'note'
      AND NOT (contains(clues[1], coalesce(kelurahan, kecamatan)) AND is_unsigned(clues[1])) THEN 'note'
    WHEN fault_rule IS NOT NULL THEN fault_rule
    WHEN kind_code IS NULL THEN 'kind_unknown'
    WHEN name IS NULL AND member_number IS NULL AND nik_digits(nik) IS NULL THEN 'id_blank'
    WHEN joined_date IS NOT NULL AND joined_on IS NULL THEN 'joined_unreadable'
    WHEN left_on < joined_on THEN 'end_before_start'
  END AS rule,
  CASE WHEN rule = fault_rule THEN fault_message WHEN place_kecamatan IS NULL THEN place_message END,
  CASE WHEN rule = fault_rule THEN fault_label END,
  list_filter(
    [
      place_warning,
      CASE WHEN is_damaged_nik(nik) THEN 'nik_damaged' END,
      CASE WHEN status_code IS NULL THEN 'status_unknown' END,
      CASE WHEN status_code = 'active' AND left_on IS NOT NULL THEN 'status_dates_disagree' END,
      CASE WHEN status_code = 'active' AND joined_on IS NULL THEN 'joined_unknown' END,
      CASE WHEN status_code IS DISTINCT FROM 'active' AND left_on IS NULL THEN 'left_unknown' END,
      CASE WHEN is_future(joined_on) OR is_future(left_on) OR is_future(trained_on) THEN 'date_in_future' END,
      CASE
        WHEN (left_date IS NOT NULL AND left_on IS NULL)
          OR (last_training_date IS NOT NULL AND trained_on IS NULL)
          OR (is_said(card_valid_until) AND (valid_until IS NULL OR (card_code = 'none' AND NOT is_without_end(card_valid_until))))
          THEN 'date_ignored'
      END,
      CASE WHEN is_said(card_status) AND card_code IS NULL THEN 'card_unknown' END,
      CASE WHEN is_said(training_level) AND level_code IS NULL THEN 'level_unknown' END
    ],
    lambda warning : warning IS NOT NULL
  ),
  CASE WHEN fault_rule IS NULL OR rule IS DISTINCT FROM fault_rule THEN question END,
  place_city,
  place_code,
  place_kecamatan,
  kind_code,
  status_code,
  joined_on,
  left_on,
  coalesce(level_code, 'none'),
  trained_on,
  upper(member_number),
  CASE
    WHEN member_number IS NOT NULL THEN person_key(concat_ws(chr(31), place_city, kind_code, upper(member_number)))
    WHEN nik_digits(nik) IS NOT NULL THEN person_key(concat_ws(chr(31), kind_code, nik_digits(nik)))
    ELSE person_key(concat_ws(chr(31), place_kecamatan, place_code, kind_code, lower(name), born))
  END,
  name,
  sex_code,
  card_code,
  CASE WHEN card_code IS DISTINCT FROM 'none' THEN valid_until END,
  CASE WHEN nik_digits(nik) IS NOT NULL THEN person_key(concat_ws(chr(31), kind_code, nik_digits(nik))) END
FROM understood;
