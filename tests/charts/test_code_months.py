"""Plan and realisation by budget code and month: every cell once more by hand, what is not known, and months that have not come."""

import pandas as pd

from charts.code_months import ALL_CODES, ALL_MONTHS, by_code_and_month
from charts.year_plan import NO_CODE, typed

KNOWN = "1.06.02.02.03.0001"


def activity(code: str, planned: str | None, held: str | None, budget: float | None = None, spent: float | None = None) -> dict[str, object]:
    return {
        "sub_activity_code": code, "planned_date": planned, "realised_date": held, "is_of_plan": planned is not None, "is_done_by_then": held is not None,
        "state": "done" if held else "overdue", "target_count": None, "participants_count": None, "budget_idr": budget, "realised_idr": spent,
    }


ROWS = typed(pd.DataFrame([
    activity(KNOWN, "2025-02-03", "2025-03-10", 20e6, 1.5e6),   # a month late
    activity(KNOWN, "2025-03-03", "2025-03-12", 10e6, None),    # nobody knows what was spent
    activity(KNOWN, "2025-09-03", None, 5e6),                   # its month has not come
    activity(KNOWN, "2025-01-20", "2024-12-28", 3e6, 3e6),      # before the year
    activity("", None, "2025-05-10", 2e6, 2e6),                 # without plan and code
]).astype({"planned_date": "datetime64[ns]", "realised_date": "datetime64[ns]"}))
FOUND = by_code_and_month(ROWS, 2025, 6)


def test_an_activity_stands_in_the_month_it_was_planned_for_and_in_the_one_it_was_held_in() -> None:
    said = [FOUND.activities(KNOWN, month) for month in range(1, 13)]
    assert said == ["1 / 1", "0 / 1", "2 / 1", "", "", "", "", "", "– / 1", "", "", ""]
    assert FOUND.activities(NO_CODE, 5) == "1 / 0" and list(FOUND.codes) == [KNOWN, NO_CODE]


def test_money_that_is_not_known_is_marked_and_never_zero() -> None:
    assert [FOUND.money(KNOWN, month) for month in (1, 2, 3, 9)] == ["3 / 3", "0 / 20", "1,5* / 10", "– / 5"]
    only = by_code_and_month(ROWS.iloc[[1]], 2025, 6)
    assert only.money(KNOWN, 3) == "– / 10"


def test_rows_and_columns_add_up_to_the_same_total() -> None:
    assert FOUND.activities(KNOWN, ALL_MONTHS) == "3 / 4" and FOUND.activities(ALL_CODES, ALL_MONTHS) == "4 / 4"
    for name in ("planned", "done", "budget", "realised"):
        months = sum((cell.total or 0) for month in range(1, 13) if (cell := FOUND.cell(ALL_CODES, name, month)))
        codes = sum(FOUND.cell(code, name, ALL_MONTHS).total for code in FOUND.codes)
        assert months == codes == FOUND.cell(ALL_CODES, name, ALL_MONTHS).total
