"""Demands that cannot be met: the rules that contradict each other are named, and what is proposed helps."""

from dataclasses import replace

import numpy as np
import pytest

from planning.solver import relaxation
from planning.solver.conflicts import Infeasible, conflicts
from planning.solver.contradictions import contradiction
from planning.solver.model import select
from planning.solver.problem import Names, Problem, numbered
from planning.solver.remedies import FAMILIES, Conflict, is_asked
from tests.planning import brute_force
from tests.planning.random_problems import crossed_problem, large_problem, random_problem
from tests.planning.test_model import a_problem

NAMES = Names(("Maleer", "Cicadas", "Maleber"), ("Batununggal", "Andir"))


def the_conflict(**changes: object) -> Conflict:
    """The only conflict of the problem changed like this; its first remedy must help."""
    (found,) = conflicts(a_problem(**changes), NAMES)
    select(found.remedies[0].problem)
    return found


def test_a_problem_with_a_list_has_no_conflict() -> None:
    assert conflicts(a_problem(), NAMES) == []


def test_a_minimum_above_the_maximum_names_both_and_the_place() -> None:
    found = the_conflict(place_min=np.array([0, 2, 0]), place_max=np.array([9, 1, 9]))
    assert found.names == ("paling sedikit 2 di Cicadas", "paling banyak 1 di Cicadas")
    assert found.remedies[0].sentence == "Turunkan batas paling sedikit menjadi 1 di Cicadas."


def test_a_place_with_fewer_candidates_than_its_minimum_is_named() -> None:
    found = the_conflict(place_min=np.array([2, 2, 2]), seats=6)
    assert found.names == ("paling sedikit 2 di Maleber", "calon yang memenuhi syarat 1 di Maleber")
    assert found.remedies[0].sentence == "Turunkan batas paling sedikit menjadi 1 di Maleber."


def test_more_musts_than_a_place_may_seat_can_be_mended_in_two_ways() -> None:
    found = the_conflict(is_must=np.array([True, True, True, False, False, False]), place_max=np.full(3, 2))
    assert found.names == ("peserta wajib 3 di Maleer", "paling banyak 2 di Maleer")
    assert [remedy.sentence for remedy in found.remedies] == [
        "Naikkan batas paling banyak menjadi 3 di Maleer.", "Lepaskan 1 dari 3 peserta wajib, di Maleer, menjadi calon biasa.",
    ]


def test_too_few_seats_for_the_minimums_say_how_many_it_takes() -> None:
    found = the_conflict(seats=2, place_min=np.ones(3, int))
    assert found.names == ("2 kursi", "3 kursi sudah diperlukan untuk: paling sedikit 1 tiap kelurahan")
    assert found.remedies[0].sentence == "Tambah kursi dari 2 menjadi 3."


def test_a_full_and_an_empty_kecamatan_are_named() -> None:
    full = the_conflict(place_min=np.array([2, 2, 0]), district_max=np.array([3, 9]))
    assert full.names[1] == "paling banyak 3 di Batununggal"
    empty = the_conflict(district_min=np.array([0, 2]))
    assert empty.names[0] == "paling sedikit 2 di Andir"
    assert empty.remedies[0].sentence == "Turunkan batas paling sedikit menjadi 1 di Andir."


def test_too_few_women_say_which_share_can_be_met() -> None:
    found = the_conflict(seats=5, district_min=np.array([4, 1]), women_share=0.8)
    assert found.names == (
        "perempuan paling sedikit 80% dari 5 kursi yang sudah diperlukan, yaitu 4 orang", "calon perempuan yang dapat duduk 3 orang",
    )
    assert any(remedy.sentence == "Turunkan syarat perempuan dari 80% menjadi 60%." for remedy in found.remedies)


def test_musts_who_are_no_women_can_contradict_the_share() -> None:
    found = the_conflict(seats=2, women_share=1.0, is_must=np.array([True, False, False, False, False, False]))
    assert found.names[1] == "peserta wajib yang bukan perempuan 1 orang"
    assert "Lepaskan 1 dari 1 peserta wajib, di Maleer, menjadi calon biasa." in [remedy.sentence for remedy in found.remedies]


