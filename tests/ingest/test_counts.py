"""Which value a unit gets when a file, or two, say more than one: none is chosen in silence, parts are summed only when all are there."""

from pathlib import Path

import pytest

from data.errors import UserError
from tests.ingest.exports import imported, write_csv, write_workbook

RECAP = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\n"
BY_SEX = "Kecamatan,Kelurahan,Jenis PPKS,Jenis Kelamin,Jumlah,Tahun\n"
BY_AGE = "Kecamatan,Kelurahan,Jenis PPKS,Kelompok Umur,Jumlah,Tahun\n"
COUNTS = "SELECT kelurahan_code, ppks_code, persons_count FROM core_ppks_count ORDER BY ALL"
MALEBER, CAMPAKA, CIROYOM = "32.73.05.1001", "32.73.05.1006", "32.73.05.1003"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "table", "rows"),
    [
        (RECAP + "Andir,Maleber,Pengemis,5,2024\nAndir,Maleber,Pengemis,7,2024\nAndir,Maleber,Pengemis,5,2024\n", "core_ppks_count", 3),
        ("Kecamatan,Kelurahan,jumlah_individu,tahun\nAndir,Maleber,5,2019\nAndir,Maleber,7,2019\n", "core_welfare_count", 2),
        ("Kecamatan,Kelurahan,Program,Desil,Jumlah Penerima,Tahun\nAndir,Maleber,PKH,1,5,2021\nAndir,Maleber,PKH,1,7,2021\n", "core_aid_count", 2),
        ("Kecamatan,Kelurahan,jumlah_penduduk,tahun\nAndir,Maleber,5,2019\nAndir,Maleber,7,2019\n", "core_population", 2),
    ],
)
def test_values_of_one_unit_that_differ_inside_a_file_are_all_refused(
    text: str, table: str, rows: int, warehouse: Path, tmp_path: Path
) -> None:
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.rejects() == [(number, "unit_twice") for number in range(2, rows + 2)]
        column = "source" if table == "core_population" else "source_file"
        assert found.ask(f"SELECT count(*) FROM {table} WHERE {column} = 'rekap.csv'") == [(0,)]


def test_between_files_the_first_keeps_its_value_and_the_other_is_told_which_file_that_is(warehouse: Path, tmp_path: Path) -> None:
    old = written(tmp_path / "a_lama.csv", RECAP + "Andir,Maleber,Pengemis,5,2024\n")
    new = written(tmp_path / "b_baru.csv", RECAP + "Andir,Maleber,Pengemis,9,2024\n")
    with imported(old, new) as found:
        ((rule, message),) = found.ask("SELECT rule, message FROM ingest_reject")
        assert (rule, message.endswith("yang dipakai ialah a_lama.csv")) == ("unit_elsewhere", True)
        assert found.ask(COUNTS) == [(MALEBER, "PGM", 5)]


def test_a_file_that_contradicts_itself_leaves_the_unit_to_the_other_file(warehouse: Path, tmp_path: Path) -> None:
    torn = written(tmp_path / "a.csv", RECAP + "Andir,Maleber,Pengemis,5,2024\nAndir,Maleber,Pengemis,6,2024\n")
    corrected = written(tmp_path / "b.csv", RECAP + "Andir,Maleber,Pengemis,6,2024\n")
    with imported(torn, corrected) as found:
        assert found.ask(COUNTS) == [(MALEBER, "PGM", 6)]


def test_two_sheets_of_a_workbook_are_one_file(warehouse: Path, tmp_path: Path) -> None:
    header = ["Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun"]
    sheets = {"Satu": [header, ["Andir", "Maleber", "Pengemis", 5, 2024]], "Dua": [header, ["Andir", "Maleber", "Pengemis", 6, 2024]]}
    with imported(write_workbook(tmp_path / "rekap.xlsx", sheets)) as found:
        assert found.rejects() == [(2, "unit_twice"), (2, "unit_twice")]


