"""The way to a target at the pace of the last twelve months: how many months, and when; nothing where the pace leads nowhere."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import pandas as pd

from charts.words import is_known, month_long, number

FARTHEST = 120  # months; a date beyond ten years says more than a pace of one year can


@dataclass(frozen=True, slots=True)
class Pace:
    """`missing` persons now, members `now` and twelve months `before`; NaN or None where not known."""

    missing: float | None
    now: float | None
    before: float | None

    @property
    def is_known(self) -> bool:
        return is_known(self.missing) and is_known(self.now) and is_known(self.before)

    @property
    def monthly(self) -> float | None:
        """Net members a month over the twelve months."""
        return (float(self.now) - float(self.before)) / 12 if is_known(self.now) and is_known(self.before) else None

    @property
    def months(self) -> int | None:
        """Months until nobody is missing, 0 where it is so already; None where the pace is unknown, nil or backwards, or needs over ten years."""
        if is_known(self.missing) and self.missing == 0:
            return 0
        if not self.is_known or self.monthly <= 0:
            return None
        needed = ceil(float(self.missing) / self.monthly - 1e-9)
        return needed if needed <= FARTHEST else None

    def reached(self, period: date) -> date | None:
        """The month in which the target is met, counted from `period`."""
        return None if not self.months else (pd.Timestamp(period) + pd.DateOffset(months=self.months)).date()

    def said(self, period: date) -> str:
        """'Maret 2027 (15 bulan)', 'sudah tercapai', 'tidak tercapai pada laju ini'."""
        if self.months == 0:
            return "sudah tercapai"
        if not self.is_known:
            return "belum dapat dihitung"
        if self.monthly <= 0:
            return "tidak tercapai pada laju ini"
        if self.months is None:
            return "lebih dari 10 tahun pada laju ini"
        return f"{month_long(self.reached(period))} ({number(self.months)} bulan)"

    def monthly_said(self) -> str:
        """'+5,3 orang', '0 orang', '−0,4 orang'."""
        if self.monthly is None:
            return "–"
        size = abs(self.monthly)
        sign = "+" if self.monthly > 0 else "−" if self.monthly < 0 else ""
        return f"{sign}{number(size, 0 if size == round(size) else 1)} orang"


def way(history: pd.DataFrame, paces: dict[str, Pace], period: date) -> pd.DataFrame:
    """Persons missing by month: what was (`history`: period, value), then what would be at each pace that arrives, by its name.

    Columns period, value, path; `path` is "" for what was.
    """
    parts = [history[["period", "value"]].assign(path="")]
    for name, pace in paces.items():
        ahead = [
            {"period": pd.Timestamp(period) + pd.DateOffset(months=step), "value": max(0.0, pace.missing - step * pace.monthly), "path": name}
            for step in range((pace.months or -1) + 1)
        ]
        parts += [pd.DataFrame(ahead)] if ahead else []
    return pd.concat(parts, ignore_index=True)
