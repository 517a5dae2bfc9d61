"""A second table below the first: its header stands among the rows of data, in another order, or under a title of another period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.contracts import header_key
from ingest.periods import period_among, said_in
from ingest.sheet import Sheet

TITLE_ROWS = 4  # rows above a repeated header that may hold its title
_TITLE_CELLS = 2
_ENOUGH_WORDS = 2
_FAULTS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Table:
    """The first table of a sheet: the rows of its header as keys, the last one being `row`, counted from 1; the columns that are read and the one
    whose header betrays a repeated one; every key that may head a column; the texts around it that say a period, () where its rows say their own."""

    header: tuple[tuple[str, ...], ...]
    row: int
    data_row: int
    read: tuple[int, ...]
    anchor: int
    words: frozenset[str]
    around: tuple[str, ...]


def second_table(sheet: Sheet, table: Table) -> str:
    """The faults of further tables in the sheet, '' where there is none: a repeated header is that of the same table, after a page break.

    Of a csv only its head is looked at; what lies below is found when its rows are staged, see headers_below.py.
    """
    if sheet.cells is None:
        return faults_among(table, range(table.data_row, len(sheet.head) + 1), lambda number: sheet.head[number - 1] if number <= len(sheet.head) else ())
    said = enumerate(sheet.cells.column(table.anchor).to_pylist(), start=1)
    likely = (number for number, cell in said if number >= table.data_row and cell and header_key(cell) in table.words)
    return faults_among(table, likely, sheet.row)


def faults_among(table: Table, numbers: Iterable[int], row_of: Callable[[int], Sequence[str]]) -> str:
    """The faults of those of these rows that head another table, the first few of them; `row_of` gives the cells of a row."""
    found = list(islice(_faults(table, numbers, row_of), _FAULTS_NAMED + 1))
    return "; ".join([*found[:_FAULTS_NAMED], *(["dan seterusnya"] if len(found) > _FAULTS_NAMED else [])])


def _faults(table: Table, numbers: Iterable[int], row_of: Callable[[int], Sequence[str]]) -> Iterator[str]:
    for number in numbers:
        row = row_of(number)
        if not _is_header(table, row):
            continue
        if not _is_repeated(table, number, row_of):
            yield f"baris {number} memuat kepala kolom lain daripada baris {table.row}"
            continue
        above = (row_of(before) for before in range(max(table.data_row, number - TITLE_ROWS), number))
        own = [" ".join(filter(None, row)) for row in above if 0 < len([cell for cell in row if cell and cell.strip()]) <= _TITLE_CELLS]
        if table.around and any(said_in(text).year for text in own) and period_among(own)[0] != period_among(table.around)[0]:
            yield f"baris {number} mengulang kepala kolom di bawah judul dengan tahun atau bulan lain"


def _is_header(table: Table, row: Sequence[str]) -> bool:
    """Whether a row heads columns: the anchor's own header, or headers in several of the columns that are read."""
    own = _key(row, table.anchor)
    if own and own == table.header[-1][table.anchor]:
        return True
    return own in table.words and len([index for index in table.read if _key(row, index) in table.words]) >= _ENOUGH_WORDS


def _is_repeated(table: Table, number: int, row_of: Callable[[int], Sequence[str]]) -> bool:
    """Whether the rows around this one are the header of the table again."""
    own = _key(row_of(number), table.anchor)
    first = next((number - place for place, header in enumerate(table.header) if header[table.anchor] == own), None)
    if first is None:
        return False
    rows = [row_of(first + place) for place in range(len(table.header))]
    return all(_key(row, index) == header[index] for row, header in zip(rows, table.header, strict=True) for index in table.read)


def _key(row: Sequence[str], index: int) -> str:
    return header_key(row[index] or "") if index < len(row) else ""
