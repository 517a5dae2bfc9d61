"""The saved scenarios and locked plans of a city: what there is, what can be done with one."""

import pandas as pd
import streamlit as st

from charts.plan_words import percent
from charts.words import is_known, month, number
from data.errors import UserError
from planning.kept.saved import Saved, StoredPlan, moment
from planning.kept.store import discard, history, load
from planning.wording import share
from ui.cards import plain_table, section
from ui.context import Context
from ui.planning.draft import norm_name
from ui.planning.saving import planner

PAGES = {"pelatihan": "pages/sasaran_pelatihan.py", "rekrutmen": "pages/sasaran_rekrutmen.py", "utusan": "pages/sasaran_utusan.py"}


def label(saved: Saved | tuple) -> str:
    """How a version is called in lists."""
    return f"{saved.name} · versi {saved.version}"


def state(saved: Saved | tuple) -> str:
    """Whether a version is the plan, was it, or is a scenario."""
    if not saved.is_locked:
        return "skenario"
    return "digantikan" if is_known(saved.replaced_by_plan_id) else "terkunci, berlaku"


def about(saved: Saved | tuple) -> str:
    """What a version is about: question, topic and month."""
    topic = f": {saved.topic}" if saved.topic else ""
    level = f", jenjang {saved.level}" if saved.level else ""
    return f"{saved.question.capitalize()}{topic}{level}, {month(saved.period)}"


def covered(saved: Saved | tuple) -> float | None:
    """Covered need in percent, where the question has one."""
    return share(saved.points, saved.most_points)


def show_shelf(found: pd.DataFrame) -> None:
    """Every scenario with its latest version, and the version in force."""
    plain_table(["Nama", "Tentang", "Orang", "Tertutup", "Keadaan", "Disimpan"], (
        (label(row), about(row), number(row.chosen_count), percent(covered(row)), state(row), f"{row.saved_by}, {moment(row.saved_at)}")
        for row in found.itertuples()
    ), numeric=(2, 3))


def show_one(here: Context, stored: StoredPlan) -> None:
    """Who saved and locked it, the way to its rules, its versions, and setting it aside."""
    saved = stored.saved
    section(label(saved), about(saved))
    said = [f"Disimpan oleh {saved.saved_by} pada {moment(saved.saved_at)} dari edisi {saved.edition_id}."]
    if saved.is_locked:
        said.append(f"Dikunci oleh {saved.locked_by} pada {moment(saved.locked_at)}.")
    notes = [note for note in (saved.note, saved.lock_note) if note]
    st.markdown("  \n".join([*said, *(f"Catatan: {note}" for note in dict.fromkeys(notes))]))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link(PAGES[saved.question], label="Buka aturan dan daftarnya", query_params=link_to(here, saved))
        with st.popover("Riwayat versi"):
            _show_history(saved)
        if not saved.is_locked:
            with st.popover("Sisihkan"):
                _ask_discard(saved)


def link_to(here: Context, saved: Saved) -> dict[str, str]:
    """The query of a page that opens the rules of a version in the month they were made for."""
    return here.link(
        bulan=month(saved.period), norma=norm_name(here, saved.norm_id, saved.period),
        skenario=f"{saved.plan_id}.{saved.version}",
    )


def _show_history(saved: Saved) -> None:
    plain_table(["Versi", "Disimpan", "Orang", "Keadaan", "Catatan"], (
        (number(row.version), f"{row.saved_by}, {moment(row.saved_at)}", number(row.chosen_count), state(row), row.note)
        for row in history(saved.plan_id).itertuples()
    ), numeric=(2,))


def _ask_discard(saved: Saved) -> None:
    st.write("Skenario tidak tampil lagi dan namanya dapat dipakai; isinya tetap tersimpan.")
    by = planner("Nama Anda", f"discard_by_{saved.plan_id}")
    if st.button("Sisihkan skenario ini", key=f"discard_{saved.plan_id}"):
        try:
            discard(saved.plan_id, by)
        except UserError as error:
            st.error(str(error))
            return
        st.toast(f"'{saved.name}' disisihkan.")
        st.rerun()


def loaded(key: str) -> StoredPlan:
    """The version <plan>.<version> with its rows."""
    plan_id, _, version = key.partition(".")
    return load(int(plan_id), int(version))
