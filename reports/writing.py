"""Files of a report on the disk."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from data.errors import UserError

# The system tells its reasons in the language of the computer.
_REASONS = {
    errno.EACCES: "izin ditolak", errno.EPERM: "izin ditolak", errno.EROFS: "tempatnya hanya dapat dibaca", errno.ENOSPC: "disk penuh",
    errno.ENOENT: "foldernya tidak ada", errno.ENOTDIR: "sebagian alamatnya bukan folder", errno.EEXIST: "sebagian alamatnya bukan folder",
    errno.EISDIR: "nama itu milik sebuah folder", errno.ENAMETOOLONG: "namanya terlalu panjang", errno.EBUSY: "berkasnya sedang dipakai",
}


@contextmanager
def target(path: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """An open file that takes the place of `path` once all is written; a fault leaves what was there. UserError when the folder refuses it."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), "wb") as file:
                yield file
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = _REASONS.get(error.errno, f"galat sistem {error.errno}")
        raise UserError(
            f"Berkas {path} tidak dapat ditulis ({reason}). Tutup berkas itu bila sedang dibuka, atau pilih folder lain."
        ) from error
