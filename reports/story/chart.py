"""Series of the story as inline SVG: lines, columns, and bars whose names are text of the page."""

from collections.abc import Callable
from math import ceil, floor, log10
from xml.etree.ElementTree import Element, SubElement

from charts.words import UNKNOWN, amount, number
from reports.figures.contents import Series, figure
from reports.fonts import text_width
from reports.picture.series import is_planned, series_colour
from reports.picture.spoken import series_in_words

_WIDTH, _HEIGHT = 400, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 14, 16, 24  # at least 38: longer numbers of the axis take more
_TYPE = 15  # the type of a phone, story.css, and what the typefaces of phones are wider
_LABELS_MOST = 5


def chart(series: Series) -> Element:
    """The drawn series; every point carries its value as text and data for the script."""
    return _bars(series) if series.kind == "bar" else _plot(series)


def series_key(series: Series) -> Element | None:
    """Which look is which line; None where there is only one."""
    if len(series.lines) < 2:
        return None
    shown = Element("p", {"class": "key"})
    for index, (name, _) in enumerate(series.lines):
        entry = SubElement(shown, "span")
        look = SubElement(entry, "svg", {"width": "18", "height": "12", "viewBox": "0 0 18 12", "aria-hidden": "true"})
        SubElement(look, "rect", {"x": "1", "y": "1", "width": "16", "height": "10", **_paint(series, index)})
        SubElement(entry, "span").text = name
    return shown


def _plot(series: Series) -> Element:
    drawn = Element("svg", {"class": "chart", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "aria-label": series_in_words(series)})
    values = [value for _, line in series.lines for value in line if value is not None]
    ticks = _ticks(min(values, default=0.0), max(values, default=0.0), least=1.0 if all(value == round(value) for value in values) else 0.0)
    low, high = ticks[0], ticks[-1]
    count = len(series.labels)
    left = max(_LEFT, ceil(max(text_width(_tick_text(tick, ticks), _TYPE) for tick in ticks)) + 8)
    slot = (_WIDTH - left - _RIGHT) / max(count, 1)

    def y(value: float) -> float:
        return _TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def x(index: int) -> float:
        return left + (index + 0.5) * slot

    for tick in ticks:
        SubElement(drawn, "path", {"class": "grid" if tick else "axis", "d": f"M{left} {y(tick):.1f}H{_WIDTH - _RIGHT}"})
        _words(drawn, _tick_text(tick, ticks), left - 6, y(tick) + 4, "end")
    for index in _labelled(count):
        anchor = "start" if index == 0 and count > 3 else "end" if index == count - 1 and count > 3 else "middle"
        at = {"start": left, "end": _WIDTH - _RIGHT, "middle": x(index)}[anchor]
        _words(drawn, series.labels[index], at, _HEIGHT - 7, anchor)
    if series.kind == "line":
        for position in range(len(series.lines)):
            _line(drawn, series, position, x, y)
    else:
        _columns(drawn, series, slot, x, y)
    return drawn


def _line(drawn: Element, series: Series, position: int, x: Callable[[int], float], y: Callable[[float], float]) -> None:
    """One of the lines, with a gap where a value is not known, its last value written."""
    (name, values), colour = series.lines[position], series_colour(series, position)
    known = [index for index, value in enumerate(values) if value is not None]
    if not known:
        return
    path = "".join(f"{'L' if index - 1 in known else 'M'}{x(index):.1f} {y(values[index]):.1f}" for index in known)
    SubElement(drawn, "path", {"d": path, "class": "line", "fill": "none", "stroke": colour, "stroke-width": "2.5"})
    for index in known:
        is_end = index == known[-1]
        spot = SubElement(drawn, "circle", {
            "cx": f"{x(index):.1f}", "cy": f"{y(values[index]):.1f}", "r": "4" if is_end else "6", "class": "spot" if is_end else "spot unseen-spot",
            "fill": colour,
        })
        SubElement(spot, "title").text = _said(series, name, index, values[index])
    last = known[-1]
    _words(drawn, figure(values[last], series.unit), min(x(last) + 6, _WIDTH - 2), y(values[last]) - 8, "end", "value")


