"""The workbook reopened: every cell typed and the same as in the contents, nothing a formula, nothing unexplained."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data.errors import UserError
from reports.explanation import quality_tables
from reports.figures.contents import HIDDEN, Column, Contents, Table
from reports.workbook.sheet import header
from reports.workbook.writer import csv_names, sheet_names, workbook_tables, write_tables_csv, write_workbook
from tests.reports.sample_contents import CITIES, HOSTILE, ODD, SOLOK, hostile, sample

HEAD = {True: 4, False: 3}  # rows above the first row of data, with and without a note


def reopened(contents: Contents, folder: Path) -> dict[str, list[list]]:
    """Rows of each sheet by name."""
    path = write_workbook(contents, folder / "buku.xlsx")
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def parts(contents: Contents, folder: Path) -> dict[str, str]:
    """The XML of each sheet by the name of the sheet."""
    path = write_workbook(contents, folder / "buku.xlsx")
    names = ["Penjelasan", *sheet_names(contents).values()]
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number, name in enumerate(names, start=1)}


def expected(cell: object) -> object:
    if cell is None:
        return ""
    return "disembunyikan" if cell is HIDDEN else cell


@pytest.mark.parametrize("city_code", CITIES)
def test_every_cell_of_every_table_is_in_the_workbook_with_its_type(sample_warehouse: Path, tmp_path: Path, city_code: str) -> None:
    found = sample(city_code)
    sheets = reopened(found, tmp_path)
    names = sheet_names(found)
    assert list(sheets) == ["Penjelasan", *names.values()]
    for key, table in workbook_tables(found).items():
        rows = sheets[names[key]]
        assert rows[0][0] == table.captioned and rows[1][0] == found.source_line
        data = rows[HEAD[bool(table.note)]:]
        assert [[cell for cell in row] for row in data] == [[pytest.approx(expected(cell)) if isinstance(cell, float) else expected(cell) for cell in row] for row in table.all_rows]


def test_trends_ledger_age_and_remarks_have_sheets_of_their_own(sample_warehouse: Path) -> None:
    found = sample()
    assert [table.key for table in quality_tables(found)] == list(workbook_tables(found))[-3:]
    assert workbook_tables(found)["members_months"].rows[-1] == (date(2024, 12, 1), found.facts["active_members"].value)


def test_headers_are_indonesian_with_their_unit_once(sample_warehouse: Path, tmp_path: Path) -> None:
    sheets = reopened(hostile(), tmp_path)
    assert sheets[sheet_names(hostile())["odd"]][3] == ["Tempat & nama", "Jumlah (orang)", "Kepadatan (per km²)", "Bagian (%)", "Pagu (Rp)", "Bulan", "Tanggal"]
    found = sample("32.73")
    head = next(row for row in reopened(found, tmp_path)[sheet_names(found)["kecamatan"]] if row[0] == "Kecamatan")
    assert {"PPKS per 1.000 penduduk, sekitar", "PPKS, sekitar (orang)", "Anggota aktif (orang)", "Kelurahan"} <= set(head)


def test_text_that_looks_like_a_formula_stays_text(sample_warehouse: Path, tmp_path: Path) -> None:
    found = hostile()
    rows = reopened(found, tmp_path)[sheet_names(found)["odd"]][4:]
    assert [row[0] for row in rows[: len(HOSTILE)]] == list(HOSTILE)
    assert not any("<f>" in part for part in parts(found, tmp_path).values())


def test_hidden_missing_and_zero_are_told_apart(sample_warehouse: Path, tmp_path: Path) -> None:
    found = hostile()
    rows = reopened(found, tmp_path)[sheet_names(found)["odd"]][4:]
    assert rows[0][1:] == ["disembunyikan", 3.26, 41.6, 1_250_000_000, date(2024, 12, 1), date(2024, 12, 31)]
    assert rows[-2][1:] == [""] * 6
    assert rows[-1][1:5] == [0, 0, 0, 0]


def test_numbers_are_formatted_by_their_kind(sample_warehouse: Path, tmp_path: Path) -> None:
    path = write_workbook(hostile(), tmp_path / "buku.xlsx")
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert all(shape in styles for shape in ("mmm yyyy", "d mmm yyyy", "&quot;Rp&quot;#,##0", "#,##0.0"))


def test_the_first_sheet_explains_what_when_and_which_cells_are_hidden(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample("32.73")
    said = "\n".join(str(cell) for row in reopened(found, tmp_path)["Penjelasan"] for cell in row)
    for wanted in (found.city_name, "Desember 2024", found.edition_id, found.norm.name, "DATA SIMULASI", "1 sampai 7", "disembunyikan", "kelipatan 5", "bukan nol", found.quality.ledger_line):
        assert wanted in said
    for definition in found.definitions:
        assert definition.title in said and definition.formula in said
    assert all(name in said for name in sheet_names(found).values())


def test_every_sheet_is_frozen_filtered_and_ready_to_print(sample_warehouse: Path, tmp_path: Path) -> None:
    drawn = parts(sample("32.73"), tmp_path)
    for name, part in drawn.items():
        assert 'paperSize="9"' in part and "Halaman &amp;P dari &amp;N" in part and "DATA SIMULASI" in part, name
        assert name == "Penjelasan" or ('state="frozen"' in part and "<autoFilter" in part and "<cols>" in part), name


def test_the_names_of_sheets_are_short_plain_and_different(sample_warehouse: Path, tmp_path: Path) -> None:
    found = hostile()
    long = Table("x", "Nama yang sama dan terlalu panjang untuk lembar", (Column("a", "A", "", "text"),), (("b",),))
    found = replace(found, tables={**found.tables, "one": long, "two": replace(long, key="two"), "three": replace(long, title="'?'")})
    names = list(sheet_names(found).values())
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    assert set(reopened(found, tmp_path)) == {"Penjelasan", *names}
    for city_code in CITIES:
        known = sheet_names(sample(city_code))
        assert not {name.split()[-1].lower() for name in known.values()} & {"yang", "dari", "menurut", "di", "dan", "sampai", "tidak"}, "cut in the middle of its title"
        assert known["kecamatan"] == "Per kecamatan" and known["member_kinds"] == "Anggota menurut unsur"


def test_the_same_contents_give_the_same_bytes(sample_warehouse: Path, tmp_path: Path) -> None:
    one = write_workbook(sample(), tmp_path / "satu.xlsx").read_bytes()
    assert one == write_workbook(sample(), tmp_path / "dua.xlsx").read_bytes()
    assert write_tables_csv(sample(), tmp_path / "satu.zip").read_bytes() == write_tables_csv(sample(), tmp_path / "dua.zip").read_bytes()


def test_a_folder_that_cannot_be_written_is_one_sentence(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        write_workbook(sample(), tmp_path / "berkas" / "buku.xlsx")


def csv_rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("city_code", CITIES)
def test_the_csv_holds_the_same_figures_as_the_contents(sample_warehouse: Path, tmp_path: Path, city_code: str) -> None:
    found = sample(city_code)
    folder = write_tables_csv(found, tmp_path / "csv")
    for key, table in workbook_tables(found).items():
        rows = csv_rows((folder / csv_names(found)[key]).read_bytes())[1:]
        assert len(rows) == len(table.rows)
        for row, cells in zip(rows, table.rows, strict=True):
            assert row[-1] == f"{found.source_line} · tampilan publik"
            for text, cell in zip(row[:-1], cells, strict=True):
                if isinstance(cell, (int, float)):
                    assert float(text.replace(",", ".")) == pytest.approx(cell, abs=0.0006)
                elif not isinstance(cell, date):
                    assert text.removeprefix("'") == expected(cell)


def test_every_csv_is_read_as_a_table_without_being_told_where_it_begins(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample("13.77")
    folder = write_tables_csv(found, tmp_path / "csv")
    for key, name in csv_names(found).items():
        read, table = pd.read_csv(folder / name, sep=";", decimal=","), workbook_tables(found)[key]
        assert list(read.columns) == [*map(header, table.columns), "Asal data"] and len(read) == len(table.rows), name
        assert re.fullmatch(r"[a-z0-9-]+\.csv", name)
    assert {"per-kecamatan.csv", "per-desa-kelurahan.csv", "anggota-menurut-unsur.csv"} <= set(csv_names(found).values())
    explained = pd.read_csv(folder / "penjelasan.csv", sep=";").set_index("Bagian").Isi
    assert all(explained[name].startswith(workbook_tables(found)[key].captioned) for key, name in csv_names(found).items())


def test_the_zip_holds_the_same_files_as_the_folder(sample_warehouse: Path, tmp_path: Path) -> None:
    folder, archive = write_tables_csv(sample(), tmp_path / "csv"), write_tables_csv(sample(), tmp_path / "tabel.zip")
    with zipfile.ZipFile(archive) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "penjelasan.csv" in {path.name for path in folder.iterdir()}


def test_csv_text_that_looks_like_a_formula_is_quoted_and_numbers_are_not(sample_warehouse: Path, tmp_path: Path) -> None:
    table = Table("minus", "Minus", (Column("a", "A", "", "text"), Column("b", "B", "orang", "count")), (("=1+1", -5), ("@x", -2.5)))
    found = replace(sample(), tables={"minus": table, "odd": ODD})
    rows = csv_rows((write_tables_csv(found, tmp_path / "csv") / csv_names(found)["minus"]).read_bytes())
    assert [row[:-1] for row in rows[1:]] == [["'=1+1", "-5"], ["'@x", "-2,5"]]
    odd = csv_rows((tmp_path / "csv" / csv_names(found)["odd"]).read_bytes())
    assert odd[1][1:-1] == ["disembunyikan", "3,26", "41,6", "1250000000", "Des 2024", "2024-12-31"]


def test_a_kecamatan_names_itself(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample(SOLOK, kecamatan_code="13.72.01")
    assert reopened(found, tmp_path)["Penjelasan"][0][0].startswith(f"{found.place_name}, {found.city_name}")
