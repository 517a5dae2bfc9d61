"""How every command of the project takes its words and ends."""

import argparse
import sys
from typing import Any, NoReturn

from data.errors import UserError


# What argparse says of wrong usage, part by part.
_SAID = (
    ("the following arguments are required:", "belum diisi:"), ("unrecognized arguments:", "tidak dikenal:"), ("argument ", "isian "),
    ("expected one argument", "perlu satu nilai"), ("expected at least one argument", "perlu sedikitnya satu nilai"),
    ("invalid choice:", "tidak ada pilihan"), ("choose from", "pilih dari"), ("not allowed with", "tidak boleh bersama"),
    ("one of the arguments", "salah satu dari"), ("is required", "harus diisi"), ("invalid int value:", "bukan bilangan bulat:"),
)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # argparse gives '' where it asks for a part of the line only
        super().add_usage(usage, actions, groups, "cara pakai: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Speaks Indonesian, in its help and of wrong usage, which exits with 2."""

    def __init__(self, **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **given)
        self._positionals.title, self._optionals.title = "isian", "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan keterangan ini")

    def error(self, message: str) -> NoReturn:
        for english, indonesian in _SAID:
            message = message.replace(english, indonesian)
        self.exit(2, f"Perintah tidak lengkap atau tidak dikenal ({message}). Lihat: {self.prog} --help\n")


def finish(chosen: argparse.Namespace) -> int:
    """Run the chosen command; what the user can mend is one sentence and its exit code, 0 otherwise."""
    try:
        chosen.run(chosen)
    except UserError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Dihentikan. Tidak ada yang diterbitkan dari pekerjaan ini.", file=sys.stderr)
        return 130
    return 0
