"""Every indicator once more, the naive way: lists and dictionaries over the core rows, one kelurahan and month at a time, no SQL, no frames.

Each function of `FIGURES` answers (numerator, denominator) of a kelurahan at a month, None where it is not known; a count has no denominator.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Row = dict[str, object]
Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Core:
    """The core rows of one city. Lists of dictionaries, as they lie in the edition."""

    units: list[Row]
    members: list[Row]
    recap: list[Row]
    cases: list[Row]
    activities: list[Row]
    attendance: list[Row]
    population: list[Row]
    welfare: list[Row]
    ppks_units: dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: a kelurahan, a month, and the choices of the page."""

    unit: Row
    period: date
    norm_minimum: int
    norm_basis: str
    norm_kinds: tuple[str, ...]
    ppks_code: str
    activity_kind: str | None

    @property
    def code(self) -> str:
        return self.unit["kelurahan_code"]

    @property
    def month_end(self) -> date:
        return month_end(self.period)


def month_end(period: date) -> date:
    return period.replace(day=monthrange(period.year, period.month)[1])


def months_before(day: date, count: int) -> date:
    """The same day `count` months earlier, or the last day of that month."""
    months = day.year * 12 + day.month - 1 - count
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def is_active(member: Row, day: date) -> bool:
    if member["joined_date"] and member["joined_date"] > day:
        return False
    if member["left_date"]:
        return member["left_date"] > day
    return bool(member["is_active"])


def active(core: Core, question: Question) -> list[Row]:
    return [
        member for member in core.members
        if member["kelurahan_code"] == question.code and member["kind_code"] in question.norm_kinds and is_active(member, question.month_end)
    ]


def active_members(core: Core, question: Question) -> Pair:
    return (len(active(core, question)) if core.members else None), None


def needed(question: Question) -> int | None:
    if question.norm_basis == "unit":
        return question.norm_minimum
    return None if question.unit["rw_count"] is None else question.norm_minimum * question.unit["rw_count"]


def shortage(core: Core, question: Question) -> Pair:
    wanted = needed(question)
    if not core.members or wanted is None:
        return None, None
    return max(0, wanted - len(active(core, question))), None


def norm_met(core: Core, question: Question) -> Pair:
    missing, _ = shortage(core, question)
    return (None, None) if missing is None else (int(missing == 0), 1)


def trained_members(core: Core, question: Question) -> Pair:
    if not core.members:
        return None, None
    done = {activity["activity_id"]: activity for activity in core.activities if activity["is_done"] and activity["kind_code"] == "bimtek"}
    oldest = months_before(question.month_end, 24)
    trained = 0
    members = active(core, question)
    for member in members:
        days = [member["last_training_date"]] if member["last_training_date"] else []
        days += [done[seat["activity_id"]]["realised_date"] for seat in core.attendance
                 if seat["volunteer_id"] == member["volunteer_id"] and seat["activity_id"] in done]
        trained += any(oldest < day <= question.month_end for day in days)
    return trained, len(members)


def ppks(core: Core, question: Question) -> float | None:
    if not core.recap:
        named = [case for case in core.cases if case["is_resident"] and case["kelurahan_code"] == question.code and case["found_date"] <= question.month_end
                 and question.ppks_code in ("ALL", case["ppks_code"])]
        return len(named) or None
    valid = [row for row in core.recap if row["kelurahan_code"] and row["unit"] == core.ppks_units[row["ppks_code"]]]
    until = [row["period"] for row in valid if row["period"] <= question.period]
    if not until:
        return None
    rows = [row for row in valid if row["period"] == max(until) and row["kelurahan_code"] == question.code]
    if question.ppks_code == "ALL":
        rows = [row for row in rows if row["unit"] == "ORANG"]
    else:
        rows = [row for row in rows if row["ppks_code"] == question.ppks_code]
    known = [row["persons_count"] for row in rows if row["persons_count"] is not None]
    return sum(known) if known else None


def residents(core: Core, question: Question) -> int | None:
    rows = [row for row in core.population if row["kelurahan_code"] == question.code and row["population"] is not None and row["period"] <= question.period]
    return max(rows, key=lambda row: row["period"])["population"] if rows else None


