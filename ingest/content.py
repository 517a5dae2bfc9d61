"""What a column seems to hold, judged by its cells: a proposal for the person who maps it, never taken by itself. Only shares leave, no cell."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.places import name_key
from ingest.contracts import header_key
from ingest.dates import parse_date
from ingest.surroundings import kind_keys, names_of

_ENOUGH_SHARE, _ENOUGH_CELLS = 0.8, 2
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,9}")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?")


def _is_date(cell: str) -> bool:
    return not re.fullmatch(r"\d{1,5}(?:\.\d+)?", cell) and parse_date(cell) is not None


_LOOKS: dict[str, Callable[[str], bool]] = {
    "nik": lambda cell: re.fullmatch(r"\d{16}", cell) is not None,
    "kelurahan": lambda cell: name_key(cell) in names_of("kelurahan"),
    "kecamatan": lambda cell: name_key(cell) in names_of("kecamatan"),
    "ppks": lambda cell: header_key(cell) in kind_keys("ppks"),
    "kind": lambda cell: header_key(cell) in kind_keys("kind"),
    "date": _is_date,
    "year": lambda cell: _YEAR.fullmatch(cell) is not None,
    "number": lambda cell: _NUMBER.fullmatch(cell) is not None and not _YEAR.fullmatch(cell),
}
_FIELD_LOOKS = {
    "found_date": "date", "proposed_date": "date", "planned_date": "date", "count": "number", "population": "number", "households": "number",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`field` may stand in the column at `index`: `percent` of its cells look like it."""

    field: str
    index: int
    percent: int


def proposals(rows: Sequence[Sequence[str]], fields: Sequence[str]) -> tuple[Proposal, ...]:
    """The columns of these rows that look like one of the fields, the surest first; a field of free text has none."""
    width = max(map(len, rows), default=0)
    columns = [[cell for row in rows if index < len(row) and (cell := row[index].strip())] for index in range(width)]
    found = []
    for field in fields:
        look = _LOOKS.get(_FIELD_LOOKS.get(field, field))
        for index, cells in enumerate(columns):
            if look and len(cells) >= _ENOUGH_CELLS and (share := sum(map(look, cells)) / len(cells)) >= _ENOUGH_SHARE:
                found.append(Proposal(field, index, int(100 * share)))
    return tuple(sorted(found, key=lambda one: (-one.percent, one.index, one.field)))
