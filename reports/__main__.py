"""`python -m reports deck | pdf | xlsx | html`: what leaves the office, in the public view of the data. Exit 0 done, 2 an input to mend."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from data.command_line import Parser, finish
from data.errors import UserError
from data.parameters import Norm, norms_of
from queries.warehouse import ask, current_edition
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.occasion import occasion_of
from reports.storyboard.slides import VARIANTS
from reports.writing import target

_ENDINGS = {"deck": ".pptx", "pdf": ".pdf", "xlsx": ".xlsx", "html": ".html", "template": ".pptx"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    return finish(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m reports", description="Paparan, laporan, buku kerja, dan cerita dari data yang boleh dibawa keluar.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    texts = {"deck": "paparan PowerPoint yang dapat disunting", "pdf": "laporan A4, atau satu halaman", "xlsx": "buku kerja semua tabel", "html": "cerita satu berkas untuk ponsel"}
    runs = {"deck": _deck, "pdf": _pdf, "xlsx": _xlsx, "html": _html}
    for name, text in texts.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("--city", required=True, metavar="KODE", help="kode kota, misalnya 32.73")
        command.add_argument("--period", required=True, type=_month, metavar="TAHUN-BULAN", help="bulan keadaan, misalnya 2024-12")
        command.add_argument("--out", required=True, type=Path, metavar="BERKAS", help=f"berkas yang ditulis, berakhiran {_ENDINGS[name]}")
        if name != "xlsx":
            command.add_argument("--occasion", default="", metavar="TEKS", help="acara pada sampul, misalnya 'Musyawarah Daerah IPSM Kota Bandung'")
            command.add_argument("--date", type=_day, metavar="TAHUN-BULAN-TANGGAL", help="tanggal acara, misalnya 2025-12-12")
            command.add_argument("--place", default="", metavar="TEKS", help="tempat acara, misalnya 'Gedung Serbaguna'")
        command.add_argument("--norm", metavar="ID", help="norma di data/parameters/norms.toml; tanpa ini norma pertama kota itu")
        where = command.add_mutually_exclusive_group()
        where.add_argument("--kecamatan", metavar="KODE", help="hanya satu kecamatan, misalnya 32.73.01")
        if name == "deck":
            where.add_argument("--each-kecamatan", action="store_true", help="satu paparan untuk tiap kecamatan, dalam satu berkas .zip")
            command.add_argument("--variant", choices=VARIANTS, help="musda (kota), kecamatan (rakor), atau satu (satu halaman untuk kepala dinas)")
            command.add_argument("--template", type=Path, metavar="BERKAS", help="templat .pptx milik dinas; tanpa ini data/templates/paparan.pptx")
        if name == "pdf":
            command.add_argument("--variant", choices=("laporan", "satu"), default="laporan", help="laporan (bawaan), atau satu (satu halaman A4 untuk kepala dinas)")
        command.set_defaults(run=runs[name])
    command = commands.add_parser("template", help="tulis templat paparan bawaan, untuk disalin dan disesuaikan")
    command.add_argument("--out", required=True, type=Path, metavar="BERKAS")
    command.set_defaults(run=_template)
    return parser


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").date()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"bulan '{text}' tidak dikenal, tulis seperti 2024-12") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"tanggal '{text}' tidak dikenal, tulis seperti 2025-12-12") from error


def _deck(chosen: argparse.Namespace) -> None:
    # imported here, as in each command below: a report does not wait for the libraries of the others
    from reports.deck.writer import expected, write_deck, write_decks

    if chosen.variant == "musda" and (chosen.kecamatan or chosen.each_kecamatan):
        raise UserError(f"Varian musda berbicara tentang kota. Hapus --variant, atau hapus --{'kecamatan' if chosen.kecamatan else 'each-kecamatan'}.")
    if chosen.variant == "kecamatan" and not (chosen.kecamatan or chosen.each_kecamatan):
        raise UserError("Varian kecamatan berbicara tentang satu kecamatan. Tambahkan --kecamatan KODE atau --each-kecamatan, atau hapus --variant.")
    if not chosen.each_kecamatan:
        path = _path(chosen)
        _say(write_deck(_contents(chosen, chosen.kecamatan), path, variant=chosen.variant, template=chosen.template))
        return
    path, codes = _path(chosen, ".zip"), _kecamatan_codes(chosen)
    print(expected(len(codes)), file=sys.stderr, flush=True)
    each: Iterator[Contents] = (_contents(chosen, code) for code in codes)
    _say(write_decks(each, len(codes), path, variant=chosen.variant, template=chosen.template, progress=_progress))


def _pdf(chosen: argparse.Namespace) -> None:
    from reports.document.page import write_page
    from reports.document.writer import write_document

    path = _path(chosen)
    write = write_page if chosen.variant == "satu" else write_document
    _say(write(_contents(chosen, chosen.kecamatan), path))


def _xlsx(chosen: argparse.Namespace) -> None:
    from reports.workbook.writer import write_workbook

    path = _path(chosen)
    _say(write_workbook(_contents(chosen, chosen.kecamatan), path))


def _html(chosen: argparse.Namespace) -> None:
    from reports.story.writer import write_story

    path = _path(chosen)
    _say(write_story(_contents(chosen, chosen.kecamatan), path))


def _template(chosen: argparse.Namespace) -> None:
    from reports.deck.standard import template_bytes

    path = _path(chosen)
    with target(path) as file:
        file.write(template_bytes())
    _say(path)


def _path(chosen: argparse.Namespace, ending: str | None = None) -> Path:
    """The file to write. UserError for another ending, which would not open where it is clicked."""
    ending = ending or _ENDINGS[chosen.command]
    if chosen.out.suffix.lower() != ending:
        raise UserError(f"Nama berkas {chosen.out.name} harus berakhiran {ending}. Tulis misalnya --out {chosen.out.stem or 'paparan'}{ending}")
    return chosen.out


def _contents(chosen: argparse.Namespace, kecamatan_code: str | None) -> Contents:
    meeting = occasion_of(chosen.occasion, chosen.date, chosen.place) if "occasion" in chosen else None
    found = contents(current_edition(), chosen.city, chosen.period, _norm(chosen), kecamatan_code=kecamatan_code)
    return replace(found, occasion=meeting)


def _norm(chosen: argparse.Namespace) -> Norm:
    """The norm that was named, or the first of the city. UserError that lists those there are."""
    norms = norms_of(chosen.city, chosen.period)
    if not norms:
        raise UserError(f"Belum ada norma yang berlaku untuk kota {chosen.city} pada {chosen.period:%Y-%m}. Pilih bulan yang lebih baru, atau catat normanya di data/parameters/norms.toml.")
    found = next((norm for norm in norms if chosen.norm in (None, norm.id)), None)
    if found is None:
        there = "; ".join(f"{norm.id} ({norm.name})" for norm in norms)
        raise UserError(f"Norma '{chosen.norm}' tidak ada untuk kota {chosen.city} pada {chosen.period:%Y-%m}. Yang ada: {there}.")
    return found


def _kecamatan_codes(chosen: argparse.Namespace) -> list[str]:
    """Codes of the kecamatan of the city; none for an unknown city is told by its contents."""
    codes = sorted(set(ask(current_edition(), "pages/kelurahan", city_code=chosen.city).kecamatan_code))
    if not codes:
        _contents(chosen, None)
    return codes


def _progress(done: int, total: int, name: str) -> None:
    print(f"[{100 * done // total:3d}%] {name}", file=sys.stderr, flush=True)


def _say(path: Path) -> None:
    print(f"Ditulis: {path} ({path.stat().st_size / 1000:.0f} kB).")


if __name__ == "__main__":
    sys.exit(main())
