"""How sure a rate of a small place is: the rate drawn towards that of the city, and its rank as a range.

Model (Poisson-gamma, global): in place i, O_i events over an exposure E_i,
    O_i ~ Poisson(E_i t_i),    t_i ~ Gamma(shape a, rate b)   for all places alike,
    t_i | O_i ~ Gamma(O_i + a, E_i + b),   smoothed rate = (O_i + a) / (E_i + b).
a and b by moments (Marshall 1991): m = sum O / sum E, A = sum E_i (O_i/E_i - m)^2 / sum E - m / mean E, a = m^2 / A, b = m / A. Where A is not above
zero the rates differ by no more than chance: each smoothed rate is then m, and no place has a rank of its own.
Source: R. J. Marshall, Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics 40 (1991) 283-294.

What it says is chance only, the chance of small numbers. It knows nothing of a recap that was counted wrongly.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 4000
SURE = 0.9  # share of the draws that lie within a range


@dataclass(frozen=True, slots=True)
class Smoothed:
    """`units`: one row a place as they were given, with rate, smoothed, low, high (per unit of exposure), first_rank, last_rank; NaN where it has no rate.

    `mean` is the rate of all together, NaN where there is none; `is_even`: no difference beyond chance; `count`: places with a rate.
    """

    units: pd.DataFrame
    mean: float
    is_even: bool
    count: int


def smoothed(events: np.ndarray, exposure: np.ndarray, seed: int, *, is_lowest_first: bool = False) -> Smoothed:
    """The smoothed rates of places; NaN is not known, and a place without any exposure has no rate.

    Rank 1 is the highest rate, with `is_lowest_first` the lowest. Ranges hold nine of ten draws of all places together. Draws follow from `seed`.
    """
    known = ~np.isnan(events) & (exposure > 0)
    found = {name: np.full(len(events), np.nan) for name in ("rate", "smoothed", "low", "high", "first_rank", "last_rank")}
    many = int(known.sum())
    if not many or not events[known].sum():
        for name in ("rate", "smoothed", "low", "high"):
            found[name][known] = 0.0
        found["first_rank"][known], found["last_rank"][known] = 1, many
        return Smoothed(pd.DataFrame(found), 0.0 if many else np.nan, True, many)
    seen, over = events[known].astype(float), exposure[known].astype(float)
    rate, mean = seen / over, seen.sum() / over.sum()
    spread = float((over * (rate - mean) ** 2).sum() / over.sum() - mean / over.mean())
    found["rate"][known] = rate
    if spread <= 1e-12 * mean**2:
        for name, value in (("smoothed", mean), ("low", mean), ("high", mean), ("first_rank", 1), ("last_rank", many)):
            found[name][known] = value
        return Smoothed(pd.DataFrame(found), float(mean), True, many)
    shape, rest = seen + mean**2 / spread, over + mean / spread
    draws = np.random.default_rng(seed).gamma(shape, 1 / rest, size=(DRAWS, many))
    ranks = (draws if is_lowest_first else -draws).argsort(axis=1).argsort(axis=1) + 1
    ends = [(1 - SURE) / 2, (1 + SURE) / 2]
    found["smoothed"][known] = shape / rest
    found["low"][known], found["high"][known] = np.quantile(draws, ends, axis=0)
    found["first_rank"][known], found["last_rank"][known] = np.quantile(ranks, ends, axis=0, method="inverted_cdf")
    return Smoothed(pd.DataFrame(found), float(mean), False, many)


def smoothed_places(places: pd.DataFrame, scale: float, seed: int, *, counts_members: bool = False) -> tuple[pd.DataFrame, Smoothed]:
    """The places of a ratio with smoothed, low, high (in the unit of their value), first_rank, last_rank, exposure and step; and how they were smoothed.

    `places`: numerator, denominator, value; NaN not known or hidden. `scale`: value = scale numerator / denominator. Rank 1 is the highest value.
    Where the denominator is what is small (`counts_members`: people in need to a member), the members are the events and the people in need their
    exposure: smoothed value = (people + b) / (members + a), and a place without members has one too. step: what one event more does to the value.
    """
    people, below = places.numerator.to_numpy(dtype=float), places.denominator.to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        if counts_members:
            found = smoothed(below, np.where(np.isnan(people), 0.0, people), seed, is_lowest_first=True)
            turned = found.units.assign(smoothed=1 / found.units.smoothed, low=1 / found.units.high, high=1 / found.units.low)
            units = turned.replace(np.inf, np.nan)  # nobody is a member anywhere: nothing to divide by
            step, exposure = people / below - people / (below + 1), below
        else:
            found = smoothed(people, np.nan_to_num(below) / scale, seed)
            units, step, exposure = found.units, scale / below, below
    columns = {name: units[name].to_numpy() for name in ("smoothed", "low", "high", "first_rank", "last_rank")}
    step = np.where(np.isfinite(step) & ~np.isnan(people) & (exposure > 0), step, np.nan)
    return places.assign(**columns, exposure=exposure, step=step), found
