"""Kepadatan PPKS: where is the need, of which kind, against which denominator."""

import pandas as pd
import streamlit as st

from charts.colours import NEED
from charts.map_spec import MapText, scale_map
from charts.words import amount, is_known, month_long, need_headline, need_title, number, uncapital
from ui.cards import bars, headline, nothing, section
from ui.context import context
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import choose_geometry, draw, place_picker, profile_link
from ui.overlay import show_overlay
from ui.reads import finest_level_of, kinds_of
from ui.terms import DENOMINATORS, NEED_MEASURES, explain, meaning

here = context()
ALL_KINDS = "Semua jenis PPKS"


def show_basis() -> None:
    """Date, completeness and basis of the figures, or what is missing to compute them."""
    notes = [basis, f"{number(city.known_count)} dari {number(city.unit_count)} {here.unit_word} ada datanya" if len(stand) else ""]
    if len(stand) and "basis" in stand and stand.basis[0] == "case":
        notes.append("dihitung dari daftar nama karena kota ini tidak punya rekap")
    if level == "kecamatan":
        notes.append("jenis ini peka, karena itu hanya ditampilkan per kecamatan")
    st.caption(" · ".join(filter(None, notes)))
    if not has_values and len(stand) and meaning(name).unit == "per 1.000 penduduk":
        nothing(f"Penduduk belum diisi: jumlah penduduk per {here.unit_word} kota ini untuk {here.month} belum diketahui, sehingga angka per 1.000 penduduk "
                "tidak dihitung. Impor jumlah penduduk per kelurahan, atau pilih ukuran per km².")
    elif not has_values:
        nothing("Belum ada rekap atau hitungan untuk ukuran ini. Impor rekap PPKS, atau hitungan DTKS dari data terbuka.")


def lines(row: tuple) -> list[str]:
    """Value of a place and how it came about."""
    parts = f"{number(row.numerator)} dibagi {number(row.denominator, 1 if name == 'ppks_per_km2' else 0)}"
    if row.is_hidden:
        return ["disembunyikan", "Angka kecil tidak ditampilkan pada tampilan publik"]
    return [amount(row.value, unit), *([parts] if is_known(row.denominator) and is_known(row.numerator) else [])]


def show_ranking() -> None:
    """The chosen place, then the fifteen highest."""
    if chosen is not None and level == "kelurahan":
        row = places[places.place_code == chosen].iloc[0]
        section(f"{row.place_name}, kec. {row.kecamatan_name}")
        st.markdown("  \n".join(lines(row)))
        profile_link(here, chosen, "Buka profil lengkap")
    ranked = places[places.value > 0].sort_values(["value", "place_code"], ascending=[False, True])
    measured_in = unit if unit.startswith("per ") else f"dalam {unit}"
    apart = " Tempat tanpa anggota tidak berperingkat." if name == "ppks_per_member" else ""
    section("Peringkat", f"{min(15, len(ranked))} tertinggi dari {number(len(ranked))} yang tidak nol, {measured_in}.{apart}")
    bars(((row.place_name if level == "kecamatan" else f"{row.place_name} ({row.kecamatan_name})", row.value, amount(row.value, "").strip())
          for row in ranked.head(15).itertuples()), NEED[3])


def show_composition() -> None:
    """How the total divides into kinds, on one scale."""
    kinds_here = kinds_of(here.edition_id, here.city_code, here.period)
    if kinds_here.empty:
        return
    section("Susunan menurut jenis", f"Jumlah PPKS {here.city_name} per jenis; {uncapital(basis)}.")
    bars(((row.ppks_name, row.persons_count, number(row.persons_count)) for row in kinds_here.itertuples()), NEED[2])


def show_rows() -> None:
    """The list behind the map; its download is the public view."""
    section("Daftar di balik peta")
    rows = pd.DataFrame({"Tempat": places.place_name, "Kecamatan": places.kecamatan_name, "Kode": places.place_code, title: places.value})
    rows = rows if meaning(name).scale is None else rows.assign(**{"Jumlah": places.numerator, DENOMINATORS[name]: places.denominator})
    show_list(rows, f"Daftar {title}", decimals={title: 0 if meaning(name).scale is None else 2, "Luas (km²)": 2},
              missing="tidak ada data atau disembunyikan" if is_public else "tidak ada data")
    public = here.measure(name, level, **{**options, "view": "public"})
    offer(pd.DataFrame({
        "Tempat": public.place_name, "Kecamatan": public.kecamatan_name, "Kode": public.place_code, title: public.value,
        "Keterangan": public.is_hidden.map({True: "disembunyikan (angka kecil)", False: ""}),
    }), f"{name}-{options.get('ppks_code', 'semua')}-{here.city_code}-{here.period:%Y-%m}", f"{title} (angka kecil disembunyikan, yang lain dibulatkan)", here)


kinds = here.ask("ppks_kinds")
left, middle, right = st.columns([3, 3, 2], gap="small", vertical_alignment="bottom")
with left:
    label = st.selectbox("Ukuran", list(NEED_MEASURES), index=0 if here.ask("population_known").is_known[0] else 1, key="ukuran", bind="query-params")
name = NEED_MEASURES[label]
with middle:
    kind_label = st.selectbox("Jenis PPKS", [ALL_KINDS, *kinds.ppks_name], key="jenis", bind="query-params", disabled=name.startswith("dtks"))
with right:
    chosen = place_picker(here)
kind = None if kind_label == ALL_KINDS or name.startswith("dtks") else kinds[kinds.ppks_name == kind_label].iloc[0]
kind_name, kind_unit, options = (None, "orang", {}) if kind is None else (kind.ppks_name, kind.unit, {"ppks_code": kind.ppks_code})
unit = kind_unit if meaning(name).unit == "orang" else meaning(name).unit
title = need_title(name, kind_name, kind_unit)

is_public = st.toggle("Tampilan publik", key="publik", bind="query-params", help="Angka kecil disembunyikan dan yang lain dibulatkan; hanya gambar tampilan ini yang dapat diunduh.")
options["view"] = "public" if is_public else "internal"
level = "kelurahan" if kind is None else finest_level_of(kind.tier)
places = here.measure(name, level, **options)
has_values = bool(places.value.notna().any())
city = here.measure(name, "city", **options).iloc[0]
stand = here.ask("welfare_stand" if name.startswith("dtks") else "ppks_stand", ppks_code=options.get("ppks_code", "ALL"))
basis = f"Keadaan {month_long(stand.data_period[0])}" if len(stand) else ""
headline(need_headline(name, city.value, kind_name, kind_unit, here.city_name, is_hidden=bool(city.is_hidden)))
show_basis()
if has_values:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        shape = choose_geometry(here) if level == "kelurahan" else None
        spec = scale_map(places, MapText(f"{title}, {uncapital(basis)}", here.source_line, here.unit_word, level), lines, scale=NEED)
        draw(here, {**spec, "download": is_public}, key="peta_kepadatan", kind=shape, height=470)
    with right:
        show_ranking()
    if not name.startswith("dtks") and not is_public:
        show_composition()
        if level == "kelurahan":
            show_overlay(here, places, title)
    show_rows()
explain(name)
