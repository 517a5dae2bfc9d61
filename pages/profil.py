"""Profil kelurahan: everything about one kelurahan on one printable page."""

import streamlit as st

from charts.map_spec import coverage_map
from charts.small import spark
from charts.trend import line
from charts.words import amount, capital, is_known, month, number
from ui.cards import figure, figures, headline, nothing, plain_table, section
from ui.context import context
from ui.coverage import asked_by_norm, counted_as, coverage_text
from ui.kelurahan import show_activities, show_institutions, show_members
from ui.kinds import families_said, kind_bars
from ui.maps import by_norm, draw, place_picker
from ui.profile import show_where
from ui.reach import show_not_reached
from ui.reads import kinds_of
from ui.scorecard.acting import show_open_actions
from ui.terms import explain, meaning

here = context()
SHOWN = ("active_members", "shortage", "ppks_count", "ppks_per_1000", "ppks_per_member", "trained_members", "reports", "handled_in_30_days")


def three_levels(code: str, kecamatan_code: str) -> None:
    """Each indicator of the kelurahan beside its kecamatan and the city."""
    rows = []
    for name in SHOWN:
        found = meaning(name)
        values = [here.measure(name), here.measure(name, "kecamatan"), here.measure(name, "city")]
        picked = [frame[frame.place_code == place].value for frame, place in zip(values, (code, kecamatan_code, here.city_code), strict=True)]
        title = f"{found.title} ({found.unit})" if found.scale is None or found.unit == "%" else found.title
        rows.append((title, *(amount(value.iloc[0] if len(value) else None, "").strip() for value in picked)))
    section("Dibanding kecamatan dan kota", f"Keadaan {here.month}.")
    plain_table(["Ukuran", unit.kelurahan_name, f"Kec. {unit.kecamatan_name}", here.city_name], rows, numeric=(1, 2, 3))


def card(name: str, label: str) -> str:
    """One figure of the kelurahan with its line of months."""
    trend = here.measure(name, trend=True)
    values = trend[trend.place_code == code].value.tolist()
    return figure(label, amount(values[-1], meaning(name).unit), f"garis: 24 bulan sampai {here.month}", spark(values, label), meaning(name).why)


def show_need() -> None:
    """PPKS by kind; the sensitive kinds only as one sum."""
    composition = kinds_of(here.edition_id, here.city_code, here.period, code)
    section("PPKS menurut jenis", f"Jenis yang peka tidak dirinci di bawah kecamatan.{families_said(composition)}")
    if composition.empty:
        nothing("Rekap PPKS kelurahan ini belum ada.")
        return
    kind_bars(composition)


def show_reports() -> None:
    """Reports by month and what became of them."""
    reports = here.ask("kelurahan_reports", kelurahan_code=code, first_period=here.months[0], last_period=here.months[1])
    found = reports.found_count.sum(min_count=1)
    if not is_known(found):
        section("Laporan PPKS")
        nothing("Belum ada daftar PPKS menurut nama dari kota ini.")
        return
    last = reports[reports.found_count > 0].period.max()
    since = f"laporan terakhir {month(last)}" if is_known(last) else "tidak ada laporan sama sekali"
    section("Laporan PPKS", f"{number(found)} laporan dalam 24 bulan, {number(reports.handled_count.sum())} sudah ditangani; {since}.")
    st.plotly_chart(line(reports.rename(columns={"found_count": "value"}), "laporan"), config={"displayModeBar": False}, key="laporan", alt="Laporan per bulan")


def show_choice() -> None:
    """No kelurahan chosen yet: how to choose one, and a map to tap."""
    headline(f"Pilih satu {here.unit_word} di {here.city_name}.")
    st.write("Cari namanya di atas, atau ketuk di peta.")
    members = here.measure("active_members")
    who = counted_as(here.norm.kinds)
    text = coverage_text(here, f"{capital(who)} aktif per {here.unit_word}, {here.month}", members)
    spec = coverage_map(members, asked_by_norm(here), text, lambda row: [amount(row.value, who)], who)
    draw(here, by_norm(here, spec), key="peta_profil", height=430)


def show_profile() -> None:
    """The whole page of one kelurahan."""
    known = here.ask("population", kelurahan_code=code).dropna(subset=["population"])
    headline(f"{'Desa' if unit.kind == 'desa' else 'Kelurahan'} {unit.kelurahan_name}, kecamatan {unit.kecamatan_name}")
    residents = f"{number(known.population.iloc[0])} penduduk ({month(known.population_period.iloc[0])}, {known.source.iloc[0]})" if len(known) else "penduduk belum diisi"
    wards = f" · {number(unit.rw_count)} RW" if is_known(unit.rw_count) else ""
    st.caption(f"{here.city_name} · kode {code} · {number(unit.area_km2, 2)} km² · {residents}{wards}")
    show_not_reached(here, "activity", "ppks_case")
    figures([card("active_members", "Anggota aktif"), card("shortage", "Kekurangan"), card("ppks_count", "PPKS tercatat"), card("reports", "Laporan bulan ini")])
    left, right = st.columns(2, gap="medium")
    with left:
        show_where(here, places, code)
        three_levels(code, unit.kecamatan_code)
        show_members(here, code)
        show_activities(here, code)
    with right:
        show_reports()
        show_need()
        show_institutions(here, code)
        show_open_actions(here, unit.kecamatan_code)
    explain(*SHOWN)


code = place_picker(here)
if code is None:
    show_choice()
else:
    places = here.ask("kelurahan")
    unit = places.set_index("kelurahan_code", drop=False).loc[code]
    show_profile()
