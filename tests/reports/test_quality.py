"""The ledger as it may leave: no sheet of a list of people in need says how many are in it, and its rows add up to its line."""

from datetime import date
from pathlib import Path

import pytest

from data.parameters import norms_of
from reports.figures.contents import HIDDEN, Contents
from reports.figures.gather import contents
from tests.ingest.exports import case, member, write_csv, write_workbook
from tests.reports.small_edition import members, published, recap

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


@pytest.mark.parametrize("count", [1, 9])
def test_the_sheets_of_a_list_of_people_are_one_row_that_says_no_number(count: int, warehouse: Path, tmp_path: Path) -> None:
    # The rows of a list are the sum of all counts made from it: beside them the last hidden one would be known.
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), named(tmp_path / "ppks.xlsx", {"Andir": 3, "Cicendo": count}))
    assert column(found, "file") == ["anggota_32.73.csv", "Daftar PPKS menurut nama, 2 lembar"]
    assert column(found, "rows_read") == [2, HIDDEN] and column(found, "accepted") == [2, HIDDEN] and column(found, "warnings") == [0, HIDDEN]
    assert found.quality.ledger_line.startswith("2 baris = 2 diterima + 0 ganda")


def test_a_recap_says_no_number_of_rows_and_no_file(warehouse: Path, tmp_path: Path) -> None:
    # A recap of one sensitive kind that leaves zeros out has a row for each kelurahan with any.
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), recap(tmp_path, {"Tuna Susila": {"Maleber": 3, "Ciroyom": 9}}, city_code="32.73", is_sparse=True))
    assert column(found, "file") == ["anggota_32.73.csv", "Rekap PPKS"] and column(found, "accepted") == [2, HIDDEN]


def test_remarks_do_not_stand_in_the_order_of_their_counts(warehouse: Path, tmp_path: Path) -> None:
    few = named(tmp_path / "aneh.xlsx", {"Andir": 3}, Tanggal_Lahir="1901-01-01")
    many = write_csv(tmp_path / "anggota.csv", [member(number, NIK="12", Tanggal_Lahir="1901-01-01") for number in range(6)])
    rows = told(many, few).quality.remarks.rows
    assert len({row[1] for row in rows}) > 1
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)


def test_a_remark_about_few_people_hides_how_many(warehouse: Path, tmp_path: Path) -> None:
    odd = named(tmp_path / "aneh.xlsx", {"Andir": 3}, Tanggal_Lahir="1901-01-01")
    found = told(members(tmp_path, {"Maleber": 2}, "32.73"), odd, named(tmp_path / "ppks.xlsx", {"Cicendo": 20}))
    counts = {row[1]: row[4] for row in found.quality.remarks.rows if row[0] == "peringatan"}
    assert HIDDEN in counts.values()


def test_the_ledger_says_whose_rows_it_leaves_out_and_what_was_refused_adds_up_to_it(warehouse: Path, tmp_path: Path) -> None:
    odd = named(tmp_path / "ppks.xlsx", {"Andir": 20}, Jenis_PPKS="Bukan Jenis")
    wrong = write_csv(tmp_path / "anggota.csv", [member(number, **({"Kelurahan": "Entah Di Mana"} if number % 2 else {})) for number in range(6)])
    quality = told(wrong, odd).quality
    assert quality.ledger_line.endswith(", tanpa daftar orang yang membutuhkan layanan dan rekapnya")
    refused = [row[4] for row in quality.remarks.rows if row[0] == "ditolak"]
    assert f" {sum(count for count in refused if count is not HIDDEN)} ditolak" in quality.ledger_line and HIDDEN in refused
    assert told(members(tmp_path, {"Maleber": 2}, "32.73")).quality.ledger_line.endswith(" bukan data")
