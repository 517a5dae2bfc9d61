"""Place names that wait for a decision: what is written, where, which kelurahan it resembles, how many rows wait. Nothing is chosen for anybody."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import duckdb
from rapidfuzz import fuzz

from data.errors import UserError
from data.reference import Unit, cities, units
from geo.places import PlaceMatch, PlaceText, code_digits, is_place_name, name_key
from ingest import decisions
from ingest.decisions import Decision, PlaceName
from queries.statements import statement

WAITING = ("unknown_kelurahan", "unknown_kecamatan", "ambiguous", "contradiction")
WHY = {
    "place_unknown": "tidak dikenal", "place_ambiguous": "dapat berarti beberapa tempat", "place_contradiction": "keterangannya bertentangan",
}
_MOST = 8  # candidates shown


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kelurahan the text may mean; `similarity` of the spellings in percent."""

    kelurahan_code: str
    similarity: int


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """What is asked about a refused place before its rows are counted; not `is_kept`: the texts may be somebody's data and are left out."""

    is_kept: bool
    kecamatan: str
    kelurahan: str
    written_code: str
    city_code: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """The kelurahan that a text may mean, and the names of places there as keys: those of kelurahan by kecamatan, of kecamatan, and all."""

    units: tuple[Unit, ...]
    kelurahan_keys: Mapping[str, tuple[str, ...]]
    kecamatan_keys: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A name that waits. `name` None: the text resembles no place, is not kept, and can only be mended in its file.

    `files` maps each file to the rows that wait in it; `decision` is what was decided since, None while it waits.
    """

    name: PlaceName | None
    source: str
    why: str
    files: Mapping[str, int]
    candidates: tuple[Candidate, ...]
    decision: Decision | None = None

    @property
    def row_count(self) -> int:
        return sum(self.files.values())

    @property
    def question_id(self) -> str:
        """Eight letters that stay the same from edition to edition."""
        return id_of(self.name) if self.name else ""


def id_of(name: PlaceName) -> str:
    """Eight letters for a name of a source."""
    return hashlib.sha256("\x1f".join((name.source, *name.key)).encode()).hexdigest()[:8]


def written_code(text: PlaceText) -> str:
    """The kelurahan that a code in the row means, '' for none; other digits are not kept, they may be anybody's number."""
    found = _units_by_code()
    return found.get(code_digits(text.kelurahan_code)) or found.get(code_digits(text.bps_code)) or ""


def scope_of(homes: list[str]) -> str:
    """The city for which a decision about a file holds; '' when its rows lie in several or in none that is known."""
    return homes[0] if len(homes) == 1 else ""


def ask(text: PlaceText, match: PlaceMatch, homes: list[str]) -> PlaceAsked:
    """What a refused place asks a person."""
    pool = _pool(tuple(homes))
    if not (_is_kecamatan(text.kecamatan, pool) and _is_kelurahan(text, pool)):
        return PlaceAsked(False, "", "", "", scope_of(homes), ())
    candidates = _candidates(text, match, pool.units)
    return PlaceAsked(True, " ".join(text.kecamatan.split()), " ".join(text.kelurahan.split()), written_code(text), scope_of(homes), candidates)


def questions(connection: duckdb.DuckDBPyConnection) -> list[Question]:
    """What waits in an edition, most rows first, with what was decided since it was built."""
    found: dict[tuple, list[tuple]] = {}
    for row in connection.execute(statement("pages/review")).fetchall():
        file, source, city_code, kecamatan, kelurahan, code, rule, *_ = row
        name = None if kelurahan is None else PlaceName(source, kecamatan, kelurahan, code, city_code)
        found.setdefault((source, rule, name.key if name else file), []).append((name, row))
    asked = sorted(map(_question, found.values()), key=lambda one: (-one.row_count, one.name.kelurahan if one.name else "", one.source))
    return with_decisions(asked)


def _question(group: list[tuple]) -> Question:
    name, (_, source, _, _, _, _, rule, codes, similarities, _) = group[0]
    files: dict[str, int] = {}
    for _, row in group:
        files[row[0]] = files.get(row[0], 0) + row[-1]
    return Question(name, source, WHY[rule], files, tuple(map(Candidate, codes, similarities)))


def with_decisions(asked: Iterable[Question]) -> list[Question]:
    """The same questions with what holds now."""
    decided = {(one.name.source, one.name.key): one for one in decisions.in_force()}
    return [replace(one, decision=decided.get((one.source, one.name.key)) if one.name else None) for one in asked]


def decide(question: Question, verdict: str, kelurahan_code: str, by: str) -> Decision:
    """One decision for all rows of the question. UserError as `decisions.decide`."""
    if question.name is None:
        raise UserError("Tulisan ini tidak menyerupai nama tempat dan tidak disimpan. Betulkan di berkasnya.")
    return decisions.decide(question.name, verdict, kelurahan_code, by, next(iter(question.files)))


def _is_kecamatan(text: str, pool: _Pool) -> bool:
    return not name_key(text) or is_place_name(text, (), pool.kecamatan_keys)


def _is_kelurahan(text: PlaceText, pool: _Pool) -> bool:
    """Blank, or like a kelurahan of its kecamatan, or almost the name of a place of the city."""
    inside = pool.kelurahan_keys.get(name_key(text.kecamatan), ())
    return not name_key(text.kelurahan) or is_place_name(text.kelurahan, inside, pool.keys)


def _candidates(text: PlaceText, match: PlaceMatch, pool: tuple[Unit, ...]) -> tuple[Candidate, ...]:
    """The kelurahan inside the kecamatan that is written, and those the match named, most similar first."""
    kecamatan, kelurahan = name_key(text.kecamatan), name_key(text.kelurahan)
    inside = [unit for unit in pool if unit.kelurahan_code in match.candidates or (kecamatan and name_key(unit.kecamatan_name) == kecamatan)]
    found = (Candidate(unit.kelurahan_code, round(fuzz.ratio(kelurahan, name_key(unit.kelurahan_name)))) for unit in inside)
    return tuple(sorted(found, key=lambda one: (one.kelurahan_code not in match.candidates, -one.similarity, one.kelurahan_code))[:_MOST])


@cache
def _units_by_code() -> dict[str, str]:
    by_bps = {unit.bps_code: unit.kelurahan_code for unit in units() if unit.bps_code}
    return by_bps | {code_digits(unit.kelurahan_code): unit.kelurahan_code for unit in units()}


@cache
def _pool(homes: tuple[str, ...]) -> _Pool:
    """Of the cities of a file; of all where its rows lie in none that is known."""
    found = tuple(unit for unit in units() if not homes or unit.city_code in homes)
    inside: dict[str, list[str]] = {}
    for unit in found:
        inside.setdefault(name_key(unit.kecamatan_name), []).append(name_key(unit.kelurahan_name))
    kecamatan = (*inside, *(name_key(city.city_name) for city in cities() if not homes or city.city_code in homes))
    keys = dict.fromkeys((*inside, *(name for names in inside.values() for name in names)))
    return _Pool(found, {name: tuple(names) for name, names in inside.items()}, kecamatan, tuple(keys))
