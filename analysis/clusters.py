"""Neighbours that are high or low together beyond chance: local Moran's I with conditional permutation and false-discovery control.

For place i of n with a known value: z_i = (x_i - mean) / deviation, lag_i = mean of z over its known neighbours, I_i = z_i lag_i (Anselin 1995).
Chance: z_i stays, the other values are dealt anew over its neighbours, PERMUTATIONS times; p_i = 2 (1 + the smaller tail) / (1 + PERMUTATIONS), at most 1.
Of all p the rule of Benjamini and Hochberg keeps those that hold with a share of false ones of at most FALSE_SHARE.
PERMUTATIONS is 9,999 because that rule asks 0.05 / 151 of the first of 151 places, and 999 permutations cannot say less than 0.002.

A place without a value is left out, as itself and as a neighbour; one without any known neighbour is `alone` and not judged. The same seed gives the same answer.
Sources: L. Anselin, Local indicators of spatial association, Geographical Analysis 27 (1995) 93-115; Y. Benjamini and Y. Hochberg, Controlling the false
discovery rate, Journal of the Royal Statistical Society B 57 (1995) 289-300.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

PERMUTATIONS = 9_999
FALSE_SHARE = 0.05
LEAST_PLACES = 10  # with fewer there are too few ways to deal the values anew
_BLOCK = 1_000  # permutations at a time, so that a province needs no more memory than a city
STATES = ("high", "low", "high_among_low", "low_among_high")


def clustered(values: pd.Series, pairs: Iterable[tuple[str, str]], seed: int) -> pd.DataFrame:
    """The state, p and side of each place. `values` by code, NaN unknown; `pairs` of neighbouring codes.

    state: high and low (with its neighbours), high_among_low, low_among_high, plain, alone, unknown; p NaN where it was not judged. side: 1 above the
    mean of the known values, -1 below, 0 at it or unknown. With fewer than LEAST_PLACES to judge, or all values equal, nothing stands out.
    """
    known = values.dropna()
    around = _neighbours(list(known.index), pairs)
    judged = [at for at, near in enumerate(around) if len(near)]
    found = pd.DataFrame({"state": "unknown", "p": np.nan, "side": np.sign(values - known.mean()).fillna(0).astype(int)}, index=values.index)
    found.loc[known.index, "state"] = ["plain" if len(near) else "alone" for near in around]
    numbers = known.to_numpy(dtype=float)
    if len(judged) < LEAST_PLACES or np.ptp(numbers) <= 1e-12 * max(1.0, np.abs(numbers).max()):
        return found
    z = (numbers - numbers.mean()) / numbers.std()
    lags = np.array([z[around[at]].mean() for at in judged])
    p = _chances(z, [around[at] for at in judged], judged, lags, seed)
    codes = known.index[judged]
    found.loc[codes, "p"] = p
    own = z[judged]
    named = np.select(
        [(own > 0) & (lags > 0), (own < 0) & (lags < 0), (own > 0) & (lags < 0), (own < 0) & (lags > 0)], STATES, "plain"
    )
    found.loc[codes, "state"] = np.where(kept(p), named, "plain")
    return found


def kept(p: np.ndarray, share: float = FALSE_SHARE) -> np.ndarray:
    """Which findings hold by the rule of Benjamini and Hochberg: all up to the last of the sorted p that is at most its rank's part of `share`."""
    limits = np.sort(p) - share * np.arange(1, len(p) + 1) / max(len(p), 1)
    holds = np.flatnonzero(limits <= 1e-12)
    return np.zeros(len(p), dtype=bool) if not len(holds) else p <= np.sort(p)[holds[-1]]


def groups(members: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The members that hang together by `pairs`, the largest group first; each in the order given."""
    wanted = set(members)
    near: dict[str, list[str]] = {code: [] for code in members}
    for one, other in pairs:
        if one in wanted and other in wanted:
            near[one].append(other)
            near[other].append(one)
    found, seen = [], set()
    for code in members:
        if code in seen:
            continue
        seen.add(code)
        reached = [code]
        for at in reached:
            fresh = [other for other in near[at] if other not in seen]
            seen.update(fresh)
            reached.extend(fresh)
        found.append([member for member in members if member in set(reached)])
    return sorted(found, key=len, reverse=True)


def _neighbours(codes: list[str], pairs: Iterable[tuple[str, str]]) -> list[np.ndarray]:
    """Positions of the known neighbours of each code."""
    position = {code: at for at, code in enumerate(codes)}
    near: list[set[int]] = [set() for _ in codes]
    for one, other in pairs:
        if one in position and other in position and one != other:
            near[position[one]].add(position[other])
            near[position[other]].add(position[one])
    return [np.array(sorted(found), dtype=np.int64) for found in near]


def _chances(z: np.ndarray, around: list[np.ndarray], judged: list[int], lags: np.ndarray, seed: int) -> np.ndarray:
    """p of each judged place: the others' values dealt over its neighbours, the same deals for all places."""
    chance = np.random.default_rng(seed)
    above, below = np.zeros(len(judged), dtype=np.int64), np.zeros(len(judged), dtype=np.int64)
    most = max(len(near) for near in around)
    for start in range(0, PERMUTATIONS, _BLOCK):
        dealt = _deals(chance, min(_BLOCK, PERMUTATIONS - start), len(z) - 1, most)
        for at, (place, near) in enumerate(zip(judged, around, strict=True)):
            others = dealt[:, : len(near)]
            sums = z[others + (others >= place)].mean(axis=1)
            above[at] += np.count_nonzero(sums >= lags[at] - 1e-12)
            below[at] += np.count_nonzero(sums <= lags[at] + 1e-12)
    return np.minimum(1.0, 2 * (np.minimum(above, below) + 1) / (PERMUTATIONS + 1))


def _deals(chance: np.random.Generator, rows: int, count: int, most: int) -> np.ndarray:
    """rows x most different numbers below `count` in each row: the first steps of a shuffle."""
    pool, row = np.tile(np.arange(count), (rows, 1)), np.arange(rows)
    for at in range(most):
        other = chance.integers(at, count, size=rows)
        pool[row, at], pool[row, other] = pool[row, other], pool[row, at]
    return pool[:, :most]
