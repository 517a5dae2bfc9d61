"""Pictures of the report: maps and charts as SVG, bars as numbers for the template."""

from xml.etree.ElementTree import SubElement, tostring

from reports.document.tables import paper_table
from reports.figures.contents import Contents, Map, Series, Table
from reports.fonts import FAMILY
from reports.picture.frame import focus_box
from reports.picture.map_picture import drawing, map_svg
from reports.picture.series import series_colour
from reports.story.chart import bar_rows, chart

_LOOKS = (
    "text{fill:#56626c;font-size:11px}.value{fill:#1d2a33;font-weight:600}.grid{stroke:#cfd6da;fill:none}.axis{stroke:#56626c;fill:none}"
    ".line{stroke-linejoin:round}.unseen-spot{opacity:0}"
)
_ACROSS, _LOW, _TALL = 1600, 560, 900  # pixels across a map, and its least and most height
_BESIDE, _BELOW = 0.36, 110  # of its width: the legend beside the drawing; pixels below it: scale, north and source
_WIDE = 0.92  # of the page: two maps with their words stand on one
_CHART = 0.66  # of the page: its type is that of the text, and a table more has room beneath
_FONT = 30  # pixels of a map of 1600, which is 9 points on the page


class Pictures:
    """The pictures of one report; `drawn` collects their SVG by name."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.drawn: dict[str, str] = {}

    def of(self, shown: Map | Series | Table | None) -> dict:
        """What the template draws for a message."""
        if isinstance(shown, Map):
            return self._map(shown)
        if isinstance(shown, Series):
            return self._bars(shown) if shown.kind == "bar" else self._chart(shown)
        if isinstance(shown, Table):
            return {"kind": "table", "table": paper_table(shown)}
        return {"kind": "none"}

    def cover(self) -> str:
        """The city on the cover, told in words; '' where nothing was drawn."""
        shown = next(iter(self.contents.maps.values()), None)
        if shown is None:
            return ""
        self.drawn["cover"] = map_svg(shown.spec, self._drawing(shown), size=(1500, 900), legend=None, labels="none", focus=shown.spec.get("focus"), title=False, foot="none")
        return shown.title

    def _map(self, shown: Map) -> dict:
        self.drawn[shown.key] = map_svg(
            shown.spec, self._drawing(shown), size=(_ACROSS, self._height(shown)), legend="right", focus=shown.spec.get("focus"), title=False, font_px=_FONT, named=shown.named,
        )
        return {"kind": "svg", "name": shown.key, "alt": shown.title, "width": _WIDE, "note": shown.title}

    def _height(self, shown: Map) -> int:
        """As tall as the drawing wants: a wide city leaves no white above and below it."""
        drawn, focus = self._drawing(shown), shown.spec.get("focus")
        left, top, right, bottom = focus_box(drawn["kecamatan"][focus]) if focus in drawn["kecamatan"] else (0, 0, drawn["width"], drawn["height"])
        return round(min(_TALL, max(_LOW, (1 - _BESIDE) * _ACROSS * (bottom - top) / (right - left) + _BELOW)))

    def _drawing(self, shown: Map) -> dict:
        return drawing(self.contents.city_code, shown.kind)

    def _chart(self, series: Series) -> dict:
        drawn = chart(series)
        drawn.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "font-family": FAMILY}
        SubElement(drawn, "style").text = _LOOKS
        self.drawn[series.key] = tostring(drawn, encoding="unicode")
        return {"kind": "svg", "name": series.key, "alt": drawn.get("aria-label", series.title), "width": _CHART, "note": series.captioned}

    def _bars(self, series: Series) -> dict:
        rows = bar_rows(series)
        most = max((value for _, value, _ in rows if value is not None), default=0) or 1
        return {"kind": "bars", "note": series.captioned, "colour": series_colour(series), "rows": [{"label": label, "share": (value or 0) / most, "text": said} for label, value, said in rows]}
