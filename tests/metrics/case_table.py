"""Case tables: a tiny city as plain text, and the figures that must come of it.

A table is a text file of blocks. A block starts with its name in brackets, its next line names the columns, the others are rows; `-` is not known, `#`
starts a comment. Places are written without the city's 13.72 (Kota Solok): `01.1003` a kelurahan, `01` a kecamatan, `kota` the city.

    [city]              starts another city, with nothing in it
    [members] [recap] [cases] [population] [welfare] [activities] [attendance] [proposals] [rw]   what the agency has
    [expect name=value ...]   what `measure` must answer
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd

from data import editions, paths, reference
from queries.statements import aggregates, statement
from queries.warehouse import structure

CITY = "13.72"
FOLDER = Path(__file__).parent
# Columns of the blocks that an edition names otherwise, and what every row has besides.
_BLOCKS = {
    "members": ("core_volunteer", {"id": "volunteer_id", "kind": "kind_code", "joined": "joined_date", "left": "left_date", "active": "is_active",
                                   "trained": "last_training_date"}),
    "recap": ("core_ppks_count", {"kind": "ppks_code", "persons": "persons_count"}),
    "cases": ("core_ppks_case", {"kind": "ppks_code", "found": "found_date", "handled": "handled_date", "resident": "is_resident"}),
    "population": ("core_population", {}),
    "welfare": ("core_welfare_count", {}),
    "activities": ("core_activity", {"id": "activity_id", "kind": "kind_code", "planned": "planned_date", "done": "realised_date",
                                     "participants": "participants_count"}),
    "attendance": ("core_attendance", {"activity": "activity_id", "member": "volunteer_id"}),
    "institutions": ("core_institution", {"kind": "kind_code"}),
    "proposals": ("core_proposal", {"id": "proposal_id", "proposed": "proposed_date", "decided": "decided_date"}),
}


@dataclass(slots=True)
class Block:
    """A block of a case table: its rows as texts, with the line each stands on; '' is not known."""

    name: str
    options: dict[str, str]
    rows: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read(path: Path) -> list[Block]:
    """The blocks of a case table. ValueError names file and line of a row that does not fit its columns."""
    blocks: list[Block] = []
    columns: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if words[0].startswith("["):
            name, *options = " ".join(words).strip("[]").split()
            blocks.append(Block(name, dict(option.split("=") for option in options)))
            columns = None
        elif columns is None:
            columns = words
        elif len(words) != len(columns):
            raise ValueError(f"{path.name}, line {number}: {len(words)} words for the columns {columns}")
        else:
            blocks[-1].rows.append({column: "" if word == "-" else word for column, word in zip(columns, words, strict=True)})
            blocks[-1].lines.append(number)
    return blocks


def cities_of(blocks: list[Block]) -> list[list[Block]]:
    """The blocks of each city of a table."""
    starts = [index for index, block in enumerate(blocks) if block.name == "city"]
    return [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def place_code(text: str) -> str:
    """Code of a place of a case table."""
    return CITY if text == "kota" else f"{CITY}.{text}"


def build_edition(blocks: list[Block]) -> str:
    """Write an edition of the blocks of one city into the warehouse folder and return its id. ValueError for an unknown block."""
    edition_id = f"20250101-000000-{sha256(repr(blocks).encode()).hexdigest()[:8]}"
    path = editions.file_of(edition_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(path) as connection:
        connection.execute(statement("ingest/schema"))
        _load_reference(connection)
        for block in blocks:
            if block.name in _BLOCKS:
                _insert(connection, block)
            elif block.name == "rw":
                connection.executemany(
                    "UPDATE dim_kelurahan SET rw_count = ? WHERE kelurahan_code = ?", [(row["count"], place_code(row["place"])) for row in block.rows]
                )
            elif block.name not in ("city", "expect"):
                raise ValueError(f"[{block.name}]: no such block")
        values = {"edition_id": edition_id, "built_at": datetime(2025, 1, 1), "today": date(2025, 1, 31), "fingerprint": "",
                  "structure": structure(), "previous_edition_id": None, "note": ""}
        connection.execute(statement("build/edition"), values)
        connection.execute(statement("build/periods"))
        connection.execute(aggregates())
    return edition_id


def _load_reference(connection: duckdb.DuckDBPyConnection) -> None:
    tables = {"city": "city.csv", "kelurahan": "kelurahan/*.csv", "ppks": "ppks.csv", "volunteer_kind": "volunteer_kind.csv",
              "vocabulary": "vocabulary.csv", "import_rule": "import_rule.csv"}
    for name, pattern in tables.items():
        rows = [row for path in sorted(paths.REFERENCE.glob(pattern)) for row in reference.read_rows(path)]
        connection.register(f"reference_{name}", pd.DataFrame(rows, dtype="str").replace("", None))
    connection.execute(statement("build/dimensions"))


def _insert(connection: duckdb.DuckDBPyConnection, block: Block) -> None:
    if not block.rows:
        return
    table, names = _BLOCKS[block.name]
    rows = []
    for row in block.rows:
        filled = {names.get(column, column): text or None for column, text in row.items() if column != "place"}
        rows.append({**_place(table, row.get("place")), **_defaults(table, filled), **filled})
    connection.register("case_rows", pd.DataFrame(rows, dtype="object"))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM case_rows")


def _place(table: str, text: str | None) -> dict[str, str | None]:
    if text is None:
        return {}
    code = None if text in ("", "kota") else place_code(text)
    kelurahan = code if code and code.count(".") == 3 else None
    if table in ("core_volunteer", "core_ppks_count", "core_activity"):
        return {"kelurahan_code": kelurahan, "kecamatan_code": code and code[:8]}
    return {"kelurahan_code": kelurahan}


def _defaults(table: str, filled: dict[str, str | None]) -> dict[str, object]:
    if table == "core_volunteer":
        return {"is_active": not filled.get("left_date")}
    if table == "core_ppks_count":
        return {"unit": "ORANG"}
    if table == "core_ppks_case":
        return {"is_resident": True, "status": "unknown"}
    if table == "core_activity":
        planned, done = filled.get("planned_date"), filled.get("realised_date")
        return {"city_code": CITY, "is_done": done is not None, "is_planned": planned is not None, "date": done or planned}
    return {"city_code": CITY} if table == "core_attendance" else {}
