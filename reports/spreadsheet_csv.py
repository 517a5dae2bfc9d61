"""Tables as csv for Indonesian spreadsheets, safe to open."""

import csv
import io
import re
from collections.abc import Iterable

import pandas as pd

from data.forms import rounded

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NEGATIVE = re.compile(r"-[\d.,]+")


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as UTF-8 with `;` and decimal commas; unknown cells stay empty, text that would act as a formula gets a leading quote mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def table_csv(table: pd.DataFrame, title: str, source: str) -> bytes:
    """The table below its title and its source."""
    return csv_bytes([[title], [source], table.columns, *table.itertuples(index=False)])


def _cell(value: object) -> object:
    if isinstance(value, str):
        return "'" + value if value.startswith(_RISKY) and not _NEGATIVE.fullmatch(value) else value
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(rounded(value, 2)).replace(".", ",")
    return value
