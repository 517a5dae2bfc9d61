"""Equal hexagons, one for each unit, in the shape of the city.

Given centroids c_i, choose n hexagons h_j of one grid inside the outline of the city and an assignment with
    (1) each unit gets one hexagon and each hexagon one unit,
    (2) the sum of |h_j - p_i|² is least, where p_i is c_i drawn a little towards the middle of its kecamatan,
    (3) then swaps of two units as long as they lower  distance² / spacing² - TOGETHER * (neighbours of one kecamatan),
    (4) and moves that join a kecamatan still in pieces (tile_joining.py).
Of a few grids and pulls the one with the fewest units apart from their kecamatan, then the shortest moves, is taken. The
outline is that of the schematic, made as if all units were equally large (so that units move least), or less so where that
leaves a kecamatan in pieces. Deterministic; km on the local plan.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from data.reference import Unit
from geo.projection import LocalPlan
from geo.schematic import outlines
from geo.tile_joining import joined, strays

EVENNESS = (1, 0.5, 0)  # of the areas that the outline is made from: all equal, half way, as they are
SHIFTS = ((0, 0), (1, 1))  # of the grid, in half spacings east and half sides north
GATHER = (0.35, 0.6)  # share of the way to the middle of the kecamatan
TOGETHER = 1.5  # worth of one neighbouring pair of a kecamatan, in squared spacings
MOST_SWEEPS = 30


@dataclass(frozen=True, slots=True)
class _Grid:
    """As many hexagon centres (n, 2) as units, their spacing, and the pairs (m, 2) of neighbours."""

    spacing: float
    centres: np.ndarray
    pairs: np.ndarray


def tile_polygons(units: tuple[Unit, ...]) -> dict[str, shapely.Geometry]:
    """One regular hexagon for each unit, by code, in WGS 84 degrees; neighbours share their corners exactly."""
    plan = LocalPlan.around((unit.lon for unit in units), (unit.lat for unit in units))
    centroids = plan.to_km(np.array([[unit.lon, unit.lat] for unit in units]))
    areas = np.array([unit.area_km2 for unit in units])
    groups = np.unique([unit.kecamatan_code for unit in units], return_inverse=True)[1]
    for evenness in EVENNESS:
        room = evenness * areas.mean() + (1 - evenness) * areas
        apart, grid, place = _best(centroids, groups, shapely.union_all([part for _, part in outlines(centroids, room)]))
        if not apart:
            break
    return {unit.kelurahan_code: _hexagon(grid.centres[at], grid.spacing, plan) for unit, at in zip(units, place, strict=True)}


def _best(centroids: np.ndarray, groups: np.ndarray, outline: shapely.Geometry) -> tuple[int, _Grid, np.ndarray]:
    """Of a few grids and pulls in one outline: the units still apart from their kecamatan, the grid, the tile of each unit."""
    tries = []
    for shift, gather in product(SHIFTS, GATHER):
        grid = _grid(outline, len(centroids), shift)
        cost = ((centroids[:, None, :] - grid.centres[None, :, :]) ** 2).sum(axis=2) / grid.spacing**2
        place = _settled(_assigned(centroids, groups, grid.centres, gather), groups, cost, grid)
        place = joined(place, groups, cost, grid.pairs)
        length = float(cost[np.arange(len(place)), place].sum())
        tries.append((len(strays(place, groups, grid.pairs)), length, len(tries), grid, place))
    apart, _, _, grid, place = min(tries, key=lambda found: found[:3])
    return apart, grid, place


def _grid(outline: shapely.Geometry, count: int, shift: tuple[int, int]) -> _Grid:
    """The `count` hexagons deepest inside the outline, of the widest grid that has as many centres in it."""
    spacing = float(np.sqrt(outline.area / count * 2 / np.sqrt(3)))
    while True:
        centres = _centres(outline, spacing, shift)
        depth = shapely.distance(shapely.points(centres), outline.boundary)
        depth = np.where(shapely.contains_xy(outline, *centres.T), depth, -depth)
        if (depth > 0).sum() >= count:
            deepest = np.lexsort((centres[:, 0], centres[:, 1], -np.round(depth, 6)))[:count]
            centres = centres[np.sort(deepest)]
            pairs = cKDTree(centres).query_pairs(spacing * 1.1, output_type="ndarray")
            return _Grid(spacing, centres, pairs[np.lexsort(pairs.T)])
        spacing *= 0.99


def _centres(outline: shapely.Geometry, spacing: float, shift: tuple[int, int]) -> np.ndarray:
    """Centres of all hexagons of the grid in the outline's box; unshifted, one lies at the origin of the plan."""
    left, bottom, right, top = outline.bounds
    height = spacing * np.sqrt(3) / 2
    rows = np.arange(np.floor(bottom / height) - 1, np.ceil(top / height) + 1)
    columns = np.arange(np.floor(left / spacing) - 1, np.ceil(right / spacing) + 1)
    column, row = (axis.ravel() for axis in np.meshgrid(columns, rows))
    return np.column_stack(((column + 0.5 * (row % 2) + 0.5 * shift[0]) * spacing, (row + shift[1] / 3) * height))


