"""What may be shown to whom. Counts of people in need are protected here and nowhere else; counts of volunteers need no hiding.

The finest count that ever leaves the office is that of one kind in one kelurahan, of the most sensitive kinds in one kecamatan: a *cell*. With t
`hidden_up_to` and b `round_to` of the rule, the public view shows a cell x as
    (1) 0 where x = 0,    (2) hidden where 1 <= x <= t,    (3) the nearest multiple of b elsewhere.
Of the m hidden cells of a kind in the city it tells no more than their sum S, and
    (4) of S <= t + (m - 1) no more than that, of S >= 1 + t (m - 1) no more than that, and nothing where m < 3.
A stock that grows from month to month with a list of names does not tell S at all: the months could be subtracted.
Everything else, all kinds together, kecamatan, city, rates, is computed from the cells above t, and from what (4) tells of their mean in place
of hidden cells, never from the hidden cells themselves (`Told`). So nothing else says more than (1) to (4), and what is hidden depends on no filter.

Promised: every hidden cell may still be anything from 1 to t. The kinds share no cell, and (4) leaves room for 1 and for t in each, even to a reader
who knows these rules and every cell above t to the last person, whatever he subtracts: levels, kinds, measures, months, reports, and two editions
between which the cell did not change. Of the sensitive kinds nothing speaks below kecamatan, neither how many nor where any was written down: all kinds
together spread them over the kelurahan of which another kind is known, over all where none is, and are known where another kind is.
Not promised: that a hidden cell of a recap that was compiled from the reports has room for 1 beside the months in which they are told above zero: of a
kind they are told for the kecamatan and the city only, in a kelurahan of all kinds together; that a rounded count cannot be narrowed by its totals; a cell that changed between two editions, to a reader who knows that no other
one did; a kecamatan of a single kelurahan, which is that kelurahan; shares, which count no cells, beyond what `public_share` says;
the order of places in a plan, which follows the exact load; that somebody was reported at all in a kelurahan and month.
The price: in the city a total is right to the rounding, and to less than 2 t for a kind of which (4) tells no sum; below, to the spread of the hidden cells.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from data.parameters import DisclosureRule
from queries.levels import Figures, Places, sums


class View(StrEnum):
    """The agency's own planners see `INTERNAL`; decks, links, downloads and the presentation mode are `PUBLIC`."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Told:
    """What the public view knows of a count by kelurahan (last axis); NaN is not known. `likely`: the count, or what stands in for it where it
    is hidden; `least`: the least that it can be."""

    likely: np.ndarray
    least: np.ndarray

    def kind(self, row: int) -> "Told":
        """The same of one of several kinds (rows)."""
        return Told(self.likely[row], self.least[row])

    @property
    def by_month(self) -> "Told":
        """The same of one month as months x kelurahan."""
        return Told(self.likely[np.newaxis], self.least[np.newaxis])


# Tables that count no people in need; a question that reads any other needs protection.
OPEN_TABLES = frozenset({
    "core_activity", "core_attendance", "core_institution", "core_member_list", "core_population", "core_volunteer", "out_activity", "out_freshness",
    "out_population", "out_ppks_period", "out_reach", "out_volunteer", "out_welfare_period",
})
_TABLE = re.compile(r"\b(?:core|out)_[a-z_]+\b")


def protected_tables(sql: str) -> frozenset[str]:
    """The tables of people in need that a question reads."""
    return frozenset(_TABLE.findall(sql)) - OPEN_TABLES


def counts_people_in_need(sql: str) -> bool:
    """Whether the figures of a question need protection."""
    return bool(protected_tables(sql))


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


def known_by_kecamatan(units: Figures, starts: np.ndarray) -> Figures:
    """The figures of a sensitive kind in the kelurahan, known in all of a kecamatan or in none: in which it was written down says where it is."""
    is_known = _all_of_each(np.logical_or.reduceat(~np.isnan(units.numerator), starts, axis=1), starts, units.numerator.shape[1])
    return Figures(np.where(is_known, 0.0, np.nan), units.denominator, units.scale)


