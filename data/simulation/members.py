"""Draws the volunteers: how many are active in each kelurahan at the end of 2025, and who came and left before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data.reference import Unit
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity, chance
from data.simulation.people import Person, Population, telephone

YEAR_BEFORE = date(2024, 12, 31)
MINIMUM = 5  # the promise of Bandung: five members for each kelurahan, 755 in all

# Active members -> kelurahan with so many. Bandung: 102 of 151 reach five, 142 persons are missing, 4 have nobody.
ACTIVE = {
    BANDUNG: {
        0: 4, 1: 12, 2: 16, 3: 9, 4: 8, 5: 14, 6: 14, 7: 12, 8: 12, 9: 10, 10: 10, 11: 8, 12: 7, 13: 6, 14: 4, 16: 3, 18: 2,
    },
    KEDIRI: {1: 3, 2: 6, 3: 8, 4: 9, 5: 8, 6: 5, 7: 4, 8: 2, 9: 1},
    PARIAMAN: {0: 9, 1: 20, 2: 21, 3: 14, 4: 7},
    TANGERANG: {3: 4, 4: 6, 5: 8, 6: 9, 7: 11, 8: 12, 9: 12, 10: 11, 11: 9, 12: 8, 13: 6, 14: 4, 15: 2, 16: 2},
    SOLOK: {1: 1, 2: 1, 3: 3, 4: 3, 5: 3, 6: 1, 7: 1},
}
KINDS = {  # kinds that sit in a kelurahan, with their shares
    BANDUNG: {"PSM": 55, "Karang Taruna": 33, "Tagana": 12}, KEDIRI: {"PSM": 46, "Karang Taruna": 38, "Tagana": 16},
    PARIAMAN: {"PSM": 100}, TANGERANG: {"PSM": 92, "Tagana": 8}, SOLOK: {"PSM": 94, "Tagana": 6},
}
KECAMATAN_KINDS = {  # active members without a kelurahan, spread over the kecamatan; TKSK is exactly one in each
    BANDUNG: {"TKSK": 30, "Tagana": 60}, KEDIRI: {"TKSK": 3, "Tagana": 27, "Pendamping PBI": 12},
    PARIAMAN: {"TKSK": 4, "Tagana": 14},
    TANGERANG: {"TKSK": 13, "Tagana": 60}, SOLOK: {"TKSK": 2, "Tagana": 8},
}
RISEN = {BANDUNG: 10, TANGERANG: 4, KEDIRI: 3, PARIAMAN: 0, SOLOK: 1}  # kelurahan that reached five during 2025
FALLEN = {BANDUNG: 2, TANGERANG: 1, KEDIRI: 1, PARIAMAN: 0, SOLOK: 0}  # and those that fell below it
GONE_SHARE = 0.18  # members who left before 2025, for each active one
LEFT_STATUS = ("Tidak Aktif", "Mengundurkan Diri", "Meninggal")


@dataclass(frozen=True, slots=True)
class Member:
    """A volunteer. `unit` is None for those of a whole kecamatan; dates of training are filled by `attendance`."""

    number: str
    person: Person
    phone: str
    kind: str
    unit: Unit | None
    kecamatan_code: str
    kecamatan_name: str
    joined: date
    left: date | None
    status: str
    certificate: str = "Belum"
    last_training: date | None = None

    def is_active(self, on: date) -> bool:
        return self.joined <= on and (self.left is None or self.left > on)

    def trained(self, on: date | None, certificate: str) -> "Member":
        return replace(self, last_training=on, certificate=certificate)


def draw_members(city: SampleCity) -> list[Member]:
    """Every member of the city, those who left included, in the order of the member number; nobody trained yet."""
    return _Register(city).members()


def active_by_kelurahan(city: SampleCity) -> dict[str, int]:
    """Active members of each kelurahan at the end of 2025; neighbours alike, the need plays no part."""
    rng = chance(city.slug, "coverage")
    kecamatan = {code: rng.gauss(0, 1) for code, _ in city.kecamatan}
    score = {unit.kelurahan_code: kecamatan[unit.kecamatan_code] + rng.gauss(0, 1.1) for unit in city.units}
    counts = sorted(count for count, kelurahan in ACTIVE[city].items() for _ in range(kelurahan))
    return dict(zip(sorted(score, key=score.__getitem__), counts, strict=True))


class _Register:
    """Enters the members of one city."""

    def __init__(self, city: SampleCity) -> None:
        self.city = city
        self.rng = chance(city.slug, "members")
        self.people = Population(self.rng, city.digits, first_serial=7_001)
        self.active = active_by_kelurahan(city)
        self.entered: list[Member] = []

    def members(self) -> list[Member]:
        joined_late, left_late = self.moves()
        for unit in self.city.units:
            code = unit.kelurahan_code
            for position in range(self.active[code]):
                self.enter(self.kind(), unit, self.late() if position < joined_late[code] else self.early(), None)
            for _ in range(left_late[code]):
                self.enter(self.kind(), unit, self.early(), _between(self.rng, date(2025, 1, 10), date(2025, 12, 20)))
            for _ in range(self.gone()):
                self.enter(self.kind(), unit, *self.past())
        self.enter_kecamatan()
        ordered = sorted(self.entered, key=lambda member: (member.joined, member.person.nik))
        return [replace(member, number=f"{self.city.prefix}-{number:04d}") for number, member in enumerate(ordered, start=1)]

    def moves(self) -> tuple[dict[str, int], dict[str, int]]:
        """Who joined and who left in 2025, by kelurahan, so that only RISEN and FALLEN crossed the minimum."""
        rng, active = self.rng, self.active
        risen = rng.sample(sorted(code for code, count in active.items() if MINIMUM <= count <= MINIMUM + 2), RISEN[self.city])
        fallen = rng.sample(sorted(code for code, count in active.items() if count == MINIMUM - 1), FALLEN[self.city])
        joined, left = dict.fromkeys(active, 0), dict.fromkeys(active, 0)
        for code, count in active.items():
            if code in risen:
                joined[code] = count - MINIMUM + 1 + rng.randint(0, 1)
            elif code in fallen:
                left[code] = 1 + rng.randint(0, 1)
            elif count < MINIMUM:
                joined[code] = min(count, int(rng.random() < 0.25))
            else:
                joined[code] = min(count - MINIMUM, rng.choice((0, 0, 1, 1, 2)))
                left[code] = int(rng.random() < 0.15)
        return joined, left

    def enter_kecamatan(self) -> None:
        for kind, count in KECAMATAN_KINDS[self.city].items():
            for position in range(count):
                kecamatan = self.city.kecamatan[position % len(self.city.kecamatan)]
                self.enter(kind, None, self.early(), None, kecamatan)
            for _ in range(round(count * 0.1)):
                self.enter(kind, None, *self.past(), self.rng.choice(self.city.kecamatan))

    def enter(self, kind: str, unit: Unit | None, joined: date, left: date | None, kecamatan: tuple[str, str] = ("", "")) -> None:
        code, name = (unit.kecamatan_code, unit.kecamatan_name) if unit else kecamatan
        status = self.rng.choices(LEFT_STATUS, (55, 35, 10))[0] if left else "Aktif"
        person = self.people.draw(joined, 19, 52)
        self.entered.append(Member("", person, telephone(self.rng), kind, unit, code, name, joined, left, status))

    def kind(self) -> str:
        return self.rng.choices(list(KINDS[self.city]), list(KINDS[self.city].values()))[0]

    def gone(self) -> int:
        mean = GONE_SHARE * sum(self.active.values()) / len(self.active)
        return int(mean) + int(self.rng.random() < mean % 1)

    def early(self) -> date:
        """Joined before 2025, most of them before 2022."""
        year = self.rng.choices(range(2014, 2025), (3, 4, 6, 7, 9, 10, 12, 13, 12, 12, 12))[0]
        return _between(self.rng, date(year, 1, 5), date(year, 12, 20))

    def late(self) -> date:
        return _between(self.rng, date(2025, 1, 6), date(2025, 11, 28))

    def past(self) -> tuple[date, date]:
        """Joined and left again before 2025."""
        left = _between(self.rng, date(2020, 3, 1), YEAR_BEFORE - timedelta(days=20))
        return _between(self.rng, date(2013, 1, 5), left - timedelta(days=200)), left


def _between(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, (last - first).days))
