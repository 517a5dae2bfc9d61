"""The one door to an edition: read-only, one connection a process and edition, a cursor for each question."""

import hashlib
import re
from functools import cache, lru_cache

import duckdb
import pandas as pd

from data import editions
from data.errors import UserError
from queries.statements import statement

_PARAMETER = re.compile(r"\$([a-z_]+)")


class NoEdition(UserError):
    """There is nothing to read yet, or what there is cannot be read by this version."""


@lru_cache(maxsize=2)
def connection_to(edition_id: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(editions.file_of(edition_id), read_only=True)
    if connection.execute(statement("pages/edition")).fetchone()[4] != structure():
        raise NoEdition(
            f"Edisi {edition_id} dibuat oleh versi lain dari program ini. Bangun ulang dengan `python -m ingest build`."
        )
    return connection


@cache
def structure() -> str:
    """Fingerprint of the tables this version of the program builds and reads."""
    parts = ("ingest/schema", "build/dimensions", "build/edition", "build/periods", "build/out")
    return hashlib.sha256("".join(map(statement, parts)).encode()).hexdigest()[:12]


@cache
def parameters_of(name: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(statement(name)))


def current_edition() -> str:
    """The edition to read. NoEdition, with what to do, before the first build."""
    edition_id = editions.current()
    if edition_id is None:
        raise NoEdition("Belum ada data. Jalankan `python -m ingest build` dengan folder ekspor Anda, lalu muat ulang halaman ini.")
    return edition_id


def ask(edition_id: str, name: str, **values: object) -> pd.DataFrame:
    """The answer to queries/<name>.sql as a frame; missing values are NULL. Values that the file does not mention are left out."""
    wanted = parameters_of(name)
    cursor = connection_to(edition_id).cursor()
    try:
        return cursor.execute(statement(name), {key: value for key, value in values.items() if key in wanted}).df()
    finally:
        cursor.close()
