"""The figures as a workbook, a sheet for each table with typed cells, and the same as csv."""

import io
import re
import zipfile
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from charts.words import month_long
from reports.explanation import explanation, quality_tables
from reports.figures.contents import Column, Contents, Series, Table
from reports.spreadsheet_csv import csv_bytes
from reports.workbook.sheet import BOOK, INK, LINE, header, lines_of, looks_of, plain_cell, set_print, write_table
from reports.writing import target

# What each sheet holds in at most 31 letters, as a workbook allows; {unit}: kelurahan or desa/kelurahan.
_SHEETS = {
    "kecamatan": "Per kecamatan", "kelurahan": "Per {unit}", "units": "Ringkasan per {unit}", "member_kinds": "Anggota menurut unsur",
    "largest_shortages": "Kekurangan terbesar", "never_trained": "Belum pernah dilatih", "activities": "Kegiatan menurut jenis",
    "not_reached": "Tidak terjangkau 12 bulan", "ppks_kinds": "PPKS menurut jenis", "members_months": "Anggota per bulan",
    "shortage_months": "Kekurangan per bulan", "activity_months": "Kegiatan per bulan", "activity_years": "Kegiatan dua tahun",
    "trained_months": "Terlatih per bulan", "freshness": "Umur sumber", "ledger": "Buku besar impor", "remarks": "Ditolak dan diperingatkan",
}
_EXPLAINED = (28, 62)  # widths of the sheet that explains


def write_workbook(contents: Contents, path: Path) -> Path:
    """Write the xlsx: 'Penjelasan' first, then a sheet for each table. UserError when the folder cannot be written."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, BOOK) as book:
        book.set_properties({
            "title": f"{contents.city_name}, {month_long(contents.period)}", "comments": contents.source_line,
            "created": datetime.combine(contents.as_of, time()),
        })
        names = sheet_names(contents)
        _write_explanation(book, contents, names)
        looks = looks_of(book)
        for key, table in workbook_tables(contents).items():
            write_table(book.add_worksheet(names[key]), table, contents, looks)
    with target(path) as file:
        file.write(made.getvalue())
    return path


def write_tables_csv(contents: Contents, path: Path) -> Path:
    """Write a csv for each table, header first and without the row of all together, and one that explains them: into `path` where it ends in .zip, else into
    the folder of that name. A last column says where the numbers come from, so that a file that travels alone still does."""
    names, origin = csv_names(contents), f"{contents.source_line} · tampilan publik"
    tables = workbook_tables(contents)
    told = [(names[key], f"{table.captioned}. {table.note}".strip()) for key, table in tables.items()]
    files = {"penjelasan.csv": csv_bytes([["Bagian", "Isi"], ["Asal data", origin], *explanation(contents), *told])}
    for key, table in tables.items():
        rows = [[plain_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
        files[names[key]] = csv_bytes([[*map(header, table.columns), "Asal data"], *([*row, origin] for row in rows)])
    if path.suffix != ".zip":
        for name, content in files.items():
            with target(path / name) as file:
                file.write(content)
        return path
    with target(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (*contents.as_of.timetuple()[:3], 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path


def workbook_tables(contents: Contents) -> dict[str, Table]:
    """The tables of the contents, the months behind the trends, then age of the sources, ledger and remarks."""
    trends = [_trend(series) for series in contents.series.values() if series.kind != "bar" and series.key not in contents.tables]
    return {**contents.tables, **{table.key: table for table in (*trends, *quality_tables(contents))}}


def _trend(series: Series) -> Table:
    """A series as a table, one row a month; bars repeat what a table says already."""
    kind = "percent" if series.unit == "%" else "count"
    columns = (Column("label", "Bulan", "", "month" if series.months else "text"), *(Column(f"line-{index}", name, series.unit, kind) for index, (name, _) in enumerate(series.lines)))
    return Table(series.key, series.title, columns, tuple((label, *(line[index] for _, line in series.lines)) for index, label in enumerate(series.months or series.labels)))


def csv_names(contents: Contents) -> dict[str, str]:
    """The name of the csv of each table, made of the name of its sheet: 'anggota-menurut-unsur.csv'."""
    return {key: f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or key}.csv" for key, name in sheet_names(contents).items()}


def sheet_names(contents: Contents) -> dict[str, str]:
    """A name of at most 31 letters for the sheet of each table, each only once."""
    names: dict[str, str] = {}
    taken = {"penjelasan"}
    for key, table in workbook_tables(contents).items():
        known = _SHEETS[key].format(unit=contents.unit_word) if key in _SHEETS else table.title
        plain = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\']", " ", known)).strip() or key
        name = plain if len(plain) <= 31 else plain[:31].rsplit(" ", 1)[0].rstrip(",")
        count = 2
        while name.lower() in taken:
            name = f"{name[:27].rstrip()} {count}"
            count += 1
        taken.add(name.lower())
        names[key] = name
    return names


def _write_explanation(book: xlsxwriter.Workbook, contents: Contents, names: dict[str, str]) -> None:
    sheet = book.add_worksheet("Penjelasan")
    title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
    warning = book.add_format({"bold": True, "font_color": "#8c3b0c"})
    term = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "font_color": INK})
    words = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK})
    link = book.add_format({"font_color": "#0b6e8a", "underline": 1, "valign": "top"})
    for index, width in enumerate(_EXPLAINED):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, f"{contents.full_name}, {month_long(contents.period)}", title)
    row = 1
    if contents.is_simulated:
        sheet.write_string(row, 0, "DATA SIMULASI: orang dan angkanya rekaan, untuk mencoba produk.", warning)
        row += 1
    for key, table in workbook_tables(contents).items():
        sheet.write_url(row + 1, 0, f"internal:'{names[key]}'!A1", link, names[key])
        sheet.write_string(row + 1, 1, table.captioned, words)
        row += 1
    row += 2
    for part, said in explanation(contents):
        sheet.write_string(row, 0, part, term)
        sheet.write_string(row, 1, said, words)
        sheet.set_row(row, LINE * max(lines_of(said, _EXPLAINED[1] - 2), lines_of(part, _EXPLAINED[0] - 4)))
        row += 1
    set_print(sheet, contents, width=sum(_EXPLAINED))
