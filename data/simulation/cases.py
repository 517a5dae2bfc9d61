"""Draws the case lists by name: who was found where, when, by whom, and what became of it."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from data.reference import Unit
from data.simulation.city import LAST_DAY, PARIAMAN, YEARS, SampleCity, chance, need
from data.simulation.defects_table import DEFECTS
from data.simulation.people import Person, Population
from data.simulation.silence import last_reports

# Share of each kind among the persons reported by name, and the ages they are drawn from. KAT has no persons here.
KINDS = {
    "ABT": (0.016, 0, 4), "AT": (0.065, 6, 17), "ABH": (0.008, 13, 17), "AJ": (0.022, 7, 17), "ADK": (0.055, 1, 17),
    "AKTK": (0.010, 2, 17), "AMPK": (0.009, 2, 17), "LUT": (0.140, 61, 88), "PD": (0.130, 18, 72), "TS": (0.004, 19, 45),
    "GEL": (0.020, 19, 65), "PGM": (0.030, 19, 70), "PML": (0.009, 19, 65), "KM": (0.001, 19, 60), "BWBLP": (0.007, 21, 60),
    "ODHA": (0.005, 19, 58), "NAPZA": (0.008, 18, 45), "KT-TPPO": (0.001, 19, 40), "KTK": (0.012, 19, 60),
    "PMBS": (0.004, 20, 55), "KBA": (0.016, 19, 75), "KBS": (0.010, 19, 75), "PRSE": (0.085, 20, 58), "FM": (0.320, 20, 79),
    "KBSP": (0.013, 20, 60),
}
STREET = ("AJ", "GEL", "PGM", "PML", "TS")
KEDIRI_ABSENT = ("ABT", "KBS")  # the two kinds that Kediri's own list of 24 does not have

YEAR_SHARE = {2022: 0.235, 2023: 0.245, 2024: 0.255, 2025: 0.265}
MONTH_WEIGHT = (0.7, 0.9, 1.0, 0.7, 1.0, 1.1, 1.2, 1.1, 1.1, 1.2, 1.1, 0.9)
HANDLING_MEDIAN_DAYS = {"bandung": 30, "kediri": 24, "pariaman": 34, "tangerang": 20, "solok": 28}
HANDLING_BY_YEAR = {2022: 1.25, 2023: 1.1, 2024: 0.95, 2025: 0.85}
NEVER_HANDLED = 0.05

REPORTERS = ("PSM", "TKSK", "Pendamping PKH", "Lurah/Kepala Desa", "Warga", "Satpol PP", "Puskesmas", "Tagana")
REPORTER_SHARE = {
    "bandung": (34, 12, 13, 9, 16, 8, 6, 2), "kediri": (24, 18, 16, 10, 16, 7, 7, 2), "pariaman": (64, 9, 8, 8, 5, 2, 3, 1),
    "tangerang": (38, 11, 12, 8, 15, 9, 5, 2), "solok": (40, 14, 12, 12, 10, 5, 6, 1),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One person found with one kind of need. `outcome` is open, process, done, pkh, institution, hospital or aid.

    `texts` holds what the file says instead of the true value: nik, kelurahan, kecamatan, found, kind.
    """

    person: Person
    kind: str
    unit: Unit
    found: date
    handled: date | None
    outcome: str
    reporter: str
    is_resident: bool
    must_stay: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    def written(self, **texts: str) -> "Case":
        return replace(self, texts={**self.texts, **texts})


def draw_cases(city: SampleCity) -> list[Case]:
    """Every case of the city without faults, in the order of the found date; as many as DEFECTS leaves for them."""
    return sorted(_Desk(city).cases(), key=lambda case: case.found)


