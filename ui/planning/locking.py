"""The lock form: it stands under the comparison and opens once that was on the screen for these very rules and this edition."""

import streamlit as st

from data.errors import UserError
from planning.kept.saved import NAME_LENGTH, AlreadyLocked, NewerVersion, moment
from planning.kept.store import lock
from ui.planning.address import Asked
from ui.planning.draft import Draft
from ui.planning.saving import RENCANA, keep, planner, show_collision, suggested_name


def mark_compared(draft: Draft) -> None:
    """The comparison for the present rules is on the screen."""
    st.session_state.setdefault(draft.slot("_compared"), set()).add(_fingerprint(draft))


def is_compared(draft: Draft) -> bool:
    """Whether the comparison was on the screen for exactly these rules and this edition."""
    return _fingerprint(draft) in st.session_state.get(draft.slot("_compared"), ())


def _fingerprint(draft: Draft) -> tuple[str, Asked]:
    return draft.here.edition_id, draft.rules


def show_lock(draft: Draft, plan: object) -> None:
    """Commit to what is on the screen, or who did and when."""
    saved = draft.opened
    is_open = is_compared(draft)
    with st.expander("Kunci rencana", expanded=st.session_state.get(draft.slot("_unlocked")) is not None, key=draft.slot("lock")):
        if saved is not None and saved.is_locked and not draft.is_changed:
            note = f" Catatan: {saved.lock_note}" if saved.lock_note else ""
            st.markdown(f"Dikunci oleh {saved.locked_by} pada {moment(saved.locked_at)}.{note}")
            st.page_link(RENCANA, label="Lihat rencana dan undangannya", query_params=draft.here.link())
            return
        st.caption(
            "Rencana yang dikunci tidak berubah lagi dan menjadi dasar undangan." if is_open
            else "Tampilkan dahulu perbandingan lengkap di atas; kunci terbuka setelah perbandingan untuk aturan ini ada di layar."
        )
        if draft.moved:
            st.caption(
                f"Versi {saved.version} disusun untuk {', '.join(draft.moved)}; yang di layar disimpan dahulu sebagai versi baru, "
                "lalu versi itu yang dikunci."
            )
        _show_form(draft, plan, is_open)


def _show_form(draft: Draft, plan: object, is_open: bool) -> None:
    needs_save = draft.opened is None or draft.is_changed
    with st.form(draft.slot("lock_form"), border=False):
        st.session_state.setdefault(draft.slot("lock_name"), suggested_name(draft))
        name = st.text_input("Nama rencana", max_chars=NAME_LENGTH, key=draft.slot("lock_name"), disabled=not needs_save)
        by = planner("Nama Anda", draft.slot("lock_by"))
        note = st.text_input(
            "Alasan atau dasar keputusan", max_chars=300, key=draft.slot("lock_note"),
            placeholder="Misalnya: rapat bidang 12 Januari",
        )
        is_sent = st.form_submit_button("Kunci rencana", type="primary", disabled=not is_open)
    if is_sent and is_open:
        _lock(draft, plan, name, by, note, {})
    show_collision(draft, plan, by, note)
    _offer_anyway(draft, plan, name, by, note)


def _lock(draft: Draft, plan: object, name: str, by: str, note: str, confirmed: dict[str, object]) -> None:
    """Lock; where another plan is in force or a newer version was saved, ask before doing what is `confirmed` so far and that."""
    saved = draft.opened
    if saved is None or draft.is_changed:
        saved = keep(draft, plan, name, by, note, then_rerun=False)
        if saved is None:
            return
    try:
        locked = lock(saved.plan_id, saved.version, by, note, **confirmed)
    except AlreadyLocked as error:
        _ask_first(draft, error, "Kunci sebagai penggantinya", {**confirmed, "replaces": (error.plan_id, error.version)})
        return
    except NewerVersion as error:
        _ask_first(draft, error, f"Tetap kunci versi {saved.version}", {**confirmed, "despite": error.version})
        return
    except UserError as error:
        st.error(str(error))
        return
    st.session_state.pop(draft.slot("_unlocked"), None)
    draft.saved_as(locked)
    st.toast(f"'{locked.name}' versi {locked.version} terkunci.")
    st.rerun()


def _ask_first(draft: Draft, error: UserError, label: str, confirmed: dict[str, object]) -> None:
    st.session_state[draft.slot("_unlocked")] = (str(error), label, confirmed, _fingerprint(draft))


def _offer_anyway(draft: Draft, plan: object, name: str, by: str, note: str) -> None:
    found = st.session_state.get(draft.slot("_unlocked"))
    if not found:
        return
    said, label, confirmed, asked_for = found
    if asked_for != _fingerprint(draft):
        del st.session_state[draft.slot("_unlocked")]  # asked about other rules
        return
    with st.container(border=True, key="pk-in-force"):
        st.markdown(f"**Belum dikunci.** {said}")
        if st.button(label, type="primary"):
            _lock(draft, plan, name, by, note, confirmed)
