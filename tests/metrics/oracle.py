"""Every indicator once more, the naive way: lists and dictionaries over the core rows, one kelurahan and month at a time, no SQL, no frames.

Each function of `FIGURES` answers (numerator, denominator) of a kelurahan at a month, None where it is not known; a count has no denominator.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

Row = dict[str, object]
Pair = tuple[float | None, float | None]


@dataclass(frozen=True)
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
    as_of: date

    @cached_property
    def seats(self) -> dict[str, list[str]]:
        """The activities that each member attended."""
        return _grouped([{**seat, "seat": seat["activity_id"]} for seat in self.attendance], "volunteer_id", "seat")

    @cached_property
    def done(self) -> dict[str, Row]:
        """The activities that were held."""
        return {activity["activity_id"]: activity for activity in self.activities if activity["is_done"]}

    @cached_property
    def valid_recap(self) -> list[Row]:
        """Recap rows of a kelurahan in the unit in which their kind is counted."""
        return [row for row in self.recap if row["kelurahan_code"] and row["unit"] == self.ppks_units[row["ppks_code"]]]

    @cached_property
    def recap_months(self) -> dict[str, list[date]]:
        """Months of the whole recaps by kind: four fifths of the kelurahan of the fullest, for ALL also of its kinds."""
        rows_of_all = [{**row, "ppks_code": "ALL"} for row in self.valid_recap]
        kinds = _grouped(self.valid_recap + rows_of_all, "ppks_code")
        months = {code: whole_months(rows, "kelurahan_code") for code, rows in kinds.items()}
        broad = whole_months(self.valid_recap, "ppks_code")
        return {code: [month for month in found if code != "ALL" or month in broad] for code, found in months.items()}

    @cached_property
    def dtks_months(self) -> list[date]:
        return whole_months([row for row in self.welfare if row["register"] == "DTKS"], "kelurahan_code")

    @cached_property
    def last_case_day(self) -> date | None:
        """The last day that the list of cases speaks of; later days than the data have are typing errors."""
        days = [max(case["found_date"], case["handled_date"] or case["found_date"]) for case in self.cases]
        return max((day for day in days if day <= self.as_of), default=None)

    @cached_property
    def case_days(self) -> list[date]:
        """The days on which cases were found."""
        return [case["found_date"] for case in self.cases if case["found_date"] <= self.as_of]

    @cached_property
    def activity_days(self) -> list[date]:
        """The days of the activities: when each was held, or was planned."""
        days = [activity["realised_date"] or activity["planned_date"] for activity in self.activities]
        return [day for day in days if day and day <= self.as_of]

    @cached_property
    def own(self) -> dict[str, dict[str, list[Row]]]:
        """The rows of each table by kelurahan, so that a question looks at its own only."""
        tables = {"members": self.members, "recap": self.valid_recap, "cases": self.cases, "activities": self.activities,
                  "population": self.population, "welfare": self.welfare}
        return {name: _grouped(rows, "kelurahan_code") for name, rows in tables.items()}


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


def _grouped(rows: list[Row], key: str, value: str | None = None) -> dict[str, list]:
    groups: dict[str, list] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row[value] if value else row)
    return groups


def whole_months(rows: list[Row], key: str) -> list[date]:
    """The months whose rows name at least four fifths of as many different `key` as the month that names the most."""
    named: dict[date, set] = {}
    for row in rows:
        named.setdefault(row["period"], set()).add(row[key])
    most = max((len(names) for names in named.values()), default=0)
    return [month for month, names in named.items() if 5 * len(names) >= 4 * most]


def speaks(days: list[date], question: Question) -> bool:
    """Whether a list with these days speaks of the month: it is not before the first nor after the last of them."""
    return bool(days) and min(days) <= question.month_end and max(days) >= question.period


def own(core: Core, question: Question, table: str) -> list[Row]:
    """The rows of a table in the kelurahan of the question."""
    return core.own[table].get(question.code, [])


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
        member for member in own(core, question, "members")
        if member["kind_code"] in question.norm_kinds and is_active(member, question.month_end)
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
    oldest = months_before(question.month_end, 24)
    trained = 0
    members = active(core, question)
    for member in members:
        days = [member["last_training_date"]] if member["last_training_date"] else []
        attended = [core.done[seat] for seat in core.seats.get(member["volunteer_id"], []) if seat in core.done]
        days += [activity["realised_date"] for activity in attended if activity["kind_code"] == "bimtek"]
        trained += any(oldest < day <= question.month_end for day in days)
    return trained, len(members)


def ppks(core: Core, question: Question) -> float | None:
    if not core.valid_recap:
        named = [case for case in own(core, question, "cases") if case["is_resident"] and case["found_date"] <= question.month_end
                 and question.ppks_code in ("ALL", case["ppks_code"])]
        return len(named) or None
    until = [period for period in core.recap_months.get(question.ppks_code, []) if period <= question.period]
    if not until:
        return None
    rows = [row for row in own(core, question, "recap") if row["period"] == max(until)]
    if question.ppks_code == "ALL":
        rows = [row for row in rows if row["unit"] == "ORANG"]
    else:
        rows = [row for row in rows if row["ppks_code"] == question.ppks_code]
    known = [row["persons_count"] for row in rows if row["persons_count"] is not None]
    return sum(known) if known else None


def residents(core: Core, question: Question) -> int | None:
    rows = [row for row in own(core, question, "population") if row["population"] is not None and row["period"] <= question.period]
    return max(rows, key=lambda row: row["period"])["population"] if rows else None


def registered(core: Core, question: Question) -> float | None:
    until = [period for period in core.dtks_months if period <= question.period]
    rows = [row["count"] for row in own(core, question, "welfare") if until and row["period"] == max(until) and row["register"] == "DTKS"
            and row["unit"] == "ORANG" and row["decile"] is None and row["count"] is not None]
    return sum(rows) if rows else None


def reported(core: Core, question: Question) -> list[Row] | None:
    if not speaks(core.case_days, question):
        return None
    return [case for case in own(core, question, "cases") if question.period <= case["found_date"] <= question.month_end
            and question.ppks_code in ("ALL", case["ppks_code"])]


def reports(core: Core, question: Question) -> Pair:
    found = reported(core, question)
    return (None if found is None else len(found)), None


def handled_in_30_days(core: Core, question: Question) -> Pair:
    found = reported(core, question)
    if found is None:
        return None, None
    old = [case for case in found if case["found_date"] + timedelta(days=30) <= core.last_case_day]
    return sum(1 for case in old if case["handled_date"] and (case["handled_date"] - case["found_date"]).days <= 30), len(old)


def held(core: Core, question: Question) -> list[Row]:
    return [activity for activity in own(core, question, "activities") if activity["is_done"]
            and question.period <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])]


def activities(core: Core, question: Question) -> Pair:
    return (len(held(core, question)) if speaks(core.activity_days, question) else None), None


def participants(core: Core, question: Question) -> Pair:
    if not speaks(core.activity_days, question):
        return None, None
    counts = [activity["participants_count"] for activity in held(core, question)]
    known = [count for count in counts if count is not None]
    return (None if counts and not known else sum(known)), None


def kelurahan_reached(core: Core, question: Question) -> Pair:
    if not speaks(core.activity_days, question):
        return None, None
    first = months_before(question.period, 11)
    attended = [core.done[seat] for member in own(core, question, "members") for seat in core.seats.get(member["volunteer_id"], []) if seat in core.done]
    here = [activity for activity in own(core, question, "activities") if activity["is_done"]]
    reached = any(
        first <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])
        for activity in here + attended
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
