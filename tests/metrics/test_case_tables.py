"""Every indicator against its case table: a tiny city that can be checked with a pencil."""

import math
from datetime import date
from pathlib import Path

import pytest

from queries.disclosure import View
from queries.measure import measure, metrics
from tests.metrics.case_table import CITY, FOLDER, Block, build_edition, cities_of, place_code, read

TABLES = sorted(FOLDER.glob("*.txt"))
_LISTS = ("norm_kinds",)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_an_indicator_gives_the_figures_of_its_case_table(path: Path, warehouse: Path) -> None:
    wrong = []
    for blocks in cities_of(read(path)):
        edition_id = build_edition(blocks)
        wrong += [fault for block in blocks if block.name == "expect" for fault in _faults(edition_id, path.stem, block)]
    assert not wrong, "\n".join([f"{path.name}:", *wrong])


def test_every_indicator_has_a_case_table_and_every_table_an_indicator() -> None:
    assert {path.stem for path in TABLES} == {metric.name for metric in metrics()}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_case_table_asks_all_three_levels(path: Path) -> None:
    places = [row["place"] for block in read(path) if block.name == "expect" for row in block.rows]
    assert {place.count(".") if place != "kota" else -1 for place in places} == {-1, 0, 1}


def _faults(edition_id: str, name: str, block: Block) -> list[str]:
    options = {key: value.split(",") if key in _LISTS else int(value) if value.isdigit() else value for key, value in block.options.items()}
    view = View(options.pop("view", "internal"))
    periods = [date.fromisoformat(row["period"] + "-01") for row in block.rows]
    answers = {
        (row.place_code, f"{row.period:%Y-%m}"): row
        for level in ("kelurahan", "kecamatan", "city")
        for row in measure(
            edition_id, name, city_code=CITY, first_period=min(periods), last_period=max(periods), level=level, view=view, **options
        ).itertuples()
    }
    faults = []
    for number, row in zip(block.lines, block.rows, strict=True):
        answer = answers[place_code(row["place"]), row["period"]]
        for column, text in row.items():
            if column in ("place", "period"):
                continue
            got, wanted = float(getattr(answer, column)), float(text) if text else math.nan
            if not (math.isnan(got) and math.isnan(wanted)) and not math.isclose(got, wanted, abs_tol=0.005):
                faults.append(f"  line {number}: {row['place']} {row['period']} {column} is {got:g}, the table says {text or 'not known'}")
    return faults
