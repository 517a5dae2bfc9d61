"""Where each kecamatan stands on each column of the scorecard, and the kelurahan behind it.

A figure is the sum of the numerators over the sum of the denominators of the parts that know both, over the months of the column; NaN is not
known. States: "reached" at the target or better, "short" beyond the least that is accepted, "watch" between; None is not known.
"""

from datetime import date

import pandas as pd

from data.forms import rounded
from data.parameters import Norm
from data.parameters.scorecard import Column, Threshold, columns, threshold
from queries.measure import measure
from queries.warehouse import ask

_KEYS = ["kecamatan_code", "kelurahan_code", "numerator", "denominator"]


def parts(edition_id: str, city_code: str, norm: Norm, period: date, column: Column) -> pd.DataFrame:
    """The kelurahan behind a column at the end of a month: kecamatan_code, kelurahan_code (None: of the whole kecamatan), numerator,
    denominator, value; by place."""
    first = (pd.Timestamp(period) - pd.DateOffset(months=column.months - 1)).date()
    asked = {"city_code": city_code, "first_period": first, "last_period": period}
    if column.measure.startswith("pages/"):
        found = ask(edition_id, column.measure, **asked)
    else:
        found = measure(edition_id, column.measure, **asked, **norm.options).rename(columns={"place_code": "kelurahan_code"})
    found = found[_KEYS].astype({"numerator": float, "denominator": float})
    known = found.dropna(subset=["numerator", "denominator"])
    counts = known.groupby(["kecamatan_code", "kelurahan_code"], dropna=False)[["numerator", "denominator"]].sum()
    places = found[["kecamatan_code", "kelurahan_code"]].drop_duplicates()
    rows = places.merge(counts.reset_index(), how="left", on=["kecamatan_code", "kelurahan_code"])
    rows = rows.sort_values(["kecamatan_code", "kelurahan_code"], na_position="first", ignore_index=True)
    return rows.assign(value=_value(rows, column))


def standing(edition_id: str, city_code: str, norm: Norm, period: date) -> pd.DataFrame:
    """One row a kecamatan and column, by kecamatan: column_id, kecamatan_code, kecamatan_name, numerator, denominator, value, state."""
    names = ask(edition_id, "lookup/places", city_code=city_code)[["kecamatan_code", "kecamatan_name"]].drop_duplicates()
    tables = []
    for column in columns():
        found = parts(edition_id, city_code, norm, period, column)
        counts = found.groupby("kecamatan_code")[["numerator", "denominator"]].sum(min_count=1)
        table = names.merge(counts.reset_index(), how="left", on="kecamatan_code")
        values = _value(table, column)
        limit = threshold(column.id, city_code, period)
        tables.append(table.assign(column_id=column.id, value=values, state=[state(value, column, limit) for value in values]))
    return pd.concat(tables, ignore_index=True)


def state(value: float | None, column: Column, limit: Threshold) -> str | None:
    """reached, watch or short; None where the value is not known."""
    if value is None or pd.isna(value):
        return None
    sign = 1 if column.better == "higher" else -1
    if sign * value >= sign * limit.target:
        return "reached"
    return "watch" if sign * value >= sign * limit.least else "short"


def compared(now: float | None, before: float | None, column: Column) -> str | None:
    """better, same or worse as far as one decimal can tell; None where either is not known."""
    if now is None or before is None or pd.isna(now) or pd.isna(before):
        return None
    step = rounded(float(now), 1) - rounded(float(before), 1)
    if abs(step) < 0.05:
        return "same"
    return "better" if (step > 0) == (column.better == "higher") else "worse"


def _value(rows: pd.DataFrame, column: Column) -> pd.Series:
    scale = 100 if column.unit == "%" else 1
    return scale * rows.numerator / rows.denominator.where(rows.denominator != 0)
