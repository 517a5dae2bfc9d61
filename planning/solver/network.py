"""The model of planning/solver/model.py as a network for HiGHS: solved for a number of seats, then for the first of the optimal lists."""

from dataclasses import dataclass

import numpy as np

from planning.solver.linear import LinearModel, Solution
from planning.solver.points import UNIT, by_preference, counted, slot_points
from planning.solver.problem import Problem

# Costs are handed over in 2**-10 points: the least difference, UNIT, is then a thousandth, far above the solver's 1e-7.
_SCALE = 2.0**10
_LEAST = 0.1 * UNIT * _SCALE
_CHUNK = 40  # powers of two, 2**-19 to 2**20, that one objective can hold apart
_INF = np.inf


@dataclass(frozen=True, slots=True)
class Optimum:
    """The most points that can be reached, with the solution that reaches them.

    `seated` is the length of the list where a share of women is asked, else None; `solution` is None where nobody can be seated.
    """

    points: float
    seated: int | None
    solution: Solution | None


class Network:
    """Seats flow from the total through districts and the seats of each place to candidates, and through women or others back.

    Columns are candidates (0 or 1) and the seats of a place in order, equal ones together; rows are the places, the districts,
    the total, and where a share is asked the women. Of a group (place, and sex where it matters) only as many candidates enter as
    its place can seat: the best of them, the musts first. No limit may contradict another by arithmetic alone
    (planning/solver/contradictions.py).
    """

    def __init__(self, problem: Problem, most_seats: int) -> None:
        self._problem = problem
        self._is_shared = problem.women_share > 0
        places, districts = len(problem.district), len(problem.district_min)
        everyone = np.ones(len(problem.place), bool)
        limits = [problem.place_max, problem.per_place(everyone), problem.district_max[problem.district]]
        room = np.minimum(np.minimum.reduce(limits), most_seats)
        self._group = problem.place * 2 + problem.is_woman if self._is_shared else problem.place
        order, position = by_preference(problem, self._group)
        self.kept = order[position < room[problem.place[order]]]
        n = len(self.kept)

        seat_place = np.repeat(np.arange(places), room)
        seat_number = np.arange(len(seat_place)) - np.repeat(np.cumsum(room) - room, room)
        seat_value = slot_points(problem, seat_place, seat_number)
        is_first = np.r_[True, (seat_place[1:] != seat_place[:-1]) | (seat_value[1:] != seat_value[:-1])][: len(seat_place)]
        first = np.flatnonzero(is_first)
        size = np.diff(np.r_[first, len(seat_place)])
        slot_place = seat_place[first]
        slots = n + np.arange(len(first))
        forced = np.clip(problem.place_min[slot_place] - seat_number[first], 0, size)

        self._cost = _SCALE * np.r_[counted(problem.person_points[self.kept]), seat_value[first]]
        self._lower = np.r_[problem.is_must[self.kept], forced].astype(float)
        self._upper = np.r_[np.ones(n), size].astype(float)
        candidates, ones = np.arange(n), np.ones
        parts = [
            (problem.place[self.kept], candidates, ones(n)), (slot_place, slots, -ones(len(slots))),
            (places + problem.district[slot_place], slots, ones(len(slots))),
            (np.full(len(slots), places + districts), slots, ones(len(slots))),
        ]
        self._total = places + districts
        row_lower = np.r_[np.zeros(places), problem.district_min, -_INF]
        row_upper = np.r_[np.zeros(places), problem.district_max, most_seats]
        if self._is_shared:
            women = candidates[problem.is_woman[self.kept]]
            self._women, self._share = self._total + 1, self._total + 2
            parts += [(np.full(len(women), row), women, ones(len(women))) for row in (self._women, self._share)]
            parts += [(np.full(len(slots), self._share), slots, -problem.women_share * ones(len(slots)))]
            row_lower, row_upper = np.r_[row_lower, -_INF, -_INF], np.r_[row_upper, _INF, _INF]
        entries = tuple(np.concatenate(column) for column in zip(*parts, strict=True))
        self._model = LinearModel(self._cost, (self._lower, self._upper), entries, (row_lower, row_upper))

    def best(self, seats: int) -> Optimum | None:
        """The most points with at most so many seats, None when no list keeps the limits.

        Without a share of women one linear model answers. With it the length N of the list is tried from the longest down, each
        with its whole number of women, until the relaxed model (women at least share x N, not rounded) shows that no shorter list
        is better.
        """
        if not len(self.kept):
            return Optimum(0.0, None, None)
        if not self._is_shared:
            self._set_row(self._total, -_INF, seats)
            solution = self._model.solve()
            return solution and Optimum(solution.objective / _SCALE, None, solution)
        relaxed = self._relaxed(seats)
        if relaxed is None:
            return None
        best, length = None, self._longest(relaxed, seats)
        while True:
            found = self._exactly(length)
            if found and (best is None or found.points > best.points + UNIT / 2):
                best = found
            relaxed = self._relaxed(length - 1)
            if relaxed is None or (best and relaxed.objective / _SCALE < best.points + UNIT / 2):
                return best
            length -= 1

    def first(self, optimum: Optimum) -> np.ndarray:
        """Of all lists with these points the one with the most seats, and of those the first by the tie order; (n,) bool. Spends the network."""
        if optimum.solution is None:
            return np.zeros(len(self._problem.place), bool)
        if optimum.seated is not None:
            self._set_length(optimum.seated)
        fixed = self._stay_optimal(optimum.solution)
        rank_cost = np.zeros(len(self._cost))
        # One seat more outweighs all ranks together.
        rank_cost[: len(self.kept)] = len(self._problem.place) * (len(self.kept) + 1.0) + 1 - self.kept
        self._model.set_cost(rank_cost)
        if not self._is_shared:
            return self._chosen(self._model.solve())
        # With the share set aside the optimal lists are the bases of a matroid, where the least sum of ranks is the first list.
        # Where that list has women enough it is the answer; else the candidates are decided in their order.
        needed = self._problem.women_needed(optimum.seated)
        if abs(optimum.solution.duals[self._women]) <= _LEAST:
            self._set_row(self._women, -_INF, _INF)
            chosen = self._chosen(self._model.solve())
            if np.count_nonzero(chosen & self._problem.is_woman) >= needed:
                return chosen
            self._set_row(self._women, needed, _INF)
        return self._first_one_by_one(fixed)

    def _first_one_by_one(self, fixed: np.ndarray) -> np.ndarray:
        """The first list by deciding candidates in tie order, some at a time by powers of two."""
        n = len(self.kept)
        points, is_must = counted(self._problem.person_points), self._problem.is_must
        lower, upper = self._lower[:n].copy(), self._upper[:n].copy()
        open_columns = np.flatnonzero(~fixed[:n])
        done = self._model.solve().values[:n].round()
        lower[fixed[:n]] = upper[fixed[:n]] = done[fixed[:n]]
        open_columns = open_columns[np.argsort(self.kept[open_columns])]
        while len(open_columns):
            agreed = int(np.argmin(np.r_[done[open_columns], 0]))
            lower[open_columns[:agreed]] = 1
            self._model.set_bounds(open_columns[:agreed], np.ones(agreed), np.ones(agreed))
            open_columns = open_columns[agreed:]
            if not len(open_columns):
                break
            chunk, open_columns = open_columns[:_CHUNK], open_columns[_CHUNK:]
            cost = np.zeros(len(self._cost))
            cost[chunk] = 2.0 ** np.arange(20, 20 - len(chunk), -1)
            self._model.set_cost(cost)
            done = self._model.solve().values[:n].round()
            lower[chunk] = upper[chunk] = done[chunk]
            # Who follows a refused one of the same group and the same points is refused too.
            refused = self.kept[chunk[(upper[chunk] == 0)]]
            keys = {(self._group[i], points[i]) for i in refused}
            follows = np.array([not is_must[i] and (self._group[i], points[i]) in keys for i in self.kept[open_columns]], bool)
            dropped, open_columns = open_columns[follows], open_columns[~follows]
            upper[dropped] = 0
            settled = np.r_[chunk, dropped]
            self._model.set_bounds(settled, lower[settled], upper[settled])
        chosen = np.zeros(len(self._problem.place), bool)
        chosen[self.kept[upper == 1]] = True
        return chosen

    def _stay_optimal(self, solution: Solution) -> np.ndarray:
        """Narrow the model to its optimal solutions: what has a price stays at its bound; which columns stay."""
        fixed = np.abs(solution.reduced) > _LEAST
        values = solution.values[fixed].round()
        self._model.set_bounds(np.flatnonzero(fixed), values, values)
        rows = np.flatnonzero(np.abs(solution.duals) > _LEAST)
        self._model.set_rows(rows, solution.activity[rows].round(), solution.activity[rows].round())
        return fixed

    def _chosen(self, solution: Solution) -> np.ndarray:
        values = solution.values[: len(self.kept)]
        if np.abs(values - values.round()).max(initial=0) > 1e-6:
            raise RuntimeError("the network has a fractional vertex, which its structure excludes")
        chosen = np.zeros(len(self._problem.place), bool)
        chosen[self.kept[values > 0.5]] = True
        return chosen

    def _longest(self, relaxed: Solution, seats: int) -> int:
        """The longest list that the relaxed model allows."""
        if relaxed.activity[self._total] > seats - 1e-6:
            return seats
        self._model.set_cost(np.r_[np.ones(len(self.kept)), np.zeros(len(self._cost) - len(self.kept))])
        longest = self._model.solve()
        self._model.set_cost(self._cost)
        return int(np.floor(longest.objective + 1e-6))

    def _relaxed(self, seats: int) -> Solution | None:
        self._set_row(self._total, -_INF, seats)
        self._set_row(self._women, -_INF, _INF)
        self._set_row(self._share, 0, _INF)
        return self._model.solve()

    def _exactly(self, length: int) -> Optimum | None:
        self._set_length(length)
        solution = self._model.solve()
        return solution and Optimum(solution.objective / _SCALE, length, solution)

    def _set_length(self, length: int) -> None:
        self._set_row(self._total, length, length)
        self._set_row(self._women, self._problem.women_needed(length), _INF)
        self._set_row(self._share, -_INF, _INF)

    def _set_row(self, row: int, lower: float, upper: float) -> None:
        self._model.set_rows(np.array([row]), np.array([lower]), np.array([upper]))
