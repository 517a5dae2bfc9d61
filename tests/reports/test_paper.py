"""The PDF read back by another program: what stands on the paper is what the contents say, figure by figure."""

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from reports.document.writer import write_document
from reports.explanation import headline_facts, quality_tables, share
from reports.figures.contents import Series, Table, cell_text
from reports.storyboard.slides import slides
from tests.reports.sample_contents import CITIES, SOLOK, sample

# Between letters paper has spaces, ends of lines, places where a word was parted and signs that mark them.
BETWEEN = re.compile("[\\s\u00ad\u200b\u2010\u2011\ufeff\ufffe\x02-]+")


@cache
def _read(city_code: str, kecamatan_code: str | None, folder: Path) -> str:
    path = write_document(sample(city_code, kecamatan_code=kecamatan_code), folder / "laporan.pdf")
    with pypdfium2.PdfDocument(path) as document:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper")


def squeezed(text: str) -> str:
    """The letters of a text, without what stands between them."""
    return BETWEEN.sub("", text)


def assert_on_paper(table: Table, paper: str) -> None:
    """Every row under the title of the table, or under the message that stands for it; each cell with the text that it has everywhere."""
    keys = [column.key for column in table.columns]
    is_grouped = "kecamatan" in keys[1:] and "code" in keys  # the kecamatan stands above its rows, the code in the workbook
    kept = [index for index, key in enumerate(keys) if key != "code" and not (is_grouped and key == "kecamatan")]
    starts = [found.start() for found in re.finditer(re.escape(squeezed(table.title)), paper)] or [0]
    assert any(_holds_rows(table, kept, paper, start) for start in starts), table.title


def _holds_rows(table: Table, kept: list[int], paper: str, at: int) -> bool:
    for row in table.rows:
        said = squeezed("".join(cell_text(row[index], table.columns[index]) for index in kept))
        at = paper.find(said, at)
        if at < 0:
            return False
        at += len(said)
    return True


@pytest.mark.parametrize("city_code", CITIES)
def test_every_figure_of_a_city_stands_on_the_paper(sample_warehouse: Path, folder: Path, city_code: str) -> None:
    found = sample(city_code)
    paper = _read(city_code, None, folder)
    for fact in headline_facts(found):
        beside = " ".join(filter(None, [fact.said.removeprefix(fact.text).strip(), share(fact)]))
        assert squeezed(f"{fact.label}{fact.text}{beside}") in paper, fact.key
    for table in [*found.tables.values(), *quality_tables(found)]:
        assert_on_paper(table, paper)


@pytest.mark.parametrize("city_code", CITIES)
def test_every_message_and_every_value_of_a_chart_stands_on_the_paper(sample_warehouse: Path, folder: Path, city_code: str) -> None:
    found = sample(city_code)
    paper = _read(city_code, None, folder)
    for slide in slides(found)[1:]:
        assert slide.key == "decisions" or squeezed(slide.sentence) in paper, slide.key
        assert all(squeezed(point) in paper for point in slide.points)
        if isinstance(slide.picture, Series) and slide.picture.kind == "bar":
            ((_, values),) = slide.picture.lines
            rows = [squeezed(f"{label}{value:,.0f}".replace(",", ".")) for label, value in zip(slide.picture.labels, values, strict=True)]
            assert all(row in paper for row in rows), slide.key


def test_a_kecamatan_has_its_own_figures_on_its_paper(sample_warehouse: Path, tmp_path: Path) -> None:
    found = sample(SOLOK, kecamatan_code="13.72.01")
    paper = _read(SOLOK, "13.72.01", tmp_path)
    for table in found.tables.values():
        assert_on_paper(table, paper)
    assert all(squeezed(f"{fact.label}{fact.text}") in paper for fact in headline_facts(found))

