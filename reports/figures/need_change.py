"""PPKS of two months compared: only the kelurahan that both know, so that a recap which leaves some out is no decrease. From told values alone."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from data.parameters import DisclosureRule, disclosure_rule
from queries.disclosure import public_totals
from queries.grid import ALL, grid_of
from queries.levels import Places, places_of
from reports.figures.need import Need
from reports.figures.scope import Scope


@dataclass(frozen=True, slots=True)
class Compared:
    """Totals of the same kelurahan in both months as the public view shows them, NaN where hidden or where no kelurahan is in both.

    `unit_count`: how many these are; `left_out`: how many only one of the months knows.
    """

    now: float
    before: float
    unit_count: int
    left_out: int

    @property
    def change(self) -> float:
        return self.now - self.before


def compared(scope: Scope, need: Need, before: Need) -> Compared | None:
    """The scope in both months; None where they have no recaps of their own: the same recap speaks for both, or none for one of them."""
    if need.data_period is None or before.data_period in (None, need.data_period):
        return None
    if not all((each.kelurahan.ppks.notna() | each.kelurahan.ppks_hidden).any() for each in (need, before)):
        return None  # the public view tells nothing of one of them
    place, position = _place(scope)
    recaps = tuple((each.data_period, each.basis == "case") for each in (need, before))
    found = _totals(scope.edition_id, scope.city_code, "city" if scope.kecamatan_code is None else "kecamatan", recaps, disclosure_rule(date.today()))
    if found is None:
        return None
    now, past, is_known, was_known = found
    inside = np.repeat(np.arange(len(place.starts)), place.unit_count) == position
    return Compared(float(now[position]), float(past[position]), int((is_known & was_known)[inside].sum()), int((is_known != was_known)[inside].sum()))


@lru_cache(maxsize=16)
def _totals(edition_id: str, city_code: str, level: str, recaps: tuple[tuple[date, bool], ...], rule: DisclosureRule) -> tuple[np.ndarray, ...] | None:
    """Totals of all places of a level at two recaps, of the kelurahan that both know, and which each knows; None where all kinds are not told together.
    The kecamatan of a city ask one after the other. `recaps`: the month of each, and whether it is counted from a list of names."""
    grids = [grid_of(edition_id, "stock_grid", city_code, day, is_running, rule) for day, is_running in recaps]
    if not all(ALL in grid.told for grid in grids):
        return None
    told = [grid.told[ALL].by_month for grid in grids]
    is_known, was_known = (~np.isnan(each.likely) for each in told)
    starts = places_of(edition_id, city_code, level).starts
    totals = [public_totals(each, is_known & was_known, starts, rule)[0] for each in told]
    return *totals, is_known[0], was_known[0]


def _place(scope: Scope) -> tuple[Places, int]:
    """The places of the level of the scope, and which of them it is."""
    if scope.kecamatan_code is None:
        return places_of(scope.edition_id, scope.city_code, "city"), 0
    places = places_of(scope.edition_id, scope.city_code, "kecamatan")
    return places, places.names.place_code.tolist().index(scope.kecamatan_code)
