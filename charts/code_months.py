"""Plan and realisation by budget code and month: what was planned, carried out, budgeted and spent. Frames in, figures and words out.

`rows` is what charts.year_plan.typed makes of queries/pages/plan_year.sql. Activities and budget stand in the month they were planned for, what
was carried out and spent in the month of it; what was done before the year stands in January. The whole of a code is month 0, the whole of a month
code "".
"""

from dataclasses import dataclass

import pandas as pd

from charts.words import is_known, number
from charts.year_plan import by_code

ALL_CODES, ALL_MONTHS = "", 0
MONTHS = range(1, 13)
PARTLY = "*"


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum of what is known, None where nothing of it is, and of how many rows it is not known."""

    total: float | None
    missing: int


NONE = Cell(0.0, 0)


@dataclass(frozen=True, slots=True)
class CodeMonths:
    """The cells by (code, figure, month); figures: planned, done, budget, realised. `codes`: code and name in the order of the list; after
    `last_month` nothing is known of what was done."""

    cells: dict[tuple[str, str, int], Cell]
    codes: dict[str, str]
    last_month: int

    def cell(self, code: str, figure: str, month: int) -> Cell | None:
        """None for what lies after the chosen month and so is not known; of the whole year it is what was done so far."""
        if figure in ("done", "realised") and month > self.last_month:
            return None
        return self.cells.get((code, figure, month), NONE)

    def activities(self, code: str, month: int) -> str:
        """'2 / 3' carried out of planned, '– / 3' where the month has not come, '' where there is neither."""
        return self._pair(code, month, "done", "planned", 1)

    def money(self, code: str, month: int) -> str:
        """'1,5 / 20' million spent of the budget, * where a part is not known, '' where there is neither."""
        return self._pair(code, month, "realised", "budget", 1_000_000)

    def _pair(self, code: str, month: int, done: str, planned: str, unit: int) -> str:
        part, whole = self.cell(code, done, month), self.cell(code, planned, month)
        if whole == NONE and part in (None, NONE):
            return ""
        return f"{_said(part, unit)} / {_said(whole, unit)}"


def _said(cell: Cell | None, unit: int) -> str:
    if cell is None or cell.total is None:
        return number(None)
    value = cell.total / unit
    return number(value, 0 if round(value, 1) == round(value) else 1) + (PARTLY if cell.missing else "")


def by_code_and_month(rows: pd.DataFrame, year: int, last_month: int) -> CodeMonths:
    """The activities of the year once for each figure they have, summed by code and month."""
    january = pd.Timestamp(year, 1, 1)
    held = rows[rows.is_done_by_then]
    held_in = held.realised_date.where(held.realised_date >= january, january).dt.month
    plan = rows[rows.is_of_plan]
    budget_in = rows.planned_date.where(rows.is_of_plan, rows.realised_date).dt.month
    parts = {
        "planned": (plan.code, plan.planned_date.dt.month, 1.0), "done": (held.code, held_in, 1.0),
        "budget": (rows.code, budget_in, rows.budget_idr), "realised": (held.code, held_in, held.realised_idr),
    }
    figures = pd.concat([
        pd.DataFrame({"code": code, "month": month, "value": value}).assign(figure=name) for name, (code, month, value) in parts.items()
    ])
    figures = pd.concat([figures, figures.assign(month=ALL_MONTHS)])
    figures = pd.concat([figures, figures.assign(code=ALL_CODES)])
    values = figures.groupby(["code", "figure", "month"]).value
    sums = pd.DataFrame({"total": values.sum(min_count=1), "missing": values.size() - values.count()})
    cells = {
        (code, name, int(month)): Cell(float(row.total) if is_known(row.total) else None, int(row.missing))
        for (code, name, month), row in zip(sums.index, sums.itertuples(), strict=True)
    }
    table = by_code(rows)
    return CodeMonths(cells, dict(zip(table.code, table.name, strict=True)), last_month)
