"""Local Moran: hand cases, planted clusters, constant values, random fields, missing values."""

import numpy as np
import pandas as pd
import pytest

from analysis import clusters
from analysis.clusters import clustered, groups, kept


def grid(side: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Codes of a square city row by row, and its neighbours."""
    codes = [f"{row}.{column}" for row in range(side) for column in range(side)]
    across = [(f"{row}.{column}", f"{row}.{column + 1}") for row in range(side) for column in range(side - 1)]
    down = [(f"{row}.{column}", f"{row + 1}.{column}") for row in range(side - 1) for column in range(side)]
    return codes, across + down


CODES, PAIRS = grid(9)


def field(seed: int, **planted: float) -> pd.Series:
    values = pd.Series(np.random.default_rng(seed).normal(size=len(CODES)), index=CODES)
    return values.add(pd.Series(planted), fill_value=0)[CODES] if planted else values


def planted(rows: range, columns: range, height: float) -> dict[str, float]:
    return {f"{row}.{column}": height for row in rows for column in columns}


def test_a_planted_high_and_a_planted_low_group_are_found() -> None:
    found = clustered(field(1, **planted(range(3), range(3), 4), **planted(range(6, 9), range(6, 9), -4)), PAIRS, 7)
    high, low = set(found.index[found.state == "high"]), set(found.index[found.state == "low"])
    assert {"0.0", "0.1", "1.0", "1.1"} <= high <= set(planted(range(4), range(4), 0))
    assert {"8.8", "8.7", "7.8", "7.7"} <= low <= set(planted(range(5, 9), range(5, 9), 0))
    assert (found.side[list(high)] == 1).all() and (found.side[list(low)] == -1).all()


def test_a_high_place_among_low_ones_is_called_so() -> None:
    values = field(2)
    values[["3.4", "4.3", "4.5", "5.4"]] = -6.0
    values["4.4"] = 6.0
    found = clustered(values, PAIRS, 7)
    assert found.state["4.4"] == "high_among_low"
    assert clustered(-values, PAIRS, 7).state["4.4"] == "low_among_high"


@pytest.mark.parametrize("value", [0.0, 3.7])
def test_a_constant_field_has_no_clusters(value: float) -> None:
    found = clustered(pd.Series(value, index=CODES), PAIRS, 1)
    assert set(found.state) == {"plain"} and found.p.isna().all()


def test_a_random_field_has_a_cluster_in_at_most_one_of_twenty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PERMUTATIONS", 1_999)  # enough for 81 places: 2 / 2000 < 0.05 / 49
    alarms = [clustered(field(seed), PAIRS, seed).state.ne("plain").any() for seed in range(100, 180)]
    assert np.mean(alarms) <= 0.05 + 2 * (0.05 * 0.95 / len(alarms)) ** 0.5


def test_the_same_seed_says_the_same() -> None:
    values = field(5, **planted(range(3), range(3), 2))
    pd.testing.assert_frame_equal(clustered(values, PAIRS, 3), clustered(values, PAIRS, 3))


def test_neither_scale_nor_shift_changes_the_answer() -> None:
    values = field(6, **planted(range(3), range(3), 3))
    pd.testing.assert_frame_equal(clustered(values, PAIRS, 3), clustered(5 + 100 * values, PAIRS, 3))


def test_p_is_that_of_every_way_to_deal_the_values() -> None:
    # A line of eleven: the first place has one neighbour, which any of the ten other values may be; the one below it is the largest.
    codes = [f"{at:02d}" for at in range(11)]
    values = pd.Series([9.0, 8, 1, 2, 3, 4, 5, 6, 7, 0, 0.5], index=codes)
    found = clustered(values, list(zip(codes, codes[1:], strict=False)), 1)
    assert found.p["00"] == pytest.approx(2 * 1 / 10, abs=0.02), "one of ten values is as high as its neighbour"


def test_a_place_without_a_value_is_left_out_and_one_without_neighbours_is_not_judged() -> None:
    values = field(8)
    values["0.1"], values["1.0"] = np.nan, np.nan
    found = clustered(values, PAIRS, 1)
    assert found.state["0.1"] == "unknown" and np.isnan(found.p["0.1"])
    assert found.state["0.0"] == "alone" and np.isnan(found.p["0.0"]), "both neighbours of the corner are unknown"
    assert found.p.notna().sum() == len(CODES) - 3


def test_a_few_places_are_not_judged() -> None:
    codes, pairs = grid(3)
    found = clustered(pd.Series(np.arange(9.0), index=codes), pairs, 1)
    assert found.p.isna().all() and set(found.state) == {"plain"}
    assert clustered(pd.Series(dtype=float), [], 1).empty


def test_the_rule_of_benjamini_and_hochberg_by_hand() -> None:
    # Limits of five: 0.01, 0.02, 0.03, 0.04, 0.05. The third holds, so the second does too, although it misses its own limit.
    assert kept(np.array([0.005, 0.025, 0.03, 0.2, 0.9])).tolist() == [True, True, True, False, False]
    assert kept(np.array([0.02, 0.5, 0.9])).tolist() == [False] * 3
    assert kept(np.array([])).tolist() == []


def test_groups_hang_together_by_their_neighbours_the_largest_first() -> None:
    assert groups(["0.0", "5.5", "5.6", "6.6", "0.8"], PAIRS) == [["5.5", "5.6", "6.6"], ["0.0"], ["0.8"]]
    assert groups([], PAIRS) == []
