"""The deck, opened again: every word and number is that of the storyboard, charts and tables are native, nothing runs over."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page

from data.errors import UserError
from reports.deck.words import PUBLIC
from reports.deck.writer import deck, write_decks
from reports.figures.contents import Contents, Map, Series, Table, cell_text, figure
from reports.storyboard.slides import Slide, slides
from tests.reports.deck_file import FOOT, faults_of, named, opened, overflow, overlaps, said, sizes, words_of
from tests.reports.sample_contents import CITIES, HOSTILE, PERIOD, SOLOK, hostile, sample

pytestmark = pytest.mark.usefixtures("sample_warehouse")
ASKED = [(city, "musda", None) for city in CITIES] + [("32.73", "kecamatan", "32.73.02"), ("32.73", "satu", None), (SOLOK, "satu", None), (SOLOK, "kecamatan", "13.72.01")]
LONG = "Kampung Baru Cibeunying Kaler Utara Dalam"


@cache
def _made(city: str, variant: str, kecamatan_code: str | None) -> tuple[Contents, bytes]:
    contents = sample(city, PERIOD, kecamatan_code)
    return contents, deck(contents, variant=variant)


def _pairs(asked: tuple[str, str, str | None]) -> Iterator[tuple[Slide, Page, Contents]]:
    contents, content = _made(*asked)
    yield from zip(slides(contents, asked[1]), opened(content).slides, [contents] * 99, strict=False)


@pytest.mark.parametrize("city", CITIES)
def test_a_city_has_a_slide_for_each_of_its_storyboard(city: str) -> None:
    contents, content = _made(city, "musda", None)
    assert 12 <= len(opened(content).slides) == len(slides(contents)) <= 15


@pytest.mark.parametrize("asked", ASKED)
def test_headline_points_number_and_notes_are_those_of_the_storyboard(asked: tuple[str, str, str | None]) -> None:
    for slide, page, _ in _pairs(asked):
        words = words_of(page)
        assert said(page.shapes.title.text) == slide.headline
        assert all(point in words for point in slide.points)
        assert slide.fact is None or slide.fact.text in words
        assert page.notes_slide.notes_text_frame.text == slide.notes


@pytest.mark.parametrize("asked", ASKED)
def test_every_slide_says_its_source_its_view_its_number_and_that_the_data_are_simulated(asked: tuple[str, str, str | None]) -> None:
    for number, (_, page, contents) in enumerate(_pairs(asked), start=1):
        assert (named(page, "Simulasi").text_frame.text, said(named(page, "Sumber").text_frame.text)) == ("DATA SIMULASI", f"{contents.issued}\n{PUBLIC}")
        assert named(page, "Nomor").text_frame.text == str(number)


@pytest.mark.parametrize("asked", ASKED)
def test_the_agency_stands_on_the_cover_and_in_every_foot(asked: tuple[str, str, str | None]) -> None:
    for slide, page, contents in _pairs(asked):
        assert contents.agency == f"Dinas Sosial {contents.city_name}"
        assert said(named(page, "Sumber").text_frame.text).startswith(f"{contents.agency} · ")
        assert said(named(page, "Sumber").text_frame.text).count(contents.city_name) == 1
        assert slide.key != "title" or contents.agency in words_of(page).splitlines()


def test_the_reach_that_cannot_be_computed_stands_beside_the_activities_and_not_on_an_empty_slide() -> None:
    contents = sample("13.77", date(2025, 12, 1))
    told = {slide.key: (slide, page) for slide, page in zip(slides(contents), opened(deck(contents)).slides, strict=True)}
    assert "reach" not in told and all(slide.picture is not None for slide, _ in list(told.values())[1:-1])
    slide, page = told["activities"]
    assert "Jangkauan belum terhitung: daftar kegiatan berakhir November 2025." in words_of(page)
    assert "Impor daftar kegiatan dan daftar hadir sampai Desember 2025 untuk mengisinya." in slide.notes


def test_a_list_of_the_largest_counts_the_rows_that_stand_on_the_slide() -> None:
    found = sample("35.71", date(2025, 12, 1), "35.71.01")
    page = next(page for page in opened(deck(found)).slides if page._element.cSld.get("name") == "largest_shortages")
    count = len(named(page, "Gambar").table.rows) - 2  # without head and total
    assert count < len(found.tables["units"].rows), "else the slide has room for all"
    caption, note = said(named(page, "Judul gambar").text_frame.text), said(named(page, "Catatan").text_frame.text)
    assert caption.endswith(f", {count} terbesar dari 14") and "Ditampilkan" not in note and "Selengkapnya di buku kerja (xlsx)." in note
    assert f"{count} terbesar dari 14" in page.notes_slide.notes_text_frame.text


def test_real_data_are_not_called_simulated() -> None:
    found = sample()
    made = opened(deck(replace(found, is_simulated=False)))
    assert all(named(page, "Simulasi") is None for page in made.slides)


@pytest.mark.parametrize("asked", ASKED)
def test_charts_are_native_and_hold_every_value(asked: tuple[str, str, str | None]) -> None:
    for slide, page, _ in _pairs(asked):
        if not isinstance(slide.picture, Series):
            continue
        chart, series = named(page, "Gambar").chart, slide.picture
        assert chart.chart_type == {"bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "line": XL_CHART_TYPE.LINE}[series.kind]
        assert [(drawn.name, tuple(drawn.values)) for drawn in chart.plots[0].series] == list(series.lines)
        assert len(list(chart.plots[0].categories)) == len(series.labels)
        assert chart.has_legend == (len(series.lines) > 1)
        assert any(value for _, values in series.lines for value in values)


def test_a_chart_of_months_counts_real_months() -> None:
    series = sample().series["members_months"]
    page = next(page for slide, page, _ in _pairs((SOLOK, "musda", None)) if slide.picture == series)
    start = date(1899, 12, 30).toordinal()
    days = [date.fromordinal(start + int(float(label))) for label in named(page, "Gambar").chart.plots[0].categories]
    assert (days[0], days[-1], len(days)) == (date(2023, 1, 1), PERIOD, 24)
    axis = named(page, "Gambar").chart.category_axis
    begin, step = date.fromordinal(start + int(axis.minimum_scale)), int(axis._element.find(qn("c:majorUnit")).get("val"))
    distance = 12 * (PERIOD.year - begin.year) + PERIOD.month - begin.month
    assert begin <= days[0] and distance % step == 0 and distance - 23 < step, "the last month, of which the number speaks, stands under the axis"


def test_numbers_with_decimals_are_written_one_by_one_as_everywhere_else() -> None:
    found = sample()
    series = replace(found.series["shortage_places"], unit="per km²", labels=("A", "B", "C"), lines=(("Kepadatan", (1_234.0, 5.25, None)),))
    drawn = _chart_of(replace(found, series={**found.series, "shortage_places": series})).plots[0].series[0]
    assert [drawn.points[index].data_label.text_frame.text for index in (0, 1)] == [figure(1_234.0, "per km²"), figure(5.25, "per km²")] == ["1.234", "5,3"]


def test_whole_numbers_have_the_dot_of_thousands_on_every_computer() -> None:
    drawn = _chart_of(sample()).plots[0].series[0]
    assert drawn.data_labels.number_format == r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"


def test_a_bar_without_a_value_says_so() -> None:
    found = sample()
    series = replace(found.series["shortage_places"], labels=("Ada", "Kosong"), lines=(("Kekurangan anggota", (3.0, None)),))
    chart = _chart_of(replace(found, series={**found.series, "shortage_places": series}))
    assert [str(label) for label in chart.plots[0].categories] == ["Ada", "Kosong (tidak ada data)"]


def _chart_of(contents: Contents) -> object:
    page = next(page for page in opened(deck(contents)).slides if page._element.cSld.get("name") == "shortage_places")
    return named(page, "Gambar").chart


@pytest.mark.parametrize("asked", ASKED)
def test_tables_are_native_and_hold_every_cell_that_has_room(asked: tuple[str, str, str | None]) -> None:
    for slide, page, _ in _pairs(asked):
        if not isinstance(slide.picture, Table):
            continue
        shown = [[cell.text for cell in row.cells] for row in named(page, "Gambar").table.rows]
        wanted = [[cell_text(cell, column) for cell, column in zip(row, slide.picture.columns, strict=True)] for row in slide.picture.all_rows]
        assert shown[1:] == wanted
        assert [text.split(" (")[0] for text in shown[0]] == [column.label for column in slide.picture.columns]


@pytest.mark.parametrize("table", ["kelurahan", "kecamatan", "odd"])
def test_a_table_too_large_for_a_slide_says_what_it_leaves_out(table: str) -> None:
    found = sample("32.73") if table != "odd" else hostile()
    page = _page_with(found, found.tables[table])
    shown, rows = named(page, "Gambar").table, found.tables[table].rows
    note = said(named(page, "Catatan").text_frame.text)
    count = len(shown.rows) - 1 - (found.tables[table].total is not None)  # the row of all together always stays
    if count < len(rows):
        assert f"Ditampilkan {count} dari {len(rows)} baris" in note
    if len(shown.columns) < len(found.tables[table].columns):
        assert f"{len(shown.columns)} dari {len(found.tables[table].columns)} kolom; selengkapnya di buku kerja (xlsx)." in note
    assert not overlaps(page)
    assert sum(column.width for column in shown.columns) <= page.slide_layout.placeholders[0].width + 1


def _page_with(contents: Contents, table: Table) -> Page:
    """The slide of the largest shortages with another table on it."""
    made = opened(deck(replace(contents, tables={**contents.tables, "largest_shortages": table})))
    return next(page for page in made.slides if page._element.cSld.get("name") == "largest_shortages")


@pytest.mark.parametrize("asked", ASKED)
def test_maps_are_crisp_and_every_picture_has_words_for_those_who_cannot_see_it(asked: tuple[str, str, str | None]) -> None:
    for slide, page, _ in _pairs(asked):
        if slide.picture is None:
            continue
        shape = named(page, "Gambar")
        assert slide.picture.title in shape._element._nvXxPr.cNvPr.get("descr")
        if isinstance(slide.picture, Map):
            assert Image.open(io.BytesIO(shape.image.blob)).width >= 1600
            assert abs(shape.image.size[0] / shape.image.size[1] - shape.width / shape.height) < 0.01


@pytest.mark.parametrize("asked", ASKED)
def test_no_words_run_over_and_no_shape_covers_another(asked: tuple[str, str, str | None]) -> None:
    for slide, page, _ in _pairs(asked):
        _assert_tidy(slide.key, page)


@pytest.mark.parametrize("asked", ASKED)
def test_the_type_can_be_read_in_a_hall(asked: tuple[str, str, str | None]) -> None:
    least = 12 if asked[1] == "satu" else 16
    for _, page, _ in _pairs(asked):
        assert min(sizes(page.shapes.title)) >= 32
        assert all(min(sizes(shape)) >= least for shape in page.shapes if shape.has_text_frame and shape.name != "Sumber")
        assert min(sizes(named(page, "Sumber"))) >= 13 and overflow(named(page, "Sumber")) <= 1.0


def test_long_names_and_sentences_still_have_their_room() -> None:
    found = sample("32.73")
    facts = {key: replace(fact, label=LONG) if key.startswith(("shortage_most", "largest_", "most_")) else fact for key, fact in found.facts.items()}
    bars = found.series["shortage_places"]
    table = found.tables["largest_shortages"]
    made = replace(
        found, facts=facts, series={**found.series, "shortage_places": replace(bars, labels=(LONG, *bars.labels[1:]))},
        tables={**found.tables, "largest_shortages": replace(table, rows=((LONG, LONG, 0, 5), *table.rows[1:]))},
    )
    for variant in ("musda", "satu"):
        for page in opened(deck(made, variant=variant)).slides:
            _assert_tidy(variant, page)


def test_a_city_with_one_kecamatan_has_no_slide_of_one_bar_and_a_tidy_deck() -> None:
    found = sample()
    bars, old = found.series["shortage_places"], {key: found.facts[key] for key in ("shortage", "shortage_most", "parts_short", "parts_most")}
    facts = {**old, "shortage_most": replace(old["shortage"], label="Lubuk Sikarah")}
    facts |= {key: replace(old[key], value=1.0, text="1") for key in ("parts_short", "parts_most")}
    one = replace(bars, labels=bars.labels[:1], lines=((bars.lines[0][0], (old["shortage"].value,)),))
    table = found.tables["kecamatan"]
    made = replace(
        found, facts={**found.facts, **facts}, series={**found.series, "shortage_places": one},
        tables={**found.tables, "kecamatan": replace(table, rows=table.rows[:1])},
    )
    for page in opened(deck(made)).slides:
        _assert_tidy("one", page)
    assert "shortage_places" not in [slide.key for slide in slides(made)]


def _assert_tidy(key: str, page: Page) -> None:
    width, height = 12_192_000, 6_858_000
    for shape in page.shapes:
        assert shape.left >= 0 and shape.top >= 0 and shape.left + shape.width <= width and shape.top + shape.height <= height, (key, shape.name)
        assert not shape.is_placeholder or shape.text_frame.text, (key, shape.name, "empty placeholder")
        if shape.has_text_frame and shape.name not in FOOT:
            assert overflow(shape) <= 1.0, (key, shape.name, overflow(shape))
    assert not overlaps(page), (key, overlaps(page))


@pytest.mark.parametrize("asked", ASKED)
def test_powerpoint_finds_nothing_to_repair(asked: tuple[str, str, str | None]) -> None:
    _, content = _made(*asked)
    assert not faults_of(content)
    for page in opened(content).slides:
        names = [shape.name for shape in page.shapes]
        assert len(names) == len(set(names))


def test_a_chart_whose_workbook_says_other_numbers_is_found() -> None:
    _, content = _made(SOLOK, "musda", None)
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    books = sorted(name for name in parts if name.endswith(".xlsx"))
    spoiled = io.BytesIO()
    with ZipFile(spoiled, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, parts[books[-1]] if name == books[0] else part)
    assert [fault.split(": ")[1] for fault in faults_of(spoiled.getvalue())] == ["column B of the workbook has other numbers"]


def test_hostile_words_stay_words() -> None:
    contents = hostile()
    content = deck(contents)
    assert not faults_of(content)
    pages = {page._element.cSld.get("name"): page for page in opened(content).slides}
    assert contents.city_name in said(pages["title"].shapes.title.text)
    assert str(next(iter(named(pages["shortage_places"], "Gambar").chart.plots[0].categories))) == HOSTILE[0]
    assert HOSTILE[6] in words_of(pages["shortage_places"])


def test_the_properties_of_the_file_name_place_agency_and_edition() -> None:
    contents, content = _made(SOLOK, "musda", None)
    about = opened(content).core_properties
    assert (about.title, about.author) == ("Kota Solok, Desember 2024", "Dinas Sosial Kota Solok")
    assert contents.edition_id in about.keywords


def test_each_kecamatan_has_its_deck_in_one_zip(tmp_path: Path) -> None:
    codes, told = ["13.72.01", "13.72.02"], []
    path = write_decks((sample(kecamatan_code=code) for code in codes), 2, tmp_path / "rakor.zip", progress=lambda *done: told.append(done))
    with ZipFile(path) as archive:
        assert archive.namelist() == ["13.72.01 Lubuk Sikarah, Kota Solok, 2024-12.pptx", "13.72.02 Tanjung Harapan, Kota Solok, 2024-12.pptx"]
        first = opened(archive.read(archive.namelist()[0]))
    assert "Kecamatan Lubuk Sikarah" in said(first.slides[0].shapes.title.text)
    assert told == [(1, 2, "Lubuk Sikarah"), (2, 2, "Tanjung Harapan")]


def test_a_deck_that_fails_leaves_no_half_zip(tmp_path: Path) -> None:
    def each() -> Iterator[Contents]:
        yield sample(kecamatan_code="13.72.01")
        raise UserError("gudang data hilang")

    with pytest.raises(UserError):
        write_decks(each(), 2, tmp_path / "rakor.zip")
    assert not list(tmp_path.iterdir())
