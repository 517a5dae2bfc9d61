"""One measure in several months: which months stand for their years, and what changed between two of them."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd


def year_ends(months: Sequence[date], most: int = 6) -> list[int]:
    """Positions of the last month of each year, of the latest `most` years, in the order of the months."""
    last = {month.year: at for at, month in enumerate(months)}
    return [last[year] for year in sorted(last)][-most:]


def changed(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """What changed in each place: `now` with value_before, and value as the difference; NaN where either is not known.

    Both: place_code, value, is_hidden, and margin where the values are not exact: how far the true one may lie from each. A difference of two values of
    which one is hidden is hidden. is_rounding: the difference is no larger than both margins together, so that it may be nothing at all; doubt: these margins, 0 where
    the values are exact.
    """
    earlier = before.set_index("place_code").reindex(now.place_code)
    is_hidden = now.is_hidden.to_numpy(dtype=bool) | earlier.is_hidden.eq(True).to_numpy(dtype=bool)
    value_before, value_now = earlier.value.to_numpy(dtype=float), now.value.to_numpy(dtype=float)
    # A tenth of a millionth is no change of anything that is counted.
    difference = np.where(is_hidden, np.nan, np.round(value_now - value_before, 7))
    doubt = _margins(earlier) + _margins(now)
    is_rounding = (doubt > 0) & (np.abs(difference) <= doubt + 1e-9)
    return now.assign(value=difference, value_before=value_before, value_now=value_now, is_hidden=is_hidden, is_rounding=is_rounding, doubt=doubt)


def _margins(places: pd.DataFrame) -> np.ndarray:
    return places.margin.to_numpy(dtype=float) if "margin" in places else np.zeros(len(places))
