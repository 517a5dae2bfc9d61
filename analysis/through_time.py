"""One measure in several months: which months stand for their years, and what changed between two of them."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd


def year_ends(months: Sequence[date], most: int = 6) -> list[int]:
    """Positions of the last month of each year, of the latest `most` years, in the order of the months."""
    last = {month.year: at for at, month in enumerate(months)}
    return [last[year] for year in sorted(last)][-most:]


def changed(before: pd.DataFrame, now: pd.DataFrame, *, rounded_to: int = 0, scale: float | None = None) -> pd.DataFrame:
    """What changed in each place: `now` with value_before, and value as the difference; NaN where either is not known.

    Both: place_code, value, is_hidden; with rounding numerator and denominator too. A difference of two values of which one is hidden is hidden. is_rounding: the counts are
    multiples of `rounded_to`, and the difference is no larger than half of that in each of the two months makes of it, so that it may be nothing at all;
    a count of zero is not rounded. `scale` of a rate: value = scale x numerator / denominator, None where the value is the count.
    """
    earlier = before.set_index("place_code").reindex(now.place_code)
    is_hidden = now.is_hidden.to_numpy(dtype=bool) | earlier.is_hidden.eq(True).to_numpy(dtype=bool)
    value_before, value_now = earlier.value.to_numpy(dtype=float), now.value.to_numpy(dtype=float)
    # A tenth of a millionth is no change of anything that is counted.
    difference = np.where(is_hidden, np.nan, np.round(value_now - value_before, 7))
    doubt = _doubt(earlier, rounded_to, scale) + _doubt(now, rounded_to, scale)
    is_rounding = (doubt > 0) & (np.abs(difference) <= doubt + 1e-9)
    return now.assign(value=difference, value_before=value_before, value_now=value_now, is_hidden=is_hidden, is_rounding=is_rounding)


def _doubt(places: pd.DataFrame, rounded_to: int, scale: float | None) -> np.ndarray:
    """By how much the rounding of its count may have moved the value of each place."""
    if not rounded_to:
        return np.zeros(len(places))
    counts = places.numerator.to_numpy(dtype=float)
    each = np.where(counts == 0, 0.0, rounded_to / 2)
    if scale is None:
        return each
    divisor = places.denominator.to_numpy(dtype=float)
    return np.divide(each * scale, divisor, out=np.zeros_like(each), where=divisor > 0)
