"""Plan and realisation by budget code and month, as one table and as a file."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.code_months import ALL_CODES, ALL_MONTHS, MONTHS, CodeMonths, by_code_and_month
from charts.words import month
from data.programme import sub_activities
from ui.cards import plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.realisation import show_codes, show_unused

_YEAR, _ACTIVITIES, _MONEY = "Setahun", "Kegiatan per bulan", "Anggaran per bulan"
_LEADS = {
    _ACTIVITIES: "Terlaksana / rencana: jumlah kegiatan.",
    _MONEY: "Realisasi / pagu dalam juta rupiah; * berarti sebagian angkanya belum diketahui.",
}
_FIGURES = {"planned": "Rencana (kegiatan)", "done": "Terlaksana (kegiatan)", "budget": "Pagu (Rp)", "realised": "Realisasi (Rp)"}
_WHOLE, _EVERY_CODE = "Jumlah", "Semua kode"


def show_by_code(here: Context, rows: pd.DataFrame) -> None:
    """A row a code with activities: the year as a whole or month by month; then the codes without any, and the file with every code of the list."""
    section("Menurut sub kegiatan")
    picked = st.segmented_control(
        "Isi tabel", [_YEAR, *_LEADS], default=_YEAR, required=True, key="isi", bind="query-params", label_visibility="collapsed",
    )
    found = by_code_and_month(rows, here.period.year, here.period.month)
    names = {month_number: month(date(here.period.year, month_number, 1)).split()[0] for month_number in MONTHS}
    if picked == _YEAR:
        show_codes(rows)
    else:
        _show_months(here, found, names, picked)
    show_unused(rows, here.period.year)
    title = f"Rencana dan realisasi {here.period.year} menurut sub kegiatan dan bulan, sampai {here.month}"
    name = f"rencana-realisasi-kode-{here.city_code}-{here.period:%Y-%m}"
    offer(_file(found, names), name, title, here, "Unduh sub kegiatan per bulan (CSV)")


def _show_months(here: Context, found: CodeMonths, names: dict[int, str], picked: str) -> None:
    """A row a code, a column a month, totals of both."""
    later = f" Sesudah {here.month} hanya rencananya yang diketahui." if here.period.month < 12 else ""
    st.caption(f"{_LEADS[picked]} Kosong: tidak ada rencana dan tidak ada kegiatan.{later}")
    said = found.activities if picked == _ACTIVITIES else found.money
    lines = {ALL_CODES: _EVERY_CODE, **{code: f"{code} {name}" for code, name in found.codes.items()}}
    with st.container(key="pk-code-months"):
        plain_table(["Kode dan sub kegiatan", _WHOLE, *names.values()], (
            (line, said(code, ALL_MONTHS), *(said(code, month_number) for month_number in MONTHS)) for code, line in lines.items()
        ), numeric=tuple(range(1, 14)))


def _file(found: CodeMonths, names: dict[int, str]) -> pd.DataFrame:
    """Four rows a code, one for each figure; empty where it is not known."""
    codes = {ALL_CODES: _EVERY_CODE, **{code: line.name for code, line in sub_activities().items()}, **found.codes}

    def value(code: str, name: str, month_number: int) -> float | None:
        cell = found.cell(code, name, month_number)
        return None if cell is None else cell.total

    return pd.DataFrame([
        {
            "Kode": code, "Sub kegiatan": line, "Angka": label, _WHOLE: value(code, name, ALL_MONTHS),
            **{said: value(code, name, month_number) for month_number, said in names.items()},
            "Kegiatan yang angkanya belum diketahui": found.cell(code, name, ALL_MONTHS).missing,
        }
        for code, line in codes.items() for name, label in _FIGURES.items()
    ])
