"""Months of a year, and what changed between two."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.through_time import changed, year_ends


def test_the_last_month_stands_for_its_year() -> None:
    months = [date(2022, 6, 1), date(2022, 12, 1), date(2023, 3, 1), date(2025, 1, 1)]
    assert year_ends(months) == [1, 2, 3]
    assert year_ends(months, most=2) == [2, 3] and year_ends([]) == []


def frame(values: list[float], hidden: tuple[int, ...] = (), codes: str = "abcd") -> pd.DataFrame:
    return pd.DataFrame({"place_code": list(codes), "value": values, "is_hidden": [at in hidden for at in range(len(values))]})


def test_a_change_is_known_where_both_months_are() -> None:
    found = changed(frame([1, 5, np.nan, 2]), frame([4, 3, 6, 2])).set_index("place_code")
    assert found.value[["a", "b", "d"]].tolist() == [3, -2, 0] and np.isnan(found.value["c"])
    assert found.value_before["a"] == 1 and found.value_now["a"] == 4


def test_a_change_of_a_hidden_value_is_hidden() -> None:
    found = changed(frame([np.nan, 5, 1, 2], hidden=(0,)), frame([4, np.nan, 1, 2], hidden=(1,)))
    assert found.is_hidden.tolist() == [True, True, False, False] and found.value[:2].isna().all()


def test_places_are_matched_by_code_and_a_new_one_is_unknown() -> None:
    found = changed(frame([1, 2, 3, 4], codes="dcba"), frame([1, 2, 3, 4], codes="abcx")).set_index("place_code")
    assert found.value[["a", "b", "c"]].tolist() == [-3, -1, 1] and np.isnan(found.value["x"]) and not found.is_hidden["x"]


@pytest.mark.parametrize(("before", "now", "margins", "is_rounding"), [
    (10, 15, (2.5, 2.5), True), (10, 10, (2.5, 2.5), True), (10, 20, (2.5, 2.5), False),
    (0, 10, (0, 2.5), False), (0, 0, (0, 0), False),  # nobody is known to be nobody
    (130, 120, (4, 3), False), (130, 120, (8, 3), True),
])
def test_a_difference_that_the_margins_may_have_made_alone_is_told(before: int, now: int, margins: tuple[float, float], is_rounding: bool) -> None:
    def one(value: int, margin: float) -> pd.DataFrame:
        return pd.DataFrame({"place_code": ["a"], "value": [value], "is_hidden": [False], "margin": [margin]})

    two = one(before, margins[0]), one(now, margins[1])
    assert changed(*two).is_rounding.tolist() == [is_rounding]
    assert changed(*(each.drop(columns="margin") for each in two)).is_rounding.tolist() == [False], "the agency's own figures are exact"
