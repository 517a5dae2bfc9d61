"""Cells of a workbook that are merged downwards: what the first one says holds for every row of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from ingest.recognise import Layout
from ingest.sheet import Sheet

# A number that stands for several rows together: of which of them it counts how many, nobody knows.
_SHARED = ("count", "population", "households", "target_count", "participants", "budget", "realised_budget")


@dataclass(frozen=True, slots=True)
class _Block:
    column: int
    first: int
    last: int
    text: str


def spread(sheet: Sheet, layout: Layout) -> Sheet:
    """The sheet with the text of a merged cell in all its rows below the header. A number that several rows share becomes a text no count is read from."""
    if sheet.cells is None or not sheet.merged:
        return sheet
    shared = {*(layout.columns[field] for field in _SHARED if field in layout.columns), *(index for index, _ in layout.cells)}
    shared |= {index for pair in layout.added for index in pair}
    read = shared | set(layout.columns.values())
    blocks = [
        _Block(column, first, last, str(sheet.cells.column(column)[first - 1]))
        for column, first, last in sheet.merged if column in read and layout.data_row <= first <= sheet.cells.num_rows
    ]
    said = [block for block in blocks if block.text.strip()]
    return replace(sheet, cells=_cells(sheet.cells, said, shared), head=_head(sheet.head, said, shared))


def _cells(cells: pa.Table, blocks: Iterable[_Block], shared: set[int]) -> pa.Table:
    for column in {block.column for block in blocks}:
        texts = cells.column(column).to_pylist()
        for block in blocks:
            if block.column == column:
                _fill(texts, block, shared)
        cells = cells.set_column(column, cells.column_names[column], pa.array(texts, pa.string()))
    return cells


def _head(head: Sequence[Sequence[str]], blocks: Iterable[_Block], shared: set[int]) -> list[list[str]]:
    rows = [list(row) for row in head]
    for block in blocks:
        column = [row[block.column] for row in rows]
        _fill(column, block, shared)
        for row, text in zip(rows, column, strict=True):
            row[block.column] = text
    return rows


def _fill(texts: list[str], block: _Block, shared: set[int]) -> None:
    """Write the block into the rows of it that are there; rows count from 1."""
    if block.column in shared:
        if block.first <= len(texts):
            texts[block.first - 1] = f"{block.text} (sel gabungan {block.last - block.first + 1} baris)"
        return
    for row in range(block.first, min(block.last, len(texts)) + 1):
        texts[row - 1] = block.text
