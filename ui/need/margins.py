"""The public view of need on a page: said with the margins of the reports, so that a figure read out here is the one in the deck."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from data.parameters import disclosure_rule
from reports.figures.need import margins_at
from reports.figures.need_margin import rate_step, said_count, said_rate
from ui.context import Context


def public_margins(here: Context, period: date, ppks_code: str, measure: str, level: str) -> np.ndarray | float:
    """How far the counts of the places of a level in a month may lie from the true ones, in the order of the places."""
    rounding = disclosure_rule(date.today()).round_to / 2
    margins = None if measure.startswith("dtks") else margins_at(here.edition_id, here.city_code, period)
    if margins is None:
        return rounding
    if ppks_code == "ALL":
        return getattr(margins, level)
    return margins.kinds.get(ppks_code, rounding) if level == "city" else rounding


def said_places(places: pd.DataFrame, level: str, margins: np.ndarray | float, scale: float | None) -> pd.DataFrame:
    """The places with `value` as it may be said, and `margin`: how far the true one may lie from that; a rate that is too uncertain is hidden.
    `scale` None: values are counts, of which the city's alone is a sum."""
    if scale is None:
        each = pd.Series(margins, index=places.index, dtype=float)
        rule = disclosure_rule(date.today())
        said = places.value if level != "city" else pd.Series([said_count(value, float(margins), rule) for value in places.value], index=places.index)
    else:
        each = margins * scale / places.denominator.where(places.denominator > 0)
        said = pd.Series([said_rate(*pair) for pair in zip(places.value, each, strict=True)], index=places.index, dtype=float)
    off = (each + (said - places.value).abs()).where(places.value != 0, 0.0)  # nobody is nobody
    return places.assign(value=said, is_hidden=places.is_hidden | (said.isna() & places.value.notna()), margin=off)


def no_more_exact(values: pd.Series, margins: pd.Series, to: Callable[[float], float] = round) -> pd.Series:
    """Values that follow from the rates of places, such as smoothed ones, as multiples of what the margins of these allow. `to`: round, or floor and
    ceil for the ends of a range, which then holds no less than before."""
    steps = [rate_step(value, margin) if value > 0 else np.nan for value, margin in zip(values, margins, strict=True)]
    said = [to(round(value / width, 9)) * width if value > 0 else value for value, width in zip(values, steps, strict=True)]
    return pd.Series(said, index=values.index, dtype=float).round(9)


def digits_of(values: pd.Series, most: int) -> int:
    """As few decimals as all of the values have, `most` at most."""
    return next(count for count in range(most + 1) if count == most or not ((values.round(count) - values).abs() > 1e-9).any())
