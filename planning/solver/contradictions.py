"""Contradictions that arithmetic shows before any solver is asked.

Each check assumes that the ones before it found nothing, and ends its own contradiction with the least change of the rule that is
named in the remedy.
"""

import numpy as np

from data.forms import numeral
from planning.solver.problem import Names, Problem
from planning.solver.remedies import (
    Conflict,
    at_places,
    changed_limits,
    changed_seats,
    changed_share,
    released_musts,
    rule_text,
)


def contradiction(problem: Problem, names: Names) -> Conflict | None:
    """The first contradiction found, None when arithmetic alone shows none."""
    checks = (
        _crossed_places, _crossed_districts, _too_few_candidates, _too_many_musts, _full_districts, _empty_districts, _too_few_seats,
        _too_few_women,
    )
    return next((found for check in checks if (found := check(problem, names))), None)


def _crossed_places(problem: Problem, names: Names) -> Conflict | None:
    return _crossed(problem, names, "place", names.places)


def _crossed_districts(problem: Problem, names: Names) -> Conflict | None:
    return _crossed(problem, names, "district", names.districts)


def _crossed(problem: Problem, names: Names, level: str, titles: tuple[str, ...]) -> Conflict | None:
    """A minimum above the maximum of the same place or district."""
    least, most = getattr(problem, f"{level}_min"), getattr(problem, f"{level}_max")
    where = np.flatnonzero(least > most)
    if not len(where):
        return None
    texts = (f"paling sedikit {at_places(least, where, titles)}", f"paling banyak {at_places(most, where, titles)}")
    lowered, raised = np.minimum(least, most), np.maximum(least, most)
    return Conflict(texts, (changed_limits(problem, f"{level}_min", lowered, names), changed_limits(problem, f"{level}_max", raised, names)))


def _too_few_candidates(problem: Problem, names: Names) -> Conflict | None:
    """A place that has fewer candidates than its minimum."""
    candidates = _candidates(problem)
    where = np.flatnonzero(problem.place_min > candidates)
    if not len(where):
        return None
    texts = (
        f"paling sedikit {at_places(problem.place_min, where, names.places)}",
        f"calon yang memenuhi syarat {at_places(candidates, where, names.places)}",
    )
    return Conflict(texts, (changed_limits(problem, "place_min", np.minimum(problem.place_min, candidates), names),))


def _too_many_musts(problem: Problem, names: Names) -> Conflict | None:
    """More musts in a place than it may seat."""
    musts = problem.per_place(problem.is_must)
    where = np.flatnonzero(musts > problem.place_max)
    if not len(where):
        return None
    texts = (f"peserta wajib {at_places(musts, where, names.places)}", f"paling banyak {at_places(problem.place_max, where, names.places)}")
    raised = changed_limits(problem, "place_max", np.maximum(problem.place_max, musts), names)
    return Conflict(texts, (raised, released_musts(problem, _last_musts(problem, np.maximum(musts - problem.place_max, 0)), names)))


def _full_districts(problem: Problem, names: Names) -> Conflict | None:
    """Minimums and musts of the places of a district beyond its maximum."""
    needed = problem.per_district(_least(problem))
    where = np.flatnonzero(needed > problem.district_max)
    if not len(where):
        return None
    texts = (
        f"batas paling sedikit tiap {names.unit} dan peserta wajib bersama-sama {at_places(needed, where, names.districts)}",
        f"paling banyak {at_places(problem.district_max, where, names.districts)}",
    )
    return Conflict(texts, (changed_limits(problem, "district_max", np.maximum(problem.district_max, needed), names),))


def _empty_districts(problem: Problem, names: Names) -> Conflict | None:
    """A district whose places together cannot seat its minimum."""
    room = problem.per_district(np.minimum(problem.place_max, _candidates(problem)))
    where = np.flatnonzero(problem.district_min > room)
    if not len(where):
        return None
    texts = (
        f"paling sedikit {at_places(problem.district_min, where, names.districts)}",
        f"calon yang memenuhi syarat dan muat dalam batas tiap {names.unit} {at_places(room, where, names.districts)}",
    )
    return Conflict(texts, (changed_limits(problem, "district_min", np.minimum(problem.district_min, room), names),))


def _too_few_seats(problem: Problem, names: Names) -> Conflict | None:
    """Fewer seats than musts and minimums take."""
    needed = _shortest(problem)
    if needed <= problem.seats:
        return None
    families = ("place_min", "district_min", "must")
    asked = [rule_text(problem, family, names) for family, is_there in zip(families, _present(problem), strict=True) if is_there]
    together = f"{numeral(needed)} kursi sudah diperlukan untuk: {'; '.join(asked)}"
    return Conflict((rule_text(problem, "seats", names), together), (changed_seats(problem, needed),))


def _too_few_women(problem: Problem, names: Names) -> Conflict | None:
    """Fewer women than the shortest list needs, or more musts who are not women than the longest list bears."""
    if not problem.women_share:
        return None
    women = problem.per_place(problem.is_woman)
    reachable = int(np.minimum(problem.per_district(np.minimum(women, problem.place_max)), problem.district_max).sum())
    shortest = _shortest(problem)
    needed = problem.women_needed(shortest)
    if needed > reachable:
        texts = (
            f"{rule_text(problem, 'women_share', names)} dari {numeral(shortest)} kursi yang sudah diperlukan, yaitu {numeral(needed)} orang",
            f"calon perempuan yang dapat duduk {numeral(reachable)} orang",
        )
        return Conflict(texts, (changed_share(problem, np.floor(100 * reachable / shortest + 1e-9) / 100, needed - reachable),))
    others = np.count_nonzero(problem.is_must & ~problem.is_woman)
    room = problem.seats - problem.women_needed(problem.seats)
    if others <= room:
        return None
    texts = (
        f"{rule_text(problem, 'women_share', names)} dari {numeral(problem.seats)} kursi, jadi paling banyak {numeral(room)} bukan perempuan",
        f"peserta wajib yang bukan perempuan {numeral(others)} orang",
    )
    share = np.floor(100 * (problem.seats - others) / problem.seats + 1e-9) / 100
    return Conflict(texts, (changed_share(problem, share, others - room),))


def _candidates(problem: Problem) -> np.ndarray:
    return problem.per_place(np.ones(len(problem.place), bool))


def _least(problem: Problem) -> np.ndarray:
    """Seats that a place takes in every list."""
    return np.maximum(problem.place_min, problem.per_place(problem.is_must))


def _shortest(problem: Problem) -> int:
    """Seats that musts and minimums take in every list."""
    return int(np.maximum(problem.district_min, problem.per_district(_least(problem))).sum())


def _present(problem: Problem) -> tuple[bool, bool, bool]:
    return bool(problem.place_min.any()), bool(problem.district_min.any()), bool(problem.is_must.any())


def _last_musts(problem: Problem, excess: np.ndarray) -> np.ndarray:
    """So many musts of each place, the last in the tie order first, (n,) bool."""
    found = np.zeros(len(problem.place), bool)
    for place in np.flatnonzero(excess):
        found[np.flatnonzero(problem.is_must & (problem.place == place))[-excess[place]:]] = True
    return found