def _columns(drawn: Element, series: Series, slot: float, x: Callable[[int], float], y: Callable[[float], float]) -> None:
    planned = [(position, *line) for position, line in enumerate(series.lines) if is_planned(line[0])]
    done = [(position, *line) for position, line in enumerate(series.lines) if not is_planned(line[0])]
    for group, share in ((planned, 0.78), (done, 0.78 if not planned else 0.54)):
        wide = slot * share / max(len(group), 1)
        for rank, (position, name, line) in enumerate(group):
            for index, value in enumerate(line):
                if value is None:
                    continue
                left = x(index) - slot * share / 2 + rank * wide
                top, base = sorted((y(value), y(0)))
                bar = SubElement(drawn, "rect", {
                    "x": f"{left:.1f}", "y": f"{top:.1f}", "width": f"{max(wide - 1, 1):.1f}", "height": f"{base - top:.1f}",
                    "class": "bar", **_paint(series, position),
                })
                SubElement(bar, "title").text = _said(series, name, index, value)
                if len(series.labels) * len(done) <= 14 and (position, name, line) in done:
                    _words(drawn, figure(value, series.unit), left + wide / 2, top - 4, "middle", "value")


def bar_rows(series: Series) -> list[tuple[str, float | None, str]]:
    """Name, value and written value of each bar."""
    return [
        (label, value, UNKNOWN if value is None else figure(value, series.unit))
        for label, value in zip(series.labels, series.lines[0][1], strict=True)
    ]


def _bars(series: Series) -> Element:
    """A list of names with a bar and a value each."""
    rows = bar_rows(series)
    most = max((value for _, value, _ in rows if value is not None), default=0) or 1
    table = Element("table", {"class": "bars", "aria-label": series_in_words(series)})
    body = SubElement(table, "tbody")
    for label, value, said in rows:
        row = SubElement(body, "tr")
        SubElement(row, "th", {"scope": "row"}).text = label
        cell = SubElement(row, "td", {"class": "track"})
        if value is not None:
            bar = SubElement(cell, "svg", {"viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"})
            SubElement(bar, "rect", {"width": f"{100 * value / most:.1f}", "height": "10", "fill": series_colour(series)})
        SubElement(row, "td", {"class": "figure"}).text = said
    return table


def _words(drawn: Element, said: str, x: float, y: float, anchor: str, name: str = "") -> None:
    SubElement(drawn, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, **({"class": name} if name else {})}).text = said


def _paint(series: Series, position: int) -> dict[str, str]:
    colour = series_colour(series, position)
    return {"fill": "none", "stroke": colour, "stroke-width": "1.4"} if is_planned(series.lines[position][0]) else {"fill": colour}


def _ticks(low: float, high: float, *, least: float) -> list[float]:
    """Two to six round numbers from zero, or the lowest value, to the highest or above; counts have no step below `least`."""
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return [0.0, 1.0]
    rough = (high - low) / 4
    power = 10 ** floor(log10(rough))
    step = max(least, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))
    return [step * index for index in range(floor(low / step), ceil(high / step) + 1)]


def _tick_text(tick: float, ticks: list[float]) -> str:
    step = ticks[1] - ticks[0]
    return number(tick, 0 if step >= 1 and step == round(step) else max(1, -floor(log10(step))))


def _labelled(count: int) -> list[int]:
    """Which positions get their label: all while they are few, else evenly spread with the last."""
    if count <= _LABELS_MOST:
        return list(range(count))
    step = ceil((count - 1) / (_LABELS_MOST - 1))
    return [index for index in range(count) if (count - 1 - index) % step == 0]


def _said(series: Series, name: str, index: int, value: float) -> str:
    return f"{series.labels[index]}\n{amount(value, series.unit)}" + (f"\n{name}" if len(series.lines) > 1 else "")
