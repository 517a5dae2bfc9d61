"""What a sheet is taken for: the contract whose headers it carries, where its header stands, which column is which field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.errors import UserError
from data.reference import Kind
from ingest.contracts import PLACE, Contract, header_key
from ingest.headers import Header, headers_at, is_sub_header
from ingest.second_table import second_table
from ingest.sheet import HEAD_ROWS, Sheet
from ingest.surroundings import SAID_ELSEWHERE, fields_around, fills_down, heading_fields, places_around
from ingest.value_columns import NO_VALUES, value_cells, value_headers

_HEADER_WITHIN = 40  # a header is looked for in the first rows only
_DTSEN = re.compile(r"(?<![a-z])dtsen(?![a-z])", re.IGNORECASE)
SURELY_MISSPELT = 88  # similarity in percent from which an unclaimed header counts as a misspelt one


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` maps a field to its column index, `cells` holds (column index, code) of the value columns of a wide sheet, `added`
    the columns whose number is added to that of another, as women to men; `unclear` is a header whose parts do not say which is the value.

    `around` are fields of the place that only the title or a name says, `headings` fields that rows between the data say for those below them,
    `fill_down` fields written on the first row of a block only. Rows are counted from 1: `header_row` is the last row of the header, `data_row` the first below it and its column numbers.
    """

    contract: Contract
    columns: dict[str, int]
    cells: tuple[tuple[int, str], ...]
    labels: tuple[str, ...]
    header_rows: int
    header_row: int
    data_row: int
    guessed: tuple[str, ...]
    added: tuple[tuple[int, int], ...] = ()
    unclear: str = ""
    around: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()

    @property
    def explained(self) -> int:
        """How many columns have a meaning; one that serves two fields counts once."""
        return len({*self.columns.values(), *(index for index, _ in self.cells), *(index for _, index in self.added)})

    @property
    def doubled(self) -> tuple[str, ...]:
        """The headers of required fields that stand over a further column, which is not read."""
        keys = list(map(header_key, self.labels))
        wanted = dict.fromkeys(self.columns[field] for field in self.contract.required if field in self.columns)
        return tuple(self.labels[index] for index in wanted if keys.count(keys[index]) > 1)

    @property
    def rows_above(self) -> int:
        """Titles, blank rows and column numbers around the header; the header itself is not counted."""
        return self.data_row - 1 - self.header_rows

    @property
    def anchor(self) -> str:
        """The field whose own header below the header betrays a repeated one."""
        return next(field for field in ("kelurahan", *self.contract.required) if field in self.columns)


def recognise(sheet: Sheet, contracts: tuple[Contract, ...], kinds: tuple[Kind, ...]) -> Layout | None:
    """The layout that explains most columns of the sheet, None when no contract fits.

    UserError when one fits but for a value whose columns do not say which of them is meant, for a second table beside or below it, or for its register.
    """
    codes = kind_headers(kinds)
    values: dict[str, str] = {}
    for contract in contracts:
        values |= value_headers(contract.cells, codes) if contract.cells else {}
    candidates = (
        layout
        for row in range(min(_HEADER_WITHIN, len(sheet.head)))
        for header in headers_at(sheet.head, row, values)
        for layout in _fits(sheet, contracts, header, codes)
    )
    best = max(candidates, key=lambda layout: (layout.explained, -len(layout.guessed), -layout.header_rows), default=None)
    if best and best.unclear:
        raise UserError(
            f"{sheet.label}, kepala kolom '{best.unclear}': jenis ini punya beberapa kolom dan tidak jelas mana jumlahnya. "
            "Sisakan satu kolom Jumlah, atau satu kolom L dan satu kolom P, untuk setiap jenis, lalu ulangi."
        )
    if best and (doubled := best.doubled) and len(doubled) == len([field for field in best.contract.required if field in best.columns]):
        raise UserError(
            f"{sheet.label}, baris {best.header_row}: kepala kolom {', '.join(map(repr, doubled))} ada dua kali, seperti dua tabel yang berdampingan. "
            "Pisahkan menjadi dua lembar atau susun ke bawah di kolom yang sama, lalu ulangi."
        )
    if best and (fault := _second_table(sheet, best)):
        raise UserError(f"{sheet.label}: {fault}, jadi ini tabel kedua. Pindahkan ke lembar atau berkas sendiri, lalu ulangi.")
    if best and _is_of_other_register(sheet, best):
        raise UserError(
            f"{sheet.label}: judul, nama lembar, atau nama berkas menyebut DTSEN, tetapi kolomnya dibaca sebagai rekap DTKS. Susun seperti rekap DTSEN "
            "menurut desil (dengan kolom bulan), atau bila isinya memang DTKS hapus kata DTSEN dari judul, nama lembar, dan nama berkas."
        )
    return best


