"""Rules that need a table: limits of single places, decisions about single members, batches with their venues. Each in a dialog of its own."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
import streamlit as st

from charts.words import number
from data.errors import UserError
from data.reference import city_units
from planning.checks import MOST
from planning.rules import Batch, Limit, Override, Rules
from ui.planning.draft import Draft
from ui.planning.people import members_of, person_label

_COLUMNS = ("Tempat", "Paling sedikit", "Paling banyak")
_ACTIONS = {"include": "Wajib ikut", "exclude": "Tidak diikutkan"}


def show_dialog_buttons(draft: Draft, rules: Rules) -> None:
    """One button for each table of rules, with how many rows it has now."""
    decided = len(rules.overrides) + len(rules.excluded_places)
    if st.button(f"Batas satu tempat{_counted(rules.limits)}", key=draft.slot("ask_limits"), width="stretch"):
        _ask_limits(draft, rules)
    if st.button(f"Wajib dan dikecualikan{f' ({number(decided)})' if decided else ''}", key=draft.slot("ask_overrides"), width="stretch"):
        st.session_state.pop(draft.slot("overrides"), None)
        _ask_overrides(draft, rules)
    if st.button(f"Angkatan dan tempat{_counted(rules.batches)}", key=draft.slot("ask_batches"), width="stretch"):
        _ask_batches(draft, rules)


def place_names(city_code: str) -> dict[str, str]:
    """Code of every kecamatan and kelurahan of the city -> its name in lists."""
    units = city_units(city_code)
    kecamatan = {unit.kecamatan_code: f"Kec. {unit.kecamatan_name}" for unit in units}
    return kecamatan | {unit.kelurahan_code: f"{unit.kelurahan_name} ({unit.kecamatan_name})" for unit in units}


def _counted(entries: Iterable) -> str:
    count = len(tuple(entries))
    return f" ({number(count)})" if count else ""


@st.dialog("Batas satu tempat", width="medium")
def _ask_limits(draft: Draft, rules: Rules) -> None:
    st.write(
        "Batas di sini menggantikan batas umum untuk kelurahan atau kecamatan itu. Kosongkan 'Paling banyak' bila tidak ada batas tersendiri."
    )
    names = place_names(rules.city_code)
    rows = pd.DataFrame(
        [(names.get(limit.place_code, limit.place_code), limit.minimum, limit.maximum) for limit in rules.limits], columns=_COLUMNS
    ).astype({"Paling sedikit": "Int64", "Paling banyak": "Int64"})
    edited = st.data_editor(rows, num_rows="dynamic", hide_index=True, placeholder="belum diisi", key=draft.slot("limits_table"), column_config={
        "Tempat": st.column_config.SelectboxColumn(options=list(names.values()), required=True, width="large"),
        "Paling sedikit": st.column_config.NumberColumn(min_value=0, max_value=MOST, step=1, default=0),
        "Paling banyak": st.column_config.NumberColumn(min_value=0, max_value=MOST, step=1),
    })
    if st.button("Pakai batas ini", type="primary"):
        codes = {label: code for code, label in names.items()}
        limits = tuple(
            Limit(codes[place], 0 if pd.isna(least) else int(least), None if pd.isna(most) else int(most))
            for place, least, most in edited.itertuples(index=False) if place in codes
        )
        _apply(draft, limits=limits)


@st.dialog("Wajib dan dikecualikan", width="medium")
def _ask_overrides(draft: Draft, rules: Rules) -> None:
    st.write(
        "Keputusan ini berlaku di atas hitungan dan selalu tampak di daftar. "
        "Orang disebut dengan unsur, tempat tugas, dan kodenya; namanya hanya ada di undangan."
    )
    members = members_of(draft.here.edition_id, rules)
    kept = _kept_overrides(draft, rules, members)
    names = place_names(rules.city_code)
    here = dict.fromkeys(members.place_code)
    place = st.selectbox(
        "Cari tempat tugas", list(here), index=None, format_func=lambda code: names.get(code, code),
        placeholder=f"Ketik nama {draft.here.unit_word}",
    )
    if place is not None:
        people = members[members.place_code == place]
        who = st.selectbox(
            "Anggota", people.volunteer_id.tolist(),
            format_func=lambda found: person_label(people[people.volunteer_id == found].iloc[0], full=True),
        )
        action = st.segmented_control("Keputusan", list(_ACTIONS), format_func=_ACTIONS.get, default="include", required=True)
        note = st.text_input(
            "Alasan", max_chars=300, placeholder="Misalnya: ketua forum, sudah pindah tugas",
            help="Jangan menulis nama orang.",
        )
        if st.button("Tambahkan"):
            kept = [entry for entry in kept if entry.volunteer_id != who] + [Override(who, action, note.strip())]
            st.session_state[draft.slot("overrides")] = kept
            st.rerun(scope="fragment")
    excluded = st.multiselect(
        f"{draft.here.unit_word.capitalize()} atau kecamatan yang tidak ikut", list(names), format_func=names.get,
        default=list(rules.excluded_places), placeholder="Semua ikut",
    )
    if st.button("Pakai keputusan ini", type="primary"):
        st.session_state.pop(draft.slot("overrides"), None)
        _apply(draft, overrides=tuple(kept), excluded_places=tuple(excluded))


def _kept_overrides(draft: Draft, rules: Rules, members: pd.DataFrame) -> list[Override]:
    """The decisions so far, each with a button that takes it away."""
    kept = st.session_state.setdefault(draft.slot("overrides"), list(rules.overrides))
    known = members.drop_duplicates("volunteer_id").set_index("volunteer_id")
    for entry in list(kept):
        said, away = st.columns([5, 1], vertical_alignment="center")
        person = person_label(known.loc[entry.volunteer_id], full=False) if entry.volunteer_id in known.index else "Anggota yang tidak ada lagi"
        said.markdown(f"**{_ACTIONS[entry.action]}** · {person}{f' · {entry.note}' if entry.note else ''}")
        if away.button("Hapus", key=draft.slot(f"away_{entry.volunteer_id}")):
            kept.remove(entry)
            st.rerun(scope="fragment")
    return kept


@st.dialog("Angkatan dan tempat", width="large")
def _ask_batches(draft: Draft, rules: Rules) -> None:
    st.write(
        "Setiap angkatan punya daya tampung. Anggota dibagi menurut kecamatan yang berdekatan agar perjalanannya pendek; "
        "kosongkan tempat bila dipilihkan dari pilihan di bawah."
    )
    names = place_names(rules.city_code)
    batches = rules.batches or (Batch("Angkatan 1", None, None, rules.seats),)
    rows = pd.DataFrame({
        "Nama": pd.Series([batch.name for batch in batches], dtype="object"),
        "Tanggal": pd.Series([batch.date for batch in batches], dtype="object"),
        "Tempat": pd.Series([names.get(batch.venue_code) for batch in batches], dtype="object"),
        "Daya tampung": pd.Series([batch.capacity for batch in batches], dtype="Int64"),
    })
    edited = st.data_editor(rows, num_rows="dynamic", hide_index=True, placeholder="belum diisi", key=draft.slot("batches_table"), column_config={
        "Nama": st.column_config.TextColumn(required=True, max_chars=80),
        "Tanggal": st.column_config.DateColumn(format="DD-MM-YYYY", min_value=date(2000, 1, 1)),
        "Tempat": st.column_config.SelectboxColumn(options=list(names.values()), width="large"),
        "Daya tampung": st.column_config.NumberColumn(min_value=1, max_value=MOST, step=1, required=True),
    })
    venues = st.multiselect(
        "Pilihan tempat untuk angkatan yang belum bertempat", list(names), format_func=names.get, default=list(rules.venues),
        placeholder="Semua kecamatan",
    )
    if st.button("Pakai angkatan ini", type="primary"):
        codes = {label: code for code, label in names.items()}
        whole = edited.dropna(subset=["Nama", "Daya tampung"])
        batches = tuple(
            Batch(str(name).strip(), None if pd.isna(day) else pd.Timestamp(day).date(), codes.get(place), int(capacity))
            for name, day, place, capacity in whole.itertuples(index=False)
        )
        _apply(draft, batches=batches, venues=tuple(venues))


def _apply(draft: Draft, **fields: object) -> None:
    """Take the new rules to the page, or say in the dialog what is wrong with them."""
    try:
        draft.change(**fields)
    except UserError as error:
        st.error(str(error))
        return
    st.rerun()
