"""A map as a picture with its legend and names; PowerPoint has no native one."""

import io
from concurrent.futures import Executor, Future

from pptx.slide import Slide as Page

from reports.deck.box import Box, describe
from reports.figures.contents import Map
from reports.picture.frame import frame_note
from reports.picture.map_picture import drawing, map_svg, svg_to_png
from reports.picture.spoken import map_in_words

PIXELS = 1600  # across the picture
TYPE, SMALL_TYPE = 18.0, 13.0  # points of the legend on a slide, and where the picture is but a part of one page
_WIDE = 500.0  # points from which on a picture fills a slide


class Drawings:
    """The maps of one deck, drawn while the slides are written: typst works outside the lock of Python."""

    def __init__(self, city_code: str, drawers: Executor) -> None:
        self._city_code, self._drawers = city_code, drawers
        self._waiting: list[tuple[Page, Map, Box, Future[bytes]]] = []

    def caption(self, shown: Map) -> str:
        """The title of a map, and what kind of map it is where that must be said."""
        return ". ".join(filter(None, (shown.captioned, frame_note(drawing(self._city_code, shown.kind), shown.spec.get("focus")))))

    def order(self, page: Page, shown: Map, box: Box) -> None:
        """Have a map drawn, as large as its box; `put` sets it on the page."""
        across, down = box.points
        per_point = PIXELS / across
        font, legend = (TYPE, "right") if across >= _WIDE else (SMALL_TYPE, "below")
        svg = map_svg(
            shown.spec, drawing(self._city_code, shown.kind), size=(PIXELS, round(down * per_point)), title=False, foot="captioned", legend=legend,
            font_px=font * per_point, named=shown.named,
        )
        self._waiting.append((page, shown, box, self._drawers.submit(svg_to_png, svg, PIXELS)))

    def put(self) -> None:
        """Every map on its page."""
        for page, shown, box, drawn in self._waiting:
            describe(page.shapes.add_picture(io.BytesIO(drawn.result()), *box), map_in_words(shown))
