"""Headers as they stand in a sheet: of one row, or of two or three whose labels are split or stand merged above several columns."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from ingest.contracts import header_key
from ingest.value_columns import code_of

_ROWS = 3  # a header has at most so many
_PLACE_GROUPS = frozenset(("alamat", "wilayah", "wilayahkerja", "lokasi", "tempat", "tempattinggal", "domisili"))

_ADDRESS = re.compile(r"\b(?:alamat|domisili|ktp|tempat tinggal)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """The labels of a header whose last row is `row`, counted from 1. `groups` holds for each column what stands above its own label."""

    labels: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    row: int
    height: int


def headers_at(head: Sequence[Sequence[str]], first: int, values: Mapping[str, str]) -> Iterator[Header]:
    """The headers that may begin in the row at index `first`. `values` are the headers that name a value of some wide layout."""
    yield Header(tuple(head[first]), (), first + 1, 1)
    for height in range(2, _ROWS + 1):
        rows = head[first : first + height]
        if len(rows) == height and all(any(row) for row in rows):
            width = max(map(len, rows))
            padded = [[*row, *[""] * (width - len(row))] for row in rows]
            above = [_carried_right(upper, padded[number + 1 :]) for number, upper in enumerate(padded[:-1])]
            columns = list(zip(*padded, strict=True))
            stacks = list(zip(*above, padded[-1], strict=True))
            labels = tuple(_label(own, stack, values) for own, stack in zip(columns, stacks, strict=True))
            yield Header(labels, tuple(tuple(filter(None, stack[:-1])) if stack[-1] else () for stack in stacks), first + height, height)


def is_sub_header(row: Sequence[str], fields: Set[int]) -> bool:
    """Whether a row below value columns still belongs to the header: words over columns of values, nothing under a field."""
    beside = [cell for index, cell in enumerate(row) if cell and index not in fields]
    is_empty = not any(index < len(row) and row[index] for index in fields)
    return is_empty and len(beside) >= 3 and not any(letter.isdigit() for cell in beside for letter in cell)


def _carried_right(upper: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """A label carried over the blank cells right of it, as far as labels stand below them: what a merged cell spans."""
    has_below = [any(column) for column in zip(*below, strict=True)]
    cells = zip(upper, has_below, strict=True)
    return list(accumulate(cells, lambda last, cell: cell[0] if cell[0] or not cell[1] else last, initial=""))[1:]


def _label(own: Sequence[str], stack: Sequence[str], values: Mapping[str, str]) -> str:
    """What heads the column: the longest of its labels that names a value; a label of a place below 'Alamat'; else what is written above it."""
    parts = [part for part in stack if part]
    for start in range(len(parts)):
        if code_of(label := " ".join(parts[start:]), values):
            return label
    if len(parts) > 1 and (header_key(parts[-2]) in _PLACE_GROUPS or _ADDRESS.search(parts[-2].lower())):
        return parts[-1]
    return " ".join(part for part in own if part)
