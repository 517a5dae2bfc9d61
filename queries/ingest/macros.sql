-- The small rules every import shares. `getvariable` holds the two pads of HMAC-SHA-256 and the day of the build, set by the caller.
CREATE OR REPLACE TEMP MACRO person_key(identity) AS
  CAST(LEFT(sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(identity)))), 32) AS UUID);

-- A name without the degrees behind its comma; what else stands there, as in "Santoso, Budi", is part of the name.
CREATE OR REPLACE TEMP MACRO without_degrees(name) AS
  CASE
    WHEN contains(name, ',') AND regexp_matches(
      name, ',(\s*,?\s*(([A-Z][A-Za-z]{0,4}\.\s?)+([A-Z][A-Za-z]{0,5})?|SE|SH|ST|MM|MH|SKM|SPd|SPD|SSos|SSOS|AMd|AMD|MSi|MSI|MPd|MPD)\.?)+\s*$'
    ) THEN split_part(name, ',', 1)
    ELSE name
  END;

-- A name of no case, blanks, points and degrees, to tell two names under one number apart; it is gone with the staging tables.
CREATE OR REPLACE TEMP MACRO name_key(name) AS hash(getvariable('inner_pad'), translate(lower(without_degrees(name)), ' .,''-', ''));

-- Only what is counted may stand behind a number; families, a note and every other word make it unreadable.
CREATE OR REPLACE TEMP MACRO bare_number(text) AS
  regexp_replace(
    regexp_replace(lower(text), '^\s*(rp\.?|±|\+/-|kurang lebih|sekitar)\s*', ''),
    '\s+(orang|org|jiwa|individu|warga|penduduk|anak|balita|bayi|lansia|laki-laki|perempuan|disabilitas|ppks|pmks|korban|kasus|klien|penerima|'
    || 'penerima manfaat|pm|peserta|anggota|relawan|petugas|kader|psm|tagana|tksk|pilar|pengurus|pengurus wksbm|delegasi( kecamatan)?|'
    || 'wakil( (desa|kelurahan|desa/kelurahan|kecamatan))?|undangan|rupiah)\.?$', ''
  );

-- A number of persons, by the word behind it.
CREATE OR REPLACE TEMP MACRO is_of_persons(text) AS
  coalesce(regexp_matches(lower(text), '[0-9]\s*(orang|org|jiwa|individu|warga|penduduk|anak|balita|bayi|lansia|laki-laki|perempuan)\b'), FALSE);

-- The count of families without the word for them, which is no word of a count of persons; one of persons stays a text that no count is read from.
CREATE OR REPLACE TEMP MACRO without_families(text, unit) AS
  CASE
    WHEN unit = 'KELUARGA' AND is_of_persons(text) THEN text || ' (bukan keluarga)'
    WHEN unit = 'KELUARGA' THEN regexp_replace(text, '(?i)\s+(kk|keluarga|kepala keluarga|kpm|keluarga penerima manfaat|rumah tangga|rtm?)\.?$', '')
    ELSE text
  END;

-- The unit that a column of a kind says itself, as in "FM|KELUARGA"; NULL for the usual one.
CREATE OR REPLACE TEMP MACRO unit_of_kind(kind) AS nullif(split_part(kind, '|', 2), '');

-- Whether a text in the column of the residence, which other remarks share, speaks of where somebody lives.
CREATE OR REPLACE TEMP MACRO speaks_of_place(text) AS
  coalesce(regexp_matches(lower(text), '\b(kota|kab|kabupaten|prov|provinsi|luar|asal|pendatang|tidak diketahui|tdk diketahui)\b'), FALSE);

