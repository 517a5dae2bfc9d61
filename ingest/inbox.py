"""Uploads that wait for publication: a private folder each, gone when they are published or thrown away.

The name a browser sends is somebody's text: it becomes the name of a file and nothing else.
"""

import os
import re
import secrets
import shutil
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import editions, paths, reference
from data.errors import UserError
from ingest.arrivals import waiting_folder
from ingest.limits import check_upload

_NAME_LETTERS = 120
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_ID = re.compile(r"[0-9]{20}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits: `name` is safe to write and to show."""

    upload_id: str
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    @property
    def taken_at(self) -> datetime:
        """When it came in, UTC."""
        return datetime.strptime(self.upload_id[:20], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)


def take(name: str, content: bytes | memoryview) -> Upload:
    """Keep an upload until it is published or thrown away. UserError when it is too large or there is no room."""
    safe = safe_name(name)
    check_upload(len(content), safe)
    folder = waiting_folder() / f"{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(6)}"
    try:
        for place in (paths.uploads(), waiting_folder(), folder):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = folder / ".partial"
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, folder / safe)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise UserError(f"{safe}: tidak dapat disimpan di folder unggahan ({error.strerror}). Periksa ruang dan izin disk, lalu ulangi.") from error
    return Upload(folder.name, folder / safe)


def waiting() -> list[Upload]:
    """The uploads that wait, the oldest first."""
    folder = waiting_folder()
    if not folder.is_dir():
        return []
    inside = ((one, [path for path in one.iterdir() if path.name != ".partial"]) for one in sorted(folder.iterdir()) if _ID.fullmatch(one.name))
    return [Upload(one.name, files[0]) for one, files in inside if files]


def discard(upload_id: str) -> None:
    """Remove a waiting upload; nothing when it is gone already. UserError while a build may be reading it."""
    if _ID.fullmatch(upload_id):
        with editions.writing():
            shutil.rmtree(waiting_folder() / upload_id, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file name that stays in its folder on every system, without characters that hide or turn text."""
    shown = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter) != "Cf")
    last = re.split(r"[/\\]", shown)[-1]
    plain = " ".join(_FORBIDDEN.sub("_", last).split()).strip(". ~$")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip(". ")[: _NAME_LETTERS - len(ending[:10]) - 1].strip(". ") or "unggahan"
    safe = f"{stem}{dot}{ending[:10]}"
    while len(safe.encode()) > 240:
        stem = stem[:-1]
        safe = f"{stem}{dot}{ending[:10]}"
    return f"_{safe}" if _DEVICE.match(safe) else safe


def folder_of_city(city_code: str | None) -> str:
    """Name of the folder in which published uploads of a city lie; `lain` when they speak of none."""
    names = {city.city_code: city.city_name for city in reference.cities()}
    words = names.get(city_code or "", "lain").lower().split()
    return "-".join(word for word in words if word not in ("kota", "kabupaten")) or "lain"
