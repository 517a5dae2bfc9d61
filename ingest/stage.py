"""One sheet into the staging tables: columns become fields, texts get meanings, every row ends in exactly one heap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression, FunctionExpression

from ingest import faults
from ingest.contracts import FIELDS, header_key
from ingest.decisions import Decisions
from ingest.headers_below import check_headers_below
from ingest.meanings import understand
from ingest.periods import period_among, said_in
from ingest.recognise import Layout
from ingest.sheet import BLANKS, Sheet
from ingest.surroundings import kind_keys
from ingest.value_columns import is_whole
from queries.statements import statement

_NAMELESS = frozenset(("", "no", "nomor", "nourut"))  # headers of columns in which the word of a total may stand
_NAMELESS_LOOKED_AT = 5
_TOTALS = "jum jml jlh tot sub gra rat rek kes j u t o s u g r"  # the beginnings of what is_total in macros.sql looks for
_DATES = (
    "birth_date", "found_date", "handled_date", "joined_date", "left_date", "last_training_date", "last_visit_date", "decreed_date",
    "planned_date", "realised_date", "proposed_date", "decided_date", "card_valid_until",
)
_IDENTIFYING = ("nik", "kelurahan_code", "bps_code", *_DATES)
_NUMBERED = (
    *_IDENTIFYING, "count", "population", "households", "member_number", "activity_id", "proposal_number", "target_count", "participants",
    "budget", "realised_budget",
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet with the layout it was taken for."""

    sheet: Sheet
    layout: Layout


def stage(connection: duckdb.DuckDBPyConnection, recognised: Recognised, file_id: int, decisions: Decisions) -> str | None:
    """Append the rows of the sheet to its subject's staging table; the answer is the city they lie in, None when unknown."""
    subject = recognised.layout.contract.subject
    view_rows(connection, recognised)
    city_code = understand(connection, subject, decisions, default_period(recognised))
    check_headers_below(connection, recognised.sheet, recognised.layout)
    values = {"file_id": file_id, "city_code": city_code} if subject == "activity" else {"file_id": file_id}
    connection.execute(statement("ingest/join_as_written"))
    try:
        connection.execute(statement(f"ingest/stage_{subject}"), values)
        if connection.table("place_question").fetchone():
            connection.execute(statement("ingest/review_questions"), {"file_id": file_id})
    finally:
        connection.execute(statement("ingest/join_as_planned"))
    return city_code


def view_rows(connection: duckdb.DuckDBPyConnection, recognised: Recognised) -> None:
    """Make the view `raw_row`: the sheet's rows below its header, every field of the project as text or NULL."""
    layout = recognised.layout
    rows = recognised.sheet.relation(connection)
    rows = rows.filter(ColumnExpression("row_number") >= ConstantExpression(layout.data_row))
    if layout.headings:
        rows = _without_headings(layout, rows)
    rows = faults.with_faults(connection, rows, recognised.sheet, layout)
    fields = {name: _field(layout, name) for name in FIELDS}
    added = dict(layout.added)
    mapped = [_cell(index) for index in (*layout.columns.values(), *(index for index, _ in layout.cells), *added.values())]
    anchor = layout.columns[layout.anchor]
    unmapped = next((index for index in range(len(layout.labels)) if index not in layout.columns.values()), 0)
    cells = rows.select(
        ColumnExpression("row_number"),
        (FunctionExpression("concat", ColumnExpression("heading"), _cell(unmapped)) if layout.headings else _cell(unmapped)).alias("first_text"),
        *(value.alias(name) for name, value in fields.items()),
        _list([ConstantExpression(code) for _, code in layout.cells]).alias("cell_kinds"),
        _list([_value(index, added) for index, _ in layout.cells]).alias("cell_counts"),
        _list([ConstantExpression(_name_of(layout, index, added)) for index, _ in layout.cells]).alias("cell_labels"),
        _cell(anchor).alias("anchor"),
        ConstantExpression(layout.labels[anchor]).alias("anchor_label"),
        _clues(recognised.layout, fields, mapped).alias("clues"),
        _printed_total(layout).alias("printed_total"),
        _parts_differ(layout).alias("parts_differ"),
        _count_filled(mapped).alias("filled"),
        *map(ColumnExpression, faults.FIELDS),
        *_carried(layout, fields),
    )
    # A registered relation is a temporary view; create_view would leave the file's path in the edition.
    connection.register("raw_cell", cells)
    connection.execute(statement("ingest/raw_row_filled" if layout.fill_down or layout.headings else "ingest/raw_row"))


