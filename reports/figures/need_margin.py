"""From when on two rounded counts of people in need differ: below it rounding and the means in place of hidden cells may have made the difference."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from data.parameters import DisclosureRule
from queries.grid import ALL, Grid

_TOLD_FROM = 3  # of fewer hidden cells of a kind their sum is not told (queries/disclosure.py)


@dataclass(frozen=True, slots=True)
class Means:
    """How many hidden cells stand in a total as a mean that is not theirs: in each kecamatan, in order, and in the city."""

    kecamatan: np.ndarray
    city: int


def means_in(grid: Grid, starts: np.ndarray, sensitive: frozenset[str], is_running: bool, rule: DisclosureRule) -> Means:
    """The means in the totals of all kinds. `starts`: where each kecamatan begins among the kelurahan; of the `sensitive` kinds it is the cell."""
    by_kecamatan, in_city = np.zeros(len(starts), dtype=int), 0
    for code, counts in grid.counts.items():
        if code == ALL:
            continue
        cells = np.add.reduceat(np.nan_to_num(counts), starts) if code in sensitive else counts
        is_hidden = (cells > 0) & (cells <= rule.hidden_up_to)
        by_kecamatan += is_hidden if code in sensitive else np.add.reduceat(is_hidden.astype(int), starts)
        in_city += int(is_hidden.sum()) if is_running or is_hidden.sum() < _TOLD_FROM else 0
    return Means(by_kecamatan, in_city)


def margin(means: int, rule: DisclosureRule) -> float:
    """Twice the rounding, and twice the standard deviation of so many counts from 1 to `hidden_up_to` from their mean."""
    return 2 * rule.round_to + 2 * sqrt(means * (rule.hidden_up_to**2 - 1) / 12)
