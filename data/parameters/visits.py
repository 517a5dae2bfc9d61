"""When a visit is due and when data are old: data/parameters/visits.toml."""

from dataclasses import dataclass
from datetime import date

from data.parameters.dated import in_force, read_rules


@dataclass(frozen=True, slots=True)
class VisitRule:
    """Ages in months from which a visit is due and a recap, a report or the member list is old."""

    city: str
    valid_from: date
    visit_months: int
    recap_months: int
    report_months: int
    member_months: int
    decided_by: str


def visit_rule(city_code: str, on: date) -> VisitRule:
    """The rule of a city in force on a day, else that for every city; before all of those the oldest."""
    return in_force(_rules(), on, city_code)


def _rules() -> tuple[VisitRule, ...]:
    return read_rules("visits.toml", "rule", VisitRule)
