"""What may be shown to whom. Counts of people in need are protected here and nowhere else; counts of volunteers need no hiding.

The public view shows a count x of people in need, t being `hidden_up_to` and b `round_to` of the rule, as
    (1) 0                            where x = 0,
    (2) hidden                       where 1 <= x <= t,
    (3) the nearest multiple of b    elsewhere.
What is shown is always right to the rounding; what would betray a hidden count is hidden as well. A reader who knows the rule can enclose the
sum S of the m hidden kelurahan of a total between
    L = least the total can be - most the shown parts can be,    U = most the total can be - least the shown parts can be,
so a total is shown only where every hidden part may still be anything from 1 to t:
    (4) U >= t + (m - 1)  and  L <= 1 + t (m - 1).
The total of a kecamatan is held against its kelurahan; that of the city against the shown kecamatan and, in the hidden ones, their kelurahan.
Not covered: the sum of the kinds. `ALL` is a count of its own, and "all kinds minus the shown kinds" can narrow a hidden kind.
"""

import re
from enum import StrEnum

import numpy as np

from data.parameters import DisclosureRule
from queries.levels import Figures, Places, sums


class View(StrEnum):
    """The agency's own planners see `INTERNAL`; decks, links, downloads and the presentation mode are `PUBLIC`."""

    INTERNAL = "internal"
    PUBLIC = "public"


# Tables that count no people in need; a question that reads any other needs protection.
OPEN_TABLES = frozenset({
    "core_activity", "core_attendance", "core_institution", "core_population", "core_volunteer", "out_activity", "out_freshness", "out_population",
    "out_ppks_period", "out_reach", "out_volunteer", "out_welfare_period",
})
_TABLE = re.compile(r"\b(?:core|out)_[a-z_]+\b")


def counts_people_in_need(sql: str) -> bool:
    """Whether the figures of a question need protection."""
    return not OPEN_TABLES.issuperset(_TABLE.findall(sql))


def finest_level(tier: str | None, rule: DisclosureRule) -> str:
    """The finest level at which a kind of this tier may be shown."""
    return "kecamatan" if is_too_sensitive(tier, "kelurahan", rule) else "kelurahan"


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
    """Totals of places by the rules (1) to (4), from months x parts to months x places, each from its part in `starts` on.

    `is_counted`: which parts take part, as a rate leaves out those without a denominator; NaN where a place has none. A total that leaves a
    hidden part out is hidden: the full total less this one would give that part.
    """
    shown = np.where(is_counted, public_counts(counts, rule), np.nan)
    is_hidden_part = _is_small(counts, rule)
    totals = public_counts(sums(counts, is_counted, starts), rule)
    leaves_out = np.logical_or.reduceat(is_hidden_part & ~is_counted, starts, axis=1)
    hidden_count = np.add.reduceat((is_hidden_part & is_counted).astype(np.int64), starts, axis=1)
    least, most = (np.add.reduceat(bound, starts, axis=1) for bound in _bounds(shown, rule))
    return np.where(leaves_out | _betrays(totals, least, most, hidden_count, rule), np.nan, totals)


def public_city(counts: np.ndarray, is_counted: np.ndarray, starts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """The total of the city by the same rules, months x 1: held against its kecamatan, and the kelurahan of the hidden ones."""
    by_kecamatan = public_totals(counts, is_counted, starts, rule)
    is_open = np.repeat(np.isnan(by_kecamatan), np.diff(np.append(starts, counts.shape[1])), axis=1)
    is_hidden_part = _is_small(counts, rule)
    total = public_counts(sums(counts, is_counted, np.zeros(1, dtype=np.intp)), rule)
    parts = np.where(is_open & is_counted, public_counts(counts, rule), np.nan)
    least, most = (
        above.sum(axis=1, keepdims=True) + below.sum(axis=1, keepdims=True)
        for above, below in zip(_bounds(by_kecamatan, rule), _bounds(parts, rule), strict=True)
    )
    hidden_count = (is_hidden_part & is_counted & is_open).sum(axis=1, keepdims=True)
    leaves_out = (is_hidden_part & ~is_counted).any(axis=1, keepdims=True)
    return np.where(leaves_out | _betrays(total, least, most, hidden_count, rule), np.nan, total)


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
    if not is_sensitive:
        return (public_totals if level == "kecamatan" else public_city)(counts, is_known, kecamatan.starts, rule)
    by_kecamatan = sums(counts, is_known, kecamatan.starts)
    if level == "kecamatan":
        return public_counts(by_kecamatan, rule)
    return public_totals(by_kecamatan, ~np.isnan(by_kecamatan), np.zeros(1, dtype=np.intp), rule)


def _bounds(shown: np.ndarray, rule: DisclosureRule) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most that each shown figure can stand for; zero for what is not shown."""
    half = rule.round_to // 2
    is_rounded = shown > 0
    return np.where(is_rounded, np.maximum(shown - half, rule.hidden_up_to + 1), 0.0), np.where(is_rounded, shown + half, 0.0)


def _betrays(totals: np.ndarray, least: np.ndarray, most: np.ndarray, hidden_count: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Rule (4): where a shown total would narrow one of its hidden parts."""
    total_least, total_most = _bounds(totals, rule)
    lower, upper = total_least - most, total_most - least
    is_harmless = (upper >= rule.hidden_up_to + hidden_count - 1) & (lower <= 1 + rule.hidden_up_to * (hidden_count - 1))
    return (hidden_count > 0) & ~is_harmless


def _is_small(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    return (counts > 0) & (counts <= rule.hidden_up_to)
