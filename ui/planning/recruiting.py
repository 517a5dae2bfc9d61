"""The page of a plan of recruitment: how many people in which kelurahan, in which order, and why."""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from charts.map_spec import MapText
from charts.plan_map import Spot, Words, given_map
from charts.plan_words import norm_met, recruits_headline
from charts.words import is_known, number
from data.errors import UserError
from planning.checks import MOST
from planning.recruitment import RecruitmentPlan
from planning.rules import RecruitmentRules
from planning.wording import for_outside
from ui.cards import headline, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.maps import choose_geometry, draw, place_picker
from ui.planning.asking import ask_and_plan
from ui.planning.dialogs import place_names
from ui.planning.draft import Draft, draft_of
from ui.planning.reads import opening, recruited
from ui.planning.recruiting_reasons import show_recruiting_reasons
from ui.planning.result import SOURCE, short_source
from ui.planning.rules_panel import ask_weights, choose_preset

_STATES = {"met": "norma terpenuhi", "waiting": "masih kurang, belum mendapat", "unknown": "kekurangan tidak diketahui", "excluded": "dikecualikan"}


def show_recruiting(here: Context) -> None:
    """Everything about whom to recruit where."""
    top = st.container()
    draft = draft_of(here, "rekrutmen", lambda: opening(here, "rekrutmen"))
    left, middle, right = st.columns([1, 2, 1.25], gap="small")
    with left:
        plan, trouble = ask_and_plan(draft, _ask, recruited)
    with top:
        _answer(here, plan, trouble)
    if plan is None or not is_known(plan.shortage_before):
        return
    with right, st.container(key="pk-why"):
        section("3 · Alasan dan timbangan")
        chosen = place_picker(here)
        why = st.container()
    with middle, st.container(key="pk-result"):
        section("2 · Hasil")
        _show_map(draft, plan)
        _show_order(draft, plan)
    with why:
        show_recruiting_reasons(draft, plan, chosen)


def _ask(draft: Draft) -> RecruitmentRules:
    before, unit = draft.rules, draft.here.unit_word
    left, right = st.columns(2, gap="small")
    with left:
        given: dict[str, Any] = {"recruits": st.number_input(
            "Orang", 1, MOST, step=5, key=draft.widget("recruits", before.recruits),
            help="Yang dapat direkrut dalam masa ini.",
        )}
    with right:
        choose_preset(draft, before)
    with st.expander("Bobot dan nilai orang berikutnya"):
        given |= ask_weights(draft, before, one="Orang")
    with st.expander("Batas"):
        given["place_max"] = st.number_input(
            f"Tiap {unit} paling banyak", 0, MOST, key=draft.widget("place_max", before.place_max), help="0: tanpa batas.",
        )
        given["district_max"] = st.number_input(
            "Tiap kecamatan paling banyak", 0, MOST, key=draft.widget("district_max", before.district_max),
            help="0: tanpa batas.",
        )
        names = place_names(before.city_code)
        out = st.multiselect(
            "Tidak ikut", list(names), format_func=names.get,
            key=draft.widget("excluded_places", list(before.excluded_places)), placeholder="Semua ikut",
        )
        given["excluded_places"] = tuple(out)
    return RecruitmentRules(city_code=before.city_code, period=before.period, norm_id=before.norm_id, **given)


def _answer(here: Context, plan: RecruitmentPlan | None, trouble: UserError | None) -> None:
    if plan is None:
        headline("Aturan ini belum menghasilkan rencana.")
        nothing(str(trouble))
    elif not is_known(plan.shortage_before):
        headline(f"Kekurangan anggota {here.city_name} pada {here.month} belum diketahui.")
        nothing("Rekrutmen disusun dari kekurangan terhadap norma. Impor daftar anggota kota ini, atau pilih bulan lain.")
    else:
        placed = int(plan.places.recruits.sum())
        sentence = recruits_headline(
            placed, int((plan.places.recruits > 0).sum()), int(plan.shortage_before), int(plan.shortage_after),
            here.unit_word,
        )
        headline(sentence, norm_met(plan.met_before, plan.met_after, here.unit_word))


def _show_map(draft: Draft, plan: RecruitmentPlan) -> None:
    here = draft.here
    text = MapText(f"Orang yang direkrut per {here.unit_word} {here.city_name}", short_source(here), here.unit_word, source=SOURCE)
    draw(here, given_map(_spots(plan), text, Words("orang", _STATES)), key=draft.slot("map"), kind=choose_geometry(here), height=325)


def _spots(plan: RecruitmentPlan) -> Iterator[Spot]:
    excluded = plan.rules.excluded_places
    for row in plan.places[["place_code", "kecamatan_code", "recruits", "missing", "remaining"]].itertuples(index=False):
        is_out = row.place_code in excluded or row.kecamatan_code in excluded
        state = "excluded" if is_out else "unknown" if not is_known(row.missing) else "waiting" if row.missing else "met"
        lines = [f"kurang {number(row.missing)} orang, tersisa {number(row.remaining)}"] if is_known(row.missing) else ["kekurangan tidak diketahui"]
        yield Spot(row.place_code, int(row.recruits), state, f"{number(row.recruits)} orang", lines)


def _show_order(draft: Draft, plan: RecruitmentPlan) -> None:
    """The places in the order in which to recruit."""
    section("Urutan merekrut", "Bila orangnya kurang dari rencana, ikuti urutan ini sampai habis.")
    turns = plan.sequence.groupby("place_code").order.agg(list)
    rows = plan.places[plan.places.recruits > 0].sort_values("order")
    plain_table([draft.here.unit_word.capitalize(), "Orang", "Urutan", "Alasan"], (
        (f"{row.place_name} ({row.kecamatan_name})", number(row.recruits), _turns(turns[row.place_code]), row.reason) for row in rows.itertuples()
    ), numeric=(1,))
    table = plan.sequence.assign(reason=plan.sequence.reason.map(for_outside))[["order", "kecamatan_name", "place_name", "turn", "points", "reason"]]
    table = table.set_axis(["Urutan", "Kecamatan", "Kelurahan/desa", "Orang ke-", "Poin", "Alasan"], axis=1)
    offer(
        table, f"rekrutmen-{plan.rules.city_code}-{plan.rules.period:%Y-%m}",
        f"Urutan merekrut, norma {draft.here.norm.name}", draft.here,
    )


def _turns(orders: list[int]) -> str:
    shown = ", ".join(f"ke-{number(order)}" for order in orders[:3])
    return f"{shown}, …" if len(orders) > 3 else shown
