"""What an edition says of itself in short: how far its subjects reach, and the figures everybody knows."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.paths import ROOT
from queries.warehouse import ask
from tests.metrics.case_table import CITY, build_edition, read

WHOLE_AND_PARTIAL = """
[city]
[recap]
place    kind  period      persons
01.1001  FM    2024-06-01  10
01.1001  LUT   2024-06-01  20
01.1002  FM    2024-06-01  30
01.1002  LUT   2024-06-01  40
01.1001  FM    2024-09-01  11       # one kind of one place: it does not speak for the city
"""
LISTS = """
[city]
[population]
place    period      population
01.1002  2024-06-01  1000
01.1001  2024-12-01  -              # the number is not known: nothing is told of the place
[members]
id  place    kind  joined      left
1   01.1003  PSM   2024-02-10  -
2   01.1001  PSM   2024-01-10  -
3   01.1001  PSM   2024-03-10  -
4   01       TKSK  2024-03-10  -    # serves the whole kecamatan
[activities]
id  place    kind    planned     done
1   01.1001  bimtek  2024-05-20  2024-05-20
[attendance]
activity  member
1         1
"""


def edition_of(folder: Path, text: str) -> str:
    path = folder / "edition.txt"
    path.write_text(text, encoding="ascii")
    return build_edition(read(path))


@pytest.mark.usefixtures("warehouse")
def test_the_figure_of_ppks_is_that_of_the_last_whole_recap(tmp_path: Path) -> None:
    figures = ask(edition_of(tmp_path, WHOLE_AND_PARTIAL), "pages/edition_figures").set_index("figure").value
    assert figures["PPKS pada bulan terakhir"] == 100


@pytest.mark.usefixtures("warehouse")
def test_the_standing_names_each_place_once_and_the_months_of_its_subject(tmp_path: Path) -> None:
    held = ask(edition_of(tmp_path, LISTS), "pages/edition_standing").set_index("subject")
    assert {name: list(codes) for name, codes in held.kelurahan_codes.items()} == {
        "activity": [f"{CITY}.01.1001"], "attendance": [], "population": [f"{CITY}.01.1002"], "volunteer": [f"{CITY}.01.1001", f"{CITY}.01.1003"],
    }
    assert held.row_count.to_dict() == {"activity": 1, "attendance": 1, "population": 1, "volunteer": 4}
    assert set(held.city_code) == {CITY}
    assert held.first_period["attendance"] == held.last_period["attendance"] == pd.Timestamp(date(2024, 5, 1))


def test_who_serves_on_a_day_is_written_once() -> None:
    files = [path for path in (ROOT / "queries").rglob("*.sql") if "is_active OR" in path.read_text(encoding="utf-8")]
    assert [path.name for path in files] == ["periods.sql"]
