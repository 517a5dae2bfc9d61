-- The small rules every import shares. `getvariable` holds the two pads of HMAC-SHA-256 and the day of the build, set by the caller.
CREATE OR REPLACE TEMP MACRO person_key(identity) AS
  CAST(LEFT(sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(identity)))), 32) AS UUID);

CREATE OR REPLACE TEMP MACRO bare_number(text) AS
  regexp_replace(
    regexp_replace(lower(text), '^\s*(rp\.?|±|\+/-|kurang lebih|sekitar)\s*', ''),
    '\s+[a-z][a-z /.]*$', ''
  );

-- 1234, 1.234, 1,234, 12.0, 1.234,00, "Rp 66.000.000", "91 orang", "30 warga", "± 110", "nihil"; a lone dash is not said; NULL: unreadable.
CREATE OR REPLACE TEMP MACRO parse_count(text) AS
  CASE
    WHEN regexp_full_match(text, '[0-9]{1,18}') THEN CAST(text AS BIGINT)
    WHEN lower(text) = 'nihil' THEN 0
    WHEN regexp_matches(lower(text), '(ribu|juta|mil[iy]ar|triliun|rb|jt)[. ]*$') THEN NULL
    WHEN regexp_full_match(bare_number(text), '[0-9]{1,3}(\.[0-9]{3})+(,0+)?')
      THEN TRY_CAST(replace(regexp_replace(bare_number(text), ',0+$', ''), '.', '') AS BIGINT)
    WHEN regexp_full_match(bare_number(text), '[0-9]{1,3}(,[0-9]{3})+(\.0+)?')
      THEN TRY_CAST(replace(regexp_replace(bare_number(text), '\.0+$', ''), ',', '') AS BIGINT)
    WHEN regexp_full_match(bare_number(text), '[0-9]+([.,]0{1,2})?')
      THEN TRY_CAST(regexp_replace(bare_number(text), '[.,]0+$', '') AS BIGINT)
  END;

CREATE OR REPLACE TEMP MACRO is_said(text) AS text IS NOT NULL AND text NOT IN ('-', '–', '—');

CREATE OR REPLACE TEMP MACRO is_unreadable_count(text) AS is_said(text) AND parse_count(text) IS NULL;

-- Why a row is no data; NULL when it is. `filled` counts its recognised cells.
CREATE OR REPLACE TEMP MACRO skip_rule(filled, first_text, kecamatan, kelurahan, anchor, anchor_label) AS
  CASE
    WHEN filled = 0 THEN CASE WHEN first_text IS NULL THEN 'blank' ELSE 'note' END
    WHEN anchor = anchor_label THEN 'repeated_header'
    WHEN regexp_matches(
      lower(concat_ws(' | ', first_text, kecamatan, kelurahan)),
      '(^|\| )(jumlah|total|sub ?total|sub ?jumlah|grand total|rata-rata|rekapitulasi)( |:|$)'
    ) THEN 'total'
    WHEN filled = 1 THEN 'note'
  END;

-- The rule of a place that was not found.
CREATE OR REPLACE TEMP MACRO place_reject(place_rule) AS
  CASE place_rule
    WHEN 'out_of_city' THEN 'out_of_city'
    WHEN 'blank' THEN 'place_blank'
    WHEN 'ambiguous' THEN 'place_ambiguous'
    WHEN 'contradiction' THEN 'place_contradiction'
    ELSE 'place_unknown'
  END;

-- A month that has begun is not in the future.
CREATE OR REPLACE TEMP MACRO is_future(day) AS day > getvariable('today');

CREATE OR REPLACE TEMP MACRO is_damaged_nik(nik) AS nik IS NOT NULL AND NOT regexp_full_match(nik, '[0-9]{16}');
