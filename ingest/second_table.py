"""A second table below the first: its header stands among the rows of data, in another order, or under a title of another period."""

from collections.abc import Sequence

from ingest.contracts import header_key
from ingest.periods import period_among, said_in
from ingest.sheet import Sheet

_TITLE_ROWS = 4  # rows above a repeated header that may hold its title
_TITLE_CELLS = 2


def second_table(sheet: Sheet, labels: Sequence[str], read: Sequence[int], anchor: int, rows: tuple[int, int, int], has_period: bool) -> str:
    """The fault of a further table in the sheet, '' where there is none: a repeated header is that of the same table, after a page break.

    `rows` are the height of the header, its last row and the first row below it. Of a csv only its head is looked at. `has_period`: the rows say
    their own period. A header of several rows is not compared.
    """
    height, header_row, data_row = rows
    if height > 1:
        return ""
    titles = [" ".join(row) for row in sheet.head[: header_row - height]]
    around = [sheet.sheet, sheet.original.stem]
    wanted = [header_key(labels[index]) for index in read]
    for number in _headers_below(sheet, header_key(labels[anchor]), anchor, data_row):
        row = _row(sheet, number)
        if [header_key(row[index]) if index < len(row) else "" for index in read] != wanted:
            return f"baris {number} memuat kepala kolom lain daripada baris {header_row}"
        above = (_row(sheet, before) for before in range(max(data_row, number - _TITLE_ROWS), number))
        own = [" ".join(filter(None, row)) for row in above if 0 < len([cell for cell in row if cell.strip()]) <= _TITLE_CELLS]
        if not has_period and any(said_in(text).year for text in own) and period_among(own)[0] != period_among([*titles, *around])[0]:
            return f"baris {number} mengulang kepala kolom di bawah judul dengan tahun atau bulan lain"
    return ""


def _headers_below(sheet: Sheet, key: str, anchor: int, data_row: int) -> list[int]:
    if sheet.cells is None:
        column = [row[anchor] if anchor < len(row) else "" for row in sheet.head]
    else:
        column = sheet.cells.column(anchor).to_pylist()
    return [number for number, cell in enumerate(column, start=1) if number >= data_row and cell and header_key(cell) == key]


def _row(sheet: Sheet, number: int) -> list[str]:
    return sheet.head[number - 1] if sheet.cells is None else [column[number - 1].as_py() or "" for column in sheet.cells.columns]