def _without_headings(layout: Layout, rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The rows with a column `heading`, the words of a row that is one; its cells are blank then."""
    *cells, number = rows.columns
    kinds = sorted({key for field in layout.headings if field != "kecamatan" for key in kind_keys(field)})
    texts = _list([_cell(int(cell[1:])) for cell in cells])
    found = FunctionExpression("heading_of", texts, _list([ConstantExpression(key) for key in kinds]), ConstantExpression("kecamatan" in layout.headings))
    rows = rows.select(ColumnExpression(number), *map(ColumnExpression, cells), found.alias("heading"))
    is_heading = ColumnExpression("heading").isnotnull()
    blanked = (CaseExpression(is_heading, _constant(None, "VARCHAR")).otherwise(ColumnExpression(cell)).alias(cell) for cell in cells)
    return rows.select(*blanked, ColumnExpression(number), ColumnExpression("heading"))


def _carried(layout: Layout, fields: dict[str, Expression]) -> list[Expression]:
    """What rows hand down to those below them: their place, or what a heading says."""
    if not (layout.fill_down or layout.headings):
        return []
    nothing = _constant(None, "VARCHAR")
    heading = {field: ColumnExpression("heading") if field in layout.headings else nothing for field in ("kecamatan", "ppks", "kind")}
    place = {field: fields[field] if field in layout.fill_down else nothing for field in ("kecamatan", "kelurahan")}
    return [
        CaseExpression(place["kecamatan"].isnotnull(), place["kecamatan"]).otherwise(heading["kecamatan"]).alias("kecamatan_below"),
        place["kelurahan"].alias("kelurahan_below"),
        heading["ppks"].alias("ppks_below"), heading["kind"].alias("kind_below"),
    ]


def default_period(recognised: Recognised) -> date | None:
    """The month that the title, the sheet's name and the file's name speak of, the first of them first."""
    return said_period(recognised)[0]


def said_period(recognised: Recognised) -> tuple[date | None, str]:
    """The month around the table, and where it stands or stands unreadable: judul, nama lembar, nama berkas, '' nowhere."""
    texts = _around(recognised)
    period, index = period_among(texts)
    if recognised.sheet.is_beside_months and not any(said_in(text).month for text in texts):
        return None, "nama lembar"
    if index is None:
        return None, ""
    return period, {1: "nama berkas", 2: "nama lembar"}.get(len(texts) - index, "judul")


def said_month(recognised: Recognised) -> date | None:
    """The month in which a list says that it was made; a year alone does not say how far into it the list goes."""
    texts = _around(recognised)
    return period_among(texts)[0] if any(said_in(text).month for text in texts) else None


def _around(recognised: Recognised) -> list[str]:
    """The lines above the table, then the names of its sheet and file."""
    titles = [" ".join(row) for row in recognised.sheet.head[: recognised.layout.header_row - recognised.layout.header_rows]]
    return [*titles, recognised.sheet.sheet, recognised.sheet.original.stem]


def _clues(layout: Layout, fields: dict[str, Expression], mapped: list[Expression]) -> Expression:
    """What tells a row that is no data from one that is, see `skip_rule` in queries/ingest/macros.sql.

    Its places and the cells of columns without a name; its first cell; its numbers and dates of a person; all its cells but the NIK and
    dates, in which a place with a date is no signature; and those that hold a number in every row of data. NULL, and never computed, where
    more than two cells are filled and none begins like a total.
    """
    nameless = [index for index, label in enumerate(layout.labels) if header_key(label) in _NAMELESS and index not in layout.columns.values()]
    unnamed = [_cell(index) for index in nameless[:_NAMELESS_LOOKED_AT]]
    places = [fields[name] for name in ("kecamatan", "kelurahan") if name in layout.columns]
    of_person = {layout.columns[name] for name in ("nik", *_DATES) if name in layout.columns}
    signed = [_cell(index) for index in sorted({*layout.columns.values(), *(index for index, _ in layout.cells)} - of_person)]
    numbers = [*(fields[name] for name in _NUMBERED if name in layout.columns), *(_cell(index) for index, _ in layout.cells)]
    texts = _list([
        _joined([*places, *unnamed]), _cell(0), _joined([fields[name] for name in _IDENTIFYING if name in layout.columns]),
        _joined([_cell(0), *signed]), _joined(numbers),
    ])
    may_skip = _count_filled(mapped) <= ConstantExpression(2)
    for cell in (_cell(0), *places, *unnamed):
        may_skip = may_skip | _begins_like_a_total(cell)
    return CaseExpression(may_skip, texts)


def _begins_like_a_total(cell: Expression) -> Expression:
    """Or ends like one; a little too often is no harm. A list of values would be joined to, for every query and every row."""
    begin = FunctionExpression("lower", FunctionExpression("left", cell, ConstantExpression(3)))
    ends = (FunctionExpression("suffix", cell, ConstantExpression(end)) for end in ("otal", "OTAL"))
    return reduce(or_, ends, FunctionExpression("contains", ConstantExpression(_TOTALS), begin))


def _joined(cells: list[Expression]) -> Expression:
    return FunctionExpression("concat_ws", ConstantExpression(" | "), *cells) if cells else ConstantExpression("")


def _printed_total(layout: Layout) -> Expression:
    """The cell of the column that a wide layout leaves unread because it repeats the sum of the others."""
    rule, values = layout.contract.cells, [index for index, _ in layout.cells]
    if not values or not any(map(is_whole, rule.ignore)):
        return _constant(None, "VARCHAR")
    sums = [index for index, label in enumerate(layout.labels) if index > max(values) and is_whole(label) and index not in layout.read_columns]
    return _cell(sums[-1]) if sums else _constant(None, "VARCHAR")


def _parts_differ(layout: Layout) -> Expression:
    """Whether the parts of a sum, which are not read, do not add up to it."""
    differing = (FunctionExpression("differs_from_parts", _cell(total), _list([_cell(part) for part in parts])) for total, parts in layout.parts)
    return reduce(or_, differing, ConstantExpression(False))


def _field(layout: Layout, name: str) -> Expression:
    if name == "month" and "month" not in layout.columns and "quarter" in layout.columns:
        quarter = _cell(layout.columns["quarter"])
        is_bare = FunctionExpression("regexp_full_match", quarter, ConstantExpression(r"(?i)[0-9ivx]+(\.0)?"))
        return CaseExpression(is_bare, FunctionExpression("concat", ConstantExpression("triwulan "), quarter)).otherwise(quarter)
    if name in layout.columns:
        return _cell(layout.columns[name])
    return _constant({**layout.contract.constants, **dict(layout.around)}.get(name), "VARCHAR")


def _cell(index: int) -> Expression:
    """The text without blanks around it, NULL when there is none; trimming costs most of a scan, so only cells that need it are trimmed."""
    cell = ColumnExpression(f"c{index}")
    trimmed = FunctionExpression("nullif", FunctionExpression("trim", cell, ConstantExpression(BLANKS)), ConstantExpression(""))
    begins_blank = (cell < ConstantExpression("!")) | (cell >= ConstantExpression("\x7f"))
    ends_blank = reduce(or_, (FunctionExpression("suffix", cell, ConstantExpression(blank)) for blank in BLANKS))
    return CaseExpression(begins_blank | ends_blank, trimmed).otherwise(cell)


def _name_of(layout: Layout, index: int, added: Mapping[int, int]) -> str:
    """The header of a value, with that of the column that is added to it."""
    return f"{layout.names[index]} + {layout.names[added[index]]}" if index in added else layout.names[index]


def _value(index: int, added: Mapping[int, int]) -> Expression:
    """The text of a value column, together with the one that is added to it."""
    return FunctionExpression("counts_together", _cell(index), _cell(added[index])) if index in added else _cell(index)


def _constant(value: object, kind: str) -> Expression:
    return ConstantExpression(value).cast(kind)


def _list(items: list[Expression]) -> Expression:
    return FunctionExpression("list_value", *items).cast("VARCHAR[]")


def _count_filled(cells: list[Expression]) -> Expression:
    total = ConstantExpression(0)
    for cell in cells:
        total = total + CaseExpression(cell.isnotnull(), ConstantExpression(1)).otherwise(ConstantExpression(0))
    return total.cast("INTEGER")
