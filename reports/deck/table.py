"""A table as a native table of PowerPoint: as many rows as a hall can read, numbers to the right, hairlines instead of a grid."""

from dataclasses import dataclass, replace

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from charts.words import number
from reports.deck.box import Box
from reports.deck.text import LINE, cut, width, wrapped
from reports.figures.contents import Table, cell_text

SIZES = (28, 24, 20, 18, 16)  # the largest are for the few rows of a kecamatan
_NO_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own style without fill and lines
_BESIDE, _ABOVE = 7.0, 3.0  # points around the text of a cell
_AROUND = 2 * _BESIDE + 3
_SPARE = 110.0  # points that a column may get beyond what it wants
_HAIRLINE, _HEAD_LINE = "D5DADD", "4D5D66"


@dataclass(frozen=True, slots=True)
class _Grid:
    """What fits: texts of head and rows, widths of the columns and height of the head in points."""

    size: int
    head: list[str]
    rows: list[list[str]]
    widths: list[float]
    head_height: float

    @property
    def row_height(self) -> float:
        return self.size * LINE + 2 * _ABOVE

    @property
    def height(self) -> float:
        return self.head_height + len(self.rows) * self.row_height


def add_table(page: Page, table: Table, box: Box) -> tuple[GraphicFrame, str]:
    """The table in this box, and a sentence on the rows and columns that found no room ("" where all did)."""
    grid = _fitted(table, box.points)
    across = sum(grid.widths)
    frame = page.shapes.add_table(len(grid.rows) + 1, len(grid.head), box.left, box.top, Pt(across), Pt(grid.height))
    made = frame.table
    properties = made._tbl.tblPr
    properties.set("firstRow", "1")
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _NO_GRID
    for column, points in zip(made.columns, grid.widths, strict=True):
        column.width = Pt(points)
    for row, points in zip(made.rows, [grid.head_height] + [grid.row_height] * len(grid.rows), strict=True):
        row.height = Pt(points)
    for row_index, texts in enumerate([grid.head, *grid.rows]):
        is_total = table.total is not None and row_index == len(grid.rows)
        for column_index, text in enumerate(texts):
            is_number = table.columns[column_index].is_number
            _write(made.cell(row_index, column_index), text, grid.size, is_head=row_index == 0, is_number=is_number, is_total=is_total)
    return frame, _left_out(table, grid)


def _left_out(table: Table, grid: _Grid) -> str:
    parts = [
        f"{number(shown)} dari {number(of)} {word}"
        for shown, of, word in ((len(grid.rows) - (table.total is not None), len(table.rows), "baris"), (len(grid.head), len(table.columns), "kolom")) if shown < of
    ]
    return f"Ditampilkan {' dan '.join(parts)}; selengkapnya di buku kerja (xlsx)." if parts else ""


def shortened(table: Table, box: Box) -> Table:
    """A list of the largest with no more of them than have room in this box, so that its caption counts what stands there; any other table as it is."""
    grid = _fitted(table, box.points)
    count = len(grid.rows) - (table.total is not None)
    return replace(table, rows=table.rows[:count]) if count < len(table.rows) <= table.count else table


def room_for(table: Table, box: Box) -> bool:
    """Whether every row and column has room in this box."""
    return not _left_out(table, _fitted(table, box.points))


def spoken(table: Table) -> str:
    """The table for the ear: what it holds and how large it is."""
    return f"{table.captioned}. Tabel {number(len(table.rows))} baris: {', '.join(column.label for column in table.columns)}."


def needed_width(table: Table) -> float:
    """Points that the table wants at the smallest type, no cell cut."""
    return sum(_least_widths(table, _head(table), _texts(table), SIZES[-1]))


