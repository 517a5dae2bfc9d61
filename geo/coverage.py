"""Polygons that share their borders exactly: mended, cleaned, simplified. Lengths in km, areas in km²."""

from dataclasses import dataclass

import numpy as np
import shapely

SLIVER_SHARE = 0.0001
VERTICES_PER_UNIT = 33
LEAST_VERTICES = 5000
SLIT_WIDTH, SLIT_LENGTH = 0.03, 0.2


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two polygons, by position, that claim the same ground."""

    first: int
    second: int
    area_km2: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Ground that nobody claims between polygons; `around` are their positions."""

    around: tuple[int, ...]
    area_km2: float


def polygons_only(geometry: shapely.Geometry) -> shapely.Geometry:
    """The polygon parts of any geometry; an empty polygon when it has none."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in ("Polygon", "MultiPolygon")]
    nested = [shapely.get_parts(part) for part in parts]
    return _one([polygon for group in nested for polygon in group if polygon.area > 0])


def mended(geometry: shapely.Geometry) -> shapely.Geometry:
    """A valid polygon that covers the same ground (crossed rings untangled, stray lines left out)."""
    return geometry if geometry.is_valid else polygons_only(shapely.make_valid(geometry, method="structure"))


def overlaps(polygons: np.ndarray) -> list[Overlap]:
    """Every pair that overlaps by more than a square metre, largest first."""
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    first, second = first[first < second], second[first < second]
    areas = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    found = [Overlap(int(a), int(b), float(area)) for a, b, area in zip(first, second, areas, strict=True) if area > 1e-6]
    return sorted(found, key=lambda overlap: -overlap.area_km2)


def gaps(polygons: np.ndarray) -> list[Gap]:
    """The holes between the polygons that are larger than a square metre, largest first."""
    whole = shapely.union_all(polygons)
    return _between(np.array([shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors], dtype=object), polygons)


def slits(polygons: np.ndarray) -> list[Gap]:
    """Gaps between polygons that are open to the outside, largest first: narrower than SLIT_WIDTH and at least SLIT_LENGTH long, between two or more."""
    solid = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(shapely.union_all(polygons))])
    filled = shapely.difference(solid.buffer(SLIT_WIDTH / 2).buffer(-SLIT_WIDTH / 2), solid)
    parts = np.array([part for part in shapely.get_parts(filled) if part.length / 2 >= SLIT_LENGTH], dtype=object)
    return [gap for gap in _between(parts, polygons) if len(gap.around) > 1]


def _between(parts: np.ndarray, polygons: np.ndarray) -> list[Gap]:
    parts = parts[shapely.area(parts) > 1e-6]
    at, beside = shapely.STRtree(polygons).query(parts, predicate="intersects")
    found = [Gap(tuple(int(one) for one in beside[at == position]), float(part.area)) for position, part in enumerate(parts)]
    return sorted(found, key=lambda gap: -gap.area_km2)


def cleaned(polygons: np.ndarray) -> np.ndarray:
    """The same areas without overlaps and narrow gaps, so that neighbours have the same border points.

    A gap is narrow below 0.25 % of the extent; wider holes (a lake, an enclave) stay. A polygon that others cover
    wholly comes back empty.
    """
    gap = 0.0025 * _extent(polygons)
    result = shapely.coverage_clean(polygons, gap_width=gap)
    return np.array([_without_slivers(geometry) for geometry in result], dtype=object)


def simplified(coverage: np.ndarray) -> np.ndarray:
    """A clean coverage with fewer border points, borders still shared.

    The tolerance starts at 0.05 % of the extent (half a millimetre on a map one metre wide) and grows
    until about 33 points a unit remain, at most to 0.4 %.
    """
    wanted = max(LEAST_VERTICES, VERTICES_PER_UNIT * len(coverage))
    extent = _extent(coverage)
    share = 0.0005
    result = shapely.coverage_simplify(coverage, share * extent)
    while shapely.get_num_coordinates(result).sum() > wanted and share < 0.004:
        share *= 1.25
        result = shapely.coverage_simplify(coverage, share * extent)
    lost = shapely.is_empty(result)
    result[lost] = coverage[lost]
    return result


def _without_slivers(geometry: shapely.Geometry) -> shapely.Geometry:
    least = SLIVER_SHARE * geometry.area
    return _one([part for part in shapely.get_parts(geometry) if part.area >= least])


def _extent(polygons: np.ndarray) -> float:
    left, bottom, right, top = shapely.total_bounds(polygons)
    return max(right - left, top - bottom)


def _one(parts: list[shapely.Polygon]) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts) if parts else shapely.Polygon()
