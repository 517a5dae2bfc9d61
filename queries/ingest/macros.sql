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

-- What is remarked about a row of counts that is taken in.
CREATE OR REPLACE TEMP MACRO count_warnings(place_warning, period, count_texts) AS
  list_filter(
    [
      CASE WHEN place_warning IS NOT NULL THEN 'place_odd' END,
      CASE WHEN is_future(period) THEN 'date_in_future' END,
      CASE WHEN len(list_filter(count_texts, lambda text : parse_count(text) IS NOT NULL)) = 0 THEN 'no_values' END
    ],
    lambda warning : warning IS NOT NULL
  );

CREATE OR REPLACE TEMP MACRO is_damaged_nik(nik) AS nik IS NOT NULL AND NOT regexp_full_match(nik, '[0-9]{16}');

CREATE OR REPLACE TEMP MACRO is_without_end(text) AS
  lower(text) IN ('seumur hidup', 'selamanya', 'tanpa batas', 'tidak terbatas', 'tetap');

-- Until when a card is valid: a bare year to its last day, a month to its last, without end to a day nobody lives to see; a range of months and what
-- cannot be read say nothing.
CREATE OR REPLACE TEMP MACRO end_of_validity(text, day) AS
  CASE
    WHEN is_without_end(text) THEN DATE '9999-12-31'
    WHEN regexp_full_match(text, '[0-9]{4}') THEN CAST(day + INTERVAL 1 YEAR - INTERVAL 1 DAY AS DATE)
    WHEN regexp_full_match(text, '[A-Za-z]+\.?\s+[0-9]{4}') THEN last_day(day)
    WHEN regexp_matches(lower(text), '^[a-z]+\.?\s*(-|–|s/d|sampai|hingga)') THEN NULL
    ELSE day
  END;

-- A remark without what may stand in it: dates, year ranges, amounts of money. What takes their place is no letter, so that digits
-- on both sides of a cut number still meet.
CREATE OR REPLACE TEMP MACRO without_dates_and_amounts(text) AS
  regexp_replace(
    regexp_replace(
      text,
      '\b([0-3]?[0-9][./-][01]?[0-9][./-](19|20)[0-9]{2}|(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]|(19|20)[0-9]{2} ?[-/–] ?(19|20)[0-9]{2})\b',
      '#', 'g'
    ),
    '(?i)\brp\.? ?[1-9][0-9]{0,2}(\.[0-9]{3}){1,3}\b',
    '#', 'g'
  );

-- Whether a remark holds a word of three letters or more of a name.
CREATE OR REPLACE TEMP MACRO names_person(text, name) AS
  coalesce(
    list_has_any(
      string_split_regex(lower(text), '[^\p{L}]+'),
      list_filter(string_split_regex(lower(name), '[^\p{L}]+'), lambda word : length(word) >= 3)
    ),
    FALSE
  );

-- A remark without the words that look like a person and are none: groups of people, and an office that did something and is not followed by a name.
CREATE OR REPLACE TEMP MACRO without_groups(text) AS
  regexp_replace(
    regexp_replace(text, '(?i)\b(ibu-ibu|bapak-bapak|ibu (hamil|menyusui|nifas|rumah tangga))\b', '#', 'g'),
    '(?i)\b(oleh|ditemui) ((para|semua|seluruh|tim) )?(pengurus|kader|lurah|camat|dinas|petugas|warga|anggota|psm|tksk)( *[.,;)]| (dan|pada|di|untuk|dengan|bersama|setempat)\b| *$)',
    '#', 'g'
  );

-- Whether a remark must not be kept: too long, a number of six digits and more however it is cut, a list of digits as long as a
-- telephone number, an address of mail, a page or a house, a person by title, part played or degree, in whatever case it is written. Better a remark
-- too few than a person in the edition.
CREATE OR REPLACE TEMP MACRO is_personal(text) AS
  coalesce(
    length(text) > 300
    OR regexp_matches(without_dates_and_amounts(text), '\p{Nd}([^\p{L}\p{Nd},;]*\p{Nd}){5,}')
    OR regexp_matches(without_dates_and_amounts(text), '\p{Nd}([^\p{L}\p{Nd}]*\p{Nd}){8,}')
    OR regexp_matches(text, '(?i)[^\s]@[^\s]|https?:|www\.|\b(nik|no\.? ?kk|ktp|npwp|telp|telepon|hp|wa|whatsapp|e-?mail)\b')
    OR regexp_matches(text, '(?i)\b(jl|jln|gg)\b\.?\s*\p{L}|\bjalan\s+\p{L}[^;,]*\d|\b(rt|rw)\b[\s./:]*(rw[\s./:]*)?\d|\b(rt|rw)\d')
    OR regexp_matches(text, '\bJalan\s+\p{Lu}')
    OR regexp_matches(text, '(?i)\b(a\.n\.?|atas nama|bernama|nama ketua|nama pengurus)\s|\b(ketua|sekretaris|bendahara|kontak|narahubung)\s*[:=]\s*\p{L}')
    OR regexp_matches(without_groups(text), '(?i)\b(oleh|ditemui)\s+\p{L}')
    OR regexp_matches(
      without_groups(text),
      '(?i)\b(bapak|bpk|pak|ibu|bu|bunda|mak|emak|abah|kang|mbak|mbah|mas|bang|ny|nyonya|nn|tn|tuan|sdri?|saudar[ai]|almarhum(ah)?|alm|hj|ust|usta(d|dz|dzah))\b\.?\s+\p{L}'
    )
    OR regexp_matches(text, '(?i)\b(h|drs|dra|ir|dr)\.\s*\p{L}')
    OR regexp_matches(text, ',?\s(S|A|M|D|Amd|S\.Tr|A\.Ma)\.\s?(Sos|Pd|E|H|Si|Ag|Kom|Ked|Md|Ap|AP|Kes|Keb|IP|Psi|Psi|T|Th|Hum|I\.Kom)\b'),
    FALSE
  );
