"""Places and kinds that stand once for many rows: on the first row of a block, in a heading, in the title, or in a name."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.errors import UserError
from tests.ingest.exports import imported, write_workbook

RECAP = ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah")
COUNTS = "SELECT kelurahan_code, ppks_code, persons_count FROM core_ppks_count ORDER BY source_row"
CASES = "SELECT kelurahan_code, ppks_code FROM core_ppks_case ORDER BY source_row"
MALEBER, CAMPAKA, GARUDA, MALEER = "32.73.05.1001", "32.73.05.1006", "32.73.05.1005", "32.73.12.1002"
BATUNUNGGAL, MENGGER = "32.73.21.1001", "32.73.21.1003"


def sheet(tmp_path: Path, *rows: tuple, name: str = "S", file: str = "rekap_2024.xlsx") -> Path:
    return write_workbook(tmp_path / file, {name: rows})


def test_a_kecamatan_written_once_for_its_block_holds_in_every_layout(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Pengemis", 5), (None, "Campaka", "Pengemis", 3), (None, "Garuda", "Pengemis", 2)]
    rows += [("Bandung Kidul", "Mengger", "Pengemis", 7), (None, "Batununggal", "Pengemis", 1), (None, "Malebar", "Pengemis", 1)]
    with imported(sheet(tmp_path, RECAP, *rows), report=tmp_path / "tolakan") as found:
        assert [row[0] for row in found.ask(COUNTS)] == [MALEBER, CAMPAKA, GARUDA, MENGGER, BATUNUNGGAL]
        assert found.rejects() == [(7, "place_unknown")]
        assert "Bandung Kidul" in found.ask("SELECT message FROM ingest_reject")[0][0]
        (rejects,) = found.reject_files
    with imported(rejects) as again:
        assert again.rejects() == [(2, "place_unknown")]


def test_a_blank_kecamatan_among_filled_ones_is_not_taken_from_the_row_above(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Pengemis", 5), ("Andir", "Campaka", "Pengemis", 3), (None, "Dago", "Pengemis", 2), (None, "Batununggal", "Pengemis", 2)]
    with imported(sheet(tmp_path, RECAP, *rows)) as found:
        assert [row[0] for row in found.ask(COUNTS)] == [MALEBER, CAMPAKA, "32.73.02.1004"]
        assert found.rejects() == [(5, "place_ambiguous")]


def test_a_lone_kecamatan_above_kelurahan_of_others_holds_for_its_own_row_only(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Pengemis", 5), (None, "Dago", "Pengemis", 3), (None, "Sekeloa", "Pengemis", 2), (None, "Pasirkaliki", "Pengemis", 1)]
    with imported(sheet(tmp_path, RECAP, *rows)) as found:
        assert [row[2] for row in found.ask(COUNTS)] == [5, 3, 2, 1] and found.rejects() == []


def test_a_single_name_of_another_kecamatan_does_not_undo_a_block(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Pengemis", 5), (None, "Campaka", "Pengemis", 3), (None, "Garuda", "Pengemis", 2), (None, "Dago", "Pengemis", 1)]
    with imported(sheet(tmp_path, RECAP, *rows)) as found:
        assert ([row[0] for row in found.ask(COUNTS)], found.rejects()) == ([MALEBER, CAMPAKA, GARUDA], [(5, "place_contradiction")])


def test_a_kelurahan_written_once_for_its_kinds_holds_for_all_of_them(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Gelandangan", 5), (None, None, "Pengemis", 3), (None, "Campaka", "Gelandangan", 2), (None, None, "Pengemis", 4)]
    rows += [("Jumlah", None, None, 14), (None, None, "Jumlah", 14)]
    with imported(sheet(tmp_path, RECAP, *rows)) as found:
        assert found.ask(COUNTS) == [(MALEBER, "GEL", 5), (MALEBER, "PGM", 3), (CAMPAKA, "GEL", 2), (CAMPAKA, "PGM", 4)]


def test_a_kelurahan_written_once_holds_also_where_its_kecamatan_stands_on_every_row(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Andir", "Maleber", "Gelandangan", 5), ("Andir", None, "Pengemis", 3), ("Andir", None, "Pemulung", 1)]
    rows += [("Andir", "Campaka", "Gelandangan", 2), ("Andir", None, "Pengemis", 4), ("Andir", None, "Pemulung", 6)]
    rows += [("Coblong", None, "Gelandangan", 7)]
    with imported(sheet(tmp_path, RECAP, *rows)) as found:
        told = [(MALEBER, "GEL", 5), (MALEBER, "PGM", 3), (MALEBER, "PML", 1), (CAMPAKA, "GEL", 2), (CAMPAKA, "PGM", 4), (CAMPAKA, "PML", 6)]
        assert found.ask(COUNTS) == [*told, (None, "GEL", 7)]
        assert found.rejects() == []


def test_a_heading_of_a_kecamatan_holds_until_the_next(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("No", "Kelurahan", "Jenis PPKS", "Jumlah"), ("KECAMATAN ANDIR",), (1, "Maleber", "Pengemis", 5), (2, "Campaka", "Pengemis", 3),
        ("B", "Kec. Bandung Kidul"), (1, "Batununggal", "Pengemis", 7), (2, "Menger", "Pengemis", 1),
    ]
    with imported(sheet(tmp_path, *rows), report=tmp_path / "tolakan") as found:
        assert found.ask(COUNTS) == [(MALEBER, "PGM", 5), (CAMPAKA, "PGM", 3), (BATUNUNGGAL, "PGM", 7)]
        assert found.rejects() == [(7, "place_unknown")]
        assert found.heaps()["skipped"] == 2
        (rejects,) = found.reject_files
    rows = CalamineWorkbook.from_path(rejects).get_sheet_by_index(0).to_python()
    assert (rows[0][4], rows[1][4]) == ("kemendagri_nama_kecamatan", "Bandung Kidul")


def test_a_heading_of_a_kind_holds_for_the_counts_below_it(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("No", "Kecamatan", "Kelurahan", "Jumlah"), ("A. GELANDANGAN",), (1, "Andir", "Maleber", 5), (2, "Andir", "Campaka", 3),
        ("B. PENGEMIS",), (1, "Andir", "Maleber", 7), ("C. LAIN-LAIN",), (1, "Andir", "Maleber", 9),
    ]
    with imported(sheet(tmp_path, *rows), report=tmp_path / "tolakan") as found:
        assert found.ask(COUNTS) == [(MALEBER, "GEL", 5), (CAMPAKA, "GEL", 3), (MALEBER, "PGM", 7)]
        assert found.rejects() == [(8, "kind_unknown")]
        (rejects,) = found.reject_files
    with imported(rejects) as again:
        assert again.rejects() == [(2, "kind_unknown")]


def test_headings_in_a_list_of_members_say_their_kind(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("No", "Nama", "Kecamatan", "Kelurahan", "Status"), ("TAGANA",), (1, "Orang A", "Andir", "Maleber", "Aktif"),
        ("PSM",), (2, "Orang B", "Andir", "Maleber", "Aktif"), (3, "Orang C", "Andir", "Maleber", "Aktif"),
    ]
    with imported(sheet(tmp_path, *rows)) as found:
        assert found.ask("SELECT kind_code, count(*) FROM core_volunteer GROUP BY 1 ORDER BY 1") == [("PSM", 2), ("TAGANA", 1)]
        assert found.heaps()["accepted"] == 3


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [
        ("DATA PPKS KEC. BANDUNG KIDUL TAHUN 2024", "S", "a.xlsx"),
        ("REKAP 2024", "Bandung Kidul", "a.xlsx"),
        ("REKAP 2024", "Kec Bandung Kidul", "a.xlsx"),
        ("REKAP 2024", "S", "rekap_kecamatan_bandung_kidul.xlsx"),
    ],
)
def test_a_kecamatan_that_stands_only_around_the_table_holds_for_all_rows(title: str, name: str, file: str, warehouse: Path, tmp_path: Path) -> None:
    rows = [(title,), ("Kelurahan", "Jenis PPKS", "Jumlah"), ("Batununggal", "Pengemis", 5), ("Maleer", "Pengemis", 3)]
    with imported(sheet(tmp_path, *rows, name=name, file=file)) as found:
        assert found.ask(COUNTS) == [(BATUNUNGGAL, "PGM", 5)]
        assert found.rejects() == [(4, "place_contradiction")]
        ((rule, message),) = found.ask("SELECT rule, message FROM ingest_warning")
        assert rule == "place_around" and message.casefold().startswith("kecamatan 'bandung kidul' menurut judul")


def test_a_kelurahan_that_stands_only_in_the_title_holds_for_all_rows(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("DATA PPKS KELURAHAN MALEBER KECAMATAN ANDIR",), ("No", "Nama", "NIK", "Jenis PPKS", "Tanggal Lapor"),
        (1, "A", "9932730501017001", "Gelandangan", "2024-01-02"), (2, "B", "9932730501017002", "Pengemis", "2024-01-02"),
    ]
    with imported(sheet(tmp_path, *rows)) as found:
        assert found.ask(CASES) == [(MALEBER, "GEL"), (MALEBER, "PGM")]


@pytest.mark.parametrize("title", ["REKAP PPKS 2024", "REKAP PPKS KECAMATAN CIPONDOH 2024"])
def test_a_sheet_named_after_a_kecamatan_is_not_its_kelurahan_of_the_same_name(title: str, warehouse: Path, tmp_path: Path) -> None:
    rows = [(title,), ("Jenis PPKS", "Jumlah"), ("Pengemis", 5), ("Gelandangan", 3)]
    with pytest.raises(UserError, match="susunan kolomnya tidak dikenal"), imported(sheet(tmp_path, *rows, name="Cipondoh")):
        pass


def test_a_sheet_named_after_a_kelurahan_is_all_of_that_kelurahan(warehouse: Path, tmp_path: Path) -> None:
    rows = [("REKAP PPKS KECAMATAN ANDIR 2024",), ("Jenis PPKS", "Jumlah"), ("Pengemis", 5), ("Gelandangan", 3)]
    with imported(sheet(tmp_path, *rows, name="Maleber")) as found:
        assert found.ask(COUNTS) == [(MALEBER, "PGM", 5), (MALEBER, "GEL", 3)]


@pytest.mark.parametrize("title", ["KEC. ANDIR DAN KEC. COBLONG 2024", "KECAMATAN ANDIR DAN COBLONG 2024", "PER KECAMATAN TAHUN 2024"])
def test_two_kecamatan_in_a_title_say_nothing(title: str, warehouse: Path, tmp_path: Path) -> None:
    rows = [(title,), ("Kelurahan", "Jenis PPKS", "Jumlah"), ("Maleber", "Pengemis", 5), ("Dago", "Pengemis", 3)]
    with imported(sheet(tmp_path, *rows)) as found:
        assert found.heaps()["accepted"] == 2 and found.warnings() == []


def test_a_title_never_makes_a_register_of_institutions_of_a_list_of_persons(tmp_path: Path, warehouse: Path) -> None:
    rows = [("KELURAHAN MALEBER",), ("No", "Nama", "Jenis", "Keterangan"), (1, "Orang A", "LKS", "")]
    with pytest.raises(UserError, match="susunan kolomnya tidak dikenal"), imported(sheet(tmp_path, *rows)):
        pass


@pytest.mark.parametrize("header", [("jumlah_individu", "jumlah_keluarga"), ("jumlah_individu",), ("jumlah_keluarga",)])
@pytest.mark.parametrize(
    ("title", "name", "file"),
    [
        ("Rekap DTSEN per Kelurahan Tahun 2025", "S", "a.xlsx"), ("Rekap 2025", "Dtsen", "a.xlsx"), ("Rekap 2025", "S", "rekap_dtsen_2025.xlsx"),
        ("Rekap DTSEN (semula DTKS)", "S", "a.xlsx"),
    ],
)
def test_counts_of_dtsen_are_not_taken_for_dtks(title: str, name: str, file: str, header: tuple[str, ...], tmp_path: Path, warehouse: Path) -> None:
    rows = [(title,), ("Kecamatan", "Kelurahan", *header, "tahun"), ("Andir", "Maleber", *(range(5, 5 + len(header))), 2025)]
    with pytest.raises(UserError, match="menyebut DTSEN"), imported(sheet(tmp_path, *rows, name=name, file=file)):
        pass


def test_persons_and_families_of_one_register_are_both_read(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "dtks.csv"
    path.write_text("Kecamatan,Kelurahan,jumlah_individu,jumlah_keluarga_dtks,tahun\nAndir,Maleber,10,4,2019\n")
    with imported(path) as found:
        query = "SELECT register, unit, count FROM core_welfare_count WHERE source_row IS NOT NULL ORDER BY unit"
        assert found.ask(query) == [("DTKS", "KELUARGA", 4), ("DTKS", "ORANG", 10)]
