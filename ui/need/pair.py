"""Need and members together: the square map, and the list of the corner where much need has few members."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis.pairing import corner
from charts.pair_map import class_words, of_norm, pair_headline, pair_map, third_counts
from charts.words import amount, month, month_long, number, rounded, uncapital
from ui.cards import headline, nothing, section
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import choose_geometry, draw, profile_link
from ui.need.choice import Need
from ui.need.offers import NOTE, say_what_leaves
from ui.need.plain import missing_word, show_chosen
from ui.need.reads import pairing
from ui.terms import meaning

_LINKS = 12


def show_pair(need: Need, chosen: str | None) -> None:
    """Sentence, map and corner list; what is downloaded has every place, computed from the public view."""
    here, cells = need.here, pairing(need)
    found = corner(cells)
    headline(pair_headline(cells, need.unit_word))
    show_parts(need, cells)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        shape = choose_geometry(here) if need.level == "kelurahan" else None
        text, norm = need.text(), uncapital(here.norm.name)
        title = f"{need.title}{_at(need, need.recap)} dan anggota{_at(need, here.period)} terhadap norma {norm}{'' if need.is_older else f', {uncapital(need.basis)}'}"
        text = replace(text, title=title, subtitle=need.source_at(here.period), source=_sources(text.source, cells))
        spec = pair_map(cells, text, lambda row: [need.lines(row)[0], of_norm(row.have, row.asked)], need.unit)
        draw(here, {**spec, "download": need.is_public}, key="peta_berpasangan", kind=shape, height=470)
    with right:
        show_chosen(need, cells.assign(said=class_words(cells)), chosen, lambda row: [*need.lines(row), of_norm(row.have, row.asked), row.said])
        _show_corner(need, found)
    _show_rows(need, found)


def _sources(need_source: str, cells: pd.DataFrame) -> str:
    """What the two figures were read from; a list of members only where one is known."""
    return f"{need_source}; {meaning('active_members').source}" if cells.have.notna().any() else need_source


def _at(need: Need, period: date) -> str:
    """The month behind each of the two, where they are of different months."""
    return f" ({month(period)})" if need.is_older else ""


def show_parts(need: Need, cells: pd.DataFrame) -> None:
    """How the places were divided, in one line."""
    own = ""
    if need.name == "ppks_per_member":
        own = " Ukuran ini sudah dibagi anggota: kedua arahnya saling memuat, dan tempat tanpa anggota tidak ikut. Per 1.000 penduduk atau per km² lebih tepat di sini."
    stand = need.basis
    if need.is_older:
        stand = f"Dua bulan yang berbeda: kebutuhan menurut rekap {month_long(need.recap)}, anggota menurut daftar {month_long(need.here.period)}"
    st.caption(
        f"{stand} · norma: {need.here.norm.name} · tiap arah dibagi tiga menurut urutan, sedapatnya sepertiga tempat masing-masing ({third_counts(cells)}): angka yang sama "
        f"selalu sekelas, dan tempat yang memenuhi norma tidak pernah disebut sedikit relawannya.{own}"
    )


def _show_corner(need: Need, found: pd.DataFrame) -> None:
    tap = " Ketuk untuk membuka profilnya." if need.level == "kelurahan" else ""
    section("Kebutuhan tinggi, relawan sedikit", f"Kebutuhan terbesar lebih dahulu, {need.measured_in}; anggota yang ada dan yang diminta norma.{tap}")
    if found.empty:
        nothing("Tidak ada tempat dengan kebutuhan tinggi dan relawan sedikit.")
    with st.container(key="pk-worst"):
        for row in found.head(_LINKS).itertuples():
            said = f"**{amount(row.value, '').strip()}** · {need.label(row)} · {of_norm(row.have, row.asked)}"
            if need.level == "kelurahan":
                profile_link(need.here, row.place_code, said)
            else:
                st.markdown(said)
    if len(found) > _LINKS:
        st.caption(f"Dan {number(len(found) - _LINKS)} lagi dalam daftar di bawah.")


def _show_rows(need: Need, found: pd.DataFrame) -> None:
    section("Daftar sudut ini")
    show_list(_table(need, found), "Kebutuhan tinggi dan relawan sedikit", units={need.title: need.unit}, missing=missing_word(need))
    say_what_leaves(need)
    public = need.public()
    cells = pairing(public)
    table = _table(public, cells).assign(Kelas=class_words(cells))
    title = f"Kebutuhan dan relawan tiap {need.unit_word}: {need.title} dan {need.here.norm.name} ({NOTE})"
    offer(table, f"kebutuhan-relawan-{need.file_name}-{need.here.norm.id}", title, need.here, f"Unduh CSV semua {need.unit_word}")


def _table(need: Need, found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "Tempat": found.place_name, "Kecamatan": found.kecamatan_name, "Kode": found.place_code, need.title: found.value, "Anggota aktif": found.have,
        "Anggota menurut norma": found.asked, "Anggota, % dari norma": found.members.map(rounded, na_action="ignore"),
    })
