"""What the scorecard of the head of the agency holds, its thresholds, and the minimum services: data/parameters/scorecard.toml."""

from dataclasses import dataclass
from datetime import date

from data.parameters.dated import EVERYWHERE, faulty, in_force, read_rules

_FILE = "scorecard.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the scorecard. `measure`: an indicator of queries/metrics or a question of queries/pages, added up over `months`; `page` shows
    it in full; `parts` name its numerator and denominator; `better` "higher" or "lower"."""

    id: str
    name: str
    measure: str
    months: int
    unit: str
    better: str
    page: str
    parts: tuple[str, str]
    meaning: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a column is reached (`target`) and where it falls short (beyond `least`); between the two it is to be watched."""

    column: str
    city: str
    target: float
    least: float
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class Service:
    """A minimum service of Permensos 9/2018 by its `spm_indicator` in data/reference/ppks.csv."""

    spm_indicator: str
    name: str
    title: str
    target: float
    valid_from: date
    source: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class SpmRule:
    """The share of a minimum service is set against another from `least_cases` cases on, in both."""

    least_cases: int
    valid_from: date
    decided_by: str


def columns() -> tuple[Column, ...]:
    """The columns of the scorecard in their order."""
    found = read_rules(_FILE, "column", Column)
    if missing := {column.id for column in found} - {limit.column for limit in _thresholds() if limit.city == EVERYWHERE}:
        raise faulty(_FILE, f"ambang untuk {', '.join(sorted(missing))}")
    return found


def threshold(column: str, city_code: str, on: date) -> Threshold:
    """The threshold of a column in force in a city on a day: its own, else the one of every city; the oldest before all of them."""
    return in_force((entry for entry in _thresholds() if entry.column == column), on, city_code)


def services(on: date) -> tuple[Service, ...]:
    """The minimum services as they are in force on a day, in the order of the regulation."""
    names = dict.fromkeys(service.spm_indicator for service in _services())
    return tuple(in_force((service for service in _services() if service.spm_indicator == name), on) for name in names)


def spm_rule(on: date) -> SpmRule:
    """From how many cases on shares of minimum services are compared, on a day; the oldest before all of them."""
    return in_force(read_rules(_FILE, "spm", SpmRule), on)


def _thresholds() -> tuple[Threshold, ...]:
    return read_rules(_FILE, "threshold", Threshold)


def _services() -> tuple[Service, ...]:
    return read_rules(_FILE, "service", Service)
