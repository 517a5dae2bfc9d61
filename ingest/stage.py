"""One sheet into the staging tables: columns become fields, texts get meanings, every row ends in exactly one heap."""

from dataclasses import dataclass
from datetime import date

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression, FunctionExpression

from data import reference
from ingest.contracts import FIELDS
from ingest.dates import period_in_text
from ingest.meanings import understand
from ingest.recognise import Layout
from ingest.sheet import Sheet
from queries.statements import statement

_BLANKS = " \t\r\n\u00a0\u200b"
_QUOTED_NEWLINE = "quoted new lines"  # the parallel scanner refuses them and says so


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet with the layout it was taken for."""

    sheet: Sheet
    layout: Layout


def stage(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int, names: tuple[reference.Alias, ...]) -> str | None:
    """Append the rows of the sheet to its subject's staging table; the answer is the city they lie in, None when unknown."""
    try:
        return _stage(connection, recognised, file_id, names, parallel=True)
    except duckdb.Error as error:
        if _QUOTED_NEWLINE not in str(error):
            raise
        return _stage(connection, recognised, file_id, names, parallel=False)


def _stage(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int, names: tuple[reference.Alias, ...], *, parallel: bool) -> str | None:
    subject = recognised.layout.contract.subject
    view_rows(connection, recognised, parallel=parallel)
    city_code = understand(connection, subject, names, default_period(recognised))
    values = {"file_id": file_id, "city_code": city_code} if subject == "activity" else {"file_id": file_id}
    connection.execute(statement("ingest/join_as_written"))
    try:
        connection.execute(statement(f"ingest/stage_{subject}"), values)
    finally:
        connection.execute(statement("ingest/join_as_planned"))
    return city_code


def view_rows(connection: duckdb.DuckDBPyConnection, recognised: Recognised, *, parallel: bool = True) -> None:
    """Make the view `raw_row`: the sheet's rows below its header, every field of the project as text or NULL."""
    layout = recognised.layout
    rows = recognised.sheet.relation(connection, parallel=parallel)
    rows = rows.filter(ColumnExpression("row_number") >= ConstantExpression(layout.data_row))
    fields = {name: _field(layout, name) for name in FIELDS}
    mapped = [_cell(index) for index in (*layout.columns.values(), *(index for index, _ in layout.cells))]
    anchor = layout.columns[layout.anchor]
    unmapped = next((index for index in range(len(layout.labels)) if index not in layout.columns.values()), 0)
    cells = rows.select(
        ColumnExpression("row_number"),
        _cell(unmapped).alias("first_text"),
        *(value.alias(name) for name, value in fields.items()),
        _list([ConstantExpression(code) for _, code in layout.cells]).alias("cell_kinds"),
        _list([_cell(index) for index, _ in layout.cells]).alias("cell_counts"),
        _cell(anchor).alias("anchor"),
        ConstantExpression(layout.labels[anchor]).alias("anchor_label"),
        _count_filled(mapped).alias("filled"),
        _is_shifted(recognised).alias("is_shifted"),
    )
    # A registered relation is a temporary view; create_view would leave the file's path in the edition.
    connection.register("raw_cell", cells)
    connection.execute(statement("ingest/raw_row_filled" if layout.contract.fill_down else "ingest/raw_row"))


def default_period(recognised: Recognised) -> date | None:
    """The month that the title, the sheet's name or the file's name speaks of, in this order."""
    titles = [" ".join(row) for row in recognised.sheet.head[: recognised.layout.header_row - recognised.layout.header_rows]]
    texts = (*titles, recognised.sheet.sheet, recognised.sheet.original.stem)
    return next((period for text in texts if (period := period_in_text(text))), None)


def _is_shifted(recognised: Recognised) -> Expression:
    """A csv row with a cell right after the last headed column: an unquoted separator moved its cells, as in 1,234."""
    labels = recognised.layout.labels
    width = max(index for index, label in enumerate(labels) if label) + 1
    return _cell(width).isnotnull() if recognised.sheet.rows is None else ConstantExpression(False)


def _field(layout: Layout, name: str) -> Expression:
    if name in layout.columns:
        return _cell(layout.columns[name])
    return _constant(layout.contract.constants.get(name), "VARCHAR")


def _cell(index: int) -> Expression:
    trimmed = FunctionExpression("trim", ColumnExpression(f"c{index}"), ConstantExpression(_BLANKS))
    return FunctionExpression("nullif", trimmed, ConstantExpression(""))


def _constant(value: object, kind: str) -> Expression:
    return ConstantExpression(value).cast(kind)


def _list(items: list[Expression]) -> Expression:
    return FunctionExpression("list_value", *items).cast("VARCHAR[]")


def _count_filled(cells: list[Expression]) -> Expression:
    total = ConstantExpression(0)
    for cell in cells:
        total = total + CaseExpression(cell.isnotnull(), ConstantExpression(1)).otherwise(ConstantExpression(0))
    return total.cast("INTEGER")
