"""Hexagon tiles: one for each unit, equal, none over another, kecamatan in one piece."""

import numpy as np
import pytest
import shapely

from data.reference import city_units
from geo.projection import LocalPlan
from geo.tile_joining import joined, strays
from geo.tiles import tile_polygons
from tests.geo.boundary_files import REAL_FILES


@pytest.mark.parametrize("city_code", REAL_FILES)
def test_each_unit_has_one_equal_tile_and_each_kecamatan_is_one_piece(city_code: str) -> None:
    units = city_units(city_code)
    tiles = tile_polygons(units)
    assert list(tiles) == [unit.kelurahan_code for unit in units]
    shapes = np.array(list(tiles.values()), dtype=object)
    assert shapely.area(shapes) == pytest.approx(shapely.area(shapes[0]))
    assert shapely.coverage_is_valid(shapes)
    codes = np.array([unit.kecamatan_code for unit in units])
    pieces = {code: shapely.get_num_geometries(shapely.coverage_union_all(shapes[codes == code])) for code in set(codes)}
    assert {code: count for code, count in pieces.items() if count > 1} == {}


def test_tiles_stay_near_their_kelurahan() -> None:
    units = city_units("32.73")
    plan = LocalPlan.around((unit.lon for unit in units), (unit.lat for unit in units))
    tiles = shapely.transform(np.array(list(tile_polygons(units).values()), dtype=object), plan.to_km)
    centroids = plan.to_km(np.array([[unit.lon, unit.lat] for unit in units]))
    moved = np.hypot(*(shapely.get_coordinates(shapely.centroid(tiles)) - centroids).T)
    spacing = np.sqrt(shapely.area(tiles[0]) * 2 / np.sqrt(3))
    assert moved.mean() < 1.0 * spacing


def test_the_same_facts_give_the_same_tiles() -> None:
    units = city_units("13.77")
    first, second = tile_polygons(units), tile_polygons(units)
    assert all(shapely.equals_exact(first[code], second[code]) for code in first)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_very_small_city_has_its_tiles(count: int) -> None:
    assert len(tile_polygons(city_units("13.72")[:count])) == count


def test_a_stray_unit_walks_to_its_kecamatan() -> None:
    # a row of five tiles held by groups A A B B A: the last A walks home and both B step back
    pairs = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    groups = np.array([0, 0, 1, 1, 0])
    place = joined(np.arange(5), groups, np.zeros((5, 5)), pairs)
    assert sorted(place.tolist()) == [0, 1, 2, 3, 4]
    assert len(strays(place, groups, pairs)) == 0
