"""Which drawing a page gets, and when a schematic is computed again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.paths import ROOT
from geo import published

SOLOK = "13.72"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path))
    return tmp_path


def test_a_city_without_files_has_no_drawing() -> None:
    assert published.available(SOLOK) == []


def test_the_schematic_comes_with_tiles_and_stands_in_for_boundaries(own_folder: Path) -> None:
    assert published.ensure_schematic(SOLOK) == own_folder / "13.72.schematic.json"
    assert published.available(SOLOK) == ["schematic", "tiles"]


def test_a_city_of_which_nothing_was_drawn_is_drawn_when_a_report_needs_it() -> None:
    assert published.drawn(SOLOK) == ["schematic", "tiles"] == published.available(SOLOK)


def test_the_schematic_is_computed_again_only_when_its_facts_change(own_folder: Path) -> None:
    path = published.ensure_schematic(SOLOK)
    first = path.stat().st_mtime_ns
    assert published.ensure_schematic(SOLOK).stat().st_mtime_ns == first
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | {"made_from": "fakta lama"}), encoding="utf-8")
    published.ensure_schematic(SOLOK)
    assert json.loads(path.read_text(encoding="utf-8")) == content


def test_the_address_changes_with_the_content(own_folder: Path) -> None:
    path = published.ensure_schematic(SOLOK)
    before = published.drawing_url(SOLOK, "schematic")
    assert before.startswith("app/static/geometry/13.72.schematic.json?v=")
    assert published.drawing_url(SOLOK, "schematic") == before
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert published.drawing_url(SOLOK, "schematic") != before


def test_a_page_that_imports_published_loads_no_geometry_library() -> None:
    heavy = "{'geopandas', 'shapely', 'scipy', 'matplotlib', 'pyogrio'}"
    code = f"import sys; from geo import published, breaks; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_neighbours_come_from_the_schematic_where_there_are_no_boundaries() -> None:
    assert published.neighbours(SOLOK) is None
    published.ensure_schematic(SOLOK)
    found = published.neighbours(SOLOK)
    assert found.is_approximate and all(one.startswith(SOLOK) and other.startswith(SOLOK) and one < other for one, other in found.pairs)


def test_a_drawing_made_before_neighbours_were_written_shows_them_in_its_shapes(own_folder: Path) -> None:
    path = published.ensure_schematic(SOLOK)
    pairs = published.neighbours(SOLOK).pairs
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["neighbours"]
    boundaries = own_folder / f"{SOLOK}.boundaries.json"
    boundaries.write_text(json.dumps(content), encoding="utf-8")
    assert published.neighbours(SOLOK).is_approximate, "without its shapes the schematic stands in"
    shapes = boundaries.with_suffix(".geojson")
    shapes.write_bytes(path.with_suffix(".geojson").read_bytes())
    boundaries.write_text(json.dumps({**content, "kind": "boundaries"}), encoding="utf-8")
    found = published.neighbours(SOLOK)
    assert not found.is_approximate and found.pairs == pairs
    shapes.unlink()
    path.unlink()
    boundaries.write_text(json.dumps(content), encoding="utf-8")
    assert published.neighbours(SOLOK) is None
