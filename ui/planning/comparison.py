"""The list beside the simple rule and last year's list, and who differs. A plan can be locked only after this was on the screen."""

import pandas as pd
import streamlit as st

from charts.plan_map import GIVEN
from charts.plan_words import WORTH, Measured, covered_title, percent
from charts.words import number
from data.parameters.planning import scale
from planning.training import Plan
from planning.wording import kind_name, short_id
from ui.cards import bars, plain_table, section
from ui.planning.draft import Draft
from ui.planning.measures import measured
from ui.planning.people import list_plain
from ui.planning.reads import facts_of

SIMPLE = "Aturan sederhana: {unit} diurutkan dari kekurangan terbesar, satu kursi bergiliran, anggota terlama lebih dulu; batas yang sama."
LAST_YEAR = " Tahun lalu: yang hadir dalam {months} bulan terakhir, dinilai dengan aturan ini, termasuk yang kini tidak memenuhi syarat."
_DIFFERENT = 12


def lists_of(draft: Draft, plan: Plan) -> dict[str, Measured]:
    """What the plan, the simple rule and last year's list achieve; last year's is missing without an attendance list."""
    members = facts_of(draft.here.edition_id, plan.rules.city_code, plan.rules.period).members
    found = {
        "Rencana": measured(members, plan.chosen.volunteer_id, plan.points, plan.most_points),
        "Sederhana": measured(members, plan.simple_ids, plan.simple_points, plan.most_points),
    }
    if plan.last_year_ids:
        found["Tahun lalu"] = measured(members, plan.last_year_ids, plan.last_year_points, plan.most_points)
    return found


def show_shares(lists: dict[str, Measured], question: str) -> None:
    """Covered need of each list as bars; of delegates, the share of what all candidates are worth."""
    section(covered_title(question))
    bars(
        ((f"{name}, {number(found.seated)} orang", found.covered or 0, percent(found.covered)) for name, found in lists.items()),
        GIVEN[2], whole=100,
    )


def show_comparison(draft: Draft, plan: Plan, lists: dict[str, Measured]) -> None:
    """All measures side by side, and who is on one list only."""
    names = list(lists)
    rows = [
        (f"Bagian dari {WORTH[draft.question]}", *(percent(found.covered) for found in lists.values())),
        ("Orang", *(number(found.seated) for found in lists.values())),
        (f"{draft.here.unit_word.capitalize()} terjangkau", *(number(found.places) for found in lists.values())),
        ("Belum pernah dilatih", *(number(found.never_trained) for found in lists.values())),
        ("Perempuan", *(percent(found.women_pct) for found in lists.values())),
    ]
    plain_table(["", *names], rows, numeric=tuple(range(1, len(names) + 1)))
    last_year = LAST_YEAR.format(months=scale(plan.rules.period).last_list_months) if len(lists) > 2 else ""
    st.caption(SIMPLE.format(unit=draft.here.unit_word) + last_year)
    members = facts_of(draft.here.edition_id, plan.rules.city_code, plan.rules.period).members
    members = members.drop_duplicates("volunteer_id").set_index("volunteer_id")
    chosen, simple = list(plan.chosen.volunteer_id), set(plan.simple_ids)
    _show_different("Hanya di rencana ini", [found for found in chosen if found not in simple], members)
    _show_different("Hanya di aturan sederhana", [found for found in plan.simple_ids if found not in set(chosen)], members)


def _show_different(title: str, volunteer_ids: list[str], members: pd.DataFrame) -> None:
    if not volunteer_ids:
        return
    people = members.loc[volunteer_ids[:_DIFFERENT]]
    said = ", ".join(f"{row.place_name} ({kind_name(row.kind_code)} {short_id(row.Index)})" for row in people.itertuples())
    rest = f", dan {number(len(volunteer_ids) - _DIFFERENT)} orang lain" if len(volunteer_ids) > _DIFFERENT else ""
    list_plain(f"{title}: {number(len(volunteer_ids))} orang", [("", f"{said}{rest}.")])
