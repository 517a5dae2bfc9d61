"""From when on two rounded counts of people in need differ: below it rounding and the means in place of hidden cells may have made the difference."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from data.parameters import DisclosureRule
from queries.disclosure import untold
from queries.grid import Grid


@dataclass(frozen=True, slots=True)
class Means:
    """As how many unknown cells the hidden ones count in a total: in each kecamatan, in order, and in the city."""

    kecamatan: np.ndarray
    city: int


def means_in(grid: Grid, starts: np.ndarray, is_running: bool, rule: DisclosureRule) -> Means:
    """The means in the totals of all kinds. `starts`: where each kecamatan begins among the kelurahan."""
    by_kecamatan, in_city = np.zeros(len(starts), dtype=int), 0
    for code in grid.added:
        is_sensitive, counts = code in grid.sensitive, grid.counts[code]
        cells = np.add.reduceat(np.nan_to_num(counts), starts) if is_sensitive else counts
        is_hidden = (cells > 0) & (cells <= rule.hidden_up_to)
        by_kecamatan += is_hidden if is_sensitive else np.add.reduceat(is_hidden.astype(int), starts)
        in_city += untold(cells[is_hidden], rule, is_running=is_running)
    return Means(by_kecamatan, in_city)


def margin(means: int, rule: DisclosureRule) -> float:
    """Twice the rounding, and twice the standard deviation of so many counts from 1 to `hidden_up_to` from their mean."""
    return 2 * rule.round_to + 2 * sqrt(means * (rule.hidden_up_to**2 - 1) / 12)
