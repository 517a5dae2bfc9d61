"""Power diagrams with prescribed areas, inside an outline or free.

The cell of site i is where |x - site_i|² - weight_i is least. Given target areas, find weights such that
    (1) area(cell_i ∩ ground) = target_i for every i,
    (2) the ground is a given outline whose area is the sum of the targets, or, without one, the discs of radius
        sqrt(weight_i) around the sites: then the least ground is taken that lies nearest to the sites.
The objective whose gradient is target - area is concave and its Hessian is the Laplacian of the neighbour graph, with
(length of common border) / (2 * distance of the sites) on its edges and, for free cells, (length of outer arc) / (2 * radius)
on the diagonal. Newton's method, its step halved until no cell dies, converges in about ten steps.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import spsolve
from scipy.spatial import ConvexHull

FAR = 50.0  # distance of the guard sites that bound every cell, in extents
LARGEST_ERROR = 0.002
MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Diagram:
    """Cells clipped to the ground (n polygons), their areas, and what the Hessian needs.

    These are `pairs` (m, 2) of neighbours, the `lengths` (m) of their borders, and each outer arc over twice its radius (n).
    """

    cells: np.ndarray
    areas: np.ndarray
    pairs: np.ndarray
    lengths: np.ndarray
    arcs: np.ndarray


def diagram(sites: np.ndarray, weights: np.ndarray, outline: shapely.Geometry | None = None) -> Diagram:
    """The clipped diagram; a cell may be empty. Without an outline the weights must be positive."""
    whole, pairs, lines = unbounded_cells(sites, weights)
    if outline is None:
        discs = shapely.buffer(shapely.points(sites), np.sqrt(weights), quad_segs=12)
        clipped = shapely.intersection(whole, discs)
        arcs = shapely.length(shapely.intersection(shapely.boundary(discs), whole)) / (2 * np.sqrt(weights))
        borders = shapely.intersection(lines, discs[pairs[:, 0]])
    else:
        clipped, borders, arcs = _clip(whole, outline), _clip(lines, outline), np.zeros(len(sites))
    return Diagram(clipped, shapely.area(clipped), pairs, shapely.length(borders), arcs)


def unbounded_cells(sites: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Convex cells, far beyond the sites at the rim, and the borders: pairs (m, 2) of sites and their lines (m).

    The lower hull of the sites lifted to x² + y² - weight is the dual of the diagram: a facet is a corner of three cells.
    """
    count = len(sites)
    centre = sites.mean(axis=0)
    extent = max(float(np.abs(sites - centre).max()), float(np.sqrt(np.abs(weights).max())), 1e-9)
    angles = np.arange(8) * np.pi / 4 + 0.1
    points = np.vstack(((sites - centre) / extent, FAR * np.column_stack((np.cos(angles), np.sin(angles)))))
    heights = (points**2).sum(axis=1) - np.append(weights / extent**2, np.zeros(8))
    hull = ConvexHull(np.column_stack((points, heights)))
    lower = hull.equations[:, 2] < -1e-12
    triangles, planes = hull.simplices[lower], hull.equations[lower]
    corners = -planes[:, :2] / (2 * planes[:, 2:3]) * extent + centre
    owners, at = triangles.ravel(), np.repeat(np.arange(len(triangles)), 3)
    order = np.argsort(owners, kind="stable")
    order = order[owners[order] < count]
    shapes = np.full(count, shapely.Polygon(), dtype=object)
    present, index = np.unique(owners[order], return_inverse=True)
    shapes[present] = shapely.convex_hull(shapely.multipoints(corners[at[order]], indices=index))
    return shapes, *_borders(triangles, corners, count)


def fitted_weights(
    sites: np.ndarray, targets: np.ndarray, outline: shapely.Geometry | None = None, start: np.ndarray | None = None
) -> np.ndarray:
    """Weights whose cells have the target areas within 0.2 %, or as near as the ground allows.

    With an outline the sites must lie in it. `start` are weights to begin with, dropped when a cell would be empty under them.
    """
    equal = np.full(len(sites), targets.mean() / np.pi)
    weights = equal if start is None else start
    now = diagram(sites, weights, outline)
    if now.areas.min() <= 0:
        weights, now = equal, diagram(sites, equal, outline)
    floor = 0.5 * min(float(now.areas.min()), float(targets.min()))
    for _ in range(MOST_STEPS):
        error = targets - now.areas
        if np.abs(error / targets).max() < LARGEST_ERROR:
            break
        direction = _newton_direction(sites, now, error)
        step = 1.0
        while step > 1e-6:
            trial = weights + step * direction
            if outline is not None or trial.min() > 0:
                then = diagram(sites, trial, outline)
                if then.areas.min() >= floor and np.linalg.norm(targets - then.areas) < (1 - step / 4) * np.linalg.norm(error):
                    break
            step /= 2
        else:
            break
        weights, now = trial, then
    return weights


def _newton_direction(sites: np.ndarray, now: Diagram, error: np.ndarray) -> np.ndarray:
    """Solve Laplacian * direction = error; a hair on the diagonal fixes the constant that areas in an outline leave open."""
    first, second = now.pairs.T
    flow = now.lengths / (2 * np.maximum(np.hypot(*(sites[first] - sites[second]).T), 1e-9))
    count = len(sites)
    diagonal = np.bincount(first, flow, count) + np.bincount(second, flow, count) + now.arcs
    diagonal += 1e-6 * diagonal.mean() + 1e-12
    rows = np.concatenate((first, second, np.arange(count)))
    columns = np.concatenate((second, first, np.arange(count)))
    values = np.concatenate((-flow, -flow, diagonal))
    return spsolve(coo_matrix((values, (rows, columns)), shape=(count, count)).tocsc(), error)


def _borders(triangles: np.ndarray, corners: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    edges = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]])), axis=1)
    owner = np.tile(np.arange(len(triangles)), 3)
    order = np.lexsort((owner, edges[:, 1], edges[:, 0]))
    edges, owner = edges[order], owner[order]
    same = np.flatnonzero((edges[1:] == edges[:-1]).all(axis=1))
    same = same[(edges[same] < count).all(axis=1)]
    return edges[same], shapely.linestrings(np.stack((corners[owner[same]], corners[owner[same + 1]]), axis=1))


def _clip(shapes: np.ndarray, outline: shapely.Geometry) -> np.ndarray:
    """The part of each shape inside the outline; those wholly inside are not cut, which saves most of the time."""
    shapely.prepare(outline)
    result = np.asarray(shapes).copy()
    cut = ~shapely.contains_properly(outline, shapes)
    result[cut] = shapely.intersection(shapes[cut], outline)
    return result
