"""Need and members together: thirds with ties, what stands apart, the corner."""

import numpy as np
import pandas as pd
import pytest

from analysis.pairing import corner, paired, thirds

NAN = float("nan")


@pytest.mark.parametrize(("values", "expected"), [
    ([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2]),
    ([6, 5, 4, 3, 2, 1], [2, 2, 1, 1, 0, 0]),
    ([4, 4, 4], [1, 1, 1]),
    ([7], [1]),
    ([1, 9], [0, 2]),
    ([0, 0, 0, 0, 5, 6], [1, 1, 1, 1, 2, 2]),  # the middle of the four zeros lies at a third
    ([0, 0, 0, 4, 5, 6], [0, 0, 0, 1, 2, 2]),
    ([NAN, 1, NAN, 2, 3], [-1, 0, -1, 1, 2]),
    ([NAN, NAN], [-1, -1]),
    ([], []),
])
def test_thirds_of_small_cases(values: list[float], expected: list[int]) -> None:
    assert thirds(np.array(values, dtype=float)).tolist() == expected


def test_equal_values_are_never_in_two_thirds_and_order_is_kept() -> None:
    chance = np.random.default_rng(1)
    for _ in range(200):
        values = chance.integers(0, chance.integers(2, 20), size=chance.integers(1, 160)).astype(float)
        found = pd.DataFrame({"value": values, "third": thirds(values)})
        by_value = found.groupby("value").third.agg(["min", "max"])
        assert (by_value["min"] == by_value["max"]).all() and by_value["min"].is_monotonic_increasing


def test_a_third_of_distinct_values_is_a_third_of_the_places() -> None:
    counts = np.bincount(thirds(np.random.default_rng(2).permutation(151).astype(float)))
    assert counts.tolist() == [50, 51, 50]


def places() -> pd.DataFrame:
    return pd.DataFrame({
        "place": ["a", "b", "c", "d", "e", "f", "g"], "need": [10, 20, 30, 30, 0, NAN, NAN], "members": [100, 60, 0, 80, 0, 50, 50],
        "is_hidden": [False] * 6 + [True],
    })


def test_nobody_in_need_hidden_and_unknown_stand_apart() -> None:
    cells = paired(places()).set_index("place")
    assert cells.state.to_dict() == {"a": "cell", "b": "cell", "c": "cell", "d": "cell", "e": "zero", "f": "no_data", "g": "hidden"}
    assert (cells.loc[["e", "f", "g"], ["need_third", "member_third"]] == -1).all(axis=None)


def test_who_meets_the_norm_never_has_few_members() -> None:
    rows = pd.DataFrame({"place": list("abcdef"), "need": [9, 8, 7, 3, 2, 1], "members": [100, 90, 120, 130, 140, 150], "is_hidden": False})
    cells = paired(rows)
    assert cells.member_third.tolist() == [1, 0, 1, 1, 2, 2] and corner(cells).place.tolist() == ["b"]
    assert corner(paired(rows.assign(members=rows.members + 10))).empty


def test_a_place_whose_members_are_unknown_is_not_a_place_without_members() -> None:
    cells = paired(places().assign(members=[NAN, 60, 0, 80, 0, 50, 50]))
    assert cells.state[0] == "no_data" and cells.state[2] == "cell"


def test_the_corner_has_much_need_and_few_members_the_greatest_need_first() -> None:
    found = corner(paired(places()))
    assert found.place.tolist() == ["c"]
    rows = pd.DataFrame({"place": list("abcdef"), "need": [9, 8, 3, 2, 2, 1], "members": [1, 0, 5, 6, 7, 8], "is_hidden": False})
    assert corner(paired(rows)).place.tolist() == ["a", "b"]
    assert corner(paired(rows.assign(need=[9, 9, 3, 2, 2, 1]))).place.tolist() == ["b", "a"]
