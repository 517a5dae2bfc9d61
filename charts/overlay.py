"""Layers of the overlay view: areas coloured by need, a column for the members of each kelurahan; kecamatan with names, scale, north and date in the picture."""

from collections import Counter
from html import escape
from math import ceil, cos, log2, radians, sin

import pandas as pd
import pydeck

from charts.colours import ABOVE, NO_DATA
from charts.words import UNKNOWN, amount, is_known, number

_RADIUS, _HIGHEST = 2.4, 80  # pixels of a column, thin enough to see the colour around it
_INK, _BORDER = [29, 42, 51], [70, 82, 92]
_ROOM = (700, 520)  # pixels that the city may take, seen from above
_ABOVE, _BELOW = 40, 76  # pixels beside the city: air and names, and scale with date
_DEGREE = 111_320  # metres of a degree of latitude; of longitude too, as the cities lie near the equator
_LENGTHS = (20, 10, 5, 2, 1, 0.5, 0.2)  # km of a scale


def columns_over_density(areas: dict, flat: dict, names: pd.Series, members: pd.Series, pitch: int = 45) -> tuple[list[pydeck.Layer], pydeck.ViewState, int]:
    """`areas`: GeoJSON with kelurahan_code, kecamatan_code and kecamatan_name; `flat`: the flat map of the need as charts.map_spec gives it, whose classes,
    colours and subtitle these are; `names` and `members` (persons, NaN unknown) by code; `pitch` of the view in degrees, 0 from above.

    Layers, the view of the whole city without perspective, so that equal columns look equal near and far, and the height of its frame in pixels.
    """
    frame = _frame(areas)
    pixel = _pixel(frame)
    most = members.max() if members.notna().any() else 0
    shapes, columns = [], []
    for feature in areas["features"]:
        code = feature["properties"]["kelurahan_code"]
        count = members.get(code)
        position, value, _ = flat["units"].get(code, (None, UNKNOWN, ()))
        said = {"name": names.get(code, code), "kecamatan": feature["properties"]["kecamatan_name"], "value": value, "members": amount(count, "anggota")}
        fill = NO_DATA.fill if position is None else flat["classes"][position]["fill"]
        shapes.append({**feature, "properties": {**said, "fill": [*_rgb(fill), 255]}})
        if is_known(count) and count > 0:
            columns.append({"position": _middle(feature["geometry"]), "height": _HIGHEST * pixel * _DEGREE * float(count) / float(most), **said})
    layers = [
        pydeck.Layer(
            "GeoJsonLayer", {"type": "FeatureCollection", "features": shapes}, id="kepadatan", get_fill_color="properties.fill",
            get_line_color=[160, 168, 176], line_width_min_pixels=0.6, pickable=True,
        ),
        pydeck.Layer("PathLayer", [{"path": run} for run in _borders(areas)], id="kecamatan", get_path="path", get_color=_BORDER, width_min_pixels=1.8),
        pydeck.Layer(
            "ColumnLayer", columns, id="anggota", get_position="position", get_elevation="height", radius=_RADIUS * pixel * _DEGREE, extruded=True, pickable=True,
            get_fill_color=[*_rgb(ABOVE.fill), 230],
        ),
        _written([{"position": at, "text": "\n".join(name.split())} for name, at in _kecamatan(areas).items()], "nama", 11),
        *_foot(frame, pixel, flat["subtitle"], pitch),
    ]
    left, bottom, right, top = frame
    tall = (top - bottom) / pixel * cos(radians(pitch)) + _HIGHEST * sin(radians(pitch))
    shift = (_BELOW - _ABOVE - _HIGHEST * sin(radians(pitch))) / 2 * pixel / cos(radians(pitch))
    zoom = log2(360 / 512 / pixel)  # a world of 512 pixels at zoom 0
    view = pydeck.ViewState(longitude=(left + right) / 2, latitude=(bottom + top) / 2 - shift, zoom=zoom, pitch=pitch, bearing=0)
    return layers, view, ceil(tall + _ABOVE + _BELOW)


def colours_key(flat: dict) -> str:
    """What the colours are, as HTML, with the counts of the flat map."""
    rows = (f'<span><i style="background:{entry["fill"]}"></i>{escape(entry["label"])}: {number(entry["count"])}</span>' for entry in flat["classes"] if entry["count"])
    return f"<div>{''.join(rows)}</div>"