def _fitted(table: Table, room: tuple[float, float]) -> _Grid:
    """The largest type at which every cell has room; else the smallest with the columns and rows that have."""
    for size in SIZES:
        grid = _grid(table, size, room[0])
        is_flat = grid.head_height <= 2 * size * LINE + 2 * _ABOVE
        if is_flat and grid.height <= room[1] and sum(_least_widths(table, _head(table), _texts(table), size)) <= room[0]:
            return grid
    most = max(1, int((room[1] - grid.head_height) // grid.row_height))
    kept = grid.rows[:most] if table.total is None else [*grid.rows[: max(1, min(most, len(grid.rows)) - 1)], grid.rows[-1]]
    return _Grid(grid.size, grid.head, kept, grid.widths, grid.head_height)


def _head(table: Table) -> list[str]:
    return [f"{column.label} ({column.unit})" if column.unit == "%" else column.label for column in table.columns]


def _texts(table: Table) -> list[list[str]]:
    return [[cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.all_rows]


def _least_widths(table: Table, head: list[str], rows: list[list[str]], size: int) -> list[float]:
    """Points that each column wants for its cells, the total bold; a heading may fall into lines, but never within a word."""
    return [
        max([width(row[index], size, is_bold=table.total is not None and row is rows[-1]) for row in rows] + [width(word, size, is_bold=True) for word in text.split()]) + _AROUND
        for index, text in enumerate(head)
    ]


def _grid(table: Table, size: int, room: float) -> _Grid:
    head, rows = _head(table), _texts(table)
    texts = [index for index, column in enumerate(table.columns) if column.kind == "text"]
    widths = _least_widths(table, head, rows, size)
    while sum(widths) > room and len(widths) > 2 and sum(_shortened(widths, texts, room)) > room:
        # Not even with shortened names: the last columns stay in the workbook.
        head, rows, widths = head[:-1], [row[:-1] for row in rows], widths[:-1]
        texts = [index for index in texts if index < len(widths)]
    if sum(widths) > room:
        widths = _shortened(widths, texts, room)
        rows = [[cut(text, size, widths[index] - _AROUND) if index in texts else text for index, text in enumerate(row)] for row in rows]
    else:
        widths = _widened(widths, head, size, room)
    lines = max(len(wrapped(text, size, points - _AROUND, is_bold=True)) for text, points in zip(head, widths, strict=True))
    return _Grid(size, head, rows, widths, lines * size * LINE + 2 * _ABOVE)


def _shortened(widths: list[float], texts: list[int], room: float) -> list[float]:
    """Columns of names narrowed, down to two thirds of what they want, until all have room."""
    over, longest = sum(widths) - room, sum(widths[index] for index in texts) or 1.0
    return [points - min(over / longest, 1 / 3) * points if index in texts else points for index, points in enumerate(widths)]


def _widened(widths: list[float], head: list[str], size: int, room: float) -> list[float]:
    """Spare room first for headings on one line, then a little for every column, the first of them twice."""
    wanted = [max(0.0, width(text, size, is_bold=True) + _AROUND - points) for text, points in zip(head, widths, strict=True)]
    widths, spare = list(widths), room - sum(widths)
    for index in sorted(range(len(widths)), key=wanted.__getitem__):
        if wanted[index] <= spare:
            widths[index] += wanted[index]
            spare -= wanted[index]
    share = min(spare / (len(widths) + 1), _SPARE)
    return [points + share * (2 if index == 0 else 1) for index, points in enumerate(widths)]


def _write(cell: object, text: str, size: int, *, is_head: bool, is_number: bool, is_total: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_BESIDE)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE - 0.5)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, Pt(size), is_head or is_total
    run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2 if is_head else MSO_THEME_COLOR.TEXT_1
    colour, weight = (_HEAD_LINE, Pt(1.5)) if is_head else (_HAIRLINE, Pt(0.75))
    cell._tc.get_or_add_tcPr().append(parse_xml(
        f'<a:lnB {nsdecls("a")} w="{Emu(weight)}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:srgbClr val="{RGBColor.from_string(colour)}"/></a:solidFill>'
        '<a:prstDash val="solid"/></a:lnB>'
    ))
