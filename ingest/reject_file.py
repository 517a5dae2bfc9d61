"""The reject file: every refused row whole, with reason and advice; corrected, it imports again."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import count
from pathlib import Path
from typing import BinaryIO

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.errors import UserError
from ingest.recognise import Layout
from ingest.sheet import ORIGIN_SHEET, REJECT_COLUMNS
from ingest.stage import Recognised, view_rows
from queries.statements import statement

_CARRIED = ("kecamatan", "kelurahan", "ppks", "kind")  # as queries/ingest/raw_carried.sql returns them
_SAID = ("column_label", "message", "advice")  # as queries/ingest/rejected_rows.sql returns them before the cells
_BATCH = 5000  # rows in memory
_SHEET_ROWS = 1_048_576  # as many as a sheet of Excel holds
_NAME_LENGTH = 31  # characters of a sheet's name

Refused = tuple[int, tuple[str | None, ...], list[str]]  # number of the row, what is said of it, its cells


def write_rejects(connection: duckdb.DuckDBPyConnection, recognised: Sequence[Recognised], folder: Path) -> dict[tuple[str, str], Path]:
    """Write the refused rows of each sheet to an xlsx of its own in `folder`; the answer is by file and sheet, for those that have some.

    Call before the staging tables go.
    """
    written: dict[tuple[str, str], Path] = {}
    for (file_id,) in connection.execute(statement("ingest/refused_files")).fetchall():
        item = recognised[file_id - 1]
        written[item.sheet.file, item.sheet.sheet] = _write_sheet(
            connection, item, file_id, folder, {path.name.casefold() for path in written.values()}
        )
    return written


def _write_sheet(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int, folder: Path, taken: Set[str]) -> Path:
    rows = _whole_rows(connection, recognised, file_id)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / _free_name(recognised.sheet.label, taken)
        target.unlink(missing_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _write(file, recognised, rows)
    except OSError as error:
        raise UserError(f"Berkas tolakan tidak dapat ditulis ke {folder}: {error.strerror}. Pilih folder lain dengan --report.") from error
    return target


def _whole_rows(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int) -> Iterator[Refused]:
    """The refused rows in their order, a batch at a time in memory."""
    layout = recognised.layout
    carried: dict[int, tuple] = {}
    if layout.fill_down or layout.headings:
        view_rows(connection, recognised)
        carried = {said[0]: said for said in connection.execute(statement("ingest/raw_carried"), {"file_id": file_id}).fetchall()}
    connection.register("sheet_cell", recognised.sheet.relation(connection))
    connection.execute(statement("ingest/join_as_written"))
    try:
        found = connection.execute(statement("ingest/rejected_rows"), {"file_id": file_id})
        while batch := found.fetchmany(_BATCH):
            for row in batch:
                cells = [cell or "" for cell in row[len(_SAID) : -1]]
                if carried:
                    _carry(layout, cells, dict(zip(_CARRIED, carried[row[-1]][1:], strict=True)))
                yield row[-1], row[: len(_SAID)], cells
    finally:
        connection.execute(statement("ingest/join_as_planned"))


def _carry(layout: Layout, cells: list[str], said: Mapping[str, str | None]) -> None:
    """Write into a row what only the rows above it said."""
    for field in layout.fill_down:
        cells[layout.columns[field]] = cells[layout.columns[field]] or said[field] or ""
    width = len(layout.labels)
    cells[width:width] = [*[""] * (width - len(cells)), *(said[field] or "" for field in _added_fields(layout))]


def _added_fields(layout: Layout) -> list[str]:
    """The fields that only headings say; a reject file, which has no headings, gives them a column."""
    return [field for field in layout.headings if field not in layout.columns]


def _write(target: BinaryIO, recognised: Recognised, rows: Iterator[Refused]) -> None:
    name = re.sub(r"[\[\]:*?/\\]", " ", recognised.sheet.sheet)[:_NAME_LENGTH] or "Ditolak"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
    with xlsxwriter.Workbook(target, options) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#FFF2CC"})
        row = next(rows, None)
        for number in count(1):
            sheet = workbook.add_worksheet(name if number == 1 else f"{name[: _NAME_LENGTH - 6]} ({number})")
            offset = _write_head(sheet, recognised, bold)
            while row is not None and offset < _SHEET_ROWS:
                _write_row(sheet, offset, len(_labels(recognised.layout)), row)
                row, offset = next(rows, None), offset + 1
            if row is None:
                break
        origin = workbook.add_worksheet(ORIGIN_SHEET)
        origin.write_string(0, 0, recognised.sheet.origin or recognised.sheet.sha256)
        origin.hide()


def _labels(layout: Layout) -> tuple[str, ...]:
    return (*layout.labels, *(layout.contract.fields[field][0] for field in _added_fields(layout)))


def _write_head(sheet: Worksheet, recognised: Recognised, bold: Format) -> int:
    """The titles and the header of the sheet the rows came from; the answer is the row below them."""
    layout = recognised.layout
    titles = recognised.sheet.head[: layout.header_row - layout.header_rows]
    for number, title in enumerate(titles):
        sheet.write_row(number, 0, title)
    sheet.write_row(len(titles), 0, (*_labels(layout), *REJECT_COLUMNS), bold)
    sheet.freeze_panes(len(titles) + 1, 0)
    return len(titles) + 1


def _write_row(sheet: Worksheet, offset: int, width: int, row: Refused) -> None:
    number, said, cells = row
    beyond = cells[width:] if any(cells[width:]) else ()
    texts = (str(number), *(text or "" for text in said), *beyond)
    sheet.write_row(offset, 0, (*cells[:width], *[""] * (width - len(cells)), *texts))


def _free_name(label: str, taken: Set[str]) -> str:
    """How the reject file of a sheet with this label is called; labels that differ in signs only get a number, none overwrites another."""
    stem = re.sub(r"[^\w.-]+", "_", label).strip("_")
    name, number = f"{stem}.ditolak.xlsx", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}_{number}.ditolak.xlsx"
    return name
