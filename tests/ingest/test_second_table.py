"""A second table on a sheet, beside the first or below it, stops the file in one sentence; a header repeated after a page break does not."""

from pathlib import Path

import pytest

from data.errors import UserError
from ingest.inspection import look_at
from tests.ingest.exports import write_workbook

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


def test_one_required_header_that_stands_twice_is_told(tmp_path: Path) -> None:
    rows = [["Kecamatan", "Kelurahan", "Kelurahan", "Jenis PPKS", "Jumlah"], ["Andir", "Maleber", "Campaka", "Pengemis", 1]]
    assert look_at(path_of(tmp_path, "xlsx", rows))[0].remarks == ("Kolom 'Kelurahan' yang kedua tidak dibaca",)
