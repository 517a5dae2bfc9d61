"""Which rules contradict each other where arithmetic does not show it, and the least change of one rule alone that helps.

Whether a list exists depends only on how many women and others each place seats, so the model has two whole numbers a place, w_k
and o_k:
(1) sum w + sum o <= seats   (2) place_min <= w_k + o_k <= place_max   (3) district_min <= sum of the places <= district_max
(4) sum w >= share * (sum w + sum o)   (5) w_k and o_k at least the musts of the place, at most its candidates.
A rule that may give way gets a slack in its rows; the least sum of slacks is the smallest change, among equal ones where need is
least.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.forms import numeral
from planning.solver.linear import LinearModel
from planning.solver.problem import Names, Problem
from planning.solver.remedies import (
    FAMILIES,
    FEW,
    Conflict,
    Remedy,
    changed_limits,
    changed_seats,
    changed_share,
    is_asked,
    released_musts,
    rule_text,
    without,
)

_INF = np.inf


def is_feasible(problem: Problem) -> bool:
    """Whether any list keeps all rules."""
    return _slacks(problem, "") is not None


def clash(problem: Problem, names: Names) -> Conflict:
    """The rules without any one of which there would be a list, and the changes of one rule that help; the problem has no list."""
    core = [family for family in FAMILIES if is_asked(problem, family)]
    reduced = problem
    for family in tuple(core):
        if not is_feasible(smaller := without(reduced, family)):
            reduced = smaller
            core.remove(family)
    # Where no rule alone is enough for the whole, a change that ends this contradiction; what remains is found next.
    remedies = changes(problem, names) or [found for family in core if (found := _change(problem, family, names, reduced))]
    told = {family: rule_text(problem, family, names) for family in core}
    if "women_share" in told:
        told["women_share"] += f" (calon perempuan {numeral(np.count_nonzero(problem.is_woman))} orang)"
    return Conflict(tuple(told.values()), tuple(sorted(remedies, key=lambda remedy: remedy.persons)))


def changes(problem: Problem, names: Names, families: Sequence[str] = FAMILIES) -> list[Remedy]:
    """The least change of each rule family that alone makes a list possible; families that cannot do it alone are left out."""
    found = (_change(problem, family, names, problem) for family in families if is_asked(problem, family))
    return [remedy for remedy in found if remedy]


def _change(problem: Problem, family: str, names: Names, within: Problem) -> Remedy | None:
    """The least change of one family that makes `within` feasible, told for `problem`, which has the same numbers for that family."""
    slack = _slacks(within, family)
    if slack is None:
        return None
    if family == "seats":
        return changed_seats(problem, problem.seats + int(slack[0]))
    if family == "women_share":
        return changed_share(problem, _highest_share(within), int(slack[0]))
    if family == "must":
        return released_musts(problem, _released(problem, slack), names)
    limits = getattr(problem, family)
    changed = limits - slack if family.endswith("min") else limits + slack
    if np.count_nonzero(slack) > FEW and len(set(limits)) == 1:
        changed = _one_number(within, family, changed)
    return changed_limits(problem, family, changed, names)


def _slacks(problem: Problem, elastic: str) -> np.ndarray | None:
    """How far the rule family `elastic` must give way, least in sum: one number, or one a place, a district, or (musts) a place and sex.

    None when that does not help; without a family, whether there is a list at all.
    """
    places, districts = len(problem.district), len(problem.district_min)
    rows = {"place": np.arange(places), "district": places + np.arange(districts)}
    rows |= {"seats": places + districts, "women": places + districts + 1}
    counts = np.r_[problem.per_place(problem.is_woman), problem.per_place(~problem.is_woman)]
    musts = np.r_[problem.per_place(problem.is_must & problem.is_woman), problem.per_place(problem.is_must & ~problem.is_woman)]
    column, both = np.arange(2 * places), np.tile(rows["place"], 2)
    weight = np.r_[np.full(places, 1 - problem.women_share), np.full(places, -problem.women_share)]
    parts = [
        (both, column, np.ones(2 * places)), (places + problem.district[both], column, np.ones(2 * places)),
        (np.full(2 * places, rows["seats"]), column, np.ones(2 * places)), (np.full(2 * places, rows["women"]), column, weight),
    ]
    lower = np.r_[problem.place_min, problem.district_min, -_INF, -1e-9]
    upper = np.r_[problem.place_max, problem.district_max, problem.seats, _INF]
    column_lower = musts
    slack_rows = {
        "": np.zeros(0, int), "seats": np.array([rows["seats"]]), "women_share": np.array([rows["women"]]),
        "must": places + districts + 2 + column,
        "place_min": rows["place"], "place_max": rows["place"], "district_min": rows["district"], "district_max": rows["district"],
    }[elastic]
    slack = 2 * places + np.arange(len(slack_rows))
    if elastic == "must":
        parts.append((slack_rows, column, np.ones(2 * places)))
        lower, upper, column_lower = np.r_[lower, musts], np.r_[upper, np.full(2 * places, _INF)], np.zeros(2 * places)
    gives_below = elastic.endswith("min") or elastic in ("women_share", "must")
    parts.append((slack_rows, slack, np.full(len(slack), 1.0 if gives_below else -1.0)))
    most = {"place_min": problem.place_min, "district_min": problem.district_min, "must": musts}
    limit = most.get(elastic, np.full(len(slack), len(problem.place)))
    model = LinearModel(
        np.r_[np.zeros(2 * places), -1 - _reluctance(problem, elastic, len(slack), limit.sum())],
        (np.r_[column_lower, np.zeros(len(slack))], np.r_[counts, limit]),
        tuple(np.concatenate(part) for part in zip(*parts, strict=True)), (lower, upper), whole=np.ones(2 * places + len(slack), bool),
    )
    solution = model.solve()
    return None if solution is None else solution.values[2 * places:].round().astype(np.int64)


def _reluctance(problem: Problem, elastic: str, count: int, most: float) -> np.ndarray:
    """Less than one person in all: a minimum is lowered first where there is least need, a maximum raised where there is most."""
    if elastic not in ("place_min", "place_max", "district_min", "district_max"):
        return np.zeros(count)
    points = problem.place_points
    need = points if elastic.startswith("place") else np.bincount(problem.district, weights=points, minlength=count)
    rank = np.empty(count)
    rank[np.argsort(need if elastic.endswith("min") else -need, kind="stable")] = np.arange(count)
    return rank / (count * (1.0 + most))


def _one_number(problem: Problem, family: str, changed: np.ndarray) -> np.ndarray:
    """The least change of a limit that is one number for all and shall stay one; `changed` is a change place by place that is enough."""
    before = int(getattr(problem, family)[0])
    step = -1 if family.endswith("min") else 1
    low, high = 1, int(np.abs(changed - before).max())
    while low < high:
        middle = (low + high) // 2
        is_enough = is_feasible(replace(problem, **{family: np.full(len(changed), before + step * middle)}))
        low, high = (low, middle) if is_enough else (middle + 1, high)
    return np.full(len(changed), before + step * low)


def _highest_share(problem: Problem) -> float:
    """The highest whole percentage of women with which there is a list; without women there is one."""
    low, high = 0, int(np.ceil(100 * problem.women_share - 1e-9)) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_feasible(replace(problem, women_share=middle / 100)) else (low, middle - 1)
    return low / 100


def _released(problem: Problem, slack: np.ndarray) -> np.ndarray:
    """So many musts of each place and sex, the last in the tie order, (n,) bool."""
    kind = problem.place + len(problem.district) * ~problem.is_woman
    found = np.zeros(len(problem.place), bool)
    for group in np.flatnonzero(slack):
        found[np.flatnonzero(problem.is_must & (kind == group))[-slack[group]:]] = True
    return found
