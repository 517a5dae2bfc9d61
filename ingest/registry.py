"""Names of volunteers, apart from the warehouse and encrypted; opened only to write an invitation."""

import base64
import hashlib
import hmac
import json
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from data import editions
from data.errors import UserError
from ingest.identity import load_key


def write_registry(edition_id: str, names: dict[str, str]) -> Path:
    """Encrypt volunteer_id -> name beside the edition, readable by its owner only."""
    target = editions.names_of(edition_id)
    partial = target.with_suffix(".partial")
    token = _cipher(load_key()).encrypt(json.dumps(names, ensure_ascii=False, sort_keys=True).encode("utf-8"))
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(token)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, target)
    return target


def read_registry(edition_id: str) -> dict[str, str]:
    """volunteer_id -> name of an edition. UserError when the file is missing or the key is another one."""
    try:
        return json.loads(_cipher(load_key()).decrypt(editions.names_of(edition_id).read_bytes()))
    except FileNotFoundError as error:
        raise UserError(f"Daftar nama relawan edisi {edition_id} tidak ada. Bangun ulang edisi dari ekspornya.") from error
    except InvalidToken as error:
        raise UserError("Daftar nama relawan tidak dapat dibuka: kuncinya berbeda. Pulihkan data/secrets/key yang dipakai saat edisi dibuat.") from error


def _cipher(key: bytes) -> Fernet:
    # A key of its own, so that the hashes of persons and the names of volunteers do not share one.
    return Fernet(base64.urlsafe_b64encode(hmac.digest(key, b"pantau-kesos registry", hashlib.sha256)))
