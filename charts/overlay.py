"""Layers of the overlay view: areas coloured by need, a column for the members of each kelurahan."""

from math import log2

import pandas as pd
import pydeck

from charts.colours import ABOVE, NEED
from charts.map_spec import fitted_classes, scale_looks, shown_values
from charts.words import amount, is_known
from geo.breaks import assign

_METRES_PER_MEMBER = 120
_RADIUS = 110  # metres
_ROOM = (700, 560)  # pixels that the city may take, seen from above


def columns_over_density(areas: dict, density: pd.DataFrame, members: pd.Series) -> tuple[list[pydeck.Layer], pydeck.ViewState]:
    """`areas`: GeoJSON with kelurahan_code; `density`: place_code, place_name, value, is_hidden; `members`: persons by code, NaN unknown.

    The colours are those of the flat map in quantiles, and it stands above with their legend.
    """
    values = shown_values(density)
    classes = fitted_classes(values)
    fills = [_rgb(look.fill) for look in scale_looks(classes, NEED)]
    at = {code: assign(classes, value) for code, value in zip(density.place_code, values, strict=True)}
    unknown = next(position for position, found in enumerate(classes) if found.state == "no_data")
    names, known = (density.set_index("place_code")[column] for column in ("place_name", "value"))
    shapes, columns = [], []
    for feature in areas["features"]:
        code = feature["properties"]["kelurahan_code"]
        count, found = members.get(code), at.get(code, unknown)
        value = known.get(code)
        said = {
            "name": names.get(code, code), "value": amount(value, "").strip() if is_known(value) else classes[found].label, "members": amount(count, "anggota"),
        }
        shapes.append({**feature, "properties": {**said, "fill": [*fills[found], 255]}})
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
    return layers, _whole(areas)


def _whole(areas: dict) -> pydeck.ViewState:
    """The city in the middle, as near as it fits."""
    corners = [point for feature in areas["features"] for ring in _outer_rings(feature["geometry"]) for point in ring]
    (left, right), (bottom, top) = ((min(axis), max(axis)) for axis in zip(*corners, strict=True))
    zoom = log2(360 / 512 * min(_ROOM[0] / (right - left), _ROOM[1] / (top - bottom)))  # a world of 512 pixels at zoom 0
    return pydeck.ViewState(longitude=(left + right) / 2, latitude=(bottom + top) / 2, zoom=zoom, pitch=45, bearing=0)


def _outer_rings(geometry: dict) -> list[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [part[0] for part in parts]


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _middle(geometry: dict) -> tuple[float, float]:
    ring = max(_outer_rings(geometry), key=len)
    return (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2, (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
