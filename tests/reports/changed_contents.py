"""Contents with other figures than they were gathered with."""

from dataclasses import replace

from reports.figures.contents import Contents, shown


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
