"""What a person sees of an upload before anything is published: what it is taken for and why, and its first rows without persons."""

import re
import tempfile
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import duckdb

from data import paths, reference
from data.parameters import disclosure_rule
from geo.places import name_key
from ingest.content import Proposal, proposals
from ingest.contracts import Contract, header_key, load_contracts
from ingest.decisions import decisions_of
from ingest.headers_below import check_headers_below
from ingest.kinds import column_headers, ppks_codes
from ingest.meanings import understand
from ingest.merged_cells import spread
from ingest.own_contracts import bases
from ingest.recognise import Layout, SeveralPlaces, recognise, said_of
from ingest.remarks import remarks
from ingest.sheet import Sheet, read_sheets
from ingest.stage import Recognised, said_period, view_rows
from ingest.surroundings import kind_keys, names_of
from ingest.value_columns import value_cells, value_headers
from queries.disclosure import is_too_sensitive
from queries.statements import statement

HIDDEN = "disembunyikan"
PREVIEW_ROWS = 5
# Only these may be looked at; whatever else a column holds may be a person.
_SHOWN = frozenset((
    "kecamatan", "kelurahan", "kelurahan_code", "kecamatan_code", "bps_code", "bps_kecamatan_code", "city", "sex", "year",
    "month", "semester", "unit", "ppks", "count", "found_date", "handled_date", "case_status", "reporter", "residence",
    "population", "households", "register", "programme", "decile", "kind", "member_status", "joined_date", "left_date",
    "training_level", "last_training_date", "card_status", "card_valid_until", "institution_name", "last_visit_date",
    "classification", "decreed_date", "activity_id", "sub_activity_code", "activity_kind", "topic", "planned_date",
    "realised_date", "target_count", "participants", "budget", "realised_budget", "activity_status", "attended",
    "proposed_date", "decided_date", "proposal_status",
))
_HEADER_WITHIN = 40
_LONG_NUMBER = re.compile(r"[0-9](?:[\s.-]?[0-9]){13,}")
_DATA_LIKE = re.compile(r"[0-9](?:[\s./-]?[0-9]){4,}")
_NUMBER = re.compile(r"\W*[0-9][0-9.,]*\W*(?:[a-z]+)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its header, the field it is read as (None: not read), whether that was guessed from a misspelling.

    `value` is the code of a value column in a wide layout, None for every other.
    """

    header: str
    field: str | None
    is_guessed: bool = False
    value: str | None = None

    @property
    def is_value(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """One sheet. `contract` None: taken for nothing, `nearest` is the layout it comes closest to and `missing` what that lacks.

    `period` is the month around the table and `period_from` where it stands: judul, nama lembar, nama berkas; without a `period` it cannot be read
    there. `doubled` maps a field to all the headers that would fit it; the first is read. `preview` holds the first rows below the header, a text a
    column, HIDDEN where a person could be. `remarks` are sentences about the sheet as a whole,
    `proposals` what columns seem to hold by their content, where nothing was recognised, `asked` the fields of which several columns compete.
    """

    sheet: str
    columns: tuple[Column, ...]
    contract: str | None = None
    title: str = ""
    subject: str | None = None
    city_code: str | None = None
    period: date | None = None
    period_from: str = ""
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nearest: str | None = None
    missing: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    asked: tuple[str, ...] = ()


def look_at(path: Path) -> tuple[Reading, ...]:
    """Every sheet of an upload. UserError for a file that cannot be read at all."""
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(_reading(sheet) for sheet in read_sheets(path, path.name, Path(scratch)))


def _reading(sheet: Sheet) -> Reading:
    try:
        layout = recognise(sheet, load_contracts(), reference.ppks_kinds())
    except SeveralPlaces as asked:
        return _asked(sheet, asked.layout)
    return _recognised(spread(sheet, layout), layout) if layout else _unknown(sheet)


def _columns(layout: Layout) -> tuple[Column, ...]:
    fields = {index: field for field, index in reversed(layout.columns.items())}
    values = dict(layout.cells)
    values |= {second: values[first] for first, second in layout.added}
    return tuple(Column(name, fields.get(index), fields.get(index) in layout.guessed, values.get(index)) for index, name in enumerate(layout.names))


def _preview(sheet: Sheet, layout: Layout, columns: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    rows = islice(sheet.head, layout.data_row - 1, layout.data_row - 1 + PREVIEW_ROWS)
    return tuple(tuple(_shown(layout.contract, column, row, index) for index, column in enumerate(columns)) for row in rows)


def _asked(sheet: Sheet, layout: Layout) -> Reading:
    """A table with several addresses: the columns that compete are shown, and none of them is chosen."""
    fields = {index: field for field, at in layout.competing.items() for index in at}
    shown = tuple(replace(column, field=fields.get(index, column.field)) for index, column in enumerate(_columns(layout)))
    columns = tuple(replace(column, field=None) if index in fields else column for index, column in enumerate(shown))
    said = said_of(layout)
    return Reading(
        sheet.sheet, columns, nearest=layout.contract.name.rsplit("-", 1)[0], preview=_preview(sheet, layout, shown),
        remarks=(f"{said[0].upper()}{said[1:]} Pilih di bawah; pilihannya diingat untuk berkas berikutnya.",), asked=tuple(layout.competing),
    )


def _recognised(sheet: Sheet, layout: Layout) -> Reading:
    columns = _columns(layout)
    present = {header_key(label): label for label in layout.labels if label}
    doubled = {}
    for name in layout.columns:
        fitting = tuple(dict.fromkeys(present[key] for key in layout.contract.field_keys.get(name, ()) if key in present))
        others = tuple(label for label in fitting if not any(column.header == label and column.field not in (None, name) for column in columns))
        if len(others) > 1:
            doubled[name] = others
    found = Recognised(sheet, layout)
    period, period_from = said_period(found)
    return Reading(
        sheet.sheet, columns, layout.contract.name, layout.contract.title, layout.contract.subject, _city_of(found), period, period_from, doubled,
        preview=_preview(sheet, layout, columns),
        remarks=tuple(remark.message for remark in remarks(sheet, layout) if remark.rule != "header_guessed"),
    )


def _shown(contract: Contract, column: Column, row: list[str], index: int) -> str:
    text = row[index] if index < len(row) else ""
    if column.is_value:
        return HIDDEN if contract.subject == "ppks_count" and column.value.split("|")[0] in _sensitive_kinds(date.today()) else text
    if column.field not in _SHOWN or _LONG_NUMBER.search(text):
        return HIDDEN if text else ""
    if column.field == "count" and contract.subject == "ppks_count":
        return HIDDEN
    if column.field == "ppks" and ppks_codes().get(header_key(text)) in (*_sensitive_kinds(date.today()), None):
        return HIDDEN
    return text


@cache
def _sensitive_kinds(on: date) -> frozenset[str]:
    """Kinds that must not be seen of one kelurahan under the rule of this day."""
    rule = disclosure_rule(on)
    rows = reference.read_rows(paths.REFERENCE / "ppks.csv")
    return frozenset(row["ppks_code"] for row in rows if is_too_sensitive(row["tier"], "kelurahan", rule))


def _unknown(sheet: Sheet) -> Reading:
    contracts = bases()
    labels = _likely_header(sheet.head, contracts)
    columns = tuple(Column(label, None) for label in labels)
    places = {header_key(label): index for index, label in enumerate(labels) if header_key(label)}
    best = _nearest(contracts, labels, places)
    return Reading(
        sheet.sheet, columns, nearest=best and best.name, missing=_lacking(best, places.keys()) if best else (),
        proposals=_proposals(sheet.head, labels, contracts),
    )


def _nearest(contracts: tuple[Contract, ...], labels: tuple[str, ...], places: dict[str, int]) -> Contract | None:
    """The layout that knows most headers, and of these the one that lacks least; None where two subjects are equally near, or all are far."""
    scores = [(_explained(contract, labels, places), -len(_lacking(contract, places.keys()))) for contract in contracts]
    highest = max(scores)
    nearest = [contract for contract, score in zip(contracts, scores, strict=True) if score == highest]
    return nearest[0] if highest[0] > 1 and len({contract.subject for contract in nearest}) == 1 else None


def _proposals(head: list[list[str]], labels: tuple[str, ...], contracts: tuple[Contract, ...]) -> tuple[Proposal, ...]:
    """What the columns below the likely header, or of a table without one, seem to hold."""
    first = next((number for number, row in enumerate(head) if labels and tuple(row) == labels), -1) + 1
    rows = [row for row in head[first:] if len([cell for cell in row if cell]) > 1]
    return proposals(rows, sorted({"nik", *(field for contract in contracts for field in contract.required)}))


def _explained(contract: Contract, labels: tuple[str, ...], places: dict[str, int]) -> int:
    """How many headers the contract knows; a wide layout without its value columns knows none."""
    cells = value_cells(contract.cells, labels, set(), column_headers(reference.ppks_kinds(), contract.subject)).cells if contract.cells else ()
    if contract.cells and len(cells) < contract.cells.at_least:
        return 0
    return len(contract.keys & places.keys()) + len(cells)


def _lacking(contract: Contract, keys: Set[str]) -> tuple[str, ...]:
    return tuple(field for field in contract.required if keys.isdisjoint(contract.field_keys.get(field, ())))


def _likely_header(head: list[list[str]], contracts: tuple[Contract, ...]) -> tuple[str, ...]:
    """The row with most known headers, else the first with several words; never one that looks like a person's row.

    A number, or the kind of a case, is found in a header only beside known headers; a row without two of these is a header only above all that
    looks like data, and where the cells below it look like data in several columns and its own do not.
    """
    values = (value_headers(contract.cells, {}) for contract in contracts if contract.cells)
    known = {key for contract in contracts for key in contract.keys}.union(*values)
    rows = [row for row in head[:_HEADER_WITHIN] if len({header_key(cell) for cell in row} - {""}) > 1]
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    is_above_data = True
    for number, row in enumerate(rows):
        unknown = [cell for cell in row if cell.strip() and header_key(cell) not in known]
        known_count = len([cell for cell in row if header_key(cell) in known])
        kinds = {header_key(cell) for cell in unknown} & _kind_words()
        is_headed = known_count > 1
        is_of_case = 0 < len(kinds) < 3 - known_count  # a kind or two, as in a row of data; more of them are the columns of a recap
        is_data = any(map(_is_data, unknown)) or (any(map(_NUMBER.fullmatch, unknown)) and not is_headed) or is_of_case
        if not is_data and (is_headed or is_above_data and _is_told_apart(row, rows[number + 1 : number + 1 + PREVIEW_ROWS])):
            best = max(best, (known_count, len([cell for cell in row if cell]), tuple(row)), key=lambda one: one[:2])
        is_above_data = is_above_data and not is_data
    return best[2]


def _is_told_apart(row: list[str], below: list[list[str]]) -> bool:
    """Whether two columns below the row look like data, most of their cells, and do not at the row itself."""
    columns = [[cells[index] for cells in below if index < len(cells) and cells[index].strip()] for index in range(len(row))]
    found = [
        column for cell, column in zip(row, columns, strict=True)
        if cell.strip() and not _is_data(cell) and not _NUMBER.fullmatch(cell) and 2 * sum(map(_is_like_data, column)) > len(column)
    ]
    return len(found) > 1


def _is_like_data(cell: str) -> bool:
    return _is_data(cell) or header_key(cell) in _kind_words() or _NUMBER.fullmatch(cell) is not None


@cache
def _kind_words() -> frozenset[str]:
    return kind_keys("ppks") | kind_keys("kind")


def _is_data(cell: str) -> bool:
    key = name_key(cell)
    is_place = key in names_of("kelurahan") or key in names_of("kecamatan")
    return bool(_DATA_LIKE.search(cell)) or bool(key) and (is_place or header_key(cell) in _status_words())


@cache
def _status_words() -> frozenset[str]:
    return frozenset(header_key(text) for word in reference.vocabulary() for text in (word.label, *word.texts) if not header_key(text).isdigit())


def _city_of(found: Recognised) -> str | None:
    """The city most rows lie in, as a build will find it; None when they name no place."""
    decisions = decisions_of(found.layout.contract.name)
    with duckdb.connect() as connection:
        connection.execute(statement("ingest/macros"))
        connection.execute(statement("ingest/stage"))
        try:
            view_rows(connection, found)
            city_code = understand(connection, found.layout.contract.subject, decisions)
            check_headers_below(connection, found.sheet, found.layout)
            return city_code
        except duckdb.Error as error:
            raise found.sheet.unreadable(error) from error
