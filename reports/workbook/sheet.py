"""One sheet of a workbook: title, source and note across the columns, headers with units, typed cells, ready to print on A4."""

from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.words import decimals_for, month, rounded
from reports.explanation import unit_of
from reports.figures.contents import Cell, Column, Contents, Mark, Table

# Every text is written as text, so that none acts as a formula.
BOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
INK = "#1d2a33"
LINE = 15.5  # points
_FORMATS = {
    "count": "#,##0", "rupiah": '"Rp"#,##0', "month": "[$-421]mmm yyyy", "date": "[$-421]d mmm yyyy", "text": "@",
}
_DECIMALS = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.000")  # of rates and percents, as many as the other reports write
_HEAD, _EDGE = "#e6eeee", "#d5dbdf"
_TOTAL = "total "
_WIDEST = 46  # characters of a column; longer text is wrapped
_PORTRAIT, _PAGE = 92, 80  # characters of a sheet that still stands upright on A4 once it is made smaller, and as it is


def looks_of(book: xlsxwriter.Workbook) -> dict[str, Format]:
    """The formats of cells and of the lines above them, by name."""
    base = {"valign": "top", "font_color": INK, "border": 1, "border_color": _EDGE}
    sums = _cells(book, {**base, "bold": True, "top": 2, "bg_color": _HEAD})
    return _cells(book, base) | {f"{_TOTAL}{name}": look for name, look in sums.items()} | {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": INK, "text_wrap": True, "valign": "top"}),
        "source": book.add_format({"font_color": "#5b6770", "text_wrap": True, "valign": "top"}),
        "note": book.add_format({"font_color": "#5b6770", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**base, "bold": True, "bg_color": _HEAD, "text_wrap": True, "valign": "bottom"}),
        "head right": book.add_format({**base, "bold": True, "bg_color": _HEAD, "text_wrap": True, "valign": "bottom", "align": "right"}),
    }


def _cells(book: xlsxwriter.Workbook, base: dict[str, object]) -> dict[str, Format]:
    """The formats of the cells of a row by kind, and of what stands in place of a number."""
    looks = {kind: book.add_format({**base, "num_format": shape}) for kind, shape in _FORMATS.items()}
    looks |= {f"decimals {count}": book.add_format({**base, "num_format": shape}) for count, shape in enumerate(_DECIMALS)}
    looks |= {
        "hidden": book.add_format({**base, "italic": True, "font_color": "#5b6770", "align": "right"}),
        "none": book.add_format({**base, "bg_color": "#f2f2f2"}),
    }
    looks["text"].set_text_wrap()
    for kind in ("month", "date"):
        looks[kind].set_align("left")
        looks[kind].set_indent(1)
    return looks


def write_table(sheet: Worksheet, table: Table, contents: Contents, looks: dict[str, Format]) -> None:
    """Fill the sheet with a table."""
    widths = [_width(table, index) for index in range(len(table.columns))]
    head = [(table.captioned, "title", 1.5), (contents.source_line, "source", 1.0), *([(table.note, "note", 1.0)] if table.note else [])]
    for row, (said, look, size) in enumerate(head):
        _write_across(sheet, row, said, widths, looks[look], size)
    first = len(head)
    for index, column in enumerate(table.columns):
        sheet.write_string(first, index, header(column), looks["head right" if column.is_number else "head"])
        sheet.set_column(index, index, widths[index])
    sheet.set_row(first, LINE * max(lines_of(header(column), width - 1) for column, width in zip(table.columns, widths, strict=True)))
    for offset, row in enumerate(table.all_rows, start=first + 1):
        is_total = offset > first + len(table.rows)
        lines = max((lines_of(cell, width - 2) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)), default=1)
        if lines > 1:
            sheet.set_row(offset, LINE * lines)
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, offset, index, cell, column, looks, _TOTAL if is_total else "")
    last = max(first + len(table.rows), first + 1)
    sheet.autofilter(first, 0, last, len(widths) - 1)
    sheet.freeze_panes(first + 1, 1 if widths[0] <= 30 else 0)
    set_print(sheet, contents, width=sum(widths))
    sheet.repeat_rows(first)


def _write_across(sheet: Worksheet, row: int, said: str, widths: list[float], look: Format, size: float) -> None:
    """A line over all columns, as high as it must be."""
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    sheet.write_string(row, 0, said, look)
    sheet.set_row(row, LINE * size * lines_of(said, sum(widths) / size - 2))


def lines_of(said: str, width: float) -> int:
    """On how many lines a text stands in a cell of so many letters."""
    lines, room = 1, width
    for word in said.split():
        if len(word) > room and room < width:
            lines, room = lines + 1, width
        lines += int(max(len(word) - 1, 0) // max(width, 1))
        room -= len(word) + 1
    return lines


def _write_cell(sheet: Worksheet, row: int, index: int, cell: Cell, column: Column, looks: dict[str, Format], of: str) -> None:
    """`of`: '' for a row, _TOTAL for the row of all together."""
    if cell is None:
        sheet.write_blank(row, index, None, looks[f"{of}none"])
    elif isinstance(cell, Mark):
        sheet.write_string(row, index, Mark.HIDDEN.value, looks[f"{of}hidden"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, index, datetime.combine(cell, time()), looks[f"{of}{column.kind}"])
    elif isinstance(cell, str):
        sheet.write_string(row, index, cell, looks[f"{of}text"])
    else:
        look = f"decimals {decimals_for(column.unit, cell)}" if column.kind in ("rate", "percent") else column.kind
        sheet.write_number(row, index, cell, looks[f"{of}{look}"])


def set_print(sheet: Worksheet, contents: Contents, *, width: float) -> None:
    """A4, upright where `width` characters fit, with edition and page below and DATA SIMULASI above."""
    sheet.set_paper(9)
    if width > _PORTRAIT:
        sheet.set_landscape()
    if width > _PAGE:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    mark = "DATA SIMULASI" if contents.is_simulated else ""
    sheet.set_header(f"&L&A&R{mark}")
    sheet.set_footer(f"&LEdisi {contents.edition_id}&RHalaman &P dari &N")
    sheet.hide_gridlines(2)


def header(column: Column) -> str:
    """Label and unit of a column."""
    unit = "Rp" if column.kind == "rupiah" else unit_of(column)
    return f"{column.label} ({unit})" if unit else column.label


def plain_cell(cell: Cell, column: Column) -> str:
    """A cell as Indonesian spreadsheets read it: decimal comma, no thousands separator; nothing where there is no data."""
    if cell is None:
        return ""
    if isinstance(cell, Mark):
        return Mark.HIDDEN.value
    if isinstance(cell, date):
        return month(cell) if column.kind == "month" else cell.isoformat()
    if isinstance(cell, str):
        return cell
    return f"{rounded(cell, 3):.10g}".replace(".", ",") if not float(cell).is_integer() else str(int(cell))


def _width(table: Table, index: int) -> float:
    column = table.columns[index]
    longest = max((_length(row[index], column) for row in table.all_rows), default=0)
    word = max((len(word) for word in header(column).split()), default=0)
    return min(max(longest + 2, word + 3, len(header(column)) / 2 + 3, 9), _WIDEST)


def _length(cell: Cell, column: Column) -> int:
    """Letters of a cell as the sheet shows it, numbers with their points and Rp."""
    letters = len(plain_cell(cell, column))
    return letters + (letters - 1) // 3 + 2 * (column.kind == "rupiah") if isinstance(cell, (int, float)) else letters