def test_men_and_women_of_a_recap_are_summed_also_where_they_are_as_many(warehouse: Path, tmp_path: Path) -> None:
    text = BY_SEX + (
        "Andir,Maleber,Gelandangan,L,3,2024\nAndir,Maleber,Gelandangan,P,4,2024\n"
        "Andir,Campaka,Gelandangan,L,3,2024\nAndir,Campaka,Gelandangan,P,3,2024\n"
    )
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask(COUNTS) == [(MALEBER, "GEL", 7), (CAMPAKA, "GEL", 6)]
        assert (found.heaps()["accepted"], found.rejects(), found.warnings()) == (4, [], [])


def test_one_sex_alone_is_no_count_of_the_kind_and_is_told(warehouse: Path, tmp_path: Path) -> None:
    text = BY_SEX + "Andir,Maleber,Gelandangan,L,3,2024\nAndir,Maleber,Gelandangan,P,-,2024\nAndir,Campaka,Gelandangan,L+P,9,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask(COUNTS) == [(CAMPAKA, "GEL", 9)]
        assert (2, "part_missing") in found.warnings()


def test_ages_are_summed_when_every_group_of_the_file_is_there(warehouse: Path, tmp_path: Path) -> None:
    text = BY_AGE + (
        "Andir,Maleber,Gelandangan,0-17,3,2024\nAndir,Maleber,Gelandangan,18+,3,2024\nAndir,Campaka,Gelandangan,18+,5,2024\n"
    )
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask(COUNTS) == [(MALEBER, "GEL", 6)]
        assert found.warnings() == [(4, "part_missing")]


def test_two_names_of_one_kind_in_a_file_are_refused_and_not_counted_once(warehouse: Path, tmp_path: Path) -> None:
    text = RECAP + (
        "Andir,Maleber,Disabilitas,3,2024\nAndir,Maleber,Penyandang Disabilitas,3,2024\n"
        "Andir,Campaka,Pengemis,4,2024\nAndir,Campaka,PENGEMIS,4,2024\n"
    )
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.rejects() == [(2, "kind_twice"), (3, "kind_twice")]
        assert (found.ask(COUNTS), found.heaps()["duplicate"]) == ([(CAMPAKA, "PGM", 4)], 1)


PARTS = "Kecamatan,Kelurahan,Jenis PPKS,Jenis Kelamin,Kelompok Umur,Jumlah,Tahun\n"
OF_KIND = "Andir,Maleber,Gelandangan,"


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ([BY_AGE + f"{OF_KIND}0-17,3,2024\n{OF_KIND}18+,4,2024\n{OF_KIND}Jumlah,7,2024\n"], 7),
        ([BY_AGE + f"{OF_KIND}0-17,3,2024\n{OF_KIND}18+,4,2024\n{OF_KIND}Semua umur,7,2024\n"], 7),
        ([PARTS + "".join(f"{OF_KIND}{sex},{age},{count},2024\n" for age in ("0-17", "18+") for sex, count in (("L", 1), ("P", 2), ("L+P", 3)))], 6),
        ([PARTS + f"{OF_KIND}L,,3,2024\n{OF_KIND}P,,4,2024\n{OF_KIND},0-17,3,2024\n{OF_KIND},18+,4,2024\n"], 7),
        ([PARTS + f"{OF_KIND}L,,3,2024\n{OF_KIND}P,,4,2024\n{OF_KIND},0-17,3,2024\n{OF_KIND},18+,9,2024\n"], None),
        ([BY_SEX + f"{OF_KIND}L,3,2024\n{OF_KIND}P,4,2024\n", BY_AGE + f"{OF_KIND}0-17,3,2024\n{OF_KIND}18+,4,2024\n"], 7),
        ([BY_AGE + f"{OF_KIND}0-17,3,2024\n{OF_KIND}18+,4,2024\n", BY_AGE + f"{OF_KIND}0 - 17 tahun,3,2024\n{OF_KIND}18+,4,2024\n"], 7),
        ([BY_AGE + f"{OF_KIND}0-17,3,2024\n"], None),
        ([BY_AGE + f"{OF_KIND}0-17,3,2024\n", BY_AGE + f"{OF_KIND}18+,4,2024\n"], None),
    ],
)
def test_breakdowns_that_overlap_are_never_added_up(files: list[str], count: int | None, warehouse: Path, tmp_path: Path) -> None:
    with imported(*(written(tmp_path / f"{number}.csv", text) for number, text in enumerate(files))) as found:
        assert found.ask(COUNTS) == ([] if count is None else [(MALEBER, "GEL", count)])
        assert {rule for _, rule in found.warnings()} == ({"part_missing"} if count is None else set())


