"""What is wrong with a row before any of its texts is understood: its cells are shifted, or Excel itself could not fill one that is read."""

from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression, FunctionExpression

from ingest.recognise import Layout
from ingest.sheet import BLANKS, Sheet
from ingest.sheet_xml import UNCALCULATED, cell_name

FIELDS = ("fault_rule", "fault_label", "fault_message")  # a rule of data/reference/import_rule.csv, the header to blame, a sentence
_CELLS_NAMED = 3


def with_faults(connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, sheet: Sheet, layout: Layout) -> duckdb.DuckDBPyRelation:
    """The rows with `FIELDS`, NULL where nothing is wrong."""
    found = _broken(sheet, layout)
    if not found:
        nothing = ConstantExpression(None).cast("VARCHAR")
        rule = CaseExpression(_is_shifted(layout), ConstantExpression("row_shifted")) if sheet.cells is None else nothing
        return rows.select("*", rule.alias(FIELDS[0]), nothing.alias(FIELDS[1]), nothing.alias(FIELDS[2]))
    broken = pa.table([pa.array(column) for column in zip(*found, strict=True)], names=["row_number", *FIELDS])
    return rows.join(connection.from_arrow(broken), "row_number", how="left")


def _is_shifted(layout: Layout) -> Expression:
    """A csv row with a cell right after the last headed column: an unquoted separator moved its cells, as in 1,234."""
    width = max(index for index, label in enumerate(layout.labels) if label) + 1
    return FunctionExpression("trim", ColumnExpression(f"c{width}"), ConstantExpression(BLANKS)) != ConstantExpression("")


def _broken(sheet: Sheet, layout: Layout) -> list[tuple[int, str, str, str]]:
    """Number, rule, header and sentence of each row that has an error of Excel, or a formula without a result, in a column that is read.

    A row of nothing else is one to which a formula was drawn down below the data, and blank.
    """
    read, found = layout.read_columns, []
    for row, cells in groupby(sheet.broken, key=itemgetter(0)):
        broken = {column: text for _, column, text in cells}
        if row < layout.data_row or not (said := [(column, text) for column, text in broken.items() if column in read]):
            continue
        column, text = said[0]
        is_blank = not any(cell.strip() for at, cell in enumerate(sheet.row(row)) if at not in broken)
        rule = "blank" if is_blank else "cell_uncalculated" if text == UNCALCULATED else "cell_error"
        found.append((row, rule, layout.labels[column], _about(row, said)))
    return found


def _about(row: int, cells: list[tuple[int, str]]) -> str:
    """What is said of the broken cells of a row, each by its name in the workbook."""
    parts = [
        f"sel {cell_name(row, column)} berisi {'rumus tanpa hasil' if text == UNCALCULATED else f'galat Excel {text}'}"
        for column, text in cells[:_CELLS_NAMED]
    ]
    rest = f"; {len(cells) - _CELLS_NAMED} sel lain juga" if len(cells) > _CELLS_NAMED else ""
    return f"S{'; '.join(parts)[1:]}{rest}"
