"""Schematic polygons of a city of which only each kelurahan's centroid and area are known.

Given centroids c_i and areas a_i, find sites and polygons with
    (1) area of polygon i = a_i (power diagram, see power_diagram.py),
    (2) centroid of polygon i as near to c_i as sites can bring it: each site moves by what its cell's centroid misses,
    (3) no gaps: the free cells of the first fit are closed to an outline, brought to the sum of a_i, and divided again.
Deterministic; km on the local plan.
"""

import numpy as np
import shapely

from data.reference import Unit
from geo.power_diagram import diagram, fitted_weights
from geo.projection import LocalPlan

CLOSING = 1.0  # half the width of a gap that is filled, in mean radii
FINENESS = 0.03  # how far the outline may be straightened, in mean radii
FREE_ROUNDS, BOUND_ROUNDS = 4, 8
PULL = 0.7  # share of a missed centroid by which a site moves


def schematic_polygons(units: tuple[Unit, ...]) -> dict[str, shapely.Geometry]:
    """One polygon for each unit, by code, in WGS 84 degrees; together they fill the outline without gaps."""
    plan = LocalPlan.around((unit.lon for unit in units), (unit.lat for unit in units))
    centroids = plan.to_km(np.array([[unit.lon, unit.lat] for unit in units]))
    areas = np.array([unit.area_km2 for unit in units])
    shapes = np.empty(len(units), dtype=object)
    for members, outline in outlines(centroids, areas):
        shapes[members] = _divided(centroids[members], areas[members], outline)
    clean = shapely.transform(shapely.coverage_clean(shapes), plan.to_degrees)
    return {unit.kelurahan_code: shape for unit, shape in zip(units, clean, strict=True)}


def outlines(centroids: np.ndarray, areas: np.ndarray) -> list[tuple[np.ndarray, shapely.Geometry]]:
    """Parts of the city: positions of the units in each, and its outline with the sum of their areas."""
    radius = float(np.sqrt(areas / np.pi).mean())
    free = _divided(centroids, areas, None)
    closed = shapely.buffer(shapely.buffer(shapely.union_all(free), CLOSING * radius), -CLOSING * radius)
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(closed)]
    owner = np.argmin([shapely.distance(part, shapely.points(centroids)) for part in parts], axis=0)
    members = [np.flatnonzero(owner == at) for at in range(len(parts))]
    return [
        (inside, _with_area(part.simplify(FINENESS * radius), float(areas[inside].sum())))
        for part, inside in zip(parts, members, strict=True) if len(inside)
    ]


def _with_area(part: shapely.Geometry, area: float) -> shapely.Geometry:
    """The part grown or shrunk evenly until it has the area (bisection); scaled where shrinking would split it."""
    low, high = -np.sqrt(part.area), np.sqrt(area)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if part.buffer(middle, quad_segs=4).area < area else (low, middle)
    fitted = part.buffer(high, quad_segs=4)
    if fitted.geom_type == "Polygon":
        return fitted
    factor = np.sqrt(area / part.area)
    return shapely.affinity.scale(part, factor, factor, origin=part.centroid)


def _divided(centroids: np.ndarray, areas: np.ndarray, outline: shapely.Geometry | None) -> np.ndarray:
    """Polygons of the areas with centroids as near as they come, inside the outline or free; the best of all rounds."""
    if len(centroids) == 1 and outline is not None:
        return np.array([outline], dtype=object)
    targets = areas if outline is None else areas * outline.area / areas.sum()
    sites, weights, best, best_miss = _settled(centroids, outline), None, None, np.inf
    for _ in range(FREE_ROUNDS if outline is None else BOUND_ROUNDS):
        weights = fitted_weights(sites, targets, outline, weights)
        cells = diagram(sites, weights, outline).cells
        missed = centroids - shapely.get_coordinates(shapely.centroid(cells))
        miss = float((np.hypot(*missed.T) / np.sqrt(areas)).mean())
        if miss < best_miss:
            best, best_miss = cells, miss
        sites = _settled(sites + PULL * missed, outline)
    return best


def _settled(sites: np.ndarray, outline: shapely.Geometry | None) -> np.ndarray:
    """The sites inside the outline and apart from each other, so that with equal weights the cell of each has ground."""
    if outline is not None:
        inner = outline.buffer(-0.01 * np.sqrt(outline.area / len(sites)))
        sites = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(inner, shapely.points(sites)), 0))
    taken: dict[tuple[float, float], int] = {}
    result = sites.copy()
    for at, site in enumerate(sites):
        place = (round(float(site[0]), 3), round(float(site[1]), 3))
        taken[place] = taken.get(place, 0) + 1
        result[at] += 0.01 * (taken[place] - 1) * np.array([np.cos(at), np.sin(at)])
    return result
