"""The reject file: bad rows whole, with reason and advice, harmless to open, and good to import again once corrected."""

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ingest import reject_file
from ingest.sheet import read_sheets
from tests.ingest.exports import case, imported, text_of, write_csv, write_workbook


def rows_of(path: Path) -> list[list[str]]:
    workbook = CalamineWorkbook.from_path(path)
    return workbook.get_sheet_by_index(0).to_python()


def test_a_bad_row_stands_there_whole_with_reason_and_advice(warehouse: Path, tmp_path: Path) -> None:
    bad = case(2, Kelurahan="Malebar") | {"Alamat": "Jl. Contoh 7", "Catatan": "tidak dibaca program"}
    good = case(1) | {"Alamat": "", "Catatan": ""}
    with imported(
        write_csv(tmp_path / "ppks.csv", [good, bad, good | {"NIK": "9932730501019999"}]), report=tmp_path / "tolakan"
    ) as found:
        (path,) = found.reject_files
    assert path.name == "ppks.csv.ditolak.xlsx"
    assert rows_of(path) == [
        [*bad, "Baris asal", "Kolom yang salah", "Alasan", "Saran"],
        [
            *bad.values(),
            "3",
            "Kelurahan",
            "'Malebar' tidak dikenal di kec. Andir. Mungkin Maleber (kec. Andir)?",
            "Betulkan nama kelurahan atau kecamatan sesuai daftar resmi.",
        ],
    ]


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK('http://contoh')", "+62", "-5", "@SUM(A1)", "http://contoh.id", "0012"])
def test_a_cell_that_looks_like_a_formula_stays_a_plain_text(text: str, warehouse: Path, tmp_path: Path) -> None:
    bad = case(2, Nama=text, Jenis_PPKS=text, Kelurahan="Malebar")
    with imported(write_csv(tmp_path / "ppks.csv", [case(1), bad, case(3)], "|"), report=tmp_path / "tolakan") as found:
        (rejects,) = found.reject_files
    assert [rows_of(rejects)[1][index] for index in (3, 5)] == [text, text]
    with zipfile.ZipFile(rejects) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_corrected_rows_import_again(warehouse: Path, tmp_path: Path) -> None:
    source = write_csv(
        tmp_path / "ppks_2024.csv", [case(1), case(2, Kelurahan="Malebar"), case(3, Jenis_PPKS="Lain-lain"), case(4)]
    )
    with imported(source, report=tmp_path / "tolakan") as found:
        (rejects,) = found.reject_files
    rows = rows_of(rejects)
    corrected = [[{"Malebar": "Maleber", "Lain-lain": "Pemulung"}.get(cell, cell) for cell in row] for row in rows]
    again = write_workbook(tmp_path / "dibetulkan.xlsx", {"Data": corrected})
    with imported(source, again) as found:
        assert {row["file"]: (row["accepted"], row["rejected"]) for row in found.ledger} == {
            "ppks_2024.csv": (2, 2),
            "dibetulkan.xlsx": (2, 0),
        }
        assert found.ask("SELECT count(*) FROM core_ppks_case") == [(4,)]


def test_a_block_kecamatan_is_written_beside_each_refused_row(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ["REKAP PPKS TAHUN 2024"],
        ["Kecamatan", "Kelurahan", "ABT", "AT", "FM", "PD", "LUT"],
        ["Andir", "Maleber", 1, 2, 3, 4, 5],
        [None, "Campak", 1, 1, 1, 1, 1],
        [None, "Ciroyom", 1, 1, 1, 1, 1],
    ]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows}), report=tmp_path / "tolakan") as found:
        (path,) = found.reject_files
    assert path.name == "rekap.xlsx_lembar_Rekap.ditolak.xlsx"
    title, _, refused = rows_of(path)
    assert title[0] == "REKAP PPKS TAHUN 2024"
    assert refused[:3] == ["Andir", "Campak", "1"]


def test_the_cells_that_a_stray_separator_pushed_out_are_kept(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "ppks.csv"
    path.write_text(text_of([case(1), case(2, Nama="Orang, S.Sos, M.Si"), case(3)]))
    with imported(path, report=tmp_path / "tolakan") as found:
        (rejects,) = found.reject_files
    row = rows_of(rejects)[1]
    assert row[3:7] == ["Orang", " S.Sos", " M.Si", "1970-01-01"]
    assert row[-2:] == ["Fakir Miskin", "2024-01-03"]


@pytest.mark.parametrize(("text", "reason"), [
    ("Pengemiss", "Jenis tidak dikenal. Mungkin Pengemis?"),
    ("korban bencana", "Jenis tidak dikenal. Mungkin Korban Bencana Alam atau Korban Bencana Sosial?"),
    ("Pengemis; Pemulunk", "Jenis tidak dikenal. Mungkin Pemulung?"),
    ("Siti Aminah", "Jenis tidak dikenal"),
])
def test_an_unknown_kind_is_told_with_the_nearest_ones_and_counted_as_none(text: str, reason: str, warehouse: Path, tmp_path: Path) -> None:
    recap = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah,Tahun\nAndir,Maleber,Pengemis,3,2023\n" + f"Andir,Ciroyom,{text},4,2023\n"
    (tmp_path / "rekap.csv").write_text(recap)
    with imported(write_csv(tmp_path / "ppks.csv", [case(1), case(2, Jenis_PPKS=text)]), tmp_path / "rekap.csv", report=tmp_path / "tolakan") as found:
        single = [(file, row, said) for file, row, said in found.ask('SELECT file, "row", message FROM ingest_reject ORDER BY ALL')]
        assert single == [("ppks.csv", 3, reason), ("rekap.csv", 3, reason)]
        assert [row["accepted"] for row in found.ledger] == [1, 1]
        assert [rows_of(path)[1][-2] for path in found.reject_files] == [reason, reason]


def test_a_file_without_bad_rows_has_no_reject_file(warehouse: Path, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "ppks.csv", [case(1)]), report=tmp_path / "tolakan") as found:
        assert found.reject_files == []
    assert not (tmp_path / "tolakan").exists()


def test_the_reject_file_reads_like_any_other_export(warehouse: Path, tmp_path: Path) -> None:
    with imported(
        write_csv(tmp_path / "ppks.csv", [case(1), case(2, Kelurahan="Malebar"), case(3)]), report=tmp_path / "tolakan"
    ) as found:
        (path,) = found.reject_files
    assert read_sheets(path, path.name, tmp_path)[0].head[1][:2] == ["Andir", "Malebar"]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next_one(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reject_file, "_SHEET_ROWS", 3)
    bad = [case(number, Kelurahan="Malebar") for number in range(2, 7)]
    with imported(write_csv(tmp_path / "ppks.csv", [case(1), *bad]), report=tmp_path / "tolakan") as found:
        (path,) = found.reject_files
    sheets = [sheet for sheet in read_sheets(path, path.name, tmp_path) if sheet.row_count > 1]
    assert [sheet.row_count for sheet in sheets] == [3, 3, 2]
    assert len({tuple(sheet.head[0]) for sheet in sheets}) == 1
    assert [row[-4] for sheet in sheets for row in sheet.head[1:]] == ["3", "4", "5", "6", "7"]
