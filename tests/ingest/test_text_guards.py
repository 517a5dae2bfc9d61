"""What Excel is to keep as text, written ="0123" or '0123: the text is meant, in csv and workbook alike; no other formula is touched."""

from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from ingest.csv_text import unguarded
from ingest.sheet import read_sheets
from tests.ingest.exports import case, imported, text_of, write_workbook

NIK = "9932730501017031"
pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [('="0123"', "0123"), ("'0123", "0123"), ("'Aisyiyah", "'Aisyiyah"), ('=HYPERLINK("a","b")', '=HYPERLINK("a","b")'), ("=1+1", "=1+1"), ("", "")],
)
def test_only_the_two_guards_of_a_text_are_taken_off(cell: str, meant: str) -> None:
    assert unguarded(cell) == meant


def test_python_arrow_and_the_scanner_take_off_the_same_guards(tmp_path: Path) -> None:
    cells = ['="0123"', "'0123", "'Aisyiyah", "=1+1", '=HYPERLINK("a","b")', "biasa", "'7 ' lagi"]
    meant = list(map(unguarded, cells))
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet("Data")
        for number, cell in enumerate(cells):
            sheet.write_string(number, 0, cell)
    book, = read_sheets(tmp_path / "a.xlsx", "a.xlsx", tmp_path)
    (tmp_path / "a.csv").write_text("".join(f"1; {cell}\n" for cell in cells), encoding="utf-8")
    text, = read_sheets(tmp_path / "a.csv", "a.csv", tmp_path)
    with duckdb.connect() as connection:
        assert [row[0] for row in book.relation(connection).select("c0").fetchall()] == meant == [row[0] for row in book.head]
        assert [row[0] for row in text.relation(connection).select("c1").fetchall()] == meant == [row[1] for row in text.head]


@pytest.mark.parametrize("written", [f'="{NIK}"', f"'{NIK}", f'"=""{NIK}"""', "9932 7305 0101 7031", "9932.7305.0101.7031", "99327305-01017031"])
def test_a_guarded_or_spaced_nik_of_a_csv_is_the_same_person(written: str, tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text(text_of([case(1) | {"NIK": NIK}, case(2) | {"NIK": written, "Nama": "Orang 1"}]), encoding="utf-8")
    with imported(path) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (1, 1) and found.warnings() == []


def test_a_guarded_nik_of_a_workbook_is_the_same_person(tmp_path: Path) -> None:
    rows = [case(1) | {"NIK": NIK}, case(2) | {"NIK": f"'{NIK}", "Nama": "Orang 1"}]
    path = write_workbook(tmp_path / "kasus.xlsx", {"Data": [tuple(rows[0]), *(tuple(row.values()) for row in rows)]})
    with imported(path) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (1, 1) and found.warnings() == []


def test_nobody_is_made_one_person_by_a_nik_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text(text_of([case(number) | {"NIK": "0000000000000000"} for number in (1, 2, 3)]), encoding="utf-8")
    with imported(path) as found:
        assert found.heaps()["accepted"] == 3 and [rule for _, rule in found.warnings()] == ["nik_damaged"] * 3


def test_a_dash_for_a_nik_says_nothing_and_name_and_birth_tell_the_person(tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text(text_of([case(1) | {"NIK": "-"}, case(1) | {"NIK": "-"}, case(2) | {"NIK": "-"}]), encoding="utf-8")
    with imported(path) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (2, 1) and found.warnings() == []
