"""Which drawings of a city exist and under which address the browser finds them. Light: pages import this."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from data import paths
from data.reference import Unit, city_units

KINDS = ("boundaries", "schematic", "tiles")
METHOD = "3"  # raise it when schematic or tiles are computed differently, so that old files are made anew
_SCHEMATIC_SOURCE = "Dihitung dari titik pusat dan luas tiap kelurahan/desa"


def available(city_code: str) -> list[str]:
    """Kinds of drawing that exist for the city, best first."""
    return [kind for kind in KINDS if _file(city_code, kind).is_file()]


def drawn(city_code: str) -> list[str]:
    """As `available`; a city of which nothing was drawn gets its schematic ones first."""
    if not available(city_code):
        ensure_schematic(city_code)
    return available(city_code)


def drawing_url(city_code: str, kind: str) -> str:
    """Address relative to the app; it changes with the content, so the browser may keep the file for ever."""
    path = _file(city_code, kind)
    stamp = path.stat()
    return f"app/static/geometry/{path.name}?v={_digest(path, stamp.st_mtime_ns, stamp.st_size)}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing says about itself; `made_from` identifies its inputs, `made_on` is an ISO date."""

    source: str
    note: str
    made_from: str
    made_on: str
    unit_codes: tuple[str, ...]


def about(city_code: str, kind: str) -> Drawing:
    """The facts of a drawing that exists."""
    content = json.loads(_file(city_code, kind).read_text(encoding="utf-8"))
    return Drawing(content["source"], content["note"], content["made_from"], content["made_on"], tuple(content["units"]))


def credit(source: str) -> str:
    """The source of a drawing as it stands below a map; one that begins with 'Batas:' says by itself what it is the source of."""
    return source if not source or source.startswith("Batas:") else f"Sumber peta: {source}"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which kelurahan of a city border on each other: `pairs` of codes; `is_approximate` where they come from the schematic."""

    pairs: tuple[tuple[str, str], ...]
    is_approximate: bool


def neighbours(city_code: str) -> Neighbours | None:
    """From the boundaries, else from the schematic; None where the city has neither, or only files whose shapes were lost."""
    for kind in ("boundaries", "schematic"):
        path = _file(city_code, kind)
        if path.is_file() and (pairs := _pairs(path, path.stat().st_mtime_ns, path.stat().st_size)) is not None:
            return Neighbours(pairs, kind == "schematic")
    return None


def ensure_schematic(city_code: str) -> Path:
    """The schematic drawing, computed together with the tiles when missing or when the reference rows have changed."""
    units = city_units(city_code)
    made_from = reference_digest(units)
    path = _file(city_code, "schematic")
    if not all(_is_from(_file(city_code, kind), made_from) for kind in ("schematic", "tiles")):
        _compute(city_code, units, made_from)
    return path


def reference_digest(units: tuple[Unit, ...]) -> str:
    """Short name of the facts a schematic is made from."""
    facts = [METHOD, *(f"{u.kelurahan_code}|{u.kelurahan_name}|{u.kecamatan_name}|{u.area_km2}|{u.lat}|{u.lon}" for u in units)]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:12]


def _compute(city_code: str, units: tuple[Unit, ...], made_from: str) -> None:
    # imported here: shapely and scipy cost a page half a second that it needs once in the life of an installation
    from geo.drawing import CityGeometry, write
    from geo.schematic import schematic_polygons
    from geo.tiles import tile_polygons

    for kind, polygons in (("tiles", tile_polygons(units)), ("schematic", schematic_polygons(units))):
        write(CityGeometry(city_code, kind, polygons, _SCHEMATIC_SOURCE, made_from, date.today().isoformat()), units)


def _is_from(path: Path, made_from: str) -> bool:
    if not path.is_file():
        return False
    stamp = path.stat()
    return _made_from(path, stamp.st_mtime_ns, stamp.st_size) == made_from


@lru_cache(maxsize=64)
def _made_from(path: Path, _modified: int, _size: int) -> str:
    return str(json.loads(path.read_text(encoding="utf-8")).get("made_from", ""))


@lru_cache(maxsize=64)
def _pairs(path: Path, _modified: int, _size: int) -> tuple[tuple[str, str], ...] | None:
    content = json.loads(path.read_text(encoding="utf-8"))
    if "neighbours" not in content:  # drawn before METHOD 3
        return _pairs_of_shapes(path.with_suffix(".geojson"))
    codes = list(content["units"])
    return tuple((codes[one], codes[other]) for one, other in content["neighbours"])


def _pairs_of_shapes(path: Path) -> tuple[tuple[str, str], ...] | None:
    """The neighbours, read off the shapes beside a drawing."""
    if not path.is_file():
        return None
    from geo.drawing import neighbours_among  # imported here as in _compute

    return neighbours_among(json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=64)
def _digest(path: Path, _modified: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _file(city_code: str, kind: str) -> Path:
    return paths.geometry() / f"{city_code}.{kind}.json"
