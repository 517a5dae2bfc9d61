"""Tables for paper: columns with a width, rows under their kecamatan, long words that may be broken."""

from itertools import groupby

from reports.explanation import unit_of
from reports.figures.contents import Cell, Column, Mark, Table, cell_text

_LEAST, _MOST = 7, 30  # letters of a column
_PAGE, _NARROW = 125, 16  # letters across a page; those that a column of words keeps where a page is too narrow
_LEFT_OUT = ("code",)  # a key for other files; it stands in the workbook
_BREAKS = ("/", "_", "-", ".")


def paper_table(table: Table) -> dict:
    """The table as the template wants it: title, note, columns {label, unit, right, width}, groups {title, rows of {text, dim}}."""
    grouped = _group_column(table)
    kept = [index for index, column in enumerate(table.columns) if column.key not in _LEFT_OUT and index != grouped]
    columns = [table.columns[index] for index in kept]
    widths = _fitted([_width(table, index) for index in kept], columns)
    return {
        "title": table.captioned, "note": table.note,
        "columns": [
            {"label": column.label, "unit": unit_of(column), "right": column.is_number, "width": width}
            for column, width in zip(columns, widths, strict=True)
        ],
        "groups": [
            {"title": title, "rows": [[_cell(row[index], table.columns[index]) for index in kept] for row in rows]}
            for title, rows in _groups(table, grouped)
        ],
        "total": [_cell(table.total[index], table.columns[index]) for index in kept] if table.total is not None else [],
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


def _fitted(widths: list[float], columns: list[Column]) -> list[float]:
    """The widths with columns of words narrowed, as far as numbers would have no room otherwise."""
    spare = [0.0 if column.is_number else max(0.0, width - _NARROW) for column, width in zip(columns, widths, strict=True)]
    share = min(1.0, max(0.0, sum(widths) - _PAGE) / (sum(spare) or 1.0))
    return [width - share * less for width, less in zip(widths, spare, strict=True)]


def _width(table: Table, index: int) -> float:
    """Letters that the column should hold; words in place of a number are set smaller, the longer ones on two lines."""
    column = table.columns[index]
    longest = max((len(cell_text(row[index], column)) * _size(row[index]) for row in table.all_rows), default=0)
    word = max(len(word) for word in [*column.label.split(), *unit_of(column).split(), ""])
    return max(_LEAST, min(_MOST, longest + 1), word + 2)


def _size(cell: Cell) -> float:
    return 0.6 if isinstance(cell, Mark) else 0.8 if cell is None else 1.0


def _is_none(cell: Cell) -> bool:
    return cell is None or isinstance(cell, Mark)
