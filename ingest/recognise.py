"""What a sheet is taken for: the contract whose headers it carries, where its header stands, which column is which field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.errors import UserError
from data.reference import Kind
from ingest import addresses
from ingest.contracts import COUNTED, PLACE, Contract, header_key
from ingest.headers import Header, headers_at, is_sub_header
from ingest.kinds import column_headers
from ingest.second_table import Table, second_table
from ingest.sheet import HEAD_ROWS, Sheet
from ingest.surroundings import SAID_ELSEWHERE, fields_around, fills_down, heading_fields, places_around, unit_around
from ingest.value_columns import NO_VALUES, Parts, parts_beside, value_cells, value_headers

_HEADER_WITHIN = 40  # a header is looked for in the first rows only
_DTSEN = re.compile(r"(?<![a-z])dtsen(?![a-z])", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
SURELY_MISSPELT = 88  # similarity in percent from which an unclaimed header counts as a misspelt one


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` maps a field to its column index, `cells` holds (column index, code) of the value columns of a wide sheet, `added`
    the columns whose number is added to that of another, as women to men; `unclear` is a header whose parts do not say which is the value; `parts`
    the columns, not read, that a column of their sum stands beside.

    `around` are fields of the place that only the title or a name says, `headings` fields that rows between the data say for those below them,
    `fill_down` fields written on the first row of a block only, `names` the labels with those of several places told apart. Rows are counted from 1: `header_row` is the last row of the header, `data_row` the first below it and its column numbers.
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
    names: tuple[str, ...] = ()
    parts: Parts = ()

    @property
    def explained(self) -> int:
        """How many columns have a meaning; one that serves two fields counts once."""
        return len(self.read_columns)

    @property
    def read_columns(self) -> frozenset[int]:
        """The columns that are read."""
        return frozenset((*self.columns.values(), *(index for index, _ in self.cells), *(index for pair in self.added for index in pair)))

    @property
    def doubled(self) -> tuple[str, ...]:
        """The headers of required fields that stand over a further column, which is not read."""
        keys = list(map(header_key, self.labels))
        wanted = dict.fromkeys(self.columns[field] for field in self.contract.required if field in self.columns and not self._is_chosen(field))
        return tuple(self.labels[index] for index in wanted if keys.count(keys[index]) > 1)

    @property
    def competing(self) -> dict[str, tuple[int, ...]]:
        """The columns that could each be a field of the place, where neither the headers nor a contract says which of them counts."""
        keys = list(map(header_key, self.labels))
        found = {}
        for field in (name for name in addresses.FIELDS if name in self.columns and not self._is_chosen(name)):
            own = self.columns[field]
            others = (
                index for index, label in enumerate(self.labels)
                if index != own and (keys[index] == keys[own] or (index not in self.columns.values() and addresses.is_of_address(label, field)))
            )
            if rivals := tuple(others):
                found[field] = tuple(sorted((own, *rivals)))
        return found

    def _is_chosen(self, field: str) -> bool:
        """Whether the contract names this one column, and the name fits no other."""
        return self.contract.field_keys[field] == (header_key(self.names[self.columns[field]]),)

    @property
    def rows_above(self) -> int:
        """Titles, blank rows and column numbers around the header; the header itself is not counted."""
        return self.data_row - 1 - self.header_rows

    @property
    def anchor(self) -> str:
        """The field whose own header below the header betrays a repeated one."""
        return next(field for field in ("kelurahan", *self.contract.required) if field in self.columns)


class SeveralPlaces(UserError):
    """A table with several columns of one field of the place, of which a person has to choose; `layout` is how it would be read."""

    def __init__(self, label: str, layout: Layout) -> None:
        super().__init__(f"{label}, baris {layout.header_row}: {said_of(layout)} Pilih di halaman Impor, atau tambahkan kontrak di data/sources/.")
        self.layout = layout


def said_of(layout: Layout) -> str:
    """Which columns compete, by names that tell them apart."""
    parts = (f"{field.replace('_code', ' (kode)')} ada di {' dan '.join(repr(layout.names[index]) for index in at)}" for field, at in layout.competing.items())
    return f"{'; '.join(parts)}, dan tidak jelas mana yang dipakai."


def recognise(sheet: Sheet, contracts: tuple[Contract, ...], kinds: tuple[Kind, ...]) -> Layout | None:
    """The layout that explains most columns of the sheet, None when no contract fits.

    SeveralPlaces when two addresses stand side by side. UserError when one fits but for a value whose columns do not say which of them is meant, for a second table beside or below it, or for its register.
    """
    values: dict[str, str] = {}
    for contract in contracts:
        values |= value_headers(contract.cells, column_headers(kinds, contract.subject)) if contract.cells else {}
    candidates = (
        layout
        for row in range(min(_HEADER_WITHIN, len(sheet.head)))
        for header in headers_at(sheet.head, row, values)
        for layout in _fits(sheet, contracts, header, kinds)
    )
    # A place that nobody has chosen explains nothing yet: a layout in which somebody chose goes before.
    best = max(candidates, key=lambda one: (one.explained - len(one.competing), not one.competing, -len(one.guessed), -one.header_rows), default=None)
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
    if best and best.competing:
        raise SeveralPlaces(sheet.label, best)
    if best and len(columns := _of_other_years(sheet, best)) > 1:
        named = ", ".join(f"'{label}'" for label in columns)
        raise UserError(
            f"{sheet.label}, baris {best.header_row}: {named} memuat angka beberapa tahun, dan hanya satu tahun dapat dibaca dari sebuah baris. "
            "Tulis satu baris setiap tahun dengan kolom Tahun, atau satu lembar setiap tahun."
        )
    if best and (fault := second_table(sheet, table_of(sheet, best))):
        raise second_table_error(sheet, fault)
    if best and _is_of_other_register(sheet, best):
        raise UserError(
            f"{sheet.label}: judul, nama lembar, atau nama berkas menyebut DTSEN, tetapi kolomnya dibaca sebagai rekap DTKS. Susun seperti rekap DTSEN "
            "menurut desil (dengan kolom bulan), atau bila isinya memang DTKS hapus kata DTSEN dari judul, nama lembar, dan nama berkas."
        )
    return best


def _of_other_years(sheet: Sheet, layout: Layout) -> list[str]:
    """The headers of columns of numbers that are not read, each of a year of its own, where the rows say no year."""
    if layout.contract.subject not in COUNTED or "year" in layout.columns:
        return []
    body = sheet.head[layout.data_row - 1 :]
    years = {
        found[0]: label for index, label in enumerate(layout.labels)
        if index not in layout.read_columns and (found := _YEAR.search(label)) and any(re.search(r"\d", row[index]) for row in body if index < len(row))
    }
    return list(years.values())


def table_of(sheet: Sheet, layout: Layout) -> Table:
    """The table that the layout reads, to compare further headers with."""
    first = layout.header_row - layout.header_rows
    width = len(layout.labels)
    header = tuple(tuple(map(header_key, [*row, *[""] * (width - len(row))])) for row in sheet.head[first : layout.header_row])
    has_period = "year" in layout.columns or layout.contract.subject not in COUNTED
    around = () if has_period else (*(" ".join(row) for row in sheet.head[:first]), sheet.sheet, sheet.original.stem)
    words = layout.contract.keys | {header_key(label) for label in layout.labels} - {""}
    return Table(header, layout.header_row, layout.data_row, tuple(sorted(layout.read_columns)), layout.columns[layout.anchor], words, around)


def second_table_error(sheet: Sheet, fault: str) -> UserError:
    """What to say of a sheet with a second table."""
    return UserError(f"{sheet.label}: {fault}, jadi ini tabel kedua. Pindahkan ke lembar atau berkas sendiri, lalu ulangi.")


def _is_of_other_register(sheet: Sheet, layout: Layout) -> bool:
    """Whether the texts around a table speak of DTSEN and its contract would make DTKS of it."""
    titles = [" ".join(row) for row in sheet.head[: layout.header_row - layout.header_rows]]
    is_dtks = layout.contract.constants.get("register") == "DTKS" and "register" not in layout.columns
    return is_dtks and any(_DTSEN.search(text) for text in (*titles, sheet.sheet, sheet.original.stem))


def _fits(sheet: Sheet, contracts: tuple[Contract, ...], header: Header, kinds: tuple[Kind, ...]) -> Iterator[Layout]:
    places: dict[str, int] = {}
    for index, label in enumerate(header.labels):
        if key := header_key(label):
            places.setdefault(key, index)
    if len(places) > 1:
        above = addresses.above_of(sheet.head, header.row, header.groups, len(header.labels))
        names = addresses.told_apart(header.labels, above)
        for index, name in enumerate(names):
            places.setdefault(header_key(name), index)
        layouts = (_fit(sheet, contract, header, places, names, column_headers(kinds, contract.subject)) for contract in contracts)
        yield from (layout for layout in layouts if layout)


def _fit(
    sheet: Sheet, contract: Contract, header: Header, places: dict[str, int], names: tuple[str, ...], codes: Mapping[str, str]
) -> Layout | None:
    if not contract.keys & places.keys():
        return None
    columns = {
        field: next(places[key] for key in keys if key in places)
        for field, keys in contract.field_keys.items() if any(key in places for key in keys)
    }
    guessed = _misspelt(contract, columns, {key: index for key, index in places.items() if not _is_of_address(header.labels[index])})
    lacking = {field for field in contract.required if field not in columns}
    if not lacking <= SAID_ELSEWHERE or len(lacking) == len(contract.required) or any(field in columns for field in contract.without):
        return None
    data_row = _data_row(sheet.head, header.row)
    rows = sheet.head[data_row - 1 :]
    values = value_cells(contract.cells, header.labels, set(columns.values()), codes, header.groups) if contract.cells else NO_VALUES
    if contract.cells and (not values.unclear and len(values.cells) < contract.cells.at_least or rows and is_sub_header(rows[0], set(columns.values()))):
        return None
    titles = [" ".join(row) for row in sheet.head[: header.row - header.height]]
    around = fields_around(contract, places_around(titles, sheet.sheet, sheet.original.stem), columns) | unit_around(contract, titles, columns)
    headings = heading_fields(contract, rows, columns)
    if not lacking <= {*around, *headings}:
        return None
    return Layout(
        contract, columns, values.cells, header.labels, header.height, header.row, data_row, guessed, values.added, values.unclear,
        tuple(around.items()), headings, fills_down(contract, rows, columns), names, values.parts or _parts(header.labels, columns),
    )


def _parts(labels: Sequence[str], columns: dict[str, int]) -> Parts:
    """What a recap with one column of counts has beside it."""
    return parts_beside(labels, columns["count"], set(columns.values())) if "count" in columns else ()


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


def _is_of_address(label: str) -> bool:
    return any(addresses.is_of_address(label, field) for field in addresses.FIELDS)


def _is_column_numbers(row: list[str]) -> bool:
    numbers = [text.strip("() ") for text in row if text.strip()]
    return len(numbers) >= 3 and all(text.isdigit() for text in numbers) and [int(text) for text in numbers] == list(
        range(int(numbers[0]), int(numbers[0]) + len(numbers))
    ) and int(numbers[0]) <= 2
