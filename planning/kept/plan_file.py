"""The file of the plans: SQLite in a folder of its own, which no build and no edition touches.

Several processes may write: each writes in one transaction that is whole or not there at all, whatever kills it (journal DELETE,
synchronous FULL). The file comes into being complete, under its name, with mode 0600; so an empty or foreign file under that name is
damage, is never written and is told. Reading never writes: without a file there are no plans, and an older structure is brought up
to date in a copy in memory. Rows are only added; the triggers of queries/plans/structure_*.sql refuse anything else.
"""

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from data import paths
from data.errors import UserError
from queries.statements import FOLDER, statement

PATIENCE = 10.0  # seconds a writer waits for another one
_MARK = 0x504B5250  # "PKRP": what tells a file of plans from any other SQLite file
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_RIGHT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class DamagedPlans(UserError):
    """The file of plans cannot be trusted; nothing was written into it."""


def location() -> Path:
    """Where the plans lie, whether the file exists or not."""
    return paths.plans() / "plans.sqlite"


@cache
def structures() -> tuple[str, ...]:
    """The steps from an empty file to today's structure, in order; the file remembers how many it has taken."""
    found = {int(match[1]): path.stem for path in (FOLDER / "plans").glob("structure_*.sql") if (match := re.search(r"_(\d+)$", path.stem))}
    return tuple(statement(f"plans/{found[number]}") for number in range(1, len(found) + 1))


@contextmanager
def reading() -> Iterator[sqlite3.Connection]:
    """A connection that only reads; what it sees is empty while no plan was ever saved. UserError when the file cannot be read."""
    path = location()
    with _told(path):
        if not path.exists():
            with closing(_memory()) as empty:
                upgrade(empty, structures())
                yield empty
            return
        # "rw" and not "ro": what a killed writer left half done is rolled back before the first row is read.
        with closing(_connection(path)) as connection:
            _refuse_foreign(connection, path)
            connection.execute("PRAGMA query_only = ON")
            if _step(connection) == len(structures()):
                yield connection
                return
            with closing(_memory()) as copy:
                connection.backup(copy)
                upgrade(copy, structures())
                yield copy


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction: committed at the end, rolled back on any error. UserError when it cannot be written."""
    path = location()
    with _told(path):
        if not path.exists():
            _make(path)
        with closing(_connection(path)) as connection:
            _refuse_foreign(connection, path)
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise _damaged(path)
            upgrade(connection, structures())
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def upgrade(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Take the steps a file has not taken yet, all or none; a second process that waits for the first finds nothing to do."""
    if _step(connection) >= len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[_step(connection) :]:
            for one in _statements(step):
                connection.execute(one)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; executescript would commit in between."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def _make(path: Path) -> None:
    """Create the file complete under another name, then give it its own."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(path.parent / "plans.lock", timeout=PATIENCE, mode=0o600):
        if path.exists():
            return
        partial = path.with_suffix(".partial")
        for leftover in (partial, partial.with_name(partial.name + "-journal")):
            leftover.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(_connection(partial)) as connection:
            connection.execute(f"PRAGMA application_id = {_MARK}")
            upgrade(connection, structures())
        os.replace(partial, path)
        if os.name != "nt":
            descriptor = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _step(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != _MARK:
        raise _damaged(path)
    if _step(connection) > len(structures()):
        raise UserError(
            f"Berkas rencana {path} dibuat oleh versi program yang lebih baru. Perbarui program ini, lalu ulangi; berkas itu tidak diubah."
        )


def _damaged(path: Path) -> DamagedPlans:
    return DamagedPlans(
        f"Berkas rencana {path} rusak atau bukan berkas rencana; berkas itu dibiarkan apa adanya. Pulihkan dari cadangan, "
        "atau pindahkan ke folder lain untuk mulai dengan berkas baru."
    )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Faults of disk, rights and file as one Indonesian sentence; any other fault goes on."""
    try:
        yield
    except Timeout as error:
        raise _busy(path) from error
    except sqlite3.Error as error:
        told = _fault_of(error, path)
        if told is None:
            raise
        raise told from error
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise _no_right(path) from error
    except OSError as error:
        raise UserError(f"Berkas rencana {path} tidak dapat dibuat ({error.strerror}). Periksa disk dan izinnya, lalu ulangi.") from error


def _fault_of(error: sqlite3.Error, path: Path) -> UserError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the extended code carries the primary one in its last byte
    if code in _DAMAGED:
        return _damaged(path)
    if code in _NO_RIGHT:
        return _no_right(path)
    if code in _BUSY:
        return _busy(path)
    if code in _NO_ROOM:
        return UserError(
            f"Rencana tidak tersimpan: disk untuk {path} penuh atau tidak dapat ditulis. Rencana lama tetap utuh; kosongkan ruang, lalu simpan lagi."
        )
    return None


def _no_right(path: Path) -> UserError:
    return UserError(
        f"Tidak ada izin membaca atau menulis berkas rencana {path}. "
        f"Beri izin pada folder {path.parent}, atau tunjuk folder lain dengan PANTAU_PLANS."
    )


def _busy(path: Path) -> UserError:
    return UserError(f"Berkas rencana {path} sedang ditulis proses lain. Tidak ada yang hilang; tunggu sebentar, lalu simpan lagi.")
