"""Where the land of one kecamatan lies: the frame that shows it, without small parts far off that would leave it a corner of the picture."""

import re
from functools import lru_cache
from itertools import accumulate

from charts.words import number
from reports.picture.labels import Box

_RING = re.compile(r"M([^l]*)l([^z]*)z")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_SMALL = 0.01  # of the area of all parts
_WORTH = 0.85  # of the longer side: a frame that gains less keeps all parts


def focus_box(area: dict) -> Box:
    """The box around a kecamatan of a drawing, left, top, right, bottom, but for small parts far off."""
    return _land(area["d"])[0]


def frame_note(drawn: dict, focus: str | None) -> str:
    """What kind of map it is, and what may lie outside of its frame; empty where nothing has to be said."""
    outside = _land(drawn["kecamatan"][focus]["d"])[1] if focus in drawn["kecamatan"] else 0
    said = f"{number(outside)} bagian kecil yang jauh dapat berada di luar gambar" if outside else ""
    return ". ".join(filter(None, (drawn["note"], said)))


@lru_cache(maxsize=64)
def _land(path: str) -> tuple[Box, int]:
    """The box of the parts that are large or near, and how many others reach out of it."""
    parts = [_part(ring) for ring in rings(path)]
    whole = sum(size for _, size in parts)
    boxes = [box for box, _ in parts]
    every, large = _around(boxes), _around([box for box, size in parts if size >= _SMALL * whole])
    if _longer(large) > _WORTH * _longer(every):
        return every, 0
    return large, sum(box[0] < large[0] or box[1] < large[1] or box[2] > large[2] or box[3] > large[3] for box in boxes)


@lru_cache(maxsize=512)
def rings(path: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings of a path as geo/svg_path.py writes it, a point and then the steps from each to the next, as points of the drawing."""
    found = []
    for start, steps in _RING.findall(path):
        (x, y), moved = map(float, _NUMBER.findall(start)), [float(step) for step in _NUMBER.findall(steps)]
        found.append(tuple(zip(accumulate(moved[::2], initial=x), accumulate(moved[1::2], initial=y), strict=True)))
    return tuple(found)


def _part(ring: tuple[tuple[float, float], ...]) -> tuple[Box, float]:
    """Box and area of a ring."""
    across, down = zip(*ring, strict=True)
    turned = sum(across[at - 1] * down[at] - across[at] * down[at - 1] for at in range(len(across)))
    return (min(across), min(down), max(across), max(down)), abs(turned) / 2


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _longer(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])
