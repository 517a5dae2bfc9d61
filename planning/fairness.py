"""Fairness: how evenly trained members stand against the people in need, before and after a plan.

A kelurahan without any trained member has no finite load, so the Gini index is taken of its mirror: trained members for each
PPKS, each kelurahan weighing as much as it has PPKS. 0: trained members are spread as the need is; near 1: all of them stand
where few of the people in need live.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.solver.trade_off import gini


@dataclass(frozen=True, slots=True)
class Fairness:
    """Gini before and after a plan, NaN where nobody is trained or no PPKS is known."""

    before: float
    after: float


def fairness(places: pd.DataFrame, *, is_training: bool) -> Fairness:
    """The fairness of a plan's places; nothing is known for a plan that trains nobody.

    Members who serve a whole kecamatan are left out of the index.
    """
    counts = places.ppks_count.to_numpy(dtype=float)
    is_counted = ~places.is_kecamatan.to_numpy() & (counts > 0)
    found = []
    for column in ("trained_before", "trained_after"):
        trained = places[column].to_numpy(dtype=float)[is_counted]
        has_any = is_training and trained.sum() > 0
        found.append(float(gini(trained / counts[is_counted], counts[is_counted])) if has_any else np.nan)
    return Fairness(*found)
