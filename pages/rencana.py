"""Rencana: what was saved and locked, side by side; who came to a locked plan, what it changed, and its invitation."""

import pandas as pd
import streamlit as st

from charts.words import number
from planning.kept.store import listing
from ui.cards import headline, nothing, section
from ui.context import Context, context
from ui.planning.inviting import show_invitation
from ui.planning.outcome import show_outcome
from ui.planning.shelf import label, loaded, show_one, show_shelf
from ui.planning.side_by_side import show_side_by_side

MOST = 3  # maps in a row that can still be read


def answer(here: Context, found: pd.DataFrame) -> None:
    """How many there are and which is in force."""
    in_force = found[found.is_locked & found.replaced_by_plan_id.isna()]
    drafts = number(int((~found.is_locked).sum()))
    if in_force.empty:
        headline(f"{drafts} skenario tersimpan untuk {here.city_name}; belum ada yang dikunci sebagai rencana.")
    elif len(in_force) == 1:
        headline(
            f"Rencana yang berlaku: {in_force.iloc[0]['name']}, {number(in_force.iloc[0].chosen_count)} orang.",
            f"{drafts} skenario lain tersimpan.",
        )
    else:
        headline(f"{number(len(in_force))} rencana berlaku untuk {here.city_name}.", f"{drafts} skenario lain tersimpan.")


def compare(here: Context, by_label: dict[str, tuple]) -> None:
    """Two or three of them on map and table."""
    section("Bandingkan", "Dua atau tiga, di peta dan di tabel.")
    picked = st.multiselect(
        "Yang dibandingkan", list(by_label), key="banding", bind="query-params", max_selections=MOST,
        placeholder="Pilih dua atau tiga", label_visibility="collapsed",
    )
    if len(picked) >= 2:
        show_side_by_side(here, [loaded(by_label[name]) for name in picked])


def show(here: Context) -> None:
    """The shelf, the comparison, then one plan in full."""
    found = listing(here.city_code)
    if found.empty:
        headline(f"Belum ada rencana tersimpan untuk {here.city_name}.")
        nothing(
            "Susun aturan di Sasaran pelatihan, Sasaran rekrutmen, atau Utusan, lalu tekan Simpan. Skenario dan rencana terkunci tampil di sini."
        )
        return
    answer(here, found)
    show_shelf(found)
    by_label = {label(row): row for row in found.itertuples()}
    if len(by_label) >= 2:
        compare(here, by_label)
    first = next(found.sort_values("is_locked", ascending=False, kind="stable").itertuples())
    section("Satu rencana")
    name = st.selectbox(
        "Rencana", list(by_label), index=list(by_label).index(label(first)), key="rencana", bind="query-params",
        label_visibility="collapsed",
    )
    stored = loaded(by_label[name])
    show_one(here, stored)
    show_invitation(here, stored)
    show_outcome(here, stored)


show(context())
