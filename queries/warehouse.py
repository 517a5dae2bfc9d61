"""The one door to an edition: read-only, one connection a process and edition, a cursor for each question."""

import hashlib
import re
from functools import cache, lru_cache

import duckdb
import numpy as np
import pandas as pd

from data import editions
from data.errors import UserError
from queries.statements import aggregates, statement

_PARAMETER = re.compile(r"\$([a-z_]+)")


class NoEdition(UserError):
    """There is nothing to read yet, or what there is cannot be read by this version."""


@lru_cache(maxsize=2)
def connection_to(edition_id: str) -> duckdb.DuckDBPyConnection:
    """The connection of this process to an edition; take a cursor of it for each question. NoEdition when this version cannot read it."""
    path = editions.file_of(edition_id)
    if not path.is_file():
        raise NoEdition(f"Edisi {edition_id} tidak ada lagi di folder gudang data. Muat ulang halaman ini untuk membaca edisi terbaru.")
    try:
        connection = duckdb.connect(path, read_only=True)
    except duckdb.Error as error:
        raise NoEdition(
            f"Berkas edisi {edition_id} rusak atau tidak dapat dibuka. Jalankan `python -m ingest rollback`, atau bangun ulang dengan `python -m ingest build`."
        ) from error
    if _structure_in(connection) != structure():
        connection.close()
        raise NoEdition(
            f"Edisi {edition_id} dibuat oleh versi lain dari program ini. Bangun ulang dengan `python -m ingest build`."
        )
    return connection


def _structure_in(connection: duckdb.DuckDBPyConnection) -> str | None:
    try:
        return connection.execute(statement("pages/edition")).fetchone()[4]
    except (duckdb.BinderException, duckdb.CatalogException):
        # Older than the table or the column that this version asks for.
        return None


@cache
def structure() -> str:
    """Fingerprint of the tables this version of the program builds and reads."""
    parts = ("ingest/schema", "build/dimensions", "build/edition", "build/periods")
    return hashlib.sha256(("".join(map(statement, parts)) + aggregates()).encode()).hexdigest()[:12]


@cache
def parameters_of(name: str) -> frozenset[str]:
    """Names of the values that queries/<name>.sql wants."""
    return frozenset(_PARAMETER.findall(statement(name)))


def current_edition() -> str:
    """The edition to read. NoEdition, with what to do, before the first build."""
    edition_id = editions.current()
    if edition_id is None:
        raise NoEdition("Belum ada data. Masukkan berkas di halaman Impor, atau jalankan `python -m ingest build`, lalu muat ulang halaman ini.")
    return edition_id


def ask(edition_id: str, name: str, **values: object) -> pd.DataFrame:
    """The answer to queries/<name>.sql as a frame; missing values are NULL. Values that the file does not mention are left out."""
    with _answer(edition_id, name, values) as cursor:
        return cursor.df()


def columns(edition_id: str, name: str, **values: object) -> dict[str, np.ndarray]:
    """The same as `ask`, column by column and several times as fast; a column with missing values is masked."""
    with _answer(edition_id, name, values) as cursor:
        return cursor.fetchnumpy()


def _answer(edition_id: str, name: str, values: dict[str, object]) -> duckdb.DuckDBPyConnection:
    wanted = parameters_of(name)
    cursor = connection_to(edition_id).cursor()
    return cursor.execute(statement(name), {key: value for key, value in values.items() if key in wanted})
