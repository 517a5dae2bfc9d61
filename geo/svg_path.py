"""Polygons as short SVG path text."""

import numpy as np
import shapely


def path(geometry: shapely.Geometry) -> str:
    """The polygon's rings as "M12.3 4l-1.5.2 ...z", rounded to a tenth.

    Points are rounded before their differences are taken, so neighbours that share a border draw the same line.
    """
    rings = [ring for part in shapely.get_parts(geometry) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring(np.rint(shapely.get_coordinates(ring) * 10).astype(int)) for ring in rings)


def _ring(tenths: np.ndarray) -> str:
    steps = np.diff(tenths[:-1], axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    start = " ".join(_number(value) for value in tenths[0])
    return f"M{start.replace(' -', '-')}l{_joined(steps.ravel())}z"


def _joined(tenths: np.ndarray) -> str:
    text = _number(tenths[0])
    for value in tenths[1:]:
        number = _number(value)
        text += number if number[0] == "-" else " " + number
    return text


def _number(tenths: int) -> str:
    whole, tenth = divmod(abs(int(tenths)), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"
