"""Indicators: what each file of queries/metrics/ says of itself, and its values at any level."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from data.parameters import disclosure_rule
from queries.disclosure import View, counts_people_in_need, is_too_sensitive, known_by_kecamatan, nothing_of, public_figures, public_share
from queries.grid import ALL, OF_EACH, SHARES, told_of
from queries.levels import LEVELS, Figures, Places, places_of
from queries.statements import FOLDER, statement
from queries.warehouse import ask, columns, parameters_of

__all__ = ["LEVELS", "Metric", "measure", "metric", "metrics"]

# How the units of the indicators follow from their parts: None a count, a number the factor of numerator through denominator.
_SCALES = {
    "orang": None, "kegiatan": None, "laporan": None, "usulan": None,
    "%": 100.0, "per 1.000 penduduk": 1000.0, "per km²": 1.0, "PPKS per anggota": 1.0,
}
_KEYS = ("title", "unit", "direction", "source", "why")
_DIRECTIONS = ("higher_is_better", "lower_is_better", "neutral")
_HEADER = re.compile(r"^-- (?P<key>\w+): (?P<text>.+)$")
_DEFAULTS = {"ppks_code": ALL, "activity_kind": None, "institution_kind": None, "register": "DTSEN"}


@dataclass(frozen=True, slots=True)
class Metric:
    """One indicator as its file tells it; `scale` None means its value is a count."""

    name: str
    title: str
    unit: str
    direction: str
    source: str
    why: str
    scale: float | None
    is_protected: bool

    @property
    def is_share(self) -> bool:
        """Whether the denominator counts the same as the numerator, and is protected with it."""
        return self.unit == "%"


@cache
def metric(name: str) -> Metric:
    """The indicator of queries/metrics/<name>.sql. ValueError names a missing or unknown header key, unit or direction."""
    return described(name, statement(f"metrics/{name}"))


def described(name: str, sql: str) -> Metric:
    """The indicator that a text of SQL describes in its header. ValueError as in `metric`."""
    found = {match["key"]: match["text"] for line in sql.splitlines() if (match := _HEADER.match(line))}
    if tuple(found) != _KEYS or found["unit"] not in _SCALES or found["direction"] not in _DIRECTIONS:
        raise ValueError(f"queries/metrics/{name}.sql: header {found} wants the keys {_KEYS}, a known unit and direction")
    return Metric(name, **found, scale=_SCALES[found["unit"]], is_protected=counts_people_in_need(sql))


@cache
def metrics() -> tuple[Metric, ...]:
    """Every indicator, by file name."""
    return tuple(metric(path.stem) for path in sorted((FOLDER / "metrics").glob("*.sql")))


def measure(
    edition_id: str, name: str, *, city_code: str, first_period: date, last_period: date, level: str = "kelurahan",
    view: View = View.INTERNAL, **options: object,
) -> pd.DataFrame:
    """Values of an indicator by place and month.

    Columns: place_code, place_name, kecamatan_code, kecamatan_name, period, numerator, denominator, value, known_count, unit_count,
    is_hidden; one row a place of the level and month, by month and code. NaN is not known; `known_count` of `unit_count`
    kelurahan stand behind a value. `options` are the indicator's own parameters (norm_minimum, norm_basis, norm_kinds, ppks_code,
    activity_kind, register); a missing one is an error of DuckDB that names it. Higher levels divide the sum of the numerators by the sum of the
    denominators; what `view` may not show is hidden, the most sensitive PPKS kinds below kecamatan in both views.
    """
    chosen, view = metric(name), View(view)  # a view written as text is the view, anything else an error
    given = {**_DEFAULTS, **options, "city_code": city_code, "first_period": first_period, "last_period": last_period}
    answer = columns(edition_id, f"metrics/{name}", **given)
    places = places_of(edition_id, city_code, level)
    shape = (-1, max(1, int(places.unit_count.sum())))
    units = Figures(_floats(answer["numerator"]).reshape(shape), _floats(answer["denominator"]).reshape(shape), chosen.scale)
    true = units if level == "kelurahan" else units.at(places)
    shown = true
    periods = answer["period"][:: shape[1]]
    if chosen.is_protected:
        rule, tier = disclosure_rule(date.today()), _tier(edition_id, name, given)
        if is_too_sensitive(tier, level, rule):
            units = true = known_by_kecamatan(units, places_of(edition_id, city_code, "kecamatan").starts)
            shown = nothing_of(true, is_share=chosen.is_share)
        elif view is View.PUBLIC:
            told = None if chosen.is_share else told_of(edition_id, name, city_code, given["ppks_code"], periods, units.numerator, rule, level)
            if told is not None:
                # Known is what is told: where a sensitive kind was written down says where its people are.
                units = Figures(told.likely, units.denominator, chosen.scale)
                true = units if level == "kelurahan" else units.at(places)
                shown = public_figures(told, units, true, places, rule)
            elif name in SHARES and level == "city" and (given["ppks_code"] == ALL) != (name in OF_EACH):
                shown = public_share(true, rule)
            else:
                shown = nothing_of(true, is_share=chosen.is_share)
    known_count = np.add.reduceat(units.is_known.astype(np.int64), places.starts, axis=1)
    return _frame(places, periods, shown, known_count, is_hidden=~np.isnan(true.numerator) & np.isnan(shown.numerator))


def _frame(places: Places, periods: np.ndarray, shown: Figures, known_count: np.ndarray, is_hidden: np.ndarray) -> pd.DataFrame:
    count = len(places.names)
    order = np.tile(np.arange(count), len(periods))
    return pd.DataFrame({
        **{name: places.names[name].array.take(order) for name in places.names.columns},
        "period": np.repeat(periods, count),
        "numerator": shown.numerator.ravel(),
        "denominator": shown.denominator.ravel(),
        "value": shown.value.ravel(),
        "known_count": known_count.ravel(),
        "unit_count": np.tile(places.unit_count, len(periods)),
        "is_hidden": is_hidden.ravel(),
    })


def _floats(column: np.ndarray) -> np.ndarray:
    """Numbers with NaN where the answer is NULL."""
    return np.ma.filled(column.astype(float), np.nan)


def _tier(edition_id: str, name: str, given: dict[str, object]) -> str | None:
    """The tier of the chosen PPKS kind, looked up here so that no caller can forget it; None where the indicator asks for no kind."""
    return _tiers(edition_id).get(given["ppks_code"]) if "ppks_code" in parameters_of(f"metrics/{name}") else None


@lru_cache(maxsize=4)
def _tiers(edition_id: str) -> dict[str, str]:
    tiers = ask(edition_id, "lookup/ppks_tiers")
    return dict(zip(tiers.ppks_code, tiers.tier, strict=True))