def _second_table(sheet: Sheet, layout: Layout) -> str:
    read = sorted({*layout.columns.values(), *(index for index, _ in layout.cells), *(index for pair in layout.added for index in pair)})
    rows = (layout.header_rows, layout.header_row, layout.data_row)
    has_period = "year" in layout.columns or not layout.contract.subject.endswith(("count", "population"))
    return second_table(sheet, layout.labels, read, layout.columns[layout.anchor], rows, has_period)


def _is_of_other_register(sheet: Sheet, layout: Layout) -> bool:
    """Whether the texts around a table speak of DTSEN and its contract would make DTKS of it."""
    titles = [" ".join(row) for row in sheet.head[: layout.header_row - layout.header_rows]]
    is_dtks = layout.contract.constants.get("register") == "DTKS" and "register" not in layout.columns
    return is_dtks and any(_DTSEN.search(text) for text in (*titles, sheet.sheet, sheet.original.stem))


def kind_headers(kinds: tuple[Kind, ...]) -> dict[str, str]:
    """Code of each kind by every header that may name it."""
    return {header_key(text): kind.code for kind in kinds for text in (kind.code, kind.name, *kind.aliases)}


def _fits(sheet: Sheet, contracts: tuple[Contract, ...], header: Header, codes: Mapping[str, str]) -> Iterator[Layout]:
    places: dict[str, int] = {}
    for index, label in enumerate(header.labels):
        if key := header_key(label):
            places.setdefault(key, index)
    if len(places) > 1:
        layouts = (_fit(sheet, contract, header, places, codes) for contract in contracts)
        yield from (layout for layout in layouts if layout)


def _fit(sheet: Sheet, contract: Contract, header: Header, places: dict[str, int], codes: Mapping[str, str]) -> Layout | None:
    if not contract.keys & places.keys():
        return None
    columns = {
        field: next(places[key] for key in keys if key in places)
        for field, keys in contract.field_keys.items() if any(key in places for key in keys)
    }
    guessed = _misspelt(contract, columns, places)
    lacking = {field for field in contract.required if field not in columns}
    if not lacking <= SAID_ELSEWHERE or len(lacking) == len(contract.required) or any(field in columns for field in contract.without):
        return None
    data_row = _data_row(sheet.head, header.row)
    rows = sheet.head[data_row - 1 :]
    values = value_cells(contract.cells, header.labels, set(columns.values()), codes, header.groups) if contract.cells else NO_VALUES
    if contract.cells and (not values.unclear and len(values.cells) < contract.cells.at_least or rows and is_sub_header(rows[0], set(columns.values()))):
        return None
    titles = [" ".join(row) for row in sheet.head[: header.row - header.height]]
    around = fields_around(contract, places_around(titles, sheet.sheet, sheet.original.stem), columns)
    headings = heading_fields(contract, rows, columns)
    if not lacking <= {*around, *headings}:
        return None
    return Layout(
        contract, columns, values.cells, header.labels, header.height, header.row, data_row, guessed, values.added, values.unclear,
        tuple(around.items()), headings, fills_down(contract, rows, columns),
    )


def _data_row(head: list[list[str]], header_row: int) -> int:
    """The first row below the header and its column numbers."""
    row = header_row + 1
    while row <= min(len(head), HEAD_ROWS) and _is_column_numbers(head[row - 1]):
        row += 1
    return row


def _misspelt(contract: Contract, columns: dict[str, int], places: dict[str, int]) -> tuple[str, ...]:
    """The fields, required or of the place, that were found under a misspelt header; they are added to `columns`."""
    guessed = []
    for field in (*contract.required, *(field for field in PLACE if field not in contract.required)):
        free = [key for key, index in places.items() if index not in columns.values() and len(key) >= 5]
        wanted = contract.field_keys.get(field, ())
        if field in columns or not free or not wanted:
            continue
        near = max((process.extractOne(want, free, scorer=fuzz.ratio) for want in wanted), key=lambda found: found[1])
        if near[1] >= SURELY_MISSPELT:
            columns[field] = places[near[0]]
            guessed.append(field)
    return tuple(guessed)


def _is_column_numbers(row: list[str]) -> bool:
    numbers = [text.strip("() ") for text in row if text.strip()]
    return len(numbers) >= 3 and all(text.isdigit() for text in numbers) and [int(text) for text in numbers] == list(
        range(int(numbers[0]), int(numbers[0]) + len(numbers))
    ) and int(numbers[0]) <= 2
