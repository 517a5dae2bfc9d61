"""What an operator found was understood wrongly or dropped without a word: now read, refused or told."""

from pathlib import Path

import pytest

from ingest.inspection import look_at
from tests.ingest.exports import case, imported, member, write_csv

pytestmark = pytest.mark.usefixtures("warehouse")
ACTIVITIES = "ID Kegiatan,Jenis Kegiatan,Topik,Tanggal Rencana,Tanggal Pelaksanaan,Kecamatan,Kelurahan,Target,Status\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("city", ["Kotamadya Bandung", "Kodya Bandung", "Pemkot Bandung", "Bandung Kota", "Kt. Bandung", "bandung"])
def test_other_words_for_the_city_are_the_city(city: str, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "a.csv", [case(number) | {"Kabupaten/Kota": city} for number in (1, 2)])) as found:
        assert found.heaps()["accepted"] == 2


def test_a_misspelt_city_is_asked_about_and_no_row_goes_away(tmp_path: Path) -> None:
    rows = [case(number) | {"Kabupaten/Kota": "Kota Bandunng"} for number in (1, 2)]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        assert (found.heaps()["rejected"], found.heaps()["out_of_city"]) == (2, 0)
        assert found.ask("SELECT DISTINCT message FROM ingest_reject") == [("tertulis Kota Bandunng, tetapi tempat itu ada di Kota Bandung",)]


def test_one_id_of_two_activities_is_told_and_the_same_again_is_not(tmp_path: Path) -> None:
    row = "1,{},Dasar,2024-03-01,2024-03-0{},Andir,Maleber,30,Terlaksana\n"
    with imported(written(tmp_path / "a.csv", ACTIVITIES + row.format("Bimtek", 2) + row.format("Bimtek", 2) + row.format("Rakor", 5))) as found:
        assert found.heaps()["duplicate"] == 2 and found.warnings() == [(4, "id_shared")]


def test_a_year_alone_is_no_day_of_a_plan(tmp_path: Path) -> None:
    rows = "1,Bimtek,Dasar,2025,,Andir,Maleber,30,Rencana\n2,Bimtek,Dasar,2025,10-12 Maret,Andir,Maleber,30,Terlaksana\n"
    with imported(written(tmp_path / "a.csv", ACTIVITIES + rows)) as found:
        assert found.ask('SELECT "row", "column", rule FROM ingest_reject ORDER BY ALL') == [
            (2, "Tanggal Rencana", "date_unreadable"), (3, "Tanggal Pelaksanaan", "date_unreadable"),
        ]


