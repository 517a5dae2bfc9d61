"""How large a file may be, looked at before it is unpacked or held in memory as a whole.

A workbook is a zip: half a megabyte can unpack to gigabytes, and a single cell in the last corner makes a reader lay out every cell before
it. What the zip says of itself is not believed; its members are unpacked piece by piece, counted, and thrown away.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from data.errors import UserError

UPLOAD_MEGABYTES = 50  # of a file that comes in on a page, as in .streamlit/config.toml; the command line takes larger ones
COLUMNS = 2_000
CELL_LETTERS = 131_072  # of one csv cell, the bound of Python's reader; Excel itself holds 32,767
UNPACKED_BYTES = 1 << 30  # of all members of a workbook; 100,000 rows of 40 columns unpack to about 0.2 GB
LAID_OUT_CELLS = 50_000_000  # of one sheet, rows times columns up to its last cell
_MEMBERS = 5_000
_PIECE = 1 << 20
_OVERLAP = 64  # bytes of a piece looked at again, so that a cell reference cut in two is seen
_LEGACY, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_FAR_COLUMN = re.compile(rb'<c[^>]{0,40}? r="([A-Z]{2,7})[0-9]')
_FAR_ROW = re.compile(rb' r="[A-Z]{0,7}([0-9]{6,})"')


def check_upload(size: int, file: str) -> None:
    """UserError for a file that a page does not take in."""
    if size > UPLOAD_MEGABYTES << 20:
        raise UserError(
            f"{file}: {_number(-(-size >> 20))} MB, paling besar {UPLOAD_MEGABYTES} MB. "
            "Letakkan berkas sebesar itu di data/exports, lalu jalankan `python -m ingest build`."
        )


def check_columns(head: list[list[str]], file: str) -> None:
    """UserError for a table wider than any export; usually the separator of another file, or no table at all."""
    width = max(map(len, head), default=0)
    if width > COLUMNS:
        raise UserError(f"{file}: {_number(width)} kolom, paling banyak {_number(COLUMNS)}. Sisakan kolom yang diperlukan, lalu ulangi.")


def cell_too_long(file: str, row: int) -> UserError:
    """What to say for a csv cell that the reader will not hold."""
    return UserError(
        f"{file}, baris {row}: sebuah sel lebih dari {_number(CELL_LETTERS)} huruf; mungkin tanda kutipnya tidak ditutup. Betulkan baris itu, lalu ulangi."
    )


def check_workbook(path: Path, file: str) -> None:
    """UserError for what is no .xlsx, is locked, or would unpack or lay out beyond the limits."""
    with path.open("rb") as opened:
        start = opened.read(1 << 16)
    if start.startswith(_LEGACY):
        if _ENCRYPTED in start or _ENCRYPTED in path.read_bytes()[: 1 << 24]:
            raise UserError(f"{file}: buku kerja dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu ulangi.")
        raise UserError(f"{file}: isinya Excel lama (.xls) walau bernama .xlsx. Simpan ulang sebagai .xlsx di Excel, lalu ulangi.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS:
                raise _too_large(file, f"{_number(len(members))} bagian di dalamnya")
            if "xl/workbook.xml" not in archive.namelist():
                raise UserError(f"{file}: bukan buku kerja Excel (.xlsx), melainkan arsip lain. Simpan ulang sebagai .xlsx di Excel, lalu ulangi.")
            unpacked = 0
            for member in members:
                unpacked += _checked(path, member, UNPACKED_BYTES - unpacked, file)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise UserError(f"{file}: bukan buku kerja Excel (.xlsx) yang utuh. Buka dan simpan ulang di Excel, lalu ulangi.") from error


def _checked(path: Path, member: zipfile.ZipInfo, allowance: int, file: str) -> int:
    """Bytes of a member once unpacked; for a sheet, how far its cells reach as well."""
    is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    size, column, row, kept = 0, 26, 99_999, b""
    for piece in _pieces(path, member):
        size += len(piece)
        if size > allowance:
            raise _too_large(file, f"isinya lebih dari {_number(UNPACKED_BYTES >> 20)} MB setelah dibuka")
        if is_sheet:
            text = kept + piece
            column = max(column, max(map(_column, _FAR_COLUMN.findall(text)), default=0))
            row = max(row, max((int(found) for found in _FAR_ROW.findall(text)), default=0))
            if column > COLUMNS or (row > 99_999 and row * column > LAID_OUT_CELLS):
                raise _too_large(file, f"sel terakhirnya di baris {_number(row)} atau kolom ke-{_number(column)}")
            kept = text[-_OVERLAP:]
    return size


def _pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a member, whatever length its header claims."""
    with path.open("rb") as opened:
        opened.seek(member.header_offset)
        header = opened.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile(member.filename)
        opened.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        left, inflate = member.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0 and (packed := opened.read(min(left, _PIECE))):
            left -= len(packed)
            if member.compress_type == zipfile.ZIP_STORED:
                yield packed
                continue
            if member.compress_type != zipfile.ZIP_DEFLATED:
                raise NotImplementedError(member.compress_type)
            while packed:
                yield inflate.decompress(packed, _PIECE)
                packed = inflate.unconsumed_tail


def _column(letters: bytes) -> int:
    """'A' is 1, 'AA' is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(file: str, what: str) -> UserError:
    return UserError(f"{file}: terlalu besar untuk dibuka dengan aman ({what}). Hapus baris, kolom, dan gambar yang tidak diperlukan, lalu simpan ulang.")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
