"""What the map component draws: classes with looks and counts, each unit's class, value and tooltip. Frame in, dictionary out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from charts.class_ends import as_said, said_classes
from charts.colours import AT, BELOW_PATTERN, SHORTAGE, Look, coverage_look, scale_look
from charts.standings import STANDINGS, standing
from charts.words import amount, is_known, number
from geo.breaks import HIDDEN, UNSERVED, Class, assign, coverage_classes, recount


Lines = Callable[[tuple], list[str]]  # a row as itertuples gives it -> value and further lines of the tooltip
_WORDS = {"zero": "kosong", "below": "di bawah norma", "at": "pas norma", "above": "di atas norma"}
_FEW = 20  # places of a class that must be found each; more of them are a surface


@dataclass(frozen=True, slots=True)
class MapText:
    """The words of a map: `title` names measure and denominator, `subtitle` place, as-of date and edition. `source`: what the figures were read from, '' where
    there are none or the paper around the map says so. `unit` of the values, '' where the classes say it."""

    title: str
    subtitle: str
    unit_word: str
    source: str
    level: str = "kelurahan"
    unit: str = ""


def shown_class(name: str, label: str, count: int, look: Look) -> dict:
    """A class as the legend and the drawing know it."""
    shown = {"id": name, "label": label, "count": count, "fill": look.fill, "pattern": look.pattern, "symbol": look.symbol}
    return shown | ({"edge": True} if look.edge else {}) | ({"must": True} if look.must and count <= _FEW else {})


def map_spec(text: MapText, classes: list[dict], units: dict[str, list]) -> dict:
    """The whole map; `units`: code -> the position of its class, its value as it is said, further lines of the tooltip."""
    return {
        "title": text.title, "subtitle": text.subtitle, "level": text.level, "unit_word": text.unit_word, "source": text.source, "classes": classes,
        "units": units,
    }


def class_said(spec: dict) -> pd.Series:
    """The class of each place as the legend says it, by code, for a table beside the map."""
    return pd.Series({code: spec["classes"][position]["label"] for code, (position, *_) in spec["units"].items()}, dtype=object)


def coverage_map(measured: pd.DataFrame, asked: int | pd.Series, text: MapText, lines: Lines, who: str = "anggota") -> dict:
    """Members of each unit against the norm. `measured`: place_code, value (members, NaN unknown); one row a unit.

    `asked`: members by the norm, the same everywhere, or by place code where they differ (NaN unknown). `who`: the word for those that the norm counts.
    """
    values = shown_values(measured)
    if isinstance(asked, pd.Series):
        states = [standing(value, asked.get(code)) for code, value in zip(measured.place_code, values, strict=True)]
        kept = [state for state in STANDINGS if state != "hidden" or state in states]
        classes = [Class(label, None, None, states.count(state), shown) for state, (shown, label) in STANDINGS.items() if state in kept]
        return _drawn(measured, [kept.index(state) for state in states], classes, coverage_looks(classes), [_standing_label(found, who) for found in classes], text, lines)
    classes = coverage_classes(values, asked)
    labels = [f"{_members(found.label, who)}, {_WORDS[found.state]}" if found.state in _WORDS else found.label for found in classes]
    return _spec(measured, values, classes, coverage_looks(classes), labels, text, lines)


def coverage_looks(classes: list[Class]) -> list[Look]:
    """The looks of the classes against a norm, in their order."""
    below = [index for index, found in enumerate(classes) if found.state == "below"]
    return [coverage_look(found.state, index - below[0] if below else 0, len(below)) for index, found in enumerate(classes)]


def scale_map(
    measured: pd.DataFrame, text: MapText, lines: Lines, *, scale: tuple[str, ...], pooled: pd.Series | None = None,
    method: str = "quantile", breaks: Sequence[float] = (), most: int = 5,
) -> dict:
    """Values of each unit on one sequential scale; `pooled`, the values of all months of a series, keeps one legend for all of them.

    `method` and `breaks` as in geo.breaks.rate_classes; `most` ranges.
    """
    values = [as_said(value) for value in shown_values(measured)]
    classes = recount(said_classes(values if pooled is None else pooled.tolist(), method, breaks, most), values)
    return {**_spec(measured, values, classes, scale_looks(classes, scale), [found.label for found in classes], text, lines), "unit": text.unit}


def idle_breaks(values: pd.Series, breaks: Sequence[float]) -> str:
    """What to say of own limits that divide nothing because they lie outside the values; empty where each divides something.

    No value of zero counts, it has a class of its own.
    """
    known = values[values > 0]
    idle = [limit for limit in breaks if known.empty or not known.min() <= limit < known.max()]
    if not idle:
        return ""
    said = "; ".join(number(limit, 0 if limit == round(limit) else 2) for limit in idle)
    if known.empty:
        return f"Batas {said} tidak membagi apa pun: tidak ada angka di atas nol."
    low, high = (amount(end, "").strip() for end in (known.min(), known.max()))
    rest = "Semua angka menjadi satu kelas." if len(idle) == len(breaks) else "Batas lain tetap dipakai."
    return f"Batas {said} tidak membagi apa pun, karena angka yang ada {low} sampai {high}. {rest}"


def scale_looks(classes: list[Class], scale: tuple[str, ...]) -> list[Look]:
    """The looks of the classes of a sequential scale, in their order."""
    ranges = [index for index, found in enumerate(classes) if found.state == "range"]
    return [scale_look(found.state, index - ranges[0] if ranges else 0, len(ranges), scale) for index, found in enumerate(classes)]


def shortage_map(measured: pd.DataFrame, text: MapText, lines: Lines, *, most: int = 5) -> dict:
    """People missing in each unit, for a norm that differs from unit to unit; nobody missing looks like the norm met."""
    spec = scale_map(measured, text, lines, scale=SHORTAGE, most=most)
    for shown in spec["classes"]:
        if shown["id"].startswith("zero"):
            shown |= {"label": "0, memenuhi norma", "fill": AT.fill, "pattern": AT.pattern, "symbol": AT.symbol}
        elif shown["id"].startswith("range"):
            shown |= {"label": f"kurang {shown['label']}", "pattern": BELOW_PATTERN, "symbol": "triangle"}
    return spec


def _standing_label(found: Class, who: str) -> str:
    return f"{_members(found.label, who)}, {_WORDS[found.state]}" if found.state == "zero" else found.label


def _members(label: str, who: str) -> str:
    """'6 ke atas' -> '6 anggota ke atas', '1 sampai 2' -> '1 sampai 2 anggota'."""
    return f"{label.removesuffix(' ke atas')} {who} ke atas" if label.endswith(" ke atas") else f"{label} {who}"


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
    return _drawn(measured, [assign(classes, value) for value in values], classes, looks, labels, text, lines)


def _drawn(
    measured: pd.DataFrame, positions: list[int], classes: list[Class], looks: list[Look], labels: list[str], text: MapText,
    lines: Lines,
) -> dict:
    """The map of places whose classes are known by position."""
    units = {}
    for row, position in zip(measured.itertuples(index=False), positions, strict=True):
        said = lines(row)
        units[row.place_code] = [position, said[0], said[1:]]
    shown = [
        shown_class(f"{found.state}-{index}", label, found.count, look)
        for index, (found, look, label) in enumerate(zip(classes, looks, labels, strict=True))
    ]
    return map_spec(text, shown, units)
