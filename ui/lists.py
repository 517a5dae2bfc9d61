"""Lists behind a map: sorted, searched and scrolled, numbers in Indonesian form."""

import pandas as pd
import streamlit as st

from charts.words import day, decimals_for, is_known, month, number


def show_list(table: pd.DataFrame, described: str, *, decimals: dict[str, int] | None = None, units: dict[str, str] | None = None, months: tuple[str, ...] = (), missing: str = "tidak ada data") -> None:
    """A table that sorts by its numbers and dates and shows them as 1.234,5 and 31 Des 2024, `months` of them as Des 2024.

    `decimals` by column, none elsewhere; `units` of the columns whose values are said as finely as map and legend say them; `missing` stands where nothing is known.
    """
    places = decimals or {}
    numeric = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
    forms = {name: (lambda value, count=places.get(name, 0): number(value, count)) for name in numeric}
    for name, unit in (units or {}).items():
        forms[name] = lambda value, unit=unit: number(value, decimals_for(unit, value) if is_known(value) else 0)
    for name in table.columns:
        if pd.api.types.is_datetime64_any_dtype(table[name]):
            said = month if name in months else day
            forms[name] = lambda moment, said=said: said(moment) if is_known(moment) else missing
    # The name stays in sight while a thumb moves the rest; a short list fits, and a pinned column is written in grey.
    named = {str(table.columns[0]): st.column_config.Column(pinned=True)} if len(table.columns) > 4 else None
    st.dataframe(table.style.format(forms), column_config=named, hide_index=True, height=320 if len(table) > 7 else "content", placeholder=missing, alt=described)
