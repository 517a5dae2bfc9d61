"""Indonesian forms of numbers and months."""

from datetime import date
from functools import lru_cache

import pandas as pd
from babel.dates import format_date


def is_known(value: object) -> bool:
    """Whether there is a value at all."""
    return value is not None and not pd.isna(value)


def numeral(value: float, decimals: int = 0) -> str:
    """1.234,5: a dot for thousands and a comma for decimals; a rounded minus zero is 0."""
    text = f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return text.lstrip("-") if not any(digit in "123456789" for digit in text) else text


@lru_cache(maxsize=1_000)
def month(day: date) -> str:
    """Mei 2025."""
    return format_date(day, "MMM y", locale="id")