def registered(core: Core, question: Question) -> float | None:
    series = [row for row in core.welfare if row["register"] == "DTKS"]
    until = [row["period"] for row in series if row["period"] <= question.period]
    rows = [row["count"] for row in series if until and row["period"] == max(until) and row["kelurahan_code"] == question.code
            and row["unit"] == "ORANG" and row["decile"] is None and row["count"] is not None]
    return sum(rows) if rows else None


def reported(core: Core, question: Question) -> list[Row] | None:
    days = [max(case["found_date"], case["handled_date"] or case["found_date"]) for case in core.cases]
    if not days or question.period > max(days):
        return None
    return [case for case in core.cases if case["kelurahan_code"] == question.code and question.period <= case["found_date"] <= question.month_end
            and question.ppks_code in ("ALL", case["ppks_code"])]


def reports(core: Core, question: Question) -> Pair:
    found = reported(core, question)
    return (None if found is None else len(found)), None


def handled_in_30_days(core: Core, question: Question) -> Pair:
    found = reported(core, question)
    if found is None:
        return None, None
    last = max(max(case["found_date"], case["handled_date"] or case["found_date"]) for case in core.cases)
    old = [case for case in found if case["found_date"] + timedelta(days=30) <= last]
    return sum(1 for case in old if case["handled_date"] and (case["handled_date"] - case["found_date"]).days <= 30), len(old)


def held(core: Core, question: Question) -> list[Row]:
    return [activity for activity in core.activities if activity["is_done"] and activity["kelurahan_code"] == question.code
            and question.period <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])]


def activities(core: Core, question: Question) -> Pair:
    return (len(held(core, question)) if core.activities else None), None


def participants(core: Core, question: Question) -> Pair:
    if not core.activities:
        return None, None
    counts = [activity["participants_count"] for activity in held(core, question)]
    known = [count for count in counts if count is not None]
    return (None if counts and not known else sum(known)), None


def kelurahan_reached(core: Core, question: Question) -> Pair:
    if not core.activities:
        return None, None
    first = months_before(question.period, 11)
    here = {member["volunteer_id"] for member in core.members if member["kelurahan_code"] == question.code}
    attended = {seat["activity_id"] for seat in core.attendance if seat["volunteer_id"] in here}
    reached = any(
        activity["is_done"] and first <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])
        and (activity["kelurahan_code"] == question.code or activity["activity_id"] in attended)
        for activity in core.activities
    )
    return int(reached), 1


FIGURES: dict[str, Callable[[Core, Question], Pair]] = {
    "active_members": active_members,
    "activities": activities,
    "dtks_individuals": lambda core, question: (registered(core, question), None),
    "dtks_per_1000": lambda core, question: (registered(core, question), residents(core, question)),
    "handled_in_30_days": handled_in_30_days,
    "kelurahan_reached": kelurahan_reached,
    "norm_met": norm_met,
    "participants": participants,
    "ppks_count": lambda core, question: (ppks(core, question), None),
    "ppks_per_1000": lambda core, question: (ppks(core, question), residents(core, question)),
    "ppks_per_km2": lambda core, question: (ppks(core, question), question.unit["area_km2"]),
    "ppks_per_member": lambda core, question: (ppks(core, question), active_members(core, question)[0]),
    "reports": reports,
    "shortage": shortage,
    "trained_members": trained_members,
}
FACTORS = {
    "dtks_per_1000": 1000, "ppks_per_1000": 1000, "ppks_per_km2": 1, "ppks_per_member": 1,
    "handled_in_30_days": 100, "kelurahan_reached": 100, "norm_met": 100, "trained_members": 100,
}


def total(name: str, pairs: list[Pair]) -> tuple[float | None, float | None, float | None]:
    """Numerator, denominator and value of several kelurahan together: the sums of those with both parts, then the division."""
    factor = FACTORS.get(name)
    known = [pair for pair in pairs if pair[0] is not None and (factor is None or pair[1] is not None)]
    if not known:
        return None, None, None
    numerator = sum(pair[0] for pair in known)
    if factor is None:
        return numerator, None, numerator
    denominator = sum(pair[1] for pair in known)
    return numerator, denominator, factor * numerator / denominator if denominator else None


def alone(name: str, pair: Pair) -> tuple[float | None, float | None, float | None]:
    """The same for one kelurahan, which shows a numerator also where its denominator is not known."""
    return (*pair, total(name, [pair])[2])
