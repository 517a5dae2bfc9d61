"""What a reader with a pencil could work out of the totals that are published together, and which of them must therefore stay away.

`queries.disclosure` holds each total against its own parts. A report shows several totals at once: the kelurahan, their kecamatan, the city and
the kinds, whose sum is the city again. These sums form a tree, so the tightest interval of each figure follows from going up and down it
until nothing changes. Every hidden count must stay free to be anything from 1 to the limit.
"""

from dataclasses import dataclass, replace

import numpy as np

from data.parameters import DisclosureRule


@dataclass(frozen=True, slots=True)
class Published:
    """All that is shown of the people in need of a city in a month; NaN in `kelurahan`, `kecamatan`, `city` and `kinds` is not shown.

    `is_small`, `is_small_kind`: hidden because the count is small, the rest of NaN is unknown or hidden for the sake of others; `starts`: the
    first kelurahan of each kecamatan; `kinds`: persons of each kind in the city, the rest that is not shown as one of them, None where no kinds
    are shown; `at_most`: a bound of the total that stands elsewhere, the rows of the list of names.
    """

    kelurahan: np.ndarray
    is_small: np.ndarray
    starts: np.ndarray
    kecamatan: np.ndarray
    city: float
    kinds: np.ndarray | None
    is_small_kind: np.ndarray | None
    at_most: float = np.inf


def safe(published: Published, rule: DisclosureRule) -> Published:
    """As much of it as leaves every hidden count free: without the kinds where need be, then without the kecamatan, then without the city."""
    nowhere = np.full_like(published.kecamatan, np.nan)
    without_kinds = replace(published, kinds=None, is_small_kind=None)
    without_kecamatan = replace(without_kinds, kecamatan=nowhere)
    for choice in (published, without_kinds, without_kecamatan):
        if not betrays(choice, rule):
            return choice
    return replace(without_kecamatan, city=np.nan)


def betrays(published: Published, rule: DisclosureRule) -> bool:
    """Whether the figures together narrow a hidden count."""
    if not published.is_small.any() and not _flags(published).any():
        return False
    low, high = enclosed(published, rule)
    is_hidden = np.concatenate([published.is_small, np.zeros(len(published.kecamatan) + 1, dtype=bool), _flags(published)])
    return bool(np.any(is_hidden & ((low > 1) | (high < rule.hidden_up_to))))


def enclosed(published: Published, rule: DisclosureRule) -> tuple[np.ndarray, np.ndarray]:
    """Least and most of every figure that agree with all the others: the kelurahan, then the kecamatan, the city, the kinds."""
    kinds = np.empty(0) if published.kinds is None else published.kinds
    units, districts = len(published.kelurahan), len(published.kecamatan)
    parts = [
        _bounds(published.kelurahan, published.is_small, rule, unknown=0.0),
        _bounds(published.kecamatan, np.zeros(districts, dtype=bool), rule, unknown=np.inf),
        _bounds(np.array([published.city]), np.zeros(1, dtype=bool), rule, unknown=np.inf),
        _bounds(kinds, _flags(published), rule, unknown=np.inf),
    ]
    low, high = (np.concatenate(bounds) for bounds in zip(*parts, strict=True))
    city = units + districts
    high[city] = min(high[city], published.at_most)
    ends = [*published.starts[1:], units]
    sums = [(units + index, np.arange(start, end)) for index, (start, end) in enumerate(zip(published.starts, ends, strict=True))]
    sums.append((city, np.arange(units, city)))
    if len(kinds):
        sums.append((city, np.arange(city + 1, len(low))))
    while _tightened(low, high, sums):
        pass
    return low, high


def _tightened(low: np.ndarray, high: np.ndarray, sums: list[tuple[int, np.ndarray]]) -> bool:
    """Tighten the bounds of each sum and of its parts once, in place; whether anything moved."""
    before = low.copy(), high.copy()
    for total, parts in sums:
        low[total] = max(low[total], low[parts].sum())
        high[total] = min(high[total], high[parts].sum())
        for part in parts:
            others = parts[parts != part]
            low[part] = max(low[part], low[total] - high[others].sum())
            high[part] = min(high[part], high[total] - low[others].sum())
    return not (np.array_equal(before[0], low) and np.array_equal(before[1], high))


def _bounds(figures: np.ndarray, is_small: np.ndarray, rule: DisclosureRule, *, unknown: float) -> tuple[np.ndarray, np.ndarray]:
    """What each figure says of itself; what is neither shown nor small may be anything up to `unknown`."""
    half, is_shown = rule.round_to // 2, ~np.isnan(figures)
    is_rounded = is_shown & (figures > 0)
    low = np.where(is_small, 1.0, np.where(is_rounded, np.maximum(figures - half, rule.hidden_up_to + 1), 0.0))
    return low, np.where(
        is_small, float(rule.hidden_up_to), np.where(is_rounded, figures + half, np.where(is_shown, 0.0, unknown))
    )


def _flags(published: Published) -> np.ndarray:
    return np.zeros(0, dtype=bool) if published.is_small_kind is None else published.is_small_kind
