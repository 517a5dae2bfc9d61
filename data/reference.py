"""The reference lists of data/reference/: facts with their source and date in the file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

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
    """A city of data/reference/city.csv; `population` in persons on `population_date`, as `source` says it."""

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


@cache
def units() -> tuple[Unit, ...]:
    """Every kelurahan and desa of every city, by code."""
    rows = (row for path in sorted((REFERENCE / "kelurahan").glob("*.csv")) for row in read_rows(path))
    found = (
        Unit(
            row["kelurahan_code"], row["kelurahan_name"], row["kecamatan_code"], row["kecamatan_name"], row["kind"],
            float(row["area_km2"]), float(row["lat"]), float(row["lon"]), row.get("bps_code") or None,
            int(row["rw_count"]) if row.get("rw_count") else None,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda unit: unit.kelurahan_code))


def city_units(city_code: str) -> tuple[Unit, ...]:
    """The kelurahan and desa of one city, by code; UserError for a city without reference rows."""
    found = tuple(unit for unit in units() if unit.city_code == city_code)
    if not found:
        known = ", ".join(f"{city.city_code} {city.city_name}" for city in cities())
        raise UserError(f"Kota {city_code} tidak ada di data/reference/kelurahan/. Kota yang dikenal: {known}.")
    return found


@cache
def cities() -> tuple[City, ...]:
    """The cities in the order of data/reference/city.csv."""
    return tuple(
        City(
            row["city_code"], row["city_name"], row["province_name"], int(row["population"]) if row["population"] else None,
            date.fromisoformat(row["population_date"]) if row["population_date"] else None, row["source"],
        )
        for row in read_rows(REFERENCE / "city.csv")
    )


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