def public_counts(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Counts by the rules (1) to (3): NaN where hidden, and where nothing is known."""
    return _shown(counts, np.where(_is_small(counts, rule), 1.0, counts), rule)


def public_totals(told: Told, is_counted: np.ndarray, starts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Totals of places, months x places, each from its kelurahan in `starts` on; NaN where a place has none that is counted, and where hidden:
    where all that is told of it could still be at most t together."""
    return _shown(sums(told.likely, is_counted, starts), sums(told.least, is_counted, starts), rule)


def public_figures(told: Told, units: Figures, true: Figures, places: Places, rule: DisclosureRule) -> Figures:
    """What the public view shows of the `true` figures of the places of a level; `units` are those of the kelurahan, both known where something is told
    of them. As in `true`, a total adds up the kelurahan with both parts of a ratio, and a single kelurahan has its count without them."""
    is_single = places.unit_count == 1
    is_counted = units.is_known | (np.repeat(is_single, places.unit_count) & ~np.isnan(units.numerator))
    totals = public_totals(told, is_counted, places.starts, rule)
    return Figures(np.where(np.isnan(true.numerator), np.nan, totals), true.denominator, units.scale)


def public_share(true: Figures, rule: DisclosureRule) -> Figures:
    """Shares of people in need rounded to multiples of b percent, as so many of a hundred, and only where each multiple stands for at least t counts:
    fewer would tell the count, and a share tells of a small whole which numbers divide it. Nobody and everybody are said only where they are true."""
    is_large = true.denominator * rule.round_to >= 100 * rule.hidden_up_to
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.round(100 * true.numerator / true.denominator / rule.round_to) * rule.round_to
    is_near = ((share == 0) & (true.numerator > 0)) | ((share == 100) & (true.numerator < true.denominator))
    share = np.where(is_large & ~is_near, share, np.nan)
    return Figures(share, np.where(np.isnan(share), np.nan, 100.0), true.scale)


def tell(counts: np.ndarray, is_sensitive: np.ndarray, starts: np.ndarray, rule: DisclosureRule, *, is_running: bool = False) -> Told:
    """What may be told of the kinds (rows) in the kelurahan of a city in one month; NaN is not known.

    `is_sensitive`: kinds whose cells are kecamatan, each from its kelurahan in `starts` on; `is_running`: a stock that only grows.
    """
    known = ~np.isnan(counts)
    by_kecamatan = sums(counts, known, starts)
    cells = [by_kecamatan[row] if is_sensitive[row] else counts[row] for row in range(len(counts))]
    likely = _filled(cells, rule, is_running=is_running)
    least = [np.where(_is_small(cell, rule), 1.0, cell) for cell in cells]
    speaks = known[~is_sensitive].any(axis=0)
    taken = speaks | ~_all_of_each(np.logical_or.reduceat(speaks, starts), starts, len(speaks))
    weights = 1.0 + sum((np.nan_to_num(likely[row]) for row in np.flatnonzero(~is_sensitive)), np.zeros(counts.shape[1]))
    for row in np.flatnonzero(is_sensitive):
        likely[row], least[row] = (_spread(part[row], np.where(taken, weights, 0.0), starts) for part in (likely, least))
    return Told(np.array(likely).reshape(counts.shape), np.array(least).reshape(counts.shape))


def tell_together(told: Told, is_sensitive: np.ndarray) -> Told:
    """All kinds (rows) together in each kelurahan. The sensitive ones, spread, do not say how few there can be in one of them."""
    least = np.where(is_sensitive[:, np.newaxis], 0.0, told.least)
    nowhere = np.isnan(told.likely).all(axis=0)
    return Told(*(np.where(nowhere, np.nan, np.nansum(np.where(np.isnan(told.likely), np.nan, part), axis=0)) for part in (told.likely, least)))


def _filled(cells: list[np.ndarray], rule: DisclosureRule, *, is_running: bool) -> list[np.ndarray]:
    """The cells of each kind with what (4) tells of their mean in place of the hidden ones; where it tells nothing, the mean of the other kinds."""
    hidden = [_is_small(cell, rule) for cell in cells]
    means = [None if is_running else _told_mean(cell[part], rule) for cell, part in zip(cells, hidden, strict=True)]
    told = [(mean * part.sum(), part.sum()) for mean, part in zip(means, hidden, strict=True) if mean is not None]
    usual = sum(total for total, _ in told) / sum(many for _, many in told) if told else (1 + rule.hidden_up_to) / 2
    return [np.where(part, usual if mean is None else mean, cell) for cell, part, mean in zip(cells, hidden, means, strict=True)]


def _told_mean(hidden: np.ndarray, rule: DisclosureRule) -> float | None:
    """What (4) tells of the mean of the hidden cells of a kind: where it is a bound of the sum, the middle of what the sum can then be."""
    top, many, total = rule.hidden_up_to, len(hidden), hidden.sum()
    if many < 3:
        return None
    half = (top - 1) / 2
    if total <= top + many - 1:
        return 1 + half / many
    return top - half / many if total >= 1 + top * (many - 1) else total / many


def untold(hidden: np.ndarray, rule: DisclosureRule, *, is_running: bool) -> int:
    """As how many unknown cells the hidden cells of a kind count in the total of the city: all where (4) tells nothing, one where it tells a bound
    of their sum (which then takes t values, as one cell does), none where it tells the sum."""
    top, many, total = rule.hidden_up_to, len(hidden), hidden.sum()
    if is_running or many < 3:
        return many
    return int(total <= top + many - 1 or total >= 1 + top * (many - 1))


def _spread(totals: np.ndarray, weights: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Totals of the kecamatan over their kelurahan by weight, of which each kecamatan has some; NaN where there is none."""
    whole = np.add.reduceat(weights, starts)
    return np.where(weights > 0, _all_of_each(totals / whole, starts, len(weights)) * weights, np.nan)


def _all_of_each(by_place: np.ndarray, starts: np.ndarray, count: int) -> np.ndarray:
    """What is so of a place (last axis) for each of its kelurahan, `count` in all."""
    return np.repeat(by_place, np.diff(np.append(starts, count)), axis=-1)


def _shown(likely: np.ndarray, least: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    """Zero, hidden (NaN) or rounded. The sixth digit behind the comma is no person."""
    rounded = np.round(np.round(likely, 6) / rule.round_to) * rule.round_to
    return np.where((likely > 0) & (np.round(least, 6) < rule.hidden_up_to + 1), np.nan, rounded)


def _is_small(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    return (counts > 0) & (counts <= rule.hidden_up_to)
