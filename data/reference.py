"""The reference lists of data/reference/: facts with their source and date in the file.

A city that the agency added itself has the same lists in `paths.own_reference()`, and is read like any other.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from data import paths
from data.errors import UserError
from data.paths import REFERENCE


@dataclass(frozen=True, slots=True)
class Unit:
    """A kelurahan or desa. `area_km2` in km², `lat` and `lon` of the centroid in degrees WGS 84."""

    kelurahan_code: str
    kelurahan_name: str
    kecamatan_code: str
    kecamatan_name: str
    kind: str
    area_km2: float
    lat: float
    lon: float
    bps_code: str | None
    rw_count: int | None

    @property
    def city_code(self) -> str:
        return self.kelurahan_code[:5]


@dataclass(frozen=True, slots=True)
class City:
    """A city of city.csv; `population` in persons on `population_date`, as `source` says it."""

    city_code: str
    city_name: str
    province_name: str
    population: int | None
    population_date: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A PPKS kind or a volunteer kind with the other names it is written under."""

    code: str
    name: str
    aliases: tuple[str, ...]
    is_person: bool = True


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a reference file as text, comment lines (`#`) left out; '' is unknown."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(line for line in file if not line.startswith("#"))
    except OSError as error:
        raise UserError(f"Daftar acuan {path.name} tidak dapat dibaca: {error.strerror}. Pulihkan berkas itu dari salinan proyek.") from error


def rows_of(pattern: str) -> Iterator[dict[str, str]]:
    """Rows of every list of this name (`kelurahan/*.csv`): those of the project, then those of the own cities."""
    yield from (row for path in sorted(REFERENCE.glob(pattern)) for row in read_rows(path))
    own = own_cities()
    rows = (row for path in sorted(paths.own_reference().glob(pattern)) for row in read_rows(path)) if own else ()
    yield from (row for row in rows if (row.get("city_code") or row.get("kelurahan_code", ""))[:5] in own)


def own_cities() -> frozenset[str]:
    """Codes of the cities that only the agency's own lists have: of a city in both, the project's lists count."""
    return _own_cities(_own_stamp())


def _own_stamp() -> tuple[Path, int, int] | None:
    """What changes whenever an own city does: its row in city.csv is written last. None without own cities."""
    path = paths.own_reference() / "city.csv"
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return None
    return path, stamp.st_mtime_ns, stamp.st_ino


@lru_cache(maxsize=4)
def _own_cities(stamp: tuple[Path, int, int] | None) -> frozenset[str]:
    if stamp is None:
        return frozenset()
    return frozenset(row["city_code"] for row in read_rows(stamp[0])) - {row["city_code"] for row in read_rows(REFERENCE / "city.csv")}


def units() -> tuple[Unit, ...]:
    """Every kelurahan and desa of every city, by code."""
    return _units(_own_stamp())


@lru_cache(maxsize=4)
def _units(_stamp: tuple[Path, int, int] | None) -> tuple[Unit, ...]:
    found = (
        Unit(
            row["kelurahan_code"], row["kelurahan_name"], row["kecamatan_code"], row["kecamatan_name"], row["kind"],
            float(row["area_km2"]), float(row["lat"]), float(row["lon"]), row.get("bps_code") or None,
            int(row["rw_count"]) if row.get("rw_count") else None,
        )
        for row in rows_of("kelurahan/*.csv")
    )
    return tuple(sorted(found, key=lambda unit: unit.kelurahan_code))


def city_units(city_code: str) -> tuple[Unit, ...]:
    """The kelurahan and desa of one city, by code; UserError for a city without reference rows."""
    found = tuple(unit for unit in units() if unit.city_code == city_code)
    if not found:
        listed = {unit.city_code for unit in units()}
        known = ", ".join(f"{city.city_code} {city.city_name}" for city in cities() if city.city_code in listed)
        raise UserError(f"Kota {city_code} tidak ada di daftar acuan kelurahan/desa. Kota yang ada: {known}.")
    return found


def cities() -> tuple[City, ...]:
    """The cities in the order of data/reference/city.csv, then the own ones."""
    return _cities(_own_stamp())


@lru_cache(maxsize=4)
def _cities(_stamp: tuple[Path, int, int] | None) -> tuple[City, ...]:
    return tuple(
        City(
            row["city_code"], row["city_name"], row["province_name"], int(row["population"]) if row["population"] else None,
            date.fromisoformat(row["population_date"]) if row["population_date"] else None, row["source"],
        )
        for row in rows_of("city.csv")
    )


@cache
def provinces() -> dict[str, str]:
    """Name of each province by the first two digits of its codes."""
    return {row["province_code"]: row["province_name"] for row in read_rows(REFERENCE / "province.csv")}


def _kinds(file_name: str, code: str, name: str) -> tuple[Kind, ...]:
    rows = read_rows(REFERENCE / file_name)
    return tuple(
        Kind(row[code], row[name], tuple(filter(None, row["aliases"].split("|"))), row.get("is_person", "true") == "true") for row in rows
    )


@cache
def ppks_kinds() -> tuple[Kind, ...]:
    """The 26 PPKS kinds in official order, then the combined kinds."""
    return _kinds("ppks.csv", "ppks_code", "ppks_name")


@cache
def volunteer_kinds() -> tuple[Kind, ...]:
    """The 12 PSKS kinds, then the other volunteer kinds used in practice."""
    return _kinds("volunteer_kind.csv", "kind_code", "kind_name")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling of a kelurahan; `kecamatan_name` is '' where the unit's own kecamatan is meant."""

    kelurahan_code: str
    alias: str
    kecamatan_name: str = ""


@cache
def kelurahan_aliases() -> tuple[Alias, ...]:
    """Spellings seen on official lists that differ from the current name in their letters."""
    return tuple(Alias(row["kelurahan_code"], row["alias"]) for row in read_rows(REFERENCE / "kelurahan_alias.csv"))


@dataclass(frozen=True, slots=True)
class Word:
    """A code of one of the short lists (status, reporter, sex, ...), its label on the screen and how exports write it."""

    list: str
    code: str
    label: str
    texts: tuple[str, ...]


@cache
def vocabulary() -> tuple[Word, ...]:
    """The short lists in the order of data/reference/vocabulary.csv."""
    return tuple(
        Word(row["list"], row["code"], row["label"], tuple(row["texts"].split("|"))) for row in read_rows(REFERENCE / "vocabulary.csv")
    )
