"""Which saved versions a page looks at: the address holds their numbers, for a name may tell who works here."""

from collections import Counter
from collections.abc import Callable

import pandas as pd
import streamlit as st

from ui.planning.shelf import about, label


def versions(found: pd.DataFrame) -> dict[str, str]:
    """<plan>.<version> of each row of a listing -> what it reads in a list; Streamlit tells options apart by that, so no two are the same."""
    rows = {f"{row.plan_id}.{row.version}": row for row in found.itertuples()}
    names = {key: label(row) for key, row in rows.items()}
    for longer in (lambda row: f"{label(row)} · {about(row)}", lambda row: f"{label(row)} · {about(row)} · nomor {row.plan_id}"):
        shared = {name for name, count in Counter(names.values()).items() if count > 1}
        names = {key: longer(rows[key]) if name in shared else name for key, name in names.items()}
    return names


def pick_one(title: str, key: str, names: dict[str, str]) -> str:
    """The version chosen or named by the address, at first the first one."""
    _from_address(key, names, lambda known: known[0])
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    chosen = st.selectbox(title, list(names), format_func=names.get, key=key, label_visibility="collapsed")
    _to_address(key, chosen)
    return chosen


def pick_some(title: str, key: str, names: dict[str, str], most: int) -> list[str]:
    """The versions chosen or named by the address, at first none."""
    _from_address(key, names, lambda known: known[:most])
    st.session_state[key] = [chosen for chosen in st.session_state.get(key, []) if chosen in names]
    picked = st.multiselect(
        title, list(names), format_func=names.get, key=key, max_selections=most, placeholder="Pilih dua atau tiga",
        label_visibility="collapsed",
    )
    _to_address(key, ",".join(picked))
    return picked


def _from_address(key: str, names: dict[str, str], of_known: Callable[[list[str]], object]) -> None:
    """Take over what the address says where it says something new."""
    asked = st.query_params.get(key)
    if asked is None or (key in st.session_state and asked == st.session_state.get(f"_url_{key}")):
        return
    known = [name for name in asked.split(",") if name in names]
    if known:
        st.session_state[key] = of_known(known)
    if len(known) < len(asked.split(",")) and key not in st.session_state:
        st.toast("Rencana yang disebut alamat ini tidak ada lagi di daftar kota ini.")


def _to_address(key: str, text: str) -> None:
    if text and st.query_params.get(key) != text:
        st.query_params[key] = text
    elif not text and key in st.query_params:
        del st.query_params[key]
    st.session_state[f"_url_{key}"] = text
