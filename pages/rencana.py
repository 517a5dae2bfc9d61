"""Rencana: what was saved and locked, side by side; who came to a locked plan, what it changed, and its invitation."""

import pandas as pd

from charts.words import number
from planning.kept.store import listing
from ui.cards import headline, nothing, section
from ui.context import Context, context
from ui.planning.inviting import show_invitation
from ui.planning.outcome import show_outcome
from ui.planning.picking import pick_one, pick_some, versions
from ui.planning.shelf import loaded, show_one, show_shelf
from ui.planning.side_by_side import show_side_by_side

MOST = 3  # maps in a row that can still be read


def answer(here: Context, in_force: pd.DataFrame, others: pd.DataFrame) -> None:
    """How many there are and which is in force."""
    drafts = number(int((~others.is_locked).sum()))
    if in_force.empty:
        headline(f"{drafts} skenario tersimpan untuk {here.city_name}; belum ada yang dikunci sebagai rencana.")
    elif len(in_force) == 1:
        headline(
            f"Rencana yang berlaku: {in_force.iloc[0]['name']}, {number(in_force.iloc[0].chosen_count)} orang.",
            f"{drafts} skenario lain tersimpan.",
        )
    else:
        headline(f"{number(len(in_force))} rencana berlaku untuk {here.city_name}.", f"{drafts} skenario lain tersimpan.")


def compare(here: Context, names: dict[str, str]) -> None:
    """Two or three of them on map and table."""
    section("Bandingkan", "Dua atau tiga, di peta dan di tabel.")
    picked = pick_some("Yang dibandingkan", "banding", names, MOST)
    if len(picked) >= 2:
        show_side_by_side(here, [loaded(key) for key in picked])


def show(here: Context) -> None:
    """The shelf, the comparison, then one plan in full."""
    found = listing(here.city_code)
    if found.empty:
        headline(f"Belum ada rencana tersimpan untuk {here.city_name}.")
        nothing(
            "Susun aturan di Sasaran pelatihan, Sasaran rekrutmen, atau Utusan, lalu tekan Simpan. Skenario dan rencana terkunci tampil di sini."
        )
        return
    is_in_force = found.is_locked & found.replaced_by_plan_id.isna()
    answer(here, found[is_in_force], found[~is_in_force])
    found = pd.concat([found[is_in_force], found[~is_in_force]])
    show_shelf(found)
    names = versions(found)
    if len(names) >= 2:
        compare(here, names)
    section("Satu rencana")
    stored = loaded(pick_one("Rencana", "rencana", names))
    show_one(here, stored)
    show_invitation(here, stored)
    show_outcome(here, stored)


show(context())
