"""Frame in, traces out."""

import pandas as pd
import pytest

from charts.small import bars_in_words, plan_bars, spark
from charts.trend import by_kind, kind_colours, line, months_named, plan_and_done, year_against_year

MONTHS = pd.DataFrame({"period": pd.to_datetime(["2025-01-01", "2025-02-01"]), "planned_count": [3, 4], "done_count": [2, 4]})


def test_plan_is_an_outline_and_what_was_done_a_fill() -> None:
    plan, done = plan_and_done(MONTHS).data
    assert list(plan.y) == [3, 4] and plan.marker.color == "rgba(0,0,0,0)" and plan.marker.line.width > 0
    assert list(done.y) == [2, 4] and list(done.x) == ["Jan 2025", "Feb 2025"]


def test_a_month_without_a_value_leaves_a_gap_in_the_line() -> None:
    figure = line(pd.DataFrame({"period": MONTHS.period, "value": [None, 2.0]}), "orang")
    assert figure.data[0].connectgaps is False and pd.isna(figure.data[0].y[0])


def test_the_later_year_is_the_strong_line() -> None:
    running = pd.DataFrame({"year": [2024, 2025], "month_number": [1, 1], "running_count": [5, 7]})
    before, now = year_against_year(running).data
    assert (before.name, now.name) == ("2024", "2025") and now.line.width > before.line.width


def test_kinds_are_stacked_from_the_most_frequent() -> None:
    months = pd.DataFrame({"period": MONTHS.period, "label": ["Rakor", "KIE"], "count": [1, 9]})
    figure = by_kind(months)
    assert [trace.name for trace in figure.data] == ["KIE", "Rakor"]
    assert kind_colours(months) == [(trace.name, trace.marker.color) for trace in figure.data] and figure.layout.showlegend is False


def test_numbers_in_figures_use_indonesian_separators() -> None:
    assert plan_and_done(MONTHS).layout.separators == ",."


def test_a_small_line_needs_two_known_values_and_breaks_at_unknown_ones() -> None:
    assert spark([None, 3.0], "x") == ""
    assert spark([1.0, None, 3.0, 4.0], "x").count("M") == 2


def test_bars_say_their_numbers_to_the_ear_as_well() -> None:
    assert bars_in_words(MONTHS) == "Jan 2025 2 dari 3; Feb 2025 4 dari 4"
    assert plan_bars(MONTHS).count("<rect") == 4 and plan_bars(MONTHS.head(0)) == ""


@pytest.mark.parametrize("count", [1, 5, 7, 24, 48, 120])
def test_an_axis_names_its_last_month_and_few_before_it(count: int) -> None:
    months = pd.Series(pd.date_range(end="2025-12-01", periods=count, freq="MS"))
    named = months_named(months)
    assert named[-1] == pd.Timestamp("2025-12-01") and len(named) <= 6 and named == sorted(named) and len(named) == 1 + (count - 1) // (6 * -(-count // 36))