-- 1234, 1.234, 1,234, 12.0, 1.234,00, "Rp 66.000.000", "91 orang", "30 warga", "± 110", "nihil"; a lone dash is not said; NULL: unreadable.
CREATE OR REPLACE TEMP MACRO parse_count(text) AS
  CASE
    WHEN regexp_full_match(text, '[0-9]{1,18}') THEN CAST(text AS BIGINT)
    WHEN lower(text) = 'nihil' THEN 0
    WHEN regexp_matches(lower(text), '\b(ribu|juta|mil[iy]ar|triliun|rb|jt)\b') THEN NULL
    WHEN regexp_full_match(bare_number(text), '[0-9]{1,3}(\.[0-9]{3})+(,0+)?')
      THEN TRY_CAST(replace(regexp_replace(bare_number(text), ',0+$', ''), '.', '') AS BIGINT)
    WHEN regexp_full_match(bare_number(text), '[0-9]{1,3}(,[0-9]{3})+(\.0+)?')
      THEN TRY_CAST(replace(regexp_replace(bare_number(text), '\.0+$', ''), ',', '') AS BIGINT)
    WHEN regexp_full_match(bare_number(text), '[0-9]+([.,]0{1,2})?')
      THEN TRY_CAST(regexp_replace(bare_number(text), '[.,]0+$', '') AS BIGINT)
  END;

CREATE OR REPLACE TEMP MACRO is_said(text) AS text IS NOT NULL AND text NOT IN ('-', '–', '—');

-- Men and women added up, as text; one without the other, or what is no number, stays a text that no count can be read from.
CREATE OR REPLACE TEMP MACRO counts_together(men, women) AS
  CASE
    WHEN is_said(men) OR is_said(women) THEN coalesce(
      CAST(parse_count(men) + parse_count(women) AS VARCHAR), coalesce(men, 'kosong') || ' + ' || coalesce(women, 'kosong')
    )
  END;

-- Whether a sum is not that of its parts; nothing is said where one of them is missing or no number.
CREATE OR REPLACE TEMP MACRO differs_from_parts(total, parts) AS
  len(list_filter(parts, lambda part : parse_count(part) IS NULL)) = 0
  AND coalesce(parse_count(total) <> list_sum(list_transform(parts, lambda part : parse_count(part))), FALSE);

-- Whether the parts of a whole in one row, as the deciles of all families, come to more than the whole; less may be parts that the row does not say.
CREATE OR REPLACE TEMP MACRO parts_exceed(kinds, texts, whole, prefix) AS
  coalesce(
    list_sum(list_transform(list_filter(texts, lambda text, position : kinds[position] <> whole AND starts_with(kinds[position], prefix)), lambda text : parse_count(text)))
    > parse_count(texts[list_position(kinds, whole)]),
    FALSE
  );

CREATE OR REPLACE TEMP MACRO is_unreadable_count(text) AS is_said(text) AND parse_count(text) IS NULL;

-- Why a row with these counts is refused; NULL when all can be read.
CREATE OR REPLACE TEMP MACRO count_reject(texts) AS
  CASE
    WHEN len(list_filter(texts, lambda text : suffix(text, ' (bukan keluarga)'))) > 0 THEN 'unit_contradicted'
    WHEN len(list_filter(texts, lambda text : is_unreadable_count(text))) > 0 THEN 'count_unreadable'
  END;

-- The headers of the values that cannot be read, NULL where the sheet has one column of counts.
CREATE OR REPLACE TEMP MACRO unread_labels(labels, texts) AS
  nullif(
    array_to_string(
      list_filter(labels, lambda label, position : is_unreadable_count(texts[position]) OR coalesce(suffix(texts[position], ' (bukan keluarga)'), FALSE)), ', '
    ),
    ''
  );

-- A count of both sexes together in a file that has rows of each.
CREATE OR REPLACE TEMP MACRO is_both_sexes(text) AS
  regexp_full_match(lower(text), '(jumlah|jml|total|semua|keduanya|(l|laki-laki|lk) ?(\+|/|&|dan) ?(p|perempuan|pr))\.?');

-- An age group however it is spaced; NULL where none is said or all ages are together.
CREATE OR REPLACE TEMP MACRO age_key(text) AS
  CASE
    WHEN is_said(text) AND NOT regexp_full_match(lower(text), '(jumlah|jml|total|semua|seluruh(nya)?)\.?( *(kelompok|umur|usia))*')
      THEN regexp_replace(replace(replace(upper(text), '–', '-'), '—', '-'), '\s|\b(TAHUN|THN|TH)\b\.?', '', 'g')
  END;

-- A cross in the column of a kind, and what says that there is none.
CREATE OR REPLACE TEMP MACRO is_mark(text) AS coalesce(lower(text) IN ('1', 'v', 'x', 'y', 'ya', 'ada', 'iya', '√', '✓', '✔', '●'), FALSE);

