"""The pieces that pages are put together from, as HTML."""

import re

import pytest

from ui import cards


@pytest.mark.parametrize(("whole", "widths"), [(None, ["100.0", "50.0"]), (100, ["40.0", "20.0"])])
def test_a_bar_is_drawn_against_the_longest_or_against_the_whole(monkeypatch: pytest.MonkeyPatch, whole: float | None, widths: list[str]) -> None:
    written: list[str] = []
    monkeypatch.setattr(cards.st, "html", written.append)
    cards.bars([("Rencana", 40.0, "40%"), ("Sederhana", 20.0, "20%")], "#123456", whole=whole)
    assert re.findall(r"width:([\d.]+)%", written[0]) == widths
