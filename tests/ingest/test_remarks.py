"""What an import remarks about a count and leaves as it is, on crafted rows; the known defects of real files are among them."""

from pathlib import Path

import pytest

from data.reference import city_units
from tests.ingest.exports import imported, write_workbook

RECAP = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\n"
REGISTER = "Kecamatan,Kelurahan,jumlah_individu,tahun\n"
PEOPLE = "Kecamatan,Kelurahan,jumlah_penduduk,tahun,semester\n"
BANDUNG = [(unit.kecamatan_name, unit.kelurahan_name) for unit in city_units("32.73")]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def told(rule: str) -> str:
    return f"SELECT message FROM ingest_warning WHERE rule = '{rule}' ORDER BY 1"


def test_a_kelurahan_named_twice_and_its_neighbour_never_is_refused_twice_and_told_as_missing(warehouse: Path, tmp_path: Path) -> None:
    # Defect 7 of the real files: Cimincrang stands twice in the population of 2024, Rancanumpang not at all.
    names = ["Cimincrang" if name == "Rancanumpang" else name for _, name in BANDUNG]
    rows = [f"{kecamatan},{name},{10_000 + number},2019,2\n" for number, ((kecamatan, _), name) in enumerate(zip(BANDUNG, names, strict=True))]
    with imported(written(tmp_path / "gis.csv", PEOPLE + "".join(rows))) as found:
        assert [rule for _, rule in found.rejects()] == ["unit_twice", "unit_twice"]
        assert found.ask("SELECT count(*) FROM core_population WHERE source = 'gis.csv'") == [(149,)]
        assert found.ask(told("unit_missing")) == [
            ("Tidak ada baris untuk Rancanumpang (kec. Gedebage), 12/2019; nilainya tidak diketahui",)
        ]


def test_bps_codes_that_were_swapped_between_two_kelurahan_are_contradictions(warehouse: Path, tmp_path: Path) -> None:
    # Defect 8: the population of 2024 semester 1 swaps the codes of two pairs.
    bps = {unit.kelurahan_name: unit.bps_code for unit in city_units("32.73")}
    swapped = {"Kebon Jayanti": "Kebon Kangkung", "Kebon Kangkung": "Kebon Jayanti", "Pasirwangi": "Pasirjati", "Pasirjati": "Pasirwangi"}
    rows = [f"{name},{bps[other]},100,2019,1\n" for name, other in swapped.items()]
    rows.append(f"Maleber,{bps['Maleber']},100,2019,1\n")
    with imported(written(tmp_path / "gis.csv", "Kelurahan,kode_bps,jumlah_penduduk,tahun,semester\n" + "".join(rows))) as found:
        assert found.rejects() == [(row, "place_contradiction") for row in range(2, 6)]
        assert found.heaps()["accepted"] == 1


def test_a_misspelt_header_of_an_unread_column_does_not_stop_a_file(warehouse: Path, tmp_path: Path) -> None:
    # Defect 9: "Mengurus Rumah Tannga" is a column no contract reads.
    text = "Kecamatan,Kelurahan,jumlah_penduduk,Mengurus Rumah Tannga,tahun\nAndir,Maleber,100,7,2019\n"
    with imported(written(tmp_path / "gis.csv", text)) as found:
        assert found.heaps()["accepted"] == 1


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [(600, 1000, True), (600, 700, False), (400, 5000, True), (400, 100, True), (10, 60, False), (0, 250, True), (300, 450, False)],
)
def test_a_jump_is_told_for_large_and_for_small_values(before: int, after: int, is_told: bool, warehouse: Path, tmp_path: Path) -> None:
    text = REGISTER + f"Andir,Maleber,{before},2018\nAndir,Maleber,{after},2019\n"
    with imported(written(tmp_path / "dtks.csv", text)) as found:
        assert found.warnings() == ([(3, "year_jump")] if is_told else [])


def test_a_year_that_is_missing_is_not_jumped_over(warehouse: Path, tmp_path: Path) -> None:
    with imported(written(tmp_path / "dtks.csv", REGISTER + "Andir,Maleber,600,2017\nAndir,Maleber,1000,2019\n")) as found:
        assert found.warnings() == []


def test_a_population_that_changes_by_a_fifth_within_a_year_is_told(warehouse: Path, tmp_path: Path) -> None:
    text = PEOPLE + "Andir,Maleber,10000,2018,1\nAndir,Maleber,30100,2018,2\nAndir,Campaka,10000,2018,1\nAndir,Campaka,11000,2018,2\n"
    with imported(written(tmp_path / "penduduk.csv", text)) as found:
        assert found.warnings() == [(3, "population_jump")]


