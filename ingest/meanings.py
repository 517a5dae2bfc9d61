"""Each distinct text of a sheet is understood once: place, kind, date, status. The rows then meet their meanings in SQL."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from data import reference
from geo.places import Gazetteer, PlaceMatch, PlaceText, code_digits, is_place_name, name_key
from ingest.contracts import header_key
from ingest.dates import month_first_among, parse_date
from ingest.decisions import NO_DECISIONS, OUTSIDE, Decisions, PlaceName
from ingest.kinds import kind_code, kinds_of_person, what_may_be_meant
from ingest.periods import parse_period, said_in, says_year_only
from ingest.review import WAITING, ask, scope_of, written_code
from queries.statements import rows_of, statement

_FOUND = ("code", "name", "alias", "city_name", "kecamatan")
_OTHER_CITY_SHARE = 0.1  # a file belongs to several cities when each has at least this share of its placed rows
_MOST_UNKNOWN = 200  # texts of a sheet that name no kind, of which something is said
_SEPARATOR = "\x1f"
_UNSURE_DATE = "Hari atau bulannya tidak jelas: berkas ini juga menulis bulan di depan. Tulis tanggal sebagai 2024-12-31"
_KIND_OF_CITY = re.compile(r"(?:kab(?:upaten)?|kota)\b", re.IGNORECASE)
_WORD_OF_CITY = re.compile(r"^(?:pemerintah\s+)?(?:kotamadya|kodya|kota|kt|pemko|pemkot)\b[.\s:]*|[\s,]+kota$", re.IGNORECASE)
_SIGNS_OF_RANGE = re.compile(r"[<>≤≥~+]|\b(?:di )?(?:atas|bawah)\b|\b(?:lebih|kurang)\b", re.IGNORECASE)


def understand(
    connection: duckdb.DuckDBPyConnection, subject: str, decisions: Decisions = NO_DECISIONS, default_period: date | None = None
) -> str | None:
    """Fill the meaning tables for the sheet in view `raw_row`; the answer is the city most of its rows lie in.

    `decisions` are what people said of place names of this source, `default_period` is what the title speaks of. What waits for a decision
    is in `place_question`.
    """
    (texts,) = rows_of(connection.execute(statement("ingest/texts")))
    city_code = _understand_places(connection, texts.pop("place") or {}, decisions)
    said = texts.pop("period") or ()
    others = next((f"{part}_unknown" for part in ("month", "semester") if any(period[part] for period in said)), "")
    periods = [(*period.values(), _period_of(period, default_period, others), _period_rule(period, default_period, others)) for period in said]
    dates = {text for text in texts.pop("date") or () if text is not None}
    unsure = month_first_among(dates)
    meanings = [("date", text, day.isoformat(), None) for text in dates - unsure if (day := parse_date(text))]
    meanings += [("date", text, None, _UNSURE_DATE) for text in unsure]
    for name, found in texts.items():
        meanings += [(name, text, code, None) for text in found or () if text and (code := _code_of(name, subject, text))]
        if name == "ppks":
            meanings += [(name, text, None, said) for text, said in _doubted_kinds(found or ())]
    _fill(connection, "meaning", ("list", "text", "value", "near"), meanings)
    _fill(connection, "period_meaning", ("year", "semester", "month", "period", "rule"), periods)
    return city_code


def _period_of(said: dict[str, str | None], default: date | None, others: str) -> date | None:
    """What the row says; the title fills the year or the month it leaves out, never what cannot be read, nor the month or semester that other rows say."""
    if others and says_year_only(**said):
        return None
    if not any(said.values()):
        return default
    period = parse_period(said["year"] or (str(default.year) if default else None), said["semester"], said["month"])
    return default if period and default and period.year == default.year and says_year_only(**said) else period


def _period_rule(said: dict[str, str | None], default: date | None, others: str) -> str:
    """Which of its columns is to blame where a row has no month."""
    year = said_in(said["year"]).year if said["year"] else default
    if year and said["month"]:
        return "month_unknown"
    if year and others and says_year_only(**said):
        return others
    return "semester_unknown" if year and said["semester"] else "period_unknown"


def _doubted_kinds(texts: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """What is said of the texts that name no kind; nothing where there are so many that the column holds something else."""
    unknown = [text for text in texts if text and not kinds_of_person(text)]
    for text in unknown if len(unknown) <= _MOST_UNKNOWN else ():
        if said := what_may_be_meant(text):
            yield text, said


def _code_of(name: str, subject: str, text: str) -> str | None:
    if name == "ppks":
        codes = kinds_of_person(text) if subject == "ppks_case" else tuple(filter(None, [kind_code(text)]))
        return "|".join(codes) or None
    if name == "volunteer_kind":
        return _volunteer_codes(subject == "volunteer").get(header_key(text))
    if name == "decile" and _SIGNS_OF_RANGE.search(text):
        return None  # "> 5" is no decile, and a key would be that of 5
    return _vocabulary().get((name, header_key(text)))


@cache
def _volunteer_codes(is_person: bool) -> dict[str, str]:
    kinds = [kind for kind in reference.volunteer_kinds() if kind.is_person == is_person]
    return {header_key(text): kind.code for kind in kinds for text in (kind.code, kind.name, *kind.aliases)}


@cache
def _vocabulary() -> dict[tuple[str, str], str]:
    return {(word.list, header_key(text)): word.code for word in reference.vocabulary() for text in (word.label, *word.texts)}


@cache
def _gazetteer(city_code: str) -> Gazetteer:
    return Gazetteer(reference.city_units(city_code), reference.kelurahan_aliases())


def _understand_places(connection: duckdb.DuckDBPyConnection, counts: dict[str, int], decisions: Decisions) -> str | None:
    texts = {key: PlaceText(*key.split(_SEPARATOR)) for key in counts}
    gazetteers = {city.city_code: _gazetteer(city.city_code) for city in reference.cities()}
    homes = _home_cities(texts, counts, gazetteers, decisions)
    answers = {key: _decided(text, homes, decisions) or _answer(text, homes, gazetteers) for key, text in texts.items()}
    questions = _ask(connection, texts, {key: answers[key] for key in sorted(answers) if answers[key].rule in WAITING}, homes)
    rows = [
        (key, match.rule, match.kelurahan_code, match.kecamatan_code, match.city_code, match.message, match.oddity or None,
         bool(texts[key].kelurahan.strip() and (match.candidates or match.kelurahan_code)), questions.get(key))
        for key, match in answers.items()
    ]
    columns = ("place_key", "place_rule", "kelurahan_code", "kecamatan_code", "city_code", "message", "warning", "is_near", "question")
    _fill(connection, "place_meaning", columns, rows)
    return homes[0] if homes else None


def _ask(
    connection: duckdb.DuckDBPyConnection, texts: dict[str, PlaceText], refused: dict[str, PlaceMatch], homes: list[str]
) -> dict[str, int]:
    """A row a text that waits for a decision; the answer is its question's number, the same for texts that ask the same."""
    asked = {key: ask(texts[key], match, homes) for key, match in refused.items()}
    signs = {key: (refused[key].rule, one.is_kept, name_key(one.kecamatan), name_key(one.kelurahan), one.written_code) for key, one in asked.items()}
    numbers = {sign: number for number, sign in enumerate(dict.fromkeys(signs.values()))}
    rows = [
        (key, numbers[signs[key]], one.is_kept, one.kecamatan, one.kelurahan, one.written_code, one.city_code,
         [candidate.kelurahan_code for candidate in one.candidates], [candidate.similarity for candidate in one.candidates])
        for key, one in asked.items()
    ]
    columns = ("place_key", "question", "is_kept", "kecamatan", "kelurahan", "written_code", "city_code", "candidates", "similarities")
    _fill(connection, "place_question", columns, rows)
    return {key: numbers[sign] for key, sign in signs.items()}


