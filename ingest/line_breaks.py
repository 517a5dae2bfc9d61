"""Line breaks inside the quoted cells of a csv: those of an address are part of it, those between two stray marks swallowed whole rows."""

from collections.abc import Iterable

from data.errors import UserError

SWALLOWED = "sehingga baris sesudahnya ikut tertelan. Betulkan baris itu, lalu ulangi."


def counted(rows: Iterable[tuple], file: str, separator: str, width: int) -> int:
    """How many line breaks stand inside cells. `rows` end with their number; `width` is how many cells a row of this file has.

    UserError for the first row with a cell that holds what must be the ends of two rows, or a whole row between them.
    """
    total = 0
    for *cells, number in rows:
        filled = max((index for index, cell in enumerate(cells) if cell is not None), default=0)
        for index, cell in enumerate(cells):
            if not cell or "\n" not in cell:
                continue
            lines = [0 if line.strip() == separator else line.count(separator) for line in cell.split("\n")]
            total += len(lines) - 1
            if width > 1 and _is_swallowed(lines, index, max(filled, width - 1) - index, width):
                raise UserError(
                    f"{file}, baris {number}: tanda kutip membuka sebuah sel yang baru ditutup {len(lines) - 1} baris kemudian, {SWALLOWED}"
                )
    return total


def _is_swallowed(separators: list[int], before: int, after: int, width: int) -> bool:
    """Whether the lines of a cell, cut at their separators, are rows: a whole one between, or the end of one and the start of the next.

    `before` and `after` count the other cells of its row.
    """
    first, *between, last = separators
    is_cut_row = before + first >= width - 1 and last + after >= width - 1
    return any(count >= width - 1 for count in between) or (is_cut_row and first + last > 0)
