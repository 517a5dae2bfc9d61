"""A line has one colour wherever it is drawn: slides, presentation mode, story, report."""

import json
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.colours import DONE, NEED, PLAN, SHORTAGE
from reports.deck.box import Box
from reports.deck.chart import add_chart
from reports.deck.writer import deck
from reports.document.writer import inputs
from reports.figures.contents import Contents, Series, figure
from reports.picture.series import series_colour
from reports.story.chart import chart as story_chart
from tests.reports.deck_file import named, opened
from tests.reports.sample_contents import sample
from ui.presentation.chart import chart as stage_chart

_IN_TEMPLATE = {DONE: 'schemeClr val="accent1"', NEED[3]: 'schemeClr val="accent2"'}  # a template of the agency may have others
COLOURS = {"shortage_places": SHORTAGE[2], "shortage_months": SHORTAGE[2], "ppks_kinds": NEED[3], "members_months": DONE}


def drawn(one: Element) -> str:
    return tostring(one, encoding="unicode")


def test_a_shortage_and_people_in_need_have_the_colour_of_their_maps(sample_warehouse: Path) -> None:
    found = sample()
    assert {key: series_colour(found.series[key]) for key in COLOURS} == COLOURS
    planned = found.series["activity_months"]
    assert [series_colour(planned, position) for position in range(2)] == [PLAN, DONE]


@pytest.mark.parametrize("key", ["shortage_places", "ppks_kinds", "members_months", "activity_months"])
def test_every_way_of_drawing_takes_that_colour(sample_warehouse: Path, key: str) -> None:
    found = sample()
    series = found.series[key]
    colour = series_colour(series, len(series.lines) - 1)
    assert colour in drawn(story_chart(series)) and colour in drawn(stage_chart(series))
    assert _IN_TEMPLATE.get(colour, f'srgbClr val="{colour[1:].upper()}"') in _deck_xml(found, series)
    assert colour in _on_paper(found, series)


def test_every_line_of_a_series_is_drawn(sample_warehouse: Path) -> None:
    series = sample().series["activity_years"]
    assert len(series.lines) == 2
    for position, (name, values) in enumerate(series.lines):
        last = figure([value for value in values if value is not None][-1], series.unit)
        for one in (story_chart(series), stage_chart(series)):
            assert f'stroke="{series_colour(series, position)}"' in drawn(one) and f">{last}<" in drawn(one)
    assert all(f">{name}<" in drawn(stage_chart(series)) for name, _ in series.lines)
    made = Presentation()
    page = made.slides.add_slide(made.slide_layouts[6])
    chart = add_chart(page, series, Box(Pt(0), Pt(0), Pt(600), Pt(300))).chart
    assert [len(one.points._ser.findall(".//" + qn("c:dLbl"))) for one in chart.plots[0].series] == [1, 1]


def _deck_xml(contents: Contents, series: Series) -> str:
    page = next(page for page in opened(deck(contents)).slides if series.title in page.notes_slide.notes_text_frame.text)
    return named(page, "Gambar").chart.part.blob.decode()


def _on_paper(contents: Contents, series: Series) -> str:
    given = inputs(contents)
    pictures = [item["picture"] for chapter in json.loads(given["data"])["chapters"] for item in chapter["items"]]
    found = next(picture for picture in pictures if picture.get("note") == series.captioned)
    return found.get("colour", "") + given.get(series.key, "")
