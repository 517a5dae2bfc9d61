"""The dry run: what each file brings, what changes against the edition in use, and then the publication of just that."""

from collections.abc import Callable, Sequence, Set
from html import escape
from pathlib import Path

import streamlit as st

from charts.import_words import difference_row, figure_line, plain
from charts.words import number
from data import editions, permission
from data.errors import UserError
from ingest.publication import Choice, Trial, publish, signature_of, try_out
from ingest.record import write_down
from ingest.review import Question, with_decisions
from ui.cards import nothing, plain_table, section
from ui.importing.permit import ask_permit
from ui.importing.reads import city_names, place_names

_KEPT, _DONE, _NAMES = "_impor_uji", "_impor_selesai", "_impor_nama"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kept_trial(choices: Sequence[Choice], taken_back: Set[Path]) -> Trial | None:
    """The dry run of just these uploads and files taken back, None when something changed since."""
    trial = st.session_state.get(_KEPT)
    return trial if trial and trial.signature == signature_of(choices, taken_back) else None


def offer_trial(choices: Sequence[Choice], taken_back: Set[Path]) -> None:
    """The button of the dry run; without files it tries what people decided."""
    count = len(choices) + len(taken_back)
    what = f"{number(count)} berkas" if count else "putusan nama tempat"
    if st.button(f"Uji coba {what}", type="primary", key="impor_uji"):
        trial = _with_progress(lambda progress: try_out(choices, progress, taken_back))
        if trial:
            st.session_state[_KEPT], st.session_state[_NAMES] = trial, (trial.names, trial.waiting_names)
            st.rerun()


def tried_names(upload_ids: Set[str]) -> list[Question] | None:
    """The place names of these uploads that waited in the last dry run, of all files without uploads, with what was decided since; None before one."""
    if _NAMES not in st.session_state:
        return None
    files, names = st.session_state[_NAMES]
    own = {name for upload_id, name in files.items() if upload_id in upload_ids}
    return with_decisions(one for one in names if not own or not own.isdisjoint(one.files))


def show_trial(trial: Trial) -> None:
    """What the edition in use would become."""
    section("Yang berubah", "Hasil uji coba dibanding edisi yang dipakai; belum ada yang diterbitkan.")
    if trial.figures:
        names = city_names()
        st.html("".join(f'<p class="pk-upload">{escape(figure_line(change, names))}</p>' for change in trial.figures))
    show_differences(trial.differences)
    _show_remarks(trial)
    replaced = sum(row["state"] == "replaced" for row in trial.ledger)
    if replaced:
        st.caption(f"{number(replaced)} lembar simulasi tidak dipakai, karena ada ekspor asli tentang hal yang sama.")


def _show_remarks(trial: Trial) -> None:
    """Why rows of the uploads were refused, and what was warned of; a line a file and rule, without the rows themselves."""
    own = [row for row in trial.remarks if row["file"] in trial.names.values()]
    if not own:
        return
    section("Yang ditolak dan yang diperingatkan", "Alasan menurut berkas, dengan satu contoh; baris utuhnya ada di berkas tolakan.")
    plain_table(["Akibat", "Berkas", "Kolom", "Contoh", "Baris"], (
        (row["outcome"], " · ".join(filter(None, (row["file"], row["sheet"]))), row["column_label"] or "", row["example"] or "", number(row["row_count"]))
        for row in own
    ), numeric=(4,))


def show_differences(found: Sequence) -> None:
    """A row a subject and city that changed."""
    if not found:
        nothing("Tidak ada yang berubah: barisnya sama dengan edisi yang dipakai.")
        return
    headers = ["Kota", "Sumber", "Isi", "Selisih", "Bulan", "Kelurahan yang muncul", "Kelurahan yang hilang"]
    cities, places = city_names(), place_names()
    plain_table(headers, (difference_row(change, cities, places) for change in found), numeric=(2, 3))
    st.caption("Isi: kasus, angka, atau anggota yang disimpan; satu baris berkas dapat memuat beberapa.")


@st.fragment
def show_rejects(trial: Trial) -> None:
    """Reject files of the uploads, for who knows the passphrase. A fragment: they are gone with the next look at the page."""
    own = [row for row in trial.ledger if row["file"] in trial.names.values() and row["rejected"]]
    if not own:
        return
    files = [path for row in own if (path := trial.reject_file(row)) and path.is_file()]
    rows = sum(row["rejected"] for row in own)
    section("Berkas tolakan", f"{number(rows)} baris ditolak. Berkasnya memuat data orang: betulkan, unggah lagi, lalu hapus.")
    if not files:
        nothing("Berkas tolakan uji coba ini sudah dihapus oleh uji coba atau penerbitan lain. Muat ulang halaman, lalu uji coba lagi.")
        return
    asked = ask_permit("tolakan", "Buka berkas tolakan")
    if asked is None:
        return
    try:
        asked.permitted(f"membuka berkas tolakan ({number(rows)} baris)")
    except UserError as error:
        st.error(plain(str(error)))
        return
    for number_of_file, path in enumerate(files):
        st.download_button(f"Unduh {plain(path.name)}", path.read_bytes(), path.name, _MIME, on_click="ignore", key=f"tolakan_{number_of_file}")


def offer_publication(choices: Sequence[Choice], taken_back: Set[Path], trial: Trial) -> None:
    """The form that publishes; who and what goes with the edition."""
    section("Terbitkan", "Semua halaman lalu memakai edisi baru. Edisi lama disimpan. Frasanya sama dengan frasa undangan bernama.")
    # The first edition takes the place of nothing, and who starts has no passphrase yet.
    is_first = editions.current_name() is None
    if is_first and not permission.is_set():
        st.caption("Ini edisi pertama, sehingga tanpa frasa. Penerbitan berikutnya memerlukan frasa undangan.")
    asked = ask_permit("terbit", "Terbitkan", note="Catatan: apa yang masuk", is_free=is_first)
    if asked is None:
        return
    try:
        note = asked.permitted("mulai menerbitkan")
    except UserError as error:
        st.error(plain(str(error)))
        return
    outcome = _with_progress(lambda progress: publish(choices, trial.signature, note, progress, taken_back))
    if outcome:
        st.session_state.pop(_KEPT, None)
        st.session_state.pop(_NAMES, None)
        try:
            write_down(note, f"selesai menerbitkan edisi {outcome.edition_id}")
            unwritten = ""
        except UserError as error:  # the edition stands all the same
            unwritten = f" {error}"
        state = "diterbitkan" if outcome.is_new else "sudah memuat masukan yang sama; tidak ada yang baru"
        st.session_state[_DONE] = f"Edisi {outcome.edition_id} {state}.{unwritten}"
        st.rerun()


def say_done() -> None:
    """What was published a moment ago."""
    if said := st.session_state.pop(_DONE, None):
        st.success(said)


def _with_progress(work: Callable) -> object | None:
    """The result, while a bar tells how far it is; None when a fault was said instead."""
    bar = st.progress(0.0, "Mulai")

    def progress(done: int, total: int, text: str) -> None:
        bar.progress(min(1.0, done / max(total, 1)), plain(text))

    try:
        return work(progress)
    except UserError as error:
        st.error(plain(str(error)))
        return None
    finally:
        bar.empty()

