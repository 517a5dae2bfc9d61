"""The cities that the agency added itself: their lists in `paths.own_reference()`, shaped like those of the project."""

import csv
import io
import os
from pathlib import Path
from uuid import uuid4

from data import paths
from data.errors import UserError
from data.reference import City, Unit, cities, own_cities, read_rows, units
from geo.published import KINDS

_CITY = ("city_code", "city_name", "province_name", "population", "population_male", "population_female", "population_date", "area_km2", "source")
_UNIT = (
    "kelurahan_code", "kelurahan_name", "kecamatan_code", "kecamatan_name", "kind", "area_km2", "lat", "lon", "bps_code",
    "rw_count", "rt_count", "valid_from",
)


def own_city(city_code: str) -> City | None:
    """The city of this code, when only the agency's own lists have it."""
    return next((city for city in cities() if city.city_code == city_code and city_code in own_cities()), None)


def store(city: City, found: tuple[Unit, ...]) -> Path:
    """Keep the lists of an own city, new or in place of the old ones; the path of its list of kelurahan."""
    folder = paths.own_reference()
    title = f"# {city.city_name} ({city.city_code}): {len(found)} kelurahan/desa. {city.source}; luas dan titik pusat dihitung dari poligonnya.\n"
    rows = [{column: getattr(unit, column, None) for column in _UNIT} for unit in found]
    path = _write(folder / "kelurahan" / f"{city.city_code}.csv", title, _UNIT, rows)
    known = {row["city_code"]: row for row in _city_rows()}
    row = {"city_code": city.city_code, "city_name": city.city_name, "province_name": city.province_name, "source": city.source}
    row["area_km2"] = round(sum(unit.area_km2 for unit in found), 3)
    # Last, because the row is what makes the lists count.
    _write_cities({**known, city.city_code: known.get(city.city_code, {}) | row})
    return path


def forget(city_code: str) -> list[str]:
    """Remove the lists and the drawings of an own city; the names of the files removed."""
    if own_city(city_code) is None:
        own = ", ".join(f"{city.city_code} {city.city_name}" for city in cities() if city.city_code in own_cities()) or "belum ada"
        raise UserError(f"Kota {city_code} bukan kota tambahan, jadi tidak ada yang dihapus. Kota tambahan: {own}.")
    _write_cities({row["city_code"]: row for row in _city_rows() if row["city_code"] != city_code})
    lists = paths.own_reference() / "kelurahan" / f"{city_code}.csv"
    drawings = [paths.geometry() / f"{city_code}.{kind}.{ending}" for kind in KINDS for ending in ("json", "geojson")]
    gone = [path for path in (lists, *drawings) if path.is_file()]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def changes(before: tuple[Unit, ...], after: tuple[Unit, ...]) -> list[str]:
    """What a newer list of a city changes, as Indonesian sentences; none for the first list."""
    old, new = ({unit.kelurahan_code: unit for unit in listed} for listed in (before, after))
    if not old:
        return []
    renamed = [f"{old[code].kelurahan_name} menjadi {unit.kelurahan_name}" for code, unit in new.items()
               if code in old and old[code].kelurahan_name != unit.kelurahan_name]
    found = (
        ("Baru di daftar", [f"{unit.kelurahan_name} ({code})" for code, unit in new.items() if code not in old]),
        ("Tidak ada lagi di daftar", [f"{unit.kelurahan_name} ({code})" for code, unit in old.items() if code not in new]),
        ("Berganti nama", renamed),
    )
    return [f"{title} ({len(names)}): {'; '.join(names[:12])}{'; dan lainnya' if len(names) > 12 else ''}." for title, names in found if names]


def own_units(city_code: str) -> tuple[Unit, ...]:
    """The units that the agency's own list of this city has now."""
    return tuple(unit for unit in units() if unit.city_code == city_code) if city_code in own_cities() else ()


def _city_rows() -> list[dict[str, str]]:
    path = paths.own_reference() / "city.csv"
    return list(read_rows(path)) if path.is_file() else []


def _write_cities(rows: dict[str, dict]) -> None:
    title = "# Kota tambahan dinas, dibuat oleh python -m geo import. Penduduk boleh kosong: tidak diketahui.\n"
    _write(paths.own_reference() / "city.csv", title, _CITY, list(rows.values()))


def _write(path: Path, title: str, columns: tuple[str, ...], rows: list[dict]) -> Path:
    """Whole or not at all."""
    text = io.StringIO()
    text.write(" ".join(title.split()) + "\n")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text.getvalue(), encoding="utf-8")
        os.replace(temporary, path)
    except OSError as error:
        mend = "Periksa izin tulis dan ruang cakram folder itu."
        raise UserError(f"Daftar kota tidak dapat disimpan di {path.parent}: {error.strerror}. {mend}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return path
