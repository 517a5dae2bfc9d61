"""Headers deep in the body of a csv, which only its staged rows show: those of another table stop the file."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from ingest.contracts import header_key
from ingest.recognise import Layout, second_table_error, table_of
from ingest.second_table import TITLE_ROWS, faults_among
from ingest.sheet import Sheet
from queries.statements import statement

_SEPARATOR = "\x1f"


def check_headers_below(connection: duckdb.DuckDBPyConnection, sheet: Sheet, layout: Layout) -> None:
    """UserError for a header of other columns below the head of a csv. Call while the sheet's rows are in view and their places understood.

    The file is read again only where a place is written like a header, as after every page of a printed list.
    """
    if sheet.cells is not None or sheet.row_count <= len(sheet.head):
        return
    table = table_of(sheet, layout)
    keys = [key for (key,) in connection.execute(statement("ingest/place_keys")).fetchall() if _is_like_header(key, table.words)]
    if not keys:
        return
    numbers = [number for (number,) in connection.execute(statement("ingest/rows_of_places"), {"keys": keys}).fetchall()]
    rows = _rows(connection, sheet, sorted({near for number in numbers for near in range(number - TITLE_ROWS, number + TITLE_ROWS)}))
    if fault := faults_among(table, numbers, lambda number: rows.get(number, ())):
        raise second_table_error(sheet, fault)


def _is_like_header(place_key: str, words: frozenset[str]) -> bool:
    return any(text and header_key(text) in words for text in place_key.split(_SEPARATOR))


def _rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, numbers: Sequence[int]) -> dict[int, Sequence[str]]:
    """The cells of these rows by their number."""
    connection.register("wanted_row", pa.table([pa.array(numbers, pa.int64())], names=["row_number"]))
    connection.register("sheet_cell", sheet.relation(connection))
    try:
        return {row[-1]: row[:-1] for row in connection.execute(statement("ingest/rows_wanted")).fetchall()}
    except duckdb.Error as error:
        raise sheet.unreadable(error) from error
    finally:
        connection.unregister("wanted_row")
        connection.unregister("sheet_cell")
