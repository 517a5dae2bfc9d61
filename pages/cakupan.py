"""Cakupan relawan: which kelurahan are below the norm, who counts, and since when."""

import pandas as pd
import streamlit as st

from charts.colours import SHORTAGE
from charts.map_spec import MapText, coverage_map, shortage_map
from charts.trend import line
from charts.words import amount, coverage_headline, is_known, month, number
from ui.cards import bars, headline, nothing, plain_table, section
from ui.context import context
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import choose_geometry, draw, place_picker, profile_link
from ui.terms import explain

here = context()
ALL = f"Seluruh {here.city_name}"


def choose_kinds() -> tuple[list[str], str]:
    """The kinds that count, and how titles say so: those of the norm unless others are picked."""
    kinds = here.ask("volunteer_kinds")
    names = dict(zip(kinds.kind_name, kinds.kind_code, strict=True))
    by_norm = ", ".join(name for name, code in names.items() if code in here.norm.kinds) or "belum ada anggota"
    picked = st.multiselect("Unsur yang dihitung", list(names), key="unsur", bind="query-params", placeholder=f"Sesuai norma: {by_norm}")
    return ([names[name] for name in picked], f", hanya {', '.join(picked)}") if picked else (list(here.norm.kinds), "")


def row_lines(row: tuple) -> list[str]:
    """Value and tooltip of a place: members, what is missing, the way from a year ago."""
    lack = missing.get(row.place_code)
    said = "tidak ada data" if not is_known(lack) else "memenuhi norma" if lack == 0 else f"kurang {number(lack)} orang"
    before = members_before.get(row.place_code)
    past = f"{month(here.year_ago)}: {amount(before, 'anggota')}" if is_known(before) else f"{month(here.year_ago)}: tidak ada data"
    return [amount(row.value, "anggota"), said, past]


def show_map(kind: str | None) -> None:
    """The choropleth: fixed classes at the norm, shortage where the norm differs by unit."""
    if here.norm.basis == "unit":
        spec = coverage_map(members, here.norm.minimum, MapText(f"Anggota aktif per {here.unit_word}{only}, {here.month}", f"{here.source_line} · norma: {here.norm.name}", here.unit_word), row_lines)
    else:
        lacking = members.assign(value=members.place_code.map(missing))
        text = MapText(f"Kekurangan anggota terhadap norma {here.norm.name}{only}, {here.month}", here.source_line, here.unit_word)
        spec = shortage_map(lacking, text, lambda row: [f"kurang {amount(row.value, 'orang')}", *row_lines(row)[2:]])
    focus = None if kecamatan == ALL else next(code for code, name in zip(members.kecamatan_code, members.kecamatan_name, strict=True) if name == kecamatan)
    draw(here, {**spec, "focus": focus}, key="peta_cakupan", kind=kind, height=470)


def show_chosen(code: str | None) -> None:
    """The short profile of the chosen kelurahan, or how to choose one."""
    if code is None:
        st.caption(f"Ketuk peta atau cari nama untuk melihat satu {here.unit_word}.")
        return
    row = members[members.place_code == code].iloc[0]
    section(f"{row.place_name}, kec. {row.kecamatan_name}")
    st.markdown("  \n".join(row_lines(row)))
    profile_link(here, code, "Buka profil lengkap")


def show_rows(rows: pd.DataFrame) -> None:
    """The list behind the map, sortable and searchable, and its download."""
    table = pd.DataFrame({
        "Kelurahan/desa": rows.place_name, "Kecamatan": rows.kecamatan_name, "Kode": rows.place_code, "Anggota aktif": rows.value,
        "Kekurangan": rows.place_code.map(missing), month(here.year_ago): rows.place_code.map(members_before),
    })
    show_list(table, "Daftar anggota aktif dan kekurangan per kelurahan")
    offer(table, f"cakupan-{here.city_code}-{here.period:%Y-%m}-{here.norm.id}{'-' if only else ''}{'-'.join(kinds) if only else ''}", f"Anggota aktif dan kekurangan, {here.norm.name}{only}", here)


left, middle, right = st.columns([3, 2, 2], gap="small", vertical_alignment="bottom")
with left:
    kinds, only = choose_kinds()
options = {"norm_kinds": kinds}
members = here.measure("active_members", **options)
missing = here.measure("shortage", **options).set_index("place_code").value
members_before = here.measure("active_members", period=here.year_ago, **options).set_index("place_code").value
with middle:
    kecamatan = st.selectbox("Kecamatan", [ALL, *sorted(members.kecamatan_name.unique())], key="kecamatan", bind="query-params", label_visibility="collapsed")
with right:
    chosen = place_picker(here)
rows = members if kecamatan == ALL else members[members.kecamatan_name == kecamatan]
shown = missing.reindex(rows.place_code)
headline(coverage_headline(int((shown == 0).sum()), int(shown.notna().sum()), len(rows), int(shown.sum()), here.norm.name, here.unit_word))
valid = f" Berlaku sejak {month(here.norm.valid_from)}." if here.norm.city != "*" else ""
st.caption(f"Norma: {here.norm.decided_by}.{valid}")

left, right = st.columns([2, 1], gap="medium")
with left:
    kind = choose_geometry(here)
    show_map(kind)
with right:
    show_chosen(chosen)
    load = here.measure("ppks_count").set_index("place_code").value
    worst = rows.assign(lack=shown.to_numpy(), load=rows.place_code.map(load)).query("lack > 0")
    worst = worst.sort_values(["lack", "load", "place_code"], ascending=[False, False, True])
    section("Peringkat kekurangan", f"{len(worst)} {here.unit_word} di bawah norma; bila sama, PPKS yang lebih banyak didahulukan.")
    if worst.empty:
        nothing("Tidak ada kekurangan di sini." if shown.notna().any() else "Daftar anggota belum ada; impor daftar anggota untuk mengisinya.")
    bars(((f"{row.place_name} ({row.kecamatan_name})", row.lack, f"{number(row.lack)} orang") for row in worst.head(15).itertuples()), SHORTAGE[2])

left, right = st.columns([2, 1], gap="medium")
with left:
    level, where = ("city", here.city_name) if kecamatan == ALL else ("kecamatan", f"kecamatan {kecamatan}")
    trend = here.measure("shortage", level, trend=True, **options)
    trend = trend if kecamatan == ALL else trend[trend.place_name == kecamatan]
    if trend.value.notna().any():
        section("Kekurangan anggota per bulan", f"Orang yang kurang di {where}{only}{',' if only else ''} pada akhir bulan.")
        st.plotly_chart(line(trend, "orang"), config={"displayModeBar": False}, key="tren_cakupan", alt="Kekurangan anggota per bulan")
with right:
    section("Anggota aktif menurut unsur", f"Di {where}; anggota tingkat kecamatan tidak dihitung pada kelurahan.")
    kinds_table = here.ask("volunteer_kinds", kecamatan_code=None if kecamatan == ALL else rows.kecamatan_code.iloc[0])
    plain_table(["Unsur", "Kelurahan", "Kecamatan", "Jumlah"], (
        (row.kind_name, number(row.kelurahan_count), number(row.kecamatan_count), number(row.active_count)) for row in kinds_table.itertuples()
    ), numeric=(1, 2, 3))
    st.caption(f"Jumlah seluruhnya {number(kinds_table.active_count.sum())} orang.")
section("Daftar di balik peta")
show_rows(rows)
explain("active_members", "shortage", "norm_met")
