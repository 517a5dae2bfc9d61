"""Which cities stand beside each other: a province, then some of its cities; both in the URL, and offered only where there is a choice."""

from collections.abc import Sequence

import streamlit as st

from data.reference import cities as known_cities
from ui.cities import Side

ALL_PROVINCES = "Semua provinsi"


def choose_cities(cities: Sequence[Side]) -> list[Side]:
    """The chosen cities in their order. A province with fewer than two cities compares nothing and is not offered."""
    province_of = {city.city_code: city.province_name for city in known_cities()}
    provinces = [province_of.get(city.here.city_code, "") for city in cities]
    offered = sorted({name for name in provinces if name and provinces.count(name) > 1})
    left, right = st.columns([1, 2], gap="small")
    shown = list(cities)
    if offered and set(provinces) != set(offered):
        with left:
            province = st.selectbox("Provinsi", [ALL_PROVINCES, *offered], key="provinsi", bind="query-params", label_visibility="collapsed")
        if province != ALL_PROVINCES:
            shown = [city for city, its in zip(cities, provinces, strict=True) if its == province]
    if len(shown) > 2:
        names = [city.here.city_name for city in shown]
        with right:
            picked = st.multiselect(
                "Kota yang dibandingkan", names, key="banding", bind="query-params", label_visibility="collapsed",
                placeholder="Semua kota; pilih sedikitnya dua untuk membatasi",
            )
        if len(picked) == 1:
            st.caption("Pilih satu kota lagi; yang tampil masih semuanya.")
        elif picked:
            shown = [city for city in shown if city.here.city_name in picked]
    return shown