def _decided(text: PlaceText, homes: list[str], decisions: Decisions) -> PlaceMatch | None:
    """What a person said of this text; None where nobody did, or only that it is to stay refused."""
    if not decisions:
        return None
    code = written_code(text)
    places = [place for city in homes if (place := decisions.place_in(city, text.kecamatan, text.kelurahan, code))]
    if len(places) == 1:
        return PlaceMatch("alias", places[0], places[0][:8])
    verdict = decisions.verdict(PlaceName("", text.kecamatan, text.kelurahan, code, scope_of(homes)))
    return PlaceMatch("out_of_city", message="diputuskan terletak di luar kota") if verdict == OUTSIDE else None


def _home_cities(texts: dict[str, PlaceText], counts: dict[str, int], gazetteers: dict[str, Gazetteer], decisions: Decisions) -> list[str]:
    """The city, or the few cities, that the rows of a file lie in, the largest first; without a place, the one they name."""
    def knows(city: str, text: PlaceText) -> bool:
        is_decided = decisions and decisions.place_in(city, text.kecamatan, text.kelurahan, written_code(text))
        return bool(is_decided) or gazetteers[city].knows(text)

    placed = Counter({city: sum(counts[key] for key, text in texts.items() if knows(city, text)) for city in gazetteers})
    if not placed.total():
        names = _city_names().items()
        placed = Counter({code: sum(counts[key] for key, text in texts.items() if is_named(text.city, name)) for code, name in names})
    homes = [city for city, count in placed.most_common() if count and count >= _OTHER_CITY_SHARE * placed.total()]
    return homes[:1] if homes and placed[homes[0]] > (1 - _OTHER_CITY_SHARE) * sum(counts.values()) else homes


