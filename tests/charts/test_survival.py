"""The curve of waiting: an example for a pencil, every small case against the product-limit rule report by report, and its picture."""

import random
from fractions import Fraction

import pandas as pd
import pytest

from charts.survival import days_said, survival, waiting_lines

# Ten reports. Six handled after 5, 10, 10, 20, 40 and 60 days; four open, watched for 10, 30, 60 and 90 days so far.
PENCIL = [(5, True), (10, True), (10, True), (20, True), (40, True), (60, True), (10, False), (30, False), (60, False), (90, False)]


def counted(reports: list[tuple[int, bool]]) -> pd.DataFrame:
    """Reports as days and whether handled -> one row a day."""
    days = sorted({day for day, _ in reports})
    return pd.DataFrame({
        "days": days, "handled_count": [reports.count((day, True)) for day in days], "open_count": [reports.count((day, False)) for day in days],
    })


def naive_share(reports: list[tuple[int, bool]], days: int) -> Fraction:
    """Share still open after so many days: for each day with a handled report, of those still watched on it."""
    share = Fraction(1)
    for day in sorted({day for day, is_handled in reports if is_handled and day <= days}):
        watched = [report for report in reports if report[0] >= day]
        share *= 1 - Fraction(sum(report == (day, True) for report in watched), len(watched))
    return share


def test_the_pencil_example_comes_out() -> None:
    curve = survival(counted(PENCIL))
    # 9/10 after 5 days; 2 of the 9 watched on day 10; 1 of 6 on day 20; 1 of 4 on day 40; 1 of 3 on day 60.
    assert curve.steps.days.tolist() == [5, 10, 20, 30, 40, 60, 90]
    assert curve.steps.watched_count.tolist() == [10, 9, 6, 5, 4, 3, 1]
    shares = [0.9, 0.9 * 7 / 9, 0.9 * 7 / 9 * 5 / 6, 0.9 * 7 / 9 * 5 / 6, 0.9 * 7 / 9 * 5 / 8, 0.9 * 7 / 9 * 5 / 12, 0.9 * 7 / 9 * 5 / 12]
    assert curve.steps.open_share.tolist() == pytest.approx(shares)
    assert curve.days_until(0.5) == 40 and curve.days_until(0.9) is None
    assert curve.case_count == 10 and curve.watched_after(30) == 4 and curve.watched_after(90) == 0


def test_the_mean_of_the_closed_ones_would_say_less() -> None:
    closed = [day for day, is_handled in PENCIL if is_handled]
    assert sorted(closed)[len(closed) // 2 - 1] == 10 and survival(counted(PENCIL)).days_until(0.5) == 40


def test_a_report_still_open_on_a_day_is_watched_on_that_day() -> None:
    assert survival(counted([(30, True), (30, False)])).open_after(30) == 0.5


@pytest.mark.parametrize("seed", range(60))
def test_every_small_case_equals_the_rule_report_by_report(seed: int) -> None:
    chance = random.Random(seed)
    reports = [(chance.randint(0, 12), chance.random() < 0.6) for _ in range(chance.randint(1, 14))]
    curve = survival(counted(reports))
    longest = max(day for day, _ in reports)
    for days in range(longest + 1):
        assert curve.open_after(days) == pytest.approx(float(naive_share(reports, days)))
        assert curve.watched_after(days) == sum(day > days for day, _ in reports)
    for share in (Fraction(1, 2), Fraction(9, 10)):
        reached = [days for days in range(longest + 1) if naive_share(reports, days) <= 1 - share]
        assert curve.days_until(float(share)) == (reached[0] if reached else None)


def test_a_curve_that_does_not_come_down_has_no_median() -> None:
    curve = survival(counted([(3, True), (9, False), (9, False), (9, False)]))
    assert curve.days_until(0.5) is None and days_said(curve.days_until(0.5)) == "belum tercapai"
    assert curve.open_after(10) is None, "nothing was watched so long"


def test_after_everything_is_handled_nothing_is_open() -> None:
    curve = survival(counted([(0, True), (4, True)]))
    assert curve.open_after(0) == 0.5 and curve.open_after(400) == 0 and curve.days_until(0.5) == 0


def test_no_reports_are_no_curve() -> None:
    curve = survival(counted([]))
    assert curve.case_count == 0 and curve.days_until(0.5) is None and curve.open_after(1) is None


def test_the_picture_steps_down_and_ends_at_a_year() -> None:
    curves = {"Penduduk setempat": survival(counted([*PENCIL, (500, False)])), "Tinggal di tempat lain": survival(counted([(2, True), (8, False)]))}
    figure = waiting_lines(curves)
    assert [trace.name for trace in figure.data] == list(curves)
    assert {trace.line.shape for trace in figure.data} == {"hv"} and [trace.line.dash for trace in figure.data] == ["solid", "dot"]
    first = figure.data[0]
    assert (first.x[0], first.y[0]) == (0, 100) and (first.x[-1], first.y[-1]) == (365, first.y[-2])
    assert list(figure.data[1].y) == [100, 50, 50] and list(first.y) == sorted(first.y, reverse=True)