def heights_key(members: pd.Series, pitch: int = 45) -> str:
    """How high a column stands in the view of the whole city for one member, for half of the most and for the most, as HTML with `--tall` in pixels of a desk.

    `pitch` of the view in degrees: from above, at 0, no height can be seen, and it is empty as where there is no member.
    """
    most = int(members.max()) if members.notna().any() else 0
    if not most or not pitch:
        return ""
    tallest = _HIGHEST * sin(radians(pitch))
    counts = sorted({1, -(-most // 2), most})
    return "".join(
        f'<span class="pk-tall"><b style="--tall:{max(2.0, tallest * count / most):.1f}px;background:{ABOVE.fill}"></b>{number(count)}</span>' for count in counts
    )


def _frame(areas: dict) -> tuple[float, float, float, float]:
    """West, south, east, north of the city."""
    corners = [point for feature in areas["features"] for ring in _outer_rings(feature["geometry"]) for point in ring]
    (left, right), (bottom, top) = ((min(axis), max(axis)) for axis in zip(*corners, strict=True))
    return left, bottom, right, top


def _pixel(frame: tuple[float, float, float, float]) -> float:
    """Degrees of a pixel at which the whole city is as large as it may be."""
    left, bottom, right, top = frame
    return max((right - left) / _ROOM[0], (top - bottom) / _ROOM[1])


def _borders(areas: dict) -> list[list[list[float]]]:
    """The borders of the kecamatan as runs of points: the sides that no other kelurahan of the same kecamatan has, each of them once."""
    rings = [(feature["properties"]["kecamatan_code"], ring) for feature in areas["features"] for ring in _outer_rings(feature["geometry"])]
    sides = Counter((code, _side(*pair)) for code, ring in rings for pair in zip(ring, ring[1:], strict=False))
    drawn, runs = set(), []
    for code, ring in rings:
        run: list[list[float]] = []
        for start, end in zip(ring, ring[1:], strict=False):
            side = _side(start, end)
            if sides[code, side] > 1 or side in drawn:
                run = []
                continue
            drawn.add(side)
            if not run:
                run = [start]
                runs.append(run)
            run.append(end)
    return runs


def _side(start: list[float], end: list[float]) -> tuple[tuple[float, ...], ...]:
    return tuple(sorted((tuple(start), tuple(end))))


def _kecamatan(areas: dict) -> dict[str, list[float]]:
    """Where the name of each kecamatan stands: in the middle of its kelurahan."""
    found: dict[str, list[tuple[float, float]]] = {}
    for feature in areas["features"]:
        found.setdefault(feature["properties"]["kecamatan_name"], []).append(_middle(feature["geometry"]))
    return {name: [sum(axis) / len(axis) for axis in zip(*points, strict=True)] for name, points in found.items()}


def _foot(frame: tuple[float, float, float, float], pixel: float, said: str, pitch: int) -> list[pydeck.Layer]:
    """Below the city: a scale, what the picture shows and of when, and an arrow that points north however the view is turned."""
    left, bottom, right, _ = frame
    down = pixel / cos(radians(pitch))  # degrees of a pixel that goes down the tilted ground
    line = bottom - 22 * down
    length = next((km for km in _LENGTHS if km * 1000 / _DEGREE <= (right - left) / 4), _LENGTHS[-1])
    end, tip = left + length * 1000 / _DEGREE, [right, line + 22 * down]
    lines = [([left, line], [end, line]), ([right, line - 8 * down], tip), *([tip, [right + way * 4 * pixel, tip[1] - 7 * down]] for way in (-1, 1))]
    rows = [
        {"position": [end + 8 * pixel, line], "text": f"{number(length, 0 if length >= 1 else 1)} km"}, {"position": [right - 14 * pixel, line], "text": "U"},
        {"position": [left, line - 22 * down], "text": said},
    ]
    drawn = pydeck.Layer("LineLayer", [{"from": a, "to": b} for a, b in lines], id="skala", get_source_position="from", get_target_position="to",
                         get_color=_INK, get_width=2)
    return [drawn, _written(rows, "kaki", 12, "start")]


def _written(rows: list[dict], name: str, size: int, anchor: str = "middle") -> pydeck.Layer:
    """Words in a font of the system, above everything, on some white of their own."""
    return pydeck.Layer(
        "TextLayer", rows, id=name, get_position="position", get_text="text", get_size=size, get_color=_INK, get_text_anchor=pydeck.types.String(anchor),
        font_family=pydeck.types.String("Arial, sans-serif"), font_weight=600, character_set=pydeck.types.String("auto"), background=True,
        get_background_color=[255, 255, 255, 190], background_padding=[2, 0], parameters={"depthCompare": "always"},
    )


def _outer_rings(geometry: dict) -> list[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [part[0] for part in parts]


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _middle(geometry: dict) -> list[float]:
    ring = max(_outer_rings(geometry), key=len)
    return [(min(p[axis] for p in ring) + max(p[axis] for p in ring)) / 2 for axis in (0, 1)]
