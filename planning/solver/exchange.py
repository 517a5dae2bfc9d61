"""What it costs to seat somebody who was refused: the cheapest chain of swaps that makes room, without solving again.

An optimal list is an optimal flow; one more unit through a refused candidate is a cycle of single swaps (this one in, that one
out, a seat from this place to that), and the cheapest cycle is the exact loss. Nodes: places, districts, the source, women,
others, the sink. The list keeps its length and its limits throughout.
"""

import numpy as np

from planning.solver.points import by_preference, counted, slot_points
from planning.solver.problem import Problem

_INF = np.inf


class Exchange:
    """The swaps that an optimal list leaves open. `loss_*` answer for candidates (their indices): points lost, inf where no swap makes room."""

    def __init__(self, problem: Problem, chosen: np.ndarray) -> None:
        self._problem = problem
        self._sex = np.where(problem.is_woman, 0, 1)
        self._points = counted(problem.person_points)
        places, districts = len(problem.district), len(problem.district_min)
        self._source, self._woman, self._sink = places + districts, places + districts + 1, places + districts + 3
        self.seated = problem.per_place(chosen)
        self.seated_in_district = problem.per_district(self.seated)
        self.is_place_full = self.seated >= problem.place_max
        self.is_district_full = self.seated_in_district >= problem.district_max
        self._next_slot = slot_points(problem, np.arange(places), self.seated)
        cost = self._arcs(chosen)
        length, women = np.count_nonzero(chosen), np.count_nonzero(chosen & problem.is_woman)
        has_free_seat = length < problem.seats
        cost[self._sink, self._woman] = 0 if women > problem.women_needed(length) else _INF
        # A list shorter than the seats has no room for more within its limits; the free seat counts where a limit is set aside.
        cost[self._sink, self._source] = 0 if has_free_seat and women >= problem.women_needed(length + 1) else _INF
        self._paths = self._shortest(cost)

    def loss(self, candidates: np.ndarray) -> np.ndarray:
        """Points that the best list of this length with the candidate on it lacks to the best list."""
        return self._paths[self._sex[candidates], self._problem.place[candidates]] - self._points[candidates]

    def loss_one_more_in_place(self, candidates: np.ndarray) -> np.ndarray:
        """The same if the place could take one more."""
        place = self._problem.place[candidates]
        node = len(self._problem.district) + self._problem.district[place]
        return self._paths[self._sex[candidates], node] - self._next_slot[place] - self._points[candidates]

    def loss_one_more_in_district(self, candidates: np.ndarray) -> np.ndarray:
        """The same if the place and its district could take one more."""
        place = self._problem.place[candidates]
        return self._paths[self._sex[candidates], self._source] - self._next_slot[place] - self._points[candidates]

    def _arcs(self, chosen: np.ndarray) -> np.ndarray:
        """Cost of each single change from node to node, inf where the limits forbid it."""
        problem, source, sink = self._problem, self._source, self._sink
        places = np.arange(len(problem.district))
        districts = len(places) + np.arange(len(problem.district_min))
        cost = np.full((sink + 1, sink + 1), _INF)
        cost[source, districts] = np.where(self.is_district_full, _INF, 0)
        cost[districts, source] = np.where(self.seated_in_district > problem.district_min, 0, _INF)
        above = len(places) + problem.district
        cost[above, places] = np.where(self.is_place_full, _INF, -self._next_slot)
        last_slot = slot_points(problem, places, np.maximum(self.seated - 1, 0))
        cost[places, above] = np.where(self.seated > problem.place_min, last_slot, _INF)
        group = 2 * problem.place + self._sex
        order, _ = by_preference(problem, group)
        # The first refused of a group enters next; the last chosen who is no must leaves first.
        entering = order[~chosen[order]][::-1]
        cost[problem.place[entering], self._woman + self._sex[entering]] = -self._points[entering]
        leaving = order[chosen[order] & ~problem.is_must[order]]
        cost[self._woman + self._sex[leaving], problem.place[leaving]] = self._points[leaving]
        cost[[self._woman, self._woman + 1], sink] = 0
        cost[sink, self._woman + 1] = 0
        return cost

    def _shortest(self, cost: np.ndarray) -> np.ndarray:
        """Cheapest ways from women and from others to every node, (2, nodes); an optimal list has no cycle that gains."""
        distance = np.full((2, len(cost)), _INF)
        distance[[0, 1], [self._woman, self._woman + 1]] = 0
        for _ in range(len(cost)):
            shorter = np.minimum(distance, (distance[:, :, None] + cost).min(axis=1))
            if (shorter == distance).all():
                break
            distance = shorter
        return distance
