"""What a file really is, by its first bytes: the ending of its name is only what somebody called it."""

import re
import zipfile
from pathlib import Path

from data.errors import UserError

_START = 1 << 16
_DIRECTORY = 1 << 24  # bytes of an old office file in which its parts are looked for by name
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _LETTER = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|style|body|table|div|center)\b", re.IGNORECASE | re.DOTALL)
_SHEET_XML = re.compile(rb"\s*<\?xml.{0,400}?(?:Excel\.Sheet|schemas-microsoft-com:office:spreadsheet)", re.DOTALL)
_SIGNS = {
    b"%PDF": "pdf", b"{\\rtf": "word", b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image", b"Rar!": "archive", b"7z\xbc\xaf": "archive",
}
_WORDS = {
    "xlsx": "buku kerja Excel (.xlsx)", "xlsm": "buku kerja Excel bermakro (.xlsm)", "xls": "Excel lama (.xls)", "xlsb": "buku kerja Excel biner (.xlsb)",
    "ods": "lembar LibreOffice (.ods)", "html": "tabel HTML (halaman web)", "xml": "lembar Excel dalam XML", "text": "teks (.csv)", "pdf": "dokumen PDF",
    "word": "dokumen Word", "image": "gambar", "archive": "arsip",
}
_READ = {".xlsx": ("xlsx", "xlsm"), ".csv": ("text",), ".txt": ("text",)}
_HONEST = {
    ".xls": ("xls",), ".xlsm": ("xlsx", "xlsm"), ".xlsb": ("xlsb",), ".ods": ("ods",), ".pdf": ("pdf",), ".docx": ("word",), ".doc": ("word",),
    ".rtf": ("word",), ".html": ("html",), ".htm": ("html",), ".xml": ("xml",), ".zip": ("archive",), ".rar": ("archive",), ".png": ("image",), ".jpg": ("image",),
}
_NO_TABLE = frozenset(("pdf", "word", "image"))
_AS_WORKBOOK = "Buka di Excel, simpan sebagai .xlsx, lalu ulangi."


def check_kind(path: Path, file: str) -> None:
    """UserError for a file that is something else than its name says, or than can be read; it says what the file is and what to do."""
    suffix = path.suffix.lower()
    kind = _kind_of(path)
    if kind is None or kind in _READ.get(suffix, ()):
        return
    called = f" walau bernama {suffix}" if suffix else ""
    raise UserError(f"{file}: isinya {_WORDS[kind]}{'' if kind in _HONEST.get(suffix, ()) else called}. {_advice(kind, suffix)}")


def _advice(kind: str, suffix: str) -> str:
    if kind == "xlsx" and suffix != ".xlsm":
        return "Ganti akhiran namanya menjadi .xlsx, lalu ulangi."
    if kind == "text":
        return "Ganti akhiran namanya menjadi .csv, lalu ulangi."
    if kind in _NO_TABLE:
        return "Tabel di dalamnya tidak dapat dibaca; minta ekspor .xlsx atau .csv dari sumbernya."
    if kind == "archive":
        return "Bongkar dahulu, lalu masukkan berkas .xlsx atau .csv di dalamnya."
    return _AS_WORKBOOK


def _kind_of(path: Path) -> str | None:
    """The kind, None where the bytes tell none: damaged, encrypted or unknown, which the readers say better."""
    with path.open("rb") as opened:
        start = opened.read(_START)
        more = b"" if not start.startswith(_OLD_OFFICE) or _ENCRYPTED in start or _LETTER in start else opened.read(_DIRECTORY)
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if start.startswith(_OLD_OFFICE):
        whole = start + more
        return None if _ENCRYPTED in whole else "word" if _LETTER in whole else "xls"
    if found := next((kind for sign, kind in _SIGNS.items() if start.startswith(sign)), None):
        return found
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = plain[2:].replace(b"\0", b"")
    if _SHEET_XML.match(plain):
        return "xml"
    if _HTML.match(plain):
        return "html"
    return "text" if _is_text(start) else None


def _kind_of_archive(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "word/document.xml" in names:
        return "word"
    return "ods" if {"mimetype", "content.xml"} <= names else "archive"


def _is_text(start: bytes) -> bool:
    """Letters and separators with no byte that only binary data has."""
    return bool(re.search(rb"[,;|\t\n]", start)) and not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", start)
