"""Activities entered below the yearly plans: bimtek for target groups, and what Solok promised its PSM for 2025."""

from collections import Counter
from dataclasses import replace
from datetime import date

from data.simulation.activities import Activity
from data.simulation.activity_subjects import PSM
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity, chance
from data.simulation.members import Member

INCENTIVE = "Insentif"
MONTHLY = 250_000  # rupiah for one PSM
UNIFORM = 650_000

# Bimtek on the needs of one group: the topic, the day it was held, those invited, million rupiah.
TARGET_GROUPS: dict[SampleCity, tuple[tuple[str, date, int, int], ...]] = {
    BANDUNG: (
        ("Bimtek pendampingan penyandang disabilitas", date(2023, 5, 23), 40, 58),
        ("Bimtek pendampingan lanjut usia", date(2024, 5, 14), 40, 55),
        ("Bimtek penanganan anak jalanan", date(2025, 2, 25), 30, 48),
    ),
    KEDIRI: (
        ("Bimtek pendampingan lanjut usia", date(2023, 3, 14), 30, 24),
        ("Bimtek pendampingan penyandang disabilitas", date(2023, 9, 12), 30, 28),
        ("Bimtek penanganan anak terlantar dan anak jalanan", date(2024, 3, 19), 20, 21),
        ("Bimtek penanganan gelandangan dan pengemis", date(2024, 8, 27), 20, 22),
        ("Bimtek pencegahan penyalahgunaan NAPZA", date(2025, 2, 18), 20, 20),
        ("Bimtek pemberdayaan perempuan rawan sosial ekonomi", date(2025, 7, 22), 20, 23),
    ),
    PARIAMAN: (
        ("Bimtek pendampingan lanjut usia", date(2024, 7, 9), 20, 21),
        ("Bimtek pendampingan fakir miskin", date(2025, 3, 11), 20, 22),
    ),
    TANGERANG: (
        ("Bimtek pencegahan penyalahgunaan NAPZA", date(2024, 7, 16), 30, 46),
        ("Bimtek perlindungan anak", date(2025, 2, 11), 30, 50),
    ),
    SOLOK: (("Bimtek pendampingan penyandang disabilitas", date(2024, 8, 20), 20, 19),),
}


def added_activities(city: SampleCity, activities: list[Activity], members: list[Member]) -> list[Activity]:
    """The added activities by planned date, numbered on after those of their year; attendance comes later."""
    added = [_training(topic, day, day, guests, million * 1_000_000) for topic, day, guests, million in TARGET_GROUPS[city]]
    added += _promises(members) if city is SOLOK else []
    rng = chance(city.slug, "additions", "spent")
    numbers = Counter(activity.planned.year for activity in activities)
    numbered = []
    for plan in sorted(added, key=lambda plan: plan.planned):
        year = plan.planned.year
        numbers[year] += 1
        plan = replace(plan, activity_id=f"{city.prefix}-{year}-{numbers[year]:03d}")
        if plan.held and plan.realised is None:
            plan = replace(plan, realised=int(plan.budget * rng.uniform(0.86, 0.99)) // 5_000 * 5_000)
        numbered.append(plan)
    return numbered


def _promises(members: list[Member]) -> list[Activity]:
    """Bimtek, incentive and uniform for every PSM of the end of 2024: some in time, one a month late, some still open."""
    seats = _psm(members, date(2024, 12, 31))
    meeting = _plan("Rakor", "Evaluasi kinerja PSM", date(2024, 12, 17), date(2024, 12, 17), seats, 6_500_000)
    bimtek = [
        _training("Bimtek dasar PSM angkatan I", date(2025, 2, 18), date(2025, 2, 18), seats // 2, 24_000_000),
        _training("Bimtek dasar PSM angkatan II", date(2025, 11, 18), None, seats - seats // 2, 24_000_000),
    ]
    quarters = (
        ("I", date(2025, 3, 27), date(2025, 3, 27)), ("II", date(2025, 6, 26), date(2025, 7, 18)),
        ("III", date(2025, 9, 25), date(2025, 9, 26)), ("IV", date(2025, 12, 18), None),
    )
    paid = [
        _plan(INCENTIVE, f"Insentif PSM triwulan {name}", planned, held, seats, seats * 3 * MONTHLY)
        for name, planned, held in quarters
    ]
    uniform = _plan(INCENTIVE, "Seragam PSM", date(2025, 10, 14), None, seats, seats * UNIFORM)
    return [meeting, *bimtek, *(_paid(plan, members) for plan in paid), uniform]


def _paid(plan: Activity, members: list[Member]) -> Activity:
    """Paid to the PSM active on the day, at most to as many as were planned."""
    if plan.held is None:
        return plan
    count = min(plan.expected, _psm(members, plan.held))
    return replace(plan, participants=count, realised=plan.budget // plan.expected * count)


def _training(topic: str, planned: date, held: date | None, guests: int, budget: int) -> Activity:
    return _plan("Bimtek", topic, planned, held, guests, budget)


def _plan(kind: str, topic: str, planned: date, held: date | None, expected: int, budget: int) -> Activity:
    """What was not carried out is still planned."""
    status = "Terlaksana" if held else "Rencana"
    return Activity("", PSM, kind, topic, planned, held, "", "", None, "PSM", expected, None, budget, None, status)


def _psm(members: list[Member], on: date) -> int:
    return sum(member.kind == "PSM" and member.is_active(on) for member in members)
