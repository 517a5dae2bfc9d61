"""Members as columns over need: colours, words and the frame of the view."""

import re
from math import radians, sin

import numpy as np
import pandas as pd
import pytest

from charts.colours import HIDDEN, NEED, NO_DATA, ZERO
from charts.map_spec import MapText, scale_map
from charts.overlay import colours_key, columns_over_density, heights_key
from charts.words import amount
from data.paths import ROOT

CODES = [f"99.99.01.100{at}" for at in range(1, 7)]
KECAMATAN, NAMES = ("99.99.01", "99.99.02"), ("Batu Barat", "Batu Timur")


def square(code: str, at: int) -> dict:
    ring = [[100 + at, 0], [101 + at, 0], [101 + at, 1], [100 + at, 1], [100 + at, 0]]
    return {"type": "Feature", "properties": {"kelurahan_code": code, "kecamatan_code": KECAMATAN[at // 3], "kecamatan_name": NAMES[at // 3]}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


MEMBERS = pd.Series([3, 0, 8, np.nan, 2], index=CODES[:5])


@pytest.fixture
def both() -> tuple[tuple[list, object, int], dict]:
    """The layers with their view, and the flat map that they take their classes from."""
    density = pd.DataFrame({
        "place_code": CODES[:5], "place_name": list("ABCDE"), "value": [0, 10, 90, np.nan, np.nan], "is_hidden": [False, False, False, False, True],
    })
    flat = scale_map(density, MapText("PPKS", "Kota", "kelurahan", "daftar"), lambda row: [amount(row.value, "orang")], scale=NEED, method="own", breaks=(10,))
    names = density.set_index("place_code").place_name
    return columns_over_density({"features": [square(code, at) for at, code in enumerate(CODES)]}, flat, names, MEMBERS), flat


@pytest.fixture
def drawn(both: tuple[tuple[list, object, int], dict]) -> tuple[list, object, int]:
    return both[0]


def rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [255]


def test_zero_unknown_and_hidden_are_told_apart(drawn: tuple[list, object, int]) -> None:
    areas = [feature["properties"] for feature in drawn[0][0].data["features"]]
    assert [area["fill"] for area in areas] == [rgb(found) for found in (ZERO.fill, NEED[0], NEED[-1], NO_DATA.fill, HIDDEN.fill, NO_DATA.fill)]
    assert [area["value"] for area in areas] == ["0 orang", "10 orang", "90 orang", "tidak ada data", "tidak ada data", "tidak ada data"]


def test_a_column_stands_where_there_are_members_and_every_area_answers(drawn: tuple[list, object, int]) -> None:
    areas, columns = (next(layer for layer in drawn[0] if layer.id == name) for name in ("kepadatan", "anggota"))
    assert [column["name"] for column in columns.data] == ["A", "C", "E"] and areas.pickable
    assert columns.data[1]["height"] / columns.data[0]["height"] == pytest.approx(8 / 3)


def test_the_whole_city_is_in_the_frame(drawn: tuple[list, object, int]) -> None:
    view = drawn[1]
    assert view.longitude == 103 and 0 < view.latitude < 1
    assert 6 * 512 * 2**view.zoom / 360 <= 701


def test_the_city_that_fills_a_laptop_fits_the_frame_of_a_phone(drawn: tuple[list, object, int]) -> None:
    widened = re.search(r'stDeckGlJsonChart"\] \{ width: (\d+)%', (ROOT / "ui" / "style.css").read_text(encoding="utf-8"))
    frame = 360 - 26  # a phone without the margins of the page
    assert 6 * 512 * 2**drawn[1].zoom / 360 <= frame * int(widened[1]) / 100


def test_the_key_has_the_classes_of_the_flat_map_and_says_how_high_a_column_is(both: tuple[tuple[list, object, int], dict]) -> None:
    (layers, drawn_view, _), flat = both
    said = colours_key(flat)
    assert re.findall(r"</i>([^<]+)</span>", said) == ["0: 1", "10: 1", "11 sampai 90: 1", "Tidak ada data: 1", "Disembunyikan: 1"]
    assert {tuple(rgb(fill)) for fill in re.findall(r"background:(#\w{6})", said)} == {tuple(area["properties"]["fill"]) for area in layers[0].data["features"]}
    drawn = heights_key(MEMBERS)
    heights = dict(zip(re.findall(r"</b>(\d+)</span>", drawn), map(float, re.findall(r"--tall:([\d.]+)px", drawn)), strict=True))
    assert list(heights) == ["1", "4", "8"] and heights["8"] == pytest.approx(2 * heights["4"], abs=0.1)
    column, metres = layers[2].data[1], 111_320 * 360 / 512 / 2**drawn_view.zoom
    assert heights["8"] == pytest.approx(column["height"] / metres * sin(radians(drawn_view.pitch)), abs=0.1), "as high as in the picture"
    assert heights_key(MEMBERS, 0) == "", "from above no height can be seen"


def test_a_phone_shrinks_the_columns_of_the_key_as_it_shrinks_the_picture() -> None:
    style = (ROOT / "ui" / "style.css").read_text(encoding="utf-8")
    (picture,), (key,) = re.findall(r"transform: scale\((\.\d+)\)", style), re.findall(r"calc\(var\(--tall\) \* (\.\d+)\)", style)
    assert picture == key


def test_without_members_no_column_is_explained() -> None:
    assert heights_key(pd.Series([0.0, np.nan], index=CODES[:2])) == ""


def test_the_picture_names_each_kecamatan_and_draws_what_is_between_them_once(drawn: tuple[list, object, int]) -> None:
    layers = {layer.id: layer for layer in drawn[0]}
    assert [row["text"] for row in layers["nama"].data] == ["Batu\nBarat", "Batu\nTimur"]
    assert [row["position"] for row in layers["nama"].data] == [[101.5, 0.5], [104.5, 0.5]]
    sides = [frozenset(map(tuple, pair)) for row in layers["kecamatan"].data for pair in zip(row["path"], row["path"][1:], strict=False)]
    assert len(sides) == len(set(sides)) == 15, "the outline and one side between the two, none between kelurahan of the same"
    assert frozenset({(103, 0), (103, 1)}) in sides and frozenset({(102, 0), (102, 1)}) not in sides


def test_scale_north_and_date_stand_in_the_picture(drawn: tuple[list, object, int]) -> None:
    layers = {layer.id: layer for layer in drawn[0]}
    length, north, said = (row["text"] for row in layers["kaki"].data)
    assert length.endswith(" km") and north == "U" and said == "Kota"
    scale, arrow = layers["skala"].data[:2]
    assert (scale["to"][0] - scale["from"][0]) * 111.32 == pytest.approx(float(length.removesuffix(" km")))
    assert arrow["from"][0] == arrow["to"][0] and arrow["from"][1] < arrow["to"][1], "the arrow points north"


def test_a_column_is_thin_and_the_tallest_of_any_city_is_as_high(drawn: tuple[list, object, int]) -> None:
    columns = next(layer for layer in drawn[0] if layer.id == "anggota")
    pixel = 6 / 700 * 111_320
    assert columns.radius <= 3 * pixel and max(column["height"] for column in columns.data) == pytest.approx(80 * pixel)