def test_the_solver_names_rules_that_contradict_each_other_only_together() -> None:
    # Four of Batununggal need three women; two live there.
    problem = a_problem(seats=4, district_min=np.array([4, 0]), women_share=0.75, is_woman=np.array([False, True, True, False, False, True]))
    assert contradiction(problem, NAMES) is None
    (found,) = conflicts(problem, NAMES)
    assert found.names == ("paling sedikit 4 di Batununggal", "perempuan paling sedikit 75% (calon perempuan 3 orang)")
    assert [remedy.sentence for remedy in found.remedies] == [
        "Turunkan batas paling sedikit menjadi 3 di Batununggal.", "Turunkan syarat perempuan dari 75% menjadi 50%.",
    ]
    for remedy in found.remedies:
        select(remedy.problem)


def test_a_limit_that_is_one_number_for_many_places_stays_one_number() -> None:
    problem = large_problem(place_min=np.full(151, 4))
    (found,) = conflicts(problem, numbered(problem))
    assert [remedy.sentence for remedy in found.remedies] == [
        "Tambah kursi dari 500 menjadi 604.", "Turunkan batas paling sedikit tiap kelurahan dari 4 menjadi 3.",
    ]


def test_contradictions_that_lie_one_behind_the_other_are_all_told() -> None:
    found = conflicts(a_problem(seats=2, place_min=np.ones(3, int), place_max=np.array([0, 9, 9]), is_must=np.arange(6) == 1), NAMES)
    assert len(found) > 1
    select(found[-1].remedies[0].problem)


def test_the_message_is_indonesian_and_offers_the_alternatives() -> None:
    with pytest.raises(Infeasible) as caught:
        select(a_problem(seats=2, place_min=np.ones(3, int)), NAMES)
    assert str(caught.value).splitlines() == [
        "Tidak ada daftar yang memenuhi semua aturan.",
        "Bertentangan: 2 kursi; 3 kursi sudah diperlukan untuk: paling sedikit 1 tiap kelurahan. Perubahan terkecil: Tambah kursi dari 2 menjadi 3. "
        "Atau: Turunkan batas paling sedikit menjadi 0 di Maleer.",
    ]


def test_conflicts_are_found_when_and_only_when_brute_force_finds_no_list_and_their_changes_help() -> None:
    generator = np.random.default_rng(21)
    for number in range(250):
        problem = random_problem(generator, most=9) if number % 3 == 0 else crossed_problem(generator)
        names = numbered(problem)
        found = conflicts(problem, names)
        assert bool(found) == (brute_force.best(problem) is None), problem
        if not found:
            continue
        assert all(conflict.names and conflict.remedies for conflict in found)
        assert all(brute_force.best(remedy.problem) is not None for remedy in found[-1].remedies), problem


def test_no_smaller_change_of_the_same_rule_would_help() -> None:
    generator = np.random.default_rng(22)
    checked = 0
    for number in range(200):
        problem = random_problem(generator, most=8) if number % 2 else crossed_problem(generator)
        if relaxation.is_feasible(problem):
            continue
        for remedy in relaxation.changes(problem, numbered(problem)):
            smaller = a_little_less(problem, remedy.family, remedy.problem)
            assert all(brute_force.best(one) is None for one in smaller), (problem, remedy)
            checked += len(smaller)
    assert checked > 50


def test_contradictions_that_only_the_solver_sees_are_real_and_mended() -> None:
    generator = np.random.default_rng(23)
    checked = 0
    while checked < 6:
        problem = crossed_problem(generator)
        names = numbered(problem)
        if contradiction(problem, names) or relaxation.is_feasible(problem):
            continue
        found = relaxation.clash(problem, names)
        assert 1 < len(found.names) <= sum(is_asked(problem, family) for family in FAMILIES)
        assert brute_force.best(problem) is None
        assert all(brute_force.best(remedy.problem) is not None for remedy in conflicts(problem, names)[-1].remedies), problem
        checked += 1


def a_little_less(problem: Problem, family: str, changed: Problem) -> list[Problem]:
    """The problem with a change of that rule that is one step smaller, in every way there is one for numbers."""
    if family == "seats":
        return [replace(problem, seats=changed.seats - 1)]
    if family == "women_share":
        return [replace(problem, women_share=changed.women_share + 0.01)] if changed.women_share + 0.01 < problem.women_share else []
    if family == "must":
        return []
    before, after = getattr(problem, family), getattr(changed, family)
    if len(set(before)) == len(set(after)) == 1:
        return [replace(problem, **{family: after + np.sign(before - after)})]
    steps = []
    for index in np.flatnonzero(before != after):
        limits = after.copy()
        limits[index] += np.sign(before[index] - after[index])
        steps.append(replace(problem, **{family: limits}))
    return steps
