"""Place names that wait for a person: what is written, what it resembles, and the decision, which is kept with who and when and can be taken back."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from charts.import_words import plain
from charts.words import number
from data import reference
from data.errors import UserError
from ingest import decisions
from ingest.contracts import load_contracts
from ingest.decisions import OUTSIDE, PLACE, REFUSED, Decision
from ingest.review import Question, decide
from planning.kept.saved import moment
from reports.spreadsheet_csv import csv_bytes
from ui.cards import plain_table, section
from ui.importing.permit import ask_permit
from ui.importing.reads import unit_labels

_OPEN = ""
_LABELS = {_OPEN: "belum diputuskan", OUTSIDE: "memang di luar kota", REFUSED: "biarkan ditolak"}
_AT_ONCE = 8  # names asked about in one form
_SAID = "_putusan_selesai"


def show_names(asked: list[Question], key: str) -> None:
    """The names that wait with a form that settles them, then the decisions in force. Nothing at all where there is neither."""
    held = decisions.in_force()
    if not asked and not held and _SAID not in st.session_state:
        return
    section(
        "Nama tempat yang menunggu keputusan",
        "Satu putusan berlaku untuk semua baris dengan tulisan itu, mulai uji coba atau pembangunan berikutnya. Kemiripan ejaan hanya saran.",
    )
    if said := st.session_state.pop(_SAID, None):
        st.success(said)
    _say_unnamed([one for one in asked if one.name is None])
    _ask([one for one in asked if one.name and one.decision is None], key)
    if held:
        _show_held(held, key)


def _say_unnamed(unnamed: list[Question]) -> None:
    """Texts that are not kept: how many rows wait for them, and where they are mended."""
    for one in unnamed:
        files = escape(", ".join(one.files))
        st.html(f'<p class="pk-upload">{number(one.row_count)} baris di {files}: tulisan yang tidak menyerupai tempat tidak disimpan. Betulkan di berkasnya.</p>')


def _written(name: decisions.PlaceName) -> str:
    where = f"kec. {name.kecamatan}" if name.kecamatan else "tanpa kecamatan"
    code = f", kode {name.written_code}" if name.written_code else ""
    return f"{name.kelurahan or 'kelurahan kosong'} ({where}{code})"


def _ask(waiting: list[Question], key: str) -> None:
    if not waiting:
        return
    shown = _part(waiting, key)
    chosen = {one.question_id: _choice(one, key) for one in shown}
    asked = ask_permit(f"{key}_putusan", "Simpan putusan")
    if asked is None:
        return
    settled = [one for one in shown if chosen[one.question_id] != _OPEN]
    if not settled:
        st.error("Belum ada nama yang diputuskan. Pilih artinya, lalu simpan.")
        return
    try:
        by = asked.permitted(f"memutuskan {number(len(settled))} nama tempat")
        for one in settled:
            answer = chosen[one.question_id]
            decide(one, *((answer, "") if answer in (OUTSIDE, REFUSED) else (PLACE, answer)), by)
    except UserError as error:
        st.error(plain(str(error)))
        return
    rows = sum(one.row_count for one in settled)
    st.session_state[_SAID] = f"{number(len(settled))} nama diputuskan untuk {number(rows)} baris. Berlaku mulai uji coba atau pembangunan berikutnya."
    st.rerun()


def _part(waiting: list[Question], key: str) -> list[Question]:
    """The names asked about at once, those with most rows first."""
    if len(waiting) <= _AT_ONCE:
        return waiting
    starts = range(0, len(waiting), _AT_ONCE)
    total = number(len(waiting))
    start = st.selectbox(
        "Nama ke", starts, format_func=lambda first: f"{first + 1} sampai {min(first + _AT_ONCE, len(waiting))} dari {total}", key=f"{key}_bagian"
    )
    return waiting[start : start + _AT_ONCE]


def _choice(one: Question, key: str) -> str:
    """What is written, where, what it resembles, and the box that asks what it means; nothing is chosen before a person does."""
    labels = unit_labels(with_city=not one.name.city_code)
    near = {candidate.kelurahan_code: f"{labels[candidate.kelurahan_code]} · mirip {candidate.similarity}%" for candidate in one.candidates}
    rest = (unit.kelurahan_code for unit in reference.units() if one.name.city_code in ("", unit.city_code))
    options = dict.fromkeys((_OPEN, *near, OUTSIDE, REFUSED, *rest))
    resembled = "; ".join(list(near.values())[:3]) or "tidak ada"
    st.html(
        f'<p class="pk-upload"><b>{escape(_written(one.name))}</b>: {escape(one.why)}; {number(one.row_count)} baris di {escape(", ".join(one.files))}. '
        f"Calon: {escape(resembled)}.</p>"
    )
    return st.selectbox(
        plain(f"{_written(one.name)} berarti"), list(options), format_func=lambda answer: near.get(answer) or _LABELS.get(answer) or labels[answer],
        key=f"{key}_{one.question_id}", label_visibility="collapsed",
    )


def _show_held(held: list[Decision], key: str) -> None:
    titles = {contract.name: contract.title for contract in load_contracts()}
    with st.expander(f"Putusan yang berlaku ({number(len(held))})"):
        plain_table(["Tertulis", "Pada", "Berarti", "Oleh", "Kapan", "Dari berkas"], (
            (_written(one.name), titles.get(one.name.source, one.name.source), decisions.said(one), one.by or "ditulis tangan",
             moment(one.at) if one.at else "–", one.file or "–") for one in held
        ))
        st.download_button(
            "Unduh semua putusan, juga yang ditarik (CSV)", csv_bytes(decisions.rows(decisions.history())), "putusan-nama-tempat.csv", "text/csv",
            on_click="ignore", key=f"{key}_unduh_putusan",
        )
        _offer_withdrawal(held, titles, key)


def _offer_withdrawal(held: Iterable[Decision], titles: dict[str, str], key: str) -> None:
    options = {f"{_written(one.name)} · {titles.get(one.name.source, one.name.source)} · {decisions.said(one)}": one for one in held}
    chosen = st.selectbox("Putusan yang ditarik", list(options), key=f"{key}_tarik")
    asked = ask_permit(f"{key}_tarik", "Tarik putusan ini")
    if asked is None:
        return
    try:
        by = asked.permitted("menarik putusan satu nama tempat")
        decisions.withdraw(options[chosen].name, by)
    except UserError as error:
        st.error(plain(str(error)))
        return
    st.session_state[_SAID] = "Putusan ditarik; barisnya ditolak lagi mulai uji coba atau pembangunan berikutnya. Riwayatnya disimpan."
    st.rerun()
