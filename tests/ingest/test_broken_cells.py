"""Cells that Excel could not fill: an error or a formula that was never calculated refuses its row where the column is read, and nothing else."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ingest.contracts import SUBJECTS
from ingest.sheet_xml import cell_name, marks_of
from queries.statements import statement
from tests.ingest.exports import imported

pytestmark = pytest.mark.usefixtures("warehouse")
HEADER = ("Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun", "Selisih")
UNCALCULATED, EMPTY = 987654321, "teks kosong"


def workbook(path: Path, cells: dict[str, object]) -> Path:
    """Rows of Pengemis in Andir and a total, with these formula values; UNCALCULATED leaves a formula without one, EMPTY is an empty text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rekap")
        rows = [HEADER, ("Andir", "Maleber", "Pengemis", 3, 2024), ("Andir", "Ciroyom", "Pengemis", 4, 2024), ("Andir", "Garuda", "Pengemis", 5, 2024),
                ("Andir", "Campaka", "Pengemis", 6, 2024), ("Jumlah", "", "", 18, 2024)]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for cell, value in cells.items():
            sheet.write_formula(cell, "=VLOOKUP(1,Z1:Z2,2,0)", None, value)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path.with_suffix(".new"), "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(f"<v>{UNCALCULATED}</v>".encode(), b"<v></v>").replace(f"<v>{EMPTY}</v>".encode(), b"<v></v>"))
    shutil.move(path.with_suffix(".new"), path)
    return path


def test_a_row_with_an_error_or_an_uncalculated_formula_is_refused_with_the_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "rekap.xlsx", {"B3": "#N/A", "D4": UNCALCULATED, "D5": "#REF!", "A5": "#DIV/0!", "D6": "#REF!"})
    with imported(path, report=tmp_path / "tolakan") as done:
        assert done.ask('SELECT "row", "column", rule, message FROM ingest_reject ORDER BY ALL') == [
            (3, "Kelurahan", "cell_error", "Sel B3 berisi galat Excel #N/A"),
            (4, "Jumlah", "cell_uncalculated", "Sel D4 berisi rumus tanpa hasil"),
            (5, "Kecamatan", "cell_error", "Sel A5 berisi galat Excel #DIV/0!; sel D5 berisi galat Excel #REF!"),
        ]
        assert done.ask("SELECT sum(persons_count) FROM core_ppks_count") == [(3,)]
        assert done.ask("SELECT count(*) FROM ingest_review") == [(0,)]
        assert (done.heaps()["rejected"], done.heaps()["skipped"]) == (3, 1), "the total stays a total"


def test_a_column_that_is_not_read_and_an_empty_result_refuse_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "rekap.xlsx", {"F2": "#N/A", "F3": UNCALCULATED, "D4": EMPTY, "D5": 6})
    with imported(path) as done:
        assert done.rejects() == []
        assert done.ask("SELECT sum(persons_count) FROM core_ppks_count") == [(13,)]


def test_hidden_rows_and_broken_cells_are_found_in_one_pass(tmp_path: Path) -> None:
    path = workbook(tmp_path / "rekap.xlsx", {"D3": UNCALCULATED, "AB2": "#NAME?"})
    assert marks_of(path)["Rekap"].broken == ((2, 27, "#NAME?"), (3, 3, "(rumus tanpa hasil)"))
    assert [cell_name(7, column) for column in (0, 25, 26, 701, 702)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]


def test_formulas_drawn_down_below_the_data_are_blank_rows_and_a_note_stays_a_note(tmp_path: Path) -> None:
    path = workbook(tmp_path / "rekap.xlsx", {"B8": "#DIV/0!", "C8": "#N/A", "D8": UNCALCULATED, "B9": "#N/A", "F9": "#N/A", "A10": "Catatan: sementara", "B10": "#N/A"})
    with imported(path) as done:
        assert done.rejects() == [] and done.ask("SELECT sum(persons_count) FROM core_ppks_count") == [(18,)]
        assert (done.heaps()["rows_read"], done.heaps()["accepted"], done.heaps()["skipped"]) == (9, 4, 5)


def test_every_subject_refuses_its_broken_rows() -> None:
    assert set(re.findall(r"TABLE stage_(\w+)", statement("ingest/stage"))) >= set(SUBJECTS)
    for subject in SUBJECTS:
        assert "WHEN fault_rule IS NOT NULL THEN fault_rule" in statement(f"ingest/stage_{subject}"), subject
