"""Draws the institutions: a Karang Taruna in each kelurahan, LKS and LK3 in some, and the WKSBM of Tangerang."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.reference import Unit
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity, chance
from data.simulation.people import STREETS, Population

CARE_HOMES = {BANDUNG: 46, KEDIRI: 14, PARIAMAN: 6, TANGERANG: 31, SOLOK: 4}
ADVICE_CENTRES = {BANDUNG: 2, KEDIRI: 1, PARIAMAN: 1, TANGERANG: 1, SOLOK: 1}
WKSBM_COUNT = 15  # as in the news from Tangerang
WKSBM_VISITED = 10  # of them visited in 2025
WKSBM_VISITED_BEFORE = 3  # last visited in the wave of 11 September 2024; the other two never
WKSBM_WAVES = (date(2024, 9, 11), date(2025, 5, 14), date(2025, 8, 20))  # rounds of visits, each an activity too
CARE_NAMES = (
    "Kasih Bunda", "Harapan Mulia", "Bina Insani", "Cahaya Umat", "Tunas Bangsa", "Nurul Amal", "Budi Luhur", "Sinar Kasih",
    "Al-Hidayah", "Mitra Sejahtera",
)
FAMILY_NAMES = (
    "Melati Mawar Anggrek Cempaka Kenanga Teratai Dahlia Flamboyan Kamboja Seroja Tulip Bougenville Aster Sakura Lavender"
).split()
CLASSES = {"Tumbuh": 35, "Berkembang": 38, "Maju": 22, "Percontohan": 5}
RESULTS = (
    "Pengurus aktif, buku data PPKS diperbarui", "Perlu pembinaan administrasi", "Program kerja disepakati",
    "Aktif, iuran berjalan",
)


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution. `kind` is KT, LKS, LK3 or WKSBM; officers and members as (men, women)."""

    kind: str
    name: str
    address: str
    unit: Unit
    chair: str
    decree: str
    decreed: date
    officers: tuple[int, int]
    members: tuple[int, int]
    classification: str
    last_visit: date | None
    result: str


def draw_institutions(city: SampleCity) -> list[Institution]:
    """Karang Taruna by kelurahan, then LKS, LK3 and WKSBM."""
    rng = chance(city.slug, "institutions")
    people = Population(rng, city.digits, first_serial=9_001)
    youth = [
        _institution(rng, people, "KT", f"Karang Taruna {unit.kelurahan_name}", unit, _visit(rng, 0.45)) for unit in city.units
    ]
    homes = [
        _institution(rng, people, "LKS", f"LKS {rng.choice(CARE_NAMES)} {number}", rng.choice(city.units), _visit(rng, 0.6))
        for number in range(1, CARE_HOMES[city] + 1)
    ]
    advice = [
        _institution(rng, people, "LK3", f"{city.name.replace('Kota', 'LK3')} {number}", rng.choice(city.units), _visit(rng, 0.8))
        for number in range(1, ADVICE_CENTRES[city] + 1)
    ]
    return [*youth, *homes, *advice, *(_family_groups(rng, people, city) if city is TANGERANG else [])]


def _family_groups(rng: Random, people: Population, city: SampleCity) -> list[Institution]:
    visits: list[date | None] = [rng.choice(WKSBM_WAVES[1:]) for _ in range(WKSBM_VISITED)]
    visits += [WKSBM_WAVES[0]] * WKSBM_VISITED_BEFORE
    visits += [None] * (WKSBM_COUNT - len(visits))
    rng.shuffle(visits)
    units = rng.sample(city.units, WKSBM_COUNT)
    groups = zip(FAMILY_NAMES, units, visits, strict=True)
    return [_institution(rng, people, "WKSBM", f"WKSBM {name}", unit, visit) for name, unit, visit in groups]


def _visit(rng: Random, share: float) -> date | None:
    return date(2023, 1, 9) + timedelta(days=rng.randint(0, 1060)) if rng.random() < share else None


def _institution(rng: Random, people: Population, kind: str, name: str, unit: Unit, visit: date | None) -> Institution:
    decreed = date(rng.randint(2018, 2022), rng.randint(1, 12), rng.randint(1, 28))
    size = (8, 20) if kind == "KT" else (3, 9)
    return Institution(
        kind, name, f"{rng.choice(STREETS)} No. {rng.randint(1, 150)}", unit, people.draw(decreed, 20, 55).name,
        f"460/{rng.randint(11, 480):03d}-{kind}/{decreed.year}", decreed, (rng.randint(*size), rng.randint(*size)),
        (rng.randint(10, 60), rng.randint(8, 50)), rng.choices(list(CLASSES), list(CLASSES.values()))[0],
        visit, rng.choice(RESULTS) if visit else "",
    )
