"""Raw rows with their place: a csv file is one sheet, a workbook one or more. No meaning yet."""

import codecs
import csv
import hashlib
import mmap
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from data.errors import UserError
from ingest import limits, line_breaks
from ingest.hidden_rows import hidden_rows_of

ORIGIN_SHEET = "asal berkas"  # hidden sheet of a reject file: which file its rows were refused from
HEAD_ROWS = 60  # rows looked at to find the header
_SPARE_COLUMNS = 4  # columns a csv row may have beyond the widest of its head
_SEPARATORS = ",;|\t"
_CHUNK = 1 << 24  # bytes looked at in one piece, so that a large file is never in memory as a whole
_BLANK_LINE = re.compile(r"(?<=\n)(?=\r?\n)")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_LIKE_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(slots=True)
class Sheet:
    """One sheet. `file` is the name shown to people, `head` its first rows as text, rows counted from 1 as Excel shows them.

    `path` is what is scanned: the `original`, or its copy in UTF-8. `origin` is the SHA-256 of the file whose refused rows these are.
    `cells` holds a workbook's sheet as text, columns c0, c1, ...; a csv has none and is scanned.
    `row_count` is counted apart from the scan: lines of a csv without those inside cells, rows of a workbook's sheet.
    """

    original: Path
    path: Path
    file: str
    sheet: str
    sha256: str
    head: list[list[str]]
    separator: str = ""
    cells: pa.Table | None = None
    origin: str = ""
    row_count: int = 0
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False

    @property
    def label(self) -> str:
        return f"{self.file}, lembar '{self.sheet}'" if self.sheet else self.file

    def relation(self, connection: duckdb.DuckDBPyConnection, *, parallel: bool = True) -> duckdb.DuckDBPyRelation:
        """Columns c0, c1, ... as text and `row_number`; missing cells are NULL. A csv is scanned again for each query."""
        if self.cells is not None:
            lines = connection.from_arrow(self.cells)
        else:
            width = max(map(len, self.head)) + _SPARE_COLUMNS
            lines = connection.read_csv(
                str(self.path), header=False, all_varchar=True, auto_detect=False, sep=self.separator, quotechar='"', escapechar='"',
                null_padding=True, strict_mode=False, columns={f"c{index}": "VARCHAR" for index in range(width)}, parallel=parallel,
            )
        numbered = lines.row_number("over ()", "*")
        *cells, number = numbered.columns
        return numbered.select(*(ColumnExpression(cell) for cell in cells), ColumnExpression(number).alias("row_number"))


def read_sheets(path: Path, file: str, scratch: Path) -> list[Sheet]:
    """The sheets of a csv, txt or xlsx. `scratch` takes the copy of a csv that had to be rewritten as UTF-8.

    UserError names the file and what is wrong with it: empty, unreadable, protected, or of an unknown type.
    """
    try:
        with path.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise UserError(f"{file}: tidak dapat dibuka ({error.strerror}). Periksa nama dan izin berkas itu.") from error
    if size == 0:
        raise UserError(f"{file}: berkas kosong (0 bita). Ekspor ulang berkas itu dari sumbernya.")
    if path.suffix.lower() in (".csv", ".txt"):
        return [_read_csv(path, file, sha256, scratch)]
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path, file, sha256)
    raise UserError(f"{file}: jenis berkas '{path.suffix}' tidak dapat dibaca. Simpan sebagai .xlsx atau .csv, lalu ulangi.")


def _read_csv(original: Path, file: str, sha256: str, scratch: Path) -> Sheet:
    path = original
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        start = content[: 1 << 16]
        encoding = _encoding(content, start)
        if encoding is None:
            raise UserError(f"{file}: bukan berkas teks (isinya data biner). Simpan sebagai .csv atau .xlsx, lalu ulangi.")
        separator = _separator(start.decode(encoding, errors="ignore"))
        is_plain = encoding == "utf-8" and not start.startswith(codecs.BOM_UTF8) and not re.match(rb"\r?\n", start)
        if not is_plain or re.search(rb"\n\r?\n", content) or re.search(rb"\r(?!\n)", content):
            path = _rewritten(content, encoding, separator, scratch / f"{sha256}.csv")
    lines, quotes = _lines_and_quotes(path)
    if quotes % 2 and (row := _row_left_open(path, separator)):
        raise UserError(f"{file}, baris {row}: tanda kutip dibuka tetapi tidak ditutup, {line_breaks.SWALLOWED}")
    head = _head(path, file, separator)
    limits.check_columns(head, file)
    if not any(map(any, head)):
        raise UserError(f"{file}: tidak berisi apa pun selain baris kosong. Ekspor ulang berkas itu dari sumbernya.")
    sheet = Sheet(original, path, file, "", sha256, head, separator)
    sheet.row_count = lines - (_breaks_inside_cells(sheet, lines) if quotes else 0)
    return sheet


def _lines_and_quotes(path: Path) -> tuple[int, int]:
    """How many lines and quotation marks the UTF-8 text holds; a last line without an end counts."""
    lines = quotes = 0
    piece = b"\n"
    with path.open("rb") as opened:
        while following := opened.read(_CHUNK):
            piece = following
            lines += piece.count(b"\n")
            quotes += piece.count(b'"')
    return lines + (not piece.endswith(b"\n")), quotes


