"""Recaps as agencies head them: units in the headers, parts beside their sum, totals of Excel, columns of numbers that nobody reads."""

from pathlib import Path

import pytest

from ingest.inspection import look_at
from tests.ingest.exports import imported, write_workbook

KINDS = "Pengemis,Pemulung,Gelandangan,Anak Jalanan"
pytestmark = pytest.mark.usefixtures("warehouse")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_says_the_unit_of_its_column_and_families_are_not_counted_as_persons(tmp_path: Path) -> None:
    text = (
        "Nama Kecamatan,Nama Kelurahan,Fakir Miskin (KK),Fakir Miskin (jiwa),Pengemis (orang),Pemulung,Keluarga Bermasalah Sosial Psikologis (KK),Tahun\n"
        "Andir,Maleber,10,40,3,2,5 KK,2024\n"
    )
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask("SELECT ppks_code, unit, persons_count FROM core_ppks_count ORDER BY ALL") == [
            ("FM", "KELUARGA", 10), ("FM", "ORANG", 40), ("KBSP", "KELUARGA", 5), ("PGM", "ORANG", 3), ("PML", "ORANG", 2),
        ]
        assert found.warnings() == [(2, "unit_other")] and found.rejects() == []


def test_a_refused_count_of_a_wide_recap_names_its_columns(tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,Fakir Miskin,{KINDS},Tahun\nAndir,Maleber,10,3,banyak,2,?,2024\nAndir,Ciroyom,1,2,3,4,5,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask('SELECT "row", "column", rule, message FROM ingest_reject') == [
            (2, "Pemulung, Anak Jalanan", "count_unreadable", "Angka tidak terbaca")
        ]


def test_a_row_without_a_mark_says_that_no_kind_is_marked(tmp_path: Path) -> None:
    rows = "Kecamatan,Kelurahan,Nama,Tanggal Lapor,Pengemis,Pemulung,Gelandangan\nAndir,Maleber,A,2024-01-02,1,0,0\nAndir,Maleber,B,2024-01-02,0,0,0\n"
    with imported(written(tmp_path / "kasus.csv", rows)) as found:
        assert found.ask('SELECT "row", rule FROM ingest_reject') == [(3, "kind_unmarked")]


@pytest.mark.parametrize(
    ("header", "row", "is_told"),
    [
        ("L,P,Jumlah", "3,4,7", False),
        ("L,P,Jumlah", "3,4,8", True),
        ("Laki-laki,Perempuan,Jumlah", "3,,7", False),
        ("0-5,6-18,19-59,60+,Jumlah", "1,2,3,4,10", False),
        ("0-5,6-18,19-59,60+,Jumlah", "1,2,3,4,11", True),
    ],
)
def test_parts_that_are_not_read_are_compared_with_their_sum(header: str, row: str, is_told: bool, tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,Jenis PPKS,Tahun,{header}\nAndir,Maleber,Pengemis,2024,{row}\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.warnings() == ([(2, "total_differs")] if is_told else [])


def test_men_and_women_beside_the_sum_of_a_kind_are_compared_with_it(tmp_path: Path) -> None:
    kinds = [f"{kind} {part}" for kind in KINDS.split(",") + ["Fakir Miskin"] for part in ("L", "P", "Jumlah")]
    text = f"Kecamatan,Kelurahan,{','.join(kinds)},Tahun\nAndir,Maleber,{'1,2,3,' * 5}2024\nAndir,Ciroyom,{'1,2,3,' * 4}1,2,4,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.warnings() == [(3, "total_differs")] and found.heaps()["accepted"] == 2


def test_a_subtotal_as_excel_writes_it_is_no_data(tmp_path: Path) -> None:
    rows = [("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun"), ("Andir", "Maleber", "Pengemis", 3, 2024), ("Andir", "Ciroyom", "Pengemis", 4, 2024),
            ("Andir Total", None, None, 7, None), ("Coblong", "Dago", "Pengemis", 1, 2024), ("Coblong Total", None, None, 1, None), ("Grand Total", None, None, 8, None)]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows})) as found:
        assert (found.heaps()["accepted"], found.heaps()["rejected"], found.warnings()) == (3, 0, [])


def test_columns_of_numbers_that_nobody_reads_are_named_in_a_long_recap(tmp_path: Path) -> None:
    text = "No,Kode Pos,RT Sehat,Kecamatan,Kelurahan,Jenis PPKS,RT,Sudah Ditangani,TW I,Keterangan,Jumlah,Tahun\n1,40184,8,Andir,Maleber,Pengemis,3,4,2,-,7,2024\n"
    reading, = look_at(written(tmp_path / "rekap.csv", text))
    assert reading.remarks == ("Kolom 'RT Sehat', 'Sudah Ditangani', 'TW I' tidak dibaca",)


