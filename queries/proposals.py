"""What of the proposals may leave the office: every status of a register in a kelurahan is a cell of its own; see queries/disclosure.py.

Only one state of a list may be told, its last. In two months the same people stand under two statuses, and the counts could be subtracted.
"""

import numpy as np
import pandas as pd

from data.parameters import DisclosureRule
from queries.disclosure import public_counts, public_totals, tell, tell_together

_PARTS = ("accepted_count", "rejected_count", "revision_count", "unknown_count", "open_90_count", "open_short_count")
_TOTALS = {"proposed_count": _PARTS, "open_count": _PARTS[-2:]}


def public_proposals(places: pd.DataFrame, rule: DisclosureRule) -> pd.DataFrame:
    """The counts of one register in queries/pages/proposal_villages.sql as they may leave; NaN is hidden.

    Same rows and columns; what is counted twice, all proposals and all that are open, is computed from what is told of its parts.
    """
    parts = places.assign(open_short_count=places.open_count - places.open_90_count)
    shown = {name: public_counts(parts[name].to_numpy(dtype=float), rule) for name in _PARTS[:-1]}
    each = np.arange(len(places))
    for name, of in _TOTALS.items():
        counts, is_sensitive = parts[list(of)].to_numpy(dtype=float).T, np.zeros(len(of), dtype=bool)
        # Proposals only add up from month to month, so that not even the sum of the hidden cells is told.
        told = tell_together(tell(counts, is_sensitive, each, rule, is_running=True), is_sensitive)
        shown[name] = public_totals(told.by_month, np.ones((1, len(places)), dtype=bool), each, rule)[0]
    return places.assign(**shown)
