"""What may be shown to whom. Counts of people in need are protected here and nowhere else; counts of volunteers need no hiding."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.parameters import DisclosureRule


class View(StrEnum):
    """The agency's own planners see `INTERNAL`; decks, links, downloads and the presentation mode are `PUBLIC`."""

    INTERNAL = "internal"
    PUBLIC = "public"


PEOPLE_IN_NEED = ("out_ppks", "out_case", "out_welfare")  # a question that reads one of these tables counts people in need


def counts_people_in_need(sql: str) -> bool:
    """Whether the figures of a question need protection."""
    return any(table in sql for table in PEOPLE_IN_NEED)


def is_too_sensitive(tier: str | None, level: str, rule: DisclosureRule) -> bool:
    """Whether a PPKS kind of this tier must not appear at this level, in any view."""
    return level == "kelurahan" and tier in rule.tiers_above_kelurahan


def protect(measured: pd.DataFrame, rule: DisclosureRule, *, tier: str | None, level: str, view: View) -> pd.DataFrame:
    """`measured` (columns numerator, denominator, value) with what may not be shown taken out and a column `is_hidden`.

    Hidden cells lose numerator and value. In the public view a count of 1 to `hidden_up_to` is hidden, every other is rounded to
    a multiple of `round_to`, each total by itself, so that no total minus its parts gives a hidden cell; zero stays zero; a rate
    is computed again from the rounded count.
    """
    shown = measured.copy()
    shown["is_hidden"] = False
    if is_too_sensitive(tier, level, rule):
        shown["is_hidden"] = shown["numerator"].notna()
    elif view is View.PUBLIC:
        shown["is_hidden"] = shown["numerator"].between(1, rule.hidden_up_to)
        rounded = (shown["numerator"] / rule.round_to).round() * rule.round_to
        factor = np.where(shown["numerator"].fillna(0) > 0, rounded / shown["numerator"], 1.0)
        shown["value"] = shown["value"] * factor
        shown["numerator"] = rounded
    shown.loc[shown["is_hidden"], ["numerator", "value"]] = np.nan
    return shown
