"""Each distinct text of a sheet is understood once: place, kind, date, status. The rows then meet their meanings in SQL."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from data import reference
from geo.places import Gazetteer, PlaceMatch, PlaceText, name_key
from ingest.contracts import header_key
from ingest.dates import parse_date, parse_period
from ingest.recognise import kind_headers
from queries.statements import statement

_FOUND = ("code", "name", "alias", "city_name", "kecamatan")
_OTHER_CITY_SHARE = 0.1  # a file belongs to several cities when each has at least this share of its placed rows
_SEPARATOR = "\x1f"
_REGENCY = re.compile(r"kab(upaten)?\b", re.IGNORECASE)


def understand(
    connection: duckdb.DuckDBPyConnection, subject: str, names: tuple[reference.Alias, ...] = (), default_period: date | None = None
) -> str | None:
    """Fill the meaning tables for the sheet in view `raw_row`; the answer is the city most of its rows lie in.

    `names` are decisions a person made about place names of this source, `default_period` is what the title speaks of.
    """
    result = connection.execute(statement("ingest/texts"))
    texts = dict(zip([column[0] for column in result.description], result.fetchone(), strict=True))
    city_code = _understand_places(connection, texts.pop("place") or {}, names)
    periods = [(*period.values(), _period_of(period, default_period)) for period in texts.pop("period") or ()]
    dates = ((text, parse_date(text)) for text in set(texts.pop("date") or ()) if text is not None)
    meanings = [("date", text, day.isoformat()) for text, day in dates if day]
    for name, found in texts.items():
        meanings += [(name, text, code) for text in found or () if text and (code := _code_of(name, subject, text))]
    _fill(connection, "meaning", ("list", "text", "value"), meanings)
    _fill(connection, "period_meaning", ("year", "semester", "month", "period"), periods)
    return city_code


def _period_of(said: dict[str, str | None], default: date | None) -> date | None:
    """What the row says; the title fills the year it leaves out, or the whole month when it says nothing, never what cannot be read."""
    if not any(said.values()):
        return default
    return parse_period(said["year"] or (str(default.year) if default else None), said["semester"], said["month"])


def _code_of(name: str, subject: str, text: str) -> str | None:
    if name == "ppks":
        return ppks_codes().get(header_key(text))
    if name == "volunteer_kind":
        return _volunteer_codes(subject == "volunteer").get(header_key(text))
    return _vocabulary().get((name, header_key(text)))


@cache
def ppks_codes() -> dict[str, str]:
    """The code of a kind of PPKS by its code, its name, its aliases and its number in the regulation, as keys of a header."""
    return kind_headers(reference.ppks_kinds()) | {str(number): kind.code for number, kind in enumerate(reference.ppks_kinds()[:26], start=1)}


@cache
def _volunteer_codes(is_person: bool) -> dict[str, str]:
    kinds = [kind for kind in reference.volunteer_kinds() if kind.is_person == is_person]
    return {header_key(text): kind.code for kind in kinds for text in (kind.code, kind.name, *kind.aliases)}


@cache
def _vocabulary() -> dict[tuple[str, str], str]:
    return {(word.list, header_key(text)): word.code for word in reference.vocabulary() for text in (word.label, *word.texts)}


@cache
def _gazetteer(city_code: str, names: tuple[reference.Alias, ...]) -> Gazetteer:
    return Gazetteer(reference.city_units(city_code), (*names, *reference.kelurahan_aliases()))


def _understand_places(connection: duckdb.DuckDBPyConnection, counts: dict[str, int], names: tuple[reference.Alias, ...]) -> str | None:
    texts = {key: PlaceText(*key.split(_SEPARATOR)) for key in counts}
    gazetteers = {city.city_code: _gazetteer(city.city_code, names) for city in reference.cities()}
    homes = _home_cities(texts, counts, gazetteers)
    answers = {key: _answer(text, homes, gazetteers) for key, text in texts.items()}
    rows = [
        (key, match.rule, match.kelurahan_code, match.kecamatan_code, match.city_code, match.message, match.warning or None)
        for key, match in answers.items()
    ]
    columns = ("place_key", "place_rule", "kelurahan_code", "kecamatan_code", "city_code", "message", "warning")
    _fill(connection, "place_meaning", columns, rows)
    return homes[0] if homes else None


def _home_cities(texts: dict[str, PlaceText], counts: dict[str, int], gazetteers: dict[str, Gazetteer]) -> list[str]:
    """The city, or the few cities, that the rows of a file lie in, the largest first; without a place, the one they name."""
    placed = Counter({city: sum(counts[key] for key, text in texts.items() if gazetteer.knows(text)) for city, gazetteer in gazetteers.items()})
    if not placed.total():
        names = {city.city_code: city.city_name for city in reference.cities()}
        placed = Counter({code: sum(counts[key] for key, text in texts.items() if _is_named(text.city, name)) for code, name in names.items()})
    homes = [city for city, count in placed.most_common() if count and count >= _OTHER_CITY_SHARE * placed.total()]
    return homes[:1] if homes and placed[homes[0]] > (1 - _OTHER_CITY_SHARE) * sum(counts.values()) else homes


def _answer(text: PlaceText, homes: list[str], gazetteers: dict[str, Gazetteer]) -> PlaceMatch:
    at_home = [gazetteers[city].match(text) for city in homes]
    hits = [match for match in at_home if match.rule in _FOUND]
    is_named_away = bool(homes) and _names_another_city(text.city, homes)
    if len(hits) == 1 and not is_named_away:
        return hits[0]
    if len(hits) > 1:
        return PlaceMatch("ambiguous", message="nama ini ada di beberapa kota dalam berkas yang sama")
    away = [city for city, gazetteer in gazetteers.items() if city not in homes and text.kecamatan.strip() and gazetteer.knows(text)]
    if is_named_away or away:
        where = next((city.city_name for city in reference.cities() if city.city_code in away), "kota atau kabupaten lain")
        return PlaceMatch("out_of_city", message=f"terletak di {where}")
    if not at_home:
        is_blank = not any((text.kelurahan, text.kecamatan, text.kelurahan_code, text.bps_code))
        return PlaceMatch("blank" if is_blank else "unknown_kelurahan", message="kelurahan ini tidak ada di kota mana pun yang dikenal")
    return at_home[0]


def _names_another_city(text: str, homes: list[str]) -> bool:
    """Whether the row itself says a city that is not home; Kabupaten Bandung is not Kota Bandung, a code says nothing."""
    if not name_key(text) or text.strip()[:4].isdigit():
        return False
    return not any(_is_named(text, city.city_name) for city in reference.cities() if city.city_code in homes)


def _is_named(text: str, city_name: str) -> bool:
    is_regency = _REGENCY.match(text.strip()) is not None
    return name_key(text) == name_key(city_name) and not (is_regency and city_name.startswith("Kota "))


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Replace a meaning table by these rows."""
    connection.execute(statement(f"ingest/clear_{table}"))
    rows = list(rows)
    if rows:
        arrays = [pa.array(values) for values in zip(*rows, strict=True)]
        arrays = [array.cast(pa.string()) if array.type == pa.null() else array for array in arrays]
        connection.from_arrow(pa.table(arrays, names=list(columns))).insert_into(table)
