"""Antar kota: the same indicators for several cities, and why some of them cannot be compared."""

import streamlit as st

from charts.words import number
from data.errors import UserError
from ui.cards import figure, figures, headline
from ui.cities import compare, ends_said, norms_said, short_name, show_compared, show_download, show_matrix, sides
from ui.context import context
from ui.terms import explain

here = context()

cities = sides(here)
if len(cities) < 2:
    raise UserError("Edisi ini memuat data satu kota saja. Masukkan ekspor kota lain di halaman Impor untuk membandingkan kota.")
found = compare(here, cities)
whole, none = (sum(test(one) for one in found) for test in (lambda one: one.is_whole, lambda one: not one.comparable()))
partly = len(found) - whole - none

first, agree = found[0].comparable(), f"{number(whole)} dari {number(len(found))} ukuran sebanding"
if first:
    headline(f"{ends_said(here, cities, first)}; {agree} untuk semua {number(len(cities))} kota.")
else:
    headline(f"Pada {here.month} pemenuhan norma tidak sebanding antar {number(len(cities))} kota; {agree} untuk semua.")
figures([
    figure("Kota dengan data", number(len(cities)), ", ".join(short_name(city.here.city_name) for city in cities)),
    figure("Sebanding untuk semua kota", f"{number(whole)} ukuran", f"keadaan {here.month}"),
    figure("Sebanding untuk sebagian", f"{number(partly)} ukuran", "kota yang lain disebut alasannya"),
    figure("Tidak sebanding sama sekali", f"{number(none)} ukuran", "dasar datanya berbeda"),
])
invented = [city.here.city_name for city in cities if city.here.is_simulated]
if invented:
    st.caption(f"DATA SIMULASI: {', '.join(invented)}. Data rekaan tidak pernah disandingkan dengan data asli.")
show_matrix(found)
for left_one, right_one in zip(found[::2], [*found[1::2], None], strict=False):
    left, right = st.columns(2, gap="medium")
    with left:
        show_compared(left_one)
    if right_one is not None:
        with right:
            show_compared(right_one)
st.caption(f"{norms_said(here, cities)} Bagian tidak pernah dijumlahkan atau dirata-ratakan antar kota.")
show_download(here, cities, found)
explain("norm_met", "active_members", "trained_members", "kelurahan_reached", "handled_in_30_days", "ppks_per_1000")
