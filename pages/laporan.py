"""Laporan & penanganan: who is silent and since when, who reports, and how soon and where to reports are handled."""

import streamlit as st

from charts.silence import silent_count
from charts.survival import days_said
from charts.words import capital, day_long, number
from ui.cards import figure, figures, headline
from ui.context import context
from ui.handling import curves_of, show_open, show_outcomes, show_times
from ui.maps import place_picker
from ui.reach import at_list
from ui.reporting import LIMITS, OUTSIDER, RESIDENT, SILENT, choose_scope, show_after_kie, show_silence, show_sources
from ui.terms import explain

here = at_list(context(), "ppks_case")
TOO_YOUNG = "daftar terlalu baru"


def silent_said(months: int) -> str:
    """How many are silent for so long: '9 dari 71', or that the list is too young."""
    count = silent_count(places, months)
    return TOO_YOUNG if count is None else f"{number(count)} dari {number(len(places))}"


def open_said(is_resident: bool, days: int, unit: str = "") -> str:
    """How many reports are open for longer; a list that is no older cannot hold one."""
    is_young = (scope.day - scope.list_start).days <= days
    return TOO_YOUNG if is_young else f"{number(waiting[f'open_over_{days}_count'][is_resident])}{unit}"


def sentence() -> str:
    """The answer of the page: silence, time to handling, and what is still open."""
    silent, who = silent_count(places, SILENT), f" {scope.words}" if scope.reporter_kind != "ALL" else ""
    quiet = f"{silent_said(SILENT)} {here.unit_word} tanpa laporan{who} enam bulan atau lebih" if silent is not None else "daftar ini belum enam bulan"
    half = curves[RESIDENT].days_until(0.5)
    if not curves[RESIDENT].case_count:
        handled = "tidak ada laporan tentang penduduk setempat"
    elif half is None:
        handled = "belum sampai separuh laporan tentang penduduk setempat ditangani"
    else:
        handled = f"separuh laporan tentang penduduk setempat ditangani dalam {number(half)} hari"
    is_young = open_said(True, 30) == TOO_YOUNG
    over_30 = "yang terbuka lebih dari 30 hari belum dapat dinilai" if is_young else f"{open_said(True, 30)} masih terbuka lebih dari 30 hari"
    return f"{capital(quiet)}; {handled}, {over_30}."


def days_beside(share: float) -> str:
    """The same for people who live elsewhere."""
    found = curves[OUTSIDER]
    return f"penduduk setempat; tempat lain: {days_said(found.days_until(share)) if found.case_count else 'tidak ada'}"


def chosen_note() -> str:
    """Which reports these are, and the day they are judged."""
    notes = [f"Hanya laporan {scope.words}" if scope.words else "Semua jenis dan semua pelapor"]
    notes += ["diamnya dihitung dari semua jenis"] if scope.ppks_code != "ALL" else []
    notes.append(f"keadaan {day_long(scope.day)}")
    notes += [] if curves[OUTSIDER].case_count else ["tidak ada laporan tentang orang yang tinggal di tempat lain"]
    return " · ".join(notes)


left, middle, right = st.columns(3, gap="small")
scope = choose_scope(here, left, middle)
with right:
    chosen = place_picker(here)
places = here.ask("report_silence", reporter_kind=scope.reporter_kind, period=scope.report_period, left_out_tiers=())
curves = curves_of(here, scope)
waiting = here.ask("handling_open", **scope.window).set_index("is_resident")
headline(sentence())
st.caption(chosen_note())
figures([
    figure(f"{here.unit_word.capitalize()} diam {SILENT} bulan", silent_said(SILENT), f"3 bulan: {silent_said(3)} · 12 bulan: {silent_said(12)}"),
    figure("Separuh laporan ditangani dalam", days_said(curves[RESIDENT].days_until(0.5)), days_beside(0.5)),
    figure("90% laporan ditangani dalam", days_said(curves[RESIDENT].days_until(0.9)), days_beside(0.9)),
    figure("Terbuka lebih dari 30 hari", open_said(True, 30, " laporan"),
           f"> 90 hari: {open_said(True, 90)}" + ("" if open_said(True, 30) == TOO_YOUNG else f" · tempat lain: {open_said(False, 30)} dan {open_said(False, 90)}")),
])
show_silence(here, scope, places, chosen)
show_sources(here, scope)
show_times(curves, scope)
left, right = st.columns(2, gap="medium")
with left:
    show_outcomes(here, scope)
with right:
    show_after_kie(here, scope)
show_open(here, scope)
explain("kelurahan_silent", "open_over_30_days", "reports", "handled_in_30_days", also=LIMITS)
