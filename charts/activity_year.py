"""The months of a year and of the one before that can be set against each other: both end where the list of activities ends."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.words import month_long


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """Rows of this year and of the year before, from January to `last`; `is_cut`: the list ends before the month that was asked for."""

    now: pd.DataFrame
    before: pd.DataFrame
    last: date
    is_cut: bool

    @property
    def span(self) -> str:
        """'Januari–November 2025', or 'Januari 2025'."""
        return month_span(self.last)


def month_span(last: date) -> str:
    """The months of a year up to the last of them."""
    return f"Januari–{month_long(last)}" if last.month > 1 else month_long(last)


def year_so_far(months: pd.DataFrame, period: date) -> YearSoFar:
    """`months`: one or more rows a month (column period) for every month that the list speaks of. Where it speaks of none of the year,
    the months up to `period` are set against nothing."""
    days = months.period[(months.period >= pd.Timestamp(period.year, 1, 1)) & (months.period <= pd.Timestamp(period))]
    last = days.max().date() if len(days) else period
    is_until, year = months.period.dt.month <= last.month, months.period.dt.year
    return YearSoFar(months[is_until & (year == last.year)], months[is_until & (year == last.year - 1)], last, last < period)
