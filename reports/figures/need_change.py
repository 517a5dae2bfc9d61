"""PPKS of two months compared: only the kelurahan that both know, so that a recap which leaves some out is no decrease. From told values alone."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.parameters import disclosure_rule
from queries.disclosure import Told, public_totals
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
    told, past = (_told(scope, each) for each in (need, before))
    if told is None or past is None:
        return None
    place, position = _place(scope)
    is_known, was_known = (~np.isnan(each.likely) for each in (told, past))
    both = is_known & was_known
    rule = disclosure_rule(date.today())
    totals = [float(public_totals(each, both, place.starts, rule)[0, position]) for each in (told, past)]
    inside = np.repeat(np.arange(len(place.starts)), place.unit_count) == position
    return Compared(*totals, int(both[0, inside].sum()), int((is_known != was_known)[0, inside].sum()))


def _told(scope: Scope, need: Need) -> Told | None:
    """What may be told of all kinds together, one row; None where the public view tells nothing of it."""
    rule = disclosure_rule(date.today())
    grid = grid_of(scope.edition_id, "stock_grid", scope.city_code, need.data_period, need.basis == "case", rule)
    is_public = (need.kelurahan.ppks.notna() | need.kelurahan.ppks_hidden).any()
    return grid.told[ALL].by_month if ALL in grid.told and is_public else None


def _place(scope: Scope) -> tuple[Places, int]:
    """The places of the level of the scope, and which of them it is."""
    if scope.kecamatan_code is None:
        return places_of(scope.edition_id, scope.city_code, "city"), 0
    places = places_of(scope.edition_id, scope.city_code, "kecamatan")
    return places, places.names.place_code.tolist().index(scope.kecamatan_code)
