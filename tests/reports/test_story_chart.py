"""The axis of a chart of the story has room for its numbers, on a phone too."""

import pytest

from reports.figures.contents import Series
from reports.fonts import text_width
from reports.story.chart import chart

PHONE = 13  # the type on a phone in pixels of the drawing, reports/story/story.css


@pytest.mark.parametrize("most", [1.0, 640.0, 2_480.0, 327_500.0, 1_250_000.0])
@pytest.mark.parametrize("kind", ["line", "column"])
def test_the_numbers_of_the_axis_stay_inside_the_drawing(kind: str, most: float) -> None:
    series = Series("months", "Anggota aktif per bulan", "orang", ("Nov 2025", "Des 2025"), (("Anggota aktif", (most - 1, most)),), kind)
    ticks = [node for node in chart(series).iter("text") if node.get("anchor", node.get("text-anchor")) == "end" and not node.get("class")]
    assert ticks
    for tick in ticks:
        assert float(tick.get("x")) - text_width(tick.text, PHONE) >= 0, tick.text
