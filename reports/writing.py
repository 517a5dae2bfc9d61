"""Files of a report on the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from data.errors import UserError


@contextmanager
def target(path: Path) -> Iterator[BinaryIO]:
    """An open file that takes the place of `path` once all is written; a fault leaves what was there. UserError when the folder refuses it."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                yield file
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"Laporan tidak dapat ditulis ke {path}: {error.strerror}. Tutup berkas itu bila sedang dibuka, atau pilih folder lain.") from error
