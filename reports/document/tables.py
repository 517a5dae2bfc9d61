"""Tables for paper: columns with a width, rows under their kecamatan, long words that may be broken."""

from itertools import groupby

from reports.explanation import unit_of
from reports.figures.contents import Cell, Column, Mark, Table, cell_text

_WORDS = ("text", "month", "date")
_LEAST, _MOST = 7, 30  # letters of a column
_LEFT_OUT = ("code",)  # a key for other files; it stands in the workbook
_BREAKS = ("/", "_", "-", ".")


def paper_table(table: Table) -> dict:
    """The table as the template wants it: title, note, columns {label, unit, right, width}, groups {title, rows of {text, dim}}."""
    grouped = _group_column(table)
    kept = [index for index, column in enumerate(table.columns) if column.key not in _LEFT_OUT and index != grouped]
    columns = [table.columns[index] for index in kept]
    return {
        "title": table.title, "note": table.note,
        "columns": [
            {"label": column.label, "unit": unit_of(column), "right": column.kind not in _WORDS, "width": _width(table, index)}
            for index, column in zip(kept, columns, strict=True)
        ],
        "groups": [
            {"title": title, "rows": [[_cell(row[index], table.columns[index]) for index in kept] for row in rows]}
            for title, rows in _groups(table, grouped)
        ],
    }


def _group_column(table: Table) -> int | None:
    """The column of the kecamatan in a full list by code; a ranking keeps its order and its column."""
    keys = [column.key for column in table.columns]
    return keys.index("kecamatan") if "kecamatan" in keys[1:] and "code" in keys else None


def _groups(table: Table, column: int | None) -> list[tuple[str, list[tuple[Cell, ...]]]]:
    if column is None:
        return [("", list(table.rows))]
    return [(f"Kecamatan {name}", list(rows)) for name, rows in groupby(table.rows, key=lambda row: row[column])]


def _cell(cell: Cell, column: Column) -> dict:
    said = cell_text(cell, column)
    if isinstance(cell, str):
        # A place where a long file name may go on in the next line.
        said = "".join(f"{letter}\u200b" if letter in _BREAKS else letter for letter in said)
    return {"text": said, "dim": True} if _is_none(cell) else {"text": said}


def _width(table: Table, index: int) -> float:
    """Letters that the column should hold; words in place of a number are set smaller."""
    column = table.columns[index]
    longest = max((len(cell_text(row[index], column)) * (0.8 if _is_none(row[index]) else 1) for row in table.rows), default=0)
    word = max(len(word) for word in [*column.label.split(), *unit_of(column).split(), ""])
    return max(_LEAST, min(_MOST, longest + 1), word + 2)


def _is_none(cell: Cell) -> bool:
    return cell is None or isinstance(cell, Mark)
