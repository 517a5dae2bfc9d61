"""Kepadatan PPKS: where is the need, of which kind, against which denominator."""

import pandas as pd
import streamlit as st

from charts.colours import NEED
from charts.map_spec import MapText, scale_map
from charts.words import amount, is_known, month_long, number
from ui.cards import bars, headline, nothing, section
from ui.context import context
from ui.downloads import offer
from ui.maps import choose_geometry, draw, place_picker, profile_link
from ui.overlay import show_overlay
from ui.reads import kinds_of
from ui.terms import explain, meaning

here = context()
MEASURES = {
    "PPKS per 1.000 penduduk": "ppks_per_1000", "PPKS per km²": "ppks_per_km2", "PPKS per anggota aktif": "ppks_per_member",
    "Jumlah PPKS": "ppks_count", "DTKS per 1.000 penduduk": "dtks_per_1000", "Individu DTKS": "dtks_individuals",
}
ALL_KINDS = "Semua jenis PPKS"


def title_of(name: str, kind_name: str, unit: str) -> str:
    """The exact measure with its denominator."""
    if name.startswith("dtks"):
        return meaning(name).title
    subject = "PPKS (semua jenis)" if kind_name == ALL_KINDS else kind_name
    counted = f" ({unit})" if kind_name != ALL_KINDS else ""
    return {
        "ppks_count": f"Jumlah {subject}{counted}", "ppks_per_1000": f"{subject}{counted} per 1.000 penduduk", "ppks_per_km2": f"{subject}{counted} per km² luas wilayah",
        "ppks_per_member": f"{subject}{counted} per anggota aktif",
    }[name]


kinds = here.ask("ppks_kinds")
left, middle, right = st.columns([3, 3, 2], gap="small", vertical_alignment="bottom")
with left:
    label = st.selectbox("Ukuran", list(MEASURES), index=0 if here.ask("population_known").is_known[0] else 1, key="ukuran", bind="query-params")
with middle:
    kind_name = st.selectbox("Jenis PPKS", [ALL_KINDS, *kinds.ppks_name], key="jenis", bind="query-params", disabled=MEASURES[label].startswith("dtks"))
with right:
    chosen = place_picker(here)
name = MEASURES[label]
kind = None if kind_name == ALL_KINDS or name.startswith("dtks") else kinds[kinds.ppks_name == kind_name].iloc[0]
options = {} if kind is None else {"ppks_code": kind.ppks_code}
unit = meaning(name).unit if kind is None or meaning(name).unit != "orang" else kind.unit
places = here.measure(name, **options)
level = "kelurahan"
if places.is_hidden.any() and kind is not None:
    places, level = here.measure(name, "kecamatan", **options), "kecamatan"
city = here.measure(name, "city", **options).iloc[0]
title = title_of(name, kind_name, "orang" if kind is None else kind.unit)

stand = here.ask("welfare_stand" if name.startswith("dtks") else "ppks_stand")
basis = f"Keadaan {month_long(stand.data_period[0])}" if len(stand) else ""
headline(f"{title}: {amount(city.value, unit)} di {here.city_name}." if is_known(city.value) else f"{title}: belum ada data.")
notes = [basis, f"{number(city.known_count)} dari {number(city.unit_count)} {here.unit_word} ada datanya" if len(stand) else ""]
if len(stand) and "basis" in stand and stand.basis[0] == "case":
    notes.append("dihitung dari daftar nama karena kota ini tidak punya rekap")
if level == "kecamatan":
    notes.append("jenis ini peka, karena itu hanya ditampilkan per kecamatan")
st.caption(" · ".join(filter(None, notes)))
if not places.value.notna().any():
    missing = "penduduk" if meaning(name).unit == "per 1.000 penduduk" and len(stand) else "sumber"
    nothing({
        "penduduk": f"Penduduk belum diisi: jumlah penduduk per {here.unit_word} kota ini belum diketahui, sehingga angka per 1.000 penduduk tidak dihitung. "
                    "Impor jumlah penduduk per kelurahan, atau pilih ukuran per km².",
        "sumber": "Belum ada rekap atau hitungan untuk ukuran ini. Impor rekap PPKS, atau hitungan DTKS dari data terbuka.",
    }[missing])

left, right = st.columns([2, 1], gap="medium")
with left:
    if places.value.notna().any():
        def lines(row: pd.Series) -> list[str]:
            parts = f"{number(row.numerator)} dibagi {number(row.denominator, 1 if name == 'ppks_per_km2' else 0)}" if is_known(row.denominator) else ""
            return [amount(row.value, unit), *([parts] if parts else [])]

        kind_of_map = choose_geometry(here) if level == "kelurahan" else None
        spec = scale_map(places, MapText(f"{title}, {basis.lower()}", here.source_line, here.unit_word, level), lines, scale=NEED)
        draw(here, spec, key="peta_kepadatan", kind=kind_of_map, height=470)
with right:
    if chosen is not None and level == "kelurahan":
        row = places[places.place_code == chosen].iloc[0]
        section(f"{row.place_name}, kec. {row.kecamatan_name}")
        st.markdown(f"{title}: **{amount(row.value, unit)}**")
        profile_link(here, chosen, "Buka profil lengkap")
    ranked = places.dropna(subset=["value"]).sort_values(["value", "place_code"], ascending=[False, True])
    if len(ranked):
        section("Peringkat", f"15 tertinggi dari {number(len(ranked))}.")
        bars(((row.place_name if level == "kecamatan" else f"{row.place_name} ({row.kecamatan_name})", row.value, amount(row.value, unit))
              for row in ranked.head(15).itertuples()), NEED[3])

composition = kinds_of(here.edition_id, here.city_code, here.period)
if len(composition) and not name.startswith("dtks"):
    section("Susunan menurut jenis", f"Jumlah PPKS {here.city_name} per jenis; {basis.lower()}.")
    left, right = st.columns(2, gap="medium")
    half = (len(composition) + 1) // 2
    for column, part in ((left, composition[:half]), (right, composition[half:])):
        with column:
            bars(((row.ppks_name, row.persons_count, number(row.persons_count)) for row in part.itertuples()), NEED[2])
if name.startswith("ppks") and level == "kelurahan" and places.value.notna().any():
    show_overlay(here, places, title)
section("Daftar di balik peta")
table = pd.DataFrame({
    "Wilayah": places.place_name, "Kecamatan": places.kecamatan_name, "Kode": places.place_code, "Pembilang": places.numerator, "Penyebut": places.denominator,
    "Nilai": places.value.round(2),
})
st.dataframe(table, hide_index=True, height=320, alt=f"Daftar {title}")
public = here.measure(name, level, view="public", **options)
offer(pd.DataFrame({"Wilayah": public.place_name, "Kecamatan": public.kecamatan_name, "Kode": public.place_code, title: public.value.round(2),
                    "Keterangan": public.is_hidden.map({True: "disembunyikan (angka kecil)", False: ""})}),
      f"{name}-{here.city_code}-{here.period:%Y-%m}", f"{title} (angka kecil disembunyikan, yang lain dibulatkan)", here)
explain(name)
