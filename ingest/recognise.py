"""What a sheet is taken for: the contract whose headers it carries, where its header stands, which column is which field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.reference import Kind
from ingest.contracts import Cells, Contract, header_key
from ingest.sheet import HEAD_ROWS, Sheet

_HEADER_WITHIN = 40  # a header is looked for in the first rows only
_SURELY_MISSPELT = 88  # similarity in percent from which an unclaimed header counts as a misspelt required one


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` maps a field to its column index, `cells` holds (column index, code) of the value columns of a wide sheet.

    Rows are counted from 1: `header_row` is the last row of the header, `data_row` the first below it and its column numbers.
    """

    contract: Contract
    columns: dict[str, int]
    cells: tuple[tuple[int, str], ...]
    labels: tuple[str, ...]
    header_rows: int
    header_row: int
    data_row: int
    guessed: tuple[str, ...]

    @property
    def explained(self) -> int:
        """How many columns have a meaning; one that serves two fields counts once."""
        return len({*self.columns.values(), *(index for index, _ in self.cells)})

    @property
    def rows_above(self) -> int:
        """Titles, blank rows and column numbers around the header; the header itself is not counted."""
        return self.data_row - 1 - self.header_rows

    @property
    def anchor(self) -> str:
        """The field whose own header below the header betrays a repeated one."""
        return "kelurahan" if "kelurahan" in self.columns else self.contract.required[0]


def recognise(sheet: Sheet, contracts: tuple[Contract, ...], kinds: tuple[Kind, ...]) -> Layout | None:
    """The layout that explains most columns of the sheet, None when no contract fits."""
    codes = kind_headers(kinds)
    candidates = (
        layout
        for row in range(min(_HEADER_WITHIN, len(sheet.head)))
        for labels, height in _headers(sheet.head, row)
        for layout in _fits(sheet.head, contracts, labels, row + height, height, codes)
    )
    return max(candidates, key=lambda layout: (layout.explained, -len(layout.guessed), -layout.header_rows), default=None)


def kind_headers(kinds: tuple[Kind, ...]) -> dict[str, str]:
    """Code of each kind by every header that may name it."""
    return {header_key(text): kind.code for kind in kinds for text in (kind.code, kind.name, *kind.aliases)}


def _headers(head: list[list[str]], row: int) -> list[tuple[list[str], int]]:
    """The labels of a header of one row, and of two rows whose label is split."""
    found = [(head[row], 1)]
    if row + 1 < len(head):
        below = head[row + 1] + [""] * (len(head[row]) - len(head[row + 1]))
        above = head[row] + [""] * (len(below) - len(head[row]))
        found.append(([f"{upper} {lower}".strip() for upper, lower in zip(above, below, strict=True)], 2))
    return found


def _fits(
    head: list[list[str]], contracts: tuple[Contract, ...], labels: list[str], header_row: int, height: int, codes: dict[str, str]
) -> Iterator[Layout]:
    places: dict[str, int] = {}
    for index, label in enumerate(labels):
        if key := header_key(label):
            places.setdefault(key, index)
    if len(places) > 1:
        layouts = (_fit(head, contract, labels, places, header_row, height, codes) for contract in contracts)
        yield from (layout for layout in layouts if layout)


def _fit(
    head: list[list[str]], contract: Contract, labels: list[str], places: dict[str, int], header_row: int, height: int, codes: dict[str, str]
) -> Layout | None:
    if not contract.keys & places.keys():
        return None
    columns = {
        field: next(places[key] for key in keys if key in places)
        for field, keys in contract.field_keys.items() if any(key in places for key in keys)
    }
    guessed = _misspelt(contract, columns, places)
    if any(field not in columns for field in contract.required) or any(field in columns for field in contract.without):
        return None
    cells = value_cells(contract.cells, places, set(columns.values()), codes) if contract.cells else ()
    if contract.cells and len(cells) < contract.cells.at_least:
        return None
    data_row = header_row + 1
    while data_row <= min(len(head), HEAD_ROWS) and _is_column_numbers(head[data_row - 1]):
        data_row += 1
    return Layout(contract, columns, cells, tuple(labels), height, header_row, data_row, guessed)


def _misspelt(contract: Contract, columns: dict[str, int], places: dict[str, int]) -> tuple[str, ...]:
    guessed = []
    for field in contract.required:
        free = [key for key, index in places.items() if index not in columns.values() and len(key) >= 5]
        wanted = contract.field_keys.get(field, ())
        if field in columns or not free or not wanted:
            continue
        near = max((process.extractOne(want, free, scorer=fuzz.ratio) for want in wanted), key=lambda found: found[1])
        if near[1] >= _SURELY_MISSPELT:
            columns[field] = places[near[0]]
            guessed.append(field)
    return tuple(guessed)


def value_cells(rule: Cells, places: dict[str, int], taken: set[int], codes: dict[str, str]) -> tuple[tuple[int, str], ...]:
    """(column index, code) of the value columns of a wide layout; `codes` are the headers that name a PPKS kind."""
    ignored = {header_key(header) for header in rule.ignore}
    by_header = {header_key(header): code for code, headers in rule.columns.items() for header in headers}
    if rule.by_kind:
        by_header |= codes
    found = (
        (index, by_header.get(key) or by_header.get(re.sub(r"^\d+", "", key)))
        for key, index in places.items() if index not in taken and key not in ignored
    )
    return tuple((index, code) for index, code in found if code)


def _is_column_numbers(row: list[str]) -> bool:
    numbers = [text.strip("() ") for text in row if text.strip()]
    return len(numbers) >= 3 and all(text.isdigit() for text in numbers) and [int(text) for text in numbers] == list(
        range(int(numbers[0]), int(numbers[0]) + len(numbers))
    ) and int(numbers[0]) <= 2
