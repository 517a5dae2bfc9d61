"""Step three of recruitment: why this kelurahan, how the plan stands against the simple rule, what each person more is worth."""

import streamlit as st

from charts.plan_curve import curve
from charts.plan_map import GIVEN
from charts.plan_words import percent
from charts.words import number
from planning.recruitment import RecruitmentPlan
from ui.cards import bars, picture, plain_table, section
from ui.maps import profile_link
from ui.planning.draft import Draft
from ui.planning.locking import mark_compared, show_lock
from ui.planning.people import list_plain
from ui.planning.reads import recruits_by_preset
from ui.planning.reasons import figures_of, show_notes
from ui.planning.weighing import PRESETS

SIMPLE = "Aturan sederhana: selalu ke kekurangan terbesar yang tersisa; batas yang sama."


def show_recruiting_reasons(draft: Draft, plan: RecruitmentPlan, code: str | None) -> None:
    """The chosen kelurahan, the comparison with the lock under it, then curve and presets."""
    if code is None:
        st.caption(f"Ketuk peta atau cari {draft.here.unit_word} untuk melihat alasannya.")
        show_notes(plan.notes)
    else:
        row = next(plan.places[plan.places.place_code == code].itertuples())
        section(f"{row.place_name}: {number(row.recruits)} orang", row.reason)
        plain_table(["Faktor", "Keadaan", "Bobot"], figures_of(row, plan.rules), numeric=(2,))
        profile_link(draft.here, code, "Buka profil lengkap")
    section("Poin yang tertutup", "Dibanding aturan sederhana dengan jumlah orang yang sama.")
    bars(
        [("Rencana ini", plan.points, number(plan.points, 0)), ("Aturan sederhana", plan.simple_points, number(plan.simple_points, 0))],
        GIVEN[2],
    )
    if st.toggle("Tampilkan perbandingan lengkap", key=draft.slot("compare")):
        _show_comparison(draft, plan)
        mark_compared(draft)
    if len(plan.sequence):
        show_lock(draft, plan)
    _show_curve(plan)
    _show_presets(draft, plan)


def _show_comparison(draft: Draft, plan: RecruitmentPlan) -> None:
    places, unit = plan.places, draft.here.unit_word
    rows = [
        ("Poin", number(plan.points, 0), number(plan.simple_points, 0)),
        (f"{unit.capitalize()} yang merekrut", number((places.recruits > 0).sum()), number((places.simple_recruits > 0).sum())),
        (f"{unit.capitalize()} memenuhi norma sesudahnya", number(plan.met_after), number(plan.simple_met_after)),
        ("Kekurangan tersisa", number(plan.shortage_after), number(plan.shortage_before - places.simple_recruits.sum())),
    ]
    plain_table(["Ukuran", "Rencana ini", "Aturan sederhana"], rows, numeric=(1, 2))
    st.caption(SIMPLE)
    for title, more, fewer in (
        ("Lebih banyak di rencana ini", "recruits", "simple_recruits"),
        ("Lebih banyak di aturan sederhana", "simple_recruits", "recruits"),
    ):
        found = places[places[more] > places[fewer]]
        if len(found):
            said = ", ".join(
                f"{row.place_name} +{number(getattr(row, more) - getattr(row, fewer))}" for row in found.head(12).itertuples()
            )
            list_plain(f"{title}: {number(len(found))} {unit}", [("", f"{said}{', dan lainnya' if len(found) > 12 else ''}.")])


def _show_curve(plan: RecruitmentPlan) -> None:
    gains = plan.sequence.points.cumsum().tolist()
    section("Nilai tiap orang berikutnya", "Bagian poin yang tertutup bila rencana berhenti lebih awal; kurva berakhir di rencana ini, 100%.")
    steps = sorted({max(1, round(len(gains) * part / 12)) for part in range(1, 13)}) if gains else []
    svg = curve([(0, 0.0), *((step, gains[step - 1]) for step in steps)], gains[-1] if gains else 0, len(gains), "orang")
    if svg:
        st.html(picture(svg, "Poin yang tertutup menurut jumlah orang", "pk-curve"))


def _show_presets(draft: Draft, plan: RecruitmentPlan) -> None:
    if not st.toggle(PRESETS, key=draft.slot("presets")):
        return
    section("Bila yang didahulukan lain", "Jumlah orang dan batas sama.")
    rows = []
    for name, other in recruits_by_preset(draft.here.edition_id, plan.rules).items():
        same = int(plan.places.recruits.clip(upper=other.places.recruits).sum())
        rows.append(
            (name, number((other.places.recruits > 0).sum()), number(other.met_after), percent(100 * same / max(1, int(plan.places.recruits.sum()))))
        )
    plain_table(["Didahulukan", "Tempat", "Memenuhi norma", "Sama"], rows, numeric=(1, 2, 3))
