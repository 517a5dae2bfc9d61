"""A waiting file as a card: what it is taken for and why, its first rows without persons, its heaps, and what is missing."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from charts.import_words import FIELDS, plain
from charts.words import ledger_line, month, number
from data.errors import UserError
from ingest.contracts import COUNTED
from ingest.inbox import discard
from ingest.inspection import HIDDEN, Reading
from ingest.publication import forget_trial
from planning.kept.saved import moment
from ui.cards import plain_table
from ui.importing.mapping import ask_columns, offer_forgetting
from ui.importing.reads import Waiting, city_names
from ui.presentation.offers import size

_ANEW = "tidak; tambahkan sebagai berkas baru"


def show_card(edition_id: str | None, one: Waiting, heaps: pd.DataFrame) -> None:
    """Draw the card. `heaps`: its rows of the dry run, empty before."""
    upload = one.upload
    with st.container(border=True, key=f"pk-upload-{upload.upload_id}"):
        _text(f"<b>{escape(upload.name)}</b> · {size(upload.size)} · masuk {moment(upload.taken_at)} · <b>{_state(one, heaps)}</b>")
        if one.looked.fault:
            _text(escape(one.looked.fault))
        elif one.twin:
            _text(f"Isinya sama persis dengan {escape(one.twin)}, sehingga tidak mengubah apa pun. Buang saja.")
        else:
            if one.gave_way:
                _text(f"Periksa: isi ini pernah dipakai ({escape(one.gave_way)}), lalu digantikan atau ditarik. Menerbitkannya lagi membawa kembali baris lamanya.")
            for number_of_sheet, reading in enumerate(one.looked.readings):
                _show_sheet(edition_id, one, reading, number_of_sheet)
        if one.is_ready:
            _ask_replaced(one)
        for row in heaps.to_dict("records"):
            _text(f"{escape(row['sheet'])} {ledger_line(row)}; {number(row['warnings'])} peringatan.".strip())
        if st.button("Buang", key=f"buang_{upload.upload_id}"):
            _throw_away(one)


def _throw_away(one: Waiting) -> None:
    try:
        discard(one.upload.upload_id)
    except UserError as error:
        st.error(plain(str(error)))
        return
    if one.is_ready:
        forget_trial()  # the others took no part in it, and it holds on without them
    st.rerun()


def _state(one: Waiting, heaps: pd.DataFrame) -> str:
    """One word or two that say what to do next."""
    if one.looked.fault:
        return "tidak dapat dibaca"
    if one.twin:
        return "sudah ada"
    if not one.is_ready:
        return "susunan kolom belum dikenal"
    if heaps.empty:
        return "siap diuji coba"
    if not heaps.accepted.sum():
        return "tidak ada baris yang diterima"
    rejected = heaps.rejected.sum()
    return f"siap diterbitkan, {number(rejected)} baris ditolak" if rejected else "siap diterbitkan"


def _show_sheet(edition_id: str | None, one: Waiting, reading: Reading, position: int) -> None:
    where = f"Lembar '{reading.sheet}'" if reading.sheet else "Berkas ini"
    key = f"{one.upload.upload_id}_{position}"
    if not reading.contract:
        _text(f"{escape(where)} {'menunggu satu pilihan' if reading.asked else 'belum dikenali'}. {escape(_lacking(reading))}")
        if one.recognised:
            st.caption("Lembar lain di buku kerja ini dikenali; lembar ini tidak ikut dibaca kecuali susunannya diajarkan.")
        ask_columns(reading, key, is_open=not one.recognised)
        return
    named = "; ".join(f"{FIELDS[column.field]} di '{column.header}'" for column in reading.columns if column.field)
    values = [column.header for column in reading.columns if column.is_value]
    also = f"; dan {number(len(values))} kolom nilai" if values else ""
    about = " · ".join(filter(None, (city_names().get(reading.city_code or ""), _period(reading))))
    place = escape(f" · {about}" if about else "")
    _text(f"{escape(where)} dikenali sebagai <b>{escape(reading.title)}</b>{place}, karena ada {escape(named + also)}.")
    for said in _doubts(reading):
        _text(f"Periksa: {escape(said)}")
    _show_preview(reading)
    unread = [column.header for column in reading.columns if column.header and not column.field and not column.is_value]
    if unread:
        st.caption(plain(f"Tidak dibaca: {', '.join(unread)}."))
    ask_columns(reading, key, is_open=False)
    offer_forgetting(edition_id, reading, key)


def _period(reading: Reading) -> str:
    """The month around the table and where it stands."""
    return f"{month(reading.period)} menurut {reading.period_from}" if reading.period else ""


def _doubts(reading: Reading) -> list[str]:
    guessed = [f"'{column.header}' dibaca sebagai {FIELDS[column.field]} karena ejaannya mirip." for column in reading.columns if column.is_guessed]
    doubled = [
        f"{FIELDS[field]} cocok dengan {' dan '.join(map(repr, labels))}; yang dipakai {labels[0]!r}." for field, labels in reading.doubled.items()
    ]
    lost = [] if reading.city_code or reading.subject == "attendance" else ["belum ada baris yang tempatnya dikenal; kotanya belum jelas."]
    return guessed + doubled + lost + _undated(reading) + [f"{remark}." for remark in reading.remarks]


def _undated(reading: Reading) -> list[str]:
    """What to do about counts whose month neither a column nor the words around the table say."""
    if reading.period or reading.subject not in COUNTED or any(column.field == "year" for column in reading.columns):
        return []
    where = f"bulan atau tahun pada {reading.period_from} tidak terbaca" if reading.period_from else "bulan dan tahunnya tidak disebut"
    return [f"{where}. Tulis pada judul, nama lembar, atau nama berkas, misalnya 'Juni 2024', lalu unggah lagi."]


def _lacking(reading: Reading) -> str:
    if not reading.columns:
        columns: dict[int, list[str]] = {}
        for one in reading.proposals:
            columns.setdefault(one.index, []).append(FIELDS[one.field])
        named = {index: " atau ".join(filter(None, (", ".join(fields[:-1]), fields[-1]))) for index, fields in columns.items()}
        seem = "; ".join(f"kolom ke-{index + 1} tampak berisi {fields}" for index, fields in named.items())
        return f"Tidak ada baris kepala kolom; tambahkan satu baris nama kolom di atas datanya, lalu unggah lagi. {seem and f'Menurut isinya: {seem}.'}".strip()
    if reading.asked:
        return " ".join(reading.remarks)
    if not reading.nearest:
        return "Tidak ada kepala kolom yang dikenal. Pilih isinya di bawah."
    lacking = ", ".join(FIELDS[field] for field in reading.missing)
    return f"Yang belum ditemukan: {lacking}." if lacking else "Kepala kolomnya mirip susunan yang dikenal, tetapi belum lengkap."


def _show_preview(reading: Reading) -> None:
    """The columns that are read, the hidden ones last; whatever could be a person says so instead of its content."""
    if not reading.preview:
        return
    read = [index for index, column in enumerate(reading.columns) if column.field or column.is_value]
    chosen = sorted(read, key=lambda index: all(row[index] in (HIDDEN, "") for row in reading.preview))[:14]
    headers = [reading.columns[index].header for index in chosen]
    plain_table(headers, ([row[index] for index in chosen] for row in reading.preview))


def replacement_of(one: Waiting) -> Path | None:
    """The file that gives way to this one: as chosen on its card, the one of the same name before anybody chose."""
    if not one.is_ready:
        return None
    options, start = _replacements(one)
    return options.get(st.session_state.get(_key(one), start))


def _replacements(one: Waiting) -> tuple[dict[str, Path | None], str]:
    """The choices with their files, and the first choice."""
    own = one.replaceable
    labels = {name: f"ya, {name} ({number(rows)} baris) digantikan" for name, (_, rows) in own.items()}
    same = next((name for name in own if Path(name).name == one.upload.name), None)
    return {_ANEW: None} | {labels[name]: path for name, (path, _) in own.items()}, labels.get(same, _ANEW)


def _ask_replaced(one: Waiting) -> None:
    options, start = _replacements(one)
    if len(options) > 1:
        titles = list(options)
        st.selectbox("Versi baru dari berkas yang sudah ada?", titles, index=titles.index(start), key=_key(one))


def _key(one: Waiting) -> str:
    return f"ganti_{one.upload.upload_id}"


def _text(html: str) -> None:
    st.html(f'<p class="pk-upload">{html}</p>')
