"""A map as a picture with its legend and names; PowerPoint has no native one."""

import io

from pptx.shapes.picture import Picture
from pptx.slide import Slide as Page

from charts.words import number
from reports.deck.box import Box
from reports.figures.contents import Map
from reports.picture.map_picture import drawing, map_svg, svg_to_png

PIXELS = 1600  # across the picture
TYPE, SMALL_TYPE = 18.0, 13.0  # points of the legend on a slide, and where the picture is but a part of one page
_WIDE = 500.0  # points from which on a picture fills a slide


def add_map(page: Page, shown: Map, city_code: str, box: Box) -> Picture:
    """The drawn map, as large as its box."""
    across, down = box.points
    per_point = PIXELS / across
    font, legend = (TYPE, "right") if across >= _WIDE else (SMALL_TYPE, "below")
    svg = map_svg(
        shown.spec, drawing(city_code, shown.kind), size=(PIXELS, round(down * per_point)), title=False, foot=False, legend=legend, font_px=font * per_point,
    )
    return page.shapes.add_picture(io.BytesIO(svg_to_png(svg, PIXELS)), *box)


def spoken(shown: Map) -> str:
    """The map for the ear: its measure and how many places each class has."""
    spec = shown.spec
    word = "kecamatan" if spec["level"] == "kecamatan" else spec["unit_word"]
    classes = "; ".join(f"{entry['label']}: {number(entry['count'])} {word}" for entry in spec["classes"])
    return f"{shown.title}. {classes}."
