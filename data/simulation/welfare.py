"""DTSEN recaps of Bandung and Solok: families and individuals by decile, June and December 2025."""

from collections.abc import Iterator
from random import Random

from data.paths import REFERENCE
from data.reference import Unit, read_rows
from data.simulation.city import BANDUNG, SOLOK, SampleCity, chance, need
from data.simulation.layout import Export, Row, delimited

GROUPS = ("desil1", "desil2", "desil3", "desil4", "desil5", "desil6_10", "belum_peringkat", "nonaktif")
SHARE = (10, 11, 11, 11, 11, 38, 6, 2)
FAMILIES = {BANDUNG: 780_000, SOLOK: 26_400}  # families in the register, all groups together
PERSONS_IN_FAMILY = (3.3, 3.1, 3.0, 2.9, 2.8, 2.7, 2.4, 2.0)
MONTHS = (6, 12)
HEADER = (
    "kecamatan", "kelurahan", "bulan", "tahun", "jumlah_keluarga", "jumlah_individu",
    *(f"{group}_{unit}" for group in GROUPS for unit in ("keluarga", "individu")),
)
FILE = {BANDUNG: "rekap_dtsen_kota_bandung_2025.csv", SOLOK: "rekap_dtsen_solok.csv"}


def welfare_files(city: SampleCity) -> list[Export]:
    """The DTSEN recap, in the two cities that have one."""
    if city not in FILE:
        return []
    rows: list[Row] = []
    for unit, month, families, persons in draw_register(city):
        counts = [count for pair in zip(families, persons) for count in pair]
        rows.append([unit.kecamatan_name, unit.kelurahan_name, month, 2025, sum(families), sum(persons), *counts])
    return [Export(FILE[city], "welfare_count", delimited(HEADER, rows, "," if city is BANDUNG else ";"))]


def draw_register(city: SampleCity) -> Iterator[tuple[Unit, int, list[int], list[int]]]:
    """Kelurahan, month, families and individuals of each of the `GROUPS`, month by month."""
    rng = chance(city.slug, "welfare")
    sizes = _households(city)
    whole = sum(sizes.values())
    base = {code: FAMILIES[city] * size / whole * rng.lognormvariate(0, 0.03) for code, size in sizes.items()}
    for month in MONTHS:
        for unit in city.units:
            yield unit, month, *_groups(rng, base[unit.kelurahan_code] * (1 + 0.002 * month))


def _households(city: SampleCity) -> dict[str, float]:
    """Families of each kelurahan where the reference list knows them, else in proportion to need."""
    path = REFERENCE / "population" / f"{city.city_code}.csv"
    known = {row["kelurahan_code"]: float(row["households"]) for row in read_rows(path) if row["households"]} if path.is_file() else {}
    return known or need(city)


def _groups(rng: Random, total: float) -> tuple[list[int], list[int]]:
    weights = [share * rng.lognormvariate(0, 0.12) for share in SHARE]
    families = [round(total * weight / sum(weights)) for weight in weights]
    persons = [round(count * size * rng.uniform(0.97, 1.03)) for count, size in zip(families, PERSONS_IN_FAMILY)]
    return families, persons
