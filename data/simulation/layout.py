"""Writes an export as agencies do: titles, column numbers, notes and signatures around the table."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter

Cell = str | int | float | date | None
Row = Sequence[Cell]

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_CREATED = datetime(2026, 1, 5, 8, 0, 0)  # fixed, so that the same data gives the same bytes


@dataclass(frozen=True, slots=True)
class Export:
    """One file of a city: its name as the agency would write it, its subject, its bytes."""

    name: str
    subject: str
    content: bytes


@dataclass(slots=True)
class Sheet:
    """One sheet: title rows, header, optionally the row of column numbers, data, and what stands below."""

    name: str
    header: Row
    rows: list[Row]
    titles: Sequence[str] = ()
    column_numbers: bool = False
    footer: Sequence[Row] = field(default_factory=tuple)


def delimited(header: Row, rows: Iterable[Row], delimiter: str = ",", *, bom: bool = False, crlf: bool = False) -> bytes:
    """A csv file in UTF-8; None is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if crlf else "\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An xlsx file with the same bytes for the same data."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED, "author": "Data simulasi"})
        styles = {
            "title": book.add_format({"bold": True}),
            "header": book.add_format({"bold": True, "border": 1, "text_wrap": True}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "number": book.add_format({"num_format": "#,##0"}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, styles)
    return buffer.getvalue()


def _fill(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, styles: dict) -> None:
    for number, title in enumerate(sheet.titles):
        page.write_string(number, 0, title, styles["title"])
    top = len(sheet.titles) + (1 if sheet.titles else 0)
    page.write_row(top, 0, sheet.header, styles["header"])
    if sheet.column_numbers:
        top += 1
        page.write_row(top, 0, range(1, len(sheet.header) + 1), styles["header"])
    for offset, row in enumerate([*sheet.rows, *sheet.footer], start=top + 1):
        for column, value in enumerate(row):
            _write(page, offset, column, value, styles)
    page.set_column(0, 0, 5)
    page.set_column(1, len(sheet.header) - 1, 18)


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, styles: dict) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), styles["date"])
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value, styles["number"])
    else:
        page.write_string(row, column, value)


def signature(place: str, on: date, width: int) -> list[Row]:
    """The block at the foot of a printed list: place and date, office, an invented official without a name."""
    indent: list[Cell] = [None] * max(1, width - 4)
    lines = (f"{place}, {long_date(on)}", "Kepala Dinas Sosial,", None, None, "( ............................ )", "NIP. -")
    return [[None], *([*indent, line] for line in lines)]


def long_date(day: date) -> str:
    """'12 Maret 2024'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def slashed_date(day: date) -> str:
    """'12/03/2024', day first."""
    return f"{day:%d/%m/%Y}"


def dashed_date(day: date) -> str:
    """'12-03-2024', day first."""
    return f"{day:%d-%m-%Y}"


def iso_date(day: date) -> str:
    """'2024-03-12'."""
    return day.isoformat()


def thousands(number: int) -> str:
    """'1.234'."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """'Rp 66.000.000'."""
    return f"Rp {thousands(amount)}"
