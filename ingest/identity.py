"""The key under which persons are hashed and volunteers' names are encrypted; it never leaves its file or the environment."""

import base64
import hashlib
import os
import secrets
from pathlib import Path

import duckdb

from data import paths
from data.errors import UserError

_BLOCK = 64  # bytes of a SHA-256 block, RFC 2104


def load_key() -> bytes:
    """The 32-byte key: `PANTAU_KEY` (base64) or data/secrets/key, made on first use with mode 0600."""
    text = os.environ.get("PANTAU_KEY")
    path = paths.secrets() / "key"
    if text is None:
        text = path.read_text(encoding="ascii") if path.is_file() else _make_key(path)
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except ValueError as error:
        raise UserError("Kunci PANTAU_KEY atau data/secrets/key bukan base64. Pulihkan kunci itu dari cadangan.") from error
    if len(key) != 32:
        raise UserError("Kunci PANTAU_KEY atau data/secrets/key harus 32 bita dalam base64. Pulihkan kunci itu dari cadangan.")
    return key


def _make_key(path: Path) -> str:
    text = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"Kunci tidak dapat dibuat di {path}: {error.strerror}. Beri izin tulis atau isi PANTAU_KEY.") from error
    return text


def set_hash_pads(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give the SQL macro `person_key` the two pads of HMAC-SHA-256; they live in this connection only."""
    block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
    connection.execute("SET VARIABLE inner_pad = CAST($pad AS BLOB)", {"pad": bytes(byte ^ 0x36 for byte in block)})
    connection.execute("SET VARIABLE outer_pad = CAST($pad AS BLOB)", {"pad": bytes(byte ^ 0x5C for byte in block)})
