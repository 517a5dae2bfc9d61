"""Downloads of what is on the screen, with source and edition, safe to open in a spreadsheet."""

import csv
import io

import pandas as pd
import streamlit as st

from ui.context import Context

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: pd.DataFrame, title: str, source: str) -> bytes:
    """The table as UTF-8 csv with `;` for Indonesian spreadsheets; text that would act as a formula gets a leading quote mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([title])
    writer.writerow([source])
    writer.writerow(table.columns)
    for row in table.itertuples(index=False):
        writer.writerow([_safe(value) for value in row])
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def offer(table: pd.DataFrame, name: str, title: str, here: Context) -> None:
    """A button that downloads the table as csv."""
    source = f"{here.source_line} · kosong berarti tidak ada data"
    st.download_button("Unduh CSV", as_csv(table, title, source), f"{name}.csv", "text/csv", on_click="ignore")


def _safe(value: object) -> object:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 2)).replace(".", ",")
    return "'" + value if isinstance(value, str) and value.startswith(_RISKY) else value
