"""The page of a plan of seats: rules left, result in the middle, reasons and what it costs right; all three at once on an office laptop."""

import streamlit as st

from charts.plan_words import Measured, compared, seats_headline
from data.errors import UserError
from planning.demand import demand
from planning.solver.conflicts import Infeasible
from planning.training import Plan
from ui.cards import headline, nothing, section
from ui.context import Context
from ui.maps import choose_geometry, place_picker
from ui.planning.asking import ask_and_plan
from ui.planning.comparison import lists_of, show_comparison, show_shares
from ui.planning.conflict import show_conflicts
from ui.planning.draft import Draft, draft_of
from ui.planning.locking import mark_compared, show_lock
from ui.planning.reads import facts_of, opening, planned
from ui.planning.reasons import show_reasons
from ui.planning.result import show_lists, show_map
from ui.planning.rules_panel import ask_rules
from ui.planning.weighing import show_weighing

ALL = "Seluruh kota"


def show_desk(here: Context, question: str) -> None:
    """Everything of one question about seats."""
    top = st.container()
    draft = draft_of(here, question, lambda: opening(here, question))
    if not facts_of(here.edition_id, here.city_code, here.period).members.is_active.any():
        headline(f"Belum ada anggota aktif {here.city_name} pada {here.month}.")
        nothing("Sasaran disusun dari daftar anggota. Impor daftar anggota kota ini, atau pilih bulan lain.")
        return
    left, middle, right = st.columns([1, 2, 1.25], gap="small")
    with left:
        plan, trouble = ask_and_plan(draft, ask_rules, planned)
    lists = lists_of(draft, plan) if plan is not None else {}
    with top:
        _answer(draft, plan, lists)
    with right, st.container(key="pk-why"):
        section("3 · Alasan dan timbangan")
        chosen = place_picker(here) if plan is not None else None
        why = st.container()
    with middle, st.container(key="pk-result"):
        section("2 · Hasil")
        if plan is None:
            _show_trouble(draft, trouble)
        else:
            _show_result(draft, plan)
    with why:
        if plan is None:
            nothing("Alasan, kurva, dan perbandingan tampil setelah aturannya dapat dipenuhi.")
        else:
            _show_why(draft, plan, lists, chosen)


def _answer(draft: Draft, plan: Plan | None, lists: dict[str, Measured]) -> None:
    if plan is None:
        headline("Aturan ini belum menghasilkan daftar; sebabnya dan perubahan terkecil ada di tengah.")
        return
    own, simple, *last_year = lists.values()
    sentence = seats_headline(own, plan.rules.seats, draft.here.unit_count, draft.here.unit_word, draft.question)
    headline(sentence, "" if plan.chosen.empty else compared(own, simple, last_year[0] if last_year else None, draft.question))


def _show_trouble(draft: Draft, error: UserError) -> None:
    if isinstance(error, Infeasible):
        found = facts_of(draft.here.edition_id, draft.here.city_code, draft.here.period)
        show_conflicts(draft, demand(found, draft.rules), error)
    else:
        nothing(str(error))


def _show_result(draft: Draft, plan: Plan) -> None:
    kecamatan = plan.places.drop_duplicates("kecamatan_code").set_index("kecamatan_name").kecamatan_code
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        name = st.selectbox(
            "Kecamatan", [ALL, *sorted(kecamatan.index)], key=draft.slot("kecamatan"), label_visibility="collapsed",
            width=140,
        )
        kind = choose_geometry(draft.here)
    code = None if name == ALL else kecamatan[name]
    if plan.chosen.empty:
        nothing(
            "Tidak seorang pun memenuhi syarat. Longgarkan unsur, jeda, atau jenjang di kiri; sebab setiap orang terhitung di bawah ini."
        )
    show_map(draft, plan, code, kind)
    show_lists(draft, plan, code)


def _show_why(draft: Draft, plan: Plan, lists: dict[str, Measured], chosen: str | None) -> None:
    show_reasons(draft, plan, chosen)
    show_shares(lists, draft.question)
    if st.toggle("Tampilkan perbandingan lengkap", key=draft.slot("compare")):
        show_comparison(draft, plan, lists)
        mark_compared(draft)
    if len(plan.chosen):
        show_lock(draft, plan)
    show_weighing(draft, plan)

