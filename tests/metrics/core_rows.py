"""The core rows of a city and a question about them, for the oracle: lists of dictionaries, days, and nothing else."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
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
    proposals: list[Row] = field(default_factory=list)
    institutions: list[Row] = field(default_factory=list)

    @cached_property
    def seats(self) -> dict[str, list[str]]:
        """The activities that each member attended."""
        return _grouped([{**seat, "seat": seat["activity_id"]} for seat in self.attendance], "volunteer_id", "seat")

    @cached_property
    def done(self) -> dict[str, Row]:
        """The activities that were held."""
        return {activity["activity_id"]: activity for activity in self.activities if activity["is_done"]}

    @cached_property
    def trainings_told(self) -> list[date]:
        """The days from which on the trainings of 24 months are known: the lists of attendance cover them, or a list of members is that new."""
        held = [activity["realised_date"] for activity in self.activities if activity["activity_id"] in {seat["activity_id"] for seat in self.attendance}]
        held = [day for day in held if day and day <= self.as_of]
        last = [member["last_training_date"] for member in self.members]
        newest = max((day for day in last if day and day <= self.as_of), default=None)
        return ([months_before(min(held), -23).replace(day=1)] if held else []) + ([newest.replace(day=1)] if newest else [])

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
    def proposal_days(self) -> list[date]:
        """The days on which proposals were made."""
        return [proposal["proposed_date"] for proposal in self.proposals if proposal["proposed_date"] <= self.as_of]

    @cached_property
    def own(self) -> dict[str, dict[str, list[Row]]]:
        """The rows of each table by kelurahan, so that a question looks at its own only."""
        tables = {"members": self.members, "recap": self.valid_recap, "cases": self.cases, "activities": self.activities,
                  "population": self.population, "welfare": self.welfare, "proposals": self.proposals, "institutions": self.institutions}
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
