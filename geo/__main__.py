"""`python -m geo import|check|schematic`: boundaries and schematic maps of the cities. Exit 0 done, 2 an input to mend."""

import argparse
import hashlib
import sys
from datetime import date
from pathlib import Path

from data.command_line import Parser, finish
from data.reference import City, Unit, cities, city_units
from geo import published

KIND_WORDS = {"boundaries": "batas", "schematic": "skematik", "tiles": "petak"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    return finish(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m geo", description="Batas dan peta skematik kota.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="perintah")
    importing = commands.add_parser("import", help="baca berkas batas resmi satu kota")
    formats = "GeoJSON, GeoPackage, Shapefile (boleh di-zip), KML, atau TopoJSON"
    importing.add_argument("file", type=Path, metavar="BERKAS", help=formats)
    importing.add_argument("--city", required=True, metavar="KODE", help="kode kota, misalnya 32.73")
    importing.add_argument("--source", metavar="TEKS", help="sumber yang dicetak di peta; tanpa ini nama berkas")
    importing.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    importing.set_defaults(run=_import)
    checking = commands.add_parser("check", help="peta apa yang dimiliki tiap kota")
    checking.add_argument("--city", metavar="KODE")
    checking.set_defaults(run=_check)
    drawing = commands.add_parser("schematic", help="hitung peta skematik dan petak")
    drawing.add_argument("--city", metavar="KODE")
    drawing.set_defaults(run=_schematic)
    return parser


def _import(chosen: argparse.Namespace) -> None:
    # imported here: geopandas takes seconds, the other commands do not need it
    from geo.boundaries import read_boundaries
    from geo.drawing import CityGeometry, write

    units = city_units(chosen.city)
    polygons, report = read_boundaries(chosen.file, chosen.city)
    print("\n".join(report.sentences()))
    if chosen.dry_run:
        print("Hanya diperiksa, tidak ada yang disimpan.")
        return
    made_from = hashlib.sha256(chosen.file.read_bytes()).hexdigest()[:12]
    source = chosen.source or f"Batas dari berkas {chosen.file.name}"
    path = write(CityGeometry(chosen.city, "boundaries", polygons, source, made_from, date.today().isoformat()), units)
    print(f"Disimpan: {path} ({path.stat().st_size / 1000:.0f} kB).")


def _check(chosen: argparse.Namespace) -> None:
    for city in _chosen_cities(chosen.city):
        units = city_units(city.city_code)
        print(f"{city.city_code} {city.city_name}, {len(units)} kelurahan/desa")
        kinds = published.available(city.city_code)
        for kind in kinds:
            print("\n".join(_facts(city.city_code, kind, units)))
        if "boundaries" not in kinds:
            print(f"  Belum ada batas resmi. Jalankan: python -m geo import BERKAS --city {city.city_code}")


def _facts(city_code: str, kind: str, units: tuple[Unit, ...]) -> list[str]:
    """What a drawing is made from, and what it lacks."""
    drawing = published.about(city_code, kind)
    drawn = set(drawing.unit_codes)
    missing = [unit.kelurahan_name for unit in units if unit.kelurahan_code not in drawn]
    unknown = sorted(drawn - {unit.kelurahan_code for unit in units})
    lines = [f"  {KIND_WORDS[kind]:9} {len(units) - len(missing)} dari {len(units)}; dibuat {drawing.made_on}; {drawing.source}"]
    if missing:
        lines.append(f"            Tanpa batas ({len(missing)}): {', '.join(missing)}.")
    if unknown:
        lines.append(f"            Tidak ada di acuan ({len(unknown)}): {', '.join(unknown)}.")
    if kind != "boundaries" and drawing.made_from != published.reference_digest(units):
        lines.append(f"            Acuan sudah berubah. Jalankan: python -m geo schematic --city {city_code}")
    return lines


def _schematic(chosen: argparse.Namespace) -> None:
    for city in _chosen_cities(chosen.city):
        path = published.ensure_schematic(city.city_code)
        print(f"{city.city_code} {city.city_name}: {path}")


def _chosen_cities(code: str | None) -> tuple[City, ...]:
    if code is None:
        return cities()
    city_units(code)
    return tuple(city for city in cities() if city.city_code == code)


if __name__ == "__main__":
    sys.exit(main())
