"""`python -m ingest build | check | editions | rollback`."""

import argparse
import os
import sys
from pathlib import Path

from data import editions, paths
from data.command_line import Parser, finish
from ingest.arrivals import usual_inputs
from ingest.build import Outcome, build

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
    return parser


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
