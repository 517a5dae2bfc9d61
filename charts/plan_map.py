"""Maps of a plan: seats or recruits of each kelurahan, counted in whole people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from charts.colours import AT, BELOW, BELOW_PATTERN, NO_DATA, Look
from charts.map_spec import MapText, map_spec, shown_class
from charts.words import number

# Blue is a decision: need is purple, coverage brown to green.
GIVEN = ("#b8d4f8", "#7fabdb", "#2f6db3", "#173f70")
_NONE = Look("#f6f7f9")
STATES = {
    "none": _NONE, "nobody": Look("#e4e4e4", "counterhatch"), "unknown": NO_DATA, "met": AT, "waiting": Look(BELOW[1], BELOW_PATTERN, "triangle"),
    "excluded": Look("#8f979e", "bars"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """How a legend says a count ("kursi", "orang") and each state without one; states that no unit has are left out."""

    unit: str
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """One unit of the map: people given to it, else its state; what the tooltip says."""

    code: str
    count: int
    state: str
    value: str
    lines: list[str]


def given_map(spots: Iterable[Spot], text: MapText, words: Words, largest: int = 0) -> dict:
    """The map of whole people given to each unit: a class for each of 1, 2, 3 and all above, and one for each state.

    `largest`, the most that any map of a row gives to one unit, keeps one legend for all of them.
    """
    found = list(spots)
    classes = _classes(found, words, max(largest, max((spot.count for spot in found), default=0)))
    position = {shown["id"]: index for index, shown in enumerate(classes)}
    return map_spec(text, classes, {spot.code: [position[_class_of(spot)], spot.value, spot.lines] for spot in found})


def _class_of(spot: Spot) -> str:
    return f"given-{min(spot.count, len(GIVEN))}" if spot.count else spot.state


def _classes(spots: list[Spot], words: Words, largest: int) -> list[dict]:
    counts: dict[str, int] = {}
    for spot in spots:
        counts[_class_of(spot)] = counts.get(_class_of(spot), 0) + 1
    steps = range(1, min(largest, len(GIVEN)) + 1)
    shown = [(state, label, STATES[state]) for state, label in words.states.items() if state in counts]
    shown += [(f"given-{step}", _label(step, largest, words.unit), Look(GIVEN[_tone(step, largest)])) for step in steps]
    return [shown_class(name, label, counts.get(name, 0), look) for name, label, look in shown]


def _tone(step: int, largest: int) -> int:
    """One class alone is drawn in the middle tone, more of them from light to dark."""
    return 2 if largest == 1 else step - 1 if largest > 2 else step


def _label(step: int, largest: int, unit: str) -> str:
    return f"{number(step)} {unit} ke atas" if step == len(GIVEN) and largest > step else f"{number(step)} {unit}"
