"""A second table on a sheet, beside the first or below it, stops the file in one sentence; a header repeated after a page break does not."""

from pathlib import Path

import pytest

from data.errors import UserError
from ingest.inspection import look_at
from tests.ingest.exports import imported, write_workbook

KINDS = ["Anak Jalanan", "Pengemis", "Pemulung", "Fakir Miskin", "Gelandangan"]
HEADER = ["Kecamatan", "Kelurahan", *KINDS]
TITLE = ["REKAP PPKS TAHUN 2023"]
MALEBER, DAGO = ["Andir", "Maleber", 1, 2, 3, 4, 5], ["Coblong", "Dago", 5, 4, 3, 2, 1]
LONG = ["Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah"]


def path_of(tmp_path: Path, kind: str, rows: list[list[object]]) -> Path:
    if kind == "xlsx":
        return write_workbook(tmp_path / "rekap.xlsx", {"Sheet": rows})
    (tmp_path / "rekap.csv").write_text("".join(",".join(map(str, row)) + "\n" for row in rows))
    return tmp_path / "rekap.csv"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("rows", "fault"), [
    ([TITLE, HEADER, MALEBER, [], [*HEADER[:2], *KINDS[::-1]], DAGO], "baris 5 memuat kepala kolom lain daripada baris 2"),
    ([TITLE, HEADER, MALEBER, [], ["REKAP PPKS TAHUN 2024"], HEADER, DAGO], "baris 6 mengulang kepala kolom di bawah judul dengan tahun atau bulan lain"),
    ([TITLE, [*LONG, "", *LONG], ["Andir", "Maleber", "Pengemis", 1, "", "Coblong", "Dago", "Pengemis", 2]], "ada dua kali"),
])
def test_a_second_table_stops_the_file(rows: list[list[object]], fault: str, kind: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=fault):
        look_at(path_of(tmp_path, kind, rows))


@pytest.mark.parametrize("rows", [
    [TITLE, HEADER, MALEBER, HEADER, DAGO],
    [TITLE, HEADER, MALEBER, [], ["Rekap PPKS Tahun 2023, lanjutan"], HEADER, DAGO],
    [TITLE, HEADER, MALEBER, DAGO, ["Bandung, 12 Januari 2024"]],
])
def test_a_header_repeated_for_the_same_table_or_a_dated_signature_stops_nothing(rows: list[list[object]], tmp_path: Path) -> None:
    (reading,) = look_at(path_of(tmp_path, "xlsx", rows))
    assert reading.contract == "ppks_recap_wide" and reading.remarks == ()


def test_a_place_that_stands_twice_is_asked_for_and_another_header_is_told(tmp_path: Path) -> None:
    rows = [["Kecamatan", "Kelurahan", "Kelurahan", "Jenis PPKS", "Jumlah"], ["Andir", "Maleber", "Campaka", "Pengemis", 1]]
    assert look_at(path_of(tmp_path, "xlsx", rows))[0].asked == ("kelurahan",)
    rows = [["Kecamatan", "Kelurahan", "Jenis PPKS", "Jenis PPKS", "Jumlah"], ["Andir", "Maleber", "Pengemis", "Pemulung", 1]]
    assert look_at(path_of(tmp_path, "xlsx", rows))[0].remarks == ("Kolom 'Jenis PPKS' yang kedua tidak dibaca",)


GROUPED = [["No", "Kecamatan", "Kelurahan", "Jenis PPKS", "", "", "", ""], ["", "", "", *KINDS]]
DATA = [[number, "Andir", "Maleber", 1, 2, 3, 4, 5] for number in range(1, 3)]


def deep(header: list[object], after: list[object]) -> str:
    """A csv whose second page begins, under this header, far below what is looked at to find the first."""
    rows = [LONG, *[["Andir", "Maleber", "Pengemis", number] for number in range(80)], header, after]
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


@pytest.mark.parametrize(("header", "after"), [
    (["Kelurahan", "Kecamatan", "Jenis PPKS", "Jumlah"], ["Dago", "Coblong", "Pengemis", 5]),
    (["Kecamatan", "Kelurahan", "Jumlah", "Jenis PPKS"], ["Coblong", "Dago", 5, "Pengemis"]),
    (["No", "Kecamatan", "Kelurahan", "Jumlah"], [1, "Coblong", "Dago", 5]),
])
def test_another_header_deep_in_a_csv_stops_the_file(header: list[object], after: list[object], tmp_path: Path, warehouse: Path) -> None:
    path = tmp_path / "rekap 2023.csv"
    path.write_text(deep(header, after))
    with pytest.raises(UserError, match="baris 82 memuat kepala kolom lain daripada baris 1"):
        look_at(path)
    with pytest.raises(UserError, match="rekap 2023.csv: baris 82 memuat kepala kolom lain"), imported(path):
        pass


def test_the_same_header_deep_in_a_csv_stops_nothing(tmp_path: Path, warehouse: Path) -> None:
    path = tmp_path / "rekap 2023.csv"
    path.write_text(deep(LONG, ["Coblong", "Dago", "Pengemis", 5]))
    with imported(path) as done:
        assert done.heaps()["skipped"] == 1
        assert done.ask("SELECT sum(persons_count) FROM core_ppks_count JOIN dim_kelurahan USING (kelurahan_code) WHERE kelurahan_name = 'Dago'") == [(5,)]


@pytest.mark.parametrize("again", [
    [GROUPED[0], ["", "", "", *KINDS[::-1]]],
    [["No", "Kelurahan", "Kecamatan", *GROUPED[0][3:]], GROUPED[1]],
])
def test_a_header_of_two_rows_with_other_columns_stops_the_file(again: list[list[object]], tmp_path: Path) -> None:
    path = path_of(tmp_path, "xlsx", [TITLE, *GROUPED, *DATA, *again, *DATA])
    with pytest.raises(UserError, match="baris 6 memuat kepala kolom lain daripada baris 3"):
        look_at(path)


def test_a_header_of_two_rows_repeated_after_a_page_break_stops_nothing(tmp_path: Path) -> None:
    (reading,) = look_at(path_of(tmp_path, "xlsx", [TITLE, *GROUPED, *DATA, *GROUPED, *DATA]))
    assert reading.contract == "ppks_recap_wide"
