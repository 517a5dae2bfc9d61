"""Layers of the overlay view: areas coloured by need, a column for the members of each kelurahan."""

from html import escape
from math import log2

import pandas as pd
import pydeck

from charts.colours import ABOVE, NO_DATA
from charts.words import UNKNOWN, amount, is_known, number

_METRES_PER_MEMBER = 120
_RADIUS = 110  # metres
_TALLEST, _STEP = 34, 46  # pixels of the longest column of the legend, and from one to the next
_TEXT = "#7d8993"  # reads on a light and on a dark page alike
_ROOM = (700, 560)  # pixels that the city may take, seen from above


def columns_over_density(areas: dict, flat: dict, names: pd.Series, members: pd.Series, pitch: int = 45) -> tuple[list[pydeck.Layer], pydeck.ViewState]:
    """`areas`: GeoJSON with kelurahan_code; `flat`: the flat map of the need as charts.map_spec gives it, whose classes and colours these are; `names` and
    `members` (persons, NaN unknown) by code; `pitch` of the view in degrees, 0 from above."""
    shapes, columns = [], []
    for feature in areas["features"]:
        code = feature["properties"]["kelurahan_code"]
        count = members.get(code)
        position, value, _ = flat["units"].get(code, (None, UNKNOWN, ()))
        said = {"name": names.get(code, code), "value": value, "members": amount(count, "anggota")}
        fill = NO_DATA.fill if position is None else flat["classes"][position]["fill"]
        shapes.append({**feature, "properties": {**said, "fill": [*_rgb(fill), 255]}})
        if is_known(count) and count > 0:
            lon, lat = _middle(feature["geometry"])
            columns.append({"position": [lon, lat], "height": float(count) * _METRES_PER_MEMBER, **said})
    layers = [
        pydeck.Layer(
            "GeoJsonLayer", {"type": "FeatureCollection", "features": shapes}, id="kepadatan", get_fill_color="properties.fill",
            get_line_color=[140, 150, 160], line_width_min_pixels=1, pickable=True,
        ),
        pydeck.Layer(
            "ColumnLayer", columns, id="anggota", get_position="position", get_elevation="height", radius=_RADIUS, extruded=True, pickable=True,
            get_fill_color=[*_rgb(ABOVE.fill), 220],
        ),
    ]
    return layers, _whole(areas, pitch)


def colours_key(flat: dict) -> str:
    """What the colours are, as HTML, with the counts of the flat map."""
    rows = (f'<span><i style="background:{entry["fill"]}"></i>{escape(entry["label"])}: {number(entry["count"])}</span>' for entry in flat["classes"] if entry["count"])
    return f"<div>{''.join(rows)}</div>"


def heights_key(members: pd.Series) -> str:
    """How high a column is for one member, for half of the most and for the most, as SVG; empty where there is no member."""
    most = int(members.max()) if members.notna().any() else 0
    columns = []
    for at, count in enumerate(sorted({1, -(-most // 2), most}) if most else []):
        tall = max(2.0, _TALLEST * count / most)
        columns.append(f'<rect x="{_STEP * at + 2}" y="{_TALLEST - tall:.1f}" width="9" height="{tall:.1f}" fill="{ABOVE.fill}"/>'
                       f'<text x="{_STEP * at + 15}" y="{_TALLEST}">{number(count)}</text>')
    width, tall = _STEP * len(columns), _TALLEST + 4
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" viewBox="0 0 {width} {tall}" font-family="sans-serif" font-size="13" ' \
           f'fill="{_TEXT}">{"".join(columns)}</svg>' if columns else ""


def _whole(areas: dict, pitch: int) -> pydeck.ViewState:
    """The city in the middle, as near as it fits."""
    corners = [point for feature in areas["features"] for ring in _outer_rings(feature["geometry"]) for point in ring]
    (left, right), (bottom, top) = ((min(axis), max(axis)) for axis in zip(*corners, strict=True))
    zoom = log2(360 / 512 * min(_ROOM[0] / (right - left), _ROOM[1] / (top - bottom)))  # a world of 512 pixels at zoom 0
    return pydeck.ViewState(longitude=(left + right) / 2, latitude=(bottom + top) / 2, zoom=zoom, pitch=pitch, bearing=0)


def _outer_rings(geometry: dict) -> list[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [part[0] for part in parts]


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _middle(geometry: dict) -> tuple[float, float]:
    ring = max(_outer_rings(geometry), key=len)
    return (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2, (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
