"""The editions of the warehouse: immutable files beside each other, and CURRENT that names the one to read.

A crash at any moment leaves the old edition whole: a new file gets its name only after it was synced, and CURRENT is
replaced in one step. Readers look at CURRENT and open another file; an open file is never written.
"""

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data import paths
from data.errors import UserError

KEPT = 5
SCRATCH = ".scratch-"  # folders of this name hold the working copies of one build
_PATIENCE = 2.0  # seconds in which a reader has certainly let go of CURRENT
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FILE = re.compile(r"^warehouse-(?P<edition>[0-9]{8}-[0-9]{6}-[0-9a-f]{8})\.duckdb$")


def file_of(edition_id: str) -> Path:
    """Where an edition lies, whether it exists or not."""
    return paths.warehouse() / f"warehouse-{edition_id}.duckdb"


def names_of(edition_id: str) -> Path:
    """Where the encrypted names that belong to an edition lie."""
    return paths.warehouse() / f"registry-{edition_id}.fernet"


def existing() -> list[str]:
    """Edition ids from the newest to the oldest."""
    folder = paths.warehouse()
    found = (_FILE.match(path.name) for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted((match["edition"] for match in found if match), reverse=True)


def current() -> str | None:
    """The edition to read, None before the first build. UserError when CURRENT names a file that is gone."""
    pointer = paths.warehouse() / "CURRENT"
    try:
        edition_id = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    if not file_of(edition_id).is_file():
        raise UserError(
            f"Edisi {edition_id} yang ditunjuk oleh {pointer.name} tidak ada di folder gudang data. "
            "Jalankan `python -m ingest rollback` atau bangun ulang dengan `python -m ingest build`."
        )
    return edition_id


@contextmanager
def writing() -> Iterator[Path]:
    """The warehouse folder, held by this build alone. UserError when it cannot be written or another build holds it."""
    folder = paths.warehouse()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "BUILD.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise UserError("Pembangunan lain sedang berjalan pada gudang data yang sama. Tunggu sampai selesai, lalu ulangi.") from error
    except PermissionError as error:
        raise UserError(f"Tidak ada izin menulis ke folder gudang data {folder}. Beri izin tulis atau pilih folder lain dengan --warehouse.") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError(f"Gudang data {folder} bukan folder. Pindahkan berkas itu atau pilih folder lain dengan --warehouse.") from error
    except OSError as error:
        raise _fault_of(error, folder) from error
    try:
        _clear_leftovers(folder)
        yield folder
    except OSError as error:
        if error.errno is None:
            raise
        raise _fault_of(error, folder) from error
    finally:
        lock.release()


def no_room(folder: Path) -> UserError:
    """What to say when the disk is full while an edition is written."""
    return UserError(f"Ruang disk untuk gudang data {folder} habis; edisi lama tetap dipakai. Kosongkan ruang, lalu ulangi.")


def _fault_of(error: OSError, folder: Path) -> UserError:
    if error.errno in _NO_ROOM:
        return no_room(folder)
    return UserError(
        f"{error.filename or folder} tidak dapat dibaca atau ditulis ({error.strerror}); edisi lama tetap dipakai. Periksa disk dan izinnya, lalu ulangi."
    )


def _clear_leftovers(folder: Path) -> None:
    """Remove what a build that was killed left behind."""
    for leftover in (*folder.glob("*.partial*"), *folder.glob(f"{SCRATCH}*")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def publish(partial: Path, edition_id: str) -> None:
    """Make a finished file the current edition and remove the oldest beyond the kept ones, names included. Call inside `writing`."""
    _sync(partial)
    os.replace(partial, file_of(edition_id))
    _point_to(edition_id)
    keep = {edition_id, *existing()[:KEPT]}
    for old in existing():
        if old not in keep:
            _remove(old)
    kept = {names_of(one) for one in existing()}
    for names in paths.warehouse().glob("registry-*.fernet"):
        if names not in kept:
            names.unlink()


def rollback(edition_id: str | None = None) -> str:
    """Use a kept edition again and return its id: the one named; else the one before the current one, or the newest where CURRENT names
    none that is there. UserError when there is none.
    """
    with writing():
        kept = existing()
        if edition_id is not None:
            if edition_id not in kept:
                raise UserError(f"Edisi {edition_id} tidak disimpan. Yang disimpan: {', '.join(kept) or 'belum ada'}.")
            _point_to(edition_id)
            return edition_id
        name = current_name()
        older = [edition_id for edition_id in kept if edition_id < name] if name in kept else kept
        if not older:
            raise UserError("Tidak ada edisi yang lebih lama untuk dikembalikan.")
        _point_to(older[0])
        return older[0]


def current_name() -> str | None:
    """What CURRENT says, even when that file is gone."""
    pointer = paths.warehouse() / "CURRENT"
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None


def _point_to(edition_id: str) -> None:
    folder = paths.warehouse()
    pointer = folder / "CURRENT.partial"
    pointer.write_text(edition_id + "\n", encoding="utf-8")
    _sync(pointer)
    _replace(pointer, folder / "CURRENT")
    if os.name != "nt":
        _sync(folder)


def _replace(source: Path, target: Path) -> None:
    """Rename in one step. Windows refuses it while a reader looks at the target, which takes moments."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return os.replace(source, target)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(edition_id: str) -> None:
    try:
        file_of(edition_id).unlink(missing_ok=True)
    except PermissionError:
        # Windows keeps a file that a reader holds open; the next publication tries again.
        return
