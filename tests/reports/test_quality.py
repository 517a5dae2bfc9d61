"""The ledger as it may leave: no sheet of a list of people in need says how many are in it, and its rows add up to its line."""

from datetime import date
from pathlib import Path

import pytest

from data.parameters import norms_of
from reports.figures.contents import HIDDEN, Contents
from reports.figures.gather import contents
from tests.ingest.exports import case, write_workbook
from tests.reports.small_edition import members, published

JANUARY = date(2024, 1, 1)


def told(*files: Path) -> Contents:
    return contents(published(*files), "32.73", JANUARY, norms_of("32.73", JANUARY)[0])


def named(path: Path, counts: dict[str, int], **changed: str) -> Path:
    """A list of people by name, a sheet for each kecamatan: sheet -> persons."""
    number, sheets = 0, {}
    for sheet, count in counts.items():
        people = [case(number + row, NIK="", Nama=f"Warga {number + row}", **changed) for row in range(count)]
        sheets[sheet] = [tuple(people[0]), *(tuple(person.values()) for person in people)]
        number += count
    return write_workbook(path, sheets)


def column(found: Contents, key: str) -> list[object]:
    at = [entry.key for entry in found.quality.ledger.columns].index(key)
    return [row[at] for row in found.quality.ledger.rows]


def test_the_sheets_of_a_list_of_people_are_one_row(warehouse: Path, tmp_path: Path) -> None:
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), named(tmp_path / "ppks.xlsx", {"Andir": 3, "Cicendo": 9}))
    assert column(found, "file") == ["anggota_32.73.csv", "Daftar PPKS menurut nama, 2 lembar"]
    assert column(found, "accepted") == [2, 12]
    assert found.quality.ledger_line.startswith("14 baris = 14 diterima + 0 ganda")


@pytest.mark.parametrize("count", [1, 7])
def test_a_list_of_very_few_people_is_left_out_of_rows_and_line(count: int, warehouse: Path, tmp_path: Path) -> None:
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), named(tmp_path / "ppks.xlsx", {"Andir": count}))
    assert column(found, "file") == ["anggota_32.73.csv"]
    assert found.quality.ledger_line.startswith("2 baris = 2 diterima")


def test_a_remark_about_few_people_hides_how_many(warehouse: Path, tmp_path: Path) -> None:
    odd = named(tmp_path / "aneh.xlsx", {"Andir": 3}, Tanggal_Lahir="1901-01-01")
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), odd, named(tmp_path / "ppks.xlsx", {"Cicendo": 20}))
    counts = {row[1]: row[4] for row in found.quality.remarks.rows if row[0] == "peringatan"}
    assert HIDDEN in counts.values()
