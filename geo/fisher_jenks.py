"""Optimal classes of one variable (Fisher 1958): the squared deviations inside the classes are least.

Objective: minimise the sum over classes of the sum of (x - class mean)². Every class is a run of the sorted distinct values,
so the cost of the first i values in c classes is the least, over j < i, of
    cost of the first j values in c - 1 classes + deviation of the values between j and i.
"""

import numpy as np


def fisher_jenks_ends(values: np.ndarray, k: int) -> list[int]:
    """Largest value of each of at most k classes, increasing; fewer classes when there are fewer distinct values."""
    distinct, weight = np.unique(values, return_counts=True)
    count = len(distinct)
    k = min(k, count)
    centred = distinct - distinct.mean()
    weights = np.concatenate(([0], np.cumsum(weight))).astype(float)
    sums = np.concatenate(([0], np.cumsum(weight * centred)))
    squares = np.concatenate(([0], np.cumsum(weight * centred**2)))

    def deviation(start: np.ndarray, end: int) -> np.ndarray:
        """Of the values start <= position < end around their mean, for every start."""
        total = sums[end] - sums[start]
        return squares[end] - squares[start] - total**2 / (weights[end] - weights[start])

    cost = np.array([0.0, *(deviation(np.array([0]), end)[0] for end in range(1, count + 1))])
    begins = np.zeros((k, count + 1), dtype=int)
    for classes in range(1, k):
        following = np.full(count + 1, np.inf)
        for end in range(classes + 1, count + 1):
            starts = np.arange(classes, end)
            totals = cost[starts] + deviation(starts, end)
            best = int(np.argmin(totals))
            following[end], begins[classes, end] = totals[best], starts[best]
        cost = following
    ends, end = [], count
    for classes in range(k - 1, -1, -1):
        ends.append(int(distinct[end - 1]))
        end = begins[classes, end]
    return ends[::-1]
