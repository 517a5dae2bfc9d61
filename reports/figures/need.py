"""PPKS of a scope, as far as they may leave the office. Of people in need a report shows these and nothing else:

1. all kinds together (`ALL`) by kelurahan, kecamatan and city, small counts hidden, the others rounded;
2. the same per 1,000 residents, or per km² where no population is known, and per active member in the whole, each computed from
   the rounded count;
3. each kind in the city as a whole, never by kecamatan or kelurahan.

Totals of 2 that add up other kelurahan than those of 1 are left out, for the difference would speak of the rest. What 1 and 3
betray together is found by `reports.figures.safety`; kinds, kecamatan and city are then left out, in this order. Hidden kinds stand
in the official order, as an order by size would speak of them.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.words import month_long
from data.parameters import DisclosureRule, disclosure_rule
from queries.disclosure import is_too_sensitive, public_totals
from queries.levels import sums
from queries.warehouse import ask
from reports.figures.safety import Published, safe
from reports.figures.scope import Scope

RATES = {"ppks_per_1000": "PPKS per 1.000 penduduk", "ppks_per_km2": "PPKS per km²"}


@dataclass(frozen=True, slots=True)
class Need:
    """What may be shown of a city in a month.

    `kelurahan`, `kecamatan`, `city`: place_code, ppks, rate, load (of kecamatan and city), each with its `_hidden`; NaN elsewhere
    is not known. `kinds`: ppks_name, unit, data_period, persons, is_hidden; None where they had to stay away. `data_period` None:
    no recap speaks for the month.
    """

    kelurahan: pd.DataFrame
    kecamatan: pd.DataFrame
    city: pd.DataFrame
    kinds: pd.DataFrame | None
    rate_name: str
    data_period: date | None
    basis: str


def need_of(scope: Scope, period: date, *, has_rates: bool = True) -> Need:
    """The public figures of the whole city, whatever the scope: a deck of a kecamatan shows what the deck of the city shows.

    `has_rates` False: the counts alone, as much of them as would be shown with everything else.
    """
    return _need(replace(scope, kecamatan_code=None, kecamatan_name=None, unit_count=0), period, has_rates)


@lru_cache(maxsize=16)
def _need(scope: Scope, period: date, has_rates: bool) -> Need:
    """The same for a scope without kecamatan: the decks of the kecamatan ask for it again and again."""
    rule = disclosure_rule(date.today())
    stand = ask(scope.edition_id, "pages/ppks_stand", city_code=scope.city_code, period=period, ppks_code="ALL")
    levels = {level: scope.of_city("ppks_count", level, period) for level in ("kelurahan", "kecamatan", "city")}
    data_period = stand.data_period[0].date() if len(stand) else None
    basis = stand.basis[0] if len(stand) else ""
    kinds = _kinds(scope.edition_id, scope.city_code, period, rule)
    counted = _counted(kinds, data_period)
    kept = _kept(scope, levels, kinds, counted, basis, rule)
    is_kept = {"kelurahan": True, "kecamatan": bool(~np.isnan(kept.kecamatan).all()), "city": not np.isnan(kept.city)}
    population = ask(scope.edition_id, "pages/population_known", city_code=scope.city_code, period=period)
    rate_name = "ppks_per_1000" if population.is_known[0] else "ppks_per_km2"
    frames = {
        level: _level(scope, frame, rate_name if has_rates else None, level, period, is_kept[level])
        for level, frame in levels.items()
    }
    return Need(
        **frames,
        kinds=kinds if len(kinds) and (counted.empty or kept.kinds is not None) else None,
        rate_name=rate_name,
        data_period=data_period,
        basis=basis,
    )


def note_of(need: Need) -> str:
    """What a reader of any figure of people in need must know."""
    rule = disclosure_rule(date.today())
    parts = [f"PPKS keadaan {month_long(need.data_period)}."] if need.data_period else []
    parts += ["Dihitung dari daftar nama karena kota ini tidak punya rekap."] if need.basis == "case" else []
    parts.append(
        f"Angka PPKS 1 sampai {rule.hidden_up_to} disembunyikan dan yang lain dibulatkan ke kelipatan {rule.round_to}, "
        "karena itu jumlah rinciannya dapat berbeda."
    )
    return " ".join(parts)


@lru_cache(maxsize=16)
def _kinds(edition_id: str, city_code: str, period: date, rule: DisclosureRule) -> pd.DataFrame:
    """Each kind in the city: its total held against the finest parts of it that may be shown anywhere; official order."""
    found = ask(edition_id, "pages/ppks_kind_counts", city_code=city_code, period=period)
    if found.empty:
        return found.assign(persons=[], is_hidden=[], is_small=[])
    wide = found.persons_count.to_numpy(dtype=float, na_value=np.nan).reshape(found.ppks_code.nunique(), -1)
    kinds = found.drop_duplicates("ppks_code")[["ppks_code", "ppks_name", "tier", "unit", "data_period"]].reset_index(drop=True)
    codes = found.kecamatan_code.to_numpy()[: wide.shape[1]]
    starts, city = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]), np.zeros(1, dtype=np.intp)
    known = ~np.isnan(wide)
    by_kecamatan = sums(wide, known, starts)
    true = sums(wide, known, city)[:, 0]
    is_sensitive = kinds.tier.map(lambda tier: is_too_sensitive(tier, "kelurahan", rule)).to_numpy(dtype=bool)
    persons = np.where(
        is_sensitive,
        public_totals(by_kecamatan, ~np.isnan(by_kecamatan), city, rule)[:, 0],
        public_totals(wide, known, city, rule)[:, 0],
    )
    return kinds.assign(
        persons=persons, is_hidden=~np.isnan(true) & np.isnan(persons), is_small=(true > 0) & (true <= rule.hidden_up_to)
    )


def _counted(kinds: pd.DataFrame, data_period: date | None) -> pd.DataFrame:
    """The kinds that add up to all kinds together: counted in persons, and in the same month."""
    return kinds[(kinds.unit == "orang") & (kinds.data_period == pd.Timestamp(data_period))] if data_period else kinds.head(0)


def _kept(
    scope: Scope, levels: dict[str, pd.DataFrame], kinds: pd.DataFrame, counted: pd.DataFrame, basis: str, rule: DisclosureRule
) -> Published:
    """As much of totals and kinds as betrays nothing."""
    units, districts, city = levels["kelurahan"], levels["kecamatan"], levels["city"]
    codes = units.kecamatan_code.to_numpy()
    # A kind that speaks of an older month may have taken part in the total with a few kelurahan.
    rest = [np.nan] if len(counted) < (kinds.unit == "orang").sum() else []
    rows = ask(scope.edition_id, "pages/ledger")
    named = rows[(rows.city_code == scope.city_code) & (rows.subject == "ppks_case")].accepted.sum()
    return safe(
        Published(
            kelurahan=units.value.to_numpy(dtype=float),
            is_small=units.is_hidden.to_numpy(dtype=bool),
            starts=np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]),
            kecamatan=districts.value.to_numpy(dtype=float),
            city=float(city.value.iloc[0]) if len(city) else np.nan,
            kinds=np.array([*counted.persons, *rest], dtype=float) if len(counted) else None,
            is_small_kind=np.array([*counted.is_small, *(False for _ in rest)], dtype=bool) if len(counted) else None,
            at_most=float(named) if basis == "case" else np.inf,
        ),
        rule,
    )


def _level(scope: Scope, counts: pd.DataFrame, rate_name: str | None, level: str, period: date, is_kept: bool) -> pd.DataFrame:
    """Count, and unless there is no `rate_name` rate and load, of the places of a level.

    A total of other kelurahan than the count's is left out.
    """
    frame = counts[["place_code", "place_name", "kecamatan_code"]].copy()
    frame["ppks"] = counts.value if is_kept else np.nan
    frame["ppks_hidden"] = counts.is_hidden if is_kept else counts.known_count > 0
    wanted = {} if rate_name is None else {"rate": rate_name}
    if wanted and level != "kelurahan":
        wanted["load"] = "ppks_per_member"
    for column, name in wanted.items():
        found = scope.of_city(name, level, period)
        is_same = (found.known_count == counts.known_count) & is_kept if level != "kelurahan" else found.known_count > 0
        frame[column] = found.value.where(is_same)
        frame[f"{column}_hidden"] = (found.is_hidden & is_same) | (frame.ppks_hidden & (found.known_count > 0))
        frame[f"{column}_numerator"] = found.numerator.where(is_same)
        frame[f"{column}_denominator"] = found.denominator.where(is_same)
    return frame
