"""Charts for a hall: few labels, the numbers at the marks, drawn as shares of their frame so that type keeps its size on every screen."""

from xml.etree.ElementTree import Element, SubElement

from charts.colours import DONE, KINDS, PLAN, SHORTAGE
from charts.words import UNKNOWN, amount
from reports.figures.contents import Series, figure
from reports.picture.marks import paint, symbol

_PLANNED = ("rencana", "direncanakan", "target")
_COLUMNS_MOST = 13  # a number and a month under each of more would touch


def chart(series: Series) -> Element:
    """The drawn series: bars, columns or lines."""
    return {"bar": _bars, "column": _columns, "line": _lines}[series.kind](series)


def swatch(entry: dict, name: str) -> Element:
    """The look of a class of a map."""
    drawn = Element("svg", {"class": "swatch", "viewBox": "0 0 28 18", "aria-hidden": "true"})
    fill = paint(SubElement(drawn, "defs"), entry, name, 1.0)
    SubElement(drawn, "rect", {"x": ".5", "y": ".5", "width": "27", "height": "17", "rx": "2", "stroke": "#5b6770", "fill": fill})
    symbol(drawn, entry, (14, 9), 4.6)
    return drawn


def _bars(series: Series) -> Element:
    """One bar a name, most first as given; what finds no room is left out by the browser and said."""
    values = series.lines[0][1]
    most = max((value for value in values if value is not None), default=0) or 1
    listed = Element("ul", {"class": "bars", "data-trim": "li", "data-total": str(len(values)), "aria-label": spoken(series)})
    colour = SHORTAGE[3] if "kekurangan" in series.title.lower() else DONE
    for label, value in zip(series.labels, values, strict=True):
        row = SubElement(listed, "li")
        SubElement(row, "span", {"class": "name"}).text = label
        track = SubElement(row, "i")
        SubElement(track, "i", {"style": f"width:{100 * (value or 0) / most:.1f}%;background:{colour}"})
        SubElement(row, "b").text = UNKNOWN if value is None else figure(value, series.unit)
    return listed


def _columns(series: Series) -> Element:
    """Planned as outline, done as fill with its number; months underneath, the year where it changes."""
    labels, lines = series.labels[-_COLUMNS_MOST:], [(name, values[-_COLUMNS_MOST:]) for name, values in series.lines]
    most = max((value for _, values in lines for value in values if value is not None), default=0) or 1
    drawn = Element("div", {"class": "chart columns", "role": "img", "aria-label": spoken(series)})
    if len(lines) > 1:
        drawn.append(_key([name for name, _ in lines]))
    plot = SubElement(drawn, "div", {"class": "plot"})
    last_year = None
    for index, label in enumerate(labels):
        month, _, year = label.partition(" ")
        column = SubElement(plot, "div")
        stack = SubElement(column, "div", {"class": "stack"})
        for position, (name, values) in enumerate(lines):
            value = values[index]
            planned = name.lower().startswith(_PLANNED) and len(lines) > 1
            share = f"{88 * (value or 0) / most:.1f}%"
            SubElement(stack, "i", {"class": "plan" if planned else "done", "style": f"height:{share};{_fill(planned, position)}"})
            if not planned:
                SubElement(stack, "b", {"style": f"bottom:{share}"}).text = "–" if value is None else figure(value, series.unit)
        SubElement(column, "span").text = month
        SubElement(column, "span").text = year if year != last_year else "\u00a0"
        last_year = year
    return drawn


def _fill(planned: bool, position: int) -> str:
    return f"border-color:{PLAN}" if planned else f"background:{DONE if position <= 1 else KINDS[position]}"


def _lines(series: Series) -> Element:
    """Lines from zero; first and last value and month are written."""
    drawn = Element("div", {"class": "chart lines", "role": "img", "aria-label": spoken(series)})
    if len(series.lines) > 1:
        drawn.append(_key([name for name, _ in series.lines]))
    plot = SubElement(drawn, "div", {"class": "plot"})
    known = [value for _, values in series.lines for value in values if value is not None]
    top = max(known, default=0) * 1.05 or 1
    svg = SubElement(plot, "svg", {"viewBox": "0 0 100 100", "preserveAspectRatio": "none", "aria-hidden": "true"})
    count = max(len(series.labels) - 1, 1)
    for position, (name, values) in enumerate(series.lines):
        steps, pen = [], "M"
        for index, value in enumerate(values):
            if value is None:
                pen = "M"
                continue
            steps.append(f"{pen}{100 * index / count:.2f} {100 - 100 * value / top:.2f}")
            pen = "L"
        colour, dash = _stroke(name, position)
        SubElement(svg, "path", {"d": "".join(steps) or "M0 0", "stroke": colour, **({"stroke-dasharray": dash} if dash else {})})
        ends = [index for index, value in enumerate(values) if value is not None]
        for index in sorted({ends[0], ends[-1]}) if ends and position == 0 else ():
            side = "left" if index == ends[0] and len(ends) > 1 else "right"
            style = f"left:{100 * index / count:.2f}%;bottom:{100 * values[index] / top:.2f}%"
            SubElement(plot, "b", {"class": side, "style": style}).text = figure(values[index], series.unit)
            SubElement(plot, "i", {"class": "dot", "style": f"{style};background:{colour}"})
    SubElement(plot, "em").text = "0"
    months = SubElement(drawn, "div", {"class": "months"})
    for label in dict.fromkeys((series.labels[0], series.labels[len(series.labels) // 2], series.labels[-1]) if len(series.labels) > 4 else (series.labels[0], series.labels[-1])):
        SubElement(months, "span").text = label
    return drawn


def _stroke(name: str, position: int) -> tuple[str, str]:
    if name.lower().startswith(_PLANNED):
        return "#5b6770", "10 8"
    return (DONE, "") if position == 0 else (KINDS[position], "3 8")


def _key(names: list[str]) -> Element:
    """Which look is which line."""
    shown = Element("p", {"class": "key"})
    for position, name in enumerate(names):
        planned = name.lower().startswith(_PLANNED)
        entry = SubElement(shown, "span")
        SubElement(entry, "i", {"class": "plan" if planned else "done", "style": _fill(planned, position)})
        SubElement(entry, "span").text = name
    return shown


def spoken(series: Series) -> str:
    """The chart for the ear: first and last of many values, all of a few bars."""
    parts = []
    for name, values in series.lines:
        known = [index for index, value in enumerate(values) if value is not None]
        told = known if series.kind == "bar" else sorted({*known[:1], *known[-1:]})
        parts.append(f"{name}: " + ", ".join(f"{series.labels[index]} {amount(values[index], series.unit)}" for index in told))
    return f"{series.title}. {'; '.join(parts)}."
