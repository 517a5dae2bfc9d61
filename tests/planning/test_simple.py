"""The simple rule by hand, and that the model is never worse."""

from dataclasses import replace

import numpy as np
import pytest

from planning.solver.conflicts import Infeasible
from planning.solver.model import select
from planning.solver.problem import keeps_limits
from planning.solver.simple import select_simply
from tests.planning.random_problems import large_problem, random_problem
from tests.planning.test_model import a_problem


def listed(shortage: list[float], **changes: object) -> list[int]:
    """Who gets a seat by the simple rule."""
    return np.flatnonzero(select_simply(a_problem(**changes), np.array(shortage)).chosen).tolist()


def test_the_place_with_the_largest_shortage_is_served_first_and_its_longest_serving_member() -> None:
    assert listed([1, 5, 2], seats=1) == [3]
    assert listed([1, 5, 2], seats=2) == [3, 5]


def test_places_are_served_round_by_round_and_equal_ones_in_their_order() -> None:
    assert listed([2, 2, 2], seats=4) == [0, 1, 3, 5]


def test_musts_come_first_and_a_full_place_is_passed_over() -> None:
    assert listed([9, 1, 1], seats=3, place_max=np.array([1, 9, 9]), is_must=np.arange(6) == 2) == [2, 3, 5]


def test_seats_for_minimums_and_for_women_are_kept_free() -> None:
    assert listed([9, 5, 1], seats=2, place_min=np.array([0, 0, 1])) == [0, 5]
    assert listed([9, 5, 1], seats=2, women_share=1.0) == [1, 3]


def test_the_model_is_never_worse_than_the_simple_rule_and_both_keep_the_limits() -> None:
    generator = np.random.default_rng(11)
    better = 0
    for _ in range(200):
        problem = random_problem(generator)
        shortage = generator.integers(0, 4, len(problem.district))
        try:
            best = select(problem)
        except Infeasible:
            with pytest.raises(Infeasible):
                select_simply(problem, shortage)
            continue
        simple = select_simply(problem, shortage)
        assert keeps_limits(problem, simple.chosen), problem
        assert simple.points <= best.points
        better += simple.points < best.points
    assert better > 25


def test_the_model_beats_the_simple_rule_in_a_city_of_real_size() -> None:
    problem = large_problem(women_share=0.4)
    shortage = np.arange(151) % 5
    assert select_simply(problem, shortage).points < select(problem).points
    everyone = replace(problem, seats=5_000, place_max=np.full(151, 5_000), women_share=0.0)
    assert select_simply(everyone, shortage).points == select(everyone).points
