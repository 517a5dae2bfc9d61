"""`python -m ingest build | check | editions | rollback | review | decide | withdraw`."""

import argparse
import os
import sys
from pathlib import Path

from data import editions, paths
from data.command_line import Parser, finish
from data.errors import UserError
from ingest import decisions, review
from ingest.arrivals import usual_inputs
from ingest.build import Outcome, build
from planning.checks import has_long_number
from queries.warehouse import connection_to, current_edition
from reports.spreadsheet_csv import csv_bytes

_HEAPS = (("accepted", "diterima"), ("duplicate", "ganda"), ("rejected", "ditolak"), ("out_of_city", "luar kota"), ("skipped", "bukan data"))


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 2 wrong usage or unreadable input, 3 a check stopped the publication."""
    options = _parser().parse_args(arguments)
    if getattr(options, "warehouse", None):
        os.environ["PANTAU_WAREHOUSE"] = str(options.warehouse)
    return finish(options)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m ingest", description="Membaca ekspor dan menerbitkan edisi gudang data.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    for name, text, run in (("build", "baca, periksa, dan terbitkan", _build), ("check", "sama tanpa menerbitkan", _check)):
        command = commands.add_parser(name, help=text)
        command.add_argument("inputs", nargs="*" if name == "build" else "+", type=Path, metavar="FOLDER|BERKAS")
        command.add_argument("--warehouse", type=Path, help="folder gudang data (bawaan: data/warehouse)")
        command.add_argument("--report", type=Path, help="folder berkas tolakan (bawaan: data/rejects, atau rejects di folder --warehouse)")
        command.set_defaults(run=run)
    going_back = "kembali ke edisi sebelumnya, atau ke edisi yang disebut"
    for name, text, run in (("editions", "daftar edisi yang disimpan", _editions), ("rollback", going_back, _rollback)):
        command = commands.add_parser(name, help=text)
        if run is _rollback:
            command.add_argument("edition", nargs="?", metavar="EDISI", help="nomor edisi seperti dalam daftar `editions`")
        command.add_argument("--warehouse", type=Path, help="folder gudang data (bawaan: data/warehouse)")
        command.set_defaults(run=run)
    _add_review(commands)
    return parser


def _add_review(commands: argparse._SubParsersAction) -> None:
    listing = commands.add_parser("review", help="nama tempat yang menunggu keputusan, dan putusan yang berlaku")
    listing.add_argument("--export", type=Path, metavar="BERKAS", help="tulis semua putusan, juga yang ditarik, sebagai csv")
    deciding = commands.add_parser("decide", help="putuskan arti satu nama tempat untuk semua barisnya")
    deciding.add_argument("name", metavar="NAMA", help="delapan huruf seperti dalam daftar `review`")
    deciding.add_argument("meaning", metavar="ARTI", help="kode kelurahan, luar-kota, atau tolak")
    taking_back = commands.add_parser("withdraw", help="tarik satu putusan; riwayatnya disimpan")
    taking_back.add_argument("name", metavar="NAMA", help="delapan huruf seperti dalam daftar `review`")
    for command, run in ((listing, _review), (deciding, _decide), (taking_back, _withdraw)):
        if run is not _review:
            command.add_argument("--by", required=True, metavar="SIAPA", help="siapa yang memutuskan")
        command.add_argument("--warehouse", type=Path, help="folder gudang data (bawaan: data/warehouse)")
        command.set_defaults(run=run)


def _build(options: argparse.Namespace) -> None:
    outcome = build(options.inputs or usual_inputs(), publish=True, report=options.report or paths.rejects(), progress=_progress)
    _print_ledger(outcome)
    if not outcome.is_new:
        print(f"Tidak ada yang baru: edisi {outcome.edition_id} sudah memuat masukan yang sama.")
        return
    print(f"Edisi {outcome.edition_id} diterbitkan.")


def _check(options: argparse.Namespace) -> None:
    outcome = build(options.inputs, publish=False, report=options.report or paths.rejects(), progress=_progress)
    _print_ledger(outcome)
    print("Pemeriksaan selesai; tidak ada yang diterbitkan.")


def _editions(_: argparse.Namespace) -> None:
    current = editions.current_name()
    for edition_id in editions.existing():
        print(f"{edition_id}{'  (dipakai)' if edition_id == current else ''}")
    if not editions.existing():
        print("Belum ada edisi. Jalankan `python -m ingest build`.")


def _rollback(options: argparse.Namespace) -> None:
    print(f"Edisi {editions.rollback(options.edition)} dipakai lagi.")


def _review(options: argparse.Namespace) -> None:
    if options.export:
        options.export.write_bytes(csv_bytes(decisions.rows(decisions.history())))
        print(f"Putusan ditulis ke {options.export}.")
        return
    for one in _questions():
        written = f"'{one.name.kelurahan}', kec. '{one.name.kecamatan}'" if one.name else "tulisan yang tidak menyerupai nama tempat"
        print(f"{one.question_id or '–':8}  {written}: {one.why}; {_number(one.row_count)} baris di {', '.join(one.files)}")
        for candidate in one.candidates:
            print(f"          {candidate.kelurahan_code}  mirip {candidate.similarity}%  {decisions.kelurahan_said(candidate.kelurahan_code)}")
        if one.decision:
            print(f"          diputuskan: {decisions.said(one.decision)}; berlaku mulai pembangunan berikutnya")
    for held in decisions.in_force():
        print(f"{review.id_of(held.name)}  berlaku: '{held.name.kelurahan}', kec. '{held.name.kecamatan}' = {decisions.said(held)} ({held.by or 'ditulis tangan'})")


def _questions() -> list[review.Question]:
    return review.questions(connection_to(current_edition()).cursor())


def _decide(options: argparse.Namespace) -> None:
    question = next((one for one in _questions() if one.question_id == options.name), None)
    if question is None:
        raise UserError(f"Tidak ada nama '{options.name}' yang menunggu keputusan. Lihat daftarnya dengan `python -m ingest review`.")
    verdict = {"luar-kota": decisions.OUTSIDE, "tolak": decisions.REFUSED}.get(options.meaning, decisions.PLACE)
    decided = review.decide(question, verdict, options.meaning, _signed(options.by))
    print(f"Diputuskan untuk {_number(question.row_count)} baris: {decisions.said(decided)}. Berlaku mulai pembangunan berikutnya.")


def _withdraw(options: argparse.Namespace) -> None:
    held = next((one for one in decisions.in_force() if review.id_of(one.name) == options.name), None)
    if held is None:
        raise UserError(f"Tidak ada putusan '{options.name}' yang berlaku. Lihat daftarnya dengan `python -m ingest review`.")
    decisions.withdraw(held.name, _signed(options.by))
    print("Putusan ditarik; riwayatnya disimpan. Barisnya ditolak lagi mulai pembangunan berikutnya.")


def _signed(by: str) -> str:
    name = " ".join(by.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise UserError("--by berisi nama yang kosong atau lebih dari 80 huruf. Tulis siapa yang memutuskan, misalnya --by Sari.")
    if has_long_number(name):
        raise UserError("--by memuat nomor panjang; jangan menulis nomor telepon atau NIK di sana. Tulis siapa yang memutuskan, misalnya --by Sari.")
    return name


def _progress(done: int, total: int, text: str) -> None:
    print(f"[{100 * done // max(total, 1):3d}%] {text}", file=sys.stderr, flush=True)


def _print_ledger(outcome: Outcome) -> None:
    for row in outcome.ledger:
        label = f"{row['file']}, lembar '{row['sheet']}'" if row["sheet"] else row["file"]
        if row["state"] == "replaced":
            print(f"{label}: data simulasi, digantikan ekspor asli")
            continue
        print(f"{label}: {row['title']}\n    {_equation(row)}; {_number(row['warnings'])} peringatan")
    total = {name: sum(row[name] for row in outcome.ledger) for name in ("rows_read", "warnings", *(name for name, _ in _HEAPS))}
    print(f"Seluruhnya: {_equation(total)}; {_number(total['warnings'])} peringatan")
    for path in outcome.reject_files.values():
        print(f"Berkas tolakan: {path}")


def _equation(row: dict) -> str:
    return f"{_number(row['rows_read'])} baris = " + " + ".join(f"{_number(row[name])} {word}" for name, word in _HEAPS)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


if __name__ == "__main__":
    sys.exit(main())
