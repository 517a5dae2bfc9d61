"""One kecamatan fills its picture: islets far off do not push it into a corner, and the picture says that they may be missing."""

import pytest

from reports.picture.frame import focus_box, frame_note

LAND = "M100 100l200 0 0 200-200 0z"
FAR, NEAR = "M0 700l4 0 0 4-4 0z", "M90 200l4 0 0 4-4 0z"


@pytest.mark.parametrize(("path", "box", "note"), [
    (LAND, (100, 100, 300, 300), ""),
    (LAND + FAR + NEAR, (100, 100, 300, 300), "2 bagian kecil yang jauh dapat berada di luar gambar"),
    (LAND + NEAR, (90, 100, 300, 300), ""),
    (LAND + "M0 700l90 0 0 90-90 0z", (0, 100, 300, 790), ""),
    ("M1.5.5l10-.5 0 10z", (1.5, 0, 11.5, 10), ""),
])
def test_small_parts_far_off_leave_the_frame_and_large_or_near_ones_stay(path: str, box: tuple[float, ...], note: str) -> None:
    drawn = {"note": "", "kecamatan": {"01": {"d": path}}}
    assert focus_box(drawn["kecamatan"]["01"]) == box
    assert frame_note(drawn, "01") == note and frame_note(drawn, None) == ""
