"""Kepadatan PPKS: where is the need, of which kind, against which denominator; and what it says together with members, chance, neighbours and time."""

import streamlit as st

from charts.words import need_headline, number
from ui.cards import headline
from ui.context import context
from ui.need.certain import show_certain
from ui.need.choice import Need, choose
from ui.need.cluster import show_clusters
from ui.need.months import show_months
from ui.need.pair import show_pair
from ui.need.plain import show_lack, show_plain
from ui.terms import explain

VIEWS = {
    "Satu ukuran": show_plain, "Kebutuhan dan relawan": show_pair, "Seberapa pasti": show_certain, "Kelompok bertetangga": show_clusters, "Waktu": show_months,
}
OWN = {  # what the words of a view mean
    "Kebutuhan dan relawan": "**Kebutuhan tinggi, relawan sedikit**  \nSepertiga tempat dengan kebutuhan tertinggi dan, sekaligus, sepertiga dengan anggota paling sedikit "
    "dibanding norma; yang memenuhi norma tidak termasuk. Tempat yang angkanya sama selalu sekelas; tempat tanpa PPKS, tanpa data, atau yang disembunyikan tidak ikut dibagi.",
    "Seberapa pasti": "**Diperhalus**  \nAngka tiap tempat ditarik ke arah rata-rata kota, makin kuat makin kecil tempatnya (Bayes empiris menurut Marshall 1991). "
    "**Kisaran**  \nMemuat 9 dari 10 kemungkinan. Pada PPKS per anggota yang dianggap kebetulan ialah jumlah anggotanya.",
    "Kelompok bertetangga": "**Kelompok bertetangga**  \nTempat yang angkanya dan angka tetangganya bersama-sama tinggi atau rendah, melebihi kebetulan (Moran lokal, "
    "9.999 pembagian acak, kekeliruan paling banyak 5% menurut Benjamini-Hochberg). Bertetangga berarti berbatasan langsung. Tetangga yang tidak menonjol sendiri tetapi "
    "berada di sisi rata-rata yang sama ikut membentuk kelompok itu dan bergaris tepi.",
    "Waktu": "**Selisih**  \nAngka bulan kedua dikurangi angka bulan pertama. ▲ naik, ▼ turun. Tempat yang angkanya tidak diketahui pada salah satu bulan tidak dibandingkan. "
    "Pada tampilan publik angkanya hanya sekitar; selisih yang tidak melebihi ketidakpastian kedua bulan disebut dalam pembulatan.",
}


def show_basis(need: Need, city: tuple) -> None:
    """Date, completeness and basis of the figures."""
    stand = need.stand
    notes = [need.basis, f"{number(city.known_count)} dari {number(city.unit_count)} {need.here.unit_word} ada datanya" if len(stand) else ""]
    if len(stand) and "basis" in stand and stand.basis[0] == "case":
        notes.append("dihitung dari daftar nama karena kota ini tidak punya rekap")
    if need.level == "kecamatan":
        notes.append("jenis ini peka, karena itu hanya ditampilkan per kecamatan")
    if not need.is_public and need.has_values:
        notes.append("gambar peta diunduh dari Tampilan publik")
    st.caption(" · ".join(filter(None, notes)))


here = context()
view = st.segmented_control("Cara membaca", list(VIEWS), default="Satu ukuran", required=True, key="baca", bind="query-params", label_visibility="collapsed")
need, chosen = choose(here)
if view == "Satu ukuran" or not need.has_values:
    city = need.city
    headline(need_headline(
        need.name, city.value, need.kind_name, need.kind_unit, here.city_name, is_hidden=bool(city.is_hidden), is_about=need.is_public
    ))
    show_basis(need, city)
if need.has_values:
    VIEWS[view](need, chosen)
else:
    show_lack(need)
explain(need.name, also=OWN.get(view, ""))