def _assigned(centroids: np.ndarray, groups: np.ndarray, tiles: np.ndarray, gather: float) -> np.ndarray:
    """Tile of each unit with the least squared distance, after the centroids are spread like the tiles."""
    middles = np.array([centroids[groups == group].mean(axis=0) for group in range(groups.max() + 1)])
    drawn = centroids + gather * (middles[groups] - centroids)
    drawn = (drawn - drawn.mean(axis=0)) / np.maximum(drawn.std(axis=0), 1e-9) * tiles.std(axis=0) + tiles.mean(axis=0)
    return linear_sum_assignment(((drawn[:, None, :] - tiles[None, :, :]) ** 2).sum(axis=2))[1]


def _settled(place: np.ndarray, groups: np.ndarray, cost: np.ndarray, grid: _Grid) -> np.ndarray:
    """The assignment after every swap that gathers kecamatan more than it moves units away."""
    place, count = place.copy(), len(place)
    beside = np.zeros((count, count), dtype=int)
    beside[grid.pairs[:, 0], grid.pairs[:, 1]] = beside[grid.pairs[:, 1], grid.pairs[:, 0]] = 1
    kin = np.stack([beside[place[groups == group]].sum(axis=0) for group in range(groups.max() + 1)])
    for _ in range(MOST_SWEEPS):
        changed = False
        for unit in range(count):
            gain = _swap_gains(unit, place, groups, cost, beside, kin)
            other = int(np.argmax(gain))
            if gain[other] > 1e-9:
                moved = beside[place[other]] - beside[place[unit]]
                kin[groups[unit]] += moved
                kin[groups[other]] -= moved
                place[unit], place[other] = place[other], place[unit]
                changed = True
        if not changed:
            break
    return place


def _swap_gains(
    unit: int, place: np.ndarray, groups: np.ndarray, cost: np.ndarray, beside: np.ndarray, kin: np.ndarray
) -> np.ndarray:
    """What swapping the unit with each other unit would gain; `kin[kecamatan, tile]` counts its units beside the tile."""
    here, mine = place[unit], groups[unit]
    everyone = np.arange(len(place))
    nearer = cost[unit, here] + cost[everyone, place] - cost[unit, place] - cost[everyone, here]
    now = kin[mine, here] + kin[groups, place]
    then = kin[mine, place] + kin[groups, here] - 2 * beside[here, place]  # the two are no neighbours of themselves
    return nearer + np.where(groups == mine, 0, TOGETHER * (then - now))


def _hexagon(centre: np.ndarray, spacing: float, plan: LocalPlan) -> shapely.Polygon:
    """Corners are whole numbers of half spacings east and of half sides north, so neighbours have the very same ones."""
    steps = np.array([spacing / 2, spacing / np.sqrt(12)])
    around = np.array([(0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1), (1, 1)])
    return shapely.Polygon(plan.to_degrees((np.rint(centre / steps) + around) * steps))
