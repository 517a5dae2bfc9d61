"""The simple rule that the model must beat: what a planner does by hand with a list of kelurahan ranked by shortage.

The musts first. Then round by round, in each round one seat for each place, the place with the largest shortage first (equal ones
in place order); in a place the longest-serving first, which is the order of the candidates. A seat that would break a limit, take
the last room from a minimum or leave too few seats for women is passed over.
"""

from dataclasses import replace

import numpy as np

from planning.solver.model import select
from planning.solver.points import points_of
from planning.solver.problem import Problem, Selection, keeps_limits


def select_simply(problem: Problem, shortage: np.ndarray) -> Selection:
    """The list of the simple rule, `shortage` (m,) in people; Infeasible when the rules contradict each other.

    Where going by hand ends in a list that breaks a rule (possible with minimums and a share of women together), the feasible
    list that follows the order of the rule most closely.
    """
    ranked = np.argsort(-np.asarray(shortage, dtype=float), kind="stable")
    chosen = _by_hand(problem, ranked)
    if not keeps_limits(problem, chosen):
        nothing = np.zeros(len(problem.district))
        chosen = select(replace(problem, place_points=nothing, person_points=_precedence(problem, ranked))).chosen
    return Selection(chosen, points_of(problem, chosen))


def _by_hand(problem: Problem, ranked: np.ndarray) -> np.ndarray:
    sheet = _Sheet(problem)
    waiting = [list(np.flatnonzero((problem.place == place) & ~problem.is_must)) for place in range(len(problem.district))]
    while True:
        seated_before = sheet.seated
        for place in ranked:
            taken = next((candidate for candidate in waiting[place] if sheet.has_seat(candidate)), None)
            if taken is not None:
                waiting[place].remove(taken)
                sheet.give_seat(taken)
        if sheet.seated == seated_before:
            return sheet.with_enough_women()


class _Sheet:
    """The list so far with its counts, and whether one more fits."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._order = [int(index) for index in np.flatnonzero(problem.is_must)]
        self.seated = len(self._order)
        self._in_place = problem.per_place(problem.is_must)
        self._in_district = problem.per_district(self._in_place)
        self._missing = problem.per_district(np.maximum(problem.place_min - self._in_place, 0))
        self._others = np.count_nonzero(problem.is_must & ~problem.is_woman)
        self._most_others = problem.seats - problem.women_needed(problem.seats)
        self._reserved = int(np.maximum(problem.district_min - self._in_district, self._missing).sum())

    def has_seat(self, candidate: int) -> bool:
        """Whether this seat keeps every limit and leaves room for the minimums."""
        problem, (place, district) = self._problem, self._where(candidate)
        if self._in_place[place] >= problem.place_max[place] or (not problem.is_woman[candidate] and self._others >= self._most_others):
            return False
        missing, reserved = self._after(place, district)
        return self._in_district[district] + 1 + missing <= problem.district_max[district] and self.seated + 1 + reserved <= problem.seats

    def give_seat(self, candidate: int) -> None:
        """Write the candidate down."""
        place, district = self._where(candidate)
        self._missing[district], self._reserved = self._after(place, district)
        self._in_place[place] += 1
        self._in_district[district] += 1
        self._others += not self._problem.is_woman[candidate]
        self.seated += 1
        self._order.append(int(candidate))

    def with_enough_women(self) -> np.ndarray:
        """The list, shortened from its end by those who are not women until the women are enough for its length."""
        problem, order = self._problem, list(self._order)
        women = sum(bool(problem.is_woman[candidate]) for candidate in order)
        removable = [candidate for candidate in order if not problem.is_woman[candidate] and not problem.is_must[candidate]]
        while removable and women < problem.women_needed(len(order)):
            order.remove(removable.pop())
        chosen = np.zeros(len(problem.place), bool)
        chosen[order] = True
        return chosen

    def _where(self, candidate: int) -> tuple[int, int]:
        place = int(self._problem.place[candidate])
        return place, int(self._problem.district[place])

    def _after(self, place: int, district: int) -> tuple[int, int]:
        """Seats that the minimums of the district's places, and all minimums, still need after one more seat in this place."""
        short_before = max(self._problem.district_min[district] - self._in_district[district], self._missing[district], 0)
        missing = self._missing[district] - (self._in_place[place] < self._problem.place_min[place])
        short = max(self._problem.district_min[district] - self._in_district[district] - 1, missing, 0)
        return int(missing), int(self._reserved - short_before + short)


def _precedence(problem: Problem, ranked: np.ndarray) -> np.ndarray:
    """The order of the rule as numbers, (n,), the first candidate the highest: by round, then by the rank of the place."""
    count = len(problem.place)
    rank = np.empty(len(ranked), np.int64)
    rank[ranked] = np.arange(len(ranked))
    served = np.lexsort((np.arange(count), ~problem.is_must, problem.place))
    starts = np.searchsorted(problem.place[served], problem.place[served])
    turn = np.empty(count, np.int64)
    turn[served] = np.arange(count) - starts - problem.per_place(problem.is_must)[problem.place[served]]
    precedence = np.empty(count)
    precedence[np.lexsort((rank[problem.place], turn))] = np.arange(count, 0, -1)
    return precedence
