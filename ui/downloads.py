"""Downloads of what is on the screen, with source and edition, safe to open in a spreadsheet."""

import pandas as pd
import streamlit as st

from reports.spreadsheet_csv import table_csv
from ui.context import Context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(table: pd.DataFrame, name: str, title: str, here: Context, label: str = "Unduh CSV") -> None:
    """A button that downloads the table as csv; its `label` says what it holds where that is not the list above it. A table of numbers of which none
    is known is not offered, which is said instead."""
    numbers = table.select_dtypes("number")
    if len(numbers.columns) and numbers.isna().to_numpy().all():
        st.caption(f"Tidak ada unduhan: pada {here.month} tidak satu pun angkanya diketahui atau boleh ditampilkan.")
        return
    source = f"{here.source_line} · kosong tanpa keterangan berarti tidak ada data"
    st.download_button(label, table_csv(table, title, source), f"{name}.csv", "text/csv", on_click="ignore")
