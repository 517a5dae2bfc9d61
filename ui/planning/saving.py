"""Keeping what is on the screen: under a name, as a new version, and when somebody else saved in between."""

import re

import streamlit as st

from data.errors import UserError
from planning.kept.saved import NAME_LENGTH, Saved, StaleVersion
from planning.kept.store import load, save
from planning.rules import rules_from_json
from ui.planning.address import unheld
from ui.planning.draft import Draft
from ui.planning.reads import facts_of, settled

_BY = "_planner"  # who works here, asked once a session
RENCANA = "pages/rencana.py"


def planner(label: str, key: str) -> str:
    """The name of who saves or locks; remembered until the browser is closed."""
    if not st.session_state.get(key):
        st.session_state[key] = st.session_state.get(_BY, "")
    name = st.text_input(label, max_chars=NAME_LENGTH, key=key, autocomplete="name").strip()
    if name:
        st.session_state[_BY] = name
    return name


def show_scenario(draft: Draft, plan: object | None) -> None:
    """Which scenario is on the screen, whether it is saved, and what can be done with it."""
    saved = draft.opened
    if saved is None:
        said = "Aturan baru, belum disimpan."
    else:
        state = "sudah diubah, belum disimpan" if draft.is_changed else "terkunci" if saved.is_locked else "tersimpan"
        said = f"'{saved.name}' versi {saved.version}, {state}."
    st.caption(said)
    if draft.moved:
        st.caption(f"Versi itu disusun untuk {', '.join(draft.moved)}; yang di layar dihitung ulang dan belum disimpan.")
    if lost := unheld(draft.rules, draft.base):
        named = ", ".join(lost)
        st.caption(f"{named[:1].upper()}{named[1:]} tidak masuk alamat halaman; ikut tersimpan hanya bila skenario disimpan.")
    with st.container(horizontal=True, gap="small"):
        if st.button(
            "Simpan skenario", key=draft.slot("save"), disabled=plan is None,
            help=None if plan else "Aturan yang bertentangan belum dapat disimpan.",
        ):
            _ask_name(draft, plan)
        if st.button(
            "Aturan awal", key=draft.slot("anew"), disabled=saved is None and not draft.is_changed,
            help="Buang yang ada di layar dan mulai dari aturan awal.",
        ):
            st.session_state.pop(draft.slot("_rules"))
            for name in list(st.query_params):
                if name not in ("kota", "bulan", "norma"):
                    del st.query_params[name]
            st.rerun()


def suggested_name(draft: Draft) -> str:
    """The name of the opened scenario, or one made of the rules."""
    if draft.opened:
        return draft.opened.name
    rules = draft.rules
    subject = getattr(rules, "topic", "") or draft.question.capitalize()
    return f"{subject}, {draft.here.month}"


@st.dialog("Simpan skenario")
def _ask_name(draft: Draft, plan: object) -> None:
    with st.form(draft.slot("save_form"), border=False):
        st.session_state.setdefault(draft.slot("name"), suggested_name(draft))
        name = st.text_input("Nama skenario", max_chars=NAME_LENGTH, key=draft.slot("name"))
        by = planner("Nama Anda", draft.slot("by"))
        note = st.text_input("Catatan (boleh kosong)", max_chars=300, key=draft.slot("note"))
        is_sent = st.form_submit_button("Simpan", type="primary")
    if is_sent:
        keep(draft, plan, name, by, note)
    show_collision(draft, plan, by, note)


def keep(draft: Draft, plan: object, name: str, by: str, note: str, *, then_rerun: bool = True) -> Saved | None:
    """Save under a name: the opened scenario goes on to its next version, any other name is a new scenario. None when it did not succeed;
    the reason is then on the screen."""
    opened = draft.opened
    is_next = opened is not None and " ".join(name.split()).casefold() == opened.name.casefold()
    try:
        saved = save(
            name, settled(plan), by, based_on=(opened.plan_id, opened.version) if is_next else None, note=note,
            found=facts_of(plan.edition_id, plan.rules.city_code, plan.rules.period),
        )
    except StaleVersion as error:
        st.session_state[draft.slot("_collision")] = (str(error), name, error.plan_id if is_next else None)
        return None
    except UserError as error:
        st.session_state.pop(draft.slot("_collision"), None)
        st.error(str(error))
        return None
    _done(draft, saved)
    if then_rerun:
        st.rerun()
    return saved


def _done(draft: Draft, saved: Saved) -> None:
    st.session_state.pop(draft.slot("_collision"), None)
    draft.saved_as(saved)
    st.toast(f"'{saved.name}' versi {saved.version} tersimpan.")


def show_collision(draft: Draft, plan: object, by: str, note: str) -> None:
    """Somebody saved in between, or the name is taken: both ways out, neither loses anything."""
    found = st.session_state.get(draft.slot("_collision"))
    if not found:
        return
    said, name, plan_id = found
    with st.container(border=True, key="pk-collision"):
        st.markdown(f"**Belum disimpan.** {said}")
        other = st.text_input(
            "Simpan pekerjaan saya dengan nama lain", _another(name), max_chars=NAME_LENGTH, key=draft.slot("other"),
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Simpan dengan nama ini", type="primary"):
                keep(draft, plan, other, by, note)
            if plan_id is not None and st.button("Buka versi terbaru", help="Perubahan di layar dibuang."):
                _open_latest(draft, plan_id)


def _another(name: str) -> str:
    """The name with the next number after it; who works here is not part of a name, which may be sent on."""
    found = re.fullmatch(r"(.*) \((\d{1,3})\)", name)
    stem, number = (found[1], int(found[2]) + 1) if found else (name, 2)
    return f"{stem[:NAME_LENGTH - 6]} ({number})"


def _open_latest(draft: Draft, plan_id: int) -> None:
    stored = load(plan_id)
    st.session_state.pop(draft.slot("_collision"), None)
    draft.start(rules_from_json(stored.saved.rules_json), stored.saved)
    st.rerun()
