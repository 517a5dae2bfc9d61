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


@pytest.mark.parametrize(("scale", "divisor", "before", "now", "is_rounding"), [
    (None, 1, 10, 15, True), (None, 1, 10, 10, True), (None, 1, 10, 20, False),
    (None, 1, 0, 10, False), (None, 1, 0, 0, False),  # zero is never rounded
    (1000, 500, 10, 15, True), (1000, 500, 10, 20, False),
])
def test_a_difference_that_the_rounding_may_have_made_alone_is_told(scale: int | None, divisor: int, before: int, now: int, is_rounding: bool) -> None:
    def one(count: int) -> pd.DataFrame:
        return pd.DataFrame({"place_code": ["a"], "value": [count * (scale or divisor) / divisor], "is_hidden": [False], "numerator": [count], "denominator": [divisor]})

    assert changed(one(before), one(now), rounded_to=5, scale=scale).is_rounding.tolist() == [is_rounding]
    assert changed(one(before), one(now), scale=scale).is_rounding.tolist() == [False], "the agency's own figures are not rounded"


def test_a_denominator_that_changed_is_a_change_beyond_the_rounding() -> None:
    def one(members: int) -> pd.DataFrame:
        return pd.DataFrame({"place_code": ["a"], "value": [50 / members], "is_hidden": [False], "numerator": [50], "denominator": [members]})

    assert changed(one(5), one(3), rounded_to=5, scale=1).is_rounding.tolist() == [False]
