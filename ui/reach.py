"""Until when the list of a page speaks: the page goes back to its last month, or says what is not known. See charts/list_reach.py."""

from dataclasses import replace
from html import escape

import streamlit as st

from charts.list_reach import Reach
from charts.words import is_known
from data.errors import UserError
from ui.context import Context

# An answer after the last proposal shows that the list goes on until then.
_GOES_ON = ("proposal",)


def reach_of(here: Context, subject: str) -> Reach | None:
    """The months of a list of this city; None where the city has none, or none with a readable day."""
    found = here.ask("freshness")
    found = found[found.subject == subject]
    if found.empty or not is_known(found.last_period.iloc[0]):
        return None
    row = found.iloc[0]
    last = max(row.last_period, row.latest_date) if subject in _GOES_ON else row.last_period
    return Reach(subject, here.city_name, row.first_period.date(), last.date().replace(day=1), here.period)


def at_list(here: Context, subject: str) -> Context:
    """The view at the chosen month, or at the last month of the list where that ends before, which is said above the page.

    UserError where the list begins after the chosen month. A city without the list keeps its view: the page says which export brings it.
    """
    reach = reach_of(here, subject)
    if reach is None or reach.is_within:
        return here
    if reach.is_before:
        raise UserError(reach.other_month)
    _say(reach.shown_instead)
    return replace(here, period=reach.last)


def show_not_reached(here: Context, *subjects: str) -> None:
    """What is not known of the chosen month, a sentence for each list that does not speak of it."""
    for reach in (reach_of(here, subject) for subject in subjects):
        if reach is not None and not reach.is_within:
            _say(reach.not_shown)


def _say(sentence: str) -> None:
    st.html(f'<p class="pk-reach" role="note">{escape(sentence)}</p>')
