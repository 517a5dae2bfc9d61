"""Raw rows with their place: a csv file is one sheet, a workbook one or more. No meaning yet."""

import hashlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from data.errors import UserError
from ingest import csv_text, limits, line_breaks
from ingest.csv_text import HEAD_ROWS, CsvText
from ingest.file_kinds import check_kind
from ingest.periods import said_in
from ingest.sheet_xml import NO_MARKS, marks_of

BLANKS = " \t\r\n\u00a0\u200b"  # around a text
ORIGIN_SHEET = "asal berkas"  # hidden sheet of a reject file: which file its rows were refused from
REJECT_COLUMNS = ("Baris asal", "Kolom yang salah", "Alasan", "Saran")  # which such a file adds
_SPARE_COLUMNS = 4  # columns a csv row may have beyond the widest of its head
_LIKE_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")


@dataclass(slots=True)
class Sheet:
    """One sheet. `file` is the name shown to people, `head` its first rows as text, rows counted from 1 as Excel shows them.

    `path` is what is scanned: the `original`, or its copy in UTF-8. `origin` is the SHA-256 of the file whose refused rows these are.
    `cells` holds a workbook's sheet as text, columns c0, c1, ...; a csv has none and is scanned.
    `merged` holds the cells that are merged downwards: column from 0, first and last row.
    `is_beside_months`: other sheets of the workbook are called after months and this one is not, so that the year in its title says no month.
    `hidden_columns` holds the first and last column from 0 of each hidden range.
    `broken` holds the cells with an error of Excel or a formula without a result: row, column from 0, which of them.
    `has_breaks`: some cells of a csv hold line breaks, which only one thread can scan. `is_guarded`: some may be written ="0123" or '0123.
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
    hidden_columns: tuple[tuple[int, int], ...] = ()
    is_hidden: bool = False
    merged: tuple[tuple[int, int, int], ...] = ()
    has_breaks: bool = False
    broken: tuple[tuple[int, int, str], ...] = ()
    is_beside_months: bool = False
    is_guarded: bool = False

    @property
    def label(self) -> str:
        return f"{self.file}, lembar '{self.sheet}'" if self.sheet else self.file

    def unreadable(self, error: duckdb.Error) -> UserError:
        """What to say when its rows cannot be read through to their end."""
        return UserError(f"{self.label}: isinya tidak dapat dibaca ({type(error).__name__}). Ekspor ulang berkas itu, lalu ulangi.")

    def row(self, number: int) -> list[str]:
        """The cells of a row of a workbook, counted from 1, blank ones as ''; [] beyond the last."""
        return [column[number - 1].as_py() or "" for column in self.cells.columns] if number <= self.cells.num_rows else []

    def relation(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Columns c0, c1, ... as text and `row_number`; missing cells are NULL. A csv is scanned again for each query."""
        if self.cells is not None:
            lines = connection.from_arrow(self.cells)
        else:
            width = max(map(len, self.head)) + _SPARE_COLUMNS
            lines = connection.read_csv(
                str(self.path), header=False, all_varchar=True, auto_detect=False, sep=self.separator, quotechar='"', escapechar='"',
                null_padding=True, strict_mode=False, columns={f"c{index}": "VARCHAR" for index in range(width)},
                parallel=not self.has_breaks,
            )
        numbered = lines.row_number("over ()", "*")
        *cells, number = numbered.columns
        texts = (_unguarded(cell).alias(cell) if self.is_guarded else ColumnExpression(cell) for cell in cells)
        return numbered.select(*texts, ColumnExpression(number).alias("row_number"))


def read_sheets(path: Path, file: str, scratch: Path) -> list[Sheet]:
    """The sheets of a csv, txt or xlsx. `scratch` takes the copy of a csv that had to be rewritten as UTF-8.

    UserError names the file and what is wrong with it: empty, unreadable, protected, or of an unknown type.
    """
    try:
        size = path.stat().st_size
        text = csv_text.look(path) if path.suffix.lower() in (".csv", ".txt") else None
        sha256 = text.sha256 if text else _sha256(path)
    except OSError as error:
        raise UserError(f"{file}: tidak dapat dibuka ({error.strerror}). Periksa nama dan izin berkas itu.") from error
    if size == 0:
        raise UserError(f"{file}: berkas kosong (0 bita). Ekspor ulang berkas itu dari sumbernya.")
    check_kind(path, file)
    if text:
        return [_read_csv(path, file, text, scratch)]
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path, file, sha256)
    raise UserError(f"{file}: jenis berkas '{path.suffix}' tidak dapat dibaca. Simpan sebagai .xlsx atau .csv, lalu ulangi.")


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _read_csv(original: Path, file: str, text: CsvText, scratch: Path) -> Sheet:
    if text.encoding is None:
        raise UserError(f"{file}: bukan berkas teks (isinya data biner). Simpan sebagai .csv atau .xlsx, lalu ulangi.")
    path, sha256, separator = original, text.sha256, text.separator
    if not text.is_plain:
        path = csv_text.rewritten(original, text, scratch / f"{sha256}.csv")
        text = csv_text.look(path)
    if text.quotes % 2 and (row := csv_text.row_left_open(path, separator)):
        raise UserError(f"{file}, baris {row}: tanda kutip dibuka tetapi tidak ditutup, {line_breaks.SWALLOWED}")
    head = csv_text.head_of(path, file, separator)
    limits.check_columns(head, file)
    if not any(map(any, head)):
        raise UserError(f"{file}: tidak berisi apa pun selain baris kosong. Ekspor ulang berkas itu dari sumbernya.")
    sheet = Sheet(original, path, file, "", sha256, head, separator, has_breaks=text.quotes > 0, is_guarded=text.is_guarded)
    breaks = _breaks_inside_cells(sheet, text.lines) if text.quotes else 0
    return replace(sheet, row_count=text.lines - breaks, has_breaks=breaks > 0)


