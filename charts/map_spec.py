"""What the map component draws: classes with looks and counts, each unit's class, value and tooltip. Frame in, dictionary out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from charts.colours import AT, SHORTAGE, Look, coverage_look, scale_look
from charts.words import decimals_for, is_known
from geo.breaks import HIDDEN, UNSERVED, Class, assign, coverage_classes, rate_classes, recount


Lines = Callable[[tuple], list[str]]  # a row as itertuples gives it -> value and further lines of the tooltip


@dataclass(frozen=True, slots=True)
class MapText:
    """The words of a map: `title` names measure and denominator, `subtitle` place, as-of date and edition, `source` what the figures were read from."""

    title: str
    subtitle: str
    unit_word: str
    level: str = "kelurahan"
    source: str = ""


def shown_class(name: str, label: str, count: int, look: Look) -> dict:
    """A class as the legend and the drawing know it."""
    return {"id": name, "label": label, "count": count, "fill": look.fill, "pattern": look.pattern, "symbol": look.symbol}


def map_spec(text: MapText, classes: list[dict], units: dict[str, list]) -> dict:
    """The whole map; `units`: code -> the position of its class, its value as it is said, further lines of the tooltip."""
    return {
        "title": text.title, "subtitle": text.subtitle, "level": text.level, "unit_word": text.unit_word, "source": text.source, "classes": classes,
        "units": units,
    }


def coverage_map(measured: pd.DataFrame, minimum: int, text: MapText, lines: Lines) -> dict:
    """Members of each unit against a fixed norm. `measured`: place_code, value (members, NaN unknown); one row a unit."""
    values = shown_values(measured)
    classes = coverage_classes(values, minimum)
    below = [index for index, found in enumerate(classes) if found.state == "below"]
    words = {"zero": "kosong", "below": "di bawah norma", "at": "pas norma", "above": "di atas norma"}
    looks = [coverage_look(found.state, index - below[0] if below else 0, len(below)) for index, found in enumerate(classes)]
    labels = [f"{_members(found.label)}, {words[found.state]}" if found.state in words else found.label for found in classes]
    return _spec(measured, values, classes, looks, labels, text, lines)


def scale_map(
    measured: pd.DataFrame, text: MapText, lines: Lines, *, scale: tuple[str, ...], pooled: pd.Series | None = None,
    method: str = "quantile", breaks: Sequence[float] = (), most: int = 5,
) -> dict:
    """Values of each unit on one sequential scale; `pooled`, the values of all months of a series, keeps one legend for all of them.

    `method` and `breaks` as in geo.breaks.rate_classes; `most` ranges.
    """
    values = shown_values(measured)
    classes = recount(fitted_classes(values if pooled is None else pooled.tolist(), method, breaks, most), values)
    return _spec(measured, values, classes, scale_looks(classes, scale), [found.label for found in classes], text, lines)


def scale_looks(classes: list[Class], scale: tuple[str, ...]) -> list[Look]:
    """The looks of the classes of a sequential scale, in their order."""
    ranges = [index for index, found in enumerate(classes) if found.state == "range"]
    return [scale_look(found.state, index - ranges[0] if ranges else 0, len(ranges), scale) for index, found in enumerate(classes)]


def fitted_classes(values: list, method: str = "quantile", breaks: Sequence[float] = (), most: int = 5) -> list[Class]:
    """Classes whose ends are written as the largest value is elsewhere, 6,4 and not 6,45; finer where that would lose a class or a value."""
    fine = rate_classes(values, most, method=method, breaks=breaks)
    known = [abs(value) for value in values if isinstance(value, (int, float)) and is_known(value) and value]
    if not known or method == "own":
        return fine
    decimals = decimals_for("", max(known))
    plain = rate_classes(values, most, method=method, most_decimals=decimals)
    return plain if len(plain) == len(fine) and min(known) >= 0.5 / 10**decimals else fine


def shortage_map(measured: pd.DataFrame, text: MapText, lines: Lines, *, most: int = 5) -> dict:
    """People missing in each unit, for a norm that differs from unit to unit; nobody missing looks like the norm met."""
    spec = scale_map(measured, text, lines, scale=SHORTAGE, most=most)
    for shown in spec["classes"]:
        if shown["id"].startswith("zero"):
            shown |= {"label": "0, memenuhi norma", "fill": AT.fill, "symbol": AT.symbol}
        elif shown["id"].startswith("range"):
            shown |= {"label": f"kurang {shown['label']}", "symbol": "triangle"}
    return spec


def _members(label: str) -> str:
    """'6 ke atas' -> '6 anggota ke atas', '1 sampai 2' -> '1 sampai 2 anggota'."""
    return f"{label.removesuffix(' ke atas')} anggota ke atas" if label.endswith(" ke atas") else f"{label} anggota"


def shown_values(measured: pd.DataFrame) -> list[float | str | None]:
    """The values as classes take them: HIDDEN, UNSERVED, None where not known."""
    return [
        HIDDEN if row.is_hidden else float(row.value) if is_known(row.value) else UNSERVED if is_unserved(row) else None for row in measured.itertuples()
    ]


def is_unserved(row: tuple) -> bool:
    """People are counted there and nobody to divide them by is: PPKS where no member is active."""
    if row.is_hidden or is_known(row.value):
        return False
    above, below = getattr(row, "numerator", None), getattr(row, "denominator", None)
    return is_known(above) and is_known(below) and above > 0 and below == 0


def _spec(
    measured: pd.DataFrame, values: list, classes: list[Class], looks: list[Look], labels: list[str], text: MapText,
    lines: Lines,
) -> dict:
    units = {}
    for row, value in zip(measured.itertuples(index=False), values, strict=True):
        said = lines(row)
        units[row.place_code] = [assign(classes, value), said[0], said[1:]]
    shown = [
        shown_class(f"{found.state}-{index}", label, found.count, look)
        for index, (found, look, label) in enumerate(zip(classes, looks, labels, strict=True))
    ]
    return map_spec(text, shown, units)
