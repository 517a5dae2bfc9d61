"""What rules cost, what a seat brings and who was narrowly refused: equal to brute force."""

import math
from dataclasses import replace

import numpy as np
import pytest

from planning.solver.conflicts import Infeasible
from planning.solver.model import select
from planning.solver.problem import Problem
from planning.solver.remedies import without
from planning.solver.trade_off import curve, gini, near_misses, one_more_seat, price_of_rules
from tests.planning import brute_force
from tests.planning.random_problems import large_problem, random_problem
from tests.planning.test_model import a_problem


def solvable(seed: int, count: int) -> list[Problem]:
    """Random problems that have a list."""
    generator = np.random.default_rng(seed)
    problems = (random_problem(generator, most=9) for _ in range(count))
    return [problem for problem in problems if brute_force.best(problem)]


def test_the_curve_is_the_best_list_for_each_number_of_seats() -> None:
    for problem in solvable(31, 80):
        seats = range(len(problem.place) + 2)
        expected = [(count, best[0]) for count in seats if (best := brute_force.best(replace(problem, seats=count)))]
        assert curve(problem, seats) == [(count, pytest.approx(points, abs=1e-5)) for count, points in expected]


def test_a_curve_without_any_possible_list_is_empty() -> None:
    assert curve(a_problem(place_min=np.array([0, 0, 2])), [1, 2, 3]) == []


def test_one_more_seat_and_every_rule_are_worth_what_brute_force_says() -> None:
    for problem in solvable(32, 120):
        selection = select(problem)
        best = brute_force.best(replace(problem, seats=problem.seats + 1))
        assert one_more_seat(problem, selection) == pytest.approx(best[0] - selection.points, abs=1e-5)
        for family, price in price_of_rules(problem, selection):
            assert price == pytest.approx(brute_force.best(without(problem, family))[0] - selection.points, abs=1e-5), (family, problem)


def test_a_rule_that_is_not_asked_has_no_price_and_one_that_does_not_bind_costs_nothing() -> None:
    problem = a_problem(seats=3)
    assert price_of_rules(problem, select(problem)) == []
    problem = a_problem(seats=3, place_max=np.array([2, 2, 2]), women_share=0.3)
    assert price_of_rules(problem, select(problem)) == [("place_max", 0.0), ("women_share", 0.0)]


def test_a_near_miss_loses_what_brute_force_says_and_its_reason_holds() -> None:
    seen = set()
    for problem in solvable(33, 150):
        selection = select(problem)
        length = int(selection.chosen.sum())
        misses = near_misses(problem, selection, 99)
        assert sorted(miss.candidate for miss in misses) == np.flatnonzero(~selection.chosen).tolist()
        assert [miss.lost for miss in misses] == sorted(miss.lost for miss in misses)
        for miss in misses:
            with_him = brute_force.best(problem, miss.candidate, length)
            assert miss.lost == (math.inf if with_him is None else pytest.approx(selection.points - with_him[0], abs=1e-5)), (miss, problem)
            seen.add(miss.reason)
            if miss.reason == "women_share":
                assert select(without(problem, "women_share")).chosen[miss.candidate]
            elif miss.reason != "points":
                wider = one_more_at(problem, miss.candidate, miss.reason)
                assert brute_force.best(wider, miss.candidate)[0] > selection.points, (miss, problem)
    assert seen == {"points", "place_full", "district_full", "women_share"}


def one_more_at(problem: Problem, candidate: int, reason: str) -> Problem:
    """The problem with one seat more in the candidate's district, and in the place where that was full too."""
    place = problem.place[candidate]
    wider = problem.place_max + (np.arange(len(problem.place_max)) == place) * (reason == "place_full")
    return replace(problem, place_max=wider, district_max=problem.district_max + (np.arange(len(problem.district_max)) == problem.district[place]))


def test_the_reason_of_a_refusal_names_the_rule_that_stands_in_the_way() -> None:
    problem = a_problem(seats=2, place_max=np.ones(3, int), place_points=np.array([30.0, 1.0, 1.0]), decay=1.0)
    reasons = {miss.candidate: miss.reason for miss in near_misses(problem, select(problem))}
    assert reasons == {1: "place_full", 2: "place_full", 4: "points", 5: "points"}
    problem = a_problem(seats=1, women_share=1.0)
    assert [(miss.candidate, miss.reason) for miss in near_misses(problem, select(problem), 1)] == [(3, "points")]


def test_only_the_nearest_are_told_and_equal_ones_in_the_tie_order() -> None:
    problem = large_problem(women_share=0.5)
    selection = select(problem)
    assert near_misses(problem, selection) == near_misses(problem, selection, 200)[:20]


def test_gini_is_zero_for_equal_loads_and_grows_towards_one() -> None:
    assert gini(np.array([3.0, 3.0, 3.0])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 0.0])) == 0
    assert gini(np.array([0.0, 0.0, 0.0, 8.0])) == pytest.approx(0.75)
    assert gini(np.array([1.0, 3.0])) == pytest.approx(0.25)
    assert gini(np.array([1.0, 3.0]), np.array([2.0, 1.0])) == pytest.approx(gini(np.array([1.0, 1.0, 3.0])))
    assert math.isnan(gini(np.array([])))
    with pytest.raises(ValueError, match="known"):
        gini(np.array([1.0, np.nan]))


def test_a_list_that_cannot_be_is_said_to_be_so_everywhere() -> None:
    with pytest.raises(Infeasible):
        select(a_problem(seats=0, place_min=np.ones(3, int)))
