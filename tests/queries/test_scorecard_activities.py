"""The scorecard's activities of the plan, counted once more from the rows."""

from calendar import monthrange
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data.parameters.scorecard import columns
from queries.warehouse import ask, connection_to, current_edition
from tests.metrics.case_table import CITY, Block, build_edition

PARIAMAN = "13.77"


def answered(edition_id: str, city_code: str, period: date) -> dict[str, tuple[int, int]]:
    rows = ask(edition_id, "pages/scorecard_activities", city_code=city_code, first_period=period, last_period=period)
    counts = rows.groupby("kecamatan_code")[["numerator", "denominator"]].sum()
    return {code: (int(row.numerator), int(row.denominator)) for code, row in counts.iterrows()}


@pytest.mark.parametrize("city_code", ["32.73", "13.72", "35.71", "36.71", PARIAMAN])
@pytest.mark.parametrize("period", [date(2024, 6, 1), date(2025, 11, 1), date(2025, 12, 1)])
def test_a_kecamatan_is_judged_to_the_newest_month(sample_warehouse: Path, city_code: str, period: date) -> None:
    end = period.replace(day=monthrange(period.year, period.month)[1])
    first = date(period.year - 1, period.month + 1, 1) if period.month < 12 else date(period.year, 1, 1)
    planned, done = Counter(), Counter()
    for kecamatan, day, is_done, held in connection_to(current_edition()).cursor().execute(
        "SELECT kecamatan_code, planned_date, is_done, realised_date FROM core_activity WHERE city_code = ? AND kecamatan_code IS NOT NULL", [city_code]
    ).fetchall():
        if day and first <= day <= end:
            planned[kecamatan] += 1
            done[kecamatan] += bool(is_done and held <= end)
    is_ended = (city_code, period.month) == (PARIAMAN, 12)  # its list goes to November
    wanted = {} if is_ended else {code: (done[code], count) for code, count in planned.items()}
    assert planned and answered(current_edition(), city_code, period) == wanted


def test_the_months_after_the_list_are_not_known(warehouse: Path) -> None:
    edition_id = build_edition([
        Block("city", {}), Block("activities", {}, [{"id": "A", "place": "01.1001", "kind": "kie", "planned": "2023-06-01", "done": ""}]),
        Block("population", {}, [{"place": "01.1001", "period": "2024-02-01", "population": "1000"}]),
    ])
    months = (date(2023, 5, 1), date(2023, 6, 1), date(2023, 7, 1), date(2024, 1, 1))
    assert [answered(edition_id, CITY, month) for month in months] == [{}, {f"{CITY}.01": (0, 1)}, {}, {}]


def test_the_column_opens_the_page_that_shows_it_in_full() -> None:
    column = next(column for column in columns() if column.id == "activities_done")
    assert column.page == "pages/realisasi.py"
