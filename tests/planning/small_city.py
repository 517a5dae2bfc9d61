"""A tiny city (Kota Solok) as plain text, for plans that can be checked with a pencil.

The blocks are those of tests/metrics/case_table.py; `_` is a space in topics.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from planning.rules import Rules
from tests.metrics.case_table import CITY, build_edition, read

DECEMBER = date(2024, 12, 1)
# Data of an edition end where the latest date does: this row makes December a month of every one of them.
_UNTIL_DECEMBER = """
[population]
place    period      population
02.1006  2024-12-01  9000
"""


def small_city(folder: Path, text: str) -> str:
    """The edition of the blocks, written under `folder`; its id."""
    path = folder / "kota.txt"
    path.write_text(f"[city]\n{_UNTIL_DECEMBER}\n{text}", encoding="ascii")
    blocks = read(path)
    for row in (row for block in blocks for row in block.rows if "topic" in row):
        row["topic"] = row["topic"].replace("_", " ")
    return build_edition(blocks)


def rules(**changed: object) -> Rules:
    """Rules of a training in December 2024: two seats, everybody may come, need of the place and person in equal parts."""
    given = {
        "question": "pelatihan", "city_code": CITY, "period": DECEMBER, "norm_id": "lima-umum", "seats": 2, "topic": "Bimtek dasar PSM",
        "level": "dasar", "weights": (("shortage", 50), ("untrained", 50)),
    }
    return Rules(**{**given, **changed})


def by_id(frame: pd.DataFrame, volunteer_id: str) -> pd.Series:
    """The row of a member."""
    return frame.set_index("volunteer_id").loc[volunteer_id]


def by_place(frame: pd.DataFrame, code: str) -> pd.Series:
    """The row of a place written without the city, `01.1003`."""
    return frame.set_index("place_code").loc[f"{CITY}.{code}"]
