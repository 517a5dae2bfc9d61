"""Actions on the page: opening one for a value that falls short, the list with what the data answer, changing and ending one."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from charts.scorecard import figure
from charts.words import day, month, number
from data.errors import UserError
from data.parameters.scorecard import Column, threshold
from planning.actions.store import ENDINGS, NOTE_LENGTH, WHAT_LENGTH, Action, Agreed, Finding, change, end, open_action
from planning.actions.verdict import VERDICTS, Answer, said
from planning.kept.saved import NAME_LENGTH
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.planning.saving import planner
from ui.scorecard.reads import answered, answered_open

_FIRST_DUE = timedelta(days=90)
_ENDED_SHOWN = 30


def show_opening(here: Context, cell: pd.Series, column: Column, open_ones: list[Answer]) -> None:
    """What is done about this value already, and the form for something more."""
    section("Tindakan untuk nilai ini")
    for one in open_ones:
        st.markdown(f"- {one.action.agreed.what} ({one.action.agreed.who}, sampai {day(one.action.agreed.due)}): {VERDICTS[one.verdict]}")
    if open_ones:
        st.caption("Mengubah atau mengakhirinya di bagian Tindakan, di bawah.")
    if cell.state != "short":
        st.caption("Tindakan dapat dicatat untuk nilai yang kurang.")
        return
    newest = _newest(here)
    if here.period != newest:
        st.caption(f"Tindakan dicatat dari bulan data terakhir. Pilih {month(newest)} di bilah atas.")
        return
    # Once written, the form is another one: empty, and folded, so that a second tap writes nothing twice.
    turn = f"open{len(open_ones) or ''}"
    place = st.expander("Catat tindakan lain") if open_ones else st.container()
    with place, st.form(f"{turn}_{here.city_code}_{cell.kecamatan_code}_{column.id}", border=True, enter_to_submit=False):
        agreed, by = _ask(turn, None)
        if st.form_submit_button("Catat tindakan", type="primary"):
            _try(lambda: open_action(_finding(here, cell, column), agreed(), by), "Tindakan tercatat.")


def _newest(here: Context) -> date:
    """The month from which an action may be recorded."""
    return here.as_of.replace(day=1)


def _finding(here: Context, cell: pd.Series, column: Column) -> Finding:
    return Finding(
        here.city_code, cell.kecamatan_code, cell.kecamatan_name, column.id, here.norm.id, here.edition_id, here.is_simulated, here.period,
        float(cell.numerator), float(cell.denominator), float(cell.value), threshold(column.id, here.city_code, here.period).target,
    )


def _ask(key: str, before: Agreed | None) -> tuple[Callable[[], Agreed], str]:
    """The fields of an action; a function that gives them, and who is at the keyboard."""
    what = st.text_input(
        "Tindakan", before.what if before else "", max_chars=WHAT_LENGTH, key=f"{key}_what", placeholder="Apa yang akan dilakukan",
    )
    left, right = st.columns(2, gap="small")
    with left:
        who = st.text_input(
            "Penanggung jawab", before.who if before else "", max_chars=NAME_LENGTH, key=f"{key}_who",
            placeholder="Misalnya: Kabid Pemberdayaan Sosial", help="Jabatan atau unit, bukan nama atau nomor telepon.",
        )
    with right:
        due = st.date_input("Tenggat", before.due if before else date.today() + _FIRST_DUE, format="DD/MM/YYYY", key=f"{key}_due")
    note = st.text_input("Catatan (boleh kosong)", before.note if before else "", max_chars=NOTE_LENGTH, key=f"{key}_note")
    by = planner("Nama Anda", f"{key}_by")
    return lambda: Agreed(what, who, due, note), by


def _try(act: Callable[[], Action], done: str) -> None:
    """Write, or say on the page why not."""
    try:
        act()
    except UserError as error:
        st.error(str(error))
        return
    st.toast(done)
    st.rerun()


def show_actions(here: Context, found: list[Answer]) -> None:
    """Every open action with the answer of the data, overdue ones first; then one to change or end; ended ones behind a toggle."""
    section("Tindakan", "Penilaian dihitung dari data: nilai saat dicatat dibanding nilai sekarang. Yang lewat tenggat lebih dahulu.")
    open_ones, ended = [one for one in found if one.is_open], [one for one in found if not one.is_open]
    if not open_ones:
        newest = _newest(here)
        first = "" if here.period == newest else f"Pilih bulan data terakhir ({month(newest)}) di bilah atas, lalu ketuk"
        nothing(f"Belum ada tindakan terbuka. {first or 'Ketuk'} nilai yang kurang pada rapor untuk mencatatnya.")
    else:
        _table(open_ones)
        with st.container(key="pk-no-print-change"):
            _show_one(open_ones)
    if ended:
        with st.expander(f"Tindakan yang selesai atau dibatalkan ({number(len(ended))})"):
            _table(ended[:_ENDED_SHOWN])
            plain_table(["Tindakan", "Berakhir", "Oleh", "Alasan"], (
                (one.action.agreed.what, f"{ENDINGS[one.action.ending]}, {day(one.action.ended_at.date())}", one.action.ended_by, one.action.reason)
                for one in ended[:_ENDED_SHOWN]
            ))


def read_actions(here: Context, kecamatan_code: str | None = None) -> list[Answer] | None:
    """The actions of the city, or the open ones of a kecamatan, with their answers; None where their file cannot be read, and the reason is
    on the page, which goes on without them."""
    try:
        return answered(here) if kecamatan_code is None else answered_open(here, kecamatan_code)
    except UserError as error:
        st.error(str(error))
        return None


def show_open_actions(here: Context, kecamatan_code: str) -> None:
    """The open actions of a kecamatan, where there are any, or why they cannot be read."""
    if open_ones := read_actions(here, kecamatan_code):
        section("Tindakan terbuka di kecamatan ini", "Dari Rapor & tindakan; penilaian dihitung dari data.")
        plain_table(["Ukuran", "Tindakan", "Tenggat", "Penilaian data"], (
            (_column_name(one), f"{one.action.agreed.what} ({one.action.agreed.who})", _due(one), VERDICTS[one.verdict]) for one in open_ones
        ))


def _table(found: list[Answer]) -> None:
    plain_table(["Kecamatan", "Ukuran", "Tindakan", "Penanggung jawab", "Tenggat", "Saat dicatat", "Sekarang", "Penilaian data"], (
        (
            one.action.finding.kecamatan_name, _column_name(one), one.action.agreed.what, one.action.agreed.who, _due(one),
            f"{_value(one, one.action.finding.value)} ({month(one.action.finding.period)})", f"{_value(one, one.now)} ({month(one.now_period)})",
            VERDICTS[one.verdict] if one.is_open else f"{ENDINGS[one.action.ending]}; {VERDICTS[one.verdict]}",
        ) for one in found
    ))


def _column_name(one: Answer) -> str:
    return one.column.name if one.column else one.action.finding.column_id


def _value(one: Answer, value: float) -> str:
    return figure(value, one.column.unit if one.column else "")


def _due(one: Answer) -> str:
    late = f"▲ lewat {number(one.late_days)} hari, " if one.late_days else ""
    return f"{late}{day(one.action.agreed.due)}"


def _show_one(open_ones: list[Answer]) -> None:
    """One open action: who wrote it, its change and its end."""
    labels = {
        one.action.action_id: f"{one.action.finding.kecamatan_name} · {_column_name(one)} · {one.action.agreed.what[:60]}" for one in open_ones
    }
    picked = st.selectbox(
        "Ubah atau akhiri", list(labels), index=None, format_func=labels.get, key="tindakan", placeholder="Pilih tindakan untuk diubah atau diakhiri",
    )
    one = next((one for one in open_ones if one.action.action_id == picked), None)
    if one is None:
        return
    action = one.action
    st.caption(" ".join([said(action), f"Catatan: {action.agreed.note}" if action.agreed.note else ""]).strip())
    left, right = st.columns(2, gap="medium")
    with left, st.form(f"change_{action.action_id}_{action.version}", enter_to_submit=False):
        agreed, by = _ask(f"change_{action.action_id}_{action.version}", action.agreed)
        if st.form_submit_button("Simpan perubahan"):
            _try(lambda: change(action.action_id, action.version, agreed(), by), "Perubahan tersimpan.")
    with right, st.form(f"end_{action.action_id}_{action.version}", enter_to_submit=False):
        names = {"closed": "Tutup, sudah dikerjakan", "dropped": "Batalkan"}
        ending = st.radio("Akhiri", list(names), format_func=names.get, horizontal=True, key=f"ending_{action.action_id}")
        reason = st.text_input("Alasan: apa yang sudah dikerjakan, atau mengapa dibatalkan", max_chars=NOTE_LENGTH, key=f"reason_{action.action_id}")
        by = planner("Nama Anda", f"end_{action.action_id}_by")
        if st.form_submit_button("Akhiri tindakan"):
            _try(lambda: end(action.action_id, action.version, ending, reason, by), f"Tindakan {ENDINGS[ending]}.")
