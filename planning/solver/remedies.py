"""Rules that contradict each other, the changes that would help, and what both are called in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.forms import numeral
from planning.solver.problem import Names, Problem
from planning.wording import listed

# Rule families and what each is called, in the order in which changes are offered when they are equally small; {unit} is the city's word
# for its smallest places.
RULE_NAMES = {
    "seats": "jumlah kursi", "place_min": "paling sedikit tiap {unit}", "district_min": "paling sedikit tiap kecamatan",
    "place_max": "paling banyak tiap {unit}", "district_max": "paling banyak tiap kecamatan", "women_share": "bagian perempuan",
    "must": "peserta wajib",
}
FAMILIES = tuple(RULE_NAMES)
_EDGES = {"min": "paling sedikit", "max": "paling banyak"}
FEW = 3  # places named one by one; beyond that a limit that was one number stays one


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change of one rule family: its sentence, how many persons or seats it moves, and the problem after it."""

    family: str
    sentence: str
    persons: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot be kept together, with their numbers, and the changes that end it, the smallest first."""

    names: tuple[str, ...]
    remedies: tuple[Remedy, ...]


def percent(share: float) -> str:
    """30%, 33,3%."""
    return f"{numeral(100 * share, 0 if abs(100 * share - round(100 * share)) < 1e-9 else 1)}%"


def rule_text(problem: Problem, family: str, names: Names) -> str:
    """A rule family with its numbers: 'paling sedikit 2 tiap kelurahan'."""
    if family == "seats":
        return f"{numeral(problem.seats)} kursi"
    if family == "women_share":
        return f"perempuan paling sedikit {percent(problem.women_share)}"
    if family == "must":
        return f"peserta wajib {numeral(np.count_nonzero(problem.is_must))} orang"
    limits, titles, unit = _limits(problem, family, names)
    is_lower = family.endswith("min")
    stated = np.flatnonzero(limits > 0) if is_lower else np.flatnonzero(limits < len(problem.place))
    edge = _EDGES[family[-3:]]
    if len(stated) == len(limits) and len(set(limits)) == 1:
        return f"{edge} {numeral(limits[0])} tiap {unit}"
    return f"{edge} {at_places(limits, stated, titles)}"


def at_places(limits: np.ndarray, where: np.ndarray, titles: Sequence[str]) -> str:
    """'2 di Cicadas dan Maleer, 3 di Sukamiskin': limits by value, places named."""
    parts = [f"{numeral(value)} di {listed([titles[i] for i in where if limits[i] == value], FEW)}" for value in sorted(set(limits[where]))]
    return ", ".join(parts)


def changed_limits(problem: Problem, family: str, limits: np.ndarray, names: Names) -> Remedy:
    """Other limits for places or districts: the sentence says which and to what."""
    before, titles, unit = _limits(problem, family, names)
    where = np.flatnonzero(before != limits)
    verb = "Turunkan" if limits.sum() < before.sum() else "Naikkan"
    edge = f"batas {_EDGES[family[-3:]]}"
    if len(where) == len(limits) > 1 and len(set(limits)) == len(set(before)) == 1:
        sentence = f"{verb} {edge} tiap {unit} dari {numeral(before[0])} menjadi {numeral(limits[0])}."
    else:
        sentence = f"{verb} {edge} menjadi {at_places(limits, where, titles)}."
    return Remedy(family, sentence, int(np.abs(limits - before).sum()), replace(problem, **{family: limits}))


def changed_seats(problem: Problem, seats: int) -> Remedy:
    """More seats."""
    sentence = f"Tambah kursi dari {numeral(problem.seats)} menjadi {numeral(seats)}."
    return Remedy("seats", sentence, seats - problem.seats, replace(problem, seats=seats))


def changed_share(problem: Problem, share: float, persons: int) -> Remedy:
    """A smaller share of women; `persons` is how many women are missing for the old one."""
    sentence = f"Turunkan syarat perempuan dari {percent(problem.women_share)} menjadi {percent(share)}."
    return Remedy("women_share", sentence, persons, replace(problem, women_share=share))


def released_musts(problem: Problem, released: np.ndarray, names: Names) -> Remedy:
    """Fewer candidates who must be on the list; those released stay candidates."""
    count, before = np.count_nonzero(released), np.count_nonzero(problem.is_must)
    places = sorted(set(problem.place[released]))
    where = listed([names.places[i] for i in places], FEW)
    sentence = f"Lepaskan {numeral(count)} dari {numeral(before)} peserta wajib, di {where}, menjadi calon biasa."
    return Remedy("must", sentence, count, replace(problem, is_must=problem.is_must & ~released))


def without(problem: Problem, family: str) -> Problem:
    """The problem as if this rule family had never been asked."""
    everyone = len(problem.place)
    if family == "seats":
        return replace(problem, seats=everyone)
    if family == "women_share":
        return replace(problem, women_share=0.0)
    if family == "must":
        return replace(problem, is_must=np.zeros(everyone, bool))
    limits = getattr(problem, family)
    return replace(problem, **{family: np.zeros_like(limits) if family.endswith("min") else np.maximum(limits, everyone)})


def is_asked(problem: Problem, family: str) -> bool:
    """Whether a rule family says anything that some list could break."""
    everyone = np.ones(len(problem.place), bool)
    per_place = problem.per_place(everyone)
    return bool({
        "seats": problem.seats < len(everyone),
        "place_min": (problem.place_min > 0).any(), "place_max": (problem.place_max < per_place).any(),
        "district_min": (problem.district_min > 0).any(), "district_max": (problem.district_max < problem.per_district(per_place)).any(),
        "women_share": problem.women_share > 0, "must": problem.is_must.any(),
    }[family])


def _limits(problem: Problem, family: str, names: Names) -> tuple[np.ndarray, Sequence[str], str]:
    if family.startswith("place"):
        return getattr(problem, family), names.places, names.unit
    return getattr(problem, family), names.districts, "kecamatan"
