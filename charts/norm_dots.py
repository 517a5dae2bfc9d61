"""A city as one mark for each kelurahan, small enough to stand beside itself under several norms. Shapes tell the states without colour."""

from collections.abc import Mapping
from html import escape
from statistics import median

from charts.colours import ABOVE, AT, BELOW, EMPTY, PLAN
from charts.words import is_known

_TEXT = "#7d8993"
# State -> mark, size as part of the room around a kelurahan, colour, words of the legend: the marks and words of the map of one norm.
STATES = {
    "empty": ("ring", 1.2, EMPTY.fill, "0 yang dihitung norma itu, kosong"),
    "far": ("triangle", 1.75, BELOW[0], "kurang dari setengah norma"),
    "near": ("triangle", 1.3, BELOW[1], "setengah norma atau lebih, belum terpenuhi"),
    "at": ("round", 1.6, AT.fill, "pas norma"),
    "above": ("square", 1.5, ABOVE.fill, "di atas norma"),
    "unknown": ("round", 0.5, PLAN, "tidak ada data"),
}
MET = ("at", "above")


def state(have: float | None, need: float | None, lack: float | None) -> str:
    """The state of a place that has members, needs some by the norm and lacks some; NaN or None is not known."""
    if not is_known(lack) or not is_known(have):
        return "unknown"
    if lack == 0:
        return "at" if have == need else "above"
    if have == 0:
        return "empty"
    return "near" if have >= lack else "far"


def dots_svg(drawn: dict, states: Mapping[str, str], described: str) -> str:
    """The marks where the drawing has its kelurahan; `states` by code, the others are not known."""
    room = median(area["r"] for area in drawn["units"].values())
    places: dict[str, list[dict]] = {}
    for code, area in drawn["units"].items():
        places.setdefault(states.get(code, "unknown"), []).append(area)
    paths = [_marks(found, [(area["x"], area["y"]) for area in places[found]], room) for found in STATES if found in places]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn["width"]:g} {drawn["height"]:g}" width="{drawn["width"]:g}" '
        f'height="{drawn["height"]:g}"><title>{escape(described)}</title>'
        f'<path d="{drawn["outline"]}" fill="none" stroke="{_TEXT}" stroke-width="{room * 0.08:.1f}"/>{"".join(paths)}</svg>'
    )


def mark_svg(found: str) -> str:
    """The mark of a state alone, for a legend."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{_marks(found, [(8, 8)], 7.5)}</svg>'


def _marks(found: str, points: list[tuple[float, float]], room: float) -> str:
    """One path for all marks of a state: a line without length has round or square ends."""
    mark, size, colour, _ = STATES[found]
    width = size * room
    half = width / 2
    if mark == "ring":
        path = "".join(f"M{x - half:.1f} {y:.1f}a{half:.1f} {half:.1f} 0 1 0 {width:.1f} 0a{half:.1f} {half:.1f} 0 1 0 {-width:.1f} 0" for x, y in points)
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{room * 0.32:.1f}"/>'
    if mark == "triangle":
        path = "".join(f"M{x:.1f} {y - half:.1f}l{half:.1f} {0.9 * width:.1f}h{-width:.1f}z" for x, y in points)
        return f'<path d="{path}" fill="{colour}"/>'
    path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="{mark}"/>'
