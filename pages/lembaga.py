"""Lembaga: which WKSBM, Karang Taruna and LKS were visited this year, what was agreed, and where to go next."""

import streamlit as st

from charts.map_spec import MapText
from charts.visits import NEVER, is_judged, last_day, not_begun, visit_map, visits_figure, visits_headline, with_age, with_state
from charts.words import day_long, is_known, number
from data.errors import UserError
from data.parameters.visits import visit_rule
from ui.cards import figure, figures, headline
from ui.context import context
from ui.institutions import (
    choose_kind,
    list_age,
    show_freshness,
    show_kinds,
    show_place,
    show_priority,
    show_register,
    words_of_the_page,
)
from ui.maps import choose_geometry, draw, place_picker
from ui.terms import explain

here = context()
register = here.ask("institution_register")
if register.empty:
    raise UserError(
        f"Belum ada lembaga {here.city_name} yang tercatat. Impor daftar lembaga (WKSBM, Karang Taruna, LKS, LK3) dengan tanggal kunjungan untuk mengisi halaman ini."
    )
month_end, year = last_day(here.period), here.period.year
rule = visit_rule(here.city_code, month_end)
register = with_state(register, month_end)
freshness = with_age(here.ask("place_freshness"), month_end, rule)

left, right = st.columns([3, 2], gap="small")
with left:
    kind_code, noun = choose_kind(register)
with right:
    chosen = place_picker(here)
shown = register if kind_code is None else register[register.kind_code == kind_code]
judged = is_judged(shown)
never, unknown = int((shown.state[judged] == NEVER).sum()), int((~judged).sum())
city = here.measure("institutions_visited", "city", institution_kind=kind_code).iloc[0]
places_with = shown.kelurahan_code.nunique()
last, missing = shown.last_visit_date.max(), not_begun(freshness)
results = shown.agreed[judged & shown.last_visit_date.notna()]  # of the last visit of each
visited_note = ", ".join(filter(None, [
    f"terakhir {day_long(last)}" if is_known(last) else "" if unknown else "tanggal kunjungan belum tercatat",
    f"kunjungan {number(unknown)} {noun} tidak diketahui" if unknown else "",
    f"hasil tertulis dari {number(int(results.notna().sum()))} di antara {number(len(results))} yang pernah dikunjungi" if len(results) else "",
]))
old = f"{number(int((freshness.old_count > 0).sum()))} {here.unit_word}" if len(missing) < 3 else "–"
old_note = f"{', '.join(missing)} belum dimulai" if missing else "rekap, laporan, atau daftar anggota lewat batas"

headline(visits_headline(shown, noun, year))
st.caption(list_age(here))
figures([
    figure("Lembaga terdaftar", f"{number(len(shown))} {noun}", f"di {number(places_with)} dari {number(here.unit_count)} {here.unit_word}"),
    figure(f"Dikunjungi {year}", visits_figure(city.numerator, city.denominator), visited_note),
    figure("Belum ada kunjungan tercatat", number(never) if is_known(city.denominator) else "–", f"dari {number(int(judged.sum()))} {noun} yang dapat dinilai"),
    figure("Data lama", old, old_note),
])

left, right = st.columns([2, 1], gap="medium")
with left:
    text = MapText(f"Kunjungan ke {noun} tahun {year} sampai {here.month}", here.source_line, here.unit_word, source="daftar lembaga")
    draw(here, visit_map(freshness, shown, text), key="peta_lembaga", kind=choose_geometry(here), height=440)
with right:
    if chosen is not None:
        show_place(register, freshness, chosen)
    show_kinds(register, year)

show_priority(here, shown, freshness, rule, noun, month_end)
show_freshness(here, freshness, register)
show_register(here, shown, noun, kind_code)
explain("institutions_visited", also=words_of_the_page(rule))
