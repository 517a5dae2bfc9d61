"""The list of the model: equal to brute force in points and in ties, within every limit, the same every time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from planning.solver.conflicts import Infeasible
from planning.solver.model import points_of, select, shares
from planning.solver.problem import Names, Problem, keeps_limits
from tests.planning import brute_force
from tests.planning.random_problems import large_problem, random_problem

FREE = 99


def a_problem(**changes: object) -> Problem:
    """Six candidates of three kelurahan in two kecamatan, four seats, no limit."""
    return replace(Problem(
        place=np.array([0, 0, 0, 1, 1, 2]), district=np.array([0, 0, 1]), person_points=np.array([5.0, 4.0, 3.0, 2.0, 1.0, 0.0]),
        is_woman=np.array([False, True, False, True, False, True]), is_must=np.zeros(6, bool), place_points=np.array([10.0, 20.0, 30.0]),
        trained_before=np.zeros(3, int), decay=0.5, seats=4, place_min=np.zeros(3, int), place_max=np.full(3, FREE),
        district_min=np.zeros(2, int), district_max=np.full(2, FREE), women_share=0.0,
    ), **changes)


def chosen(**changes: object) -> list[int]:
    """Who is chosen when the problem is changed like this."""
    return np.flatnonzero(select(a_problem(**changes)).chosen).tolist()


@pytest.mark.parametrize("seed", range(5))
def test_the_list_is_the_one_brute_force_finds_in_points_and_in_ties(seed: int) -> None:
    generator = np.random.default_rng(seed)
    solved = 0
    for _ in range(300):
        problem = random_problem(generator)
        expected = brute_force.best(problem)
        if expected is None:
            with pytest.raises(Infeasible):
                select(problem)
            continue
        selection = select(problem)
        assert selection.points == pytest.approx(expected[0], abs=1e-5), problem
        assert selection.chosen.tolist() == expected[1].tolist(), problem
        solved += 1
    assert solved > 100


def test_points_that_are_no_round_numbers_are_covered_as_well_as_by_brute_force() -> None:
    generator = np.random.default_rng(77)
    for _ in range(200):
        problem = random_problem(generator, is_grained=False)
        expected = brute_force.best(problem)
        if expected is not None:
            selection = select(problem)
            assert keeps_limits(problem, selection.chosen)
            assert selection.points == pytest.approx(expected[0], abs=1e-4)
            assert brute_force.points(problem, selection.chosen[None])[0] == pytest.approx(expected[0], abs=1e-4)


def test_the_second_seat_of_a_place_is_worth_less_than_the_first_of_another() -> None:
    assert chosen(seats=3) == [0, 3, 5]
    assert select(a_problem(seats=3)).points == 10 + 20 + 30 + 5 + 2 + 0


def test_seats_of_earlier_trainings_count_as_taken() -> None:
    assert chosen(seats=1) == [5]
    assert chosen(seats=1, trained_before=np.array([0, 0, 2])) == [3]


def test_without_decay_every_seat_of_a_place_is_worth_the_same() -> None:
    assert chosen(seats=3, decay=1.0, person_points=np.zeros(6)) == [3, 4, 5]


def test_with_full_decay_only_the_first_seat_of_a_place_counts() -> None:
    problem = a_problem(seats=6, decay=0.0, person_points=np.zeros(6))
    assert select(problem).points == 60
    assert select(replace(problem, trained_before=np.array([1, 0, 0]))).points == 50


def test_a_free_seat_is_filled_even_by_a_candidate_who_adds_nothing() -> None:
    assert chosen(place_points=np.zeros(3), person_points=np.zeros(6)) == [0, 1, 2, 3]
    assert chosen(seats=50) == [0, 1, 2, 3, 4, 5]


def test_no_candidates_and_no_seats_give_an_empty_list() -> None:
    nobody = a_problem(place=np.zeros(0, int), person_points=np.zeros(0), is_woman=np.zeros(0, bool), is_must=np.zeros(0, bool))
    assert select(nobody).chosen.tolist() == []
    assert select(nobody).points == 0
    assert select(replace(nobody, women_share=0.5)).points == 0
    assert chosen(seats=0) == []


def test_women_are_the_share_rounded_up_and_all_of_them_at_a_hundred_percent() -> None:
    assert chosen(women_share=1.0) == [1, 3, 5]
    assert chosen(seats=3, women_share=0.34, place_points=np.zeros(3)) == [0, 1, 3]
    assert select(a_problem(women_share=0.07)).chosen @ a_problem().is_woman >= 1


def test_a_share_of_women_that_leaves_seats_free_is_kept() -> None:
    only_one = np.array([False, True, False, False, False, False])
    assert chosen(women_share=0.5, is_woman=only_one) == [1, 5]


def test_a_must_is_on_the_list_whatever_he_is_worth() -> None:
    assert chosen(seats=1, is_must=np.array([False, False, True, False, False, False])) == [2]


def test_the_share_of_each_candidate_adds_up_to_the_points_of_the_list() -> None:
    problem = a_problem(is_must=np.array([False, False, True, False, False, False]))
    selection = select(problem)
    place, person = shares(problem, selection.chosen)
    assert place.sum() + person.sum() == selection.points == points_of(problem, selection.chosen)
    assert place[2] == 10  # the must has the first seat of his place
    assert not place[~selection.chosen].any()


def test_one_seat_more_never_covers_less() -> None:
    generator = np.random.default_rng(3)
    for _ in range(40):
        problem = random_problem(generator)
        points = []
        for seats in range(len(problem.place) + 2):
            try:
                points.append(select(replace(problem, seats=seats)).points)
            except Infeasible:
                assert not points, "one seat more made it impossible"
        assert points == sorted(points)


def test_the_same_question_gets_the_same_list_whatever_the_places_are_called_or_numbered() -> None:
    generator = np.random.default_rng(4)
    problem = large_problem(places=40, districts=8, candidates=900, seats=120, women_share=0.5, person_points=generator.integers(0, 4, 900) / 2)
    expected = select(problem)
    names = Names(tuple(f"Desa {number}" for number in range(40)), tuple("ABCDEFGH"), "desa/kelurahan")
    order, district_order = generator.permutation(40), generator.permutation(8)
    renumbered = replace(
        problem, place=np.argsort(order)[problem.place], district=np.argsort(district_order)[problem.district[order]],
        place_points=problem.place_points[order], trained_before=problem.trained_before[order],
    )
    for selection in (select(problem), select(problem, names), select(renumbered)):
        assert selection.points == expected.points
        assert (selection.chosen == expected.chosen).all()


def test_planners_who_ask_at_the_same_time_get_their_own_lists() -> None:
    problems = [
        large_problem(places=30, districts=6, candidates=400, seats=60, women_share=share, seed=seed)
        for seed in range(6) for share in (0, 0.5)
    ]
    expected = [select(problem).chosen for problem in problems]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda problem: select(problem).chosen, problems * 3))
    assert all((one == other).all() for one, other in zip(found, expected * 3, strict=True))


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_city_of_real_size_stays_within_every_limit(share: float) -> None:
    problem = large_problem(
        women_share=share, place_min=np.ones(151, int), place_max=np.full(151, 4), district_min=np.full(30, 10), district_max=np.full(30, 20),
    )
    selection = select(problem)
    assert keeps_limits(problem, selection.chosen)
    assert selection.chosen.sum() == 500


def test_a_problem_with_an_unknown_value_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="person_points"):
        a_problem(person_points=np.array([1, 2, np.nan, 1, 1, 1]))
    with pytest.raises(ValueError, match="place_max"):
        a_problem(place_max=np.array([1]))
    with pytest.raises(ValueError, match="women_share"):
        a_problem(women_share=30.0)


def test_a_large_city_with_upper_limits_only_gets_what_taking_the_best_seat_each_time_gets() -> None:
    problem = large_problem(candidates=2_000, seats=300, place_max=np.full(151, 3), district_max=np.full(30, 11), women_share=0.0)
    waiting = [sorted(problem.person_points[problem.place == place]) for place in range(151)]
    taken, in_district, total = np.zeros(151, int), np.zeros(30, int), 0.0
    for _ in range(problem.seats):
        next_person = np.array([people[-1] if people else -np.inf for people in waiting])
        worth = problem.place_points * problem.decay ** (problem.trained_before + taken) + next_person
        place = int(np.where((taken < problem.place_max) & (in_district < problem.district_max)[problem.district], worth, -np.inf).argmax())
        total += worth[place]
        waiting[place].pop()
        taken[place] += 1
        in_district[problem.district[place]] += 1
    assert select(problem).points == pytest.approx(total, abs=1e-3)
