"""A series as a native chart of PowerPoint: its numbers stay numbers that can be edited, written the Indonesian way on every computer."""

from datetime import date
from math import ceil

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.util import Pt

from charts.colours import DONE, NEED, PLAN
from charts.words import UNKNOWN, decimals_for
from reports.deck.box import Box
from reports.deck.text import width
from reports.figures.contents import Series, figure
from reports.picture.series import is_planned, series_colour

SIZE = 16
# Thousands parted by a dot that is part of the format, as the computer of the hall may be set to English.
_WHOLE = '[>=1000000]#\\.###\\.##0;[>=1000]#\\.##0;0'
# On a scale the zero is not written: it would touch the first month.
_SCALE, _SCALE_PERCENT = f"{_WHOLE[:-1]}#", '[=0]"";0"%"'
_MONTH = "[$-421]mmm yyyy"  # 421: Indonesian
_KINDS = {"bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "line": XL_CHART_TYPE.LINE_MARKERS}
_OF_TEMPLATE = {DONE: MSO_THEME_COLOR.ACCENT_1, NEED[3]: MSO_THEME_COLOR.ACCENT_2}  # as standard.py writes them into a template
_BAR_SHARE, _THICKEST = 0.62, 54.0  # a bar's part of the distance of two, and its most in points
_NAME_SHARE, _EASY_SHARE = 0.55, 0.42  # of the chart's width that names of bars may take, and should


def add_chart(page: Page, series: Series, box: Box) -> GraphicFrame:
    """The chart in this box. A value that is not known is a gap, and its label says so."""
    chart_data = CategoryChartData(number_format=_WHOLE)
    is_dated = series.kind == "line" and series.months  # columns stand by name, one beside the other
    chart_data.categories = series.months if is_dated else _labels(series)
    if is_dated:
        chart_data.categories.number_format = _MONTH
    for name, values in series.lines:
        chart_data.add_series(name, values)
    frame = page.shapes.add_chart(_KINDS[series.kind], *box, chart_data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(SIZE)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_legend = len(series.lines) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(SIZE)
    _paint(chart, series)
    _axes(chart, series, box)
    if series.kind == "line":
        _label_ends(chart, series)
    else:
        _label_bars(chart, series, box)
    return frame


def _labels(series: Series) -> list[str]:
    """Names of the places or months; a bar without a value says that there is none."""
    unknown = [all(values[index] is None for _, values in series.lines) for index in range(len(series.labels))]
    if series.kind != "bar":
        return list(series.labels)
    return [f"{label} ({UNKNOWN})" if gap else label for label, gap in zip(series.labels, unknown, strict=True)]


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())


def _colour(target: ColorFormat, colour: str) -> None:
    """What the template has a colour for gets that of the template; what means a state, such as a shortage, looks alike in every deck."""
    if colour in _OF_TEMPLATE:
        target.theme_color = _OF_TEMPLATE[colour]
    else:
        target.rgb = _rgb(colour)


def _paint(chart: Chart, series: Series) -> None:
    plot = chart.plots[0]
    if series.kind != "line":
        plot.gap_width, plot.overlap = round(100 * (1 / _BAR_SHARE - 1)), 0
    for position, drawn in enumerate(plot.series):
        colour = series_colour(series, position)
        if series.kind == "line":
            drawn.smooth = False
            drawn.format.line.width = Pt(3)
            _colour(drawn.format.line.color, colour)
            drawn.marker.style = XL_MARKER_STYLE.NONE
            continue
        drawn.invert_if_negative = False
        if is_planned(series.lines[position][0]):
            drawn.format.fill.background()
            drawn.format.line.width = Pt(1.5)
            _colour(drawn.format.line.color, colour)
        else:
            drawn.format.fill.solid()
            _colour(drawn.format.fill.fore_color, colour)


def _axes(chart: Chart, series: Series, box: Box) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = _rgb(PLAN)
    names.tick_labels.font.size = values.tick_labels.font.size = Pt(SIZE)
    values.minimum_scale = 0
    values.format.line.fill.background()
    values.has_major_gridlines = series.kind == "line"
    if series.kind == "line":
        values.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE7, 0xEA)
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _SCALE_PERCENT if series.unit == "%" else _SCALE, False
        values.maximum_scale, values.major_unit = _steps(max(value for _, line in series.lines for value in line if value is not None))
    else:
        values.tick_label_position, values.visible = XL_TICK_LABEL_POSITION.NONE, False
    # Written level: left to themselves, months are turned on their side.
    names._element.txPr.bodyPr.set("rot", "0")
    names._element.txPr.bodyPr.set("vert", "horz")
    if series.kind == "bar":
        names.reverse_order = True
        _place_bars(chart, series, box)
    elif series.months and series.kind == "line":
        _space_months(names, series, box)


