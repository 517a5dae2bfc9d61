"""Contracts the agency made itself on the page Impor: a known layout with other headers, so that the next such file is recognised by itself."""

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from data import paths
from data.errors import UserError
from ingest.contracts import COUNTED, FIELDS, LISTED, PLACE, Cells, Contract, header_key, load_contracts, load_shared

NO_VALUES: Mapping[str, str | None] = MappingProxyType({})
_OF_PERSONS = ("nik", "name", "birth_date", "address", "sex")
_OF_COUNTS = ("sex", "year", "month", "semester", "quarter", "unit")
_NAME = re.compile(r"[a-z_]+-[0-9a-f]{8}")


def bases() -> tuple[Contract, ...]:
    """The layouts of data/sources, which a contract may be based on."""
    return load_contracts(paths.SOURCES)


def fields_of(contract: Contract) -> tuple[str, ...]:
    """The fields a sheet of this subject may hold, those it needs first: what its layouts name, the place, and the person or the period."""
    shared = load_shared()
    layouts = [layout for layout in bases() if layout.subject == contract.subject]
    named = {field for layout in layouts for field, headers in layout.fields.items() if headers != shared.get(field)}
    common = _OF_COUNTS if contract.subject in COUNTED else _OF_PERSONS if contract.subject in LISTED else ()
    offered = {*PLACE, *named, *common, *contract.required} - set(contract.without) - contract.constants.keys()
    return (*contract.required, *(field for field in FIELDS if field in offered and field not in contract.required))


def remember(base: str, headers: Mapping[str, str], *, unread: Collection[str] = (), values: Mapping[str, str | None] = NO_VALUES) -> str:
    """Write a contract that goes on from `base` with these headers of its own, field by field; the answer is its name.

    `unread` are fields that are not to be read although a header fits them. `values` holds the code of a header of a wide layout, None for one
    that is no value. UserError when a required field has no header or two have the same one.
    """
    contract = next(contract for contract in bases() if contract.name == base)
    chosen = {field: " ".join(header.split()) for field, header in headers.items() if header_key(header)}
    if lacking := [field for field in contract.required if field not in chosen]:
        raise UserError(f"Kolom wajib belum dipilih: {', '.join(lacking)}. Pilih kepala kolomnya, lalu simpan.")
    keys = [header_key(header) for header in (*chosen.values(), *(header for header, code in values.items() if code))]
    if twice := next((header for header in (*chosen.values(), *values) if keys.count(header_key(header)) > 1), None):
        raise UserError(f"Kepala kolom '{twice}' dipilih untuk dua bidang. Pilih kolom lain untuk salah satunya.")
    fields = {field: [header] for field, header in chosen.items()} | {field: [] for field in unread if field not in chosen}
    text = "\n".join((
        "# Dibuat di halaman Impor. Susunan yang sama dengan kontrak based_on, kepala kolomnya lain.",
        f'title = {_toml(f"{contract.title} (susunan setempat)")}', f'based_on = "{base}"', "",
        "[fields]", *(f"{field} = {_toml(fields[field])}" for field in sorted(fields)), *_cells(contract.cells, values), "",
    ))
    name = f"{base}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    folder = paths.contracts()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{name}.partial"
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, _path(name))
    except OSError as error:
        raise UserError(f"Kontrak tidak dapat disimpan di {folder} ({error.strerror}). Beri izin tulis, lalu ulangi.") from error
    return name


def _cells(rule: Cells | None, values: Mapping[str, str | None]) -> list[str]:
    """The value columns of the base with those of `values` added, or left out where they have no code."""
    if rule is None or not values:
        return []
    columns = {code: list(headers) for code, headers in rule.columns.items()}
    for header, code in values.items():
        if code:
            columns.setdefault(code, []).append(header)
    ignored = [*rule.ignore, *(header for header, code in values.items() if code is None)]
    by_kind = ['header_is = "ppks"'] if rule.by_kind else []
    named = [f"{_toml(code)} = {_toml(headers)}" for code, headers in columns.items()]
    return ["", "[cells]", *by_kind, f"at_least = {rule.at_least}", f"ignore = {_toml(ignored)}", "", "[cells.columns]", *named]


def _toml(value: str | list[str]) -> str:
    """JSON strings and lists of them are TOML, except for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", " ")


def is_own(name: str | None) -> bool:
    """Whether a contract was made on the page Impor."""
    return bool(name) and _NAME.fullmatch(name) is not None and _path(name).is_file()


def forget(name: str) -> None:
    """Remove a contract made on the page Impor. A published file that is read by it would stop every later build: ask first whether there is one."""
    if is_own(name):
        _path(name).unlink()


def _path(name: str) -> Path:
    return paths.contracts() / f"{name}.toml"
