"""Every command explains itself in Indonesian, and says wrong usage so."""

import re

import pytest

from data.command_line import Parser
from geo.__main__ import main

ENGLISH = re.compile(r"\b(usage|options|positional|arguments?|show this|required|expected|choose|exit)\b")


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["fetch", "--help"], ["import"], ["fetch"], ["import", "a", "--city"], ["gambar"]])
def test_a_command_speaks_no_english(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    said = "".join(capsys.readouterr())
    assert said and not ENGLISH.search(said)


def test_the_help_of_a_part_names_the_whole_command(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="python -m contoh")
    parser.add_subparsers().add_parser("bagian")
    with pytest.raises(SystemExit):
        parser.parse_args(["bagian", "--help"])
    assert capsys.readouterr().out.startswith("cara pakai: python -m contoh bagian")
