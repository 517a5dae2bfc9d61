"""The parts of the page Lembaga: register, visits by kind, evidence and then order, freshness of each kelurahan."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.visits import (
    BEFORE, NEVER, NONE, ORDERS, STATE_WORDS, UNTOLD, VISITED, as_places, due, due_places, is_judged, not_begun, ranked, visit_evidence, visit_words,
)
from charts.words import capital, day, day_long, is_known, number
from data.parameters.visits import VisitRule
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.lists import show_list

TOP = 15


def noun_of(kind_code: str, kind_name: str) -> str:
    """What a kind is called in a sentence: its name, or its code where the name is long (WKSBM)."""
    return kind_name if len(kind_name) <= 20 else kind_code


def choose_kind(register: pd.DataFrame) -> tuple[str | None, str]:
    """Let the reader pick a kind: its code, None for all, and what to call it. Opens with WKSBM where there are any."""
    kinds = register.drop_duplicates("kind_code").sort_values("kind_name")
    nouns = {noun_of(row.kind_code, row.kind_name): row for row in kinds.itertuples()}
    labels = {noun if noun == row.kind_name else f"{noun} · {row.kind_name}": (row.kind_code, noun) for noun, row in nouns.items()}
    options = {**labels, "Semua jenis lembaga": (None, "lembaga")}
    start = next((index for index, (code, _) in enumerate(options.values()) if code == "WKSBM"), len(options) - 1)
    picked = st.selectbox("Jenis lembaga", list(options), index=start, key="jenis_lembaga", bind="query-params", label_visibility="collapsed")
    return options[picked]


def list_age(here: Context) -> str:
    """How old the list of institutions itself is; it is one state, and tells no earlier one."""
    found = here.ask("freshness")
    latest = found.latest_date[found.subject == "institution"]
    if latest.empty or not is_known(latest.iloc[0]):
        return "Daftar lembaga tidak memuat tanggal, jadi umurnya tidak diketahui."
    return f"Tanggal terbaru dalam daftar lembaga {day_long(latest.iloc[0].date())}. Daftar yang sama dipakai untuk setiap bulan."


def show_kinds(register: pd.DataFrame, year: int) -> None:
    """Institutions of every kind with their visits."""
    section("Menurut jenis", "Lembaga dihitung sebagai lembaga, tidak pernah dijumlahkan dengan orang.")
    rows = []
    for (code, name), group in register.groupby(["kind_code", "kind_name"]):
        states = group.state[is_judged(group)]
        told = [number((states == state).sum()) for state in (VISITED, BEFORE, NEVER)] if len(states) else ["–"] * 3
        rows.append((noun_of(code, name), number(len(group)), *told, number(len(group) - len(states))))
    plain_table(["Jenis", "Lembaga", f"Dikunjungi {year}", f"Terakhir sebelum {year}", "Belum tercatat", "Tidak diketahui"], rows, numeric=(1, 2, 3, 4, 5))


def show_place(register: pd.DataFrame, freshness: pd.DataFrame, code: str) -> None:
    """The institutions of the chosen kelurahan, all kinds, and how old its data are."""
    place = freshness[freshness.kelurahan_code == code].iloc[0]
    section(f"{place.kelurahan_name}, kec. {place.kecamatan_name}", f"Data: {place.evidence}.")
    here = register[register.kelurahan_code == code]
    if here.empty:
        nothing("Tidak ada lembaga tercatat.")
    else:
        plain_table(["Lembaga", "Kunjungan"], ((row.name, visit_words(row)) for row in here.itertuples(index=False)))


def show_priority(here: Context, institutions: pd.DataFrame, freshness: pd.DataFrame, rule: VisitRule, noun: str, month_end: date) -> None:
    """First the evidence of every visit that is due, by place; the order only after it was read."""
    section("Prioritas kunjungan: bukti dahulu, baru urutan")
    units = {capital(noun): False, here.unit_word.capitalize(): True}
    picked = st.segmented_control("Yang didatangi", list(units), default=next(iter(units)), required=True, key="didatangi", bind="query-params", label_visibility="collapsed")
    if units[picked]:
        found, of = due_places(freshness, institutions, month_end, rule), len(freshness)
        st.write(f"{number(len(found))} dari {number(of)} {here.unit_word} punya data lama, atau {noun} tanpa kunjungan tercatat dalam {rule.visit_months} bulan sampai {day(month_end)}.")
    else:
        found, of = due(institutions, freshness, month_end, rule), int(is_judged(institutions).sum())
        if (institutions.state == UNTOLD).all():
            nothing(f"Daftar {noun} tidak menyebut tanggal kunjungan. Isi kolom Kunjungan Terakhir pada daftar itu agar jatuh temponya dapat dinilai.")
            return
        unknown = f" Kunjungan {number(len(institutions) - of)} {noun} lain pada bulan ini tidak diketahui." if of < len(institutions) else ""
        since = f"dalam {rule.visit_months} bulan sampai {day(month_end)}"
        st.write(f"{number(len(found))} dari {number(of)} {noun} tidak punya kunjungan tercatat {since}.{unknown}")
    if found.empty:
        nothing("Tidak ada yang jatuh tempo.")
        return
    st.markdown("**Langkah 1. Bukti**, menurut kecamatan dan kelurahan; belum ada urutan.")
    _show_evidence(found, month_end, has_names=not units[picked])
    st.caption(
        f"Disebut lama: rekap {rule.recap_months} bulan atau lebih, laporan {rule.report_months} bulan, daftar anggota {rule.member_months} bulan, atau belum ada padahal daftarnya sudah berjalan selama itu. "
        f"Dasar batas (sejak {day(rule.valid_from)}): {rule.decided_by}."
    )
    if st.checkbox("Langkah 2. Bukti sudah dilihat, tampilkan urutan", key="bukti_dilihat"):
        _show_order(found, month_end, has_names=not units[picked])


def _show_evidence(found: pd.DataFrame, month_end: date, *, has_names: bool) -> None:
    names = {"Lembaga": found.name} if has_names else {}
    agreed = {"Hasil kunjungan": found.agreed} if has_names else {}
    show_list(pd.DataFrame({
        **names, "Kelurahan/desa": found.kelurahan_name, "Kecamatan": found.kecamatan_name,
        "Kunjungan terakhir": [visit_evidence(row, month_end) for row in found.itertuples(index=False)], **agreed,
        "Rekap PPKS": found.recap_date, "Laporan PPKS": found.report_period, "Daftar anggota": found.member_date, "Data lama": found.old_count,
    }), "Bukti bagi yang jatuh tempo", missing="belum ada", months=("Rekap PPKS", "Laporan PPKS"))


def _show_order(found: pd.DataFrame, month_end: date, *, has_names: bool) -> None:
    order = st.segmented_control("Aturan urutan", list(ORDERS), default=next(iter(ORDERS)), required=True, key="urutan", bind="query-params")
    last = "" if has_names else " Tempat tanpa lembaga jenis ini, atau yang kunjungannya tidak diketahui, sesudah yang diketahui."
    st.caption(f"{ORDERS[order][1]}{last} Ini urutan mendatangi, bukan penilaian.")
    rows = ranked(found, order)
    named = ["Lembaga"] if has_names else []
    plain_table(["Urutan", *named, "Kelurahan/desa", "Kunjungan terakhir", "Data tempat itu"], (
        (number(row.rank), *([row.name] if has_names else []), f"{row.kelurahan_name} ({row.kecamatan_name})", visit_evidence(row, month_end), row.evidence)
        for row in rows.head(TOP).itertuples(index=False)
    ), numeric=(0,))
    if len(rows) > TOP:
        st.caption(f"{TOP} pertama dari {number(len(rows))}; seluruhnya:")
        names = {"Lembaga": rows.name} if has_names else {}
        show_list(pd.DataFrame({
            "Urutan": rows["rank"], **names, "Kelurahan/desa": rows.kelurahan_name, "Kecamatan": rows.kecamatan_name,
            "Kunjungan terakhir": [visit_evidence(row, month_end) for row in rows.itertuples(index=False)], "Data tempat itu": rows.evidence,
        }), "Urutan mendatangi, seluruhnya")


def show_freshness(here: Context, freshness: pd.DataFrame, register: pd.DataFrame) -> None:
    """Until when PPKS and PSKS are told in each kelurahan, the oldest first."""
    places = as_places(freshness, register)
    words = {NEVER: "belum ada", NONE: "tidak ada lembaga"}
    visits = [
        day(row.last_visit_date) if is_known(row.last_visit_date) else words.get(row.state, "tidak diketahui")
        for row in places.itertuples(index=False)
    ]
    old, missing = int((freshness.old_count > 0).sum()), not_begun(freshness)
    begun = f" Belum dimulai sampai {here.month}, jadi tidak dinilai: {', '.join(missing)}." if missing else ""
    section(
        f"Kesegaran data tiap {here.unit_word}",
        f"{number(old)} dari {number(len(freshness))} {here.unit_word} punya rekap, laporan, atau daftar anggota yang lebih lama dari batas, atau belum ada sama sekali.{begun}",
    )
    rows = freshness.assign(visit=visits).sort_values(["old_count", "kelurahan_code"], ascending=[False, True])
    show_list(pd.DataFrame({
        "Kelurahan/desa": rows.kelurahan_name, "Kecamatan": rows.kecamatan_name, "Data lama": rows.old_count, "Rekap PPKS": rows.recap_date,
        "Laporan PPKS": rows.report_period, "Daftar anggota": rows.member_date, "Kunjungan lembaga": rows.visit,
    }), f"Kesegaran data tiap {here.unit_word}", missing="belum ada", months=("Rekap PPKS", "Laporan PPKS"))
    if freshness.member_date.notna().any():
        st.caption(member_list_said(freshness))


def member_list_said(freshness: pd.DataFrame) -> str:
    """What the date of the member list means: stated by the list, or only the newest day in it."""
    stated = freshness.is_member_stated[freshness.member_date.notna()].astype(bool)
    says = "Daftar anggota menyebut sendiri bulannya" if stated.all() else (
        "Daftar anggota tidak menyebut bulannya; yang dipakai tanggal terakhir yang tertulis di dalamnya" if not stated.any()
        else "Sebagian daftar anggota menyebut bulannya, bagi yang lain dipakai tanggal terakhir yang tertulis di dalamnya"
    )
    return f"{says}. Tanggal itu berlaku untuk setiap tempat yang disebut daftar, juga bila anggotanya tidak berubah."


def show_register(here: Context, institutions: pd.DataFrame, noun: str, kind_code: str | None) -> None:
    """The list of institutions and its download: names of institutions only, and no free text, where a person may still be named."""
    section("Daftar lembaga", "Hasil kunjungan ditulis seperti di ekspor dan tidak ikut diunduh; yang memuat nomor, alamat, atau nama orang tidak disimpan.")
    show_list(_listed(institutions), f"Daftar {noun}", missing="belum tercatat")
    offer(download_of(institutions), f"lembaga-{kind_code or 'semua'}-{here.city_code}-{here.period:%Y-%m}", f"Daftar {noun} {here.city_name}", here)


def download_of(institutions: pd.DataFrame) -> pd.DataFrame:
    """What can be taken along: the list without the free text of visits, where somebody may still be named."""
    rows = _listed(institutions).drop(columns="Hasil kunjungan")
    dates = {name: rows[name].dt.strftime("%Y-%m-%d") for name in ("Kunjungan terakhir", "Tanggal SK")}
    return rows.assign(Kode=institutions.kelurahan_code, **dates)


def _listed(institutions: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "Lembaga": institutions.name, "Jenis": [noun_of(row.kind_code, row.kind_name) for row in institutions.itertuples()],
        "Kelurahan/desa": institutions.kelurahan_name, "Kecamatan": institutions.kecamatan_name, "Kunjungan terakhir": institutions.last_visit_date,
        "Keadaan": institutions.state.map(STATE_WORDS), "Hasil kunjungan": institutions.agreed, "Klasifikasi": institutions.class_name,
        "Tanggal SK": institutions.decreed_date,
    })


def words_of_the_page(rule: VisitRule) -> str:
    """What the words of the page mean."""
    return (
        "**Belum ada kunjungan tercatat**: daftar tidak menyebut tanggal kunjungan lembaga itu; bukan berarti pasti tidak pernah dikunjungi.  \n"
        "**Kunjungan tidak disebut dalam daftar**: tidak satu pun lembaga sejenis punya tanggal kunjungan, sehingga tidak ada yang dapat dikatakan.  \n"
        "**Hanya kunjungan sesudah bulan ini yang tercatat**: daftar menyimpan satu kunjungan terakhir saja; keadaan sebelumnya tidak diketahui.  \n"
        f"**Jatuh tempo**: kunjungan terakhir {rule.visit_months} bulan yang lalu atau lebih, atau belum tercatat.  \n"
        "**Kesegaran data**: bulan rekap PPKS terakhir yang menyebut tempat itu, bulan laporan PPKS terakhir, dan tanggal daftar anggota terbaru yang menyebutnya; daftar yang tidak berubah tetap baru.  \n"
        f"**Batas** (sejak {day(rule.valid_from)}): kunjungan {rule.visit_months} bulan, rekap {rule.recap_months} bulan, laporan {rule.report_months} bulan, daftar anggota {rule.member_months} bulan. "
        f"Dasar: {rule.decided_by}. Dinas dapat menetapkan batasnya sendiri, dengan tanggal berlaku, di data/parameters/visits.toml.  \n"
        "Sumber: daftar lembaga, rekap PPKS, daftar PPKS menurut nama, daftar anggota."
    )