def test_one_spelling_in_a_wide_sheet_and_one_in_a_long_sheet_agree(warehouse: Path, tmp_path: Path) -> None:
    kinds = ["Gelandangan", "Pengemis", "Pemulung", "Fakir Miskin", "Anak Jalanan"]
    sheets = {
        "Rekap": [["Kecamatan", "Kelurahan", *kinds, "Tahun"], ["Andir", "Maleber", 1, 2, 3, 4, 5, 2024]],
        "Rinci": [["Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun"], ["Andir", "Maleber", "Gelandangan", 1, 2024]],
    }
    with imported(write_workbook(tmp_path / "rekap.xlsx", sheets)) as found:
        assert (found.rejects(), found.heaps()["duplicate"], len(found.ask(COUNTS))) == ([], 1, 5)


def test_a_refused_row_holds_no_cell_against_a_third_file(warehouse: Path, tmp_path: Path) -> None:
    wide = "Kecamatan,Kelurahan,Gelandangan,Pengemis,Pemulung,Fakir Miskin,Anak Jalanan,Tahun\nAndir,Maleber,{},2024\n"
    texts = {"a.csv": "1,,,,", "b.csv": "2,5,,,", "c.csv": ",9,,,"}
    with imported(*(written(tmp_path / name, wide.format(cells)) for name, cells in texts.items())) as found:
        assert found.ask("SELECT file, rule FROM ingest_reject") == [("b.csv", "unit_elsewhere")]
        assert found.ask(COUNTS) == [(MALEBER, "GEL", 1), (MALEBER, "PGM", 9)]


def test_a_row_of_a_kecamatan_keeps_what_no_row_of_its_kelurahan_counts(warehouse: Path, tmp_path: Path) -> None:
    refused = RECAP + "Andir,,Gelandangan,12,2024\nAndir,Maleber,Gelandangan,lima,2024\n"
    query = "SELECT kelurahan_code, ppks_code, persons_count FROM core_ppks_count ORDER BY ALL"
    with imported(written(tmp_path / "rekap.csv", refused)) as found:
        assert found.ask(query) == [(None, "GEL", 12)]
    wide = "Kecamatan,Kelurahan,Gelandangan,Pengemis,Pemulung,Fakir Miskin,Anak Jalanan,Tahun\nAndir,,9,8,7,6,5,2024\nAndir,Maleber,2,,,,,2024\n"
    with imported(written(tmp_path / "lebar.csv", wide)) as found:
        assert (MALEBER, "GEL", 2) in found.ask(query)
        assert sorted(row[2] for row in found.ask(query)) == [2, 5, 6, 7, 8]
        assert (2, "kecamatan_only") in found.warnings()


TWO_COLUMNS = (
    "Kecamatan,Kelurahan,Gelandangan,Pengemis,Pemulung,Fakir Miskin,Anak Jalanan,{},Tahun\nAndir,Maleber,1,2,3,4,5,6,2024\nAndir,Campaka,1,2,3,4,5,,2024\n"
)


def test_two_columns_that_name_one_kind_are_refused_where_both_are_filled(warehouse: Path, tmp_path: Path) -> None:
    with imported(written(tmp_path / "rekap.csv", TWO_COLUMNS.format("Tunawisma"))) as found:
        assert found.rejects() == [(2, "kind_twice")]
        assert found.ask("SELECT persons_count FROM core_ppks_count WHERE ppks_code = 'GEL'") == [(1,)]


def test_two_columns_of_the_same_header_stop_the_file(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="punya beberapa kolom"), imported(written(tmp_path / "rekap.csv", TWO_COLUMNS.format("Gelandangan"))):
        pass


