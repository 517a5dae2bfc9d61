"""Step three, second half: what the seats and the rules are worth, what each preset would do, how evenly the load lies."""

from dataclasses import replace

import streamlit as st

from charts.plan_curve import curve, curve_in_words
from charts.plan_map import GIVEN
from charts.plan_words import WORTH, covered_title, gini, one_more, percent
from charts.words import number
from data.parameters.planning import presets
from planning.solver.remedies import RULE_NAMES
from planning.training import Plan
from planning.wording import share
from ui.cards import bars, picture, plain_table, section
from ui.planning.draft import Draft
from ui.planning.measures import measured
from ui.planning.reads import facts_of, planned, weighed

PRESETS = "Bandingkan cara mendahulukan"


def show_weighing(draft: Draft, plan: Plan) -> None:
    """One more seat and the curve, then the rules that bind, then the presets, then fairness."""
    found = weighed(draft.here.edition_id, plan.rules)
    section("Kursi", one_more(found.one_more_seat, share(found.one_more_seat, plan.most_points), draft.question))
    rises = max((points for _, points in found.curve), default=0) > plan.points + 1e-6
    svg = curve(found.curve, plan.most_points, plan.rules.seats) if rises else ""
    if svg:
        title = f"{covered_title(draft.question)} menurut jumlah kursi"
        st.html(picture(svg, f"{title}: {curve_in_words(found.curve, plan.most_points)}", "pk-curve"))
        st.caption(f"{title}; 100% bila semua yang memenuhi syarat diundang.")
    show_prices(draft, found.price_of_rules, is_full=found.one_more_seat <= 0)
    if plan.rules.question == "pelatihan":
        section("Pemerataan", gini(plan.gini_before, plan.gini_after))
    show_presets(draft, plan)


def show_prices(draft: Draft, prices: list[tuple[str, float]], *, is_full: bool) -> None:
    """What each rule costs; rules that cost nothing in one line. `is_full`: one more seat could be given to nobody."""
    binding = [(family, gain) for family, gain in prices if gain > 0]
    called = {family: text.format(unit=draft.here.unit_word) for family, text in RULE_NAMES.items()}
    idle = [called[family] for family, gain in prices if gain <= 0]
    section(
        "Aturan yang mengikat",
        "Poin yang didapat bila satu aturan itu saja dilepas." if binding else _TOGETHER if is_full else "Tidak ada aturan yang mengurangi hasil.",
    )
    if binding:
        bars(((called[family], gain, f"+{number(gain, 1)}") for family, gain in sorted(binding, key=lambda entry: -entry[1])), GIVEN[1])
    if idle:
        st.caption(f"Tidak mengikat sendirian: {', '.join(idle)}.")


_TOGETHER = "Dilepas satu per satu, tidak ada aturan yang menambah hasil; beberapa di antaranya mengikat bersama."


def show_presets(draft: Draft, plan: Plan) -> None:
    """What each named set of weights would do with the same seats and limits; a plan for each, made when asked for."""
    if not st.toggle(PRESETS, key=draft.slot("presets")):
        return
    section(
        "Bila yang didahulukan lain",
        f"Kursi dan batas sama. Bagian: dari {WORTH[draft.question]} menurut bobot itu sendiri; baru: belum pernah dilatih; "
        "sama: orang yang juga ada di rencana ini.",
    )
    members = facts_of(draft.here.edition_id, plan.rules.city_code, plan.rules.period).members
    now, rows = set(plan.chosen.volunteer_id), []
    for preset in presets(plan.rules.question):
        other = planned(draft.here.edition_id, replace(plan.rules, weights=preset.weights))
        found = measured(members, other.chosen.volunteer_id, other.points, other.most_points)
        same = len(now & set(other.chosen.volunteer_id))
        rows.append((preset.name, number(found.places), percent(found.covered), number(found.never_trained), number(same)))
    plain_table(["Didahulukan", draft.here.unit_word.capitalize(), "Bagian", "Baru", "Sama"], rows, numeric=(1, 2, 3, 4))
