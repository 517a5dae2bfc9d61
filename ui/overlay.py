"""The overlay view: members as columns over PPKS density, drawn by pydeck without any map from elsewhere."""

import json

import pandas as pd
import pydeck
import streamlit as st

from charts.overlay import columns_over_density
from data import paths
from geo.published import available
from ui.context import Context


def show_overlay(here: Context, density: pd.DataFrame, title: str) -> None:
    """A three-dimensional view on demand: its script is large, so it is loaded only when asked for."""
    kinds = available(here.city_code)
    if not kinds or not st.toggle("Lihat anggota sebagai tiang di atas kepadatan", key="tiang", bind="query-params"):
        return
    members = here.measure("active_members").set_index("place_code").value
    areas = _areas(here.city_code, kinds[0], (paths.geometry() / f"{here.city_code}.{kinds[0]}.geojson").stat().st_mtime_ns)
    layers, view = columns_over_density(areas, density, members)
    deck = pydeck.Deck(layers=layers, initial_view_state=view, map_provider=None, tooltip={"text": "{name}\n{value}\n{members}"})
    st.pydeck_chart(deck, height=460, key="tiang_kepadatan")
    st.caption(f"Warna: {title}, kelas kuantil seperti pada peta di atas. Tinggi tiang: anggota aktif {here.month}; {here.unit_word} tanpa anggota tidak bertiang. "
               f"Geser untuk memindah, Ctrl dan geser untuk memutar, gulir atau dua jari untuk mendekat. {here.source_line}.")


@st.cache_data(max_entries=8, show_spinner=False)
def _areas(city_code: str, kind: str, _modified: int) -> dict:
    return json.loads((paths.geometry() / f"{city_code}.{kind}.geojson").read_text(encoding="utf-8"))
