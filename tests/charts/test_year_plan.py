"""The year against its plan, on rows that can be checked with a pencil."""

from datetime import date

import pandas as pd
import pytest

from charts.trend import against_plan, two_registers
from charts.year_plan import DONE_OF_PLAN, absorption, attendance, due, running, total, with_psm_lines
from data.parameters.psm_lines import psm_rule
from data.programme import full_code, sub_activities

NAN = float("nan")


def rows(*found: tuple) -> pd.DataFrame:
    """planned month, month carried out or None, target, participants, budget, spent."""
    table = pd.DataFrame(found, columns=["planned", "held", "target_count", "participants_count", "budget_idr", "realised_idr"])
    return table.assign(
        planned_date=pd.to_datetime([f"2025-{month:02d}-01" for month in table.planned]),
        realised_date=pd.to_datetime([None if pd.isna(month) else f"2025-{int(month):02d}-15" for month in table.held]),
        is_of_plan=True, is_done_by_then=table.held.notna(), state=table.held.notna().map({True: "done", False: "overdue"}),
    )


def test_an_unknown_amount_is_left_out_and_said() -> None:
    found = total(pd.Series([5.0, NAN, 7.0]))
    assert (found.total, found.reach) == (12, "dari 2 kegiatan yang angkanya diketahui (seluruhnya 3)")
    assert total(pd.Series([NAN])).total is None and total(pd.Series([4.0])).reach == ""


def test_the_part_spent_compares_activities_whose_amounts_are_both_known() -> None:
    spent = absorption(rows((1, 1, 1, 1, 100.0, 80.0), (2, None, 1, NAN, 100.0, NAN), (3, 3, 1, 1, 50.0, NAN), (4, 4, 1, 1, NAN, 30.0)))
    assert (spent.part, spent.whole, spent.pct, spent.left, spent.known, spent.count) == (80, 200, 40, 120, 2, 4)
    assert absorption(rows((1, 1, 1, 1, NAN, 80.0))).left is None


def test_what_an_unclear_activity_spent_is_not_known() -> None:
    spent = absorption(rows((1, 1, 1, 1, 100.0, 80.0), (2, None, 1, NAN, 100.0, NAN)).assign(state=["done", "unclear"]))
    assert (spent.part, spent.whole, spent.known) == (80, 100, 1)


def test_participants_are_compared_where_the_target_is_known() -> None:
    people = attendance(rows((1, 1, 40.0, 30.0, 1, 1), (2, 2, NAN, 50.0, 1, 1), (3, None, 20.0, NAN, 1, NAN)))
    assert (people.part, people.whole, people.known, people.count) == (30, 40, 1, 2)


def test_a_plan_is_due_when_its_month_has_come() -> None:
    assert len(due(rows((3, None, 1, NAN, 1, NAN), (4, None, 1, NAN, 1, NAN)), date(2025, 3, 1))) == 1


def test_the_running_totals_end_with_the_month_that_is_known() -> None:
    months = running(rows((1, 2, 1, 1, 10.0, 8.0), (3, None, 1, NAN, 20.0, NAN)), 2025, 3)
    assert months.planned.tolist() == [1, 1, *[2] * 10] and months.budget.tolist()[-1] == 30
    assert months.done.tolist()[:3] == [0, 1, 1] and months.done[3:].isna().all() and months.realised.tolist()[:3] == [0, 8, 8]


@pytest.mark.parametrize("month", [4, 5, 6, 12])
def test_the_running_totals_end_with_the_figures_above_them(month: int) -> None:
    # Held in April for June, and in December of the year before for March; the last one in time.
    found = rows((6, 4, 1, 1, 10.0, 8.0), (3, 12, 1, 1, 5.0, 4.0), (2, 2, 1, 1, 3.0, 3.0))
    found.loc[1, "realised_date"] = pd.Timestamp(2024, 12, 20)
    months = running(found, 2025, month).set_index("month_number")
    assert months.done[month] == due(found, date(2025, month, 1)).state.isin(DONE_OF_PLAN).sum() == (3 if month >= 6 else 2)
    assert months.done[1] == 0 and months.done[3] == 2, "a month counts an activity once its planned month has come"
    assert months.realised[month] == absorption(found).part == 15 and months.realised[1] == 4


PSM_CODE = "1.06.02.02.03.0001"


@pytest.mark.parametrize(("kind", "topic", "code", "line"), [
    ("bimtek", "Bimtek dasar PSM", "x", "training"), ("incentive", "Insentif PSM triwulan I", "x", "incentive"),
    ("aid", "Pengadaan seragam pekerja sosial masyarakat", "x", "incentive"), ("rakor", "Rapat", PSM_CODE, "other"),
    ("rakor", "Tali asih", PSM_CODE, "incentive"), ("incentive", None, PSM_CODE, "incentive"),
    ("aid", "Honor pendamping PKH", "1.06.04.02.01.0001", None), ("incentive", "Insentif TKSK", "x", None), ("bimtek", "PSMart", "x", None),
    ("bimtek", "Bimtek keseragaman data PSM", "x", "training"),
])
def test_an_incentive_is_one_of_the_psm_only_if_it_is_for_the_psm(kind: str, topic: str | None, code: str, line: str | None) -> None:
    found = pd.DataFrame({"kind_code": [kind], "topic": [topic], "code": [code]})
    assert with_psm_lines(found, psm_rule(date(2025, 12, 1))).psm_line.tolist() == [line]


def test_the_budget_code_of_the_psm_is_in_the_list() -> None:
    assert psm_rule(date(2025, 12, 1)).sub_activity_code in sub_activities()


def test_the_line_of_what_was_done_stops_where_nothing_is_known() -> None:
    figure = against_plan(running(rows((1, 1, 1, 1, 10.0, 8.0)), 2025, 2), ("Rencana", "Terlaksana"), str)
    assert [(trace.name, len(trace.x)) for trace in figure.data] == [("Rencana", 12), ("Terlaksana", 2)]


@pytest.mark.parametrize(("text", "code"), [
    ("1.06.02.2.03.0001", "1.06.02.02.03.0001"), (" 1.6.2.2.3.1 ", "1.06.02.02.03.0001"), ("bidang 3", "bidang 3"),
])
def test_a_budget_code_has_one_form(text: str, code: str) -> None:
    assert full_code(text) == code


def test_the_list_has_29_budget_codes() -> None:
    assert len(sub_activities()) == 29 and all(full_code(code) == code for code in sub_activities())


def test_the_registers_are_drawn_apart_and_the_break_is_marked() -> None:
    counts = {"DTKS": (4, 5, 0), "DTSEN": (0, 0, 6)}
    found = [(pd.Timestamp(2025, month, 1), register, count) for register, row in counts.items() for month, count in zip((2, 3, 4), row, strict=True)]
    months = pd.DataFrame(found, columns=["period", "register", "proposed_count"])
    figure = two_registers(months)
    assert [(trace.name, list(trace.y)) for trace in figure.data] == [("DTKS", [4, 5]), ("DTSEN", [6])]
    assert len(figure.layout.shapes) == 1 and figure.layout.annotations[0].text == "DTSEN mulai Apr 2025"
