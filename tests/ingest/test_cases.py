"""A person who is reported again, and a person of several kinds: what the case becomes, on lists small enough to count by hand."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import UserError
from tests.ingest.exports import case, imported, write_csv

CASES = "SELECT ppks_code, strftime(found_date, '%m-%d'), strftime(handled_date, '%m-%d'), status FROM core_ppks_case ORDER BY ALL"
KINDS = ("Anak Jalanan", "Pengemis", "Pemulung", "Fakir Miskin", "Gelandangan")


def report(found: str, status: str = "", handled: str = "", kind: str = "Pengemis") -> dict[str, str]:
    return case(1, Tanggal_Lapor=f"2024-{found}", Jenis_PPKS=kind) | {
        "Status": status,
        "Tanggal Ditangani": f"2024-{handled}" if handled else "",
    }


# The rows of one person and kind, and the case that comes of them; `taken` is the row that is told to have given the handling.
TABLE = [
    ([("01-02", "Belum", ""), ("01-02", "Selesai", "02-02")], ("01-02", "02-02", "handled"), 3),
    ([("01-02", "Selesai", "02-02"), ("01-02", "Belum", "")], ("01-02", "02-02", "handled"), None),
    ([("01-02", "", ""), ("03-01", "Panti", "")], ("01-02", None, "institution"), 3),
    ([("01-02", "Panti", ""), ("03-01", "", "")], ("01-02", None, "institution"), None),
    ([("01-02", "PKH", "02-01"), ("01-05", "Panti", "03-01")], ("01-02", "03-01", "institution"), 3),
    ([("03-01", "Belum", ""), ("01-02", "Proses", "")], ("01-02", None, "in_process"), None),
    ([("03-01", "Selesai", "03-09"), ("01-02", "Belum", "")], ("01-02", "03-09", "handled"), 2),
    ([("01-02", "Belum", ""), ("03-01", "Belum", "")], ("01-02", None, "open"), None),
    ([("01-02", "Selesai", "01-09"), ("05-05", "Belum", "")], ("01-02", "01-09", "handled"), None),
]


@pytest.mark.parametrize(("reports", "wanted", "taken"), TABLE)
@pytest.mark.parametrize("file_count", [1, 2])
def test_a_case_keeps_its_first_day_and_takes_the_latest_handling(
    reports: list[tuple[str, str, str]], wanted: tuple, taken: int | None, file_count: int, warehouse: Path, tmp_path: Path
) -> None:
    rows = [report(*said) for said in reports]
    if file_count == 1:
        files = [write_csv(tmp_path / "ppks.csv", rows)]
    else:
        files = [write_csv(tmp_path / f"{number}.csv", [row]) for number, row in enumerate(rows)]
    with imported(*files) as found:
        assert found.ask(CASES) == [("PGM", *wanted)]
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (1, 1)
        told = [("ppks.csv", taken)] if file_count == 1 else [(f"{(taken or 0) - 2}.csv", 2)]
        assert found.ask("SELECT file, \"row\" FROM ingest_warning WHERE rule = 'handling_taken'") == (told if taken else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("11 / 12 / 13", ["GEL", "PGM", "PML"]),
        ("11,12", ["GEL", "PGM"]),
        ("1.2", []),
        ("1-2 / 4", []),
        ("Pengemis; Pemulung", ["PGM", "PML"]),
        ("Pengemis dan Pemulung", ["PGM", "PML"]),
        ("Pengemis;Pengemis", ["PGM"]),
        ("Gelandangan dan Pengemis", ["GEPENG"]),
        ("Pengemis/Gelandangan", ["GEPENG"]),
        ("Gelandangan dan Pengemis; Pemulung", ["GEPENG", "PML"]),
        ("Pengemis; Entahlah", []),
        ("11 / 99", []),
    ],
)
def test_a_cell_with_several_kinds_is_several_cases_of_one_person_and_one_row(
    text: str, codes: list[str], warehouse: Path, tmp_path: Path
) -> None:
    with imported(write_csv(tmp_path / "ppks.csv", [case(1, Jenis_PPKS=text), case(2)], "|")) as found:
        rows = found.ask("SELECT ppks_code FROM core_ppks_case WHERE source_row = 2 ORDER BY 1")
        assert [code for (code,) in rows] == sorted(codes)
        assert found.heaps()["accepted"] == (2 if codes else 1)
        assert found.rejects() == ([] if codes else [(2, "kind_unknown")])


def test_a_row_is_a_duplicate_only_when_all_its_kinds_were_reported_before(warehouse: Path, tmp_path: Path) -> None:
    rows = [case(1, Jenis_PPKS="Pengemis"), case(1, Jenis_PPKS="Pengemis; Pemulung"), case(1, Jenis_PPKS="Pemulung/Pengemis")]
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (2, 1)
        assert found.ask("SELECT source_row, ppks_code FROM core_ppks_case ORDER BY ALL") == [(2, "PGM"), (3, "PML")]


def test_the_day_of_a_case_is_never_the_first_of_a_bare_year(warehouse: Path, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "ppks.csv", [case(1, Tanggal_Lapor="2024"), case(2)])) as found:
        assert found.rejects() == [(2, "date_unreadable")]


def test_several_kinds_in_a_count_cannot_be_told_apart(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap.csv"
    path.write_text("Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\nAndir,Maleber,Pengemis; Pemulung,5,2024\n")
    with imported(path) as found:
        assert found.rejects() == [(2, "kind_unknown")]


def marked(number: int, *marks: str) -> dict[str, str]:
    row = case(number)
    del row["Jenis PPKS"]
    return row | dict(zip(KINDS, marks, strict=True))


@pytest.mark.parametrize("mark", ["1", "v", "X", "Ya", "√"])
def test_a_column_a_kind_in_a_list_of_persons_is_a_case_a_mark(mark: str, warehouse: Path, tmp_path: Path) -> None:
    no = "Tidak" if mark == "Ya" else ""
    rows = [marked(1, no, mark, no, no, mark), marked(2, no, mark, no, no, mark), marked(3, no, no, no, "0", mark)]
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert found.ask("SELECT ppks_code, count(*) FROM core_ppks_case GROUP BY ALL ORDER BY ALL") == [("GEL", 3), ("PGM", 2)]
        assert (found.heaps()["rows_read"], found.heaps()["accepted"], found.ask("SELECT count(*) FROM core_ppks_count")) == (3, 3, [(0,)])


def test_a_person_without_a_mark_or_with_an_unknown_one_is_refused(warehouse: Path, tmp_path: Path) -> None:
    rows = [marked(1, "", "", "", "", "1"), marked(2, "", "", "", "", ""), marked(3, "?", "", "", "", "1")]
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert found.rejects() == [(3, "kind_unmarked"), (4, "mark_unreadable")]


def test_two_marked_columns_of_one_kind_are_one_case(warehouse: Path, tmp_path: Path) -> None:
    rows = [marked(1, "", "", "", "", "1") | {"Tunawisma": "1"}, marked(2, "", "1", "", "", "") | {"Tunawisma": "v"}]
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert found.ask("SELECT source_row, ppks_code FROM core_ppks_case ORDER BY ALL") == [(2, "GEL"), (3, "GEL"), (3, "PGM")]
        assert found.heaps()["accepted"] == 2


def test_a_list_of_persons_without_a_day_is_no_recap(warehouse: Path, tmp_path: Path) -> None:
    row = marked(1, "", "1", "", "", "1")
    del row["Tanggal Lapor"]
    with pytest.raises(UserError, match="susunan kolomnya tidak dikenal"), imported(write_csv(tmp_path / "ppks_2024.csv", [row])):
        pass


def test_the_same_number_under_another_name_is_said_with_its_first_row(warehouse: Path, tmp_path: Path) -> None:
    first = write_csv(tmp_path / "a.csv", [case(1, Nama="Siti Aminah"), case(1, Nama="SITI  AMINAH."), case(1, Nama="Budi"), case(2)])
    titled = write_csv(tmp_path / "c.csv", [case(2, Nama='"Orang 2, S.Pd"')])
    second = write_csv(tmp_path / "b.csv", [case(1, Nama="Tono"), case(3), case(1, Nama="")])
    with imported(first, second, titled) as done:
        assert done.ask("SELECT file, \"row\", message FROM ingest_warning WHERE rule = 'nik_shared' ORDER BY ALL") == [
            ("a.csv", 4, "NIK sama dengan baris 2, nama berbeda; hanya yang pertama dihitung"),
            ("b.csv", 2, "NIK sama dengan baris 2 a.csv, nama berbeda; hanya yang pertama dihitung"),
        ]
        assert (done.heaps()["accepted"], done.heaps()["duplicate"]) == (3, 5)


def test_a_family_name_before_a_comma_is_part_of_the_name(warehouse: Path, tmp_path: Path) -> None:
    rows = [case(1, Nama='"Santoso, Budi"'), case(1, Nama='"Santoso, Tono"'), case(2, Nama='"Siti, S.Sos., M.Si"'), case(2, Nama="Siti")]
    with imported(write_csv(tmp_path / "a.csv", rows)) as done:
        assert done.ask('SELECT "row" FROM ingest_warning WHERE rule = \'nik_shared\'') == [(3,)]


def test_what_is_taken_from_a_row_of_another_name_is_said(warehouse: Path, tmp_path: Path) -> None:
    rows = [report("01-02") | {"Nama": "Siti Aminah"}, report("03-01", "Selesai", "06-01") | {"Nama": "Siti Aminnah"}]
    with imported(write_csv(tmp_path / "a.csv", rows)) as done:
        assert done.ask("SELECT handled_date, status FROM core_ppks_case") == [(date(2024, 6, 1), "handled")]
        assert done.ask("SELECT rule, message FROM ingest_warning") == [
            ("nik_shared", "NIK sama dengan baris 2, nama berbeda; hanya yang pertama dihitung, penanganannya diambil dari baris ini"),
        ]