def test_the_columns_that_a_reject_file_adds_are_not_called_unread(tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\nAndir,Malebar,Pengemis,3,2024\n"
    with imported(written(tmp_path / "rekap.csv", text), report=tmp_path / "tolakan") as found:
        path, = found.reject_files
    reading, = look_at(path)
    assert reading.remarks == ()


def test_a_row_that_calls_itself_a_kecamatan_above_its_kelurahan_is_their_total(tmp_path: Path) -> None:
    rows = [("No", "Nama Kecamatan/Kelurahan", "Fakir Miskin", *KINDS.split(","), "Tahun"), ("I", "KECAMATAN ANDIR", 30, 3, 3, 3, 3, 2024), (1, "Maleber", 10, 1, 1, 1, 1, 2024),
            (2, "Ciroyom", 20, 2, 2, 2, 2, 2024), ("II", "Kec. Coblong", 16, 2, 1, 1, 1, 2024), (1, "Dago", 15, 2, 1, 1, 1, 2024), ("", "TOTAL", 45, 5, 4, 4, 4, 2024)]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows})) as found:
        assert (found.heaps()["accepted"], found.heaps()["rejected"]) == (3, 0)
        assert found.warnings() == [(5, "total_differs")], "the total of Coblong says one more than its one kelurahan"
        assert found.ask("SELECT sum(persons_count) FROM core_ppks_count WHERE ppks_code = 'FM'") == [(45,)]


def test_a_list_of_persons_knows_no_unit_in_the_header_of_a_kind(tmp_path: Path) -> None:
    rows = "Kecamatan,Kelurahan,Nama,NIK,Tanggal Lapor,Pengemis,Pemulung,Gelandangan,Fakir Miskin (KK)\nAndir,Maleber,A,9932730501019101,2024-01-02,,v,,v\n"
    with imported(written(tmp_path / "kasus.csv", rows)) as found:
        assert found.ask("SELECT ppks_code FROM core_ppks_case") == [("PML",)]


def test_a_stated_unit_that_the_row_contradicts_is_refused(tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,Fakir Miskin (jiwa),{KINDS},Satuan,Tahun\nAndir,Maleber,40,1,1,1,1,KK,2024\nAndir,Ciroyom,40,1,1,1,1,Orang,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask("SELECT rule, message FROM ingest_reject") == [
            ("unit_contradicted", "Kolom satuan dan kepala kolom menyebut satuan yang berbeda")
        ]
        assert found.ask("SELECT unit, persons_count FROM core_ppks_count WHERE ppks_code = 'FM'") == [("ORANG", 40)]


@pytest.mark.parametrize(
    ("header", "row", "is_told"),
    [
        (f"Fakir Miskin (KK),Fakir Miskin (jiwa),{KINDS},Jumlah", "10,40,1,2,3,4,50", False),
        (f"Fakir Miskin,{KINDS},Sub Total,Korban Bencana Alam,Grand Total", "1,2,3,4,5,15,5,20", False),
        (f"Fakir Miskin,{KINDS},Sub Total,Korban Bencana Alam,Grand Total", "1,2,3,4,5,15,5,21", True),
        (f"Jumlah Jiwa,Fakir Miskin,{KINDS},Jumlah PPKS", "9000,1,2,3,4,5,15", False),
    ],
)
def test_the_total_of_a_row_is_compared_where_it_is_one_of_all_columns_and_of_one_unit(header: str, row: str, is_told: bool, tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,{header},Tahun\nAndir,Maleber,{row},2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert ((2, "total_differs") in found.warnings()) is is_told
        unread = [message for message, in found.ask("SELECT message FROM ingest_warning WHERE rule = 'column_unread'")]
        assert unread == (["Kolom 'Jumlah Jiwa' tidak dibaca"] if "Jumlah Jiwa" in header else [])


def test_the_columns_of_men_and_women_are_both_named_where_one_cannot_be_read(tmp_path: Path) -> None:
    kinds = [f"{kind} {sex}" for kind in (*KINDS.split(","), "Fakir Miskin") for sex in "LP"]
    text = f"Kecamatan,Kelurahan,{','.join(kinds)},Tahun\nAndir,Maleber,1,banyak,1,1,1,1,1,1,1,1,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask('SELECT "column" FROM ingest_reject') == [("Pengemis L + Pengemis P",)]


def test_parts_are_compared_in_a_recap_of_aid_too(tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,Program,Desil,L,P,Jumlah,Tahun\nAndir,Maleber,PBI-JK,1,3,4,8,2024\n"
    with imported(written(tmp_path / "bantuan.csv", text)) as found:
        assert found.warnings() == [(2, "total_differs")]
