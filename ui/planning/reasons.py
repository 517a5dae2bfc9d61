"""Step three, first half: why this kelurahan, these members, and why not others."""

import pandas as pd
import streamlit as st

from charts.words import is_known, number
from data.parameters.planning import factors
from planning.rules import Rules
from planning.training import Plan
from planning.wording import kind_name, rate, short_id
from ui.cards import plain_table, section
from ui.maps import profile_link
from ui.planning.draft import Draft
from ui.planning.people import list_plain


def show_reasons(draft: Draft, plan: Plan, code: str | None) -> None:
    """The chosen kelurahan with its figures and people, or how to choose one and what the plan could not know."""
    if code is None:
        st.caption(f"Ketuk peta atau cari {draft.here.unit_word} untuk melihat alasannya.")
        show_notes(plan.notes)
        _show_quota(plan.quota)
        return
    row = next(plan.places[plan.places.place_code == code].itertuples())
    section(
        f"{row.place_name}: {number(row.seats)} kursi",
        f"Kec. {row.kecamatan_name} · {number(row.eligible_count)} anggota memenuhi syarat",
    )
    plain_table(["Faktor", "Keadaan", "Bobot"], figures_of(row, plan.rules), numeric=(2,))
    for title, people in (("Terpilih", plan.chosen), ("Nyaris terpilih", plan.refused)):
        here = people[people.place_code == code]
        if len(here):
            list_plain(
                title,
                ((f"{kind_name(person.kind_code)} {short_id(person.volunteer_id)}", person.reason) for person in here.itertuples()),
            )
    if not row.seats and not row.eligible_count:
        st.caption("Tidak ada anggota di sini yang memenuhi syarat; lihat 'Tidak memenuhi syarat' untuk seluruh kota.")
    profile_link(draft.here, code, "Buka profil lengkap")


def show_notes(notes: tuple[str, ...]) -> None:
    """What was not known or not counted."""
    if notes:
        list_plain("Yang perlu diketahui", (("", note) for note in notes))


def figures_of(row: tuple, rules: Rules) -> list[tuple[str, str, str]]:
    """Each factor of a place with its figure and weight; the persons' factors stand in their reasons."""
    said = {
        "shortage": f"kurang {number(row.missing_count)} dari {number(row.norm_minimum)} orang" if is_known(row.missing_count) else "tidak diketahui",
        "load": _load(row),
        "silence": f"{number(row.silent_months, 0)} bulan tanpa laporan" if is_known(row.silent_months) else "tidak ada daftar laporan",
    }
    return [(factor.name, said[factor.id], number(rules.weight(factor.id))) for factor in factors(rules.question) if factor.about == "place"]


def _load(row: tuple) -> str:
    if not is_known(row.ppks_per_member):
        return "tidak diketahui"
    if row.ppks_per_member == float("inf"):
        return f"{number(row.ppks_count)} PPKS tanpa anggota aktif"
    return f"{rate(row.ppks_per_member)} PPKS per anggota, urutan {number(row.load_rank)} dari {number(row.load_known_count)}"


def _show_quota(quota: pd.DataFrame) -> None:
    if len(quota):
        list_plain(
            "Batas paling sedikit yang tidak dapat dipenuhi",
            ((row.place_name, row.reason) for row in quota.head(20).itertuples()),
        )
        if len(quota) > 20:
            st.caption(f"dan {number(len(quota) - 20)} tempat lain.")
