"""Maps of the chosen city: which geometry, what a click does, and the link from a kelurahan to its profile."""

import streamlit as st

from geo.published import available, drawing_url
from ui.cards import nothing
from ui.context import CAME_FROM, PAGE, Context
from ui.map import choropleth
from ui.reads import table

GEOMETRIES = {"boundaries": "Batas wilayah", "schematic": "Peta skematik", "tiles": "Petak sama besar"}
PROFILE = "pages/profil.py"
_CHOSEN = "_chosen_place"  # the label of the kelurahan chosen last, None after it was taken away
_CHOSEN_ON = "_chosen_on"  # the page that asked for it last


def place_labels(here: Context) -> dict[str, str]:
    """Code of each kelurahan -> its label in lists and URLs; the kecamatan tells namesakes apart."""
    return _labels(here.edition_id, here.city_code)


@st.cache_data(max_entries=20, show_spinner=False)
def _labels(edition_id: str, city_code: str) -> dict[str, str]:
    # kept as text: a list of a dozen links asks for it a dozen times
    rows = table(edition_id, "kelurahan", city_code=city_code)
    return {row.kelurahan_code: f"{row.kelurahan_name} ({row.kecamatan_name})" for row in rows.itertuples()}


def choose_geometry(here: Context) -> str | None:
    """Let the reader pick a geometry where the city has several; None when nothing is drawn yet."""
    kinds = available(here.city_code)
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    labels = [GEOMETRIES[kind] for kind in kinds]
    label = st.segmented_control("Bentuk peta", labels, default=labels[0], required=True, key="peta", bind="query-params", label_visibility="collapsed")
    return kinds[labels.index(label)]


def by_norm(here: Context, spec: dict) -> dict:
    """A map that the norm colours: its kept picture is named after the norm too, as the lists are, so that those of two norms stand side by side."""
    return {**spec, "file_note": here.norm.id}


def draw(here: Context, spec: dict, *, key: str, kind: str | None = None, height: int | None = None, labels: str = "kecamatan") -> None:
    """Draw a map; a click selects the kelurahan on this page."""
    _mount(here, {**spec, "search": False}, key, kind, height, labels, _select)


def draw_linked(here: Context, spec: dict, *, key: str) -> None:
    """Draw a map; a click opens the profile of the kelurahan, a second tap where there is no pointer to hover with."""
    _mount(here, {**spec, "leaves": True}, key, None, None, "kecamatan", lambda code: st.session_state.update(_open=code))
    code = st.session_state.pop("_open", None)
    if code:
        st.switch_page(PROFILE, query_params=here.link(kelurahan=place_labels(here)[code]))


def _mount(here: Context, spec: dict, key: str, kind: str | None, height: int | None, labels: str, on_click) -> None:
    kinds = available(here.city_code)
    if not kinds:
        nothing("Peta kota ini belum dibuat. Jalankan `python -m geo schematic`, lalu muat ulang halaman ini.")
        return
    names = {label: code for code, label in place_labels(here).items()}
    selected = names.get(st.session_state.get("kelurahan") or st.session_state.get(_CHOSEN) or "")
    url = drawing_url(here.city_code, kind if kind in kinds else kinds[0])
    choropleth({**spec, "city": here.city_code, "geometry_url": url, "labels": labels, "selected": selected}, key=key, on_click=on_click, height=height)


def _select(code: str) -> None:
    labels = st.session_state.get("_place_labels", {})
    st.session_state["kelurahan"] = labels.get(code, code)


def place_picker(here: Context) -> str | None:
    """Search a kelurahan by name; the choice is part of the URL and survives every filter. Returns its code."""
    labels = place_labels(here)
    st.session_state["_place_labels"] = labels
    _bring_choice(labels)
    if st.session_state.get("kelurahan") not in (None, *labels.values()):
        st.session_state["kelurahan"] = None  # of the city before; so it leaves the address too
    label = st.selectbox(
        "Cari " + here.unit_word, list(labels.values()), index=None, key="kelurahan", bind="query-params", placeholder=f"Cari {here.unit_word}",
        label_visibility="collapsed",
    )
    st.session_state[_CHOSEN] = label
    return next((code for code, text in labels.items() if text == label), None)


def _bring_choice(labels: dict[str, str]) -> None:
    """Another page reached through the menu opens with the kelurahan that was chosen on the page before, unless its address names one."""
    before, page = st.session_state.get(_CHOSEN), st.session_state.get(PAGE)
    # On the first run of another page the key still holds the choice of the page before, and yet its own widget begins empty.
    is_opened = "kelurahan" not in st.session_state or st.session_state.get(_CHOSEN_ON) != page or st.session_state.get(CAME_FROM) != page
    st.session_state[_CHOSEN_ON] = page
    if is_opened and "kelurahan" not in st.query_params and before in labels.values():
        st.session_state["kelurahan"] = before
        if page:  # the menu led here, so the widget of the page before let go of the address, and that of this page writes only what it was given by hand
            st.query_params["kelurahan"] = before


def profile_link(here: Context, code: str, label: str) -> None:
    """A link to the profile of a kelurahan that keeps the view."""
    st.page_link(PROFILE, label=label, query_params=here.link(kelurahan=place_labels(here)[code]))
