"""Budget codes of the social affairs of a city: data/reference/sub_activity.csv."""

from dataclasses import dataclass
from functools import cache

from data.paths import REFERENCE
from data.reference import read_rows


@dataclass(frozen=True, slots=True)
class SubActivity:
    """A sub kegiatan and the programme it belongs to."""

    code: str
    name: str
    programme: str


@cache
def sub_activities() -> dict[str, SubActivity]:
    """Every sub kegiatan by its code, in the order of the list."""
    rows = read_rows(REFERENCE / "sub_activity.csv")
    return {row["sub_activity_code"]: SubActivity(row["sub_activity_code"], row["sub_activity_name"], row["programme_name"]) for row in rows}


def full_code(code: str) -> str:
    """'1.06.02.2.03.0001' -> '1.06.02.02.03.0001': the form of the list; anything that is not six numbers stays as it is."""
    parts = code.strip().split(".")
    if len(parts) != 6 or not all(part.isdigit() for part in parts):
        return code.strip()
    return ".".join(str(int(part)).zfill(width) for part, width in zip(parts, (1, 2, 2, 2, 2, 4), strict=True))
