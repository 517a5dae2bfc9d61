"""How far a public number of people in need may lie from the true one, and what may be said of it then.

The margin is half the rounding and what the cells that are not told may add or take. Hidden cells in whose place their told mean stands even out: they
count as all that they can be, but no more than four standard deviations. Those of which no mean is told count as all that they can be, and people of a
sensitive kind spread over the kelurahan of their kecamatan as all that were spread. From it follows, wherever a report speaks:
    (1) a rate, and a count in words, is 'sekitar' a number no more exact than its margin; a rate has two digits that count at most;
    (2) a rate whose margin is more than half of it is not said;
    (3) of two numbers whose margins meet none is said to be higher, be it of two places, two kinds or two months.
All follows from told values, so that it tells no more than these do.
"""

from dataclasses import dataclass
from math import floor, log10

import numpy as np
import pandas as pd

from data.parameters import DisclosureRule
from queries.disclosure import untold
from queries.grid import ALL, Grid

_SURE = 4  # standard deviations; three left out one of 600 kecamatan of the sample cities, as cells of one place are alike
_DIGITS = 2  # of a rate


@dataclass(frozen=True, slots=True)
class Unknown:
    """What may be added to or missing from the numbers of places: `whole`; and of what evens out at most, and as a variance."""

    whole: np.ndarray
    most: np.ndarray
    variance: np.ndarray

    def __add__(self, other: "Unknown") -> "Unknown":
        return Unknown(self.whole + other.whole, self.most + other.most, self.variance + other.variance)

    def at(self, starts: np.ndarray) -> "Unknown":
        """The same of places, each from its kelurahan in `starts` on."""
        return Unknown(*(np.add.reduceat(part, starts) for part in (self.whole, self.most, self.variance)))

    def margin(self, rule: DisclosureRule) -> np.ndarray:
        """How far a rounded number may lie from the true one."""
        return rule.round_to / 2 + self.whole + np.minimum(self.most, _SURE * np.sqrt(self.variance))


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of all kinds together by kelurahan and kecamatan, in order, and in the city; of each kind in the city by code. `likely`: what is
    told of a kelurahan, also where its number is hidden; `parts`: in the city where some kelurahan are left out, so that no sum is told."""

    kelurahan: np.ndarray
    likely: np.ndarray
    kecamatan: np.ndarray
    city: float
    parts: float
    kinds: dict[str, float]


def margins_in(grid: Grid, starts: np.ndarray, is_running: bool, rule: DisclosureRule) -> Margins:
    """The margins of a city in a month. `starts`: where each kecamatan begins among the kelurahan."""
    units = len(next(iter(grid.counts.values()), ()))
    by_kelurahan, by_kecamatan, in_city = _nothing(units), _nothing(len(starts)), _nothing(1)
    kinds = {}
    for code, told in grid.told.items():
        if code == ALL:
            continue
        likely, true, is_sensitive = np.nan_to_num(told.likely), np.nan_to_num(grid.counts[code]), code in grid.sensitive
        sums = np.add.reduceat(likely, starts)
        cells, means = (np.add.reduceat(true, starts), sums) if is_sensitive else (true, likely)
        is_hidden = (cells > 0) & (cells <= rule.hidden_up_to)
        count = untold(cells[is_hidden], rule, is_running=is_running)
        has_mean = count < is_hidden.sum()
        of_cells = _of_cells(is_hidden, means, has_mean, rule)
        of_city = _of_bounds(count, rule) if has_mean else of_cells.at(np.zeros(1, dtype=np.intp))
        kinds[code] = float(of_city.margin(rule)[0])
        if code not in grid.added:
            continue
        in_city += of_city
        by_kecamatan += of_cells if is_sensitive else of_cells.at(starts)
        by_kelurahan += _all(likely) if is_sensitive else of_cells
    told_of_all = grid.told[ALL].likely if ALL in grid.told else np.full(units, np.nan)
    parts = by_kecamatan.at(np.zeros(1, dtype=np.intp)) if len(starts) and units else in_city
    return Margins(
        by_kelurahan.margin(rule), told_of_all, by_kecamatan.margin(rule), float(in_city.margin(rule)[0]), float(parts.margin(rule)[0]), kinds
    )


def _nothing(count: int) -> Unknown:
    return _all(np.zeros(count))


def _all(count: np.ndarray) -> Unknown:
    """Of numbers that may be missing whole, or be there a second time."""
    return Unknown(count, np.zeros_like(count), np.zeros_like(count))


def _of_cells(is_hidden: np.ndarray, means: np.ndarray, has_mean: bool, rule: DisclosureRule) -> Unknown:
    """Of each hidden cell with a mean in its place, which is told or not."""
    top = rule.hidden_up_to
    most = np.where(is_hidden, np.maximum(means - 1, top - means), 0.0)
    return Unknown(np.zeros_like(most), most, np.where(is_hidden, (top**2 - 1) / 12, 0.0)) if has_mean else _all(most)


def _of_bounds(count: int, rule: DisclosureRule) -> Unknown:
    """Of a sum of hidden cells of which a bound is told: the middle of the numbers that it can then be stands for it."""
    return _all(np.array([count * (rule.hidden_up_to - 1) / 2]))


def step(margin: float) -> float:
    """The least of 1, 5, 10, 50 ... (and of 0.5, 0.1 ...) that is no more exact than the margin: a multiple of 2 or 20 would look like one of 1 or 10."""
    power = 10.0 ** floor(log10(margin))
    return next(factor * power for factor in (1, 5, 10) if factor * power >= margin * (1 - 1e-9))


def to_step(value: float, width: float) -> float:
    """The value as a multiple of the step."""
    return round(round(value / width) * width, 9)


def said_rate(value: float, margin: float) -> float | None:
    """A rate as it is said (1); None where it is not (2)."""
    if not value > 0:
        return value
    if margin > value / 2:
        return None
    return to_step(value, rate_step(value, margin))


def rate_step(value: float, margin: float) -> float:
    """The step of which a rate above zero is said as a multiple (1), but never as nothing."""
    first = 10.0 ** floor(log10(value))  # of its digits that count
    wanted = max(step(margin) if margin > 0 else 0.0, first * 10.0 ** (1 - _DIGITS))
    return wanted if to_step(value, wanted) else first


def said_count(value: float, margin: float, rule: DisclosureRule) -> float:
    """A count as it is said (1): no more exact than its margin, but never as nothing."""
    if not value > 0:
        return value
    return to_step(value, max(rule.round_to, min(step(margin), 10.0 ** floor(log10(value)))))


def is_apart(one: float, other: float, margins: float) -> bool:
    """Whether two numbers surely differ (3); `margins`: those of both together."""
    return abs(one - other) > margins


def may_be_highest(low: pd.Series, high: pd.Series) -> pd.Series:
    """Which of several may be the highest (3): all that the one with the highest lower end does not surely surpass."""
    return high >= low.max()


def sure_order(values: pd.Series, margins: pd.Series) -> pd.Series:
    """Places of the values in a falling order, the same where their margins meet, one after the other (3); unknown ones last."""
    falling = values.sort_values(ascending=False, kind="stable")
    low = (values - margins).reindex(falling.index).cummin().shift()
    return ((values + margins).reindex(falling.index) < low).cumsum().where(falling.notna(), len(values)).reindex(values.index)
