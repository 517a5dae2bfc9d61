"""The five real boundary files, and small files with one fault each, written for a test."""

import json
from collections.abc import Callable
from pathlib import Path

from geo.boundary_report import ImportReport

REAL_FILES = {
    "32.73": "kota-bandung.geojson",
    "35.71": "kota-kediri.geojson",
    "13.77": "kota-pariaman.geojson",
    "36.71": "kota-tangerang.geojson",
    "13.72": "kota-solok.geojson",
}


def real_file(shared: Path, city_code: str) -> Path:
    """The city's boundary file outside the project."""
    return shared / "geo" / REAL_FILES[city_code]


def changed(source: Path, target: Path, change: Callable[[list[dict]], list[dict]]) -> Path:
    """A copy of a GeoJSON file whose list of features went through `change`."""
    content = json.loads(source.read_text(encoding="utf-8"))
    content["features"] = change(content["features"])
    target.write_text(json.dumps(content), encoding="utf-8")
    return target


def real_sql(shared: Path, city_code: str) -> Path:
    """The city's boundary file as its public source has it."""
    return shared / "geo" / "source" / f"wilayah_boundaries_kel_{city_code}.sql"


def is_complete(report: ImportReport) -> bool:
    """Every unit of the city got its polygon."""
    return report.matched == report.unit_count
