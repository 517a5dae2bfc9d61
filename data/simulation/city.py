"""The sample cities, the one seed of all invented data, and how need is spread over their kelurahan."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from data.paths import REFERENCE
from data.reference import Unit, city_units, read_rows

SEED = 20260817
FIRST_DAY = date(2022, 1, 1)
LAST_DAY = date(2025, 12, 31)
YEARS = (2022, 2023, 2024, 2025)


@dataclass(frozen=True, slots=True)
class SampleCity:
    """A city with sample exports. `prefix` opens its member and activity numbers."""

    slug: str
    city_code: str
    name: str
    prefix: str

    @property
    def units(self) -> tuple[Unit, ...]:
        return city_units(self.city_code)

    @property
    def kecamatan(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each kecamatan, by code."""
        return tuple(sorted({(unit.kecamatan_code, unit.kecamatan_name) for unit in self.units}))

    @property
    def digits(self) -> str:
        """The city code without its dot: `3273`."""
        return self.city_code.replace(".", "")


BANDUNG = SampleCity("bandung", "32.73", "Kota Bandung", "BDG")
KEDIRI = SampleCity("kediri", "35.71", "Kota Kediri", "KDR")
PARIAMAN = SampleCity("pariaman", "13.77", "Kota Pariaman", "PRM")
TANGERANG = SampleCity("tangerang", "36.71", "Kota Tangerang", "TNG")
SOLOK = SampleCity("solok", "13.72", "Kota Solok", "SLK")
SAMPLE_CITIES = (BANDUNG, KEDIRI, PARIAMAN, TANGERANG, SOLOK)


def chance(*topic: str) -> Random:
    """A generator of its own for each topic, so that a change in one file leaves the others as they were."""
    return Random(f"{SEED}:{':'.join(topic)}")


@cache
def need(city: SampleCity) -> dict[str, float]:
    """Relative need of each kelurahan, largest kelurahan largest.

    Bandung follows its DTKS individuals (newest known year); elsewhere no kelurahan figure is known and the spread is
    drawn: a little of the area, much chance.
    """
    if city is BANDUNG:
        return _welfare_register(city)
    rng = chance(city.slug, "need")
    return {unit.kelurahan_code: unit.area_km2**0.3 * rng.lognormvariate(0, 0.45) for unit in city.units}


def _welfare_register(city: SampleCity) -> dict[str, float]:
    known: dict[str, tuple[int, float]] = {}
    for row in read_rows(REFERENCE / "dtks" / f"{city.city_code}.csv"):
        if row["individuals"]:
            entry = (int(row["year"]), float(row["individuals"]))
            known[row["kelurahan_code"]] = max(entry, known.get(row["kelurahan_code"], entry))
    return {unit.kelurahan_code: known[unit.kelurahan_code][1] for unit in city.units}


@cache
def other_spellings() -> dict[str, tuple[str, ...]]:
    """Other spellings of a kelurahan seen in real files, by its code."""
    found: dict[str, list[str]] = {}
    for row in read_rows(REFERENCE / "kelurahan_alias.csv"):
        found.setdefault(row["kelurahan_code"], []).append(row["alias"])
    return {code: tuple(names) for code, names in found.items()}
