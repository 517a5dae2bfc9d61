"""Impor: files come in, are shown for what they are, tried, and published."""

import streamlit as st

from charts.import_words import figure_line, plain
from charts.words import number
from data.errors import UserError
from ingest.inbox import take
from ingest.limits import UPLOAD_MEGABYTES
from ingest.publication import Choice
from ui.cards import headline, section
from ui.context import context
from ui.importing.card import replacement_of, show_card
from ui.importing.reads import Waiting, city_names, ledger_of, waiting_uploads
from ui.importing.trial import kept_trial, offer_publication, offer_trial, say_done, show_rejects, show_trial
from ui.reads import table

here = context()
_ROUND, _FAULTS = "_impor_kotak", "_impor_gagal"


def said_first(uploads: list[Waiting]) -> str:
    """What waits, or what is in use when nothing does."""
    if not uploads:
        total = table(here.edition_id, "ledger_totals", city_code=None).iloc[0]
        return f"Tidak ada unggahan yang menunggu. Edisi yang dipakai memuat {number(total.accepted)} baris."
    ready = sum(one.is_ready for one in uploads)
    if trial:
        moved = "; ".join(figure_line(change, city_names()) for change in trial.figures[:2]) or "tidak ada angka yang berubah"
        return f"{number(ready)} unggahan siap diterbitkan: {moved}."
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


uploads = waiting_uploads(here.edition_id)
choices = [Choice(one.upload, one.city_code, replacement_of(one)) for one in uploads if one.is_ready]
trial = kept_trial(choices)
headline(said_first(uploads))
say_done()
take_in()
if uploads:
    section("Yang menunggu", "Isi kolom data orang disembunyikan; dari kolom itu hanya kepalanya yang tampak.")
    for one in uploads:
        show_card(here.edition_id, one, ledger_of(trial, one.upload.upload_id))
if trial:
    show_trial(trial)
    show_rejects(trial)
    offer_publication(choices, trial)
elif choices:
    offer_trial(choices)
