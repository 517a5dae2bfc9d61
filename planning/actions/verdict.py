"""What an edition answers to the actions: nothing is typed, the value of today is held against that of the day the action was opened.

The value is computed with the norm of the action at the last month of the edition, the threshold is the one in force then:
    done      the target is reached,
    better, same, worse   otherwise, as far as one decimal of the value can tell,
    waiting   the edition is the one the action was opened with, or ends earlier (after a rollback),
    was_simulated, now_simulated   the value of that day and that of today are not both invented or both real: they are not compared,
    unknown   the edition does not know the value, or the norm of the action is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.errors import UserError
from data.parameters import Norm, norm_of
from data.parameters.scorecard import Column, columns, threshold
from planning.actions.standing import compared, standing, state
from planning.actions.store import ENDINGS, Action
from planning.kept.saved import moment

VERDICTS = {
    "done": "● selesai", "better": "↗ membaik", "same": "→ tetap", "worse": "↘ memburuk", "waiting": "menunggu data baru",
    "unknown": "tidak dapat dinilai", "was_simulated": "tidak dapat dinilai: dicatat pada data simulasi",
    "now_simulated": "tidak dapat dinilai: edisi ini memuat data simulasi",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An action with what the edition says of it. `now` NaN is not known; `state` of that value; `late_days` of an open one that is overdue,
    else 0; `column` None when the scorecard no longer has it."""

    action: Action
    column: Column | None
    now: float
    now_period: date
    state: str | None
    verdict: str
    late_days: int

    @property
    def is_open(self) -> bool:
        return self.action.ending is None


def answers(
    found: list[Action], edition_id: str, today: date, *, now: date, is_simulated: bool,
    standing_of: Callable[[str, str, Norm, date], pd.DataFrame] = standing,
) -> list[Answer]:
    """The actions of a city with their answers, in this order: overdue ones, the longest first, other open ones by the day they are due,
    ended ones as they came.

    `now`: the last month of the edition; `is_simulated`: whether it has invented data of this city; `standing_of` is asked once a norm.
    """
    known = {column.id: column for column in columns()}
    standing_once = cache(standing_of)
    given = [_answer(action, known.get(action.finding.column_id), edition_id, now, is_simulated, today, standing_once) for action in found]
    return sorted(given, key=lambda one: (not one.is_open, -one.late_days, one.action.agreed.due if one.is_open else date.min))


def _answer(
    action: Action, column: Column | None, edition_id: str, now: date, is_simulated: bool, today: date, standing_of: Callable
) -> Answer:
    late = max(0, (today - action.agreed.due).days) if action.ending is None else 0
    value = _value(action, column, edition_id, now, standing_of)
    finding = action.finding
    if now < finding.period or edition_id == finding.edition_id:
        return Answer(action, column, value, now, None, "waiting", late)
    if is_simulated != finding.is_simulated:
        return Answer(action, column, value, now, None, "now_simulated" if is_simulated else "was_simulated", late)
    if column is None or pd.isna(value):
        return Answer(action, column, value, now, None, "unknown", late)
    reached = state(value, column, threshold(column.id, finding.city_code, now))
    verdict = "done" if reached == "reached" else compared(value, finding.value, column)
    return Answer(action, column, value, now, reached, verdict, late)


def _value(action: Action, column: Column | None, edition_id: str, now: date, standing_of: Callable) -> float:
    if column is None:
        return float("nan")
    finding = action.finding
    try:
        norm = norm_of(finding.city_code, now, finding.norm_id)
    except UserError:
        return float("nan")  # the norm is gone from the parameters: the verdict says that it cannot be judged
    rows = standing_of(edition_id, finding.city_code, norm, now)
    own = rows[(rows.kecamatan_code == finding.kecamatan_code) & (rows.column_id == column.id)]
    return float(own.value.iloc[0]) if len(own) else float("nan")


def said(action: Action) -> str:
    """Who opened or last changed an action, and how it ended."""
    opened = f"Dicatat {moment(action.opened_at)}"
    last = f", terakhir diubah oleh {action.saved_by} {moment(action.saved_at)}" if action.version > 1 else f" oleh {action.saved_by}"
    if action.ending is None:
        return f"{opened}{last}."
    return f"{opened}{last}. {ENDINGS[action.ending].capitalize()} oleh {action.ended_by} {moment(action.ended_at)}: {action.reason}"
