"""PPKS of a scope, as far as they may leave the office. Of people in need a report shows these and nothing else:

1. all kinds together (`ALL`) by kelurahan, kecamatan and city, small counts hidden, the others rounded;
2. the same per 1,000 residents, or per km² where no population is known, and per active member in the whole, each computed from
   the rounded count;
3. each kind in the city as a whole, never by kecamatan or kelurahan, and how many kinds are hidden there.

Totals of 2 that add up other kelurahan than those of 1 are left out: two figures of one thing would puzzle. Hidden kinds stand
in the official order, as an order by size would speak of them.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.words import month_long
from data.parameters import DisclosureRule, disclosure_rule
from queries.disclosure import public_totals
from queries.grid import grid_of
from queries.levels import places_of
from queries.warehouse import ask
from reports.figures.need_margin import means_in
from reports.figures.scope import Scope

RATES = {"ppks_per_1000": "PPKS per 1.000 penduduk", "ppks_per_km2": "PPKS per km²"}


@dataclass(frozen=True, slots=True)
class Need:
    """What may be shown of a city in a month.

    `kelurahan`, `kecamatan`, `city`: place_code, ppks, rate, load (of kecamatan and city), each with its `_hidden`; NaN elsewhere
    is not known. `kinds`: ppks_name, unit, data_period, persons, is_hidden; None where no recap tells them apart. `data_period` None:
    no recap speaks for the month. `means`: by code of kecamatan and city, as how many unknown cells the hidden ones count in the total.
    """

    kelurahan: pd.DataFrame
    kecamatan: pd.DataFrame
    city: pd.DataFrame
    kinds: pd.DataFrame | None
    rate_name: str
    data_period: date | None
    basis: str
    means: dict[str, int]


def need_of(scope: Scope, period: date, *, has_rates: bool = True) -> Need:
    """The public figures of the whole city, whatever the scope: a deck of a kecamatan shows what the deck of the city shows.

    `has_rates` False: the counts alone.
    """
    return _need(scope.whole_city, period, has_rates, disclosure_rule(date.today()))


@lru_cache(maxsize=16)
def _need(scope: Scope, period: date, has_rates: bool, rule: DisclosureRule) -> Need:
    """The same for a scope without kecamatan: the decks of the kecamatan ask for it again and again."""
    stand = ask(scope.edition_id, "pages/ppks_stand", city_code=scope.city_code, period=period, ppks_code="ALL")
    levels = {level: scope.of_city("ppks_count", level, period) for level in ("kelurahan", "kecamatan", "city")}
    basis = stand.basis[0] if len(stand) else ""
    kinds = _kinds(scope.edition_id, scope.city_code, period, basis == "case", rule)
    population = ask(scope.edition_id, "pages/population_known", city_code=scope.city_code, period=period)
    rate_name = "ppks_per_1000" if population.is_known[0] else "ppks_per_km2"
    frames = {level: _level(scope, frame, rate_name if has_rates else None, level, period) for level, frame in levels.items()}
    return Need(
        **frames,
        kinds=kinds if len(kinds) else None,
        rate_name=rate_name,
        data_period=stand.data_period[0].date() if len(stand) else None,
        basis=basis,
        means=_means(scope, stand.data_period[0].date(), basis == "case", rule) if len(stand) else {},
    )


def _means(scope: Scope, data_period: date, is_running: bool, rule: DisclosureRule) -> dict[str, int]:
    places = places_of(scope.edition_id, scope.city_code, "kecamatan")
    grid = grid_of(scope.edition_id, "stock_grid", scope.city_code, data_period, is_running, rule)
    found = means_in(grid, places.starts, is_running, rule)
    return {**dict(zip(places.names.place_code, map(int, found.kecamatan), strict=True)), scope.city_code: found.city}


def note_of(need: Need) -> str:
    """What a reader of any figure of people in need must know."""
    rule = disclosure_rule(date.today())
    parts = [f"PPKS keadaan {month_long(need.data_period)}."] if need.data_period else []
    parts += ["Dihitung dari daftar nama karena kota ini tidak punya rekap."] if need.basis == "case" else []
    parts.append(
        f"Angka PPKS 1 sampai {rule.hidden_up_to} disembunyikan dan yang lain dibulatkan ke kelipatan {rule.round_to}; "
        "dalam jumlah, yang disembunyikan diganti rata-ratanya."
    )
    return " ".join(parts)


def _kinds(edition_id: str, city_code: str, period: date, is_running: bool, rule: DisclosureRule) -> pd.DataFrame:
    """Each kind in the city at the recap that speaks for it; official order."""
    kinds = ask(edition_id, "pages/ppks_kind_recaps", city_code=city_code, period=period)
    city, persons, is_hidden = np.zeros(1, dtype=np.intp), [], []
    for kind in kinds.itertuples():
        grid = grid_of(edition_id, "stock_grid", city_code, kind.data_period.date(), is_running, rule)
        told = grid.told[kind.ppks_code].by_month
        is_known = ~np.isnan(told.likely)
        total = public_totals(told, is_known, city, rule)[0, 0]
        persons.append(total)
        is_hidden.append(bool(is_known.any() and np.isnan(total)))
    return kinds.assign(persons=np.array(persons, dtype=float), is_hidden=np.array(is_hidden, dtype=bool))


def _level(scope: Scope, counts: pd.DataFrame, rate_name: str | None, level: str, period: date) -> pd.DataFrame:
    """Count, and unless there is no `rate_name` rate and load, of the places of a level.

    A total of other kelurahan than the count's is left out.
    """
    frame = counts[["place_code", "place_name", "kecamatan_code"]].copy()
    frame["ppks"] = counts.value
    frame["ppks_hidden"] = counts.is_hidden
    wanted = {} if rate_name is None else {"rate": rate_name}
    if wanted and level != "kelurahan":
        wanted["load"] = "ppks_per_member"
    for column, name in wanted.items():
        found = scope.of_city(name, level, period)
        is_same = found.known_count == counts.known_count if level != "kelurahan" else found.known_count > 0
        frame[column] = found.value.where(is_same)
        frame[f"{column}_hidden"] = (found.is_hidden & is_same) | (frame.ppks_hidden & (found.known_count > 0))
        frame[f"{column}_numerator"] = found.numerator.where(is_same)
        frame[f"{column}_denominator"] = found.denominator.where(is_same)
    return frame
