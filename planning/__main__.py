"""`python -m planning targets | plans | permit`."""

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from data import permission
from data.command_line import Parser, finish
from data.errors import UserError
from data.parameters.planning import QUESTIONS, presets
from planning.command import asked_rules, plan_of, summary
from planning.kept import store
from planning.kept.permission import Request, names_for
from planning.kept.saved import moment
from planning.recruitment import RecruitmentPlan
from planning.topics import LEVELS
from planning.training import Plan
from reports.invitation.file import ENDINGS, write_plan


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 2 wrong usage or a plan that cannot be made."""
    return finish(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m planning", description="Memilih sasaran pelatihan, utusan, dan rekrutmen.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    _add_targets(commands.add_parser("targets", help="susun daftar sasaran dan tulis ke berkas"))
    plans = commands.add_parser("plans", help="daftar rencana tersimpan")
    plans.add_argument("--city", help="kode kota, misalnya 32.73 (bawaan: semua kota)")
    plans.set_defaults(run=_plans)
    permit = commands.add_parser("permit", help="pasang frasa undangan: siapa yang tahu boleh membuat undangan bernama")
    permit.set_defaults(run=_permit)
    return parser


def _add_targets(command: argparse.ArgumentParser) -> None:
    command.add_argument("--city", required=True, help="kode kota, misalnya 32.73")
    command.add_argument("--question", choices=QUESTIONS, help="pelatihan (bawaan), utusan, atau rekrutmen")
    command.add_argument("--seats", type=int, help="jumlah kursi, atau jumlah orang yang direkrut")
    command.add_argument("--level", choices=LEVELS, help="jenjang pelatihan")
    command.add_argument("--topic", help="topik, misalnya 'Bimtek dasar PSM'")
    command.add_argument("--period", type=_month, help="keadaan pada akhir bulan ini, misalnya 2025-12 (bawaan: bulan data terakhir)")
    command.add_argument("--norm", help="norma, misalnya lima (bawaan: norma pertama kota)")
    command.add_argument("--preset", help="nama bobot: " + ", ".join(dict.fromkeys(preset.name for name in QUESTIONS for preset in presets(name))))
    for name, text in (("place", "kelurahan"), ("district", "kecamatan")):
        command.add_argument(f"--{name}-min", type=int, help=f"paling sedikit tiap {text}")
        command.add_argument(f"--{name}-max", type=int, help=f"paling banyak tiap {text}; 0 tanpa batas")
    command.add_argument("--women", type=int, metavar="PERSEN", help="perempuan paling sedikit sekian persen")
    command.add_argument("--pause", type=int, metavar="BULAN", help="belum dilatih pada jenjang ini dalam sekian bulan terakhir")
    command.add_argument("--rules", type=Path, metavar="BERKAS", help="aturan dalam JSON; pilihan lain mengubahnya")
    command.add_argument("--out", type=Path, metavar="BERKAS", help="tulis ke .xlsx, .pdf, .csv, atau .json")
    command.add_argument("--with-names", action="store_true", help="dengan nama dari daftar anggota; hanya .xlsx dan .pdf, dan dicatat")
    command.add_argument("--by", help="nama pembuat undangan dalam catatan (bawaan: nama pengguna komputer)")
    command.set_defaults(run=_targets)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' bukan bulan; tulis seperti 2025-12") from error


def _targets(options: argparse.Namespace) -> None:
    ending = options.out.suffix.lower() if options.out else ""
    if options.out and ending not in ENDINGS:
        raise UserError(f"Berkas {options.out.name} tidak dikenal; pakai akhiran {', '.join(ENDINGS)}.")
    if options.with_names and ending not in (".xlsx", ".pdf"):
        raise UserError("Nama hanya ditulis ke undangan: pakai --with-names bersama --out BERKAS.xlsx atau --out BERKAS.pdf.")
    edition_id, rules = asked_rules(options)
    if options.with_names and rules.question == "rekrutmen":
        raise UserError("Rencana rekrutmen tidak memuat orang; hapus --with-names.")
    plan = plan_of(edition_id, rules)
    for line in summary(plan):
        print(line)
    if options.out:
        names = _names(plan, options.by or getpass.getuser(), ending[1:]) if options.with_names else None
        print(f"Ditulis ke {write_plan(plan, options.out, names)}.")


def _names(plan: Plan | RecruitmentPlan, made_by: str, file_format: str) -> dict[str, str]:
    request = Request(made_by, "perintah", plan.rules.city_code, plan.rules.question, plan.edition_id, file_format)
    return names_for(request, plan.chosen.volunteer_id)


def _plans(options: argparse.Namespace) -> None:
    listed = store.listing(options.city)
    if listed.empty:
        print("Belum ada rencana tersimpan.")
    for row in listed.itertuples():
        state = "skenario" if not row.is_locked else "terkunci" if pd.isna(row.replaced_by_plan_id) else "digantikan"
        print(f"{row.plan_id:4d}  {row.name}, versi {row.version} ({row.question}, kota {row.city_code}, {row.period:%Y-%m}): {state}")
        locked = f"; dikunci {row.locked_by}, {moment(row.locked_at)}" if row.is_locked else ""
        print(f"      disimpan {row.saved_by}, {moment(row.saved_at)}{locked}")


def _permit(_: argparse.Namespace) -> None:
    if sys.stdin.isatty():
        first = getpass.getpass("Frasa undangan: ")
        if getpass.getpass("Sekali lagi: ") != first:
            raise UserError("Kedua frasa tidak sama. Ulangi.")
    else:
        first = sys.stdin.readline().rstrip("\r\n")
    print(f"Frasa undangan terpasang; yang disimpan di {permission.set_passphrase(first)} hanya sidiknya.")


if __name__ == "__main__":
    sys.exit(main())
