"""Who published, went back to an edition or opened a reject file, and when: a line each, beside the uploads."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime

from data import paths
from data.errors import UserError

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done; `at` is UTC."""

    at: datetime
    by: str
    did: str


def write_down(by: str, did: str) -> None:
    """Add a line; call before what is recorded is done. UserError when it cannot be written."""
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "by": by, "did": did}, ensure_ascii=False)
    try:
        paths.uploads().mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(paths.uploads() / "record.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise UserError(f"Catatan tidak dapat ditulis di folder unggahan ({error.strerror}). Periksa ruang dan izin disk, lalu ulangi.") from error


def entries() -> list[Entry]:
    """The newest thirty, the newest first."""
    path = paths.uploads() / "record.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[-_SHOWN:] if path.is_file() else []
    found = (json.loads(line) for line in reversed(lines))
    return [Entry(datetime.fromisoformat(one["at"]), one["by"], one["did"]) for one in found]
