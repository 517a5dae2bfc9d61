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

    `said`: how many units meet it and what is missing. `states`: kelurahan code -> a state of charts.standings, one without is not known; under a norm
    `by_kecamatan` that of its kecamatan, and `unit_states` has each kecamatan once. `lines`: code -> value and further lines of the tooltip. `source`: what its
    figures were read from. `is_kept`: its picture may leave the office.
    """

    label: str
    said: str
    states: Mapping[str, str]
    lines: Mapping[str, list[str]]
    source: str
    is_kept: bool = True
    by_kecamatan: bool = False
    unit_states: Sequence[str] = ()


def norms_map(layers: Sequence[NormLayer], codes: Sequence[str], text: MapText) -> dict:
    """The map of the first norm, every norm small below it; a tap on a small one brings it up."""
    found = [[layer.states.get(code, "unknown") for code in codes] for layer in layers]
    kept = [state for state in STANDINGS if state != "hidden" or any(state in states for states in found)]
    classes = [Class(STANDINGS[state][1] if state != "empty" else _EMPTY, None, None, 0, STANDINGS[state][0]) for state in kept]
    frames = [_frame(layer, list(layer.unit_states) if layer.by_kecamatan else states, kept, text) for layer, states in zip(layers, found, strict=True)]
    shown = [
        shown_class(state, one.label, many, look)
        for state, one, many, look in zip(kept, classes, frames[0]["counts"], coverage_looks(classes), strict=True)
    ]
    units = {
        code: [[kept.index(states[at]), value, more] for layer, states in zip(layers, found, strict=True) for value, *more in [layer.lines.get(code, [""])]]
        for at, code in enumerate(codes)
    }
    return {**map_spec(text, shown, units), "frames": frames, "small": list(range(len(layers))), "first": 0, "slider": False}


def _frame(layer: NormLayer, judged: list[str], kept: list[str], text: MapText) -> dict:
    """What the map says of one norm; the legend counts the units that the norm judges."""
    frame = {
        "label": layer.label, "note": layer.said, "subtitle": text.subtitle, "source": layer.source, "counts": [judged.count(state) for state in kept],
        "download": layer.is_kept,
    }
    if not layer.by_kecamatan:
        return frame
    return {**frame, "subtitle": f"{text.subtitle} · tiap {text.unit_word} berwarna menurut kecamatannya", "unit_word": "kecamatan", "by_district": True}
