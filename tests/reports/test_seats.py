"""Names of a map stand on the ground that they name or led to from beside it; measured on the outlines themselves, not on the grid that placed them."""

from itertools import combinations

import numpy as np
import pytest
from shapely import Polygon, box, union_all

from data.reference import cities
from geo import published
from reports.picture import map_picture
from reports.picture.frame import rings
from reports.picture.ground import Ground
from reports.picture.labels import Placed, Wanted, touches
from reports.picture.map_picture import drawing, map_svg
from reports.picture.seats import seat

SQUARES = {"left": "M0 0l100 0 0 100-100 0z", "right": "M100 0l100 0 0 100-100 0z", "ring": "M0 100l200 0 0 100-200 0zM50 125l100 0 0 50-100 0z"}
ANY = float("inf")


def ground() -> Ground:
    """Two squares above a ring with a hole, in a picture of 400 by 300 with 50 free pixels around."""
    return Ground(SQUARES, scale=1, origin=(50, 50), size=(400, 300), pixel=1)


def label(text: str, x: float, y: float, owner: str, **more: float) -> Wanted:
    return Wanted(text, x, y, more.get("room", ANY), ANY, more.get("reach", ANY), 0, 14, 600, owner=owner)


def test_the_ground_tells_own_from_foreign_and_from_nobody_s() -> None:
    boxes = np.array([[60, 60, 90, 90], [140, 60, 160, 90], [20, 60, 80, 90], [110, 180, 190, 220], [300, 60, 390, 90]], float)
    own, foreign = ground().shares("left", boxes)
    assert own == pytest.approx([1, 0.5, 0.5, 0, 0], abs=0.1)
    assert foreign == pytest.approx([0, 0.5, 0, 0, 0], abs=0.1), "a hole is nobody's"
    assert ground().shares("ring", boxes)[0] == pytest.approx([0, 0, 0, 0, 0], abs=0.1)


def test_a_name_stands_on_its_ground_smaller_where_it_must_be() -> None:
    (wide,) = seat([], [label("Kiri", 100, 100, "left")], (0, 0, 400, 300), [], ground(), pixel=1)
    assert (wide.leader, wide.size) == (None, 14) and abs(wide.x - 100) < 2 and abs(wide.y - 100) < 2
    (narrow,) = seat([], [label("Sukamenak Kidulan", 100, 100, "left")], (0, 0, 400, 300), [], ground(), pixel=1)
    assert narrow.leader is None and (narrow.size < 14 or len(narrow.lines) > 1)


def test_a_name_too_long_for_its_ground_is_led_to_from_where_nobody_s_ground_lies() -> None:
    (led,) = seat([], [label("Kampungpanjangsekalitanpaspasi", 100, 100, "left")], (0, 0, 500, 300), [], ground(), pixel=1)
    assert led.leader and led.leader[:2] == (100, 100)
    assert ground().shares("left", np.array([led.box]))[1][0] <= 0.12


def test_a_usual_name_is_left_out_where_only_foreign_ground_is_free_but_one_that_must_stand_is_written() -> None:
    small = Ground({**SQUARES, "dot": "M140 40l10 0 0 10-10 0z"}, scale=1, origin=(50, 50), size=(400, 300), pixel=1)
    name, frame = label("Titik Nol", 195, 95, "dot"), (50, 50, 250, 150)
    assert seat([], [name], frame, [], small, pixel=1) == []
    assert [one.wanted for one in seat([name], [], frame, [], small, pixel=1)] == [name]


def test_one_with_a_reach_stands_on_its_point_or_is_led_to_and_the_usual_keep_off_it() -> None:
    first = label("Pusat", 100, 100, "left", room=60, reach=5)
    found = seat([first], [label("Kiri", 100, 100, "left")], (0, 0, 400, 300), [], ground(), pixel=1)
    assert found[0].wanted is first and (found[0].x, found[0].y) == (100, 100)
    assert len(found) == 2 and not touches(found[0].box, found[1].box)
    (led,) = seat([label("Pusat Kota Lama", 100, 100, "left", room=20, reach=5)], [], (0, 0, 400, 300), [], ground(), pixel=1)
    assert led.leader


def _given(city: dict) -> dict:
    spec = {"title": "", "subtitle": "", "level": "kelurahan", "unit_word": "kelurahan", "units": {code: [0, "", []] for code in city["units"]}}
    return spec | {"classes": [{"id": "a", "label": "a", "count": 1, "fill": "#7cc4bb", "pattern": "lines", "symbol": "disc"}]}


@pytest.mark.parametrize("size", [(1600, 826), (800, 826), (1600, 500)])
@pytest.mark.parametrize("font", [30, 40])
@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_no_kecamatan_is_named_on_the_ground_of_another(monkeypatch: pytest.MonkeyPatch, city_code: str, font: int, size: tuple[int, int]) -> None:
    caught: list[tuple] = []
    names = map_picture._names
    monkeypatch.setattr(map_picture, "_names", lambda *given: caught.append((given[2], found := names(*given))) or found)
    for kind in published.drawn(city_code):
        city = drawing(city_code, kind)
        for must in ((), tuple(list(city["units"])[:: max(1, len(city["units"]) // 3)][:3])):
            caught.clear()
            map_svg(_given(city), city, size=size, title=False, foot="captioned", font_px=font, named=must)
            (fit, found), = caught
            shapes = {code: _shape(area["d"], fit) for code, area in city["kecamatan"].items()}
            assert not [pair for pair in combinations(found, 2) if touches(pair[0].box, pair[1].box)]
            usual = [one for one in found if one.wanted.owner and one.wanted.reach == ANY]
            assert size != (1600, 826) or len(usual) >= 0.85 * len(shapes), (kind, must, len(usual))
            for one in usual:
                own, foreign = _shares(one, shapes)
                assert foreign <= 0.2 if one.leader else own >= 0.35 and own > foreign, (kind, one.wanted.text, own, foreign)


def _shape(path: str, fit: map_picture._Fit) -> Polygon:
    whole = Polygon()
    for ring in rings(path):
        whole = whole.symmetric_difference(Polygon([(fit.origin[0] + fit.scale * x, fit.origin[1] + fit.scale * y) for x, y in ring]).buffer(0))
    return whole


def _shares(one: Placed, shapes: dict[str, Polygon]) -> tuple[float, float]:
    written = box(*one.box)
    others = union_all([shape for code, shape in shapes.items() if code != one.wanted.owner])
    return written.intersection(shapes[one.wanted.owner]).area / written.area, written.intersection(others).area / written.area
