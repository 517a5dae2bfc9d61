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

    Both: place_code, value, is_hidden. A difference of two values of which one is hidden is hidden.
    """
    earlier = before.set_index("place_code").reindex(now.place_code)
    is_hidden = now.is_hidden.to_numpy(dtype=bool) | earlier.is_hidden.eq(True).to_numpy(dtype=bool)
    value_before, value_now = earlier.value.to_numpy(dtype=float), now.value.to_numpy(dtype=float)
    # A tenth of a millionth is no change of anything that is counted.
    difference = np.round(value_now - value_before, 7)
    return now.assign(value=np.where(is_hidden, np.nan, difference), value_before=value_before, value_now=value_now, is_hidden=is_hidden)
