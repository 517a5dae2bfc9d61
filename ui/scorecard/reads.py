"""Cached standings of the kecamatan: keyed by edition, so a new edition is read at the next rerun."""

from datetime import date

import pandas as pd
import streamlit as st

from data.parameters import Norm
from data.parameters.scorecard import Column, columns
from planning.actions import standing as stands
from planning.actions.store import actions
from planning.actions.verdict import Answer, answers
from ui.context import Context


@st.cache_data(max_entries=60, show_spinner=False)
def standing(edition_id: str, city_code: str, norm: Norm, period: date) -> pd.DataFrame:
    """See planning.actions.standing.standing."""
    return stands.standing(edition_id, city_code, norm, period)


@st.cache_data(max_entries=200, show_spinner=False)
def parts(edition_id: str, city_code: str, norm: Norm, period: date, column: Column) -> pd.DataFrame:
    """See planning.actions.standing.parts."""
    return stands.parts(edition_id, city_code, norm, period, column)


def cells_of(here: Context) -> pd.DataFrame:
    """The standing of the month with the value of a year ago as `before` and how it `move`d."""
    now = standing(here.edition_id, here.city_code, here.norm, here.period)
    key = ["column_id", "kecamatan_code"]
    earlier = standing(here.edition_id, here.city_code, here.norm, here.year_ago)[[*key, "value"]].rename(columns={"value": "before"})
    rows = now.merge(earlier, how="left", on=key)
    by_id = {column.id: column for column in columns()}
    moves = [stands.compared(row.value, row.before, by_id[row.column_id]) for row in rows.itertuples()]
    return rows.assign(move=pd.Series(moves, dtype=object), state=rows.state.astype(object).where(rows.state.notna(), None))


def answered(here: Context, kecamatan_code: str | None = None) -> list[Answer]:
    """The actions of the city, or of one kecamatan, with what the edition answers, overdue ones first."""
    found = [one for one in actions(here.city_code) if kecamatan_code in (None, one.finding.kecamatan_code)]
    return answers(found, here.edition_id, date.today(), standing)
