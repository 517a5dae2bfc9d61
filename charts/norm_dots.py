"""A city as one mark for each kelurahan, small enough to stand beside itself under several norms. Shapes tell the states without colour."""

from collections.abc import Mapping
from html import escape
from statistics import median

from charts.colours import ABOVE, BELOW, EMPTY, PLAN
from charts.words import is_known

_TEXT = "#7d8993"
# State -> mark, size as part of the room around a kelurahan, colour, words of the legend.
STATES = {
    "met": ("round", 1.7, ABOVE.fill, "terpenuhi"),
    "near": ("square", 0.95, BELOW[1], "setengahnya ke atas"),
    "far": ("square", 1.45, BELOW[0], "kurang dari setengah"),
    "empty": ("hollow", 1.25, EMPTY.fill, "belum ada anggota"),
    "unknown": ("round", 0.5, PLAN, "tidak ada data"),
}


def state(have: float | None, lack: float | None) -> str:
    """The state of a kelurahan that has members and lacks some to a norm; NaN or None is not known."""
    if not is_known(lack) or not is_known(have):
        return "unknown"
    if lack == 0:
        return "met"
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
    if mark == "hollow":
        half = width / 2
        path = "".join(f"M{x - half:.0f} {y - half:.0f}h{width:.0f}v{width:.0f}h-{width:.0f}z" for x, y in points)
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{room * 0.28:.1f}"/>'
    path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="{mark}"/>'
