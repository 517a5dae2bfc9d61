"""The report as PDF: what typst is given is what the contents say, and every page of it can be made."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import typst

from reports.document import page
from reports.document import writer as document
from reports.document.tables import paper_table
from reports.document.writer import inputs, write_document
from reports.explanation import headline_facts, quality_tables
from reports.figures.contents import Contents, Table, cell_text
from reports.fonts import FOLDER
from reports.occasion import Occasion
from reports.storyboard.slides import slides
from tests.reports.deck_file import said
from tests.reports.sample_contents import CITIES, HOSTILE, ODD, SOLOK, hostile, sample

BREAK = "\u200b"


def given(contents: Contents) -> dict:
    return json.loads(inputs(contents)["data"])


def page_count(contents: Contents, folder: Path) -> int:
    with pypdfium2.PdfDocument(write_document(contents, folder / "laporan.pdf")) as document:
        return len(document)


def headings(contents: Contents) -> list[str]:
    """The headings of the compiled document."""
    found = typst.query(
        str(Path(document.__file__).with_name("document.typ")), "heading", sys_inputs=inputs(contents), font_paths=[str(FOLDER)], ignore_system_fonts=True,
    )
    return [_text(heading["body"]) for heading in json.loads(found)]


def _text(body: dict) -> str:
    return body.get("text", " ") if body["func"] != "sequence" else "".join(_text(child) for child in body["children"])


def texts(shown: dict) -> list[list[str]]:
    """The rows of a table as the template draws them."""
    return [[cell["text"].replace(BREAK, "") for cell in row] for group in shown["groups"] for row in group["rows"]]


def assert_same(table: Table, shown: dict) -> None:
    kept = [index for index, column in enumerate(table.columns) if column.label in [head["label"] for head in shown["columns"]]]
    assert texts(shown) == [[cell_text(row[index], table.columns[index]) for index in kept] for row in table.rows]


@pytest.mark.parametrize("city_code", CITIES)
def test_every_figure_is_that_of_the_contents(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    data = given(found)
    assert [(fact["label"], fact["text"]) for fact in data["facts"]] == [(fact.label, fact.text) for fact in headline_facts(found)]
    tables = {table.captioned: table for table in [*found.tables.values(), *quality_tables(found)]}
    told = [item["picture"]["table"] for chapter in data["chapters"] for item in chapter["items"] if item["picture"]["kind"] == "table"]
    # A chapter may show a table in short; the whole one stands further behind.
    short = [each for each in told if each["title"] not in tables]
    assert all(each["title"].startswith("Ringkasan: ") for each in short)
    shown = [*(each for each in told if each["title"] in tables), *data["tables"], *data["quality"]]
    assert {each["title"] for each in shown} == {title for title, table in tables.items() if table.rows}
    for each in shown:
        assert_same(tables[each["title"]], each)
    said = {slide.sentence for slide in slides(found)[1:]}
    assert {item["headline"] for chapter in data["chapters"] for item in chapter["items"]} | {data["asked"]["headline"]} == said
    assert all(point in data["asked"]["points"] for point in slides(found)[-1].points)
    assert {one["title"] for one in data["definitions"]} == {definition.title for definition in found.definitions}
    assert found.quality.ledger_line in data["ledger_line"]


@pytest.mark.parametrize("city_code", CITIES)
def test_every_city_becomes_a_pdf_with_its_chapters(sample_warehouse: Path, tmp_path: Path, city_code: str) -> None:
    found = sample(city_code)
    made = write_document(found, tmp_path / "laporan.pdf").read_bytes()
    assert made.startswith(b"%PDF-") and made.rstrip().endswith(b"%%EOF") and len(made) < 4_000_000
    written = headings(found)
    chapters = [chapter["title"] for chapter in given(found)["chapters"]]
    assert [title for title in written if title in ("Isi", "Ringkasan", *chapters, "Tabel", "Metode dan definisi", "Mutu data dan buku besar")] == [
        "Isi", "Ringkasan", *chapters, "Tabel", "Metode dan definisi", "Mutu data dan buku besar"]


def test_the_same_contents_give_the_same_bytes(sample_warehouse: Path, tmp_path: Path) -> None:
    assert write_document(sample(), tmp_path / "a.pdf").read_bytes() == write_document(sample(), tmp_path / "b.pdf").read_bytes()


def test_hostile_words_stay_words(sample_warehouse: Path, tmp_path: Path) -> None:
    found = hostile()
    assert write_document(found, tmp_path / "laporan.pdf").stat().st_size > 10_000
    assert ODD.title in headings(found)
    odd = next(table for table in given(found)["tables"] if table["title"] == ODD.title)
    assert [row[0] for row in texts(odd)] == [row[0] for row in ODD.rows]
    assert HOSTILE[5] in given(found)["agency"]


def test_hidden_and_missing_cells_are_words_and_told_apart(sample_warehouse: Path) -> None:
    rows = paper_table(ODD)["groups"][0]["rows"]
    assert rows[0][1] == {"text": "disembunyikan", "dim": True}
    assert rows[-2][1] == {"text": "tidak ada data", "dim": True}
    assert rows[-1][1] == {"text": "0"}
    assert [cell["text"] for cell in rows[0][2:]] == ["3,3", "42%", "Rp1,25 miliar", "Des 2024", "31 Des 2024"]


def test_kelurahan_lie_under_their_kecamatan_and_rankings_keep_their_order(sample_warehouse: Path) -> None:
    found = sample("32.73")
    groups = paper_table(found.tables["kelurahan"])["groups"]
    assert len(groups) == 30 and groups[0]["title"].startswith("Kecamatan ") and sum(len(group["rows"]) for group in groups) == found.unit_count
    ranking = paper_table(sample().tables["largest_shortages"])
    assert len(ranking["groups"]) == 1 and "Kecamatan" in [column["label"] for column in ranking["columns"]]


def test_pages_are_many_and_simulated_data_say_so(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample()
    assert given(found)["is_simulated"] and 10 <= page_count(found, tmp_path) <= 20
    real = replace(found, is_simulated=False)
    assert not given(real)["is_simulated"] and "DATA SIMULASI" not in "".join(_words(given(real), skip=("quality",)))


def _words(data: object, skip: tuple[str, ...] = ()) -> list[str]:
    if isinstance(data, dict):
        return [word for key, value in data.items() if key not in skip for word in _words(value)]
    if isinstance(data, list):
        return [word for value in data for word in _words(value)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("kecamatan_code", ["13.72.01", "13.72.02"])
def test_a_kecamatan_has_a_report_of_its_own(sample_warehouse: Path, tmp_path: Path, kecamatan_code: str) -> None:
    found = sample(SOLOK, kecamatan_code=kecamatan_code)
    assert write_document(found, tmp_path / "laporan.pdf").stat().st_size > 10_000
    assert given(found)["place"] == found.place_name


def test_a_month_with_little_data_still_makes_a_report(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample(SOLOK, date(2022, 1, 1))
    assert write_document(found, tmp_path / "laporan.pdf").stat().st_size > 10_000


def test_a_city_without_a_drawing_has_a_report_without_maps(sample_warehouse: Path, tmp_path: Path) -> None:
    found = replace(sample(), maps={})
    assert given(found)["cover_map"] == "" and not [name for name in inputs(found) if name in ("cover", "members")]
    assert write_document(found, tmp_path / "laporan.pdf").stat().st_size > 10_000


def test_the_number_of_rows_grows_the_report_and_nothing_breaks(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample()
    long = replace(found.tables["kelurahan"], rows=found.tables["kelurahan"].rows * 20)
    assert page_count(replace(found, tables={**found.tables, "kelurahan": long}), tmp_path) > page_count(found, tmp_path) + 3


def test_the_reach_that_cannot_be_computed_is_told_as_a_sentence(sample_warehouse: Path) -> None:
    data = given(sample("13.77", date(2025, 12, 1)))
    said = "Jangkauan belum terhitung: daftar kegiatan berakhir November 2025."
    told = [item for chapter in data["chapters"] for item in chapter["items"] if said in item["said"]]
    assert len(told) == 1 and told[0]["picture"] != {"kind": "none"} and said not in data["summary"]
    assert "tanpa daftar orang" in data["ledger_line"]


@pytest.mark.parametrize("city_code", CITIES)
def test_the_page_for_the_head_is_one_page_with_every_decision_agency_date_and_source(sample_warehouse: Path, tmp_path: Path, city_code: str) -> None:
    found = replace(sample(city_code, date(2025, 12, 1)), occasion=Occasion("Rapat koordinasi kesejahteraan sosial tingkat kota", date(2025, 12, 12), "Balai Kota"))
    with pypdfium2.PdfDocument(page.write_page(found, tmp_path / "satu.pdf")) as made:
        assert len(made) == 1
        text = made[0].get_textpage()
        lowest = min(text.get_rect(index)[1] for index in range(text.count_rects())) * 25.4 / 72
        assert lowest >= 10, f"the foot ends {lowest:.0f} mm from the edge of the paper, where many printers cut"
        paper = "".join(said(made[0].get_textpage().get_text_range()).split())
    wanted = [*slides(found)[-1].points, found.agency, found.edition_id, "31 Desember 2025", "DATA SIMULASI", "Rapat koordinasi", "Sumber: daftar anggota", found.facts["shortage"].text, found.norm.decided_by[1:]]
    assert [each for each in wanted if "".join(each.split()) not in paper] == []


def test_a_wide_city_leaves_no_white_above_its_map(sample_warehouse: Path) -> None:
    heights = {city: int(re.match(r'<svg[^>]* height="(\d+)"', inputs(sample(city))["members"])[1]) for city in (SOLOK, "13.77")}
    assert heights[SOLOK] < heights["13.77"] == 900


def test_no_page_begins_with_the_total_alone(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample("32.73")
    with pypdfium2.PdfDocument(write_document(found, tmp_path / "laporan.pdf")) as pages:
        texts = [page.get_textpage().get_text_bounded() for page in pages]
    last = [row[0] for row in found.tables["kecamatan"].rows][-1]
    ends = [text for text in texts if f"Seluruh {found.city_name}" in text.replace("\r\n", " ")]
    assert ends and any(last in text for text in ends)
    plain = [" ".join(said(text).split()) for text in texts[3:]]  # behind cover, contents and summary
    begins = [row[0] for row in found.tables["kecamatan"].rows[:5]]
    assert any("Angka per kecamatan" in text and all(name in text for name in begins) for text in plain), "a head and a row end no page"
    told = {slide.key: slide.sentence for slide in slides(found)}
    assert any(told["activities"] in text and told["participants"] in text for text in plain), "a chart leaves room for what comes next"
