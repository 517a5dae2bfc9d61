"""Indicators: what each file of queries/metrics/ says of itself, and its values at any level."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.parameters import disclosure_rule
from queries.disclosure import View, counts_people_in_need, protect
from queries.statements import FOLDER, statement
from queries.warehouse import connection_to, parameters_of

LEVELS = ("kelurahan", "kecamatan", "city")
# How the units of the indicators follow from their parts: None a count, a number the factor of numerator through denominator.
_SCALES = {
    "orang": None, "kegiatan": None, "laporan": None,
    "%": 100.0, "per 1.000 penduduk": 1000.0, "per km²": 1.0, "PPKS per anggota": 1.0,
}
_KEYS = ("title", "unit", "direction", "source", "why")
_DIRECTIONS = ("higher_is_better", "lower_is_better", "neutral")
_HEADER = re.compile(r"^-- (?P<key>\w+): (?P<text>.+)$")


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


@cache
def metric(name: str) -> Metric:
    """The indicator of queries/metrics/<name>.sql. ValueError names a missing or unknown header key, unit or direction."""
    sql = statement(f"metrics/{name}")
    lines = [line for line in sql.splitlines() if line.startswith("--")]
    found = {match["key"]: match["text"] for line in lines if (match := _HEADER.match(line))}
    if tuple(found) != _KEYS or found["unit"] not in _SCALES or found["direction"] not in _DIRECTIONS:
        raise ValueError(f"queries/metrics/{name}.sql: header {found} wants the keys {_KEYS}, a known unit and direction")
    return Metric(name, **found, scale=_SCALES[found["unit"]], is_protected=counts_people_in_need(sql))


@cache
def metrics() -> tuple[Metric, ...]:
    """Every indicator, by file name."""
    return tuple(metric(path.stem) for path in sorted((FOLDER / "metrics").glob("*.sql")))


def measure(
    edition_id: str, name: str, *, city_code: str, first_period: date, last_period: date, level: str = "kelurahan",
    view: View = View.INTERNAL, tier: str | None = None, **options: object,
) -> pd.DataFrame:
    """Values of an indicator by place and month.

    Columns: place_code, place_name, kecamatan_code, kecamatan_name, period, numerator, denominator, value, known_count, unit_count,
    is_hidden; one row a place of the level and month, by month and code. NaN is not known; `known_count` of `unit_count`
    kelurahan stand behind a value. `tier` is that of the chosen PPKS kind; `options` are the indicator's own parameters
    (norm_minimum, norm_basis, norm_kinds, ppks_code, activity_kind).
    """
    chosen = metric(name)
    defaults = {"ppks_code": "ALL", "activity_kind": None}
    given = {**defaults, **options, "city_code": city_code, "first_period": first_period, "last_period": last_period}
    values = {key: value for key, value in given.items() if key in parameters_of(f"metrics/{name}")}
    scales = {"is_ratio": chosen.scale is not None, "scale": chosen.scale or 1.0}
    cursor = connection_to(edition_id).cursor()
    try:
        cursor.register("measured", cursor.execute(statement(f"metrics/{name}"), values).to_arrow_table())
        rollup = f"rollup/{level}"
        measured = cursor.execute(statement(rollup), {key: scales[key] for key in parameters_of(rollup)}).df()
    finally:
        cursor.close()
    if not chosen.is_protected:
        return measured.assign(is_hidden=False)
    return protect(measured, disclosure_rule(last_period), tier=tier, level=level, view=view)