@pytest.mark.parametrize(("said", "month"), [("I", 3), ("2", 6), ("Triwulan III", 9), ("TW IV", 12)])
def test_a_quarter_in_a_column_of_its_own_is_its_last_month(said: str, month: int, tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Triwulan,Tahun\nAndir,Maleber,Pengemis,3,{said},2024\n"
    with imported(written(tmp_path / "a.csv", text)) as found:
        assert found.ask("SELECT month(period) FROM core_ppks_count") == [(month,)]


def test_a_blank_semester_beside_others_is_no_december(tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Semester,Tahun\nAndir,Maleber,Pengemis,3,1,2024\nAndir,Ciroyom,Pengemis,3,,2024\n"
    with imported(written(tmp_path / "a.csv", text)) as found:
        assert found.rejects() == [(3, "semester_unknown")]


def test_a_column_of_words_that_splits_the_rows_is_named(tmp_path: Path) -> None:
    text = "Provinsi,Kecamatan,Kelurahan,Jenis PPKS,Sumber Data,Jumlah,Tahun\nJabar,Andir,Maleber,Pengemis,PSM,4,2024\nJabar,Andir,Maleber,Pengemis,Satpol PP,4,2024\n"
    reading, = look_at(written(tmp_path / "a.csv", text))
    assert reading.remarks == ("Kolom 'Sumber Data' tidak dibaca",)


def test_a_column_that_says_the_register_is_read(tmp_path: Path) -> None:
    text = "Data,Kecamatan,Kelurahan,Jumlah Keluarga,Jumlah Individu,Tahun\nDTKS,Andir,Maleber,10,40,2023\nDTSEN,Andir,Maleber,12,44,2024\n"
    with imported(written(tmp_path / "kemiskinan.csv", text)) as found:
        assert found.ask("SELECT DISTINCT register, year(period) FROM core_welfare_count WHERE source_file = 'kemiskinan.csv' ORDER BY ALL") == [
            ("DTKS", 2023), ("DTSEN", 2024),
        ]


@pytest.mark.parametrize("decile", ["> 5", "<5", "5+", ">=6", "~4", "di atas 5"])
def test_a_range_without_an_end_is_no_decile(decile: str, tmp_path: Path) -> None:
    text = f"Kecamatan,Kelurahan,Program,Desil,Jumlah,Tahun\nAndir,Maleber,PKH,{decile},10,2024\nAndir,Ciroyom,PKH,5,10,2024\n"
    with imported(written(tmp_path / "a.csv", text)) as found:
        assert found.rejects() == [(2, "decile_unknown")]


def test_a_marked_column_that_is_no_known_kind_is_named(tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,Nama,Tanggal Lapor,Pengemis,Pemulung,Gelandangan,Lainnya,HP\nAndir,Maleber,A,2024-01-02,1,0,0,1,0812\n"
    reading, = look_at(written(tmp_path / "a.csv", text))
    assert reading.remarks == ("Kolom 'Lainnya' tidak dibaca",)


def test_a_code_alone_that_nobody_knows_is_no_blank_place(tmp_path: Path) -> None:
    rows = [case(number) | {"Kode Wilayah": ""} for number in range(1, 4)] + [case(4, Kecamatan="", Kelurahan="") | {"Kode Wilayah": "32.73.05.1999"}]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        assert found.ask("SELECT rule, message FROM ingest_reject") == [("place_unknown", "hanya kode yang tertulis, dan kode itu tidak dikenal")]


@pytest.mark.parametrize(("title", "unit"), [("Rekap PPKS (satuan: KK) Tahun 2024", "KELUARGA"), ("Rekap PPKS Tahun 2024, satuan orang", "ORANG"), ("Rekap PPKS 2024", "ORANG")])
def test_the_unit_that_the_title_says_holds_for_all_rows(title: str, unit: str, tmp_path: Path) -> None:
    text = f"{title}\nKecamatan,Kelurahan,Jenis PPKS,Jumlah\nAndir,Maleber,Fakir Miskin,30\n"
    with imported(written(tmp_path / "a.csv", text)) as found:
        assert found.ask("SELECT unit, persons_count FROM core_ppks_count") == [(unit, 30)]
        assert (("unit_around" in [rule for _, rule in found.warnings()])) is ("satuan" in title)


def test_more_than_a_whole_city_in_one_kelurahan_is_told(tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\nLubuk Sikarah,Aro IV Korong,Pengemis,1000000000000000,2024\n"
    with imported(written(tmp_path / "a.csv", text)) as found:
        assert found.warnings() == [(2, "above_population")]


def test_a_header_of_deciles_is_found_as_the_header(tmp_path: Path) -> None:
    text = "Penerima bantuan\nKecamatan;Kelurahan;Desil 1;Desil 2;Desil 3;Desil 4;Jumlah\nAndir;Maleber;1;2;3;4;10\nAndir;Ciroyom;1;2;3;4;10\n"
    reading, = look_at(written(tmp_path / "a.csv", text))
    assert [column.header for column in reading.columns][:3] == ["Kecamatan", "Kelurahan", "Desil 1"]


def test_members_without_a_kelurahan_are_told_once_a_file(tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "a.csv", [member(1), member(2, Kelurahan=""), member(3, Kelurahan="")])) as found:
        assert found.ask("SELECT \"row\", rule, message FROM ingest_warning") == [
            (3, "kecamatan_only", "2 anggota PSM hanya sampai kecamatan; tidak ikut dalam angka kelurahan")
        ]


@pytest.mark.parametrize(("both", "is_told"), [(21, False), (26, True)])
def test_men_and_women_of_a_population_are_compared_with_both(both: int, is_told: bool, tmp_path: Path) -> None:
    head = "Kecamatan,Kelurahan,Jenis Kelamin,Jumlah Penduduk,Semester,Tahun\n"
    rows = f"Andir,Maleber,L,10,1,2021\nAndir,Maleber,P,11,1,2021\nAndir,Maleber,Jumlah,{both},1,2021\n"
    with imported(written(tmp_path / "a.csv", head + rows)) as found:
        assert ((4, "total_differs") in found.warnings()) is is_told


@pytest.mark.parametrize(("total", "is_told"), [(10, False), (500, False), (9, True)])
def test_deciles_that_come_to_more_than_their_total_are_told(total: int, is_told: bool, tmp_path: Path) -> None:
    aid = f"Kecamatan,Kelurahan,Program,Desil 1,Desil 2,Desil 3,Desil 4,Jumlah,Tahun\nAndir,Maleber,PKH,1,2,3,4,{total},2024\n"
    dtsen = "Kecamatan,Kelurahan,Bulan,Tahun,jumlah_keluarga,desil1_keluarga,desil2_keluarga,desil3_keluarga\n" + f"Andir,Maleber,6,2025,{total},3,3,4\n"
    with imported(written(tmp_path / "bantuan.csv", aid), written(tmp_path / "dtsen.csv", dtsen)) as found:
        told = found.ask("SELECT file FROM ingest_warning WHERE rule = 'total_differs' ORDER BY ALL")
        assert told == ([("bantuan.csv",), ("dtsen.csv",)] if is_told else [])
