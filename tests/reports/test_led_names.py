"""Names of small kelurahan of a kecamatan that fills the picture: beside it, with a line, rather than over their neighbours."""

from reports.picture.labels import Box, Wanted, place, touches

FRAME = (0.0, 0.0, 600.0, 200.0)
MIDDLES = [(x, y) for x in (60, 100, 140) for y in (60, 100, 140)]
AREAS: list[Box] = [(x - 18, y - 18, x + 18, y + 18) for x, y in MIDDLES]


def name(x: float, y: float) -> Wanted:
    return Wanted("Kampung Dalam Utara", x, y, room=36, snug=36, reach=10, rank=1, size=14, weight=400, is_led=True)


def test_a_name_without_room_in_its_area_stands_off_the_areas_of_others() -> None:
    found = place([name(100, 100)], FRAME, areas=AREAS)
    assert [label.leader is not None for label in found] == [True]
    assert not any(touches(found[0].box, area) for area in AREAS)
    assert any(touches(place([name(100, 100)], FRAME)[0].box, area) for area in AREAS), "the nearest spot is over a neighbour"


def test_where_areas_fill_the_frame_the_name_stands_over_them_rather_than_nowhere() -> None:
    found = place([name(100, 100)], FRAME, areas=[FRAME])
    assert len(found) == 1 and touches(found[0].box, FRAME)
