"""Drawings: complete, in the frame, true to scale, small; GeoJSON as other tools expect it."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.errors import UserError
from data.reference import city_units
from geo.boundaries import read_boundaries
from geo.drawing import CityGeometry, drawing, neighbours, write
from geo.schematic import schematic_polygons
from geo.svg_path import path
from tests.geo.boundary_files import real_file

KEDIRI = "35.71"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path / "peta"))
    return tmp_path / "peta"


def kediri() -> CityGeometry:
    return CityGeometry(KEDIRI, "schematic", schematic_polygons(city_units(KEDIRI)), "sumber", "abc", "2026-01-31")


def rings(text: str) -> list[np.ndarray]:
    """Corner points of a path of M, l and z."""
    found = []
    for ring in re.findall(r"M([^lz]+)l([^z]+)z", text):
        start, steps = (np.array([float(number) for number in re.findall(r"-?[\d.]+", part)]).reshape(-1, 2) for part in ring)
        found.append(np.cumsum(np.vstack((start, steps)), axis=0))
    return found


def area(text: str) -> float:
    polygons = [shapely.Polygon(ring) for ring in rings(text)]
    return abs(sum(polygon.area if shapely.is_ccw(polygon.exterior) else -polygon.area for polygon in polygons))


@pytest.mark.parametrize(("ring", "text"), [
    ([(0, 0), (10, 0), (10, 5), (0, 5)], "M0 0l10 0 0 5-10 0z"),
    ([(1.26, 2), (3.24, 2), (3.24, 2.54)], "M1.3 2l1.9 0 0 .5z"),
    ([(5, 5), (5.01, 5.02), (4, 5), (4, 4.5)], "M5 5l-1 0 0-.5z"),
    ([(5, 5), (5.01, 5.02), (5, 5.03)], ""),
])
def test_a_path_is_short_and_rounded_to_a_tenth(ring: list[tuple[float, float]], text: str) -> None:
    assert path(shapely.Polygon(ring)) == text


def test_a_drawing_has_every_unit_kecamatan_and_label_in_the_frame() -> None:
    units = {unit.kelurahan_code: unit for unit in city_units(KEDIRI)}
    found = drawing(kediri(), units)
    assert {key: found[key] for key in ("city_code", "kind", "width", "source", "note")} == {
        "city_code": KEDIRI, "kind": "schematic", "width": 1000, "source": "sumber", "note": "Peta skematik, bukan batas resmi",
    }
    assert list(found["units"]) == list(units)
    assert set(found["kecamatan"]) == {unit.kecamatan_code for unit in units.values()}
    for code, unit in found["units"].items():
        assert unit["name"] == units[code].kelurahan_name
        assert unit["kecamatan_code"] == code[:8]
    for shape in (*found["units"].values(), *found["kecamatan"].values()):
        assert shape["d"].startswith("M") and shape["d"].endswith("z")
        points = np.vstack(rings(shape["d"]))
        assert points.min() >= 9.9 and points[:, 0].max() <= 990.1 and points[:, 1].max() <= found["height"] - 9
        polygon = shapely.union_all([shapely.Polygon(ring) for ring in rings(shape["d"])])
        assert polygon.contains(shapely.Point(shape["x"], shape["y"]))
        assert shape["r"] > 0
    for kecamatan in found["kecamatan"].values():
        left, top, right, bottom = kecamatan["box"]
        assert left < kecamatan["x"] < right and top < kecamatan["y"] < bottom


def test_a_drawing_is_true_to_scale_with_north_up() -> None:
    units = {unit.kelurahan_code: unit for unit in city_units(KEDIRI)}
    found = drawing(kediri(), units)
    for code, unit in found["units"].items():
        assert area(unit["d"]) * found["km_per_unit"] ** 2 == pytest.approx(units[code].area_km2, rel=0.06)
    whole = sum(unit.area_km2 for unit in units.values())
    assert area(found["outline"]) * found["km_per_unit"] ** 2 == pytest.approx(whole, rel=0.01)
    north, south = max(units, key=lambda code: units[code].lat), min(units, key=lambda code: units[code].lat)
    assert found["units"][north]["y"] < found["units"][south]["y"]


def test_the_drawing_of_bandung_is_small(shared: Path, own_folder: Path) -> None:
    polygons, _ = read_boundaries(real_file(shared, "32.73"), "32.73")
    target = write(CityGeometry("32.73", "boundaries", polygons, "sumber", "abc", "2026-01-31"), city_units("32.73"))
    assert target == own_folder / "32.73.boundaries.json"
    assert target.stat().st_size < 120_000


def test_geojson_has_the_agreed_properties_and_five_decimals(own_folder: Path) -> None:
    write(kediri(), city_units(KEDIRI))
    content = json.loads((own_folder / "35.71.schematic.geojson").read_text(encoding="utf-8"))
    assert content["type"] == "FeatureCollection"
    assert len(content["features"]) == 46
    first = content["features"][0]
    assert set(first["properties"]) == {"kelurahan_code", "kelurahan_name", "kecamatan_code", "kecamatan_name"}
    numbers = re.findall(r"-?\d+\.(\d+)", json.dumps(first["geometry"]["coordinates"]))
    assert max(map(len, numbers)) <= 5
    exterior = shapely.geometry.shape(first["geometry"]).exterior
    assert exterior.is_ccw  # RFC 7946, 3.1.6


def test_nothing_but_whole_files_is_left_in_the_folder(own_folder: Path) -> None:
    write(kediri(), city_units(KEDIRI))
    write(kediri(), city_units(KEDIRI))
    assert sorted(file.name for file in own_folder.iterdir()) == ["35.71.schematic.geojson", "35.71.schematic.json"]


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(own_folder: Path) -> None:
    own_folder.write_text("a file where the folder should be")
    with pytest.raises(UserError, match="Peta tidak dapat disimpan"):
        write(kediri(), city_units(KEDIRI))


def test_neighbours_share_a_border_and_not_only_a_corner() -> None:
    squares = np.array([shapely.box(x, y, x + 1, y + 1) for y in range(2) for x in range(2)] + [shapely.box(5, 5, 6, 6)], dtype=object)
    assert neighbours(squares) == [[0, 1], [0, 2], [1, 3], [2, 3]]
    assert neighbours(squares[:1]) == []


@pytest.mark.parametrize("city", ["35.71", "32.73"])
def test_every_kelurahan_of_a_schematic_has_neighbours_and_the_city_hangs_together(city: str) -> None:
    units = {unit.kelurahan_code: unit for unit in city_units(city)}
    found = drawing(CityGeometry(city, "schematic", schematic_polygons(city_units(city)), "sumber", "abc", "2026-01-31"), units)
    reached = {0}
    for _ in found["units"]:
        reached |= {at for pair in found["neighbours"] if set(pair) & reached for at in pair}
    assert len(reached) == len(units)
    assert 4 <= 2 * len(found["neighbours"]) / len(units) <= 6


def test_neighbours_of_the_schematic_are_mostly_those_of_the_boundaries(shared: Path) -> None:
    polygons, _ = read_boundaries(real_file(shared, "32.73"), "32.73")
    units = {unit.kelurahan_code: unit for unit in city_units("32.73")}
    true, near = (
        {tuple(pair) for pair in drawing(CityGeometry("32.73", kind, shapes, "sumber", "abc", "2026-01-31"), units)["neighbours"]}
        for kind, shapes in (("boundaries", polygons), ("schematic", schematic_polygons(city_units("32.73"))))
    )
    assert len(true & near) / len(true | near) > 0.6
