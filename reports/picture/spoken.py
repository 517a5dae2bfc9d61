"""Pictures for the ear: what a screen reader says in place of a map or a chart."""

from charts.words import UNKNOWN, amount, number
from reports.figures.contents import Map, Series
from reports.picture.marks import legend_classes


def map_in_words(shown: Map) -> str:
    """Its measure and how many places each class has."""
    spec = shown.spec
    word = "kecamatan" if spec["level"] == "kecamatan" else spec["unit_word"]
    classes = "; ".join(f"{entry['label']}: {number(entry['count'])} {word}" for entry in legend_classes(spec))
    return f"{shown.title}. {classes}."


def series_in_words(series: Series) -> str:
    """Every value of bars and columns, the ends of a line."""
    parts = []
    for name, values in series.lines:
        known = [index for index, value in enumerate(values) if value is not None]
        told = known if series.kind != "line" else sorted({*known[:1], *known[-1:]})
        if told:
            parts.append(f"{name}: " + ", ".join(f"{series.labels[index]} {amount(values[index], series.unit)}" for index in told))
    return f"{series.captioned}. {'; '.join(parts) or UNKNOWN}."
