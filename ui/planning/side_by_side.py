"""Two or three saved plans beside each other: where the seats go, what they achieve, who is on several lists."""

import streamlit as st

from charts.map_spec import MapText
from charts.plan_map import Spot, Words, given_map
from charts.plan_words import Measured, percent
from charts.words import number
from planning.kept.saved import StoredPlan
from planning.wording import share
from ui.cards import plain_table, section
from ui.context import Context
from ui.maps import draw
from ui.planning.measures import measured
from ui.planning.reads import facts_of
from ui.planning.shelf import about, label


def show_side_by_side(here: Context, plans: list[StoredPlan]) -> None:
    """Maps in a row, then the table of measures."""
    largest = max(int(plan.places.seats.max()) for plan in plans)
    for column, plan in zip(st.columns(len(plans), gap="medium"), plans, strict=True):
        with column:
            _show_map(here, plan, largest)
    section("Ukuran", "Diukur pada bulan rencana masing-masing, menurut edisi yang sekarang.")
    with st.container(key="pk-compare"):
        plain_table(["Ukuran", *(label(plan.saved) for plan in plans)], _rows(here, plans), numeric=tuple(range(1, len(plans) + 1)))
    if len({plan.saved.rules_json for plan in plans}) == 1:
        st.caption("Aturannya sama.")


def _show_map(here: Context, plan: StoredPlan, largest: int) -> None:
    unit = "orang" if plan.saved.question == "rekrutmen" else "kursi"
    kelurahan = plan.places[plan.places.place_code != plan.places.kecamatan_code]
    spots = [
        Spot(row.place_code, int(row.seats), "none", f"{number(row.seats)} {unit}", [row.reason] if row.reason else [])
        for row in kelurahan.itertuples()
    ]
    text = MapText(label(plan.saved), f"{about(plan.saved)} · edisi {plan.saved.edition_id}", here.unit_word, source="rencana yang disimpan")
    words = Words(unit, {"none": f"tanpa {unit}"})
    draw(here, given_map(spots, text, words, largest), key=f"map_{plan.saved.plan_id}_{plan.saved.version}", height=330)


def _rows(here: Context, plans: list[StoredPlan]) -> list[tuple[str, ...]]:
    found = [_measures(here, plan) for plan in plans]
    first = set(plans[0].chosen.volunteer_id)
    return [
        ("Orang", *(number(plan.saved.chosen_count) for plan in plans)),
        (f"{here.unit_word.capitalize()} terjangkau", *(number(_reached(plan)) for plan in plans)),
        ("Tertutup, menurut bobotnya", *(percent(one.covered if one else None) for one in found)),
        ("Aturan sederhana menutup", *(percent(share(plan.saved.simple_points, plan.saved.most_points)) for plan in plans)),
        ("Belum pernah dilatih", *(number(one.never_trained) if one else "–" for one in found)),
        ("Perempuan", *(percent(one.women_pct if one else None) for one in found)),
        ("Kursi menurut keputusan perencana", *(
            number(int(plan.chosen.is_override.sum())) if len(plan.chosen) else "–" for plan in plans
        )),
        ("Gini beban sesudahnya", *(number(plan.saved.gini_after, 2) for plan in plans)),
        ("Orang yang sama dengan yang pertama", "–", *(
            number(len(first & set(plan.chosen.volunteer_id))) if first else "–" for plan in plans[1:]
        )),
    ]


def _measures(here: Context, plan: StoredPlan) -> Measured | None:
    """Measures of the people on a list; None for recruitment, which has places only."""
    if plan.chosen.empty:
        return None
    members = facts_of(here.edition_id, here.city_code, plan.saved.period).members
    return measured(members, plan.chosen.volunteer_id, plan.saved.points, plan.saved.most_points)


def _reached(plan: StoredPlan) -> int:
    is_kelurahan = plan.places.place_code != plan.places.kecamatan_code
    return int(((plan.places.seats > 0) & is_kelurahan).sum())

