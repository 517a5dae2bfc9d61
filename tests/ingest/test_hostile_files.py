"""Files made to break the reader: each ends in one sentence, quickly, and never in a crash or in gigabytes of memory."""

import csv
import io
import random
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from data import reference
from data.errors import UserError
from ingest.contracts import load_contracts
from ingest.limits import COLUMNS
from ingest.recognise import recognise
from ingest.sheet import read_sheets
from tests.ingest.exports import CASE_HEADER, case, imported, text_of, write_csv

SHEET = "xl/worksheets/sheet1.xml"


def tried(path: Path, content: bytes, scratch: Path) -> str:
    """Reads and recognises; what was said, nothing when the file could be read. Any other error fails the test."""
    path.write_bytes(content)
    try:
        for sheet in read_sheets(path, path.name, scratch):
            recognise(sheet, load_contracts(), reference.ppks_kinds())
    except UserError as error:
        return str(error)
    return ""


def workbook_bytes() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Data")
        sheet.write_row(0, 0, CASE_HEADER)
        for number in range(1, 60):
            sheet.write_row(number, 0, tuple(case(number % 28 + 1).values()))
    return content.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """The workbook with another first sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes())) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, xml if member.filename == SHEET else old.read(member))
    return content.getvalue()


def sheet_of(cells: bytes) -> bytes:
    return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + cells + b"</sheetData></worksheet>"


def test_a_thousand_files_of_random_bytes_are_refused_in_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(26)
    for number in range(1_000):
        suffix = ("csv", "xlsx")[number % 2]
        content = chance.randbytes(chance.randint(1, 2_000))
        said = tried(tmp_path / f"acak.{suffix}", content, tmp_path)
        assert said.startswith("acak.") or suffix == "csv"
        assert "\n" not in said


def test_a_thousand_texts_of_separators_and_quotes_never_crash_the_reader(tmp_path: Path) -> None:
    chance = random.Random(12)
    for _ in range(1_000):
        content = bytes(chance.choice(b'a,;|\t"\n\r\xff\xfe1 ') for _ in range(chance.randint(1, 300)))
        assert "\n" not in tried(tmp_path / "pecah.csv", content, tmp_path)


def test_a_workbook_cut_at_any_place_is_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = workbook_bytes()
    assert tried(tmp_path / "utuh.xlsx", whole, tmp_path) == ""
    for length in range(1, len(whole) - 22, 7):
        assert "buku kerja Excel" in tried(tmp_path / "potong.xlsx", whole[:length], tmp_path)


def test_a_workbook_with_wrong_bytes_is_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    chance, whole = random.Random(4), workbook_bytes()
    for _ in range(1_000):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert "\n" not in tried(tmp_path / "rusak.xlsx", bytes(broken), tmp_path)


def test_a_small_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook_bytes())) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != SHEET:
                new.writestr(member.filename, old.read(member))
        with new.open(SHEET, "w") as member:
            for _ in range(1_100):
                member.write(b" " * (1 << 20))
    assert path.stat().st_size < 2_000_000
    started = time.perf_counter()
    with pytest.raises(UserError, match="terlalu besar untuk dibuka dengan aman"):
        read_sheets(path, path.name, tmp_path)
    assert time.perf_counter() - started < 60  # a hang, not a speed


def test_the_size_that_the_archive_claims_is_not_believed(tmp_path: Path) -> None:
    content = bytearray(with_sheet(sheet_of(b"<row r='1'><c/></row>") + b" " * (1 << 27)))
    true_size = len(sheet_of(b"<row r='1'><c/></row>")) + (1 << 27)
    claimed = content.replace(true_size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert claimed != content
    assert "\n" not in tried(tmp_path / "bohong.xlsx", bytes(claimed), tmp_path)


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "kolom ke-16.384"),
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>', "kolom ke-16.384"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c s="1" r="CZ1048576"><v>1</v></c></row>', "baris 1.048.576"),
    ],
)
def test_a_cell_in_the_last_corner_does_not_lay_out_the_whole_sheet(cells: bytes, where: str, tmp_path: Path) -> None:
    said = tried(tmp_path / "pojok.xlsx", with_sheet(sheet_of(cells)), tmp_path)
    assert where in said
    assert "terlalu besar untuk dibuka dengan aman" in said


def test_a_table_wider_than_any_export_is_refused_with_its_width(tmp_path: Path) -> None:
    said = tried(tmp_path / "lebar.csv", ",".join(f"k{number}" for number in range(COLUMNS + 1)).encode(), tmp_path)
    assert said.startswith("lebar.csv: 2.001 kolom, paling banyak 2.000.")


def test_a_cell_longer_than_a_book_names_its_row(tmp_path: Path) -> None:
    content = text_of([case(1), case(2, Nama="x" * 200_000)]).encode()
    assert tried(tmp_path / "panjang.csv", content, tmp_path).startswith("panjang.csv, baris 3: sebuah sel lebih dari 131.072 huruf")


def test_an_archive_that_is_no_workbook_is_named_as_one(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("lain/isi.xml", "<w/>")
    assert "isinya arsip walau bernama .xlsx. Bongkar dahulu" in tried(tmp_path / "surat.xlsx", content.getvalue(), tmp_path)


def test_a_formula_is_read_by_its_stored_value_and_never_run(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rumus.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Rekap 2024")
        sheet.write_row(0, 0, ["Kecamatan", "Kelurahan", "Jenis PPKS", "Jumlah", "Tahun"])
        sheet.write_row(1, 0, ["Andir", "Maleber", "Fakir Miskin"])
        sheet.write_formula(1, 3, "=40+2", value=17)
        sheet.write(1, 4, 2024)
    with imported(path) as found:
        assert found.ask("SELECT persons_count FROM core_ppks_count") == [(17,)]


def test_names_full_of_marks_reach_the_reject_file_as_text(warehouse: Path, tmp_path: Path) -> None:
    odd = ["=HYPERLINK(1)", "+62", "-1", "@SUM(A1)", "<b>O'Neil</b>", "a\u200bb\u202ec", 'Sri "Ibu"']
    rows = [case(number, Nama=name.replace('"', '""'), Kelurahan="Tidak Ada") for number, name in enumerate(odd, start=1)]
    path = tmp_path / "tanda.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows([row | {"Nama": name} for row, name in zip(rows, odd, strict=True)])
    with imported(path, write_csv(tmp_path / "baik.csv", [case(20)]), report=tmp_path / "tolakan") as found:
        assert len(found.rejects()) == len(odd)
        (rejects,) = found.reject_files
    with zipfile.ZipFile(rejects) as archive:
        assert not [name for name in archive.namelist() if "<f>" in archive.read(name).decode("utf-8")]
    texts = {cell for sheet in read_sheets(rejects, rejects.name, tmp_path) for row in sheet.head for cell in row}
    assert set(odd) <= texts