class _Desk:
    """Takes the reports of one city, one after another."""

    def __init__(self, city: SampleCity) -> None:
        self.city = city
        self.rng = chance(city.slug, "cases")
        self.people = Population(self.rng, city.digits)
        self.speed = {code: self.rng.lognormvariate(0, 0.25) for code in need(city)}
        self.last_report = last_reports(city) if city is PARIAMAN else {}
        self._twice: set[str] = set()
        self.kinds = [kind for kind in KINDS if city.slug != "kediri" or kind not in KEDIRI_ABSENT]

    def cases(self) -> list[Case]:
        wanted = DEFECTS[self.city.slug].rows - DEFECTS[self.city.slug].duplicate
        cases = [self.case(unit, day, must_stay=True) for unit, day in self.reserved()]
        units = list(self.city.units)
        weights = [need(self.city)[unit.kelurahan_code] for unit in units]
        years = self.rng.choices(YEARS, [YEAR_SHARE[year] for year in YEARS], k=wanted * 3)
        for year in years:
            if len(cases) == wanted:
                return cases
            unit = self.rng.choices(units, weights)[0]
            day = self.day(year)
            if day <= self.last_report.get(unit.kelurahan_code, LAST_DAY):
                cases.append(self.case(unit, day, earlier=cases))
        raise AssertionError(f"{self.city.slug}: too few days left for {wanted} cases")

    def reserved(self) -> list[tuple[Unit, date]]:
        """Reports that decide which villages of Pariaman are silent: the last one of each, and a recent one elsewhere."""
        if not self.last_report:
            return []
        fixed = []
        for unit in self.city.units:
            last = self.last_report.get(unit.kelurahan_code)
            if last is None:
                fixed.append((unit, date(2025, 10, 1) + timedelta(days=self.rng.randint(0, 91))))
            elif last >= date(2022, 1, 1):
                fixed.append((unit, last))
        return fixed

    def day(self, year: int) -> date:
        month = self.rng.choices(range(1, 13), MONTH_WEIGHT)[0]
        return date(year, month, self.rng.randint(1, monthrange(year, month)[1]))

    def case(self, unit: Unit, found: date, *, must_stay: bool = False, earlier: list[Case] | None = None) -> Case:
        rng = self.rng
        kind = rng.choices(self.kinds, [KINDS[kind][0] for kind in self.kinds])[0]
        again = self.seen_before(kind, earlier or [])
        if again:
            person, unit = again.person, again.unit
        else:
            person = self.people.draw(found, *KINDS[kind][1:], sex="P" if kind == "PRSE" else "")
        handled, outcome = self.outcome(kind, unit, found)
        reporter = rng.choices(REPORTERS, REPORTER_SHARE[self.city.slug])[0]
        if kind in STREET and rng.random() < 0.35:
            reporter = "Satpol PP"
        is_resident = rng.random() > (0.52 if kind in STREET else 0.045)
        return Case(person, kind, unit, found, handled, outcome, reporter, is_resident, must_stay)

    def seen_before(self, kind: str, earlier: list[Case]) -> Case | None:
        """Now and then a person on the list for another reason: a second kind, no duplicate."""
        if kind != "FM" or not earlier or self.rng.random() > 0.04:
            return None
        candidate = self.rng.choice(earlier)
        fits = candidate.kind in ("PD", "PRSE", "LUT") and candidate.unit.kelurahan_code not in self.last_report
        if not fits or candidate.person.nik in self._twice:
            return None
        self._twice.add(candidate.person.nik)
        return candidate

    def outcome(self, kind: str, unit: Unit, found: date) -> tuple[date | None, str]:
        rng = self.rng
        median = HANDLING_MEDIAN_DAYS[self.city.slug] * HANDLING_BY_YEAR[found.year] * self.speed[unit.kelurahan_code]
        handled = found + timedelta(days=max(0, round(median * rng.lognormvariate(0, 0.85))))
        waiting = "open" if rng.random() < 0.45 else "process"
        how = _ending(rng, kind)
        if rng.random() < NEVER_HANDLED or handled > LAST_DAY:
            return None, waiting
        return handled, how


def _ending(rng: Random, kind: str) -> str:
    if kind in ("PD", "ADK"):
        return rng.choices(("aid", "done", "hospital", "institution"), (45, 35, 10, 10))[0]
    if kind in STREET or kind in ("LUT", "ABT", "AT"):
        return rng.choices(("institution", "done", "hospital", "pkh"), (35, 45, 8, 12))[0]
    if kind in ("FM", "PRSE"):
        return rng.choices(("pkh", "done"), (40, 60))[0]
    return rng.choices(("done", "hospital", "institution"), (75, 10, 15))[0]
