"""The list that covers the most need: who gets the seats of a training or a meeting.

n_k is how many of place k are chosen, t_k its seats of earlier trainings, x_i whether candidate i is chosen. Maximise the points
of the list

    sum_k  place_points_k * sum_{j = 1..n_k} decay ** (t_k + j - 1)   +   sum_i  person_points_i * x_i

subject to
    (1) sum_i x_i <= seats
    (2) place_min_k <= n_k <= place_max_k                        for every place k
    (3) district_min_d <= sum of n_k in d <= district_max_d      for every district d
    (4) sum of x_i over women >= women_share * sum_i x_i         rounded up to whole women; of unknown sex is not counted as a woman
    (5) x_i = 1 for every must
    (6) who may never attend or is not eligible is no candidate at all.

Every single value counts in whole 2**-20 points (planning/solver/points.py). Points are never negative, so a free seat is filled
whenever the limits allow it, also by a candidate who adds nothing. Ties: among the lists with the most points those with the most
seats; among those the first in the tie order, which is the order in which the candidates arrive: the first candidate is seated if
any such list seats him, then the second if any that remains seats him, and so on. The answer is therefore one and only one list.

Why it is exact: without (4) the seats flow from the total through district and place to candidates, with (4) and a fixed length
of the list through women and others too. The matrix of a flow is totally unimodular, so a vertex of the linear model is whole;
the falling values of the seats of a place fill in their order by themselves. Only the length of the list is tried one by one when
(4) is asked (planning/solver/network.py).
"""

from planning.solver.conflicts import Infeasible, conflicts
from planning.solver.contradictions import contradiction
from planning.solver.network import Network
from planning.solver.points import points_of, shares
from planning.solver.problem import Names, Problem, Selection, numbered

__all__ = ["points_of", "select", "shares"]


def select(problem: Problem, names: Names | None = None) -> Selection:
    """The list with the most points, the first by the tie rule; Infeasible, told with `names`, when the rules contradict each other."""
    titles = names or numbered(problem)
    best = network = None
    if contradiction(problem, titles) is None:
        network = Network(problem, problem.seats)
        best = network.best(problem.seats)
    if best is None:
        raise Infeasible(conflicts(problem, titles))
    chosen = network.first(best)
    points = points_of(problem, chosen)
    if abs(points - best.points) > 1e-6 * max(1.0, points):
        raise RuntimeError(f"the list is worth {points}, the solver promised {best.points}")
    return Selection(chosen, points)