CREATE OR REPLACE TEMP MACRO is_no_mark(text) AS lower(text) IN ('0', 't', 'tidak', 'tdk', 'bukan', 'n');

-- A mark that says neither, and the headers of the kinds that have one.
CREATE OR REPLACE TEMP MACRO is_odd_mark(text) AS is_said(text) AND NOT is_mark(text) AND NOT is_no_mark(text);

CREATE OR REPLACE TEMP MACRO odd_labels(labels, marks) AS
  array_to_string(list_filter(labels, lambda label, position : is_odd_mark(marks[position])), ', ');

-- The word of a total at the beginning of a cell, also with a blank between its letters, or "total" at its end, as Excel writes a subtotal; `text`
-- holds cells with a bar between them.
CREATE OR REPLACE TEMP MACRO is_total(text) AS
  regexp_matches(
    lower(text),
    '(^|\| )[^a-z0-9|]*((s *u *b|g *r *a *n *d)[ -]*)?(j *u *m *l *a *h|jmlh?|jlh|t *o *t *a *l|rata-rata|rekapitulasi|keseluruhan)\b'
    || '|[a-z)] +total *(\||$)'
  );

-- A NIK, a code or a date: what the row of a total does not have.
CREATE OR REPLACE TEMP MACRO is_identified(text) AS
  regexp_matches(lower(text), '[0-9]{6}|[0-9]{1,4}[-/. ]([0-9]{1,2}|[a-z]{3,})[-/. ][0-9]{2,4}');

-- A cell of a remark or a signature: its first word says so, or it is a place with a date.
CREATE OR REPLACE TEMP MACRO without_signatures(text) AS
  regexp_replace(
    lower(text),
    '(^|\| )([^a-z0-9|]*(mengetahui|menyetujui|kepala|plt|plh|a\.n|a/n|atas nama|ketua|sekretaris|bendahara|lurah|camat|nip|nb|catatan|sumber|'
    || 'keterangan|ket|dibuat|disusun|dicetak|diunduh|demikian|tembusan|petugas|operator|koordinator|pendamping|ttd|tanda tangan|data per|'
    || 'data sementara)\b|\*|[a-z .]+, *[0-9]{1,2} [a-z]+ [0-9]{4})[^|]*',
    '\1', 'g'
  );

CREATE OR REPLACE TEMP MACRO is_unsigned(text) AS without_signatures(text) = lower(text);

CREATE OR REPLACE TEMP MACRO has_number(clues) AS coalesce(regexp_matches(without_signatures(clues[5]), '[0-9]'), FALSE);

-- How much of a row is filled: one with a number where rows of data have one, or with a name like that of a place, is never thin.
CREATE OR REPLACE TEMP MACRO row_weight(filled, clues, is_near) AS
  CASE WHEN filled BETWEEN 1 AND 2 AND (coalesce(is_near, FALSE) OR has_number(clues)) THEN 3 ELSE filled END;

-- Why a row is no data; NULL when it is. `filled` counts its recognised cells, `clues` are those of view_rows in ingest/stage.py, `is_near`
-- says whether the kelurahan resembles one. What may be data is never called a remark: refused, it stands in the reject file.
CREATE OR REPLACE TEMP MACRO skip_rule(filled, first_text, clues, is_near, anchor, anchor_label) AS
  CASE
    WHEN filled = 0 THEN CASE WHEN first_text IS NULL THEN 'blank' ELSE 'note' END
    WHEN anchor = anchor_label THEN 'repeated_header'
    WHEN NOT is_identified(clues[3]) AND (is_total(clues[1]) OR (is_total(clues[2]) AND clues[1] IN ('', clues[2]))) THEN 'total'
    WHEN filled <= 2 AND NOT has_number(clues) AND NOT (coalesce(is_near, FALSE) AND is_unsigned(clues[1])) AND NOT is_unsigned(clues[4]) THEN 'note'
    WHEN row_weight(filled, clues, is_near) = 1 THEN 'note'
  END;

