"""Classes of rates whose ends are written as finely as the values themselves are said, so that each number lies in its class as it is read."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from charts.words import decimals_for, number, rounded
from geo.breaks import Class, Value, rate_classes

_SLACK = 1e-9  # of a float beside the decimal it stands for


def as_said(value: Value) -> Value:
    """The number that charts.words.amount writes; one too small to be written is the smallest that can be, as it is not nothing."""
    if not isinstance(value, float) or value != value:
        return value
    decimals = decimals_for("", value)
    return rounded(value, decimals) or (10.0**-decimals if value > 0 else value)


def said_classes(values: Sequence[Value], method: str = "quantile", breaks: Sequence[float] = (), most: int = 5) -> list[Class]:
    """As geo.breaks.rate_classes, fitted on the numbers as they are said: 6,9 sampai 14 and then 15 sampai 137. Own limits stay as they were typed."""
    said = [as_said(value) for value in values]
    finest = max((decimals_for("", value) for value in said if isinstance(value, float) and value == value), default=0)
    classes = rate_classes(said, most, method=method, breaks=breaks, least_decimals=finest, most_decimals=6 if method == "own" else finest)
    ranges = [found for found in classes if found.state == "range"]
    if not ranges or ranges[0].lower < 0:
        return classes
    written = iter(_written(ranges, frozenset(breaks), finest))
    first = classes.index(ranges[0])
    return [*classes[:first], *written, *classes[first + len(ranges):]]


def _written(ranges: list[Class], own: frozenset[float], finest: int) -> list[Class]:
    """The ranges from one number that can be said to another; one between two such numbers holds no value and goes."""
    found, lower = [], ranges[0].lower
    for one in ranges:
        last = _floor(one.upper, finest)
        if last >= lower:
            upper = one.upper if one.upper in own else last
            ends = dict.fromkeys((_said(lower, finest), number(upper, _needed(upper)) if upper in own else _said(upper, finest)))
            found.append(replace(one, lower=lower, upper=upper, label=" sampai ".join(ends)))
        lower = rounded(last + 10.0 ** -_fineness(last, finest), finest)
    return found


def _fineness(value: float, finest: int) -> int:
    """Decimals of a number of this size, as charts.words.decimals_for has them for one that is not round."""
    return min(finest, decimals_for("", floor(value) + 0.5) if value >= 1 else 2 if value >= 0.1 else 3)


def _floor(value: float, finest: int) -> float:
    """The greatest number that is said and not greater than the value."""
    step = 10 ** _fineness(value, finest)
    return floor(value * step + _SLACK) / step


def _said(value: float, finest: int) -> str:
    return number(value, _fineness(value, finest))


def _needed(value: float) -> int:
    return next((decimals for decimals in range(6) if rounded(value, decimals) == value), 6)
