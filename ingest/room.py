"""The room a build has, memory and disk, and what to say when it does not suffice."""

import os
import re
from pathlib import Path

import duckdb

from data import editions
from data.errors import UserError

MEMORY_LIMIT = "500MB"  # with what DuckDB does not count and Python, an import of ten million rows stays below 1 GB
_SIZE = re.compile(r"[1-9][0-9]*\s?(MB|GB|MiB|GiB)", re.IGNORECASE)
_WRITE_FAILED = "Could not write file"  # how DuckDB begins to say that the disk is full


def connect(path: Path, scratch: Path) -> duckdb.DuckDBPyConnection:
    """A new database file that spills to `scratch` when it needs more memory than `PANTAU_MEMORY` allows."""
    return duckdb.connect(path, config={"memory_limit": _memory_limit(), "temp_directory": str(scratch), "threads": os.cpu_count() or 1})


def _memory_limit() -> str:
    limit = os.environ.get("PANTAU_MEMORY", MEMORY_LIMIT).strip()
    if not _SIZE.fullmatch(limit):
        raise UserError(f"PANTAU_MEMORY berisi '{limit}', bukan ukuran memori. Tulis misalnya 500MB atau 2GB.")
    return limit


def fault_of(error: duckdb.Error, folder: Path) -> UserError:
    """What to say for a build that the database broke off. Its own words are left out: they may quote a cell of a person."""
    if _WRITE_FAILED in str(error):
        return editions.no_room(folder)
    if isinstance(error, duckdb.OutOfMemoryException):
        return UserError(
            f"Memori {_memory_limit()} tidak cukup untuk masukan sebanyak ini; edisi lama tetap dipakai. "
            "Naikkan batasnya dengan PANTAU_MEMORY, misalnya PANTAU_MEMORY=2GB, atau kurangi berkasnya, lalu ulangi."
        )
    return UserError(
        f"Gudang data tidak dapat mengolah masukan ini ({type(error).__name__}); edisi lama tetap dipakai. "
        "Periksa berkas yang terakhir disebut, atau bangun tanpa berkas itu."
    )
