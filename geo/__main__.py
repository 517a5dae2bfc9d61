"""`python -m geo import|fetch|check|schematic|forget`: boundaries and maps of the cities, and cities of one's own.

Exit 0 done, 2 an input to mend.
"""

import argparse
import hashlib
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from data.command_line import Parser, finish
from data.errors import UserError
from data.forms import numeral
from data.reference import City, Unit, cities, city_units, own_cities
from geo import fetch, own_city, published

KIND_WORDS = {"boundaries": "batas", "schematic": "skematik", "tiles": "petak"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    return finish(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m geo", description="Batas dan peta skematik kota.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="perintah")
    importing = commands.add_parser("import", help="baca berkas batas resmi satu kota")
    formats = "GeoJSON, GeoPackage, Shapefile (boleh di-zip), KML, TopoJSON, atau SQL wilayah_boundaries"
    importing.add_argument("file", type=Path, metavar="BERKAS", help=formats)
    importing.add_argument("--city", required=True, metavar="KODE", help="kode kota, misalnya 32.73")
    importing.add_argument("--source", metavar="TEKS", help="sumber yang dicetak di peta; tanpa ini nama berkas")
    importing.add_argument("--name", metavar="NAMA", help="nama kota yang belum ada di daftar acuan, bila berkas tidak menyebutnya")
    by_line = "nama kecamatan kota itu, satu baris satu kecamatan: 32.04.01;Ciwidey"
    importing.add_argument("--kecamatan", type=Path, metavar="DAFTAR", help=by_line)
    importing.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    importing.set_defaults(run=_import)
    fetching = commands.add_parser("fetch", help="unduh batas resmi dari sumber umum; hanya perintah ini memakai jaringan")
    which = fetching.add_mutually_exclusive_group(required=True)
    which.add_argument("--city", metavar="KODE", help="kode kota, misalnya 32.73")
    which.add_argument("--all", action="store_true", help="semua kota di data/reference/boundary_source.csv")
    elsewhere = "folder web lain yang menyimpan berkas dengan nama yang sama, misalnya http://10.0.0.5/batas/"
    fetching.add_argument("--from", dest="base", metavar="ALAMAT", help=elsewhere)
    wait = f"lama menunggu jawaban server; tanpa ini {fetch.TIMEOUT_SECONDS:g}"
    fetching.add_argument("--timeout", type=_seconds, default=fetch.TIMEOUT_SECONDS, metavar="DETIK", help=wait)
    fetching.set_defaults(run=_fetch)
    checking = commands.add_parser("check", help="peta apa yang dimiliki tiap kota")
    checking.add_argument("--city", metavar="KODE", help="satu kota saja, misalnya 32.73; tanpa ini semua kota")
    checking.set_defaults(run=_check)
    drawing = commands.add_parser("schematic", help="hitung peta skematik dan petak")
    drawing.add_argument("--city", metavar="KODE", help="satu kota saja, misalnya 32.73; tanpa ini semua kota")
    drawing.set_defaults(run=_schematic)
    forgetting = commands.add_parser("forget", help="hapus kota tambahan: daftarnya dan petanya")
    forgetting.add_argument("--city", required=True, metavar="KODE", help="kode kota tambahan, misalnya 32.04")
    forgetting.set_defaults(run=_forget)
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value <= fetch.LONGEST_SECONDS:
        raise argparse.ArgumentTypeError(f"detik antara 0 dan {fetch.LONGEST_SECONDS:g}, bukan {text}")
    return value


def _import(chosen: argparse.Namespace) -> None:
    if chosen.city in {city.city_code for city in cities()} - own_cities():
        if chosen.name or chosen.kecamatan:
            raise UserError(f"Kota {chosen.city} sudah ada di daftar acuan, jadi --name dan --kecamatan tidak dipakai. Ulangi tanpa keduanya.")
        _read_and_store(chosen.file, chosen.city, chosen.source, chosen.dry_run)
    else:
        _import_own_city(chosen)


def _import_own_city(chosen: argparse.Namespace) -> None:
    """A city that only its boundary file knows: its maps first, then the lists that make it a city; the same file again changes nothing."""
    from geo.new_city import Given, kecamatan_names, read_city  # imported here as in _read_and_store

    before, known = own_city.own_city(chosen.city), own_city.own_units(chosen.city)
    kecamatan = kecamatan_names(chosen.kecamatan, chosen.city) if chosen.kecamatan else {}
    found = read_city(chosen.file, chosen.city, Given(chosen.name or (before.city_name if before else ""), kecamatan, known))
    is_same = known == found.units and before is not None and before.city_name == found.city.city_name
    if is_same and "boundaries" in published.available(chosen.city):
        drawn = published.about(chosen.city, "boundaries")
        if drawn.made_from == _digest(chosen.file) and drawn.source == (chosen.source or drawn.source):
            print(f"Berkas ini sudah diimpor untuk {chosen.city} {found.city.city_name}; tidak ada yang berubah.")
            return
    print("\n".join((*found.sentences, *own_city.changes(known, found.units))))
    _read_and_store(chosen.file, chosen.city, chosen.source, chosen.dry_run, found.units)
    if not chosen.dry_run:
        if not is_same:
            print(f"Disimpan: {own_city.store(found.city, found.units)}.")
        published.ensure_schematic(chosen.city)
        print("Jalankan python -m ingest build, lalu tutup dan buka lagi program; kota ini lalu dapat dipilih di bilah atas.")


def _read_and_store(
    file: Path, city_code: str, source: str | None = None, dry_run: bool = False, units: tuple[Unit, ...] | None = None
) -> None:
    """The boundaries of one file drawn for its city; a file of the public source names that source by itself."""
    known = units or city_units(city_code)
    # imported here: geopandas takes seconds, the other commands do not need it
    from geo.boundaries import read_boundaries
    from geo.drawing import CityGeometry, write

    polygons, report = read_boundaries(file, city_code, known)
    print("\n".join(report.sentences()))
    if dry_run:
        print("Hanya diperiksa, tidak ada yang disimpan.")
        return
    if not source and (hint := fetch.unproven_source(file, city_code)):
        print(hint)
    source = source or fetch.source_of_file(file)
    path = write(CityGeometry(city_code, "boundaries", polygons, source, _digest(file), date.today().isoformat()), known)
    print(f"Disimpan: {path} ({path.stat().st_size / 1000:.0f} kB).")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _forget(chosen: argparse.Namespace) -> None:
    gone = own_city.forget(chosen.city)
    print(f"Dihapus: {', '.join(gone)}. Jalankan python -m ingest build, lalu tutup dan buka lagi program; data kota ini tidak lagi dibaca.")


def _fetch(chosen: argparse.Namespace) -> None:
    sources = fetch.boundary_sources() if chosen.all else (fetch.source_of_city(chosen.city),)
    faults = []
    for at, source in enumerate(sources, start=1):
        try:
            _fetch_one(source, chosen)
        except UserError as error:
            faults.append(str(error))
            if isinstance(error, fetch.Unreachable):
                if at < len(sources):
                    faults[-1] += f". Berkas {len(sources) - at} kota lain juga belum diunduh; alamatnya ada di data/reference/boundary_source.csv."
                break
    if faults:
        raise UserError("\n".join(faults))


def _fetch_one(source: fetch.BoundarySource, chosen: argparse.Namespace) -> None:
    city_units(source.city_code)
    print(f"{source.city_code}: mengunduh {source.file_name} ({source.licence})", flush=True)
    with TemporaryDirectory() as folder:
        file = fetch.fetch(source, Path(folder), chosen.base, chosen.timeout, progress=_show_progress)
        print(f"{numeral(file.stat().st_size / 1000)} kB diterima, SHA-256 cocok.", flush=True)
        _read_and_store(file, source.city_code)


def _show_progress(received: int, expected: int | None) -> None:
    """A line that counts up in place; nothing where the output is kept in a file."""
    if sys.stdout.isatty():
        of = f" dari {numeral(expected / 1000)}" if expected else ""
        print(f"\r{numeral(received / 1000)}{of} kB", end="\r", flush=True)


def _check(chosen: argparse.Namespace) -> None:
    for city in _chosen_cities(chosen.city):
        units = city_units(city.city_code)
        print(f"{city.city_code} {city.city_name}, {len(units)} kelurahan/desa")
        kinds = published.available(city.city_code)
        for kind in kinds:
            print("\n".join(_facts(city.city_code, kind, units)))
        if "boundaries" not in kinds:
            by_file = f"python -m geo import BERKAS --city {city.city_code}"
            print(f"  Belum ada batas resmi. Jalankan: {by_file}{_or_fetch(city.city_code)}")


def _or_fetch(city_code: str) -> str:
    """The shorter way, for a city that has a public source."""
    known = any(source.city_code == city_code for source in fetch.boundary_sources())
    return f", atau: python -m geo fetch --city {city_code}" if known else ""


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
