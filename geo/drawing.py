"""A city's geometry as files: the drawing for the map (SVG paths) and GeoJSON for every other tool."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
import shapely

from data import paths
from data.errors import UserError
from data.reference import Unit
from geo.projection import LocalPlan
from geo.svg_path import path

WIDTH, MARGIN = 1000, 10
LEAST_BORDER_KM = 0.02  # a shorter common border is a corner and makes no neighbours
NOTES = {"boundaries": "", "schematic": "Peta skematik, bukan batas resmi", "tiles": "Petak sama besar, bukan batas resmi"}


@dataclass(frozen=True, slots=True)
class CityGeometry:
    """Polygons of one kind by kelurahan code, in WGS 84 degrees and sharing their borders.

    `kind` is boundaries, schematic or tiles; `source` is Indonesian text for the map's foot; `made_from` identifies the inputs.
    """

    city_code: str
    kind: str
    polygons: Mapping[str, shapely.Geometry]
    source: str
    made_from: str
    made_on: str


def write(geometry: CityGeometry, units: tuple[Unit, ...]) -> Path:
    """Write `<city>.<kind>.json` and `.geojson` into the geometry folder, each whole or not at all; the drawing's path."""
    folder = paths.geometry()
    known = {unit.kelurahan_code: unit for unit in units}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / f"{geometry.city_code}.{geometry.kind}.geojson", geojson(geometry, known))
        return _replace(folder / f"{geometry.city_code}.{geometry.kind}.json", drawing(geometry, known))
    except OSError as error:
        raise UserError(
            f"Peta tidak dapat disimpan di {folder}: {error.strerror}. Periksa izin tulis dan ruang cakram folder itu."
        ) from error


def drawing(geometry: CityGeometry, units: Mapping[str, Unit]) -> dict:
    """Paths, label points and boxes in a frame 1000 wide, north up and y down; lengths in the frame's units.

    `r` is the radius of the largest circle that fits around the label point; `km_per_unit` turns lengths into km; `neighbours` are pairs of
    positions in `units`.
    """
    codes = sorted(geometry.polygons)
    plan = LocalPlan.around(*zip(*((unit.lon, unit.lat) for unit in units.values()), strict=True))
    km = shapely.transform(np.array([geometry.polygons[code] for code in codes], dtype=object), plan.to_km)
    left, bottom, right, top = shapely.total_bounds(km)
    scale = (WIDTH - 2 * MARGIN) / (right - left)
    framed = shapely.transform(km, lambda xy: (xy - (left, top)) * (scale, -scale) + MARGIN)
    groups: dict[str, list[int]] = {}
    for at, code in enumerate(codes):
        groups.setdefault(units[code].kecamatan_code, []).append(at)
    kecamatan_codes = sorted(groups)
    kecamatan = np.array([_dissolved(framed[groups[code]]) for code in kecamatan_codes], dtype=object)
    kecamatan_names = {unit.kecamatan_code: unit.kecamatan_name for unit in units.values()}
    return {
        "city_code": geometry.city_code,
        "kind": geometry.kind,
        "width": WIDTH,
        "height": round((top - bottom) * scale + 2 * MARGIN),
        "km_per_unit": round(1 / scale, 6),
        "source": geometry.source,
        "note": NOTES[geometry.kind],
        "made_from": geometry.made_from,
        "made_on": geometry.made_on,
        "units": {
            code: {"d": path(shape), **label, "name": units[code].kelurahan_name, "kecamatan_code": units[code].kecamatan_code}
            for code, shape, label in zip(codes, framed, _label_points(framed), strict=True)
        },
        "kecamatan": {
            code: {"d": path(shape), **label, "name": kecamatan_names[code], "box": [round(value, 1) for value in shape.bounds]}
            for code, shape, label in zip(kecamatan_codes, kecamatan, _label_points(kecamatan), strict=True)
        },
        "outline": path(_dissolved(framed)),
        "neighbours": neighbours(km),
    }


def neighbours(shapes: np.ndarray) -> list[list[int]]:
    """Pairs of positions, the smaller first, of shapes in km with a common border of some length."""
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    lengths = shapely.length(shapely.intersection(shapely.boundary(shapes[first]), shapely.boundary(shapes[second])))
    return sorted([int(one), int(other)] for one, other, length in zip(first, second, lengths, strict=True) if length >= LEAST_BORDER_KM)


def neighbours_among(collection: dict) -> tuple[tuple[str, str], ...]:
    """The same as pairs of codes, of the areas of a feature collection that `geojson` wrote."""
    codes = [feature["id"] for feature in collection["features"]]
    shapes = np.array([shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]], dtype=object)
    left, bottom, right, top = shapely.total_bounds(shapes)
    km = shapely.transform(shapes, LocalPlan.around((left, right), (bottom, top)).to_km)
    return tuple((codes[one], codes[other]) for one, other in neighbours(km))


def geojson(geometry: CityGeometry, units: Mapping[str, Unit]) -> dict:
    """RFC 7946 feature collection in WGS 84 with five decimals (about a metre), one feature a kelurahan."""
    features = []
    for code in sorted(geometry.polygons):
        unit = units[code]
        features.append({
            "type": "Feature",
            "id": code,
            "properties": {
                "kelurahan_code": code, "kelurahan_name": unit.kelurahan_name,
                "kecamatan_code": unit.kecamatan_code, "kecamatan_name": unit.kecamatan_name,
            },
            "geometry": _rounded(shapely.geometry.mapping(shapely.orient_polygons(geometry.polygons[code]))),
        })
    return {"type": "FeatureCollection", "note": NOTES[geometry.kind], "source": geometry.source, "features": features}


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return round(value, 5) if isinstance(value, float) else value


def _dissolved(shapes: np.ndarray) -> shapely.Geometry:
    """The shapes as one, without inner borders and without holes too small to see."""
    whole = shapely.coverage_union_all(shapes)
    parts = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > 1])
        for part in shapely.get_parts(whole)
    ]
    return shapely.MultiPolygon(parts)


def _label_points(shapes: np.ndarray) -> list[dict[str, float]]:
    spokes = shapely.maximum_inscribed_circle(shapes, tolerance=0.2)
    centres = shapely.get_coordinates(shapely.get_point(spokes, 0))
    radii = shapely.length(spokes)
    found = np.column_stack((centres, radii)).round(1).tolist()
    return [{"x": x, "y": y, "r": r} for x, y, r in found]


def _replace(target: Path, content: dict) -> Path:
    """Write beside the target, then put it in place, so that a reader never sees half a file."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        temporary.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return target
