"""Boundary files: every unit exactly once, every fault named."""

import json
import random
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from data.errors import UserError
from data.reference import city_units
from geo.boundaries import read_boundaries
from tests.geo.boundary_files import REAL_FILES, changed, is_complete, real_file

SOLOK = "13.72"


@pytest.fixture
def solok(shared: Path) -> Path:
    return real_file(shared, SOLOK)


@pytest.mark.parametrize("city_code", REAL_FILES)
def test_a_real_file_gives_every_unit_once_with_shared_borders(city_code: str, shared: Path) -> None:
    polygons, report = read_boundaries(real_file(shared, city_code), city_code)
    units = city_units(city_code)
    assert list(polygons) == [unit.kelurahan_code for unit in units]
    shapes = np.array(list(polygons.values()), dtype=object)
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)
    assert is_complete(report)
    assert not report.missing + report.foreign + report.doubtful + report.doubled + report.area_differences
    assert report.overlap_km2 < 0.002 * report.city_area_km2
    assert shapely.get_num_coordinates(shapes).sum() <= max(5000, 33 * len(units))


def test_a_crossed_ring_is_mended_and_named(solok: Path, tmp_path: Path) -> None:
    def cross(features: list[dict]) -> list[dict]:
        ring = features[3]["geometry"]["coordinates"][0][0]
        at = 1
        while shapely.Polygon(ring).is_valid:
            ring[at], ring[at + 1] = ring[at + 1], ring[at]
            at += 2
        return features

    polygons, report = read_boundaries(changed(solok, tmp_path / "silang.geojson", cross), SOLOK)
    assert len(report.mended) == 1
    assert report.mended[0].startswith(city_units(SOLOK)[3].kelurahan_name)
    assert all(shape.is_valid for shape in polygons.values())
    assert any("bersilang" in sentence for sentence in report.sentences())