def _steps(most: float) -> tuple[float, float]:
    """End of an axis above the most, and its step: a round number, none below one."""
    step = next(power * factor for power in (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000) for factor in (1, 2, 5) if power * factor * 5 >= most)
    return step * max(1, ceil(most / step)), step


def _place_bars(chart: Chart, series: Series, box: Box) -> None:
    """Names on the left on one line each, as far as the bars keep nearly half; room for the number on the right; few bars stand close together."""
    across = box.width.pt
    names = min(_names_width(series), _NAME_SHARE * across)
    numbers = max(width(figure(value, series.unit), SIZE, is_bold=True) for _, line in series.lines for value in line if value is not None) + 16
    tall = min(0.98, len(series.labels) * _THICKEST / _BAR_SHARE / box.height.pt)
    chart._chartSpace.chart.plotArea.insert_element_before(parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{names / across:.4f}"/>'
        f'<c:y val="0.01"/><c:w val="{1 - (names + numbers) / across:.4f}"/><c:h val="{tall:.4f}"/></c:manualLayout></c:layout>'
    ), "c:barChart")


def _names_width(series: Series) -> float:
    return max(width(label, SIZE) for label in _labels(series)) + 14


def is_wide(series: Series, room: float) -> bool:
    """Whether names of bars would leave the bars too little of this room."""
    return series.kind == "bar" and _names_width(series) > _EASY_SHARE * room


def _space_months(names: object, series: Series, box: Box) -> None:
    """As many months under an axis of dates as have room side by side, in equal steps that end with the last, of which the number speaks."""
    each = (box.width.pt - 60) / len(series.labels)
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60) if step * each >= max(width(label, SIZE) for label in series.labels) + 8 or step == 60)
    # PowerPoint counts its steps from where the axis begins, so it begins whole steps before the last month.
    names.minimum_scale = _serial(_months_before(series.months[-1], step * ceil((len(series.months) - 1) / step)))
    axis = names._element
    for old in axis.findall(qn("c:baseTimeUnit")):
        axis.remove(old)
    for tag, value in (("baseTimeUnit", "months"), ("majorUnit", step), ("majorTimeUnit", "months")):
        axis.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))
    names.tick_labels.number_format, names.tick_labels.number_format_is_linked = _MONTH, False


def _months_before(month: date, count: int) -> date:
    years, of_year = divmod(12 * month.year + month.month - 1 - count, 12)
    return date(years, of_year + 1, 1)


def _serial(day: date) -> int:
    """A day as a workbook counts it."""
    return (day - date(1899, 12, 30)).days


def _number_format(series: Series) -> str | None:
    """The format that writes these numbers as `figure` does; None where each needs its own text."""
    values = [value for _, line in series.lines for value in line if value is not None]
    if any(decimals_for(series.unit, value) for value in values):
        return None
    return '0"%"' if series.unit == "%" else _WHOLE


def _label_bars(chart: Chart, series: Series, box: Box) -> None:
    """A number at the end of every bar, and none where they would run into each other."""
    if series.kind == "column":
        each = (box.width.pt - 20) * _BAR_SHARE / sum(len(values) for _, values in series.lines)
        if max(width(figure(value, series.unit), SIZE) for _, line in series.lines for value in line if value is not None) > each * 1.25:
            chart.value_axis.visible, chart.value_axis.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
            chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = _WHOLE, False
            return
    for drawn, (_, values) in zip(chart.plots[0].series, series.lines, strict=True):
        labels = drawn.data_labels
        labels.show_value, labels.position, labels.font.size = True, XL_LABEL_POSITION.OUTSIDE_END, Pt(SIZE)
        labels.font.bold = not is_planned(drawn.name)
        _write_numbers(drawn, labels, series, list(enumerate(values)))


def _label_ends(chart: Chart, series: Series) -> None:
    """The last value of each line that is known."""
    for position, drawn in enumerate(chart.plots[0].series):
        known = [(index, value) for index, value in enumerate(series.lines[position][1]) if value is not None]
        if not known:
            continue
        index, value = known[-1]
        point, look = drawn.points[index], drawn.points[index].marker.format
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        look.fill.solid()
        for target in (look.fill.fore_color, look.line.color):
            _colour(target, series_colour(series, position))
        _write(point.data_label, figure(value, series.unit))
        point.data_label.position = XL_LABEL_POSITION.ABOVE


def _write_numbers(drawn: object, labels: object, series: Series, values: list[tuple[int, float | None]]) -> None:
    number_format = _number_format(series)
    if number_format:
        labels.number_format, labels.number_format_is_linked = number_format, False
        return
    for index, value in values:
        if value is not None:
            _write(drawn.points[index].data_label, figure(value, series.unit))
            drawn.points[index].data_label.position = XL_LABEL_POSITION.OUTSIDE_END


def _write(label: object, text: str) -> None:
    """A label with a text of its own."""
    run = label.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = text, Pt(SIZE), True
