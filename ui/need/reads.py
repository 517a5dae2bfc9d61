"""Analyses of the maps, kept like the answers of the warehouse: by edition, city, month, measure and view."""

from datetime import date
from math import ceil, floor

import pandas as pd
import streamlit as st

from analysis.clusters import clustered
from analysis.pairing import paired
from analysis.smoothing import Smoothed, smoothed_places
from geo.published import Neighbours
from ui.context import Context
from ui.coverage import asked_by_norm, asked_each
from ui.need.choice import Need
from ui.need.margins import no_more_exact
from ui.reads import measured
from ui.terms import meaning


@st.cache_data(max_entries=100, show_spinner=False)
def _certainty(edition_id: str, name: str, scale: float, seed: int, **asked: object) -> tuple[pd.DataFrame, Smoothed]:
    return smoothed_places(measured(edition_id, name, **asked), scale, seed, counts_members=name == "ppks_per_member")


@st.cache_data(max_entries=100, show_spinner=False)
def _clusters(edition_id: str, name: str, level: str, pairs: tuple[tuple[str, str], ...], seed: int, **asked: object) -> pd.DataFrame:
    places = measured(edition_id, name, level=level, **asked)
    return clustered(places.set_index("place_code").value, pairs, seed)


def certainty(need: Need) -> tuple[pd.DataFrame, Smoothed]:
    """The places with their smoothed rates and ranges of ranks, the highest first; the unknown last."""
    places, found = _certainty(need.here.edition_id, need.name, meaning(need.name).scale, need.seed, level=need.level, **_asked(need))
    places = places.sort_values(["smoothed", "place_code"], ascending=[False, True])
    said = need.places.set_index("place_code").reindex(places.place_code).set_axis(places.index)
    places = places.assign(value=said.value)  # as it may be said
    if need.is_public:
        ways = {"smoothed": round, "low": floor, "high": ceil}
        places = places.assign(**{column: no_more_exact(places[column], said.margin, to) for column, to in ways.items()})
    return places, found


def clusters(need: Need, pairs: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """The places with state, p and side as judged on the figures of the view, in the public one before rates are said as coarsely as they are known."""
    states = _clusters(need.here.edition_id, need.name, need.level, pairs, need.seed, **_asked(need))
    places = need.places
    return places.assign(**{column: states[column].reindex(places.place_code).to_numpy() for column in states.columns})


def pairs_at(level: str, near: Neighbours) -> tuple[tuple[str, str], ...]:
    """Neighbouring places of a level: two kecamatan are neighbours where two of their kelurahan are."""
    if level == "kelurahan":
        return near.pairs
    above = {tuple(sorted((one[:8], other[:8]))) for one, other in near.pairs}
    return tuple(sorted((one, other) for one, other in above if one != other))


def pairing(need: Need) -> pd.DataFrame:
    """The places with need, have and asked (members there and by the norm), members (percent of the norm) and their cell.

    Members are held against the norm and not against the people in need: a ratio of members to people would carry the need in both directions of the
    square, so that much need would mean few members by itself. And it is the norm that says how many to recruit.
    """
    places, here = need.places, need.here
    asked = asked_by_norm(here)
    units = pd.DataFrame({"have": here.measure("active_members").set_index("place_code").value.astype(float)})
    units["asked"] = asked_each(asked, units.index)
    if need.level == "kecamatan":
        units = units.groupby(lambda code: code[:8]).agg(lambda parts: parts.sum(skipna=False))  # of a kecamatan only where all its parts are known
    units = units.reindex(places.place_code)
    have, asked = units.have.to_numpy(), units.asked.to_numpy()
    return paired(places.assign(need=places.value, have=have, asked=asked, members=100 * have / asked))


def recaps(need: Need) -> pd.DataFrame:
    """The recaps up to the month of the page: data_period, and the month in which each is looked at, for the last one that of the page."""
    here: Context = need.here
    found = here.ask("welfare_recaps") if need.name.startswith("dtks") else here.ask("ppks_recaps", ppks_code=need.options.get("ppks_code", "ALL"))
    if found.empty:
        return found
    return found.assign(period=[*found.period[:-1], pd.Timestamp(here.period)])


def forget() -> None:
    """Drop what is kept."""
    _certainty.clear()
    _clusters.clear()


def _asked(need: Need) -> dict[str, object]:
    here = need.here
    period: date = here.period
    return {**here.norm_options, **need.options, "city_code": here.city_code, "first_period": period, "last_period": period}
