"""Classes of a choropleth legend that survive small counts, ties and missing values.

Values are numbers, None or NaN for no data, HIDDEN, or UNSERVED. Classes are fitted once on the pooled values of all months and then
used for each month (`assign`, `recount`), so that one legend serves the whole series. Every class is a closed range of
rounded numbers; a value is rounded the same way before it is placed, so what a legend says is what it means, and
neighbouring ranges share no endpoint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import floor, isfinite, log10

import numpy as np

from data.forms import numeral, rounded
from geo.fisher_jenks import fisher_jenks_ends

HIDDEN = "hidden"  # stands for a value that may not be shown
UNSERVED = "unserved"  # people in need and nobody to divide them by: no number, and no missing one
Value = float | int | str | None
ZERO_WORD, NO_DATA_WORD, HIDDEN_WORD, UNSERVED_WORD = "0", "Tidak ada data", "Disembunyikan", "Tidak ada anggota"


@dataclass(frozen=True, slots=True)
class Class:
    """One row of the legend: `lower` and `upper` belong to it (None: open or no number); `count` is units in it.

    `state` is zero, below, at, above (against a norm), range (no norm), unserved, no_data or hidden.
    """

    label: str
    lower: float | None
    upper: float | None
    count: int
    state: str
    decimals: int = 0


def coverage_classes(values: Iterable[Value], minimum: int) -> list[Class]:
    """Fixed classes of member counts against a norm: none, two bands below it, just at it, above it.

    For a norm of 5: 0 | 1 sampai 2 | 3 sampai 4 | 5 | 6 ke atas. They depend on the norm only, never on the values.
    """
    if minimum < 1:
        raise ValueError(f"the norm must be at least 1, not {minimum}")
    pooled = list(values)
    below = minimum - 1
    middle = below // 2
    bands = [(1, middle), (middle + 1, below)] if middle else [(1, below)] if below else []
    classes = [Class(ZERO_WORD, 0, 0, 0, "zero")]
    classes += [Class(_range_label(lower, upper, 0), lower, upper, 0, "below") for lower, upper in bands]
    classes.append(Class(numeral(minimum), minimum, minimum, 0, "at"))
    classes.append(Class(f"{numeral(minimum + 1)} ke atas", minimum + 1, None, 0, "above"))
    return recount([*classes, *_unknown_classes(pooled)], pooled)


def rate_classes(
    values: Iterable[Value], k: int = 5, method: str = "quantile", breaks: Sequence[float] = (), most_decimals: int = 6, least_decimals: int = 0,
) -> list[Class]:
    """At most k ranges, zeros in a class of their own before them, then no data and, when there is any, hidden.

    `method` is quantile, equal, fisher_jenks, or own: `breaks` are then the upper ends of all ranges but the last. Values below
    zero (a change between two months) get ranges of their own. Fewer distinct values give fewer ranges, none
    give only "Tidak ada data". `most_decimals`, `least_decimals`: how finely the ends may and must be written.
    """
    pooled = list(values)
    numbers = np.array([value for value in pooled if _is_number(value)], dtype=float)
    decimals = min(most_decimals, max(least_decimals, _decimals(numbers, k, breaks if method == "own" else ())))
    ticks = np.array([_tick(value, decimals) for value in numbers], dtype=np.int64)
    negative, positive = np.sort(ticks[ticks < 0]), np.sort(ticks[ticks > 0])
    below = _share_below(len(negative), len(positive), k)
    own = [_tick(value, decimals) for value in breaks]
    classes = _ranges(negative, below, method, [tick for tick in own if tick < 0], decimals)
    if (ticks == 0).any():
        classes.append(Class(ZERO_WORD, 0.0, 0.0, 0, "zero", decimals))
    classes += _ranges(positive, k - below, method, [tick for tick in own if tick > 0], decimals)
    return recount([*classes, *_unknown_classes(pooled)], pooled)


def assign(classes: Sequence[Class], value: Value) -> int:
    """Position of the class of a value; numbers outside the fitted range go to the nearest range of their sign."""
    if not _is_number(value):
        state = value if isinstance(value, str) else "no_data"
        return _position(classes, state, value)
    numeric = [at for at, found in enumerate(classes) if found.lower is not None]
    if not numeric:
        raise ValueError(f"{value!r} has no class: the classes were fitted on values without numbers")
    factor = 10 ** classes[numeric[0]].decimals
    tick = _tick(float(value), classes[numeric[0]].decimals)
    for at in numeric:
        found = classes[at]
        if round(found.lower * factor) <= tick and (found.upper is None or tick <= round(found.upper * factor)):
            return at
    same_sign = [at for at in numeric if classes[at].lower * tick > 0] or numeric
    return min(same_sign, key=lambda at: _distance(classes[at], tick, factor))


def recount(classes: Sequence[Class], values: Iterable[Value]) -> list[Class]:
    """The same classes with the counts of other values, one month of the series for instance."""
    counts = np.bincount([assign(classes, value) for value in values], minlength=len(classes))
    return [replace(found, count=int(count)) for found, count in zip(classes, counts, strict=True)]


def _share_below(negative: int, positive: int, k: int) -> int:
    """How many of the k ranges lie below zero: in proportion, at least one on each side that has values."""
    if not negative or not positive:
        return k if negative else 0
    return min(k - 1, max(1, round(k * negative / (negative + positive))))


def _position(classes: Sequence[Class], state: str, value: Value) -> int:
    for at, found in enumerate(classes):
        if found.state == state:
            return at
    raise ValueError(f"{value!r} has no class: fit the classes on values that contain it")


def _distance(found: Class, tick: int, factor: int) -> float:
    ends = [end for end in (found.lower, found.upper) if end is not None]
    return min(abs(end * factor - tick) for end in ends)


def _unknown_classes(pooled: list[Value]) -> list[Class]:
    """The classes without numbers; no data always has its row, the others where there are any."""
    said = {value for value in pooled if isinstance(value, str)}
    rows = ((UNSERVED, UNSERVED_WORD, UNSERVED in said), ("no_data", NO_DATA_WORD, True), (HIDDEN, HIDDEN_WORD, HIDDEN in said))
    return [Class(word, None, None, 0, state) for state, word, is_there in rows if is_there]


def _ranges(ticks: np.ndarray, k: int, method: str, own: list[int], decimals: int) -> list[Class]:
    """Classes of sorted ticks of one sign, each from just above the one before it up to its own end."""
    if not len(ticks):
        return []
    ends = _ends(ticks, k, method, own)
    lowers = [int(ticks[0]), *(end + 1 for end in ends[:-1])]
    factor = 10**decimals
    return [
        Class(_range_label(lower / factor, upper / factor, decimals), lower / factor, upper / factor, 0, "range", decimals)
        for lower, upper in zip(lowers, ends, strict=True)
    ]


def _ends(ticks: np.ndarray, k: int, method: str, own: list[int]) -> list[int]:
    """Upper ends of the ranges, increasing, the last one the largest tick."""
    first, last, count = int(ticks[0]), int(ticks[-1]), len(ticks)
    if method == "quantile":
        ends = {int(ticks[-(-count * part // k) - 1]) for part in range(1, k + 1)}
    elif method == "equal":
        ends = {first - 1 + -(-(last - first + 1) * part // k) for part in range(1, k + 1)}
    elif method == "fisher_jenks":
        ends = set(fisher_jenks_ends(ticks, k))
    elif method == "own":
        ends = {tick for tick in own if first <= tick < last} | {last}
    else:
        raise ValueError(f"unknown method {method!r}: quantile, equal, fisher_jenks or own")
    return sorted(end for end in ends if first <= end <= last)


def _decimals(numbers: np.ndarray, k: int, own: Sequence[float]) -> int:
    """Decimals a legend needs: none for whole numbers, else two digits of the usual class width, at most six."""
    if not len(numbers) or (np.all(numbers == np.rint(numbers)) and all(value == int(value) for value in own)):
        return 0
    own_decimals = max((len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in own), default=0)
    if not numbers.any():
        return min(6, own_decimals)
    usual = float(np.ptp(np.percentile(numbers, (10, 90)))) or float(np.ptp(numbers))
    needed = 1 - floor(log10(usual / max(k, 1) if usual else np.abs(numbers).max()))
    return int(min(6, max(0, needed, own_decimals)))


def _tick(value: float, decimals: int) -> int:
    """The value in units of its last shown decimal; only zero itself becomes 0."""
    tick = int(rounded(float(value) * 10**decimals))
    return tick if tick or not value else (1 if value > 0 else -1)


def _range_label(lower: float, upper: float, decimals: int) -> str:
    if lower == upper:
        return numeral(lower, decimals)
    return f"{numeral(lower, decimals)} sampai {numeral(upper, decimals)}"


def _is_number(value: Value) -> bool:
    return value is not None and not isinstance(value, str) and isfinite(value)
