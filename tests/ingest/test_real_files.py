"""Files as a portal publishes them, with their nine known defects: nothing is repaired in silence, nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import UserError
from ingest.build import build
from tests.ingest.exports import Imported, imported

RAW = "data/real/bandung_opendata_raw"
COUNT = "SELECT sum(count) FROM core_welfare_count WHERE register = 'DTKS' AND unit = 'ORANG' AND year(period) = {}"


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """The edition of the unchanged DTKS and population files of Bandung."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANTAU_WAREHOUSE", str(tmp_path_factory.mktemp("gudang")))
        with imported(shared / RAW / "individu_dtks.csv", shared / RAW / "jumlah_penduduk.csv") as result:
            yield result


def persons(found: Imported, code: str, year: int) -> int:
    return found.ask(COUNT.format(year) + f" AND kelurahan_code = '{code}'")[0][0]


@pytest.mark.parametrize(("year", "total"), [(2021, 752_936), (2022, 907_786), (2023, 909_935)])
def test_the_total_of_each_year_is_the_one_of_the_file(year: int, total: int, found: Imported) -> None:
    assert found.ask(COUNT.format(year)) == [(total,)]
    assert found.ask(
        f"SELECT count(DISTINCT kelurahan_code) FROM core_welfare_count WHERE unit = 'ORANG' AND year(period) = {year}"
    ) == [(151,)]


def test_rows_with_the_code_of_another_kelurahan_stand_in_their_own_kecamatan(found: Imported) -> None:
    assert (persons(found, "32.73.06.1006", 2023), persons(found, "32.73.08.1002", 2023)) == (5_333, 7_939)
    assert persons(found, "32.73.27.1001", 2023) not in (5_333, None)
    assert found.ask("SELECT count(*) FROM ingest_warning WHERE file = 'individu_dtks.csv' AND rule = 'place_odd'") == [(3,)]


def test_two_kelurahan_of_one_old_name_are_kept_apart(found: Imported) -> None:
    assert (persons(found, "32.73.23.1004", 2021), persons(found, "32.73.28.1004", 2021)) == (3_270, 1_066)


def warned(found: Imported, rule: str) -> set[tuple[str, int]]:
    return set(
        found.ask(
            'SELECT kelurahan_name, year(period) FROM ingest_warning '
            'INNER JOIN core_welfare_count ON source_file = file AND source_row = "row" '
            f"INNER JOIN dim_kelurahan USING (kelurahan_code) WHERE rule = '{rule}'"
        )
    )


def test_a_copied_row_is_warned_about_as_equal_to_its_neighbour_and_above_the_population(found: Imported) -> None:
    assert warned(found, "equal_neighbour") == {("Caringin", 2023), ("Cijerah", 2023)}
    assert ("Caringin", 2023) in warned(found, "above_population")
    assert persons(found, code_of(found, "Caringin"), 2023) == 10_422


def code_of(found: Imported, name: str) -> str:
    return found.ask(f"SELECT kelurahan_code FROM dim_kelurahan WHERE kelurahan_name = '{name}' AND city_code = '32.73'")[0][0]


def test_jumps_from_one_year_to_the_next_are_warned_about(found: Imported) -> None:
    assert {("Cikutra", 2022), ("Sukamaju", 2022), ("Caringin", 2023)} <= warned(found, "year_jump")


def test_one_sex_alone_does_not_make_a_population(found: Imported) -> None:
    lonely = found.ask("SELECT count(*) FROM ingest_warning WHERE rule = 'sex_incomplete'")
    assert lonely == [(8,)]
    gaps = found.ask(
        "SELECT DISTINCT strftime(period, '%Y-%m') FROM core_population "
        "WHERE source = 'jumlah_penduduk.csv' AND population IS NULL ORDER BY 1"
    )
    assert len(gaps) == 7
    assert ("2022-12",) in gaps
    babakan_ciparay = (
        "SELECT population FROM core_population WHERE kelurahan_code = '32.73.03.1001' AND period = DATE '2022-12-01'"
    )
    assert found.ask(babakan_ciparay) == [(None,)]


def test_a_population_with_a_gap_is_taken_from_the_reference_list_where_that_knows_it(found: Imported) -> None:
    gap = (
        "SELECT population IS NOT NULL, source LIKE 'GIS Dukcapil%' FROM core_population "
        "WHERE kelurahan_code = '32.73.22.1001' AND period = DATE '2024-06-01'"
    )
    assert found.ask(gap) == [(True, True)]


def test_a_kelurahan_listed_twice_with_other_values_is_refused_whole_and_its_neighbour_stays_unknown(found: Imported) -> None:
    rejects = found.ask("SELECT rule, count(*) FROM ingest_reject WHERE file = 'jumlah_penduduk.csv' GROUP BY ALL")
    assert rejects == [("unit_twice", 4)]
    known = "SELECT count(*) FROM core_population WHERE kelurahan_code = '{}' AND period = DATE '2023-12-01' AND population IS NOT NULL"
    assert [found.ask(known.format(code)) for code in ("32.73.28.1004", "32.73.23.1004")] == [[(0,)], [(0,)]]


def test_every_row_of_both_files_is_accounted_for(found: Imported) -> None:
    assert {row["file"]: (row["rows_read"], row["accepted"], row["rejected"]) for row in found.ledger} == {
        "individu_dtks.csv": (453, 453, 0),
        "jumlah_penduduk.csv": (4_522, 4_518, 4),
    }


def test_a_portal_file_with_semicolons_and_a_byte_order_mark_needs_no_setting(warehouse: Path, tmp_path: Path) -> None:
    header = (
        "id;bps_nama_kabupaten_kota;bps_kode_kecamatan;bps_nama_kecamatan;bps_kode_desa_kelurahan;bps_desa_kelurahan;kemendagri_kode_kecamatan;"
        "kemendagri_nama_kecamatan;KODE_KD;kemendagri_nama_desa_kelurahan;jumlah_kk;semester;tahun"
    )
    row = "1;KOTA BANDUNG;3273180;ANDIR;3273180001;CAMPAKA;32.73.05;ANDIR;32.73.05.1006;CAMPAKA;5420;1;2017"
    path = tmp_path / "jumlah_kk.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{header}\r\n{row}\r\n".encode())
    with imported(path) as found:
        assert found.ask(
            "SELECT kelurahan_code, strftime(period, '%Y-%m'), households, population FROM core_population "
            "WHERE source = 'jumlah_kk.csv'"
        ) == [
            ("32.73.05.1006", "2017-06", 5420, None),
        ]


@pytest.mark.parametrize("name", ["penyandang_disabilitas.csv", "jumlah_kelompok_umur.csv", "kepadatan_penduduk.csv"])
def test_a_real_file_of_another_subject_is_refused_with_what_it_looks_like(name: str, warehouse: Path, shared: Path) -> None:
    with pytest.raises(UserError, match="susunan kolomnya tidak dikenal") as raised:
        build([shared / RAW / name], publish=True, report=None, progress=lambda *_: None)
    assert str(raised.value).startswith(f"{name}: ")
    assert "'bps_nama_kabupaten_kota'" in str(raised.value)


def test_the_kelurahan_that_a_semester_leaves_out_is_named(found: Imported) -> None:
    missing = found.ask("SELECT file, message FROM ingest_warning WHERE rule = 'unit_missing'")
    assert missing == [("jumlah_penduduk.csv", "Tidak ada baris untuk Mekar Jaya (kec. Rancasari), 12/2023; nilainya tidak diketahui")]
