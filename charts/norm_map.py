"""One city under several norms: a map of each norm, all with the same classes, and no server between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.map_spec import MapText, coverage_looks, map_spec, shown_class
from charts.standings import STANDINGS
from geo.breaks import Class

_EMPTY = "0 yang dihitung norma ini, kosong"


@dataclass(frozen=True, slots=True)
class NormLayer:
    """One norm over the city.

    `said`: how many places meet it and what is missing. `states`: code -> a state of charts.standings; a code without one is not known. `lines`: code -> value
    and further lines of the tooltip. `source`: what its figures were read from. `is_kept`: its picture may leave the office.
    """

    label: str
    said: str
    states: Mapping[str, str]
    lines: Mapping[str, list[str]]
    source: str
    is_kept: bool = True


def norms_map(layers: Sequence[NormLayer], codes: Sequence[str], text: MapText) -> dict:
    """The map of the first norm, every norm small below it; a tap on a small one brings it up."""
    found = [[layer.states.get(code, "unknown") for code in codes] for layer in layers]
    kept = [state for state in STANDINGS if state != "hidden" or any(state in states for states in found)]
    classes = [Class(STANDINGS[state][1] if state != "empty" else _EMPTY, None, None, found[0].count(state), STANDINGS[state][0]) for state in kept]
    shown = [
        shown_class(state, one.label, one.count, look) for state, one, look in zip(kept, classes, coverage_looks(classes), strict=True)
    ]
    units = {
        code: [[kept.index(states[at]), *_said(layer.lines.get(code, [""]))] for layer, states in zip(layers, found, strict=True)]
        for at, code in enumerate(codes)
    }
    frames = [
        {
            "label": layer.label, "note": layer.said, "subtitle": text.subtitle, "source": layer.source, "counts": [states.count(state) for state in kept],
            "download": layer.is_kept,
        }
        for layer, states in zip(layers, found, strict=True)
    ]
    return {**map_spec(text, shown, units), "frames": frames, "small": list(range(len(layers))), "first": 0, "slider": False}


def _said(lines: list[str]) -> tuple[str, list[str]]:
    return lines[0], lines[1:]
