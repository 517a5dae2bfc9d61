"""The overlay view: members as columns over PPKS density, drawn by pydeck without any map from elsewhere."""

import json

import pandas as pd
import pydeck
import streamlit as st

from charts.overlay import colours_key, columns_over_density, heights_key
from charts.words import uncapital
from data import paths
from geo.published import available
from ui.cards import section
from ui.need.choice import Need
from ui.terms import meaning

_ANGLES = {"Dari atas": 0, "Miring": 45, "Sangat miring": 60}  # degrees


def show_overlay(need: Need, density: pd.DataFrame, flat: dict) -> None:
    """A three-dimensional view on demand: its script is large, so it is loaded only when asked for. `flat`: the map above, whose colours it has."""
    here = need.here
    kinds = available(here.city_code)
    if not kinds or not st.toggle("Lihat anggota sebagai tiang di atas kepadatan", key="tiang", bind="query-params"):
        return
    angle = st.segmented_control("Sudut pandang", list(_ANGLES), default="Miring", required=True, key="sudut", bind="query-params")
    members = here.measure("active_members").set_index("place_code").value
    areas = _areas(here.city_code, kinds[0], (paths.geometry() / f"{here.city_code}.{kinds[0]}.geojson").stat().st_mtime_ns)
    layers, view, height = columns_over_density(areas, flat, density.set_index("place_code").place_name, members, _ANGLES[angle])
    tooltip = {"text": "{name} (kec. {kecamatan})\n{value}\n{members}"}
    deck = pydeck.Deck(layers=layers, initial_view_state=view, views=[pydeck.View("MapView", controller=True, orthographic=True)], map_provider=None, tooltip=tooltip)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.html(f"<style>:root {{ --pk-columns: {height}px; }}</style>")  # a phone draws it as wide as a desk and shrinks it, see style.css
        st.pydeck_chart(deck, height=height, key="tiang_kepadatan")
    with right:
        section(f"Anggota di atas {uncapital(need.title)}", f"Warna: {uncapital(need.basis)}, sama dengan peta di atas. Tiang: anggota aktif {here.month}; {here.unit_word} tanpa anggota tidak bertiang.")
        st.html(f'<div class="pk-key pk-columns">{colours_key(flat)}<div>{_heights(members, _ANGLES[angle])}</div></div>')
        st.caption(f"Pandangannya sejajar: tiang yang sama tingginya berarti anggota sama banyak, juga yang di belakang. Sumber: {meaning(need.name).source}; "
                   f"{meaning('active_members').source}.")
        st.caption("Satu jari atau geser untuk memindah, dua jari atau gulir untuk mendekat; di komputer Ctrl dan geser untuk memutar. "
                   "Di ponsel kemiringan diatur dengan Sudut pandang.")


def _heights(members: pd.Series, pitch: int) -> str:
    """What the height of a column means, as HTML."""
    if not (members > 0).any():
        return "Tidak ada tiang: belum ada anggota."
    if not pitch:
        return "Dari atas hanya tampak di mana ada anggota; tinggi tiang, yaitu jumlahnya, tampak dari sudut miring."
    return f"{heights_key(members, pitch)}<span>Tinggi tiang: jumlah anggota aktif, selama peta tidak diperbesar</span>"


@st.cache_data(max_entries=8, show_spinner=False)
def _areas(city_code: str, kind: str, _modified: int) -> dict:
    return json.loads((paths.geometry() / f"{city_code}.{kind}.geojson").read_text(encoding="utf-8"))
