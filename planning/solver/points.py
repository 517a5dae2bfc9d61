"""What a list is worth: the one formula that the model, the simple rule and the comparison with an earlier list share.

Every single value is rounded to 2**-20 of a point, about a millionth. Sums of such values are exact in floating point, so that
equal lists have equal points and a tie is a tie, not the noise of the arithmetic.
"""

import numpy as np

from planning.solver.problem import Problem

UNIT = 2.0**-20


def counted(points: np.ndarray) -> np.ndarray:
    """Points as they are counted: whole multiples of UNIT."""
    return np.round(np.asarray(points, dtype=float) / UNIT) * UNIT


def slot_points(problem: Problem, places: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Points of one more seat in each of `places`, where `taken` seats of the list are already given; never more than the seat before."""
    return counted(problem.place_points[places] * problem.decay ** (problem.trained_before[places] + taken))


def by_preference(problem: Problem, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Candidates by group, musts first, then most points, then tie order; and the position of each in its group, from 0."""
    count = len(group)
    order = np.lexsort((np.arange(count), -counted(problem.person_points), ~problem.is_must, group))
    sorted_group = group[order]
    starts = np.flatnonzero(np.r_[True, sorted_group[1:] != sorted_group[:-1]]) if count else np.zeros(0, np.int64)
    lengths = np.diff(np.r_[starts, count])
    return order, np.arange(count) - np.repeat(starts, lengths)


def shares(problem: Problem, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each chosen candidate adds, as place points and person points, (n,) each, 0 where not chosen; together the points of the list.

    The first seat of a place is counted to its must, then to its candidate with the most points.
    """
    place, person = np.zeros(len(problem.place)), np.where(chosen, counted(problem.person_points), 0.0)
    order, _ = by_preference(problem, problem.place)
    order = order[chosen[order]]
    places = problem.place[order]
    starts = np.searchsorted(places, places)
    place[order] = slot_points(problem, places, np.arange(len(order)) - starts)
    return place, person


def points_of(problem: Problem, chosen: np.ndarray) -> float:
    """Points of any list, (n,) bool, whether or not it keeps the limits."""
    return float(sum(part.sum() for part in shares(problem, chosen)))
