"""The public view of need on a page: said with the margins of the reports, so that a figure read out here is the one in the deck."""

from datetime import date

import numpy as np
import pandas as pd

from data.parameters import disclosure_rule
from reports.figures.need import margins_at
from reports.figures.need_margin import said_count, said_rate
from ui.context import Context


def public_margins(here: Context, ppks_code: str, measure: str, level: str) -> np.ndarray | float:
    """How far the counts of the places of a level may lie from the true ones, in the order of the places."""
    rounding = disclosure_rule(date.today()).round_to / 2
    margins = None if measure.startswith("dtks") else margins_at(here.edition_id, here.city_code, here.period)
    if margins is None:
        return rounding
    if ppks_code == "ALL":
        return getattr(margins, level)
    return margins.kinds.get(ppks_code, rounding) if level == "city" else rounding


def said_places(places: pd.DataFrame, margins: np.ndarray | float, scale: float | None) -> pd.DataFrame:
    """The places with `value` as it may be said; a rate that is too uncertain is hidden. `scale` None: values are counts, of which the city's alone is a sum."""
    if scale is None:
        if len(places) > 1:
            return places
        rule = disclosure_rule(date.today())
        return places.assign(value=[said_count(value, float(margins), rule) for value in places.value])
    each = margins * scale / places.denominator.where(places.denominator > 0)
    said = pd.Series([said_rate(*pair) for pair in zip(places.value, each, strict=True)], index=places.index, dtype=float)
    return places.assign(value=said, is_hidden=places.is_hidden | (said.isna() & places.value.notna()))
