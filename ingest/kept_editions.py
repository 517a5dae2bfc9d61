"""The editions that are kept, each opened for itself: what it says of itself, and what it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from data import editions
from ingest.differences import Standing, standing
from queries.statements import rows_of, statement
from queries.warehouse import NoEdition, structure


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """`heaps` are the ledger of all its files added up; `note` says who and what, '' where nobody wrote one."""

    edition_id: str
    built_at: datetime
    note: str
    fingerprint: str
    heaps: dict[str, int]


def kept_edition(edition_id: str) -> KeptEdition:
    """What an edition says of itself. NoEdition when it is gone, damaged or of another version of the program."""
    with _opened(edition_id) as connection:
        found = connection.execute(statement("pages/edition")).fetchone()
        (heaps,) = rows_of(connection.execute(statement("pages/ledger_totals"), {"city_code": None}))
    return KeptEdition(edition_id, found[1].replace(tzinfo=UTC), found[7] or "", found[3], heaps)


def standing_of(edition_id: str) -> Standing:
    """What an edition holds. NoEdition as `kept_edition`."""
    with _opened(edition_id) as connection:
        return standing(connection)


def files_of(edition_id: str) -> dict[str, str]:
    """The name of each file an edition was built from, by its SHA-256. NoEdition as `kept_edition`."""
    with _opened(edition_id) as connection:
        return {row["sha256"]: row["file"] for row in rows_of(connection.execute(statement("pages/ledger")))}


@contextmanager
def _opened(edition_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(editions.file_of(edition_id), read_only=True) as connection:
            if connection.execute(statement("pages/edition")).fetchone()[4] != structure():
                raise NoEdition(f"Edisi {edition_id} dibuat oleh versi lain dari program ini.")
            yield connection
    except duckdb.Error as error:
        raise NoEdition(f"Edisi {edition_id} tidak dapat dibaca oleh versi program ini.") from error
