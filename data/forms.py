"""Indonesian forms of numbers and months."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

import pandas as pd
from babel.dates import format_date


def is_known(value: object) -> bool:
    """Whether there is a value at all."""
    return value is not None and not pd.isna(value)


def rounded(value: float, decimals: int = 0) -> float:
    """Half away from zero, as people round: 42,5 is 43, and 0,285 is 0,29 whatever the float beside it; 15 digits are all it surely holds."""
    if not isfinite(value):
        return value
    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def numeral(value: float, decimals: int = 0) -> str:
    """1.234,5: a dot for thousands and a comma for decimals; a rounded minus zero is 0."""
    text = f"{rounded(value, decimals):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return text.lstrip("-") if not any(digit in "123456789" for digit in text) else text


@lru_cache(maxsize=1_000)
def month(day: date) -> str:
    """Mei 2025."""
    return format_date(day, "MMM y", locale="id")
