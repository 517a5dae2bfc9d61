"""Teaching a layout on the first rows of a sheet: what is in it, and what each of its columns is read as. It is remembered for the next file."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from charts.import_words import FIELDS, plain
from charts.words import number
from data import reference
from data.errors import UserError
from ingest.contracts import Contract, header_key
from ingest.inspection import Reading
from ingest.kinds import column_headers
from ingest.own_contracts import bases, fields_of, forget, is_own, remember
from ingest.value_columns import code_of, value_headers
from ui.importing.reads import is_read_by

_UNREAD = "tidak dibaca"
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What a column of this layout can be: the words on screen with the field, or with the code of a value column."""

    fields: dict[str, str]
    values: dict[str, str]

    @property
    def words(self) -> list[str]:
        return [_UNREAD, *self.fields, *self.values]

    def word_of(self, field: str | None, code: str | None) -> str:
        """The words of what a column is read as."""
        found = [word for word, meant in self.fields.items() if meant == field] + [word for word, meant in self.values.items() if meant == code]
        return found[0] if found else _UNREAD


def ask_columns(reading: Reading, key: str, *, is_open: bool) -> None:
    """A form with a line a column: its header, its first cells and what it is read as; nothing where the sheet has no header to choose from."""
    headers = list(dict.fromkeys(column.header for column in reading.columns if header_key(column.header)))
    if len(headers) < 2:
        return
    layouts = {contract.title: contract for contract in bases()}
    titles = list(layouts)
    near = reading.nearest or (reading.contract or "").rsplit("-", 1)[0]
    start = next((index for index, contract in enumerate(layouts.values()) if contract.name == near), None)
    with st.expander("Ajarkan susunan kolomnya" if is_open else "Betulkan susunan kolomnya", expanded=is_open):
        title = st.selectbox("Isi berkas", titles, index=start, key=f"isi_{key}", placeholder="pilih isinya")
        if title is None:
            return
        contract = layouts[title]
        meanings = _meanings(contract)
        with st.form(f"susunan_{key}", border=False):
            needed = ", ".join(FIELDS[field] for field in contract.required)
            st.caption(f"Wajib ada: {needed}. Kolom data orang disembunyikan isinya; kolom yang tidak dipilih tidak dibaca.")
            keys = (f"{key}_{contract.name}_{position}" for position in range(len(headers)))
            chosen = {header: _ask(reading, contract, meanings, header, own) for header, own in zip(headers, keys, strict=True)}
            is_sent = st.form_submit_button("Simpan susunan ini")
        if is_sent:
            _keep(reading, contract, meanings, chosen)


def _meanings(contract: Contract) -> _Meanings:
    fields = {FIELDS[field] + (" (wajib)" if field in contract.required else ""): field for field in fields_of(contract)}
    if contract.cells is None:
        return _Meanings(fields, {})
    if contract.cells.by_kind:
        names = {kind.code: kind.name for kind in reference.ppks_kinds()}
        codes = dict.fromkeys(column_headers(reference.ppks_kinds(), contract.subject).values())
        return _Meanings(fields, {_kind_words(names, code): code for code in sorted(codes, key=lambda code: "|" in code)})
    return _Meanings(fields, {f"nilai {header.replace('_', ' ')}": code for code, (header, *_) in contract.cells.columns.items()})


def _kind_words(names: dict[str, str], code: str) -> str:
    """What a column of a kind counts: 'jumlah Fakir Miskin', 'jumlah keluarga Fakir Miskin'."""
    kind, _, unit = code.partition("|")
    return " ".join(filter(None, ("jumlah", unit.lower(), names[kind])))


def _ask(reading: Reading, contract: Contract, meanings: _Meanings, header: str, key: str) -> str:
    """The line of a column; the answer is what it is read as."""
    words = meanings.words
    start = meanings.word_of(_field(reading, contract, header), _code(reading, contract, header))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<p class="pk-kolom"><b>{escape(header)}</b><br>{escape(_said_of(reading, meanings, header))}</p>', width=260)
        return st.selectbox(f"Kolom {plain(header)}", words, index=words.index(start), key=f"kolom_{key}", label_visibility="collapsed", width=300)


def _field(reading: Reading, contract: Contract, header: str) -> str | None:
    """As the sheet is read now, or as the layout would read this header."""
    read = next((column.field for column in reading.columns if column.header == header and column.field), None)
    return read if read in contract.fields else next((field for field, keys in contract.field_keys.items() if header_key(header) in keys), None)


def _code(reading: Reading, contract: Contract, header: str) -> str | None:
    """The code of a value column, likewise."""
    read = next((column.value for column in reading.columns if column.header == header and column.value), None)
    if read or contract.cells is None or header_key(header) in map(header_key, contract.cells.ignore):
        return read
    return code_of(header, value_headers(contract.cells, column_headers(reference.ppks_kinds(), contract.subject)))


def _said_of(reading: Reading, meanings: _Meanings, header: str) -> str:
    """The first cells of a column, or what its cells look like where none may be shown; a look is shown and never chosen."""
    index = next(number for number, column in enumerate(reading.columns) if column.header == header)
    cells = list(dict.fromkeys(row[index] for row in reading.preview if row[index]))[:_SAMPLES]
    fields = meanings.fields.values()
    looks = [f"isinya tampak {FIELDS[one.field]} ({one.percent}%)" for one in reading.proposals if one.index == index and one.field in fields]
    return " · ".join(cells) or "; ".join(looks) or ("kosong" if reading.preview else "isi tidak ditampilkan")


def _keep(reading: Reading, contract: Contract, meanings: _Meanings, chosen: dict[str, str]) -> None:
    """Write the layout down, or say what is lacking."""
    columns: dict[str, list[str]] = {}
    for header, word in chosen.items():
        columns.setdefault(word, []).append(header)
    for word, doubled in columns.items():
        is_changed = word in meanings.fields or any(meanings.values.get(word) != _code(reading, contract, header) for header in doubled)
        if word != _UNREAD and len(doubled) > 1 and is_changed:
            st.error(plain(f"{word} dipilih untuk kolom {' dan '.join(map(repr, doubled))}. Pilih satu saja."))
            return
    headers = {meanings.fields[word]: header for word, (header, *_) in columns.items() if word in meanings.fields}
    if lacking := [FIELDS[field] for field in contract.required if field not in headers]:
        st.error(f"Kolom wajib belum dipilih: {', '.join(lacking)}.")
        return
    said = {header: meanings.values.get(word) for header, word in chosen.items()}
    values = {header: code for header, code in said.items() if code != _code(reading, contract, header)}
    unread = [field for field in contract.fields if field not in headers and not _keys(chosen).isdisjoint(contract.field_keys[field])]
    unread += [field for field in reading.asked if field not in (*headers, *unread)]
    try:
        remember(contract.name, headers, unread=unread, values=values)
    except UserError as error:
        st.error(plain(str(error)))
        return
    st.toast(f"Susunan disimpan, {number(len(headers))} kolom; berkas berikutnya dengan susunan ini dikenali sendiri.")
    st.rerun()


def _keys(headers: dict[str, str]) -> set[str]:
    return {header_key(header) for header in headers}


def offer_forgetting(edition_id: str | None, reading: Reading, key: str) -> None:
    """Where the layout was taught on this page, the way to forget it, as long as no published file needs it: a build would stop at that file."""
    if not is_own(reading.contract) or is_read_by(edition_id, reading.contract):
        return
    if st.button("Lupakan susunan setempat ini", key=f"lupa_{key}", type="tertiary"):
        forget(reading.contract)
        st.rerun()
