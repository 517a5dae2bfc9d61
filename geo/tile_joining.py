"""Brings the tiles of a kecamatan together that local swaps have left apart."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra


def joined(place: np.ndarray, groups: np.ndarray, cost: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The assignment with fewer stray units: those outside the largest piece of their kecamatan.

    `place` is the tile of each unit, `cost[unit, tile]` what it costs, `pairs` (m, 2) the neighbouring tiles. A stray unit
    walks to another tile and each unit on its way steps back by one; the walk that leaves the fewest strays, then the least
    cost, is taken as long as one leaves fewer than before.
    """
    count = len(place)
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    before = dijkstra(graph, directed=False, unweighted=True, return_predecessors=True)[1]
    apart = strays(place, groups, pairs)
    while len(apart):
        walks = [_walked(place, unit, target, before) for unit in apart for target in range(count) if target != place[unit]]
        costs = [float(cost[np.arange(count), walk].sum()) for walk in walks]
        fewest, _, at = min((len(strays(walk, groups, pairs)), costs[at], at) for at, walk in enumerate(walks))
        if fewest >= len(apart):
            break
        place, apart = walks[at], strays(walks[at], groups, pairs)
    return place


def strays(place: np.ndarray, groups: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Units outside the largest piece of their kecamatan."""
    count = len(place)
    tenant = np.empty(count, dtype=int)
    tenant[place] = np.arange(count)
    first, second = tenant[pairs].T
    kin = groups[first] == groups[second]
    graph = coo_matrix((np.ones(kin.sum()), (first[kin], second[kin])), shape=(count, count))
    piece = connected_components(graph, directed=False)[1]
    sizes = np.bincount(piece)
    largest: dict[int, int] = {}
    for unit in range(count):
        group = int(groups[unit])
        if group not in largest or sizes[piece[unit]] > sizes[largest[group]]:
            largest[group] = int(piece[unit])
    return np.array([unit for unit in range(count) if piece[unit] != largest[int(groups[unit])]], dtype=int)


def _walked(place: np.ndarray, unit: int, target: int, before: np.ndarray) -> np.ndarray:
    """The assignment after the unit has gone to the target tile, its way shifted back by one."""
    way = [target]
    while way[-1] != place[unit]:
        step = int(before[place[unit], way[-1]])
        if step < 0:
            return place
        way.append(step)
    result = place.copy()
    tenant = {int(tile): at for at, tile in enumerate(place)}
    for nearer, farther in zip(way[:-1], way[1:], strict=True):
        result[tenant[nearer]] = farther
    result[unit] = target
    return result