def test_small_values_are_told_as_copied_only_where_whole_rows_are_equal(warehouse: Path, tmp_path: Path) -> None:
    header = ["Kecamatan", "Kelurahan", "ABT", "AT", "FM", "PD", "LUT", "Tahun"]
    rows = [
        header,
        ["Andir", "Maleber", 1, 2, 3, 4, 5, 2024],
        ["Andir", "Campaka", 1, 2, 3, 4, 5, 2024],
        ["Andir", "Ciroyom", 1, 2, 3, 4, 6, 2024],
        ["Cicendo", "Sukaraja", 1, 2, 3, 4, 5, 2024],
        ["Regol", "Ciseureuh", 0, 0, 0, 0, 5, 2024],
        ["Regol", "Pasirluyu", 0, 0, 0, 0, 5, 2024],
    ]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows})) as found:
        assert found.warnings() == [(2, "equal_neighbour"), (3, "equal_neighbour")]


def test_a_kecamatan_without_one_of_its_kelurahan_is_told_and_a_single_kelurahan_is_not(warehouse: Path, tmp_path: Path) -> None:
    andir = [name for kecamatan, name in BANDUNG if kecamatan == "Andir"]
    rows = [f"Andir,{name},Pengemis,{number},2024\n" for number, name in enumerate(andir[1:], start=1)]
    with imported(written(tmp_path / "rekap.csv", RECAP + "".join(rows) + "Cicendo,Sukaraja,Pengemis,3,2024\n")) as found:
        assert found.ask(told("unit_missing")) == [(f"Tidak ada baris untuk {andir[0]} (kec. Andir), 12/2024; nilainya tidak diketahui",)]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ("Andir,Maleber,Pengemis,5,2024\nAndir,Campaka,Pengemis,6,2024\nJumlah,,,11,\n", None),
        ("Andir,Maleber,Pengemis,5,2024\nAndir,Campaka,Pengemis,6,2024\nJumlah,,,99,\n", 4),
        ("Andir,Maleber,Pengemis,5,2024\nJumlah,,,5,\nRegol,Ciseureuh,Pengemis,6,2024\nJumlah,,,6,\nTotal,,,11,\n", None),
        ("Andir,Maleber,Pengemis,5,2024\nAndir,Malebar,Pengemis,6,2024\nJumlah,,,11,\n", None),
        ("Andir,Maleber,Pengemis,5,2023\nAndir,Maleber,Pengemis,6,2024\nJumlah 2024,,Pengemis,6,2024\n", None),
        ("Andir,Maleber,Pengemis,5,2024\nAndir,Maleber,Pemulung,6,2024\nJumlah,,Pengemis,6,2024\nJumlah,,Pemulung,6,2024\n", 4),
        ("Andir,,Pengemis,12,2024\nAndir,Maleber,Pengemis,5,2024\nAndir,Campaka,Pengemis,6,2024\n", 2),
        ("Andir,,Pengemis,11,2024\nAndir,Maleber,Pengemis,5,2024\nAndir,Campaka,Pengemis,6,2024\n", None),
    ],
)
def test_a_printed_total_is_compared_with_the_rows_as_they_were_written(rows: str, at: int | None, warehouse: Path, tmp_path: Path) -> None:
    with imported(written(tmp_path / "rekap.csv", RECAP + rows)) as found:
        assert found.warnings() == ([(at, "total_differs")] if at else [])


def test_a_column_of_sums_that_does_not_add_up_is_told_and_not_read(warehouse: Path, tmp_path: Path) -> None:
    header = ["Kecamatan", "Kelurahan", "ABT", "AT", "FM", "PD", "LUT", "Jumlah", "Tahun"]
    rows = [header, ["Andir", "Maleber", 1, 2, 3, 4, 5, 15, 2024], ["Andir", "Campaka", 1, 2, 3, 4, 5, 99, 2024], ["Jumlah", None, 2, 4, 6, 8, 10, 114, None]]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows})) as found:
        assert (3, "total_differs") in found.warnings() and (2, "total_differs") not in found.warnings()
        assert found.ask("SELECT sum(persons_count) FROM core_ppks_count") == [(30,)]


def test_the_step_from_dtks_to_dtsen_is_told_once_a_file(warehouse: Path, tmp_path: Path) -> None:
    dtks = written(tmp_path / "dtks.csv", REGISTER + "Andir,Maleber,1000,2018\n")
    header = "Kecamatan,Kelurahan,Bulan,Tahun,jumlah_individu,desil1_individu,desil2_individu,desil3_individu\n"
    dtsen = written(tmp_path / "dtsen.csv", header + "Andir,Maleber,6,2025,1500,1,2,3\nAndir,Campaka,6,2025,1500,1,2,3\n")
    with imported(dtks, dtsen) as found:
        assert found.ask("SELECT file, \"row\" FROM ingest_warning WHERE rule = 'series_break'") == [("dtsen.csv", None)]
        assert found.ask("SELECT count(DISTINCT register) FROM core_welfare_count WHERE kelurahan_code = '32.73.05.1001'") == [(2,)]
