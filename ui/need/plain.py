"""One measure: its map with classes by choice, the ranking, what it is made of, the list behind it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.colours import EMPTY, NEED
from charts.map_spec import Lines, class_said, idle_breaks, is_unserved, scale_map
from charts.words import amount, capital, number, uncapital
from data.errors import UserError
from geo.own_breaks import read_breaks
from ui.cards import bars, headline, nothing, section
from ui.downloads import offer
from ui.kinds import families_said, kind_bars
from ui.lists import show_list
from ui.maps import choose_geometry, draw, profile_link
from ui.need.choice import Need, hidden_because
from ui.need.offers import say_what_leaves
from ui.overlay import show_overlay
from ui.reach import reach_of
from ui.reads import kinds_of
from ui.terms import DENOMINATORS, meaning

METHODS = {"Kuantil": "quantile", "Sama lebar": "equal", "Fisher-Jenks": "fisher_jenks", "Batas sendiri": "own"}
_HELP = (
    "Kuantil: tiap kelas kira-kira sama banyak tempatnya. Sama lebar: selisih angka terendah dan tertinggi sama di tiap kelas, "
    "jadi satu kelas dapat berisi banyak tempat dan kelas lain kosong. Fisher-Jenks: batas di celah antar angka. "
    "Batas sendiri: Anda yang menulisnya."
)


def show_plain(need: Need, chosen: str | None) -> None:
    """The page as it opens."""
    places = need.places
    left, right = st.columns([2, 1], gap="medium")
    with left:
        shape, (method, breaks) = _choose_looks(need, places)
        spec = scale_map(places, need.text(), need.lines, scale=NEED, method=method, breaks=breaks)
        draw(need.here, {**spec, "download": need.is_public}, key="peta_kepadatan", kind=shape, height=470)
    with right:
        _show_ranking(need, places, chosen)
    if not need.name.startswith("dtks") and not need.is_public:
        if need.level == "kelurahan":
            show_overlay(need, places, spec)
        _show_composition(need)
    _show_rows(need, places, class_said(spec))
    _offer_rows(need, method, breaks)


def _choose_looks(need: Need, places: pd.DataFrame) -> tuple[str | None, tuple[str, tuple[float, ...]]]:
    """The geometry, and how the classes are cut with the limits that were typed; quantiles as long as those have a fault."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        shape = choose_geometry(need.here) if need.level == "kelurahan" else None
        label = st.selectbox("Kelas", list(METHODS), key="kelas", bind="query-params", help=_HELP, width=170)
        if METHODS[label] != "own":
            return shape, (METHODS[label], ())
        text = st.text_input(f"Batas atas kelas, {need.measured_in}", key="batas", bind="query-params", placeholder="misalnya 50; 100; 1.250,5", width=260)
    try:
        breaks = read_breaks(text or "")
        idle = idle_breaks(places.value, breaks)
        if idle:
            st.caption(idle)
        return shape, ("own", breaks)
    except UserError as fault:
        say = st.warning if text else st.caption  # a field that nobody filled yet is no fault
        say(f"{fault} Sementara ini kelasnya kuantil.")
        return shape, ("quantile", ())


def _show_ranking(need: Need, places: pd.DataFrame, chosen: str | None) -> None:
    """The chosen place, those with need and no members, then the fifteen highest."""
    show_chosen(need, places, chosen)
    unserved = places[[is_unserved(row) for row in places.itertuples()]].sort_values(["numerator", "place_code"], ascending=[False, True])
    if len(unserved):
        word = "PPKS" if need.kind_name is None else need.kind_unit
        section("Tidak ada anggota", f"{number(len(unserved))} {need.unit_word} punya PPKS tetapi tidak punya anggota; yang terbanyak lebih dahulu.")
        bars(((need.label(row), row.numerator, f"{number(row.numerator)} {word}") for row in unserved.head(15).itertuples()), EMPTY.fill)
    ranked = places[places.value > 0].sort_values(["value", "place_code"], ascending=[False, True])
    apart = " Tempat tanpa anggota disebut di atas." if len(unserved) else ""
    about = " Angka sekitar: tempat yang angkanya berdekatan dapat bertukar urutan." if need.is_public else ""
    if ranked.empty and need.hidden_count:
        section("Peringkat")
        nothing(f"Semua angka {need.unit_word} yang tidak nol disembunyikan karena kecil. Pilih ukuran atau jenis lain{'' if need.city.is_hidden else ', atau baca jumlah kotanya di atas'}.")
        return
    section("Peringkat", f"{min(15, len(ranked))} tertinggi dari {number(len(ranked))} yang tidak nol, {need.measured_in}.{apart}{about}")
    bars(((need.label(row), row.value, amount(row.value, "").strip()) for row in ranked.head(15).itertuples()), NEED[3])


