"""Step two: where the seats go, on the map and as a list by kecamatan."""

import pandas as pd
import streamlit as st

from charts.map_spec import MapText
from charts.plan_map import Spot, Words, given_map
from charts.words import is_known, number
from planning.training import Plan
from ui.cards import nothing, plain_table
from ui.context import Context
from ui.downloads import offer
from ui.maps import draw
from ui.planning.batches import show_batches
from ui.planning.draft import Draft
from ui.planning.people import as_table, list_people

SOURCE = "rencana di halaman ini"  # of the numbers on a map of what is planned
_STATES = {"none": "tanpa kursi", "nobody": "tanpa calon", "excluded": "dikecualikan"}


def show_map(draft: Draft, plan: Plan, kecamatan_code: str | None, kind: str | None) -> None:
    """Seats of each kelurahan; members who serve a whole kecamatan are said below, they are in no kelurahan."""
    here = draft.here
    text = MapText(
        f"Kursi per {here.unit_word} {here.city_name}: {plan.rules.topic or title_of(plan.rules)}", short_source(here),
        here.unit_word, source=SOURCE,
    )
    spec = given_map(spots(plan.places, plan.rules.excluded_places), text, Words("kursi", _STATES))
    draw(here, {**spec, "focus": kecamatan_code}, key=draft.slot("map"), kind=kind, height=325)
    wide = int(plan.places.seats[plan.places.is_kecamatan].sum())
    if wide:
        st.caption(f"{number(wide)} kursi lain untuk anggota yang bertugas di tingkat kecamatan; tidak tampak di peta.")


def short_source(here: Context) -> str:
    """Source and month on one line of a narrow map."""
    mark = "DATA SIMULASI · " if here.is_simulated else ""
    return f"{mark}{here.month} · edisi {here.edition_id}"


def title_of(rules: object) -> str:
    """What a plan is about, in a few words."""
    level = f", jenjang {rules.level}" if getattr(rules, "level", "") else ""
    return f"{rules.topic or 'tanpa topik'}{level}"


def spots(places: pd.DataFrame, excluded: tuple[str, ...] = ()) -> list[Spot]:
    """The kelurahan of a plan for the map."""
    shown = places.loc[~places.is_kecamatan, ["place_code", "kecamatan_code", "seats", "eligible_count", "missing_count"]]
    return [_spot(row, excluded) for row in shown.itertuples(index=False)]


def _spot(row: tuple, excluded: tuple[str, ...]) -> Spot:
    is_out = row.place_code in excluded or row.kecamatan_code in excluded
    state = "excluded" if is_out else "none" if row.eligible_count else "nobody"
    # One short line: 151 of them travel with every change of a rule.
    lack = f", kurang {number(row.missing_count)} orang" if is_known(row.missing_count) and row.missing_count else ""
    return Spot(row.place_code, int(row.seats), state, f"{number(row.seats)} kursi", [f"{number(row.eligible_count)} calon{lack}"])


def show_lists(draft: Draft, plan: Plan, kecamatan_code: str | None) -> None:
    """Chosen, narrowly refused, not eligible, batches: one at a time."""
    names = {
        "chosen": f"Terpilih {number(len(plan.chosen))}", "refused": f"Nyaris {number(len(plan.refused))}",
        "ineligible": f"Tidak memenuhi syarat {number(plan.ineligible_counts['count'].sum())}", "batches": "Angkatan",
    }
    shown = st.segmented_control(
        "Daftar", list(names), format_func=names.get, default="chosen", required=True, key=draft.slot("list"),
        label_visibility="collapsed",
    )
    if shown == "batches":
        show_batches(plan, kecamatan_code)
    elif shown == "ineligible":
        plain_table(
            ["Alasan", "Orang"],
            ((row.refusal.capitalize(), number(row.count)) for row in plan.ineligible_counts.itertuples(index=False)),
            numeric=(1,),
        )
    else:
        people = plan.chosen if shown == "chosen" else plan.refused
        people = people if kecamatan_code is None else people[people.kecamatan_code == kecamatan_code]
        if people.empty:
            nothing("Tidak ada di sini.")
            return
        list_people(people, draft.slot("all"), points="points" if shown == "chosen" else "lost")
        if shown == "chosen":
            name = f"sasaran-{plan.rules.question}-{plan.rules.city_code}-{plan.rules.period:%Y-%m}"
            listed = plan.chosen if plan.rules.batches else plan.chosen.drop(columns="batch")
            offer(as_table(listed), name, f"Terpilih: {title_of(plan.rules)}", draft.here)
