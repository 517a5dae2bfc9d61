"""Cached answers of the warehouse: keyed by edition, so a new edition is read at the next rerun."""

from datetime import date

import pandas as pd
import streamlit as st

from data import editions
from data.parameters import disclosure_rule
from queries import measure as indicators
from queries import warehouse
from queries.composition import composition
from queries.disclosure import View, finest_level


@st.cache_data(max_entries=600, show_spinner=False)
def table(edition_id: str, name: str, **values: object) -> pd.DataFrame:
    """The answer to queries/pages/<name>.sql."""
    return warehouse.ask(edition_id, f"pages/{name}", **values)


@st.cache_data(max_entries=300, show_spinner=False)
def measured(
    edition_id: str, name: str, *, city_code: str, first_period: date, last_period: date, level: str,
    view: str = View.INTERNAL, **options: object,
) -> pd.DataFrame:
    """Values of an indicator; see queries.measure.measure for the columns."""
    return indicators.measure(
        edition_id, name, city_code=city_code, first_period=first_period, last_period=last_period, level=level, view=View(view), **options
    )


@st.cache_data(max_entries=500, show_spinner=False)
def kinds_of(edition_id: str, city_code: str, period: date, kelurahan_code: str | None = None) -> pd.DataFrame:
    """PPKS by kind; see queries.composition."""
    return composition(edition_id, city_code, period, kelurahan_code)


def sensitive_tiers() -> tuple[str, ...]:
    """The tiers of PPKS kinds that must not be shown below the kecamatan today."""
    return disclosure_rule(date.today()).tiers_above_kelurahan


def finest_level_of(tier: str) -> str:
    """The finest level at which a PPKS kind may be shown today."""
    return finest_level(tier, disclosure_rule(date.today()))


@st.cache_data(max_entries=20, show_spinner=False)
def previous_ledger(edition_id: str) -> pd.DataFrame | None:
    """The ledger of the edition before this one, None when it is no longer kept."""
    before = table(edition_id, "edition").previous_edition_id[0]
    if not before or not editions.file_of(before).is_file():
        return None
    try:
        return warehouse.ask(before, "pages/ledger")
    except warehouse.NoEdition:
        return None
