"""Neighbours that are high or low together: the sentence, the map, and the groups by name."""

import pandas as pd
import streamlit as st

from charts.cluster_map import around, cluster_groups, cluster_headline, cluster_map, cluster_meaning, place_said, with_neighbours, words_of
from charts.words import amount, capital
from geo.published import Neighbours, neighbours
from ui.cards import headline, nothing, section
from ui.lists import show_list
from ui.maps import choose_geometry, draw
from ui.need.choice import Need
from ui.need.offers import offer_analysis
from ui.need.plain import missing_word, show_chosen, show_needs_internal
from ui.need.reads import clusters, pairs_at


def show_clusters(need: Need, chosen: str | None) -> None:
    """The groups of a measure, with what they mean and what was left out."""
    near = neighbours(need.here.city_code)
    if near is None:
        headline(f"Kelompok {need.unit_word} belum dapat dinilai: peta kota ini belum memuat siapa bertetangga dengan siapa.")
        nothing("Jalankan python -m geo schematic, atau impor ulang batas wilayahnya, lalu muat ulang halaman ini.")
        return
    if need.hidden_count:
        return show_needs_internal(need, f"kelompok {need.unit_word}")
    pairs = pairs_at(need.level, near)
    found = clusters(need, pairs)
    headline(cluster_headline(found, pairs, need.unit_word))
    st.caption(f"{need.basis}. {cluster_meaning(found, need.unit_word)}{_approximate(near, need.unit_word)}")
    shown = with_neighbours(found, pairs)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        shape = choose_geometry(need.here) if need.level == "kelurahan" else None
        text = need.text(f", kelompok {need.unit_word} bertetangga")
        spec = cluster_map(shown, text, lambda row: [*need.lines(row)[:1], place_said(row.state, need.unit_word)])
        draw(need.here, {**spec, "download": need.is_public}, key="peta_kelompok", kind=shape, height=470)
    with right:
        show_chosen(need, shown, chosen, lambda row: [*need.lines(row), place_said(row.state, need.unit_word)])
        _show_groups(need, found, pairs)
    section("Daftar di balik peta")
    show_list(_table(need, shown), f"Kelompok tiap {need.unit_word}", units={need.title: need.unit}, missing=missing_word(need))
    offer_analysis(need, "kelompok", f"kelompok {need.unit_word} bertetangga", lambda public: _table(public, with_neighbours(clusters(public, pairs), pairs)))


def _table(need: Need, found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "Tempat": found.place_name, "Kecamatan": found.kecamatan_name, "Kode": found.place_code, need.title: found.value,
        "Kelompok": [place_said(state, need.unit_word) for state in found.state],
    })


def _approximate(near: Neighbours, unit_word: str) -> str:
    if not near.is_approximate:
        return ""
    return f" Batas resmi kota ini belum ada; siapa bertetangga dengan siapa diperkirakan dari titik pusat dan luas {unit_word}, jadi tidak pasti."


def _show_groups(need: Need, found: pd.DataFrame, pairs: tuple[tuple[str, str], ...]) -> None:
    """Each group by its places, with the number of each."""
    stands_out = False
    for state in ("high", "low", "high_among_low", "low_among_high"):
        many = cluster_groups(found, pairs, state)
        if not many:
            continue
        stands_out = True
        outlined = " Tetangga yang disebut bergaris tepi tebal di peta." if state in ("high", "low") else ""
        section(capital(words_of(state, need.unit_word)), f"{need.measured_in.capitalize()}.{outlined}")
        for group in many:
            rows = group.sort_values("value", ascending=state in ("low", "low_among_high"))
            kecamatan = "" if need.level == "kecamatan" else f" (kec. {', '.join(sorted(rows.kecamatan_name.unique()))})"
            near = around(found, pairs, group) if state in ("high", "low") else group.iloc[:0]
            beside = f"; bersama tetangganya {_named(near)}" if len(near) else ""
            st.markdown(f"- **{_named(rows)}**{kecamatan}{beside}")
    if not stands_out:
        nothing("Tidak ada kelompok untuk disebut.")


def _named(rows: pd.DataFrame) -> str:
    return ", ".join(f"{row.place_name} {amount(row.value, '').strip()}" for row in rows.itertuples())