def show_chosen(need: Need, places: pd.DataFrame, chosen: str | None, lines: Lines | None = None) -> None:
    """The chosen kelurahan with what the map says of it, by `lines` or by the measure, and the way to its profile."""
    if chosen is None or need.level != "kelurahan":
        return
    row = places[places.place_code == chosen].iloc[0]
    section(f"{row.place_name}, kec. {row.kecamatan_name}")
    st.markdown("  \n".join((lines or need.lines)(row)))
    profile_link(need.here, chosen, "Buka profil lengkap")


def _show_composition(need: Need) -> None:
    """The kinds that are counted, persons and families, on one scale."""
    here = need.here
    kinds_here = kinds_of(here.edition_id, here.city_code, here.period)
    if kinds_here.empty:
        return
    section("Susunan menurut jenis", f"Jumlah PPKS {here.city_name} per jenis; {uncapital(need.basis)}.{families_said(kinds_here)}")
    kind_bars(kinds_here)


def _show_rows(need: Need, places: pd.DataFrame, classes: pd.Series) -> None:
    """The list behind the map, each place with its class; `classes` by code."""
    section("Daftar di balik peta")
    title, has_parts = need.title, meaning(need.name).scale is not None
    rows = pd.DataFrame({"Tempat": places.place_name, "Kecamatan": places.kecamatan_name, "Kode": places.place_code, title: places.value})
    if has_parts and not need.is_public:  # a public rate is rounded by itself: its parts would seem to divide to another one
        rows = rows.assign(**{"Jumlah": places.numerator, DENOMINATORS[need.name].heading: places.denominator})
    rows = rows.assign(**{f"Kelas ({need.unit})": places.place_code.map(classes)})
    show_list(rows, f"Daftar {title}", decimals={"Luas (km²)": 2}, units={title: need.unit}, missing="–")  # the class says why


def _offer_rows(need: Need, method: str, breaks: tuple[float, ...]) -> None:
    """The list to take along: the public view, with the classes that the map of that view has."""
    say_what_leaves(need)
    leaving, title = need.public(), need.title
    public = leaving.places
    offer(pd.DataFrame({
        "Tempat": public.place_name, "Kecamatan": public.kecamatan_name, "Kode": public.place_code, title: public.value,
        f"Kelas ({need.unit})": public.place_code.map(class_said(scale_map(public, leaving.text(), leaving.lines, scale=NEED, method=method, breaks=breaks))),
        "Keterangan": [
            f"disembunyikan: {uncapital(hidden_because(row))}" if row.is_hidden else "tidak ada anggota" if is_unserved(row) else "" for row in public.itertuples()
        ],
    }), need.file_name, f"{title} (angka kecil disembunyikan, yang lain dibulatkan)", need.here)


def missing_word(need: Need) -> str:
    """What an empty cell of a list stands for."""
    words = ["tidak ada data", *(["tidak ada anggota"] if need.name == "ppks_per_member" else []), *(["disembunyikan"] if need.is_public else [])]
    return f"{', '.join(words[:-1])}{' atau ' if len(words) > 1 else ''}{words[-1]}"


def show_needs_internal(need: Need, what: str) -> None:
    """An analysis that the public view cannot give: the hidden values are the small ones, so the others alone would tell something else."""
    headline(f"{capital(what)} hanya dapat dibaca pada tampilan instansi.")
    nothing(f"Pada tampilan publik {number(need.hidden_count)} dari {number(len(need.places))} {need.unit_word} disembunyikan karena angkanya kecil. Tanpa tempat itu hasilnya "
            f"menyesatkan. Matikan Tampilan publik{'' if need.kind_name is None else ', atau pilih semua jenis PPKS'}.")


def show_lack(need: Need) -> None:
    """What is missing to compute the measure, and the city without data."""
    nothing(_lack(need))
    text = replace(need.words(need.title, need.here.period), source="")
    shape = choose_geometry(need.here) if need.level == "kelurahan" else None
    spec = scale_map(need.places, text, need.lines, scale=NEED)
    draw(need.here, {**spec, "download": need.is_public}, key="peta_kepadatan", kind=shape, height=470)


def _lack(need: Need) -> str:
    here = need.here
    if len(need.stand) and meaning(need.name).unit == "per 1.000 penduduk":
        return (f"Penduduk belum diisi: jumlah penduduk per {here.unit_word} kota ini untuk {here.month} belum diketahui, sehingga angka per 1.000 penduduk "
                "tidak dihitung. Impor jumlah penduduk per kelurahan, atau pilih ukuran per km².")
    reach = None if need.name.startswith("dtks") else reach_of(here, "ppks_count") or reach_of(here, "ppks_case")
    if reach is not None and reach.is_before:
        return reach.other_month
    return "Belum ada rekap atau hitungan untuk ukuran ini. Impor rekap PPKS, atau hitungan DTKS dari data terbuka."
