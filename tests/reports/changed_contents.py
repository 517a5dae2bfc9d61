"""Contents of a sample city, and the same with other figures."""

from dataclasses import replace
from datetime import date
from functools import cache

from data.parameters import norms_of
from queries.warehouse import current_edition
from reports.figures.contents import Contents, shown
from reports.figures.gather import contents


@cache
def sample(city_code: str, period: date, kecamatan_code: str | None = None) -> Contents:
    return contents(current_edition(), city_code, period, norms_of(city_code, period)[0], kecamatan_code=kecamatan_code)


def changed(base: Contents, **values: float | str | None) -> Contents:
    """The contents with other facts: a number, None for no data, "hidden"."""
    facts = dict(base.facts)
    for key, value in values.items():
        old = facts[key]
        facts[key] = shown(
            key,
            old.label,
            old.unit,
            None if value == "hidden" else value,
            old.period,
            old.source,
            is_hidden=value == "hidden",
            numerator=None,
            denominator=None,
        )
    return replace(base, facts=facts)


def without(base: Contents, *keys: str) -> Contents:
    return replace(base, facts={key: fact for key, fact in base.facts.items() if key not in keys})
