"""How every command of the project takes its words and ends."""

import argparse
import sys
from typing import NoReturn

from data.errors import UserError


class Parser(argparse.ArgumentParser):
    """Says wrong usage in Indonesian and exits with 2."""

    def error(self, message: str) -> NoReturn:
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
