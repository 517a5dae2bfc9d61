"""The invitation of a plan: the list without names for everybody, with names for who knows the passphrase, and a record of each."""

import re

import streamlit as st

from charts.words import number
from data import permission
from data.errors import UserError
from planning.kept.permission import Request, names_for
from planning.kept.saved import StoredPlan, moment
from planning.kept.store import invitations
from reports.invitation.contents import of_stored
from reports.invitation.workbook import workbook
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.planning.saving import planner

_KINDS = {"xlsx": "Excel (xlsx)", "pdf": "Cetak (pdf)"}
_MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}


@st.fragment
def show_invitation(here: Context, stored: StoredPlan) -> None:
    """Both lists of one plan, and who made which before. A fragment: a file with names is gone with the next look at the page."""
    saved = stored.saved
    section("Undangan", "Tanpa nama untuk dibahas; bernama hanya untuk yang tahu frasa undangan, dari rencana yang terkunci.")
    if stored.chosen.empty:
        nothing(
            "Rencana rekrutmen tidak punya undangan; urutan merekrut dapat diunduh di halamannya."
            if saved.question == "rekrutmen" else "Tidak ada yang terpilih."
        )
        return
    with st.container(horizontal=True, gap="small"):
        for kind, label in _KINDS.items():
            st.download_button(
                f"Tanpa nama, {label}", lambda kind=kind: _file(stored, kind, None), _file_name(stored, kind, ""),
                _MIME[kind], on_click="ignore",
            )
    if not saved.is_locked:
        st.caption("Undangan bernama dibuat setelah rencana dikunci.")
    elif not permission.is_set():
        nothing(permission.HOW_TO_SET)
    else:
        _ask_names(stored)
    _show_record(here, stored)


def _ask_names(stored: StoredPlan) -> None:
    saved = stored.saved
    form = st.form(f"invite_{saved.plan_id}_{saved.version}", clear_on_submit=True)
    with form, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = planner("Nama Anda", f"invite_by_{saved.plan_id}_{saved.version}")
        phrase = st.text_input("Frasa undangan", type="password", autocomplete="off", key=f"phrase_{saved.plan_id}_{saved.version}")
        kind = st.segmented_control("Berkas", list(_KINDS), format_func=_KINDS.get, default="xlsx", required=True)
        is_sent = st.form_submit_button("Siapkan undangan bernama", type="primary")
    if not is_sent:
        return
    request = Request(by, "halaman", saved.city_code, saved.question, saved.edition_id, kind, saved)
    try:
        names = names_for(request, stored.chosen.volunteer_id, phrase)
        content = _file(stored, kind, names)
    except UserError as error:
        st.error(str(error))
        return
    lost = len(stored.chosen) - len(names)
    gone = f" {number(lost)} orang tidak ada lagi di daftar anggota." if lost else ""
    st.success(f"Undangan dengan {number(len(names))} nama siap dan sudah dicatat.{gone}")
    st.download_button(
        "Unduh undangan bernama", content, _file_name(stored, kind, "-bernama"), _MIME[kind], on_click="ignore",
        type="primary",
    )


def _file(stored: StoredPlan, kind: str, names: dict[str, str] | None) -> bytes:
    made = of_stored(stored, names)
    if kind == "xlsx":
        return workbook(made)
    from reports.invitation.pdf import pdf  # the typesetter is loaded for a pdf only

    return pdf(made)


def _file_name(stored: StoredPlan, kind: str, mark: str) -> str:
    saved = stored.saved
    name = re.sub(r"[^a-z0-9]+", "-", saved.name.lower()).strip("-") or "rencana"
    return f"undangan{mark}-{saved.city_code}-{name}-v{saved.version}.{kind}"


def _show_record(here: Context, stored: StoredPlan) -> None:
    made = invitations(here.city_code)
    made = made[made.plan_id == stored.saved.plan_id]
    if len(made):
        with st.expander(f"Undangan bernama yang pernah dibuat ({number(len(made))})"):
            plain_table(["Oleh", "Kapan", "Versi", "Berkas", "Nama"], (
                (row.made_by, moment(row.made_at), number(row.version), row.format, number(row.names_count)) for row in made.itertuples()
            ), numeric=(2, 4))