-- What a row between the data says for the rows below it, NULL for a row that is data: words alone or behind a letter or number, that begin with
-- kecamatan or name one of `kinds`; unknown words in the first cell end the block above them.
CREATE OR REPLACE TEMP MACRO heading_words(said) AS
  regexp_replace(
    CASE WHEN len(said) = 1 THEN said[1] WHEN len(said) = 2 AND regexp_full_match(said[1], '[A-Za-z0-9]{1,4}[.)]?') THEN said[2] END,
    '^\s*([A-Za-z]|[0-9]{1,3}|[IVXivx]{1,4})[.)]\s*', ''
  );

CREATE OR REPLACE TEMP MACRO heading_of(cells, kinds, is_of_place) AS
  CASE
    WHEN is_of_place
      THEN nullif(regexp_extract(heading_words(list_filter(cells, lambda cell : cell IS NOT NULL)), '(?i)^(?:kecamatan|kec)\b[\s:.]+(\S.*)$', 1), '')
    WHEN list_contains(kinds, lower(regexp_replace(heading_words(list_filter(cells, lambda cell : cell IS NOT NULL)), '[\W_]+', '', 'g')))
      OR (
        cells[1] IS NOT NULL AND regexp_matches(heading_words(list_filter(cells, lambda cell : cell IS NOT NULL)), '[A-Za-z]{3}')
        AND NOT is_total(cells[1])
      ) THEN heading_words(list_filter(cells, lambda cell : cell IS NOT NULL))
  END;

-- The rule of a row whose place was not found: a fault of the row itself explains it, unless the place is clearly another city's.
CREATE OR REPLACE TEMP MACRO place_reject(place_rule, fault_rule) AS
  CASE CASE WHEN place_rule = 'out_of_city' OR fault_rule IS NULL THEN place_rule ELSE 'faulty' END
    WHEN 'faulty' THEN fault_rule
    WHEN 'out_of_city' THEN 'out_of_city'
    WHEN 'blank' THEN 'place_blank'
    WHEN 'ambiguous' THEN 'place_ambiguous'
    WHEN 'contradiction' THEN 'place_contradiction'
    WHEN 'kecamatan' THEN 'kelurahan_blank'
    ELSE 'place_unknown'
  END;

-- A month that has begun is not in the future.
CREATE OR REPLACE TEMP MACRO is_future(day) AS day > getvariable('today');

-- What is remarked about a row of counts that is taken in.
CREATE OR REPLACE TEMP MACRO count_warnings(place_warning, period, count_texts, parts_differ) AS
  list_filter(
    [
      place_warning,
      CASE WHEN is_future(period) THEN 'date_in_future' END,
      CASE WHEN len(list_filter(count_texts, lambda text : parse_count(text) IS NOT NULL)) = 0 THEN 'no_values' END,
      CASE WHEN parts_differ THEN 'total_differs' END
    ],
    lambda warning : warning IS NOT NULL
  );

-- The 16 digits of a person; one digit all through is typed where nobody knows them.
CREATE OR REPLACE TEMP MACRO is_nik(digits) AS regexp_full_match(digits, '[0-9]{16}') AND replace(digits, left(digits, 1), '') <> '';

-- A NIK also written with blanks, points or strokes between its digits; NULL for any other text.
CREATE OR REPLACE TEMP MACRO nik_digits(nik) AS
  CASE
    WHEN is_nik(nik) THEN nik
    WHEN regexp_full_match(nik, '[0-9]([ .\-]?[0-9]){15}') AND is_nik(regexp_replace(nik, '[^0-9]', '', 'g')) THEN regexp_replace(nik, '[^0-9]', '', 'g')
  END;

CREATE OR REPLACE TEMP MACRO is_damaged_nik(nik) AS is_said(nik) AND nik_digits(nik) IS NULL;

CREATE OR REPLACE TEMP MACRO is_without_end(text) AS
  lower(text) IN ('seumur hidup', 'selamanya', 'tanpa batas', 'tidak terbatas', 'tetap');

-- A date that says no day, or not even a month.
CREATE OR REPLACE TEMP MACRO is_year(text) AS regexp_full_match(text, '[0-9]{4}');

CREATE OR REPLACE TEMP MACRO is_month(text) AS regexp_full_match(text, '[A-Za-z].*[A-Za-z.]\s*[0-9]{4}') AND NOT regexp_matches(text, '[0-9].*[A-Za-z]');

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