def _breaks_inside_cells(sheet: Sheet, lines: int) -> int:
    """How many lines are no rows of their own. UserError when stray quotation marks made them so."""
    width = Counter(len(row) for row in sheet.head if len(row) > 1).most_common(1)
    with duckdb.connect() as connection:
        try:
            rows = sheet.relation(connection, parallel=False)
            if rows.count("*").fetchall() == [(lines,)]:
                return 0
            *cells, _ = rows.columns
            has_break = (FunctionExpression("contains", ColumnExpression(cell), ConstantExpression("\n")) for cell in cells)
            broken = rows.filter(reduce(or_, has_break))
            return line_breaks.counted(iter(broken.fetchone, None), sheet.file, sheet.separator, width[0][0] if width else 1)
        except duckdb.Error as error:
            fault = f"{sheet.file}: isinya tidak dapat dibaca ({type(error).__name__}). Ekspor ulang berkas itu, lalu ulangi."
            raise UserError(fault) from error


def _head(path: Path, file: str, separator: str) -> list[list[str]]:
    head: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as opened:
        try:
            for row in islice(csv.reader(opened, delimiter=separator), HEAD_ROWS):
                head.append(list(map(str.strip, row)))
        except csv.Error as error:
            raise limits.cell_too_long(file, len(head) + 1) from error
    return head


def _encoding(content: mmap.mmap, start: bytes) -> str | None:
    if marked := next((name for mark, name in _MARKS if start.startswith(mark)), None):
        return marked
    if b"\0" in start:
        return _unmarked(start)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for offset in range(0, len(content), _CHUNK):
            decoder.decode(content[offset : offset + _CHUNK], final=offset + _CHUNK >= len(content))
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _unmarked(start: bytes) -> str | None:
    """UTF-16 without its mark: plain text in it has a NUL in every other place and nowhere else."""
    zeros = start[::2].count(0), start[1::2].count(0)
    if min(zeros) or max(zeros) < 0.4 * len(start):
        return None
    return "utf-16-be" if zeros[0] else "utf-16-le"


def _rewritten(content: mmap.mmap, encoding: str, separator: str, target: Path) -> Path:
    """A copy as UTF-8 in which a blank line keeps its number: the csv scanner passes over truly empty lines."""
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)(errors="replace")
    last, carried = "\n", ""
    with target.open("w", encoding="utf-8", newline="") as copy:
        for offset in range(0, len(content), _CHUNK):
            is_end = offset + _CHUNK >= len(content)
            text = carried + decoder.decode(content[offset : offset + _CHUNK], final=is_end)
            # A carriage return waits for the line feed that the next chunk may begin with; one that stands alone is a line end too.
            carried = "\r" if text.endswith("\r") and not is_end else ""
            text = last + _LONE_RETURN.sub("\n", text.removesuffix(carried))
            copy.write(_BLANK_LINE.sub(separator, text)[1:])
            last = text[-1]
    return target


def _separator(text: str) -> str:
    """The mark that cuts most lines into equally many cells; addresses full of commas do not outvote a semicolon."""
    lines = text.splitlines()[:HEAD_ROWS]

    def agreement(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=agreement)


def _row_left_open(path: Path, separator: str) -> int | None:
    """Number of the row with a quotation mark that stays open, so that the rows below become part of its cell."""
    number = 0
    with path.open(encoding="utf-8", newline="") as opened:
        try:
            for _ in csv.reader(opened, delimiter=separator, strict=True):
                number += 1
        except csv.Error:
            return number + 1
    return None


def _read_xlsx(path: Path, file: str, sha256: str) -> list[Sheet]:
    limits.check_workbook(path, file)
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names]
        hidden_rows = hidden_rows_of(path)
        hidden = {one.name for one in workbook.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    except PasswordError as error:
        raise UserError(f"{file}: buku kerja dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu ulangi.") from error
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f"{file}: bukan buku kerja Excel (.xlsx) yang utuh. Buka dan simpan ulang di Excel, lalu ulangi.") from error
    origin = next((_text(rows[0][0]) for name, rows in sheets if name == ORIGIN_SHEET and rows), "")
    found = [
        Sheet(
            path, path, file, name, sha256, [[_text(value) for value in row] for row in rows[:HEAD_ROWS]], cells=_table(rows), origin=origin,
            row_count=len(rows), hidden_rows=hidden_rows.get(name, ()), is_hidden=name in hidden,
        )
        for name, rows in sheets if name != ORIGIN_SHEET and any(value != "" for row in rows for value in row)
    ]
    for sheet in found:
        limits.check_columns(sheet.head, sheet.label)
    if not found:
        raise UserError(f"{file}: semua lembarnya kosong. Ekspor ulang berkas itu dari sumbernya.")
    return found


def _text(value: object) -> str:
    """A cell as the text a person would read; whole numbers without '.0', dates as yyyy-mm-dd.

    A fraction of three decimals gets a fourth, so that 1.234 is not taken for the thousands of a text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float):
        text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time | timedelta | int):
        return str(value)
    raise TypeError(f"a workbook cell of type {type(value).__name__}")


def _table(rows: list[list[object]]) -> pa.Table:
    """The cells as text, columns c0, c1, ..."""
    columns = [[value if value.__class__ is str else _text(value) for value in column] for column in zip(*rows, strict=True)]
    return pa.table([pa.array(column, pa.string()) for column in columns], names=[f"c{index}" for index in range(len(columns))])
