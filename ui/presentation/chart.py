"""Charts for a hall: few labels, the numbers at the marks, drawn as shares of their frame so that type keeps its size on every screen."""

from xml.etree.ElementTree import Element, SubElement

from charts.words import UNKNOWN
from reports.figures.contents import Series, figure
from reports.picture.series import is_planned, series_colour
from reports.picture.spoken import series_in_words

_COLUMNS_MOST = 13  # a number and a month under each of more would touch


def chart(series: Series) -> Element:
    """The drawn series: bars, columns or lines."""
    return {"bar": _bars, "column": _columns, "line": _lines}[series.kind](series)


def _bars(series: Series) -> Element:
    """One bar a name, most first as given; what finds no room is left out by the browser and said."""
    values = series.lines[0][1]
    most = max((value for value in values if value is not None), default=0) or 1
    listed = Element("ul", {
        "class": "bars", "data-trim": "li", "data-total": str(max(series.total, len(values))), "data-title": f"{series.title}{series.unit_behind}",
        "aria-label": series_in_words(series),
    })
    colour = series_colour(series)
    for label, value in zip(series.labels, values, strict=True):
        row = SubElement(listed, "li")
        SubElement(row, "span", {"class": "name"}).text = label
        track = SubElement(row, "i")
        SubElement(track, "i", {"style": f"width:{100 * (value or 0) / most:.1f}%;background:{colour}"})
        SubElement(row, "b").text = UNKNOWN if value is None else figure(value, series.unit)
    return listed


def _columns(series: Series) -> Element:
    """Planned as outline, done as fill, the numbers of both in a row each under the columns; of one line at the column; then months, the year where it changes."""
    labels, lines = series.labels[-_COLUMNS_MOST:], [(name, values[-_COLUMNS_MOST:]) for name, values in series.lines]
    most = max((value for _, values in lines for value in values if value is not None), default=0) or 1
    drawn = Element("div", {"class": "chart columns", "role": "img", "aria-label": series_in_words(series)})
    has_rows = len(lines) > 1
    if has_rows:
        drawn.append(_key(series))
    plot = SubElement(drawn, "div", {"class": "plot told" if has_rows else "plot"})
    if has_rows:
        _put_looks(plot, series)
    last_year = None
    for index, label in enumerate(labels):
        month, _, year = label.partition(" ")
        column = SubElement(plot, "div")
        stack = SubElement(column, "div", {"class": "stack"})
        for position, (name, values) in enumerate(lines):
            value = values[index]
            share = f"{(100 if has_rows else 88) * (value or 0) / most:.1f}%"
            SubElement(stack, "i", _look(series, position, f"height:{share};"))
            told = SubElement(column, "b", {"class": "plan" if is_planned(name) else "done"}) if has_rows else SubElement(stack, "b", {"style": f"bottom:{share}"})
            told.text = "–" if value is None else figure(value, series.unit)
        SubElement(column, "span").text = month
        SubElement(column, "span").text = year if year != last_year else "\u00a0"
        last_year = year
    return drawn


def _put_looks(plot: Element, series: Series) -> None:
    """Which row of numbers is which line, before the first column."""
    looks = SubElement(plot, "div", {"class": "look", "aria-hidden": "true"})
    SubElement(looks, "div", {"class": "stack"})
    for position in range(len(series.lines)):
        SubElement(SubElement(looks, "b"), "i", _look(series, position))
    for _ in ("month", "year"):
        SubElement(looks, "span").text = "\u00a0"


def _look(series: Series, position: int, style: str = "") -> dict[str, str]:
    """Class and style of a column and of its entry in the key: an outline for a plan, a fill for what was done."""
    name, colour = series.lines[position][0], series_colour(series, position)
    return {"class": "plan", "style": f"{style}border-color:{colour}"} if is_planned(name) else {"class": "done", "style": f"{style}background:{colour}"}


def _lines(series: Series) -> Element:
    """Lines from zero; the last value of each is written, and the first where it is the only one."""
    drawn = Element("div", {"class": "chart lines", "role": "img", "aria-label": series_in_words(series)})
    if len(series.lines) > 1:
        drawn.append(_key(series))
    plot = SubElement(drawn, "div", {"class": "plot"})
    top = max((value for _, values in series.lines for value in values if value is not None), default=0) * 1.05 or 1
    svg = SubElement(plot, "svg", {"viewBox": "0 0 100 100", "preserveAspectRatio": "none", "aria-hidden": "true"})
    count = max(len(series.labels) - 1, 1)
    for position, (_, values) in enumerate(series.lines):
        known, colour = [index for index, value in enumerate(values) if value is not None], series_colour(series, position)
        path = "".join(f"{'L' if index - 1 in known else 'M'}{100 * index / count:.2f} {100 - 100 * values[index] / top:.2f}" for index in known)
        SubElement(svg, "path", {"d": path, "stroke": colour})
        for index in sorted({*known[-1:], *(known[:1] if len(series.lines) == 1 else ())}):
            side = "left" if index == known[0] and len(known) > 1 else "right"
            style = f"left:{100 * index / count:.2f}%;bottom:{100 * values[index] / top:.2f}%"
            SubElement(plot, "b", {"class": side, "style": style}).text = figure(values[index], series.unit)
            SubElement(plot, "i", {"class": "dot", "style": f"{style};background:{colour}"})
    SubElement(plot, "em").text = "0"
    months = SubElement(drawn, "div", {"class": "months"})
    middle = [series.labels[len(series.labels) // 2]] if len(series.labels) > 4 else []
    for label in dict.fromkeys([series.labels[0], *middle, series.labels[-1]]):
        SubElement(months, "span").text = label
    return drawn


def _key(series: Series) -> Element:
    """Which look is which line."""
    shown = Element("p", {"class": "key"})
    for position, (name, _) in enumerate(series.lines):
        entry = SubElement(shown, "span")
        SubElement(entry, "i", _look(series, position))
        SubElement(entry, "span").text = name
    return shown
