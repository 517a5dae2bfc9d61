"""What is said of a sheet as a whole: guessed headers, columns nobody reads, hidden rows and sheets."""

from pathlib import Path

import xlsxwriter

from ingest.inspection import look_at
from tests.ingest.exports import Imported, imported

KINDS = ("Gelandangan", "Pengemis", "Pemulung", "Fakir Miskin", "Anak Jalanan")
HEADER = ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah")
UNREAD = ["Kolom 'Korban Bencana Sosiall' tidak dibaca; mungkin 'Korban Bencana Sosial'", "Kolom 'Lansia Mandiri' tidak dibaca"]


def told(found: Imported) -> list[tuple]:
    return found.ask('SELECT sheet, "row", rule, message FROM ingest_warning ORDER BY ALL')


def test_a_misspelt_kecamatan_is_read_and_told(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap_2024.csv"
    path.write_text("Kecamatn,Kelurahan,Jenis PPKS,Jumlah\nBandung Kidul,Batununggal,Gelandangan,5\n")
    with imported(path) as found:
        assert found.ask("SELECT kelurahan_code FROM core_ppks_count") == [("32.73.21.1001",)]
        assert told(found) == [("", 1, "header_guessed", "Kepala kolom 'Kecamatn' dibaca sebagai 'Kecamatan'")]
        assert found.heaps()["warnings"] == 1


def test_columns_of_numbers_under_no_known_kind_are_told(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap_2024.csv"
    header = ",".join(("No", "RW", "Kecamatan", "Kelurahan", *KINDS, "Korban Bencana Sosiall", "Lansia Mandiri", "Keterangan", "Jumlah"))
    path.write_text(f"{header}\n1,4,Andir,Maleber,1,2,3,4,5,6,7,ada,15\n")
    with imported(path) as found:
        assert [row[3] for row in told(found) if row[2] == "column_unread"] == UNREAD
    assert list(look_at(path)[0].remarks) == UNREAD


def test_a_misspelt_column_that_is_not_required_is_told_and_not_read(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "kasus.csv"
    path.write_text("Kecamatan,Kelurahan,NIK,Jenis PPKS,Tanggal Lapor,Tanggal Ditanganni\nAndir,Maleber,9932730501017001,Pengemis,2024-01-02,2024-02-01\n")
    with imported(path) as found:
        assert [row[2:] for row in told(found)] == [("column_unread", "Kolom 'Tanggal Ditanganni' tidak dibaca; mungkin 'Tanggal Ditangani'")]
        assert found.ask("SELECT handled_date FROM core_ppks_case") == [(None,)]


def test_hidden_rows_and_sheets_are_read_and_told(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap_2024.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        shown, old = workbook.add_worksheet("Rekap & lain"), workbook.add_worksheet("lama")
        for sheet, year in ((shown, 2024), (old, 2023)):
            for number, row in enumerate(((*HEADER, "Tahun"), ("Andir", "Maleber", "Pengemis", 5, year), ("Andir", "Campaka", "Pengemis", 9, year))):
                sheet.write_row(number, 0, row)
        shown.set_row(2, None, None, {"hidden": True})
        shown.set_column(3, 3, None, None, {"hidden": True})
        shown.set_column(9, 12, None, None, {"hidden": True})
        old.hide()
    with imported(path) as found:
        assert [row for row in told(found) if row[2].endswith("_hidden")] == [
            ("Rekap & lain", 1, "columns_hidden", "Kolom tersembunyi ikut dibaca: 'Jumlah'"),
            ("Rekap & lain", 3, "rows_hidden", "1 baris tersembunyi ikut dibaca, yang pertama baris 3"),
            ("lama", 1, "sheet_hidden", "Lembar 'lama' tersembunyi dan ikut dibaca"),
        ]
        assert found.heaps()["accepted"] == 4


def test_nothing_is_said_of_a_recap_in_order(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap_2024.csv"
    path.write_text("Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Keterangan\nAndir,Maleber,Pengemis,5,ada\n")
    with imported(path) as found:
        assert told(found) == []


def test_where_the_month_of_a_recap_comes_from_is_said(tmp_path: Path) -> None:
    path = tmp_path / "rekap.csv"
    path.write_text("REKAP BULAN JUNI TAHUN 2024,,,\nKecamatan,Kelurahan,Jenis PPKS,Jumlah\nAndir,Maleber,Pengemis,5\n")
    (reading,) = look_at(path)
    assert (str(reading.period), reading.period_from) == ("2024-06-01", "judul")
    path.write_text(path.read_text().replace("JUNI", "JNI"))
    (reading,) = look_at(path)
    assert (reading.period, reading.period_from) == (None, "judul")


def test_a_sheet_beside_months_that_names_none_is_no_december(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, count in (("JAN", 3), ("MRT", 4), ("OKTB", 5), ("DES", 6)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("Laporan PPKS Tahun 2025",))
            sheet.write_row(1, 0, ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah"))
            sheet.write_row(2, 0, ("Andir", "Maleber", "Pengemis", count))
    with imported(path) as done:
        assert done.ask("SELECT month(period), persons_count FROM core_ppks_count ORDER BY ALL") == [(1, 3), (3, 4), (12, 6)]
        assert done.ask("SELECT sheet, rule FROM ingest_reject") == [("OKTB", "period_unknown")]