def _answer(text: PlaceText, homes: list[str], gazetteers: dict[str, Gazetteer]) -> PlaceMatch:
    answers = {city: gazetteers[city].match(text) for city in homes}
    hits = {city: match for city, match in answers.items() if match.rule in _FOUND}
    named = [city for city in homes if is_named(text.city, _city_names()[city])]
    is_named_away = bool(homes) and not named and _names_a_city(text.city)
    if hits and (is_named_away and text.kecamatan.strip() or named and not any(city in hits for city in named)):
        return _contradicted(text, hits)  # a misspelt city, or a place of another one: nobody but a person can tell
    if named:
        hits = {city: hits[city] for city in named if city in hits}
    if len(hits) == 1 and not is_named_away:
        return next(iter(hits.values()))
    if hits and not is_named_away:
        return _in_several_cities(hits)
    away = [city for city, gazetteer in gazetteers.items() if city not in homes and _says_where(text) and gazetteer.knows(text)]
    if named and away:
        return _contradicted(text, dict.fromkeys(away))
    if is_named_away or away:
        where = _city_names()[away[0]] if away else "kota atau kabupaten lain"
        return PlaceMatch("out_of_city", message=f"terletak di {where}")
    if not answers:
        if not any((text.kelurahan, text.kecamatan, text.kelurahan_code, text.bps_code)):
            return PlaceMatch("blank", message="kota dan tempatnya tidak ditulis; isi kelurahannya, atau kolom Kabupaten/Kota")
        return PlaceMatch("unknown_kelurahan", message="kelurahan ini tidak ada di kota mana pun yang dikenal")
    return answers[(named or homes)[0]]


def _says_where(text: PlaceText) -> bool:
    """Whether a row says more of its place than the bare name of a kelurahan, which many cities have."""
    return bool(text.kecamatan.strip() or code_digits(text.kelurahan_code) or code_digits(text.bps_code))


def _contradicted(text: PlaceText, hits: Mapping[str, PlaceMatch | None]) -> PlaceMatch:
    """A row that writes one city and a place that only others have; None for a city in which the place was not looked up."""
    where = " dan ".join(_city_names()[city] for city in hits)
    is_like = is_place_name(text.city, (), [name_key(name) for name in _city_names().values()])  # any other text may be a person's
    said = text.city.strip() if is_like else "kota lain"
    return PlaceMatch("contradiction", message=f"tertulis {said}, tetapi tempat itu ada di {where}", candidates=_codes(hits))


def _in_several_cities(hits: Mapping[str, PlaceMatch]) -> PlaceMatch:
    """A place whose name several cities of the file have and whose row names none of them."""
    where = " dan ".join(_city_names()[city] for city in hits)
    return PlaceMatch("ambiguous", message=f"tempat bernama ini ada di {where}; isi kolom Kabupaten/Kota", candidates=_codes(hits))


def _codes(hits: Mapping[str, PlaceMatch | None]) -> tuple[str, ...]:
    return tuple(match.kelurahan_code for match in hits.values() if match and match.kelurahan_code)


def _city_names() -> dict[str, str]:
    """Asked anew each time: a city of one's own may have come."""
    return {city.city_code: city.city_name for city in reference.cities()}


def _names_a_city(text: str) -> bool:
    """Whether the row itself says a city; a code says nothing."""
    return bool(name_key(text)) and not text.strip()[:4].isdigit()


def is_named(text: str, city_name: str) -> bool:
    """Whether a text names a city: Kabupaten Bandung is not Kota Bandung, and Bandung alone may be either."""
    stated, kind = _KIND_OF_CITY.match(text.strip()), _KIND_OF_CITY.match(city_name)
    is_other = stated and kind and stated[0][:2].lower() != kind[0][:2].lower()
    stem, name = (name_key(_WORD_OF_CITY.sub("", said.strip())) for said in (text, city_name))
    is_named_city = bool(stem) and stem == name and city_name.startswith("Kota ")
    return (name_key(text) == name_key(city_name) or is_named_city) and not is_other


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Replace a meaning table by these rows."""
    connection.execute(statement(f"ingest/clear_{table}"))
    rows = list(rows)
    if rows:
        arrays = [pa.array(values) for values in zip(*rows, strict=True)]
        arrays = [array.cast(pa.string()) if array.type == pa.null() else array for array in arrays]
        arrays = [array.cast(pa.list_(pa.string())) if array.type == pa.list_(pa.null()) else array for array in arrays]
        connection.from_arrow(pa.table(arrays, names=list(columns))).insert_into(table)
