"""Series of the story as inline SVG: lines, columns, and bars whose names are text of the page."""

from math import ceil, floor, log10
from xml.etree.ElementTree import Element, SubElement

from charts.colours import DONE, KINDS, PLAN, QUIET
from charts.words import UNKNOWN, amount, number
from reports.figures.contents import Series

_WIDTH, _HEIGHT = 400, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 14, 16, 24
_PLANNED = ("rencana", "direncanakan", "target", "norma")  # drawn as outline or dashes: not yet done
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
        if series.kind == "line":
            SubElement(look, "path", {"d": "M0 6H18", **_stroke(series, index)})
        else:
            SubElement(look, "rect", {"x": "1", "y": "1", "width": "16", "height": "10", **_paint(series, index)})
        SubElement(entry, "span").text = name
    return shown


def _plot(series: Series) -> Element:
    drawn = Element("svg", {"class": "chart", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "aria-label": _spoken(series)})
    values = [value for _, line in series.lines for value in line if value is not None]
    ticks = _ticks(min(values, default=0.0), max(values, default=0.0), least=1.0 if all(value == round(value) for value in values) else 0.0)
    low, high = ticks[0], ticks[-1]
    count = len(series.labels)
    slot = (_WIDTH - _LEFT - _RIGHT) / max(count, 1)

    def y(value: float) -> float:
        return _TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def x(index: int) -> float:
        return _LEFT + (index + 0.5) * slot

    for tick in ticks:
        SubElement(drawn, "path", {"class": "grid" if tick else "axis", "d": f"M{_LEFT} {y(tick):.1f}H{_WIDTH - _RIGHT}"})
        _words(drawn, _tick_text(tick, ticks), _LEFT - 6, y(tick) + 4, "end")
    for index in _labelled(count):
        anchor = "start" if index == 0 and count > 3 else "end" if index == count - 1 and count > 3 else "middle"
        at = {"start": _LEFT, "end": _WIDTH - _RIGHT, "middle": x(index)}[anchor]
        _words(drawn, series.labels[index], at, _HEIGHT - 7, anchor)
    if series.kind == "line":
        for position, (name, line) in enumerate(series.lines):
            _line(drawn, series, name, position, [(x(index), None if value is None else y(value)) for index, value in enumerate(line)], line)
    else:
        _columns(drawn, series, slot, y)
    return drawn


def _line(drawn: Element, series: Series, name: str, position: int, points: list[tuple[float, float | None]], values: tuple[float | None, ...]) -> None:
    path, pen = [], "M"
    for at_x, at_y in points:
        if at_y is None:
            pen = "M"
            continue
        path.append(f"{pen}{at_x:.1f} {at_y:.1f}")
        pen = "L"
    SubElement(drawn, "path", {"d": "".join(path) or "M0 0", "class": "line", **_stroke(series, position)})
    known = [index for index, value in enumerate(values) if value is not None]
    for index in known:
        at_x, at_y = points[index]
        is_end = index == known[-1]
        spot = SubElement(drawn, "circle", {
            "cx": f"{at_x:.1f}", "cy": f"{at_y:.1f}", "r": "4" if is_end else "6", "class": "spot" if is_end else "spot unseen-spot",
            "fill": _stroke(series, position)["stroke"],
        })
        SubElement(spot, "title").text = _said(series, name, index, values[index])
    if known and len(series.lines) == 1:
        at_x, at_y = points[known[-1]]
        _words(drawn, _value_text(values[known[-1]], series.unit), min(at_x + 6, _WIDTH - 2), at_y - 8, "end", "value")


