"""What the file of plans says of a version, who may be named in it, and when."""

import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from babel.dates import format_datetime

from data.errors import UserError
from planning.checks import person_in

NAME_LENGTH = 80


class StaleVersion(UserError):
    """Somebody saved in between, or the name belongs to another scenario; the sentence says who and when, `plan_id` which scenario has
    the name now (None: nobody's). Nothing was written."""

    def __init__(self, message: str, plan_id: int | None) -> None:
        super().__init__(message)
        self.plan_id = plan_id


class AlreadyLocked(UserError):
    """Another plan is in force for the same; lock again with `replaces=(plan_id, version)` to put the new one in its place."""

    def __init__(self, message: str, plan_id: int, version: int) -> None:
        super().__init__(message)
        self.plan_id, self.version = plan_id, version


class NewerVersion(UserError):
    """The version to lock is not the latest; lock again with `despite=version` to keep to the older one all the same."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


@dataclass(frozen=True, slots=True)
class Saved:
    """One version of a plan as the file knows it. Times are UTC; None is not known or has not happened."""

    plan_id: int
    name: str
    city_code: str
    question: str
    version: int
    is_latest: bool
    saved_by: str
    saved_at: datetime
    note: str
    edition_id: str
    as_of: date
    is_simulated: bool
    period: date
    norm_id: str
    topic: str
    level: str
    seats: int
    chosen_count: int
    points: float | None
    most_points: float | None
    simple_points: float | None
    last_year_points: float | None
    gini_before: float | None
    gini_after: float | None
    rules_json: str
    is_locked: bool
    locked_by: str | None
    locked_at: datetime | None
    lock_note: str | None
    replaced_plan_id: int | None
    replaced_version: int | None
    replaced_by_plan_id: int | None
    replaced_by_version: int | None
    is_discarded: bool
    discarded_by: str | None
    discarded_at: datetime | None

    @property
    def is_in_force(self) -> bool:
        """Whether this version is the plan to follow: locked and not replaced."""
        return self.is_locked and self.replaced_by_plan_id is None


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A saved version with its rows. chosen, refused: the columns of queries/plans/persons.sql, in their order; places: of places.sql
    (NULL is not known); batches: of batches.sql, `day` a date or None."""

    saved: Saved
    chosen: pd.DataFrame
    refused: pd.DataFrame
    places: pd.DataFrame
    batches: pd.DataFrame


def saved_of(row: sqlite3.Row) -> Saved:
    """The version a row of the view `saved` tells."""
    values = dict(row)
    for name in values:
        if name.startswith("is_"):
            values[name] = bool(values[name])
        elif name.endswith("_at") and values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    return Saved(**{**values, "period": date.fromisoformat(values["period"]), "as_of": date.fromisoformat(values["as_of"])})


def one_line(what: str, text: str, longest: int = NAME_LENGTH) -> str:
    """A short text on one line without spaces around it. UserError when nothing is left or it is too long."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise UserError(f"{what} belum diisi.")
    if len(line) > longest or not line.isprintable():
        raise UserError(f"{what} paling panjang {longest} huruf, tanpa tanda khusus; sekarang {len(line)}. Pendekkan, lalu ulangi.")
    return line


def remark(what: str, text: str, longest: int = NAME_LENGTH) -> str:
    """A text as `one_line` gives it that speaks of no person. UserError as well when it does."""
    line = one_line(what, text, longest)
    if found := person_in(line):
        raise UserError(f"{what} memuat {found}.")
    return line


def moment(at: datetime | pd.Timestamp) -> str:
    """When, on the clock of this machine: 22 Nov 2026 pukul 08.15."""
    here = (at.to_pydatetime() if isinstance(at, pd.Timestamp) else at).astimezone()
    return format_datetime(here.replace(tzinfo=None), "d MMM y 'pukul' HH.mm", locale="id")
