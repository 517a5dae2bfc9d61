"""Who does it and may: the name, a note that names nobody, and the passphrase of the agency. What is done is written down."""

from dataclasses import dataclass

import streamlit as st

from data import permission
from data.errors import UserError
from ingest.record import write_down
from planning.checks import has_long_number
from planning.kept.saved import NAME_LENGTH, one_line, remark
from ui.cards import nothing
from ui.planning.saving import planner


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed into a form that was sent; `note` and `phrase` None where none is asked."""

    by: str
    note: str | None
    phrase: str | None

    def permitted(self, did: str) -> str:
        """'Sari · daftar anggota Oktober' when the passphrase fits, and the deed is on record. UserError that says what is missing or wrong."""
        by = one_line("Nama Anda", self.by)
        if has_long_number(by):
            raise UserError("Nama Anda memuat nomor panjang; jangan menulis nomor telepon atau NIK di sana.")
        note = "" if self.note is None else remark("Catatan", self.note)
        if self.phrase is not None or permission.is_set():
            permission.verify(self.phrase or "")
        write_down(by, f"{did}: {note}" if note else did)
        return f"{by} · {note}" if note else by


def ask_permit(key: str, button: str, *, note: str | None = None, is_free: bool = False) -> Asked | None:
    """The form, sent: what was typed; otherwise None. `note` is the label of the note, None where none is kept.

    `is_free`: as long as no passphrase was set, none is asked.
    """
    if not permission.is_set() and not is_free:
        nothing(permission.HOW_TO_SET)
        return None
    with st.form(f"{key}_form", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = planner("Nama Anda", f"{key}_oleh")
        words = st.text_input(note, max_chars=NAME_LENGTH, key=f"{key}_catatan") if note else None
        has_phrase = permission.is_set()
        phrase = st.text_input("Frasa undangan", type="password", autocomplete="off", key=f"{key}_frasa") if has_phrase else None
        is_sent = st.form_submit_button(button, type="primary")
    return Asked(by, words, phrase) if is_sent else None
