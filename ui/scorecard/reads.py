"""Cached standings of the kecamatan: keyed by edition, so a new edition is read at the next rerun."""

from datetime import date

import pandas as pd
import streamlit as st

from data.parameters import Norm
from data.parameters.scorecard import Column, columns
from planning.actions import standing as stands
from planning.actions.store import Action, actions
from planning.actions.verdict import Answer, answers
from ui.context import Context
from ui.reach import reach_of

# The lists each column is read from, by their subject in the edition; those of `ENDING` speak of no month after their last entry.
LISTS_OF = {
    "norm_met": ("volunteer",), "trained_members": ("volunteer", "attendance", "activity"), "ppks_per_member": ("volunteer", "ppks_count"),
    "reporting": ("ppks_case",), "handled_in_30_days": ("ppks_case",), "kelurahan_reached": ("activity",), "activities_done": ("activity",),
    "recap_fresh": ("ppks_count",),
}
ENDING = ("activity", "ppks_case")


@st.cache_data(max_entries=60, show_spinner=False)
def standing(edition_id: str, city_code: str, norm: Norm, period: date) -> pd.DataFrame:
    """See planning.actions.standing.standing."""
    return stands.standing(edition_id, city_code, norm, period)


@st.cache_data(max_entries=200, show_spinner=False)
def parts(edition_id: str, city_code: str, norm: Norm, period: date, column: Column) -> pd.DataFrame:
    """See planning.actions.standing.parts."""
    return stands.parts(edition_id, city_code, norm, period, column)


def cells_of(here: Context) -> pd.DataFrame:
    """The standing of the month with the value of a year ago as `before` and how it `move`d; empty where the list of a column does not speak of
    the month, even if some of the months that the column adds up are known."""
    now = standing(here.edition_id, here.city_code, here.norm, here.period)
    beyond = [subject for subject in ENDING if (reach := reach_of(here, subject)) and not reach.is_within]
    is_beyond = now.column_id.map(lambda column_id: not set(beyond).isdisjoint(LISTS_OF[column_id]))
    now = now.assign(**{name: now[name].mask(is_beyond) for name in ("numerator", "denominator", "value", "state")})
    key = ["column_id", "kecamatan_code"]
    earlier = standing(here.edition_id, here.city_code, here.norm, here.year_ago)[[*key, "value"]].rename(columns={"value": "before"})
    rows = now.merge(earlier, how="left", on=key)
    by_id = {column.id: column for column in columns()}
    moves = [stands.compared(row.value, row.before, by_id[row.column_id]) for row in rows.itertuples()]
    return rows.assign(move=pd.Series(moves, dtype=object), state=rows.state.astype(object).where(rows.state.notna(), None))


def answered(here: Context) -> list[Answer]:
    """The actions of the city with what the edition answers, overdue ones first."""
    return _answers(here, actions(here.city_code))


def answered_open(here: Context, kecamatan_code: str) -> list[Answer]:
    """The open actions of a kecamatan alone, as `answered`."""
    return _answers(here, [one for one in actions(here.city_code) if one.finding.kecamatan_code == kecamatan_code and one.ending is None])


def _answers(here: Context, found: list[Action]) -> list[Answer]:
    newest = here.as_of.replace(day=1)
    return answers(found, here.edition_id, date.today(), now=newest, is_simulated=here.is_simulated, standing_of=standing)
