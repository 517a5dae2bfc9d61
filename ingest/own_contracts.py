"""Contracts the agency made itself on the page Impor: a known layout with other headers, so that the next such file is recognised by itself."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from data import paths
from data.errors import UserError
from ingest.contracts import Contract, header_key, load_contracts

_NAME = re.compile(r"[a-z_]+-[0-9a-f]{8}")


def bases() -> tuple[Contract, ...]:
    """The layouts of data/sources, which a contract may be based on."""
    return load_contracts(paths.SOURCES)


def remember(base: str, headers: Mapping[str, str]) -> str:
    """Write a contract that goes on from `base` with these headers of its own, field by field; the answer is its name.

    UserError when a required field has no header or two have the same one.
    """
    contract = next(contract for contract in bases() if contract.name == base)
    chosen = {field: " ".join(header.split()) for field, header in headers.items() if header_key(header)}
    if lacking := [field for field in contract.required if field not in chosen]:
        raise UserError(f"Kolom wajib belum dipilih: {', '.join(lacking)}. Pilih kepala kolomnya, lalu simpan.")
    keys = [header_key(header) for header in chosen.values()]
    if twice := next((header for header in chosen.values() if keys.count(header_key(header)) > 1), None):
        raise UserError(f"Kepala kolom '{twice}' dipilih untuk dua bidang. Pilih kolom lain untuk salah satunya.")
    # JSON strings are TOML strings, except for one control character.
    lines = [f"{field} = [{json.dumps(header, ensure_ascii=False)}]" for field, header in sorted(chosen.items())]
    text = "\n".join((
        "# Dibuat di halaman Impor. Susunan yang sama dengan kontrak based_on, kepala kolomnya lain.",
        f'title = {json.dumps(f"{contract.title} (susunan setempat)", ensure_ascii=False)}', f'based_on = "{base}"', "", "[fields]", *lines, "",
    )).replace("\x7f", " ")
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


def is_own(name: str | None) -> bool:
    """Whether a contract was made on the page Impor."""
    return bool(name) and _NAME.fullmatch(name) is not None and _path(name).is_file()


def forget(name: str) -> None:
    """Remove a contract made on the page Impor. A published file that is read by it would stop every later build: ask first whether there is one."""
    if is_own(name):
        _path(name).unlink()


def _path(name: str) -> Path:
    return paths.contracts() / f"{name}.toml"