def _breaks_inside_cells(sheet: Sheet, lines: int) -> int:
    """How many lines are no rows of their own. UserError when stray quotation marks made them so."""
    width = Counter(len(row) for row in sheet.head if len(row) > 1).most_common(1)
    with duckdb.connect() as connection:
        try:
            rows = sheet.relation(connection)
            if rows.count("*").fetchall() == [(lines,)]:
                return 0
            *cells, _ = rows.columns
            has_break = (FunctionExpression("contains", ColumnExpression(cell), ConstantExpression("\n")) for cell in cells)
            broken = rows.filter(reduce(or_, has_break))
            return line_breaks.counted(iter(broken.fetchone, None), sheet.file, sheet.separator, width[0][0] if width else 1)
        except duckdb.Error as error:
            raise sheet.unreadable(error) from error


def _read_xlsx(path: Path, file: str, sha256: str) -> list[Sheet]:
    limits.check_workbook(path, file)
    try:
        workbook = CalamineWorkbook.from_path(path)
        opened = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
        sheets = [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in opened.items()]
        marks = marks_of(path)
        for name, cells in sheets:
            _show_broken(cells, marks.get(name, NO_MARKS).broken)
        hidden = {one.name for one in workbook.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    except PasswordError as error:
        raise UserError(f"{file}: buku kerja dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu ulangi.") from error
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f"{file}: bukan buku kerja Excel (.xlsx) yang utuh. Buka dan simpan ulang di Excel, lalu ulangi.") from error
    origin = next((_text(rows[0][0]) for name, rows in sheets if name == ORIGIN_SHEET and rows), "")
    found = [
        Sheet(
            path, path, file, name, sha256, [[_text(value) for value in row] for row in rows[:HEAD_ROWS]], cells=_table(rows), origin=origin,
            row_count=len(rows), is_hidden=name in hidden, merged=_merged_down(opened[name]), hidden_rows=marks.get(name, NO_MARKS).hidden_rows,
            hidden_columns=marks.get(name, NO_MARKS).hidden_columns, broken=marks.get(name, NO_MARKS).broken,
        )
        for name, rows in sheets if name != ORIGIN_SHEET and any(value != "" for row in rows for value in row)
    ]
    for sheet in found:
        limits.check_columns(sheet.head, sheet.label)
    of_months = [said_in(sheet.sheet).month is not None for sheet in found]
    if sum(of_months) > 1:
        found = [sheet if is_month else replace(sheet, is_beside_months=True) for sheet, is_month in zip(found, of_months, strict=True)]
    if not found:
        raise UserError(f"{file}: semua lembarnya kosong. Ekspor ulang berkas itu dari sumbernya.")
    return found


def _show_broken(cells: list[list[object]], broken: Iterable[tuple[int, int, str]]) -> None:
    """Write what stands in the cells that the reader of cells gives as empty."""
    for row, column, text in broken:
        if row <= len(cells) and column < len(cells[row - 1]):
            cells[row - 1][column] = text


def _merged_down(sheet: CalamineSheet) -> tuple[tuple[int, int, int], ...]:
    """Column from 0, first and last row from 1 of the merged cells of several rows; of several columns the first holds the text."""
    ranges = sheet.merged_cell_ranges or ()
    return tuple((left, top + 1, bottom + 1) for (top, left), (bottom, _) in ranges if bottom > top)


def _text(value: object) -> str:
    """A cell as the text a person would read; whole numbers without '.0', dates as yyyy-mm-dd.

    A fraction of three decimals gets a fourth, so that 1.234 is not taken for the thousands of a text.
    """
    if isinstance(value, str):
        return csv_text.unguarded(value)
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


def _unguarded(cell: str) -> Expression:
    """What `csv_text.unguarded` makes of a cell without the blanks around it."""
    text: Expression = FunctionExpression("trim", ColumnExpression(cell), ConstantExpression(BLANKS))
    for guard in csv_text.GUARDS:
        text = FunctionExpression("regexp_replace", text, ConstantExpression(guard), ConstantExpression(r"\1"))
    return text


def _table(rows: list[list[object]]) -> pa.Table:
    """The cells as text, columns c0, c1, ..."""
    columns = [pa.array([value if value.__class__ is str else _text(value) for value in column], pa.string()) for column in zip(*rows, strict=True)]
    return pa.table(list(map(_as_text, columns)), names=[f"c{index}" for index in range(len(columns))])


def _as_text(column: pa.Array) -> pa.Array:
    """The column with `csv_text.unguarded` applied, where a cell begins like one of the guards."""
    if not (pc.any(pc.starts_with(column, "=")).as_py() or pc.any(pc.starts_with(column, "'")).as_py()):
        return column
    for guard in csv_text.GUARDS:
        column = pc.replace_substring_regex(column, guard, r"\1")
    return column
