"""PPKS of a scope, as far as they may leave the office. Of people in need a report shows these and nothing else:

1. all kinds together (`ALL`) by kelurahan, kecamatan and city, small counts hidden, the others rounded;
2. the same per 1,000 residents, or per km² where no population is known, and per active member in the whole, each computed from
   the rounded count and no more exact than its margin (`reports.figures.need_margin`), hidden where that is too wide;
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
from queries.measure import metric
from queries.warehouse import ask
from reports.figures.need_margin import Margins, margins_in, said_rate
from reports.figures.scope import Scope

RATES = {"ppks_per_1000": "PPKS per 1.000 penduduk", "ppks_per_km2": "PPKS per km²"}


@dataclass(frozen=True, slots=True)
class Need:
    """What may be shown of a city in a month.

    `kelurahan`, `kecamatan`, `city`: place_code, ppks, rate, load (of kecamatan and city), each with its `_hidden`, and with its `_margin`: how far
    the true number may lie from it; `_low` and `_high` of ppks and rate are the ends between which it lies, also where it is hidden. NaN elsewhere is
    not known. `kinds`: ppks_name, unit, data_period, persons, is_hidden, margin; None where no recap tells them apart. `data_period` None: no recap
    speaks for the month. `parts_margin`: of the city where some of its kelurahan are left out.
    """

    kelurahan: pd.DataFrame
    kecamatan: pd.DataFrame
    city: pd.DataFrame
    kinds: pd.DataFrame | None
    rate_name: str
    data_period: date | None
    basis: str
    parts_margin: float


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
    margins = _margins(scope.edition_id, scope.city_code, stand.data_period[0].date(), basis == "case", rule) if len(stand) else None
    kinds = _kinds(scope.edition_id, scope.city_code, period, basis == "case", rule)
    population = ask(scope.edition_id, "pages/population_known", city_code=scope.city_code, period=period)
    rate_name = "ppks_per_1000" if population.is_known[0] else "ppks_per_km2"
    frames = {level: _level(scope, frame, rate_name if has_rates else None, level, period, margins) for level, frame in levels.items()}
    return Need(
        **frames,
        kinds=kinds if len(kinds) else None,
        rate_name=rate_name,
        data_period=stand.data_period[0].date() if len(stand) else None,
        basis=basis,
        parts_margin=margins.parts if margins is not None else np.nan,
    )


def margins_at(edition_id: str, city_code: str, period: date) -> Margins | None:
    """How far the public numbers of a city in a month may lie from the true ones; None where no recap speaks for the month."""
    stand = ask(edition_id, "pages/ppks_stand", city_code=city_code, period=period, ppks_code="ALL")
    if stand.empty:
        return None
    return _margins(edition_id, city_code, stand.data_period[0].date(), stand.basis[0] == "case", disclosure_rule(date.today()))


@lru_cache(maxsize=16)
def _margins(edition_id: str, city_code: str, data_period: date, is_running: bool, rule: DisclosureRule) -> Margins:
    grid = grid_of(edition_id, "stock_grid", city_code, data_period, is_running, rule)
    return margins_in(grid, places_of(edition_id, city_code, "kecamatan").starts, is_running, rule)


def note_of(need: Need) -> str:
    """What a reader of any figure of people in need must know."""
    rule = disclosure_rule(date.today())
    parts = [f"PPKS keadaan {month_long(need.data_period)}."] if need.data_period else []
    parts += ["Dihitung dari daftar nama karena kota ini tidak punya rekap."] if need.basis == "case" else []
    parts.append(
        f"Angka PPKS 1 sampai {rule.hidden_up_to} disembunyikan dan yang lain dibulatkan ke kelipatan {rule.round_to}; "
        "dalam jumlah, yang disembunyikan diganti rata-ratanya. Karena itu angka PPKS hanya kira-kira, dan selisih yang tidak pasti tidak disebut."
    )
    return " ".join(parts)


def _kinds(edition_id: str, city_code: str, period: date, is_running: bool, rule: DisclosureRule) -> pd.DataFrame:
    """Each kind in the city at the recap that speaks for it; official order."""
    kinds = ask(edition_id, "pages/ppks_kind_recaps", city_code=city_code, period=period)
    city, persons, is_hidden, margin = np.zeros(1, dtype=np.intp), [], [], []
    for kind in kinds.itertuples():
        grid = grid_of(edition_id, "stock_grid", city_code, kind.data_period.date(), is_running, rule)
        told = grid.told[kind.ppks_code].by_month
        is_known = ~np.isnan(told.likely)
        total = public_totals(told, is_known, city, rule)[0, 0]
        persons.append(total)
        is_hidden.append(bool(is_known.any() and np.isnan(total)))
        margin.append(_margins(edition_id, city_code, kind.data_period.date(), is_running, rule).kinds[kind.ppks_code])
    return kinds.assign(persons=np.array(persons, dtype=float), is_hidden=np.array(is_hidden, dtype=bool), margin=np.array(margin, dtype=float))


def _level(scope: Scope, counts: pd.DataFrame, rate_name: str | None, level: str, period: date, margins: Margins | None) -> pd.DataFrame:
    """Count, and unless there is no `rate_name` rate and load, of the places of a level.

    A total of other kelurahan than the count's is left out.
    """
    frame = counts[["place_code", "place_name", "kecamatan_code"]].copy()
    frame["ppks"] = counts.value
    frame["ppks_hidden"] = counts.is_hidden
    frame["ppks_margin"] = getattr(margins, level) if margins is not None else np.nan
    likely = counts.value.fillna(pd.Series(margins.likely)) if margins is not None and level == "kelurahan" else counts.value
    frame["ppks_low"], frame["ppks_high"] = likely - frame.ppks_margin, likely + frame.ppks_margin
    wanted = {} if rate_name is None else {"rate": rate_name}
    if wanted and level != "kelurahan":
        wanted["load"] = "ppks_per_member"
    for column, name in wanted.items():
        found = scope.of_city(name, level, period)
        is_same = found.known_count == counts.known_count if level != "kelurahan" else found.known_count > 0
        each = metric(name).scale / found.denominator.where(is_same & (found.denominator > 0))
        margin, value = frame.ppks_margin * each, found.value.where(is_same)
        said = pd.Series([said_rate(*pair) for pair in zip(value, margin, strict=True)], dtype=float)
        frame[column] = said
        frame[f"{column}_hidden"] = (found.is_hidden & is_same) | (frame.ppks_hidden & (found.known_count > 0)) | (said.isna() & value.notna())
        frame[f"{column}_margin"] = margin + (said - value).abs()
        frame[f"{column}_low"], frame[f"{column}_high"] = frame.ppks_low * each, frame.ppks_high * each
        frame[f"{column}_denominator"] = found.denominator.where(is_same)
    return frame
