"""A city nobody wrote code for: reference rows and a boundary file beside the same program are enough."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.paths import ROOT

CITY = "99.71"
SIDE = 0.02  # degrees, near the equator about 2.22 by 2.21 km
UNITS = {"99.71.01.1001": ("Satu", 0, 0), "99.71.01.1002": ("Dua", 1, 0), "99.71.02.1001": ("Tiga", 0, 1), "99.71.02.1002": ("Empat", 1, 1)}
COLUMNS = "kelurahan_code,kelurahan_name,kecamatan_code,kecamatan_name,kind,area_km2,lat,lon,bps_code,rw_count,rt_count,valid_from"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The program with its reference lists, and nothing of any warehouse or export."""
    folder = tmp_path / "proyek"
    skipped = shutil.ignore_patterns("exports", "warehouse", "secrets", "rejects", "simulation", "__pycache__")
    for part in ("data", "geo"):
        shutil.copytree(ROOT / part, folder / part, ignore=skipped)
    return folder


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PANTAU_GEOMETRY": str(project / "peta"), "PYTHONPATH": "", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments], cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def corners(east: int, north: int) -> list[list[float]]:
    """The square of a unit, latitude first."""
    west, south = 120 + east * SIDE, -1 + north * SIDE
    return [[south, west], [south, west + SIDE], [south + SIDE, west + SIDE], [south + SIDE, west], [south, west]]


def boundary_file(folder: Path) -> Path:
    rows = [f"('{code}','{name}',0,0,'[{corners(east, north)}]')" for code, (name, east, north) in UNITS.items()]
    path = folder / "batas_99.71.sql"
    path.write_text("INSERT INTO wilayah_boundaries(kode,nama,lat,lng,path) VALUES\n" + ",\n".join(rows) + ";\n", encoding="utf-8")
    return path


def add_city(project: Path) -> None:
    with (project / "data" / "reference" / "city.csv").open("a", encoding="utf-8") as file:
        file.write(f"{CITY},Kota Contoh,Provinsi Contoh,,,,,,\n")


def add_units(project: Path) -> None:
    lines = [
        f"{code},{name},{code[:8]},Kecamatan {code[7]},kelurahan,4.923,{-1 + (north + 0.5) * SIDE},{120 + (east + 0.5) * SIDE},,,,2025-01-01"
        for code, (name, east, north) in UNITS.items()
    ]
    (project / "data" / "reference" / "kelurahan" / f"{CITY}.csv").write_text("\n".join([COLUMNS, *lines, ""]), encoding="utf-8")


def test_reference_rows_and_a_boundary_file_make_a_new_city(project: Path) -> None:
    add_city(project)
    add_units(project)
    done = run(project, "import", str(boundary_file(project)), "--city", CITY)
    assert done.returncode == 0, done.stderr
    assert "4 dari 4 kelurahan/desa mendapat batas" in done.stdout and "Luas berbeda" not in done.stdout
    assert run(project, "schematic", "--city", CITY).returncode == 0
    assert sorted(path.name for path in (project / "peta").glob(f"{CITY}.*.json")) == [
        "99.71.boundaries.json", "99.71.schematic.json", "99.71.tiles.json",
    ]
    checked = run(project, "check", "--city", CITY).stdout
    assert "99.71 Kota Contoh, 4 kelurahan/desa" in checked and checked.count("4 dari 4") == 3 and "Batas: berkas batas_99.71.sql" in checked
