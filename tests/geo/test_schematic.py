"""Schematic polygons: right areas, no empty cell, nearer to the truth than plain Voronoi."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.reference import Unit, city_units
from geo.boundaries import read_boundaries
from geo.power_diagram import diagram, fitted_weights
from geo.projection import LocalPlan
from geo.schematic import schematic_polygons
from tests.geo.boundary_files import REAL_FILES, real_file


def flat(polygons: dict[str, shapely.Geometry], units: tuple[Unit, ...]) -> np.ndarray:
    """The polygons in the order of the units, in km."""
    plan = LocalPlan.around((unit.lon for unit in units), (unit.lat for unit in units))
    return shapely.transform(np.array([polygons[unit.kelurahan_code] for unit in units], dtype=object), plan.to_km)


def median_overlap(first: np.ndarray, second: np.ndarray) -> float:
    common = shapely.area(shapely.intersection(first, second))
    return float(np.median(common / (shapely.area(first) + shapely.area(second) - common)))


@pytest.mark.parametrize("city_code", REAL_FILES)
def test_every_unit_has_one_valid_polygon_of_its_area(city_code: str) -> None:
    units = city_units(city_code)
    shapes = flat(schematic_polygons(units), units)
    errors = np.abs(shapely.area(shapes) / [unit.area_km2 for unit in units] - 1)
    assert shapely.is_valid(shapes).all()
    assert shapely.get_num_geometries(shapes).tolist() == [1] * len(units)
    assert shapely.coverage_is_valid(shapes)
    assert np.median(errors) < 0.005
    assert errors.max() < 0.03


@pytest.mark.parametrize(
    ("city_code", "least"), [("32.73", 0.61), ("36.71", 0.61), ("13.77", 0.58), ("35.71", 0.50), ("13.72", 0.50)]
)
def test_the_schematic_resembles_the_real_city(city_code: str, least: float, shared: Path) -> None:
    # a plain Voronoi diagram of the centroids reached 0.56 in Bandung
    units = city_units(city_code)
    real = flat(read_boundaries(real_file(shared, city_code), city_code)[0], units)
    assert median_overlap(flat(schematic_polygons(units), units), real) > least


def test_the_same_facts_give_the_same_schematic() -> None:
    units = city_units("35.71")
    first, second = schematic_polygons(units), schematic_polygons(units)
    assert all(shapely.equals_exact(first[code], second[code]) for code in first)


def test_two_units_at_one_point_both_get_ground() -> None:
    units = list(city_units("35.71"))
    units[5] = replace(units[5], lat=units[6].lat, lon=units[6].lon)
    shapes = schematic_polygons(tuple(units))
    assert all(shape.area > 0 for shape in shapes.values())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_very_small_city_works(count: int) -> None:
    units = city_units("13.72")[:count]
    shapes = flat(schematic_polygons(units), units)
    assert shapely.area(shapes) == pytest.approx([unit.area_km2 for unit in units], rel=0.03)


def test_a_far_group_becomes_an_island_with_its_own_area() -> None:
    units = [replace(unit, lon=unit.lon + (0.5 if unit.kecamatan_code == "35.71.03" else 0)) for unit in city_units("35.71")]
    shapes = flat(schematic_polygons(tuple(units)), tuple(units))
    assert len(shapely.get_parts(shapely.union_all(shapes))) >= 2
    assert shapely.area(shapes) == pytest.approx([unit.area_km2 for unit in units], rel=0.03)


def test_weights_divide_a_square_as_asked() -> None:
    square, sites = shapely.box(0, 0, 4, 4), np.array([[1.0, 1], [3, 1], [1, 3], [3, 3]])
    targets = np.array([1.0, 3, 4, 8])
    found = diagram(sites, fitted_weights(sites, targets, square), square)
    assert found.areas == pytest.approx(targets, rel=0.002)
    assert shapely.union_all(found.cells).area == pytest.approx(16)


def test_a_free_site_takes_a_circle_of_its_area() -> None:
    sites, targets = np.array([[0.0, 0], [100, 0], [0, 100]]), np.array([1.0, 4, 9])
    cells = diagram(sites, fitted_weights(sites, targets)).cells
    assert shapely.minimum_bounding_radius(cells) == pytest.approx(np.sqrt(targets / np.pi), rel=0.01)
