"""The slow oracle: every subset of the candidates, judged by the plain text of the model."""

from math import ceil, inf

import numpy as np

from planning.solver.problem import Problem


def every_list(count: int) -> np.ndarray:
    """All 2**count lists, (lists, candidates) bool; the first candidate is the highest bit of the row number."""
    return (np.arange(2**count)[:, None] >> np.arange(count - 1, -1, -1)) & 1 == 1


def keeps_rules(problem: Problem, lists: np.ndarray) -> np.ndarray:
    """Which lists keep (1) to (5)."""
    seated = lists.sum(axis=1)
    kept = seated <= problem.seats
    for place in range(len(problem.district)):
        n = lists[:, problem.place == place].sum(axis=1)
        kept &= (problem.place_min[place] <= n) & (n <= problem.place_max[place])
    for district in range(len(problem.district_min)):
        n = lists[:, problem.district[problem.place] == district].sum(axis=1)
        kept &= (problem.district_min[district] <= n) & (n <= problem.district_max[district])
    women = lists[:, problem.is_woman].sum(axis=1)
    needed = np.array([ceil(round(problem.women_share * length, 9)) for length in range(lists.shape[1] + 1)])
    return kept & (women >= needed[seated]) & lists[:, problem.is_must].all(axis=1)


def points(problem: Problem, lists: np.ndarray) -> np.ndarray:
    """The objective of each list, in plain floating point."""
    total = lists @ problem.person_points
    for place in range(len(problem.district)):
        n = lists[:, problem.place == place].sum(axis=1)
        before = problem.trained_before[place]
        worth = [
            problem.place_points[place] * sum(problem.decay ** (before + j - 1) for j in range(1, length + 1))
            for length in range(n.max(initial=0) + 1)
        ]
        total = total + np.array(worth)[n]
    return total


def best(problem: Problem, fixed: int | None = None, length: int | None = None) -> tuple[float, np.ndarray] | None:
    """The most points and the list that the tie rule names, None when no list keeps the rules; `fixed` must be on it, `length` is its length."""
    lists = every_list(len(problem.place))
    kept = keeps_rules(problem, lists)
    if fixed is not None:
        kept &= lists[:, fixed]
    if length is not None:
        kept &= lists.sum(axis=1) == length
    if not kept.any():
        return None
    worth = np.where(kept, points(problem, lists), -inf)
    optimal = np.flatnonzero(worth > worth.max() - 1e-9)
    seated = lists[optimal].sum(axis=1)
    longest = optimal[seated == seated.max()]
    return float(worth.max()), lists[longest.max()]
