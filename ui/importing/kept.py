"""The editions that are kept: the list, the differences between two, and the way back to one of them."""

from html import escape

import streamlit as st

from charts.import_words import figure_line, plain
from charts.words import ledger_line
from data import editions
from data.errors import UserError
from ingest.differences import differences, figure_changes
from ingest.kept_editions import KeptEdition
from ingest.record import entries
from planning.kept.saved import moment
from ui.cards import nothing, plain_table, section
from ui.importing.permit import ask_permit
from ui.importing.reads import city_names, kept_said, kept_standing
from ui.importing.trial import show_differences

_BACK = "_edisi_kembali"


def readable() -> dict[str, KeptEdition]:
    """The kept editions this version can read, the newest first."""
    return {edition_id: one for edition_id in editions.existing() if (one := kept_said(edition_id))}


def show_list(kept: dict[str, KeptEdition], current: str) -> None:
    """A row an edition; what cannot be read is listed with the reason."""
    def row(edition_id: str) -> tuple[str, ...]:
        state = "dipakai" if edition_id == current else "disimpan"
        if edition_id not in kept:
            return edition_id, "–", "–", "dibuat oleh versi lain dari program ini", edition_id[-8:], state
        one = kept[edition_id]
        note = one.note or "lewat baris perintah, tanpa catatan"
        return edition_id[:15], moment(one.built_at), note, ledger_line(one.heaps), one.fingerprint[:8], state

    plain_table(["Edisi", "Dibuat", "Oleh dan catatan", "Buku besar", "Sidik", "Keadaan"], map(row, editions.existing()))


def show_comparison(kept: dict[str, KeptEdition], current: str) -> None:
    """What changed from one edition to the other, both chosen."""
    section("Beda dua edisi")
    if len(kept) < 2:
        nothing("Baru satu edisi yang dapat dibaca; belum ada pembanding.")
        return
    order = list(kept)
    after = order.index(current) if current in kept else 0
    before = min(after + 1, len(order) - 1) if after + 1 < len(order) else after - 1
    with st.container(horizontal=True, gap="small"):
        first = st.selectbox("Dari", order, index=before, format_func=lambda one: _label(kept[one], current), key="edisi_dari")
        second = st.selectbox("Ke", order, index=after, format_func=lambda one: _label(kept[one], current), key="edisi_ke")
    then, now, names = kept_standing(first), kept_standing(second), city_names()
    lines = (figure_line(change, names) for change in figure_changes(then, now))
    st.html("".join(f'<p class="pk-upload">{escape(line)}</p>' for line in lines) or "<span></span>")
    show_differences(differences(then, now))


def offer_return(kept: dict[str, KeptEdition], current: str) -> None:
    """Another edition to be used again, after a confirmation and the passphrase."""
    others = [edition_id for edition_id in kept if edition_id != current]
    section("Pakai edisi lain", "Semua orang melihat edisi itu. Berkas ekspor tidak ikut mundur: penerbitan berikutnya membaca semuanya lagi.")
    if said := st.session_state.pop(_BACK, None):
        st.success(said)
    if not others:
        nothing("Belum ada edisi lain yang dapat dipakai.")
        return
    chosen = st.selectbox("Edisi", others, format_func=lambda one: _label(kept[one], current), key="edisi_kembali")
    is_sure = st.checkbox("Ya, semua halaman memakai edisi ini", key="edisi_yakin")
    asked = ask_permit("edisi", "Pakai edisi ini")
    if asked is None:
        return
    if not is_sure:
        st.error("Centang dahulu bahwa semua halaman memakai edisi ini.")
        return
    try:
        asked.permitted(f"memakai lagi edisi {chosen}")
        editions.rollback(chosen)
    except UserError as error:
        st.error(plain(str(error)))
        return
    st.session_state[_BACK] = f"Edisi {chosen} dipakai lagi."
    st.rerun()


def show_record() -> None:
    """Who published, went back or opened a reject file."""
    found = entries()
    if found:
        section("Catatan pemakaian frasa", "Yang dilakukan di halaman Impor dan Edisi; perintah di komputer peladen tidak dicatat di sini.")
        plain_table(["Kapan", "Siapa", "Apa"], ((moment(one.at), one.by, one.did) for one in found))


def _label(one: KeptEdition, current: str) -> str:
    note = f" · {one.note}" if one.note else ""
    return f"{moment(one.built_at)}{note}{' (dipakai)' if one.edition_id == current else ''}"
