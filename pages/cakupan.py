"""Cakupan relawan: which kelurahan are below the norm, who counts, since when; and how the picture changes with the norm."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.words import coverage_headline, month
from ui.cards import headline, nothing, section
from ui.context import context
from ui.coverage import choose_kecamatan, choose_kinds, coverage, show_chosen, show_kinds, show_map, show_rows, show_trend, show_worst
from ui.maps import choose_geometry, place_picker
from ui.norms import LIMITS, show_beside
from ui.terms import explain

here = context()
VIEWS = ["Satu norma", "Norma berdampingan"]


def show_one(left: DeltaGenerator, middle: DeltaGenerator, right: DeltaGenerator) -> None:
    """The norm of the bar: headline, map and ranking, trend, list."""
    with left:
        kinds, only = choose_kinds(here)
    with middle:
        kecamatan = choose_kecamatan(here)
    with right:
        chosen = place_picker(here)
    found = coverage(here, kinds, only, kecamatan)
    rows, shown = found.rows, found.missing.reindex(found.rows.place_code)
    headline(coverage_headline(int((shown == 0).sum()), int(shown.notna().sum()), len(rows), int(shown.sum()), here.norm.name, here.unit_word))
    valid = f" Berlaku sejak {month(here.norm.valid_from)}." if here.norm.city != "*" else ""
    st.caption(f"Norma: {here.norm.decided_by}.{valid}")
    if not found.missing.notna().any():
        nothing("Impor daftar anggota dengan unsur, tempat tugas, dan tanggal bergabung untuk mengisi halaman ini.")
        show_map(found, choose_geometry(here))
        return

    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_map(found, choose_geometry(here))
    with right:
        show_chosen(found, chosen)
        show_worst(found)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_trend(found)
    with right:
        show_kinds(found)
    section("Daftar di balik peta")
    show_rows(found)


with st.container(key="pk-filters"):
    first, *filters = st.columns([2.4, 3, 2, 2], gap="small", vertical_alignment="bottom")
with first:
    view = st.segmented_control("Tampilan", VIEWS, default=VIEWS[0], required=True, key="lihat", bind="query-params", label_visibility="collapsed")
if view == VIEWS[0]:
    show_one(*filters)
else:
    with filters[-1]:
        chosen = place_picker(here)
    show_beside(here, chosen)
explain("active_members", "shortage", "norm_met", also=LIMITS)
