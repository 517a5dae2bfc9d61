"""Draws the activities of four years: what was planned, what took place, where, for whom and for how much."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data.reference import Unit
from data.simulation.activity_subjects import BODIES, FAMILY, SUBJECTS
from data.simulation.city import BANDUNG, KEDIRI, LAST_DAY, PARIAMAN, SOLOK, TANGERANG, YEARS, SampleCity, chance, need
from data.simulation.institutions import WKSBM_WAVES

YEARLY = {BANDUNG: 168, KEDIRI: 45, PARIAMAN: 33, TANGERANG: 68, SOLOK: 26}
TRAININGS = {BANDUNG: 8, KEDIRI: 3, PARIAMAN: 2, TANGERANG: 6, SOLOK: 2}  # Bimtek a year, each of them carried out
MONTH_WEIGHT = (0.2, 0.6, 0.9, 0.7, 1.0, 1.0, 1.0, 1.0, 1.5, 1.7, 1.7, 0.8)
DONE_SHARE = {BANDUNG: 0.93, KEDIRI: 0.92, PARIAMAN: 0.91, TANGERANG: 0.94, SOLOK: 0.62}
LATE_SHARE = 0.12
NEVER_REACHED = {BANDUNG: 16, KEDIRI: 5, PARIAMAN: 14, TANGERANG: 11, SOLOK: 2}  # kelurahan without any activity of their own


@dataclass(frozen=True, slots=True)
class Activity:
    """A planned activity; `held` is None when it did not take place. No kelurahan: the kecamatan or the whole city."""

    activity_id: str
    sub_activity: str
    kind: str
    topic: str
    planned: date
    held: date | None
    kecamatan_code: str
    kecamatan_name: str
    unit: Unit | None
    audience: str
    expected: int
    participants: int | None
    budget: int
    realised: int | None
    status: str


def draw_activities(city: SampleCity) -> list[Activity]:
    """The activities of four years, by year and planned date; participants of trainings and meetings come later."""
    planner = _Planner(city)
    activities: list[Activity] = []
    for year in YEARS:
        plans = sorted(planner.year(year), key=lambda activity: (activity.planned, activity.kind, activity.topic))
        for number, plan in enumerate(plans, start=1):
            activities.append(replace(plan, activity_id=f"{city.prefix}-{year}-{number:03d}"))
    return activities


class _Planner:
    """Writes the yearly plan of one city and what became of it."""

    def __init__(self, city: SampleCity) -> None:
        self.city = city
        self.rng = chance(city.slug, "activities")
        untouched = set(self.rng.sample([unit.kelurahan_code for unit in city.units], NEVER_REACHED[city]))
        self.reached = [unit for unit in city.units if unit.kelurahan_code not in untouched]
        self.weights = [need(city)[unit.kelurahan_code] ** 0.5 * self.rng.lognormvariate(0, 0.4) for unit in self.reached]

    def year(self, year: int) -> list[Activity]:
        kinds = [kind for kind in SUBJECTS if kind != "Bimtek"]
        shares = [SUBJECTS[kind].share * (2.5 if kind == "Pembinaan WKSBM" and self.city is TANGERANG else 1) for kind in kinds]
        count = round(YEARLY[self.city] * (0.94 + 0.02 * (year - 2022))) - TRAININGS[self.city]
        drawn = [self.activity(kind, year) for kind in self.rng.choices(kinds, shares, k=count)]
        trainings = [self.activity("Bimtek", year, surely=True) for _ in range(TRAININGS[self.city])]
        return [*drawn, *trainings, *self.known(year)]

    def activity(self, kind: str, year: int, *, surely: bool = False) -> Activity:
        rng, subject = self.rng, SUBJECTS[kind]
        month = rng.choices(range(1, 13), MONTH_WEIGHT)[0] if not surely else rng.choice((3, 4, 5, 6, 7, 8, 9, 9, 10, 10, 11))
        planned = _weekday(year, month, rng)
        level = rng.choices((1, 2, 3), subject.levels)[0]
        unit = rng.choices(self.reached, self.weights)[0] if level == 3 else None
        kecamatan = rng.choice(self.city.kecamatan) if level == 2 else ("", "")
        if unit:
            kecamatan = (unit.kecamatan_code, unit.kecamatan_name)
        guests = rng.randint(*subject.guests)
        budget = rng.randint(*subject.million) * 1_000_000 // (1 if self.city in (BANDUNG, TANGERANG) else 2)
        topic, sub_activity = rng.choice(subject.topics)
        held = planned if surely else self.held(planned)
        return self.close(Activity(
            "", sub_activity, kind, topic, planned, held, *kecamatan, unit, subject.audience,
            round(guests, -1) or 5, guests, budget, None, "",
        ))

    def held(self, planned: date) -> date | None:
        """The planned day, now and then one to four weeks later, or never."""
        if self.rng.random() > DONE_SHARE[self.city]:
            return None
        late = planned + timedelta(weeks=self.rng.randint(1, 4) if self.rng.random() < LATE_SHARE else 0)
        return late if late <= LAST_DAY else planned

    def close(self, plan: Activity) -> Activity:
        """Status, participants and spent money follow from whether it took place."""
        rng = self.rng
        if plan.held:
            spent = int(plan.budget * min(1.0, rng.uniform(0.84, 1.0))) // 5_000 * 5_000
            return replace(plan, realised=spent, status="Terlaksana")
        late = plan.planned >= date(2025, 10, 1)
        return replace(plan, participants=None, realised=None, status="Rencana" if late else "Batal")

    def known(self, year: int) -> list[Activity]:
        """Events told of in the news, as patterns: Bandung's Musda, Tangerang's visits to WKSBM, Pariaman's KIE for all."""
        if self.city is BANDUNG and year == 2025:
            return [self.special("Musda", BODIES, "Musda IPSM Kota Bandung", date(2025, 12, 13), "delegasi kecamatan", 91, 68)]
        if self.city is TANGERANG:
            days = [day for day in WKSBM_WAVES if day.year == year]
            return [self.special("Pembinaan WKSBM", FAMILY, "Pembinaan WKSBM", day, "pengurus WKSBM", 30, 24) for day in days]
        if self.city is PARIAMAN:
            day = _weekday(year, 10, self.rng)
            return [self.special("KIE", BODIES, "KIE bagi wakil desa/kelurahan", day, "wakil desa/kelurahan", 71, 42)]
        return []

    def special(self, kind: str, sub_activity: str, topic: str, day: date, audience: str, guests: int, million: int) -> Activity:
        return self.close(Activity(
            "", sub_activity, kind, topic, day, day, "", "", None, audience, guests, guests, million * 1_000_000, None, "",
        ))


def _weekday(year: int, month: int, rng: Random) -> date:
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return rng.choice([day for day in days if day.weekday() < 5])
