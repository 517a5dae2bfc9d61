"""Norms beside those of the bar, announced totals, when cities may be compared, and each city's own list of PPKS kinds."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data.errors import UserError
from data.parameters import Norm, norms_of
from data.parameters.dated import in_force, read_rules
from data.paths import REFERENCE
from data.reference import Kind, ppks_kinds, read_rows


@dataclass(frozen=True, slots=True)
class Announced:
    """A total of members that was said in public."""

    city: str
    total: int
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cities are compared where the list behind a figure ends at most `oldest_months` before the month shown, and a share of activities or reports
    where it is of `fewest_counted` or more."""

    oldest_months: int
    fewest_counted: int
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which kinds of the regulation a city leaves out."""

    city: str
    without: tuple[str, ...]
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class PpksList:
    """The PPKS kinds a city works with, in official order, and who says so."""

    kinds: tuple[Kind, ...]
    decided_by: str


def norms_beside(city_code: str, on: date) -> tuple[Norm, ...]:
    """The norms to lay beside each other: those of the bar without a second one of the same measure, then those by kecamatan and by caseload.

    A basis more than `Norm` knows: "kecamatan", minimum members in each; "caseload", one member for each `minimum` PPKS.
    """
    found: dict[tuple[str, int], Norm] = {}
    for norm in (*norms_of(city_code, on), *(norm for norm in _norms() if norm.valid_from <= on and norm.city in (city_code, "*"))):
        found.setdefault((norm.basis, norm.minimum), norm)
    return tuple(found.values())


def announced(city_code: str, on: date) -> Announced | None:
    """The newest total announced for a city up to a day."""
    said = [entry for entry in _announced() if entry.city == city_code and entry.valid_from <= on]
    return in_force(said, on, city_code) if said else None


def comparison(on: date) -> Comparison:
    """The rule in force on a day; the oldest one before all of them."""
    return in_force(_comparisons(), on)


def ppks_list(city_code: str, on: date) -> PpksList:
    """The list of a city on a day: its own where it has one, else the regulation's."""
    chosen = in_force(_choices(), on, city_code)
    known = [kind for kind in ppks_kinds() if kind.code in _in_regulation()]
    if unknown := set(chosen.without) - {kind.code for kind in known}:
        raise UserError(f"data/parameters/ppks_list.toml: jenis {', '.join(sorted(unknown))} tidak dikenal. Pakai kode dari data/reference/ppks.csv.")
    return PpksList(tuple(kind for kind in known if kind.code not in chosen.without), chosen.decided_by)


@cache
def _in_regulation() -> frozenset[str]:
    """The codes of the kinds of the regulation; a combined kind has no number in it."""
    return frozenset(row["ppks_code"] for row in read_rows(REFERENCE / "ppks.csv") if row["number"])


def _norms() -> tuple[Norm, ...]:
    return read_rules("beside.toml", "norm", Norm)


def _announced() -> tuple[Announced, ...]:
    return read_rules("beside.toml", "announced", Announced)


def _comparisons() -> tuple[Comparison, ...]:
    return read_rules("beside.toml", "comparison", Comparison)


def _choices() -> tuple[_Choice, ...]:
    return read_rules("ppks_list.toml", "list", _Choice)
