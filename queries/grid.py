"""The finest counts of people in need of a city, and what of them may be told: decided once for a city and month, whoever asks for whatever."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from data.parameters import DisclosureRule
from queries.disclosure import Told, protected_tables, tell, tell_together
from queries.levels import places_of
from queries.statements import statement
from queries.warehouse import columns

ALL = "ALL"
# Indicators without kinds that alone tell how many people their source counts.
ALONE = frozenset({"dtks_individuals", "dtks_per_1000", "proposals_open_90"})
# Shares that may be told at all, of the whole city only: one of another name is not public until it stands here.
SHARES = frozenset({"handled_in_30_days", "proposals_accepted", "spm_met"})
# Shares told of each of their parts (services) and so not of all together; the others are told of all kinds together and not of each.
OF_EACH = frozenset({"spm_met"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The kinds of a city in one month: by code what is told of each, `ALL` together, and the true counts that it was told from.

    `sensitive`: the kinds whose cells are kecamatan; `added`: those that `ALL` adds up.
    """

    told: dict[str, Told]
    counts: dict[str, np.ndarray]
    sensitive: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()


def told_of(
    edition_id: str, metric: str, city_code: str, ppks_code: str, periods: np.ndarray, counts: np.ndarray, rule: DisclosureRule,
    level: str = "kelurahan",
) -> Told | None:
    """What may be told of the numerators `counts` of an indicator, months (`periods`) x kelurahan.

    None where nothing may: an indicator that counts some of the people of another one is not public, as the two could be subtracted, nor reports
    of one kind in one kelurahan, as a recap may have been made from them. NaN is not known.
    """
    tables = protected_tables(statement(f"metrics/{metric}"))
    if not len(periods):
        return None
    if metric in ALONE:
        starts = places_of(edition_id, city_code, "kecamatan").starts
        return _months([tell(month[np.newaxis], np.zeros(1, dtype=bool), starts, rule).kind(0) for month in counts])
    if tables not in ({"out_ppks"}, {"out_report"}) or (tables == {"out_report"} and level == "kelurahan" and ppks_code != ALL):
        return None
    days = periods.astype("datetime64[D]").astype(object)
    is_stock = tables == {"out_ppks"}
    stands = _stands(edition_id, city_code, ppks_code, days[0], days[-1]) if is_stock else {day: (day, False) for day in days}
    parts = []
    for day, month in zip(days, counts, strict=True):
        grid = grid_of(edition_id, "stock_grid" if is_stock else "report_grid", city_code, *stands[day], rule) if day in stands else None
        true = np.full_like(month, np.nan) if grid is None else grid.counts.get(ppks_code, np.full_like(month, np.nan))
        is_unknown = np.isnan(month).all()
        if np.isnan(true).all() != is_unknown or not np.array_equal(np.nan_to_num(true), np.nan_to_num(month)):
            return None
        parts.append(Told(true, true) if is_unknown else grid.told[ppks_code])
    return _months(parts)


@lru_cache(maxsize=128)
def grid_of(edition_id: str, name: str, city_code: str, data_period: date, is_running: bool, rule: DisclosureRule) -> Grid:
    """The grid of queries/lookup/<name>.sql. Nobody may write into what this returns."""
    answer = columns(edition_id, f"lookup/{name}", city_code=city_code, data_period=data_period)
    places = places_of(edition_id, city_code, "kecamatan")
    codes = answer["ppks_code"][:: max(1, int(places.unit_count.sum()))]
    if not len(codes):
        return Grid({}, {})
    counts = np.ma.filled(answer["persons_count"].astype(float), np.nan).reshape(len(codes), -1)
    first_rows = slice(None, None, counts.shape[1])
    is_sensitive = np.isin(answer["tier"][first_rows].astype(str), rule.tiers_above_kelurahan)
    told = tell(counts, is_sensitive, places.starts, rule, is_running=is_running)
    taken = answer["is_in_total"][first_rows].astype(bool)
    together = tell_together(Told(told.likely[taken], told.least[taken]), is_sensitive[taken])
    whole = np.where(np.isnan(counts[taken]).all(axis=0), np.nan, np.nansum(counts[taken], axis=0))
    by_kind = {code: told.kind(row) for row, code in enumerate(codes)}
    true = dict(zip(codes, counts, strict=True))
    return Grid({**by_kind, ALL: together}, {**true, ALL: whole}, frozenset(codes[is_sensitive]), frozenset(codes[taken]))


def _months(parts: list[Told]) -> Told:
    return Told(np.array([part.likely for part in parts]), np.array([part.least for part in parts]))


@lru_cache(maxsize=128)
def _stands(edition_id: str, city_code: str, ppks_code: str, first: date, last: date) -> dict[date, tuple[date, bool]]:
    """By month: the recap that speaks for the kind, and whether it is a list of names that grows."""
    found = columns(edition_id, "lookup/stands", city_code=city_code, ppks_code=ppks_code, first_period=first, last_period=last)
    days = (found[name].astype("datetime64[D]").astype(object) for name in ("period", "data_period"))
    return {period: (data_period, bool(is_running)) for period, data_period, is_running in zip(*days, found["is_running"], strict=True)}
