"""Reports before and after a KIE beside places without one: means by village and month, never the word of a proof."""

from dataclasses import dataclass

import pandas as pd

from charts.words import is_known, number, rounded

MONTHS = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mean reports a village and month before and after, of villages with a KIE and of the others in the same months; None without any."""

    event_count: int
    before: float | None
    after: float | None
    other_before: float | None
    other_after: float | None


def compare(months: pd.DataFrame, who: str) -> Comparison:
    """The comparison of `who`, resident or outsider. `months`: period, has_kie, unit_count, {who}_before_count, {who}_after_count.

    The others of a month weigh as much as the villages with a KIE in it; a month in which none was without counts for neither mean of the others.
    """
    with_kie = months[months.has_kie].set_index("period")
    others = months[~months.has_kie].set_index("period")
    events = int(with_kie.unit_count.sum())
    if not events:
        return Comparison(0, None, None, None, None)
    own = [float(with_kie[f"{who}_{side}_count"].sum()) / events / MONTHS for side in ("before", "after")]
    shared = others.index.intersection(with_kie.index)
    weights = with_kie.unit_count.reindex(shared)
    if not len(shared):
        return Comparison(events, *own, None, None)
    others = others.loc[shared]
    means = [others[f"{who}_{side}_count"] / others.unit_count / MONTHS for side in ("before", "after")]
    return Comparison(events, *own, *(float((mean * weights).sum() / weights.sum()) for mean in means))


def said(found: Comparison) -> str:
    """What the means say in one sentence, with two decimals: up, down or the same after a KIE, and in places without one."""
    own = f"Sesudah KIE laporan per bulan {_moved(found.before, found.after)}"
    if not is_known(found.other_before):
        return f"{own}."
    same = _direction(found.before, found.after) == _direction(found.other_before, found.other_after)
    return f"{own}; di tempat tanpa KIE {'juga ' if same else ''}{_moved(found.other_before, found.other_after)}."


def _moved(before: float, after: float) -> str:
    direction = _direction(before, after)
    return f"{direction} {number(before, 2)}" if direction == "tetap" else f"{direction} dari {number(before, 2)} menjadi {number(after, 2)}"


def _direction(before: float, after: float) -> str:
    """As the two decimals on the screen have it."""
    change = rounded(after, 2) - rounded(before, 2)
    return "naik" if change > 0 else "turun" if change < 0 else "tetap"
