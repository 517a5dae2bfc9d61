"""Lists behind a map: sorted, searched and scrolled, numbers in Indonesian form."""

import pandas as pd
import streamlit as st

from charts.words import number


def show_list(table: pd.DataFrame, described: str, *, decimals: dict[str, int] | None = None, missing: str = "tidak ada data") -> None:
    """A table that sorts by its numbers and shows them as 1.234,5; `decimals` by column, none elsewhere; `missing` stands where no number is."""
    places = decimals or {}
    numeric = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
    forms = {name: (lambda value, count=places.get(name, 0): number(value, count)) for name in numeric}
    st.dataframe(table.style.format(forms), hide_index=True, height=320, placeholder=missing, alt=described)