def test_a_row_of_a_kecamatan_is_the_printed_total_of_its_kelurahan_where_the_file_has_them(warehouse: Path, tmp_path: Path) -> None:
    text = RECAP + "Andir,,Gelandangan,12,2024\nAndir,Maleber,Gelandangan,5,2024\nAndir,Campaka,Gelandangan,7,2024\nCicendo,,Gelandangan,3,2024\n"
    with imported(written(tmp_path / "rekap.csv", text)) as found:
        assert found.ask("SELECT kecamatan_code, kelurahan_code, persons_count FROM core_ppks_count ORDER BY ALL") == [
            ("32.73.05", MALEBER, 5),
            ("32.73.05", CAMPAKA, 7),
            ("32.73.06", None, 3),
        ]
        assert (found.heaps()["skipped"], found.warnings()) == (1, [(5, "kecamatan_only")])


def test_a_row_that_names_only_its_kecamatan_is_refused_with_a_reason_where_kelurahan_count(warehouse: Path, tmp_path: Path) -> None:
    text = "Kecamatan,Kelurahan,jumlah_individu,tahun\nAndir,,9,2019\nAndir,Maleber,3,2019\n"
    with imported(written(tmp_path / "dtks.csv", text)) as found:
        assert found.ask("SELECT rule, message FROM ingest_reject") == [
            ("kelurahan_blank", "Hanya kecamatan yang terisi; kelurahannya kosong")
        ]


def test_families_are_read_where_families_are_counted_and_refused_where_persons_are(warehouse: Path, tmp_path: Path) -> None:
    rows = "Andir,Maleber,Pengemis,12 KK,Orang,2024\nAndir,Maleber,Fakir Miskin,12 KK,KK,2024\nAndir,Maleber,KBSP,7 keluarga,,2024\n"
    rows += "Andir,Campaka,Pengemis,12 KK,,2024\nAndir,Campaka,Pemulung,5 jiwa,,2024\n"
    aid = "Kecamatan,Kelurahan,Program,Desil,Jumlah Penerima,Tahun\nAndir,Maleber,PKH,1,9 KPM,2024\nAndir,Maleber,PBI-JK,1,9 KPM,2024\n"
    counts = written(tmp_path / "rekap.csv", "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Satuan,Tahun\n" + rows)
    with imported(counts, written(tmp_path / "bantuan.csv", aid)) as found:
        assert found.ask('SELECT file, "row", rule FROM ingest_reject ORDER BY ALL') == [
            ("bantuan.csv", 3, "count_unreadable"), ("rekap.csv", 2, "count_unreadable"), ("rekap.csv", 5, "count_unreadable"),
        ]
        assert found.ask("SELECT ppks_code, persons_count, unit FROM core_ppks_count ORDER BY ALL") == [
            ("FM", 12, "KELUARGA"), ("KBSP", 7, "KELUARGA"), ("PML", 5, "ORANG"),
        ]
        assert found.ask("SELECT programme, count FROM core_aid_count") == [("pkh", 9)]


def test_a_blank_month_among_rows_that_say_theirs_is_refused_and_not_december(warehouse: Path, tmp_path: Path) -> None:
    rows = "Andir,Maleber,Pengemis,5,Mei,2024\nAndir,Campaka,Pengemis,6,,2024\n"
    with imported(written(tmp_path / "rekap.csv", "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Bulan,Tahun\n" + rows)) as found:
        assert found.rejects() == [(3, "month_unknown")]
        assert found.ask("SELECT kelurahan_code, month(period) FROM core_ppks_count") == [(MALEBER, 5)]


def test_a_unit_that_is_not_known_is_refused_and_not_taken_for_persons(warehouse: Path, tmp_path: Path) -> None:
    rows = [{"Kecamatan": "Andir", "Kelurahan": name, "Jenis PPKS": "Fakir Miskin", "Jumlah": "10", "Satuan": unit, "Tahun": "2024"}
            for name, unit in (("Maleber", "KK"), ("Ciroyom", "Rumah"), ("Garuda", "-"), ("Campaka", "Jiwa"))]
    with imported(write_csv(tmp_path / "rekap.csv", rows)) as done:
        assert done.rejects() == [(3, "unit_unknown")]
        assert done.ask("SELECT unit, count(*) FROM core_ppks_count GROUP BY unit ORDER BY unit") == [("KELUARGA", 1), ("ORANG", 2)]
