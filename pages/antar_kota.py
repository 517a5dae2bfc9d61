"""Antar kota: the same indicators for several cities, and why some of them cannot be compared."""

import streamlit as st

from charts.words import every, number
from data.errors import UserError
from ui.cards import figure, figures, headline
from ui.cities import choose_measure, compare, ends_said, norms_said, short_name, show_compared, show_download, show_folded, show_matrix, sides
from ui.cities_choice import choose_cities
from ui.context import context
from ui.terms import explain

here = context()

everywhere = sides(here)
if len(everywhere) < 2:
    raise UserError("Edisi ini memuat data satu kota saja. Masukkan ekspor kota lain di halaman Impor untuk membandingkan kota.")
cities = choose_cities(everywhere)
found = compare(here, cities)
whole, none = (sum(test(one) for one in found) for test in (lambda one: one.is_whole, lambda one: not one.comparable()))
partly = len(found) - whole - none

first, agree = found[0].comparable(), f"{number(whole)} dari {number(len(found))} ukuran sebanding"
together = every(len(cities), f"{number(len(cities))} kota").lower()
if first:
    headline(f"{ends_said(here, cities, first)}; {agree} untuk {together}.")
else:
    headline(f"Pada {here.month} pemenuhan norma tidak sebanding antar {number(len(cities))} kota; {agree} untuk {together}.")
figures([
    figure("Kota yang dibandingkan", f"{number(len(cities))} dari {number(len(everywhere))}", ", ".join(short_name(city.here.city_name) for city in cities)),
    figure("Sebanding untuk semua", f"{number(whole)} ukuran", "dasar datanya sama"),
    figure("Sebanding untuk sebagian", f"{number(partly)} ukuran", "kota yang lain disebut alasannya"),
    figure("Tidak sebanding sama sekali", f"{number(none)} ukuran", "dasar datanya berbeda"),
])
invented = [city.here.city_name for city in cities if city.here.is_simulated]
if invented:
    whose = "semua kota" if len(invented) == len(cities) else ", ".join(invented)
    st.caption(f"DATA SIMULASI: {whose}. Data rekaan tidak pernah disandingkan dengan data asli.")
st.caption(f"Bulannya sama untuk semua kota, {here.month}; daftar kegiatan atau laporan yang belum sampai bulan itu tidak disandingkan.")
chosen = choose_measure(found)
show_compared(chosen)
show_matrix(found)
show_folded([one for one in found if one is not chosen])
st.caption(f"{norms_said(here, cities)} Bagian tidak pernah dijumlahkan atau dirata-ratakan antar kota.")
show_download(here, cities, found)
explain("norm_met", "active_members", "trained_members", "kelurahan_reached", "handled_in_30_days", "ppks_per_1000")
