"""Why there is no list: the rules that contradict each other, each time with the smallest change that helps."""

from dataclasses import replace

from data.errors import UserError
from planning.solver import relaxation
from planning.solver.contradictions import contradiction
from planning.solver.problem import Names, Problem
from planning.solver.remedies import FAMILIES, Conflict

__all__ = ["Conflict", "Infeasible", "conflicts"]

_ALTERNATIVES = 3


class Infeasible(UserError):
    """No list keeps all rules; `conflicts` names those that contradict each other."""

    def __init__(self, found: list[Conflict]) -> None:
        self.conflicts = found
        super().__init__("\n".join(["Tidak ada daftar yang memenuhi semua aturan.", *map(_told, found)]))


def conflicts(problem: Problem, names: Names) -> list[Conflict]:
    """The contradictions, [] when there is a list: those of arithmetic first, then those that the solver finds.

    Each is described for the problem after the first remedies of those before it; with any remedy of the last there is a list.
    """
    found: list[Conflict] = []
    while True:
        clash = contradiction(problem, names)
        if clash:
            others = [family for family in FAMILIES if family not in {remedy.family for remedy in clash.remedies}]
            remedies = (*clash.remedies, *relaxation.changes(problem, names, others))
            # What ends all contradictions at once goes before what ends only this one.
            enough = [remedy for remedy in remedies if relaxation.is_feasible(remedy.problem)]
            clash = replace(clash, remedies=tuple(sorted(enough or remedies, key=lambda remedy: remedy.persons)))
        elif relaxation.is_feasible(problem):
            return found
        else:
            clash = relaxation.clash(problem, names)
        found.append(clash)
        problem = clash.remedies[0].problem


def _told(conflict: Conflict) -> str:
    first, *others = (remedy.sentence for remedy in conflict.remedies[:_ALTERNATIVES])
    choices = "".join(f" Atau: {sentence}" for sentence in others)
    return f"Bertentangan: {'; '.join(conflict.names)}. Perubahan terkecil: {first}{choices}"
