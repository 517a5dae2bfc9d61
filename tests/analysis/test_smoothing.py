"""Smoothed rates: a case reckoned by hand, their properties, and ranks as ranges."""

import numpy as np
import pandas as pd
import pytest

from analysis.smoothing import smoothed, smoothed_places

NAN = float("nan")


def test_three_places_by_hand() -> None:
    # m = 60/300 = 0.2; sum E (r - m)^2 / sum E = (0 + 100 * 0.04 + 100 * 0.04) / 300 = 0.026667; A = 0.026667 - 0.2 / 100 = 0.024667
    # weight = A / (A + 0.2 / 100) = 0.925; smoothed = 0.2 + 0.925 * (r - 0.2)
    found = smoothed(np.array([20.0, 0.0, 40.0]), np.array([100.0, 100.0, 100.0]), 1)
    assert found.mean == pytest.approx(0.2) and not found.is_even and found.count == 3
    assert found.units.smoothed.tolist() == pytest.approx([0.2, 0.015, 0.385])


def test_the_smaller_place_is_drawn_farther_to_the_mean() -> None:
    found = smoothed(np.array([4.0, 400.0, 100.0, 50.0]), np.array([10.0, 1000.0, 1000.0, 1000.0]), 1).units
    assert found.rate[0] == found.rate[1] == 0.4
    assert found.smoothed[0] < found.smoothed[1] < 0.4


def test_a_smoothed_rate_lies_between_its_own_and_that_of_all() -> None:
    chance = np.random.default_rng(3)
    over = chance.integers(50, 30_000, size=151).astype(float)
    found = smoothed(chance.poisson(over * chance.gamma(4, 0.002, size=151)).astype(float), over, 4)
    low, high = np.minimum(found.units.rate, found.mean), np.maximum(found.units.rate, found.mean)
    assert ((found.units.smoothed >= low - 1e-12) & (found.units.smoothed <= high + 1e-12)).all()
    assert (found.units.low <= found.units.smoothed).all() and (found.units.smoothed <= found.units.high).all()
    assert (found.units.first_rank <= found.units.last_rank).all()


def test_rates_that_differ_by_chance_only_have_no_ranks_of_their_own() -> None:
    found = smoothed(np.array([10.0, 10.0, 10.0]), np.array([100.0, 100.0, 100.0]), 1)
    assert found.is_even and found.units.smoothed.tolist() == [0.1] * 3
    assert found.units.first_rank.tolist() == [1] * 3 and found.units.last_rank.tolist() == [3] * 3


def test_the_range_of_ranks_holds_the_true_rank_nine_times_of_ten() -> None:
    held = []
    for seed in range(30):
        chance = np.random.default_rng(seed)
        over, true = chance.integers(200, 5000, size=60).astype(float), chance.gamma(9, 0.002, size=60)
        found = smoothed(chance.poisson(over * true).astype(float), over, seed).units
        rank = (-true).argsort().argsort() + 1
        held.append(((found.first_rank <= rank) & (rank <= found.last_rank)).mean())
    assert 0.86 < np.mean(held) < 0.97


def test_the_same_seed_says_the_same() -> None:
    events, over = np.array([3.0, 9.0, 20.0, 1.0]), np.array([50.0, 60.0, 90.0, 70.0])
    pd.testing.assert_frame_equal(smoothed(events, over, 5).units, smoothed(events, over, 5).units)


def test_unknown_places_have_no_rate_and_no_rank() -> None:
    found = smoothed(np.array([20.0, NAN, 40.0, 7.0]), np.array([100.0, 100.0, 100.0, 0.0]), 1)
    assert found.count == 2 and found.units.loc[[1, 3]].isna().all(axis=None)
    assert found.units.last_rank.max() <= 2


@pytest.mark.parametrize(("events", "over"), [([], []), ([NAN], [100.0])])
def test_nothing_known_is_no_rate_at_all(events: list[float], over: list[float]) -> None:
    found = smoothed(np.array(events), np.array(over), 1)
    assert found.is_even and found.units.smoothed.isna().all()


def test_nobody_counted_anywhere_is_zero_and_not_unknown() -> None:
    found = smoothed(np.array([0.0, 0.0, NAN]), np.array([10.0, 20.0, 30.0]), 1)
    assert found.is_even and found.units.smoothed.tolist()[:2] == [0, 0] and np.isnan(found.units.smoothed[2])
    assert found.units.first_rank.tolist()[:2] == [1, 1] and found.units.last_rank.tolist()[:2] == [2, 2]


def test_where_nobody_is_a_member_people_to_a_member_are_not_known() -> None:
    places, _ = smoothed_places(ratio([20, 40], [0, 0]), 1, 1, counts_members=True)
    assert places.smoothed.isna().all() and places.high.isna().all()


def ratio(people: list[float], below: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"place_code": list("abcd")[: len(people)], "numerator": people, "denominator": below, "value": np.nan})


def test_a_rate_for_1000_residents_is_smoothed_in_its_own_unit() -> None:
    places, found = smoothed_places(ratio([20, 0, 40], [100, 100, 100]), 1000, 1)
    assert found.mean == pytest.approx(200) and places.smoothed.tolist() == pytest.approx([200, 15, 385])
    assert places.step.tolist() == [10, 10, 10], "one person more among a hundred is ten for a thousand"


def test_of_people_to_a_member_the_members_are_the_small_number() -> None:
    places, _ = smoothed_places(ratio([100, 100, 100, 100], [1, 10, 10, 0]), 1.0, 1, counts_members=True)
    assert places.smoothed[0] < 100, "one member for a hundred is drawn towards the others"
    assert np.isfinite(places.smoothed[3]) and places.smoothed[3] > places.smoothed[0], "a place without a member carries the most"
    assert places.first_rank[3] == 1 and np.isnan(places.step[3])
    assert (places.low <= places.smoothed).all() and (places.smoothed <= places.high).all()
    assert places.step[0] == 50 and places.step[1] == pytest.approx(10 - 100 / 11)
