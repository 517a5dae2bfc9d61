"""The reject file: every refused row whole, with reason and advice; corrected, it imports again."""

import os
import re
from collections.abc import Sequence, Set
from pathlib import Path
from typing import BinaryIO

import duckdb
import xlsxwriter
from duckdb import ColumnExpression, ConstantExpression

from data.errors import UserError
from ingest.recognise import Layout
from ingest.sheet import ORIGIN_SHEET
from ingest.stage import Recognised, view_rows
from queries.statements import statement

_CARRIED = ("kecamatan", "kelurahan", "ppks", "kind")  # as queries/ingest/raw_carried.sql returns them
_ADDED = ("Baris asal", "Kolom yang salah", "Alasan", "Saran")


def write_rejects(connection: duckdb.DuckDBPyConnection, recognised: Sequence[Recognised], folder: Path) -> dict[tuple[str, str], Path]:
    """Write the refused rows of each sheet to an xlsx of its own in `folder`; the answer is by file and sheet, for those that have some.

    Call before the staging tables go.
    """
    written: dict[tuple[str, str], Path] = {}
    for file_id, item in enumerate(recognised, start=1):
        path = _write_sheet(connection, item, file_id, folder, {path.name.casefold() for path in written.values()})
        if path:
            written[item.sheet.file, item.sheet.sheet] = path
    return written


def _write_sheet(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int, folder: Path, taken: Set[str]) -> Path | None:
    faults = {row[0]: row for row in connection.execute(statement("ingest/rejected_rows"), {"file_id": file_id}).fetchall()}
    if not faults:
        return None
    rows = _whole_rows(connection, recognised, sorted(faults))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / _free_name(recognised.sheet.label, taken)
        target.unlink(missing_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _write(file, recognised, faults, rows)
    except OSError as error:
        raise UserError(f"Berkas tolakan tidak dapat ditulis ke {folder}: {error.strerror}. Pilih folder lain dengan --report.") from error
    return target


def _whole_rows(connection: duckdb.DuckDBPyConnection, recognised: Recognised, numbers: list[int]) -> dict[int, list[str]]:
    layout = recognised.layout
    relation = recognised.sheet.relation(connection, parallel=False)
    chosen = relation.filter(ColumnExpression("row_number").isin(*map(ConstantExpression, numbers)))
    rows = {row[-1]: [cell or "" for cell in row[:-1]] for row in chosen.fetchall()}
    if layout.fill_down or layout.headings:
        view_rows(connection, recognised, parallel=False)
        fields = {field: index for index, field in enumerate(_CARRIED, start=1)}
        carried = {said[0]: said for said in connection.execute(statement("ingest/raw_carried")).fetchall()}
        for number, row in rows.items():
            for field in layout.fill_down:
                row[layout.columns[field]] = row[layout.columns[field]] or carried[number][fields[field]] or ""
            width = len(layout.labels)
            said = [carried[number][fields[field]] or "" for field in _added_fields(layout)]
            row[width:width] = [*[""] * (width - len(row)), *said]
    return rows


def _added_fields(layout: Layout) -> list[str]:
    """The fields that only headings say; a reject file, which has no headings, gives them a column."""
    return [field for field in layout.headings if field not in layout.columns]


def _write(target: BinaryIO, recognised: Recognised, faults: dict[int, tuple], rows: dict[int, list[str]]) -> None:
    layout = recognised.layout
    titles = recognised.sheet.head[: layout.header_row - layout.header_rows]
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#FFF2CC"})
        sheet = workbook.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", recognised.sheet.sheet)[:31] or "Ditolak")
        for number, title in enumerate(titles):
            sheet.write_row(number, 0, title)
        header = len(titles)
        labels = (*layout.labels, *(layout.contract.fields[field][0] for field in _added_fields(layout)))
        sheet.write_row(header, 0, (*labels, *_ADDED), bold)
        sheet.freeze_panes(header + 1, 0)
        for offset, (number, cells) in enumerate(sorted(rows.items()), start=header + 1):
            width = len(labels)
            beyond = cells[width:] if any(cells[width:]) else ()
            texts = (str(number), *(text or "" for text in faults[number][1:]), *beyond)
            sheet.write_row(offset, 0, (*cells[:width], *[""] * (width - len(cells)), *texts))
        origin = workbook.add_worksheet(ORIGIN_SHEET)
        origin.write_string(0, 0, recognised.sheet.origin or recognised.sheet.sha256)
        origin.hide()


def _free_name(label: str, taken: Set[str]) -> str:
    """How the reject file of a sheet with this label is called; labels that differ in signs only get a number, none overwrites another."""
    stem = re.sub(r"[^\w.-]+", "_", label).strip("_")
    name, number = f"{stem}.ditolak.xlsx", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}_{number}.ditolak.xlsx"
    return name
