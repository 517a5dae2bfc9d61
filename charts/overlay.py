"""Layers of the overlay view: areas coloured by need, a column for the members of each kelurahan."""

import pandas as pd
import pydeck

from charts.colours import ABOVE, NEED, NO_DATA
from charts.words import UNKNOWN, amount, is_known, number
from geo.breaks import assign, rate_classes

_METRES_PER_MEMBER = 120
_RADIUS = 110  # metres


def columns_over_density(areas: dict, density: pd.DataFrame, members: pd.Series) -> tuple[list[pydeck.Layer], pydeck.ViewState]:
    """`areas`: GeoJSON with kelurahan_code; `density`: place_code, place_name, value; `members`: persons by code, NaN unknown."""
    values = density.set_index("place_code").value
    classes = rate_classes([float(value) if is_known(value) else None for value in values])
    ranges = [index for index, found in enumerate(classes) if found.state == "range"]
    names = density.set_index("place_code").place_name
    shapes, columns = [], []
    for feature in areas["features"]:
        code = feature["properties"]["kelurahan_code"]
        value, count = values.get(code), members.get(code)
        said = {"name": names.get(code, code), "value": number(value, 1) if is_known(value) else UNKNOWN, "members": amount(count, "anggota")}
        shapes.append({**feature, "properties": {**said, "fill": _colour(classes, ranges, value)}})
        if is_known(count) and count > 0:
            lon, lat = _middle(feature["geometry"])
            columns.append({"position": [lon, lat], "height": float(count) * _METRES_PER_MEMBER, **said})
    layers = [
        pydeck.Layer(
            "GeoJsonLayer", {"type": "FeatureCollection", "features": shapes}, id="kepadatan", get_fill_color="properties.fill",
            get_line_color=[255, 255, 255], line_width_min_pixels=1, pickable=False,
        ),
        pydeck.Layer(
            "ColumnLayer", columns, id="anggota", get_position="position", get_elevation="height", radius=_RADIUS, extruded=True, pickable=True,
            get_fill_color=[*_rgb(ABOVE.fill), 220],
        ),
    ]
    points = [column["position"] for column in columns] or [_middle(feature["geometry"]) for feature in areas["features"]]
    view = pydeck.ViewState(
        longitude=sum(point[0] for point in points) / len(points), latitude=sum(point[1] for point in points) / len(points), zoom=11.2, pitch=45, bearing=0,
    )
    return layers, view


def _colour(classes: list, ranges: list[int], value: float | None) -> list[int]:
    if not is_known(value):
        return [*_rgb(NO_DATA.fill), 255]
    index = assign(classes, float(value))
    return [*_rgb(NEED[round((index - ranges[0]) * (len(NEED) - 1) / max(len(ranges) - 1, 1))] if index in ranges else "#f6f4fa"), 255]


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _middle(geometry: dict) -> tuple[float, float]:
    rings = geometry["coordinates"] if geometry["type"] == "Polygon" else max(geometry["coordinates"], key=lambda polygon: len(polygon[0]))
    ring = rings[0]
    return (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2, (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
