"""Cells of a workbook that are merged downwards speak for all their rows, except for a number."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.ingest.exports import imported

pytestmark = pytest.mark.usefixtures("warehouse")


def workbook(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[tuple[int, int, int]], wide: Sequence[tuple[int, int, int]] = ()) -> Path:
    """A sheet of these rows with (column, first row, last row) merged, rows from 1; `wide` with the column after it as well."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Juni 2024")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for (column, first, last), more in [*((merge, 0) for merge in merges), *((merge, 1) for merge in wide)]:
            sheet.merge_range(first - 1, column, last - 1, column + more, rows[first - 1][column])
    return path


def test_what_is_merged_over_several_members_holds_for_each_of_them(tmp_path: Path) -> None:
    rows = [
        ("Kecamatan", "Kelurahan", "Nama", "Unsur", "Status"), ("Andir", "Maleber", "Sari", "PSM", "Aktif"), ("", "", "Budi", "", ""),
        ("", "Ciroyom", "Tono", "", ""), ("", "", "Wati", "", "Tidak aktif"),
    ]
    path = workbook(tmp_path / "anggota.xlsx", rows, [(0, 2, 5), (1, 2, 3), (1, 4, 5), (3, 2, 5), (4, 2, 4)])
    with imported(path) as done:
        assert (done.heaps()["rows_read"], done.heaps()["accepted"]) == (4, 4)
        assert done.ask("SELECT kelurahan_name, status, count(*) FROM core_volunteer JOIN dim_kelurahan USING (kelurahan_code) GROUP BY ALL ORDER BY ALL") == [
            ("Ciroyom", "active", 1), ("Ciroyom", "inactive", 1), ("Maleber", "active", 2),
        ]


def test_a_number_that_several_kelurahan_share_is_counted_for_none(tmp_path: Path) -> None:
    rows = [
        ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah"), ("Andir", "Maleber", "Pengemis", 12), ("", "Ciroyom", "Pengemis", ""), ("", "Garuda", "Pengemis", 3),
    ]
    with imported(workbook(tmp_path / "rekap.xlsx", rows, [(0, 2, 4), (3, 2, 3)])) as done:
        assert done.ask("SELECT kelurahan_name, persons_count FROM core_ppks_count JOIN dim_kelurahan USING (kelurahan_code)") == [("Garuda", 3)]
        assert (2, "count_unreadable") in done.rejects()


def test_a_header_over_two_rows_stays_one(tmp_path: Path) -> None:
    kinds = ("Fakir Miskin", "Pengemis", "Gelandangan", "Pemulung", "Anak Terlantar")
    rows = [("No", "Kecamatan", "Kelurahan", "Jenis PPKS", "", "", "", ""), ("", "", "", *kinds), (1, "Andir", "Maleber", 1, 2, 3, 4, 5)]
    with imported(workbook(tmp_path / "rekap.xlsx", rows, [(0, 1, 2), (1, 1, 2), (2, 1, 2)])) as done:
        assert done.ask("SELECT sum(persons_count) FROM core_ppks_count") == [(15,)]


def test_a_block_over_two_columns_or_beyond_the_last_row_holds_for_the_rows_that_are_there(tmp_path: Path) -> None:
    rows = [("Kecamatan", "Kelurahan", "Catatan", "Nama", "Unsur", "Status"), ("Andir", "Maleber", "", "Sari", "PSM", "Aktif")]
    rows += [("", "", "", name, "", "Aktif") for name in ("Budi", "Tono")]
    path = workbook(tmp_path / "anggota.xlsx", rows, [(0, 2, 9), (4, 2, 12)], wide=[(1, 2, 4)])
    with imported(path) as done:
        assert done.rejects() == []
        assert done.ask("SELECT kelurahan_name, kind_code, count(*) FROM core_volunteer JOIN dim_kelurahan USING (kelurahan_code) GROUP BY ALL") == [("Maleber", "PSM", 3)]
