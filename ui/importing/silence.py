"""Which kelurahan have not been heard of, and for how long, of each kind of data that the city tells."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.words import age, day_long, is_known, number
from ui.cards import nothing, plain_table, section
from ui.context import Context

_SOURCES = {
    "Daftar PPKS": ("report_period", "report_start"), "Rekap PPKS": ("recap_date", "recap_start"), "Daftar anggota": ("member_date", "member_start"),
}
_SHOWN = 15


def show_silence(here: Context) -> None:
    """The kelurahan heard of least lately, of the source that is chosen."""
    section("Siapa yang belum melapor", f"Tanggal terakhir setiap {here.unit_word} dalam edisi ini, sampai bulan yang dipilih; yang paling lama di atas.")
    places = here.ask("place_freshness")
    places.report_period += pd.offsets.MonthEnd(0)  # a month that was reported is told to its end
    told = {title: columns for title, columns in _SOURCES.items() if places[columns[1]].notna().any()}
    if not told:
        nothing("Belum ada daftar PPKS, rekap PPKS, atau daftar anggota kota ini.")
        return
    latest = told[st.selectbox("Sumber", list(told), key="mutu_sumber_diam")][0]
    ordered = places.sort_values([latest, "kelurahan_code"], na_position="first")
    never = int(ordered[latest].isna().sum())
    said = f"{number(never)} belum pernah melapor. " if never else ""
    newest = places[latest].max()
    behind = int((places[latest] < newest).sum())
    st.caption(f"{said}{number(len(places) - never - behind)} dari {number(len(places))} sampai {day_long(newest)}; {number(behind)} lebih lama.")
    late = ordered[ordered[latest].isna() | (ordered[latest] < newest)]
    if late.empty:
        nothing(f"Semua {here.unit_word} sama barunya.")
        return
    plain_table(["Kelurahan", "Kecamatan", "Terakhir", "Sudah"], (_row(row, getattr(row, latest)) for row in late.head(_SHOWN).itertuples()))
    if len(late) > _SHOWN:
        st.caption(f"Dan {number(len(late) - _SHOWN)} lainnya.")


def _row(row: tuple, latest: pd.Timestamp | None) -> tuple[str, ...]:
    if not is_known(latest):
        return row.kelurahan_name, row.kecamatan_name, "belum pernah", "–"
    return row.kelurahan_name, row.kecamatan_name, day_long(latest), age(latest.date(), date.today())
