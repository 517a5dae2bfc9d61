"""Proposals that leave the office: a hidden count of one status may be anything up to the limit, whatever stands beside it."""

from datetime import date

import numpy as np
import pandas as pd

from data.parameters import disclosure_rule
from queries.proposals import public_proposals

RULE = disclosure_rule(date(2025, 12, 31))
NAMES = ("accepted_count", "rejected_count", "revision_count", "unknown_count", "open_90_count", "open_count")


def counted(*rows: tuple[int, ...]) -> pd.DataFrame:
    """accepted, rejected, revision, unknown, open over 90 days, open in all."""
    table = pd.DataFrame(rows, columns=NAMES).astype("int64")
    return table.assign(proposed_count=table[[*NAMES[:4], "open_count"]].sum(axis=1))


def test_small_counts_are_hidden_the_rest_is_rounded_and_totals_follow_from_what_is_told() -> None:
    shown = public_proposals(counted((12, 3, 0, 0, 1, 9), (0, 0, 0, 0, 0, 0), (2, 1, 0, 0, 0, 3), (41, 8, 9, 0, 0, 0)), RULE)
    assert shown.accepted_count.fillna(-1).tolist() == [10, 0, -1, 40]
    assert shown.rejected_count.fillna(-1).tolist() == [-1, 0, -1, 10]
    assert shown.open_90_count.fillna(-1).tolist() == [-1, 0, 0, 0]
    assert shown.open_count.fillna(-1).tolist() == [10, 0, -1, 0], "1 stands as 4 beside the 8 that are told"
    assert shown.proposed_count.fillna(-1).tolist() == [30, 0, -1, 60]


def test_whatever_a_hidden_count_is_the_same_is_published() -> None:
    chance = np.random.default_rng(7)
    for _ in range(60):
        *parts, late, short = chance.choice([0, 1, 3, 7, 8, 20], size=6)
        base = [*parts, late, late + short]
        shown = public_proposals(counted(base), RULE)[[*NAMES, "proposed_count"]]
        for index, cell in enumerate([*parts, late, short]):
            for other in range(1, RULE.hidden_up_to + 1) if 1 <= cell <= RULE.hidden_up_to else ():
                changed = [*parts, late, short]
                changed[index] = other
                again = public_proposals(counted([*changed[:5], changed[4] + changed[5]]), RULE)[[*NAMES, "proposed_count"]]
                pd.testing.assert_frame_equal(shown, again)
