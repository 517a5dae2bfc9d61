"""Teaching a layout: which subject, and under which header each required column stands. It is remembered for the next file."""

import streamlit as st

from charts.import_words import FIELDS, plain
from data.errors import UserError
from ingest.contracts import Contract, header_key
from ingest.inspection import Reading
from ingest.own_contracts import bases, forget, is_own, remember
from ui.importing.reads import is_read_by

_NONE = "belum dipilih"


def ask_columns(reading: Reading, key: str, *, is_open: bool) -> None:
    """A form that asks for the subject and the headers; nothing where the sheet has no header to choose from."""
    headers = list(dict.fromkeys(column.header for column in reading.columns if header_key(column.header)))
    if len(headers) < 2:
        return
    layouts = {contract.title: contract for contract in bases()}
    titles = list(layouts)
    near = reading.nearest or (reading.contract or "").rsplit("-", 1)[0]
    start = next((index for index, contract in enumerate(layouts.values()) if contract.name == near), 0)
    with st.expander("Ajarkan susunan kolomnya" if is_open else "Betulkan susunan kolomnya", expanded=is_open):
        contract = layouts[st.selectbox("Isi berkas", titles, index=start, key=f"isi_{key}")]
        with st.form(f"susunan_{key}", border=False):
            with st.container(horizontal=True, gap="small"):
                chosen = {field: _ask(reading, contract, field, headers, key) for field in contract.required}
            for said in _proposed(reading, contract):
                st.caption(plain(said))
            st.caption("Hanya kolom wajib; kolom lain dikenali dari kepalanya. Data orang tidak ditampilkan di halaman ini.")
            is_sent = st.form_submit_button("Simpan susunan ini")
        if is_sent:
            _keep(contract, {field: header for field, header in chosen.items() if header != _NONE})


def _ask(reading: Reading, contract: Contract, field: str, headers: list[str], key: str) -> str:
    fitting = [header for header in headers if header_key(header) in contract.field_keys.get(field, ())]
    read = [column.header for column in reading.columns if column.field == field]
    start = next((headers.index(header) + 1 for header in (*read, *fitting)), 0)
    return st.selectbox(f"Kolom {FIELDS[field]}", [_NONE, *headers], index=start, key=f"kolom_{key}_{contract.name}_{field}")


def _proposed(reading: Reading, contract: Contract) -> list[str]:
    """What the cells say of the required columns that no header names; a proposal is shown and never chosen."""
    named = {header_key(header) for field in contract.required for header in contract.fields.get(field, ())}
    free = [one for one in reading.proposals if one.field in contract.required and one.index < len(reading.columns)]
    return [
        f"Menurut isinya, {FIELDS[one.field]} mungkin di kolom '{reading.columns[one.index].header}' ({one.percent}% selnya cocok)."
        for one in free if reading.columns[one.index].header and header_key(reading.columns[one.index].header) not in named
    ]


def _keep(contract: Contract, chosen: dict[str, str]) -> None:
    if lacking := [FIELDS[field] for field in contract.required if field not in chosen]:
        st.error(f"Kolom wajib belum dipilih: {', '.join(lacking)}.")
        return
    try:
        remember(contract.name, chosen)
    except UserError as error:
        st.error(plain(str(error)))
        return
    st.toast("Susunan disimpan; berkas berikutnya dengan susunan ini dikenali sendiri.")
    st.rerun()


def offer_forgetting(edition_id: str | None, reading: Reading, key: str) -> None:
    """Where the layout was taught on this page, the way to forget it, as long as no published file needs it: a build would stop at that file."""
    if not is_own(reading.contract) or is_read_by(edition_id, reading.contract):
        return
    if st.button("Lupakan susunan setempat ini", key=f"lupa_{key}", type="tertiary"):
        forget(reading.contract)
        st.rerun()
