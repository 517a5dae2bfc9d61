"""What the rules cost and what another seat would bring: exact answers around one optimal list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning.solver.contradictions import contradiction
from planning.solver.exchange import Exchange
from planning.solver.model import select
from planning.solver.network import Network
from planning.solver.points import UNIT
from planning.solver.problem import Problem, Selection, numbered
from planning.solver.remedies import FAMILIES, is_asked, without

RULES = tuple(family for family in FAMILIES if family != "seats")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A refused candidate. `lost`: points that the best list of the same length with this candidate lacks to the list; inf where there is none.

    `reason`: "women_share" when the candidate is on the list that is best without that rule; "place_full" or "district_full" when
    one seat more there would give a better list with the candidate; else "points": the seats elsewhere are worth more, or as much
    and first in the tie order.
    """

    candidate: int
    lost: float
    reason: str


def curve(problem: Problem, seats: Sequence[int]) -> list[tuple[int, float]]:
    """Points against seats; numbers of seats too few for the minimums and musts are left out."""
    most = max(seats, default=0)
    if contradiction(replace(problem, seats=most), numbered(problem)):
        return []
    network = Network(problem, most)
    found = ((count, network.best(count)) for count in seats)
    return [(count, optimum.points) for count, optimum in found if optimum]


def one_more_seat(problem: Problem, selection: Selection) -> float:
    """Points that one seat more would add, 0 when nobody could take it."""
    return _gain(replace(problem, seats=problem.seats + 1), selection)


def price_of_rules(problem: Problem, selection: Selection) -> list[tuple[str, float]]:
    """For each rule family that is asked, the points that would be won without it; 0 where it does not bind."""
    return [(family, _gain(without(problem, family), selection)) for family in RULES if is_asked(problem, family)]


def near_misses(problem: Problem, selection: Selection, count: int = 20) -> list[NearMiss]:
    """The refused candidates who came closest, by points lost, then by tie order."""
    refused = np.flatnonzero(~selection.chosen)
    exchange = Exchange(problem, selection.chosen)
    lost = np.maximum(exchange.loss(refused), 0)
    nearest = np.argsort(lost, kind="stable")[:count]
    refused, lost = refused[nearest], lost[nearest]
    place = problem.place[refused]
    is_in_without_share = select(without(problem, "women_share")).chosen if problem.women_share else np.zeros(len(problem.place), bool)
    is_place_full, is_district_full = exchange.is_place_full[place], exchange.is_district_full[problem.district[place]]
    in_district = exchange.loss_one_more_in_district(refused)
    reasons = np.select(
        [
            is_in_without_share[refused],
            is_place_full & _gains(np.where(is_district_full, in_district, exchange.loss_one_more_in_place(refused))),
            is_district_full & _gains(in_district),
        ],
        ["women_share", "place_full", "district_full"], "points",
    )
    return [NearMiss(int(who), float(points), str(reason)) for who, points, reason in zip(refused, lost, reasons, strict=True)]


def gini(values: np.ndarray, weights: np.ndarray | None = None) -> float:
    """How unequally `values` lie, each counted with its weight: 0 all equal, towards 1 all with one. NaN without values; 0 when all are 0."""
    values = np.asarray(values, dtype=float)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    if (~np.isfinite(values)).any() or (values < 0).any() or (weights < 0).any():
        raise ValueError("gini wants known values and weights, none below 0")
    if not weights.sum():
        return float("nan")
    order = np.argsort(values, kind="stable")
    values, weights = values[order], weights[order]
    total = values @ weights
    if not total:
        return 0.0
    held = np.cumsum(values * weights) / total
    return float(1 - (weights / weights.sum()) @ (held + np.r_[0, held[:-1]]))


def _gain(problem: Problem, selection: Selection) -> float:
    """Points that the best list of another problem has more; 0 when it has none."""
    found = curve(problem, [problem.seats])
    return max(0.0, found[0][1] - selection.points) if found else 0.0


def _gains(loss: np.ndarray) -> np.ndarray:
    return loss < -UNIT / 2
