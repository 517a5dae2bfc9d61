"""What may be shown to whom. Counts of people in need are protected here and nowhere else; counts of volunteers need no hiding.

The public view shows a count x of people in need, t being `hidden_up_to` and b `round_to` of the rule, as
    (1) 0                            where x = 0,
    (2) hidden                       where 1 <= x <= t,
    (3) the nearest multiple of b    elsewhere.
A total is never taken from the true counts, or "total minus the shown parts" would bring hidden ones back. It is made of what is shown,
    (4) T = sum of the rounded parts + H',   H' = H held between t + m - 1 and t (m - 1) + 1
with H the true sum of the m hidden parts (one hidden part: H' = (t + 1) / 2), and T is then shown by the rules (1) to (3) itself. Any value
1 to t of any hidden part agrees with H' and so with every total of it: with H' at its lower end the other parts may all be 1, at its upper end all t,
in between H is H'. The city is the sum of its kecamatan and tells nothing further.
Not covered: the sum of the kinds. `ALL` is a count of its own, and "all kinds minus the shown kinds" can narrow a hidden kind.
"""

from enum import StrEnum

import numpy as np

from data.parameters import DisclosureRule
from queries.levels import Figures, Places, sums


class View(StrEnum):
    """The agency's own planners see `INTERNAL`; decks, links, downloads and the presentation mode are `PUBLIC`."""

    INTERNAL = "internal"
    PUBLIC = "public"


PEOPLE_IN_NEED = ("out_ppks", "out_case", "out_report", "out_welfare")  # a question that reads one of these tables counts people in need


def counts_people_in_need(sql: str) -> bool:
    """Whether the figures of a question need protection."""
    return any(table in sql for table in PEOPLE_IN_NEED)


def is_too_sensitive(tier: str | None, level: str, rule: DisclosureRule) -> bool:
    """Whether a PPKS kind of this tier must not appear at this level, in any view."""
    return level == "kelurahan" and tier in rule.tiers_above_kelurahan


def nothing_of(true: Figures, *, is_share: bool) -> Figures:
    """The figures with every count of people in need taken out."""
    nothing = np.full_like(true.numerator, np.nan)
    return Figures(nothing, nothing if is_share else true.denominator, true.scale)


def public_counts(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Counts by the rules (1) to (3): NaN where hidden, and where nothing is known."""
    rounded = np.round(counts / rule.round_to) * rule.round_to
    return np.where(_is_small(counts, rule), np.nan, rounded)


def public_totals(counts: np.ndarray, is_counted: np.ndarray, starts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Totals T of rule (4), from months x parts to months x places, each from its part in `starts` on; `public_counts` shows them.

    `is_counted`: which parts take part, as a rate leaves out those without a denominator; NaN where a place has none. Where a known part is left
    out, H' is the middle for every hidden part, or the difference to the full total would tell about the parts left out.
    """
    hidden = _is_small(counts, rule) & is_counted
    rounded = np.where(is_counted & ~hidden, np.round(counts / rule.round_to) * rule.round_to, 0.0)
    shown_sum = np.add.reduceat(rounded, starts, axis=1)
    hidden_count = np.add.reduceat(hidden.astype(np.int64), starts, axis=1)
    hidden_sum = np.add.reduceat(np.where(hidden, counts, 0.0), starts, axis=1)
    lowest = rule.hidden_up_to + hidden_count - 1
    highest = rule.hidden_up_to * (hidden_count - 1) + 1
    is_whole = np.logical_and.reduceat(is_counted | np.isnan(counts), starts, axis=1)
    middle = hidden_count * (rule.hidden_up_to + 1) // 2
    held = np.where(is_whole & (hidden_count > 1), np.clip(hidden_sum, lowest, np.maximum(lowest, highest)), middle)
    return np.where(np.logical_or.reduceat(is_counted, starts, axis=1), shown_sum + held, np.nan)


def public_figures(
    units: Figures, true: Figures, kecamatan: Places, level: str, rule: DisclosureRule, *, tier: str | None, is_share: bool
) -> Figures:
    """What the public view shows of the `true` figures of a level; `units` are the true ones of the kelurahan.

    `is_share`: the denominator counts people in need as well and is protected in the same way.
    """
    parts = (units.numerator, units.denominator) if is_share else (units.numerator,)
    shown = [_public_part(part, units.is_known, kecamatan, level, rule, is_sensitive=tier in rule.tiers_above_kelurahan) for part in parts]
    if not is_share:
        return Figures(shown[0], true.denominator, units.scale)
    is_hidden = np.isnan(shown[0]) | np.isnan(shown[1])
    return Figures(np.where(is_hidden, np.nan, shown[0]), np.where(is_hidden, np.nan, shown[1]), units.scale)


def _public_part(counts: np.ndarray, is_known: np.ndarray, kecamatan: Places, level: str, rule: DisclosureRule, *, is_sensitive: bool) -> np.ndarray:
    if level == "kelurahan":
        return public_counts(counts, rule)
    by_kecamatan = sums(counts, is_known, kecamatan.starts) if is_sensitive else public_totals(counts, is_known, kecamatan.starts, rule)
    if level == "kecamatan":
        return public_counts(by_kecamatan, rule)
    known, whole = ~np.isnan(by_kecamatan), np.zeros(1, dtype=np.intp)
    total = public_totals(by_kecamatan, known, whole, rule) if is_sensitive else sums(by_kecamatan, known, whole)
    return public_counts(total, rule)


def _is_small(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    return (counts > 0) & (counts <= rule.hidden_up_to)