def test_a_ring_that_is_not_closed_is_closed_and_named(solok: Path, tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    def open_up(features: list[dict]) -> list[dict]:
        features[3]["geometry"]["coordinates"][0][0].pop()
        return features

    polygons, report = read_boundaries(changed(solok, tmp_path / "terbuka.geojson", open_up), SOLOK)
    third = city_units(SOLOK)[3]
    assert len(polygons) == 13 and report.mended == [f"{third.kelurahan_name} (kec. {third.kecamatan_name})"]
    assert shapely.area(polygons[third.kelurahan_code]) == pytest.approx(shapely.area(read_boundaries(solok, SOLOK)[0][third.kelurahan_code]), rel=0.01)
    assert not list(recwarn), "nothing English beside the report"


def test_a_row_without_a_shape_is_told_beside_its_missing_place(solok: Path, tmp_path: Path) -> None:
    def lose(features: list[dict]) -> list[dict]:
        features[3]["geometry"] = None
        return features

    _, report = read_boundaries(changed(solok, tmp_path / "hilang.geojson", lose), SOLOK)
    assert len(report.missing) == 1 and len(report.formless) == 1 and city_units(SOLOK)[3].kelurahan_code in report.formless[0]
    assert any("tanpa bentuk yang dapat dibaca (1)" in sentence for sentence in report.sentences())


def test_one_code_with_two_names_is_refused_and_two_ways_to_write_one_name_are_not(solok: Path, tmp_path: Path) -> None:
    def again(name: str) -> Path:
        return changed(solok, tmp_path / "ganda.geojson", lambda features: [*features, {**features[3], "properties": {**features[3]["properties"], "nama": name}}])

    unit = city_units(SOLOK)[3]
    with pytest.raises(UserError, match=f"kode {unit.kelurahan_code} dipakai untuk .*Lain"):
        read_boundaries(again("Lain Sekali"), SOLOK)
    _, report = read_boundaries(again(f"Kelurahan {unit.kelurahan_name.upper()}"), SOLOK)
    assert len(report.doubled) == 1


def test_an_overlap_of_much_of_the_city_is_no_matter_of_lines(solok: Path, tmp_path: Path) -> None:
    def same(features: list[dict]) -> list[dict]:
        features[1]["geometry"] = features[0]["geometry"]
        return features

    said = " ".join(read_boundaries(changed(solok, tmp_path / "sama.geojson", same), SOLOK)[1].sentences())
    assert "periksa berkasnya" in said and "Sudah dirapikan" not in said
    assert "Sudah dirapikan" in " ".join(read_boundaries(solok, SOLOK)[1].sentences())


def test_missing_foreign_and_doubled_units_are_reported(solok: Path, tmp_path: Path) -> None:
    def damage(features: list[dict]) -> list[dict]:
        stranger = json.loads(json.dumps(features[0]))
        stranger["properties"] |= {"kode_kelurahan": "13.71.01.1001", "nama": "Di Kota Lain"}
        return [*features[1:], features[4], stranger]

    polygons, report = read_boundaries(changed(solok, tmp_path / "cacat.geojson", damage), SOLOK)
    units = city_units(SOLOK)
    assert len(polygons) == 12
    assert report.missing == [(f"{units[0].kelurahan_name} (kec. {units[0].kecamatan_name})", units[0].area_km2)]
    assert report.foreign == [("13.71.01.1001 Di Kota Lain", pytest.approx(units[0].area_km2, rel=0.01))]
    assert report.doubled == [(f"{units[4].kelurahan_name} (kec. {units[4].kecamatan_name})", pytest.approx(units[4].area_km2, rel=0.01))]
    said = report.sentences()
    assert said[0] == "12 dari 13 kelurahan/desa mendapat batas dari cacat.geojson."
    area = f"{units[0].area_km2:.2f} km²".replace(".", ",")
    assert any(sentence.startswith("Tanpa batas") and area in sentence for sentence in said)
    assert any(sentence.startswith("Bukan bagian kota ini") and area in sentence for sentence in said)


def test_a_hole_and_an_overlap_are_told_with_their_neighbours_and_areas(tmp_path: Path) -> None:
    units = city_units(SOLOK)[:3]
    west, lon, lat = units[0].lon, 0.01, units[0].lat
    hole = shapely.box(west - 0.002, lat - 0.002, west + 0.002, lat + 0.002)
    shapes = [shapely.box(west - lon, lat - lon, west, lat + lon) - hole, shapely.box(west, lat - lon, west + lon, lat + lon) - hole,
              shapely.box(west + 0.009, lat - lon, west + 0.03, lat + lon)]
    table = geopandas.GeoDataFrame({"kode": [unit.kelurahan_code for unit in units]}, geometry=shapes, crs=4326)
    table.to_file(tmp_path / "celah.geojson", driver="GeoJSON")
    _, report = read_boundaries(tmp_path / "celah.geojson", SOLOK)
    first, second, third = (f"{unit.kelurahan_name} (kec. {unit.kecamatan_name})" for unit in units)
    (around, hole_area), (one, other, overlap_area) = report.gaps[0], report.overlap_pairs[0]
    assert sorted(around) == sorted([first, second]) and hole_area == pytest.approx(0.445 * 0.442, rel=0.02)
    assert (one, other) == (second, third) and overlap_area == pytest.approx(0.111 * 2.21, rel=0.02)
    gap, overlap = (next(line for line in report.sentences() if line.startswith(word)) for word in ("Celah", "Tumpang tindih"))
    assert f"{first} dan {second}" in gap or f"{second} dan {first}" in gap
    assert f"antara {second} dan {third}" in overlap


def test_a_slit_that_is_open_to_the_outside_is_told_and_a_bay_is_not(tmp_path: Path) -> None:
    units = city_units(SOLOK)[:3]
    west, south = units[0].lon, units[0].lat - 0.01
    bay = shapely.box(west - 0.02, south + 0.008, west - 0.015, south + 0.012)  # half a kilometre wide, in one place
    shapes = [shapely.box(west - 0.02, south, west, south + 0.02) - bay, shapely.box(west + 0.0001, south, west + 0.01, south + 0.02),
              shapely.box(west + 0.01, south, west + 0.02, south + 0.02)]
    table = geopandas.GeoDataFrame({"kode": [unit.kelurahan_code for unit in units]}, geometry=shapes, crs=4326)
    table.to_file(tmp_path / "terbuka.geojson", driver="GeoJSON")
    _, report = read_boundaries(tmp_path / "terbuka.geojson", SOLOK)
    first, second, _ = (f"{unit.kelurahan_name} (kec. {unit.kecamatan_name})" for unit in units)
    (around, area), = report.slits
    assert sorted(around) == sorted([first, second]) and area == pytest.approx(0.0111 * 2.21, rel=0.05) and not report.gaps
    assert any("terbuka ke luar kota: 1 buah" in sentence for sentence in report.sentences())


def test_parts_of_one_unit_in_several_rows_are_joined(solok: Path, tmp_path: Path) -> None:
    def split(features: list[dict]) -> list[dict]:
        whole = shapely.geometry.shape(features[2]["geometry"])
        left, bottom, right, top = whole.bounds
        middle = (left + right) / 2
        boxes = shapely.box(left, bottom, middle, top), shapely.box(middle, bottom, right, top)
        halves = [whole.intersection(box) for box in boxes]
        parts = [features[2] | {"geometry": shapely.geometry.mapping(half)} for half in halves]
        return [*features[:2], *parts, *features[3:]]

    polygons, report = read_boundaries(changed(solok, tmp_path / "belah.geojson", split), SOLOK)
    assert len(polygons) == 13
    assert list(report.merged.values()) == [2]
    assert not report.doubled
    assert not report.area_differences


def test_names_in_any_order_match_where_there_is_no_code(shared: Path, tmp_path: Path) -> None:
    def forget_codes(features: list[dict]) -> list[dict]:
        random.Random(1).shuffle(features)
        for feature in features:
            place = feature["properties"]
            feature["properties"] = {"OBJECTID": 7, "WADMKD": place["nama"].upper(), "WADMKC": place["kecamatan"].upper()}
        return features

    path = changed(real_file(shared, "32.73"), tmp_path / "tanpa_kode.geojson", forget_codes)
    polygons, report = read_boundaries(path, "32.73")
    assert len(polygons) == 151
    assert len(report.matched_by_name) == 151
    assert not report.area_differences


@pytest.mark.parametrize("style", ["undotted", "number"])
def test_codes_without_dots_are_codes_too(style: str, solok: Path, tmp_path: Path) -> None:
    def undot(features: list[dict]) -> list[dict]:
        for feature in features:
            digits = feature["properties"]["kode_kelurahan"].replace(".", "")
            feature["properties"] = {"kode": digits if style == "undotted" else int(digits)}
        return features

    polygons, report = read_boundaries(changed(solok, tmp_path / "angka.geojson", undot), SOLOK)
    assert len(polygons) == 13
    assert not report.matched_by_name


def test_a_code_and_a_name_that_contradict_are_left_for_a_person(solok: Path, tmp_path: Path) -> None:
    def exchange(features: list[dict]) -> list[dict]:
        features[1]["properties"]["nama"] = features[2]["properties"]["nama"]
        return features

    polygons, report = read_boundaries(changed(solok, tmp_path / "tukar.geojson", exchange), SOLOK)
    assert len(polygons) == 12
    assert len(report.doubtful) == 1
    assert "nama menunjuk" in report.doubtful[0]


def test_metres_of_utm_in_a_geopackage_become_degrees(solok: Path, tmp_path: Path) -> None:
    path = tmp_path / "utm.gpkg"
    geopandas.read_file(solok).to_crs(32747).to_file(path, driver="GPKG", layer="desa")
    _, report = read_boundaries(path, SOLOK)
    assert is_complete(report)
    assert not report.area_differences


def test_a_zipped_shapefile_and_kml_are_read(solok: Path, tmp_path: Path) -> None:
    table = geopandas.read_file(solok)[["kode_kelurahan", "nama", "geometry"]].rename(columns={"kode_kelurahan": "kode"})
    table.to_file(tmp_path / "desa.shp")
    with zipfile.ZipFile(tmp_path / "desa.zip", "w") as archive:
        for part in tmp_path.glob("desa.*"):
            if part.suffix != ".zip":
                archive.write(part, part.name)
    table.rename(columns={"nama": "Name"}).to_file(tmp_path / "desa.kml", driver="KML")
    assert is_complete(read_boundaries(tmp_path / "desa.zip", SOLOK)[1])
    with zipfile.ZipFile(tmp_path / "dalam.zip", "w") as archive:  # as a folder that was packed with its name
        for part in tmp_path.glob("desa.*"):
            if part.suffix not in (".zip", ".kml"):
                archive.write(part, f"Batas Desa/2024 (rev)/{part.name}")
    assert is_complete(read_boundaries(tmp_path / "dalam.zip", SOLOK)[1])
    assert is_complete(read_boundaries(tmp_path / "desa.kml", SOLOK)[1])


def test_an_area_far_from_the_reference_is_reported(solok: Path, tmp_path: Path) -> None:
    def shrink(features: list[dict]) -> list[dict]:
        shape = shapely.geometry.shape(features[0]["geometry"])
        features[0]["geometry"] = shapely.geometry.mapping(shapely.affinity.scale(shape, 0.9, 0.9))
        return features

    _, report = read_boundaries(changed(solok, tmp_path / "kecil.geojson", shrink), SOLOK)
    assert city_units(SOLOK)[0].kelurahan_name in report.area_differences[0][0]
    assert report.area_differences[0][1] < report.area_differences[0][2]


@pytest.mark.parametrize(("content", "words"), [
    (b"", "kosong"),
    (b"PK\x03\x04 bukan zip", "tidak dapat dibaca"),
    (b"{ bukan geojson", "tidak dapat dibaca"),
    (b'{"type":"FeatureCollection","features":[]}', "tidak memuat"),
    (b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[100.6,-0.8]}}', "satu pun poligon"),
])
def test_a_broken_or_empty_file_is_one_clear_sentence(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / ("rusak.zip" if content.startswith(b"PK") else "rusak.geojson")
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        read_boundaries(path, SOLOK)
    assert path.name in str(caught.value)


def test_a_file_of_another_city_is_refused(solok: Path) -> None:
    with pytest.raises(UserError, match="tidak memuat satu pun kelurahan/desa kota 35.71"):
        read_boundaries(solok, "35.71")


def test_polygons_far_from_the_city_are_refused(solok: Path, tmp_path: Path) -> None:
    def move(features: list[dict]) -> list[dict]:
        for feature in features:
            shape = shapely.affinity.translate(shapely.geometry.shape(feature["geometry"]), xoff=3)
            feature["geometry"] = shapely.geometry.mapping(shape)
        return features

    with pytest.raises(UserError, match="km dari kota ini"):
        read_boundaries(changed(solok, tmp_path / "jauh.geojson", move), SOLOK)


def test_swapped_latitude_and_longitude_are_put_right(solok: Path, tmp_path: Path) -> None:
    def swap(features: list[dict]) -> list[dict]:
        for feature in features:
            shape = shapely.transform(shapely.geometry.shape(feature["geometry"]), lambda xy: xy[:, ::-1])
            feature["geometry"] = shapely.geometry.mapping(shape)
        return features

    assert is_complete(read_boundaries(changed(solok, tmp_path / "terbalik.geojson", swap), SOLOK)[1])


def test_arcs_of_a_topojson_become_polygons_that_share_them(tmp_path: Path) -> None:
    # two rectangles, the border between them is arc 0, once forward and once backward; steps of 0.001 degree from (100.5, -0.9)
    arcs = [[[117, 60], [0, 80]], [[117, 140], [-67, 0], [0, -80], [67, 0]], [[117, 140], [63, 0], [0, -80], [-63, 0]]]
    west = {"type": "Polygon", "arcs": [[0, 1]], "properties": {"kode": "13.72.01.1001", "nama": "Tanah Garam"}}
    east = {"type": "MultiPolygon", "arcs": [[[2, 0]]], "properties": {"kode": "13.72.01.1002", "nama": "VI Suku"}}
    content = {
        "type": "Topology", "transform": {"scale": [0.001, 0.001], "translate": [100.5, -0.9]}, "arcs": arcs,
        "objects": {"kelurahan": {"type": "GeometryCollection", "geometries": [west, east]}},
    }
    path = tmp_path / "solok.topojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    polygons, report = read_boundaries(path, SOLOK)
    assert list(polygons) == ["13.72.01.1001", "13.72.01.1002"]
    assert polygons["13.72.01.1001"].bounds == pytest.approx((100.55, -0.84, 100.617, -0.76))
    assert polygons["13.72.01.1001"].intersection(polygons["13.72.01.1002"]).length == pytest.approx(0.08)
    assert len(report.missing) == 11 and not report.overlap_pairs and not report.mended
