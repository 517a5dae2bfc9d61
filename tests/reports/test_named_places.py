"""Places that a headline or the lines beside it name stand on the map under their name, of a kecamatan too."""

from datetime import date
from pathlib import Path

from reports.figures.contents import Map
from tests.reports.sample_contents import sample
from ui.presentation.stage import _names as names_of

AREAS = {
    code: {"name": code.upper(), "x": 1.0, "y": 2.0, "r": room, "kecamatan_code": "1"} for code, room in (("small", 3.0), ("large", 9.0), ("middle", 5.0))
}


def test_the_few_kelurahan_that_no_activity_reached_are_all_named(sample_warehouse: Path) -> None:
    found = sample("32.73", date(2025, 12, 1))
    assert len(found.maps["reach"].named) == found.facts["not_reached"].value == 6


def test_what_the_map_of_a_kecamatan_is_about_comes_before_its_other_kelurahan() -> None:
    found = names_of(Map("members", "", {"focus": "1"}, "tiles", ("small",)), {"units": AREAS, "kecamatan": {}})
    assert found["isClose"] and [name for name, *_ in found["must"]] == ["SMALL"]
    assert [name for name, *_ in found["usual"]] == ["LARGE", "MIDDLE"]