def _columns(drawn: Element, series: Series, slot: float, y) -> None:
    planned = [(position, *line) for position, line in enumerate(series.lines) if _is_planned(line[0])]
    done = [(position, *line) for position, line in enumerate(series.lines) if not _is_planned(line[0])]
    for group, share in ((planned, 0.78), (done, 0.78 if not planned else 0.54)):
        wide = slot * share / max(len(group), 1)
        for rank, (position, name, line) in enumerate(group):
            for index, value in enumerate(line):
                if value is None:
                    continue
                left = _LEFT + index * slot + slot * (1 - share) / 2 + rank * wide
                top, base = sorted((y(value), y(0)))
                bar = SubElement(drawn, "rect", {
                    "x": f"{left:.1f}", "y": f"{top:.1f}", "width": f"{max(wide - 1, 1):.1f}", "height": f"{base - top:.1f}", "class": "bar", **_paint(series, position),
                })
                SubElement(bar, "title").text = _said(series, name, index, value)
                if len(series.labels) * len(done) <= 14 and (position, name, line) in done:
                    _words(drawn, _value_text(value, series.unit), left + wide / 2, top - 4, "middle", "value")


def bar_rows(series: Series) -> list[tuple[str, float | None, str]]:
    """Name, value and written value of each bar; of several lines those with a value, their name beside."""
    rows = []
    for index, label in enumerate(series.labels):
        for name, line in series.lines:
            if len(series.lines) == 1:
                rows.append((label, line[index], UNKNOWN if line[index] is None else _value_text(line[index], series.unit)))
            elif line[index] is not None:
                rows.append((f"{label} ({name.lower()})", line[index], _value_text(line[index], series.unit)))
    return rows


def _bars(series: Series) -> Element:
    """A list of names with a bar and a value each."""
    rows = bar_rows(series)
    most = max((value for _, value, _ in rows if value is not None), default=0) or 1
    table = Element("table", {"class": "bars", "aria-label": _spoken(series)})
    body = SubElement(table, "tbody")
    for label, value, said in rows:
        row = SubElement(body, "tr")
        SubElement(row, "th", {"scope": "row"}).text = label
        cell = SubElement(row, "td", {"class": "track"})
        if value is not None:
            bar = SubElement(cell, "svg", {"viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"})
            SubElement(bar, "rect", {"width": f"{100 * value / most:.1f}", "height": "10", "fill": DONE})
        SubElement(row, "td", {"class": "figure"}).text = said
    return table


def _words(drawn: Element, said: str, x: float, y: float, anchor: str, name: str = "") -> None:
    SubElement(drawn, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, **({"class": name} if name else {})}).text = said


def _is_planned(name: str) -> bool:
    return name.lower().startswith(_PLANNED)


def _stroke(series: Series, position: int) -> dict[str, str]:
    """The last line is the message, those before it are grey; a plan is dashed."""
    line = {"fill": "none", "stroke-width": "2.5"}
    if _is_planned(series.lines[position][0]):
        return {**line, "stroke": PLAN, "stroke-dasharray": "5 4"}
    return {**line, "stroke": DONE} if position == len(series.lines) - 1 else {**line, "stroke": QUIET, "stroke-dasharray": "2 4", "stroke-linecap": "round"}


def _paint(series: Series, position: int) -> dict[str, str]:
    if _is_planned(series.lines[position][0]):
        return {"fill": "none", "stroke": PLAN, "stroke-width": "1.4"}
    rank = sum(not _is_planned(name) for name, _ in series.lines[:position])
    return {"fill": DONE if rank == 0 else KINDS[rank % len(KINDS)]}


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


def _value_text(value: float, unit: str) -> str:
    return amount(value, "%") if unit == "%" else amount(value, unit).removesuffix(f" {unit}")


def _said(series: Series, name: str, index: int, value: float) -> str:
    return f"{series.labels[index]}\n{amount(value, series.unit)}" + (f"\n{name}" if len(series.lines) > 1 else "")


def _spoken(series: Series) -> str:
    """The chart for the ear: first and last value of each line."""
    parts = []
    for name, line in series.lines:
        known = [index for index, value in enumerate(line) if value is not None]
        if known:
            ends = sorted({known[0], known[-1]})
            parts.append(f"{name}: " + ", ".join(f"{series.labels[index]} {amount(line[index], series.unit)}" for index in ends))
    return f"{series.title}. {'; '.join(parts) or UNKNOWN}."
