"""Who may: a passphrase of the agency, kept as a salted scrypt hash on this machine.

It opens invitations with names, publication, reject files and the way back to an older edition. Wrong tries are counted for all processes
together: the first three cost nothing, then each doubles the wait, up to a quarter of an hour.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
import unicodedata
from contextlib import AbstractContextManager
from pathlib import Path

from data import paths
from data.errors import UserError
from data.turns import turn

SHORTEST = 12
FREE_TRIES = 3
LONGEST_WAIT = 900.0  # seconds
_COST = {"n": 2**15, "r": 8, "p": 1}  # 32 MB and a tenth of a second for each try
_MEMORY = 64 * 2**20
HOW_TO_SET = "Frasa undangan belum dipasang di komputer ini. Jalankan `python -m planning permit` di komputer peladen, lalu ulangi."


class WrongPassphrase(UserError):
    """The passphrase does not fit, or the next try must wait; `wait` is in seconds."""

    def __init__(self, message: str, wait: float) -> None:
        super().__init__(message)
        self.wait = wait


def is_set() -> bool:
    """Whether a passphrase was set on this machine."""
    return _file().is_file()


def set_passphrase(text: str) -> Path:
    """Set or change the passphrase; the wrong tries so far are forgotten. UserError when it is too short or cannot be written."""
    phrase = _plain(text)
    if len(phrase) < SHORTEST:
        raise UserError(f"Frasa undangan paling sedikit {SHORTEST} huruf; pakai beberapa kata yang mudah diingat.")
    salt = secrets.token_bytes(16)
    content = {**_COST, "salt": base64.b64encode(salt).decode(), "hash": base64.b64encode(_hash(phrase, salt, _COST)).decode()}
    with _alone():
        _write(_file(), content)
        _tries().unlink(missing_ok=True)
    return _file()


def verify(text: str, now: float | None = None) -> None:
    """Nothing when the passphrase fits. WrongPassphrase when it does not or comes too early; UserError when none was set."""
    if not is_set():
        raise UserError(HOW_TO_SET)
    now = time.time() if now is None else now
    with _alone():
        wrong, wait_until = _tries_so_far()
        if now < wait_until <= now + LONGEST_WAIT:
            raise _too_early(wait_until - now, wrong)
        kept = _read(_file())
        cost = {name: kept[name] for name in _COST}
        if hmac.compare_digest(_hash(_plain(text), base64.b64decode(kept["salt"]), cost), base64.b64decode(kept["hash"])):
            _tries().unlink(missing_ok=True)
            return
        wrong += 1
        wait = 0.0 if wrong < FREE_TRIES else min(LONGEST_WAIT, 5.0 * 2 ** min(wrong - FREE_TRIES, 20))
        # Written before it is said: a try that cannot be counted is not made.
        _write(_tries(), {"wrong": wrong, "wait_until": now + wait})
    if wait:
        raise _too_early(wait, wrong)
    raise WrongPassphrase(f"Frasa undangan salah ({wrong} kali). Periksa huruf besar dan kecilnya, lalu ulangi.", 0.0)


def _file() -> Path:
    return paths.secrets() / "invitation.json"


def _tries() -> Path:
    return paths.secrets() / "invitation_tries.json"


def _tries_so_far() -> tuple[int, float]:
    if not _tries().is_file():
        return 0, 0.0
    kept = _read(_tries())
    return kept["wrong"], kept["wait_until"]


def _too_early(wait: float, wrong: int) -> WrongPassphrase:
    seconds = max(1, round(wait))
    said = f"{seconds} detik" if seconds < 120 else f"{round(seconds / 60)} menit"
    return WrongPassphrase(f"Frasa undangan salah ({wrong} kali). Tunggu {said} sebelum mencoba lagi.", wait)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _hash(phrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return hashlib.scrypt(phrase.encode("utf-8"), salt=salt, maxmem=_MEMORY, dklen=32, **cost)


def _alone() -> AbstractContextManager[None]:
    busy = "Frasa undangan sedang diperiksa dari tempat lain. Ulangi sebentar lagi."
    return turn(paths.secrets() / "invitation.lock", busy, _unwritable, is_private=True)


def _write(path: Path, content: dict[str, object]) -> None:
    partial = path.with_suffix(".partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        raise _unwritable(error) from error


def _read(path: Path) -> dict:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or not ({"salt", "hash", *_COST} <= set(content) or {"wrong", "wait_until"} <= set(content)):
            raise ValueError("keys")
        return content
    except (OSError, ValueError) as error:
        raise UserError(f"{path} tidak dapat dibaca. Pasang frasa undangan lagi dengan `python -m planning permit`.") from error


def _unwritable(error: OSError) -> UserError:
    return UserError(f"Folder {paths.secrets()} tidak dapat ditulis ({error.strerror}). Beri izin tulis, lalu ulangi.")
