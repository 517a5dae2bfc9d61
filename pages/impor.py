"""Impor: files come in, are shown for what they are, tried, and published."""

import streamlit as st

from charts.import_words import figure_line, plain
from charts.words import number
from data.errors import UserError
from ingest.inbox import take
from ingest.limits import UPLOAD_MEGABYTES
from ingest.publication import Choice
from ui.cards import headline, section
from ui.context import edition_in_use
from ui.importing.card import replacement_of, show_card
from ui.importing.published import offer_taking_back, taken_back
from ui.importing.reads import Waiting, city_names, has_new_decisions, ledger_of, waiting_names, waiting_uploads
from ui.importing.review import show_names
from ui.importing.trial import kept_trial, offer_publication, offer_trial, say_done, show_rejects, show_trial, tried_names
from ui.reads import table

edition_id = edition_in_use()
_ROUND, _FAULTS = "_impor_kotak", "_impor_gagal"


def said_first(uploads: list[Waiting]) -> str:
    """What waits, or what is in use when nothing does."""
    if not uploads and not trial:
        if edition_id is None:
            return "Belum ada edisi yang dapat dibaca. Masukkan ekspor di bawah, uji coba, lalu terbitkan edisi pertama."
        total = table(edition_id, "ledger_totals", city_code=None).iloc[0]
        return f"Tidak ada unggahan yang menunggu. Edisi yang dipakai memuat {number(total.accepted)} baris."
    ready = sum(one.is_ready for one in uploads)
    if trial:
        empty = sum(one.is_ready and not ledger_of(trial, one.upload.upload_id).accepted.sum() for one in uploads)
        lost = f" ({number(empty)} tanpa satu pun baris yang diterima)" if empty else ""
        what = f"{number(ready)} unggahan siap diterbitkan{lost}" if uploads else "Perubahan tanpa unggahan siap diterbitkan"
        unmoved = "isinya berubah, angka utamanya tetap" if trial.differences else "tidak ada angka yang berubah"
        return f"{what}: {'; '.join(figure_line(change, city_names()) for change in trial.figures[:2]) or unmoved}."
    return f"{number(len(uploads))} unggahan menunggu, {number(ready)} di antaranya dikenali dan dapat diuji coba."


def take_in() -> None:
    """The box for files; what comes in is put aside at once and leaves the box."""
    place = st.session_state.setdefault(_ROUND, 0)
    limit = f"paling besar {UPLOAD_MEGABYTES} MB setiap berkas"
    given = st.file_uploader(f"Berkas .xlsx, .csv, atau .txt; {limit}", accept_multiple_files=True, key=f"impor_kotak_{place}")
    st.caption(
        "Berkas disimpan di komputer peladen, hanya dapat dibaca oleh akun yang menjalankan program ini, dan dihapus bila dibuang. "
        "Yang lebih besar dibaca lewat folder data/exports."
    )
    if given:
        faults = []
        for file in given:
            try:
                take(file.name, file.getbuffer())
            except UserError as error:
                faults.append(str(error))
        st.session_state[_ROUND] = place + 1
        st.session_state[_FAULTS] = faults
        st.session_state.pop(f"impor_kotak_{place}", None)
        st.rerun()
    for fault in st.session_state.pop(_FAULTS, ()):
        st.error(plain(fault))


uploads = waiting_uploads(edition_id)
choices = [Choice(one.upload, one.city_code, replacement_of(one)) for one in uploads if one.is_ready]
removed = taken_back()
trial = kept_trial(choices, removed)
headline(said_first(uploads))
say_done()
take_in()
if uploads:
    section("Yang menunggu", "Isi kolom data orang disembunyikan; dari kolom itu hanya kepalanya yang tampak.")
    for one in uploads:
        show_card(edition_id, one, ledger_of(trial, one.upload.upload_id))
if trial:
    show_trial(trial)
    show_rejects(trial)
names = tried_names({one.upload.upload_id for one in uploads}) if uploads or trial else None
show_names(waiting_names(edition_id) if names is None else names, "impor")
if trial:
    offer_publication(choices, removed, trial)
elif choices or removed or has_new_decisions(edition_id):
    offer_trial(choices, removed)
offer_taking_back(edition_id)
if edition_id:
    st.page_link("pages/mutu.py", label="Umur setiap sumber, dan kelurahan mana yang sudah lama tidak melapor")
