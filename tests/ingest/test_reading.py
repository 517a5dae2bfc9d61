"""Whatever program wrote a table, the same rows come out, with the numbers Excel shows them under."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.errors import PublicationStopped, UserError
from data.reference import ppks_kinds
from ingest import csv_text
from ingest import sheet as sheet_reader
from ingest.contracts import load_contracts
from ingest.recognise import recognise
from ingest.sheet import read_sheets
from ingest.stage import Recognised, default_period, view_rows
from tests.ingest.exports import CASE_HEADER, case, imported, text_of, write_csv, write_workbook

ROWS = [case(number) for number in range(1, 6)]
TEXT = text_of(ROWS)


def rows_of(path: Path, scratch: Path, sheet: int = 0) -> list[tuple]:
    """(row number, kelurahan, NIK, name, found date) of one sheet as text."""
    found = read_sheets(path, path.name, scratch)[sheet]
    layout = recognise(found, load_contracts(), ppks_kinds())
    with duckdb.connect() as connection:
        view_rows(connection, Recognised(found, layout))
        return connection.execute(
            "SELECT row_number, kelurahan, nik, name, found_date FROM raw_cell ORDER BY row_number"
        ).fetchall()


EXPECTED = [(number + 1, "Maleber", row["NIK"], row["Nama"], row["Tanggal Lapor"]) for number, row in enumerate(ROWS, start=1)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("koma.csv", TEXT.encode()),
        ("titik_koma.csv", TEXT.replace(",", ";").encode()),
        ("pipa.csv", TEXT.replace(",", "|").encode()),
        ("tab.txt", TEXT.replace(",", "\t").encode()),
        ("bom.csv", b"\xef\xbb\xbf" + TEXT.encode()),
        ("crlf.csv", TEXT.replace("\n", "\r\n").encode()),
        ("hanya_cr.csv", TEXT.replace("\n", "\r").encode()),
        ("utf16.csv", TEXT.encode("utf-16")),
        ("utf16_besar.csv", b"\xfe\xff" + TEXT.encode("utf-16-be")),
        ("semua_dikutip.csv", "".join('"' + line.replace(",", '","') + '"\n' for line in TEXT.splitlines()).encode()),
        ("tanpa_baris_baru_di_akhir.csv", TEXT.rstrip("\n").encode()),
        ("HURUF_BESAR.CSV", TEXT.encode()),
    ],
)
def test_every_way_to_write_a_csv_gives_the_same_rows(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert rows_of(path, tmp_path) == EXPECTED


def test_letters_of_windows_are_read_also_when_the_last_one_ends_the_file(tmp_path: Path) -> None:
    rows = [{**case(1), "Catatan": "Café"}, {**case(2), "Catatan": "André"}]
    path = tmp_path / "cp1252.csv"
    path.write_bytes(text_of(rows).rstrip("\n").encode("cp1252"))
    sheet = read_sheets(path, path.name, tmp_path)[0]
    assert [row[-1] for row in sheet.head[1:]] == ["Café", "André"]
    assert len(rows_of(path, tmp_path)) == 2


def test_a_quoted_line_break_stays_inside_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "baris_baru_dalam_kutip.csv"
    path.write_text(text_of([case(1, Nama='"Orang\nSatu"'), case(2)]))
    assert [row[3] for row in rows_of(path, tmp_path)] == ["Orang\nSatu", "Orang 2"]


def test_addresses_full_of_commas_do_not_hide_the_semicolon(tmp_path: Path) -> None:
    rows = [
        case(number) | {"Alamat": "Jl. Contoh 1, RT 1, RW 2, Kel. Maleber, Kec. Andir, Kota Bandung, 40184"}
        for number in (1, 2, 3)
    ]
    path = write_csv(tmp_path / "alamat_berkoma.csv", rows, ";")
    assert [row[3] for row in rows_of(path, tmp_path)] == ["Orang 1", "Orang 2", "Orang 3"]


@pytest.mark.parametrize("name", ['Jl. Contoh 5"', 'Orang "Bud" Satu'])
def test_a_quotation_mark_inside_a_cell_is_only_a_letter(name: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "kutip_di_dalam.csv", [case(1), case(2, Nama=name), case(3)])
    assert [row[3] for row in rows_of(path, tmp_path)] == ["Orang 1", name, "Orang 3"]


def test_blank_lines_keep_the_row_numbers_of_excel(warehouse: Path, tmp_path: Path) -> None:
    header, one, two, bad = text_of([case(1), case(2), case(3, Kelurahan="Malebar")]).splitlines()
    path = tmp_path / "baris_kosong.csv"
    path.write_text("\n".join([header, "", one, "", "", two, ",,,,,,", bad]) + "\n")
    with imported(path) as found:
        assert found.rejects() == [(8, "place_unknown")]
        assert found.heaps() | {"warnings": 0} == {
            "rows_read": 7,
            "accepted": 2,
            "duplicate": 0,
            "rejected": 1,
            "out_of_city": 0,
            "skipped": 4,
            "warnings": 0,
        }


def test_a_short_row_is_refused_and_a_long_one_is_never_read_one_cell_off(warehouse: Path, tmp_path: Path) -> None:
    header, one = text_of([case(1)]).splitlines()
    path = tmp_path / "panjang_tak_sama.csv"
    path.write_text(
        "\n".join(
            [header, one, "Andir,Maleber,9932730501017002", "Andir", one + ",,,", one.replace("Orang", "Orang, S.Sos") + "," * 9]
        )
    )
    with imported(path) as found:
        assert found.rejects() == [(3, "kind_unknown"), (6, "row_shifted")]
        assert (found.heaps()["accepted"], found.heaps()["duplicate"], found.heaps()["skipped"]) == (1, 1, 1)


def test_a_thousands_comma_without_quotes_does_not_become_a_count_of_one(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "pemisah_ribuan.csv"
    path.write_text(
        "kecamatan,kelurahan,tahun,jenis_ppks,jumlah\nAndir,Maleber,2024,Fakir Miskin,1,234\nAndir,Campaka,2024,Fakir Miskin,56\n"
    )
    with imported(path) as found:
        assert found.rejects() == [(2, "row_shifted")]
        assert found.ask("SELECT persons_count FROM core_ppks_count") == [(56,)]


TITLED = [
    ["DAFTAR PPKS KOTA BANDUNG"],
    ["KEADAAN 30 JUNI 2024"],
    [],
    [*CASE_HEADER],
    [1, 2, 3, 4, 5, 6, 7],
    *([row[name] for name in CASE_HEADER[:-1]] + [date(2024, 1, 9)] for row in ROWS[:2]),
    [],
    ["Jumlah", 2],
    ["Bandung, 1 Juli 2024"],
    ["Kepala Dinas"],
    [None, None, None, "(tanda tangan)"],
]


def test_titles_column_numbers_and_signatures_around_the_table_are_no_data(warehouse: Path, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "berjudul.xlsx", {"Data": TITLED})
    with imported(path) as found:
        assert found.heaps() == {
            "rows_read": 11,
            "accepted": 2,
            "duplicate": 0,
            "rejected": 0,
            "out_of_city": 0,
            "skipped": 9,
            "warnings": 0,
        }
        assert found.ask("SELECT DISTINCT found_date, source_sheet FROM core_ppks_case") == [(date(2024, 1, 9), "Data")]


def test_the_title_above_the_table_says_the_month(tmp_path: Path) -> None:
    sheet = read_sheets(write_workbook(tmp_path / "rekap_2023.xlsx", {"Data": TITLED}), "rekap_2023.xlsx", tmp_path)[0]
    layout = recognise(sheet, load_contracts(), ppks_kinds())
    assert default_period(Recognised(sheet, layout)) == date(2024, 6, 1)
    assert (layout.header_row, layout.data_row, layout.rows_above) == (4, 6, 4)


def test_a_header_split_over_two_rows_is_put_together(tmp_path: Path) -> None:
    rows = [
        ["No", "Kecamatan", "Kelurahan", "NIK", "Nama", "Jenis", "Tanggal"],
        [None, None, None, None, None, "PPKS", "Lapor"],
        [1, "Andir", "Maleber", "9932730501017001", "Orang 1", "Fakir Miskin", date(2024, 1, 2)],
    ]
    path = write_workbook(tmp_path / "kepala_dua_baris.xlsx", {"Data": rows})
    assert rows_of(path, tmp_path) == [(3, "Maleber", "9932730501017001", "Orang 1", "2024-01-02")]


def test_cells_of_a_workbook_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    cells = ["Andir", "Maleber", 3273150000000001.0, 12.0, True, "Fakir Miskin", date(2024, 3, 1)]
    found = rows_of(write_workbook(tmp_path / "sel.xlsx", {"Data": [CASE_HEADER, cells]}), tmp_path)
    # Sixteen digits stored as a number have lost their last one or two: not a NIK any more.
    assert found == [(2, "Maleber", "3273150000000001.0", "12", "2024-03-01")]


def test_every_sheet_with_a_table_is_read_and_the_others_are_counted_as_no_data(warehouse: Path, tmp_path: Path) -> None:
    sheets = {
        "2023": [CASE_HEADER, tuple(ROWS[0].values())],
        "2024": [CASE_HEADER, tuple(ROWS[1].values())],
        "Petunjuk": [["Cara mengisi"], ["Isi semua kolom"]],
        "Kosong": [],
    }
    with imported(write_workbook(tmp_path / "beberapa_lembar.xlsx", sheets)) as found:
        states = {row["sheet"]: (row["state"], row["rows_read"], row["accepted"], row["skipped"]) for row in found.ledger}
    assert states == {"2023": ("read", 1, 1, 0), "2024": ("read", 1, 1, 0), "Petunjuk": ("unknown", 2, 0, 2)}


@pytest.mark.parametrize("piece", range(1, 14))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_rewritten_in_pieces_keeps_every_row_number_wherever_a_piece_ends(
    piece: int, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "a;b\r\n\r\n\r\né;2\r\n3;é4\n\n5;6\r\n\r\n"
    path = tmp_path / "kosong.csv"
    path.write_bytes(text.encode(encoding))
    monkeypatch.setattr(csv_text, "PIECE", piece)
    (sheet,) = sheet_reader.read_sheets(path, path.name, tmp_path)
    assert sheet.path.read_bytes().decode("utf-8") == "a;b\r\n;\r\n;\r\né;2\r\n3;é4\n;\n5;6\r\n;\r\n"


def hundred(changed: dict[int, dict[str, str]]) -> str:
    """A case list of a hundred rows; `changed` replaces cells of the row with this number in the file."""
    return text_of([case(number, **{"NIK": f"99327305010{number:05d}"} | changed.get(number + 1, {})) for number in range(1, 101)])


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ({"Nama": '"Orang 40'}, {"Nama": 'Orang 60"'}),
        ({"Kecamatan": '"Andir'}, {"Tanggal_Lapor": '2024-01-02"'}),
        ({"Nama": '"Orang 40'}, {"Kelurahan": 'Maleber"'}),
    ],
)
@pytest.mark.parametrize("distance", [1, 2, 20])
def test_rows_between_two_stray_quotation_marks_are_never_swallowed_in_silence(
    opened: dict[str, str], closed: dict[str, str], distance: int, tmp_path: Path
) -> None:
    path = tmp_path / "kutip_genap.csv"
    path.write_text(hundred({41: opened, 41 + distance: closed}))
    with pytest.raises(UserError, match=rf"kutip_genap.csv, baris 41: tanda kutip membuka .* {distance} baris kemudian"):
        read_sheets(path, path.name, tmp_path)


def test_addresses_of_two_lines_with_commas_are_no_swallowed_rows(tmp_path: Path) -> None:
    rows = [case(number) | {"Alamat": '"Jl. Contoh 1, RT 1, RW 2,\nKel. Maleber, Kec. Andir, Kota Bandung,\n\n40184"'} for number in (1, 2, 3)]
    path = write_csv(tmp_path / "alamat_dua_baris.csv", rows)
    assert len(rows_of(path, tmp_path)) == 3
    assert read_sheets(path, path.name, tmp_path)[0].row_count == 4


def test_the_rows_read_are_counted_apart_from_the_rows_that_were_scanned(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = csv_text.look
    monkeypatch.setattr(csv_text, "look", lambda path: replace(counted(path), lines=7))
    with pytest.raises(PublicationStopped, match="ledger_balances"), imported(write_csv(tmp_path / "a.csv", ROWS)):
        pass


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_letters_are_read_with_or_without_their_mark(encoding: str, tmp_path: Path) -> None:
    mark = "\ufeff" if encoding.startswith("utf-32-") else ""
    path = tmp_path / "lebar.csv"
    path.write_bytes((mark + TEXT).encode(encoding))
    assert rows_of(path, tmp_path) == EXPECTED


def test_a_fraction_in_a_number_cell_is_never_taken_for_thousands(warehouse: Path, tmp_path: Path) -> None:
    header = ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun")
    counts = {"Maleber": 1.234, "Campaka": 12.345, "Garuda": 1234, "Ciroyom": "1.234"}
    rows = [header, *(("Andir", name, "Gelandangan", count, 2024) for name, count in counts.items())]
    with imported(write_workbook(tmp_path / "pecahan.xlsx", {"S": rows})) as found:
        assert found.rejects() == [(2, "count_unreadable"), (3, "count_unreadable")]
        assert found.ask("SELECT persons_count FROM core_ppks_count") == [(1234,), (1234,)]
