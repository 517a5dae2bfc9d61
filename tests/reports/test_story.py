"""The story: one small file that is whole without a script, asks nobody for anything, and answers a tap."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from reports.explanation import headline_facts, quality_tables
from reports.figures.contents import Contents, Map, cell_text
from reports.picture.map_picture import drawing
from reports.story.writer import story, write_story
from reports.storyboard.slides import slides
from tests.reports.deck_file import said
from tests.reports.sample_contents import CITIES, HOSTILE, ODD, SOLOK, hostile, sample

VOID = ("meta", "link", "input", "br")


class Node:
    """An element of the parsed page."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes, self.children = tag, attributes, []

    @property
    def text(self) -> str:
        return said("".join(child if isinstance(child, str) else child.text for child in self.children))

    def all(self, tag: str, name: str | None = None) -> list["Node"]:
        found = []
        for child in self.children:
            if isinstance(child, Node):
                classes = (child.attributes.get("class") or "").split()
                found += [child] if child.tag == tag and (name is None or name in classes) else []
                found += child.all(tag, name)
        return found


class Tree(HTMLParser):
    """A strict little parser: every element that is opened is closed."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self.path = [self.root]
        self.feed(content)
        assert self.path == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.path[-1].children.append(node)
        if tag not in VOID:
            self.path.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def parsed(contents: Contents) -> Node:
    return Tree(story(contents)).root


def assert_tables(contents: Contents, page: Node) -> None:
    """Every table stands in the page with the texts of its cells."""
    shown = {frame.attributes["aria-label"]: frame for frame in page.all("div", "scroll")}
    for table in [*contents.tables.values(), *quality_tables(contents)]:
        rows = [[cell.text for cell in row.all("td")] for row in shown[table.title].all("tbody")[0].all("tr")]
        assert rows == [[cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows], table.key


def test_a_phone_gets_cards_for_every_table_of_more_than_two_columns_and_no_window_to_scroll(sample_warehouse: Path) -> None:
    found = sample()
    page = parsed(found)
    drawn = {frame.attributes["aria-label"]: frame.all("table")[0] for frame in page.all("div", "scroll")}
    for table in found.tables.values():
        assert ("wide" in drawn[table.title].attributes["class"].split()) == (len(table.columns) > 2), table.key
    shortages = drawn[found.tables["largest_shortages"].title].all("tfoot")[0].all("td")
    assert [cell.attributes.get("data-label") for cell in shortages][-1] == "Kekurangan"
    phone = page.all("style")[0].text.split("@media (max-width: 600px)", 1)[1]
    assert ".scroll { max-height: none; }" in phone.split("footer {")[0]


def assert_maps(contents: Contents, page: Node) -> None:
    """Each map says value and lines of every unit of its specification."""
    figures = {figure.attributes["data-map"]: figure for figure in page.all("figure") if "data-map" in figure.attributes}
    maps = [slide.picture for slide in slides(contents) if isinstance(slide.picture, Map)]
    assert list(figures) == [each.key for each in maps]
    for each in maps:
        said = {use.attributes["data-code"]: use.text.split("\n") for use in figures[each.key].all("use", "unit")}
        assert set(said) == set(each.spec["units"])
        for code, (index, value, lines) in each.spec["units"].items():
            assert said[code][1] == value and said[code][-len(lines):] == list(lines) if lines else said[code][1] == value
            label = each.spec["classes"][index]["label"]
            saying = [line for line in said[code][1:] if line == label or line.startswith((f"{label} ", f"{label}%")) or label.endswith(f", {line}")]
            assert saying and (label not in said[code][1:] or len(saying) == 1), "the class is told, and not twice in other words"


@pytest.mark.parametrize("city_code", CITIES)
def test_every_figure_is_that_of_the_contents(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    page = parsed(found)
    tiles = {tile.attributes["data-fact"]: tile for tile in page.all("ul", "facts")[0].all("li")}
    assert list(tiles) == [fact.key for fact in headline_facts(found)]
    for fact in headline_facts(found):
        assert said(tiles[fact.key].all("span", "big")[0].children[0].strip()) == fact.text
    assert [said(one.text) for one in page.all("h3")] == [slide.sentence for slide in slides(found)[1:]]
    assert_tables(found, page)
    assert_maps(found, page)


@pytest.mark.parametrize("city_code", CITIES)
@pytest.mark.parametrize("period", [date(2022, 1, 1), date(2024, 12, 1), date(2025, 12, 1)])
def test_the_file_is_one_megabyte_at_most(sample_warehouse: Path, tmp_path: Path, city_code: str, period: date) -> None:
    assert write_story(sample(city_code, period), tmp_path / "kisah.html").stat().st_size <= 1_000_000


def test_nothing_in_the_file_names_another_address(sample_warehouse: Path) -> None:
    content = story(sample("32.73"))
    page = parsed(sample("32.73"))
    addresses = re.findall(r'(?:src|href|action|data)="([^"]*)"', content)
    assert all(address.startswith("#") or address == "data:," for address in addresses)
    assert "url(http" not in content and "@import" not in content and "fetch(" not in content
    policy = next(meta.attributes["content"] for meta in page.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy and "http" not in policy


def test_hostile_words_are_set_as_text(sample_warehouse: Path) -> None:
    found = hostile()
    page = parsed(found)
    assert page.all("img") == [] and len(page.all("script")) == 1
    assert_tables(found, page)
    assert_maps(found, page)
    assert HOSTILE[0] in [cell.text for cell in page.all("td")] and ODD.note in [note.text for note in page.all("p", "note")]


def test_every_id_is_there_once_and_every_reference_leads_to_one(sample_warehouse: Path) -> None:
    content = story(sample("32.73"))
    ids = re.findall(r'\bid="([^"]+)"', content)
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in re.findall(r'href="(#[^"]+)"', content)} | set(re.findall(r"url\(#([^)]+)\)", content)) <= set(ids)


def test_simulated_data_say_so_first_and_real_data_do_not(sample_warehouse: Path) -> None:
    found = sample()
    assert "DATA SIMULASI" in parsed(found).all("p", "simulation")[0].text
    assert parsed(replace(found, is_simulated=False)).all("p", "simulation") == []


def test_a_kecamatan_is_drawn_alone(sample_warehouse: Path) -> None:
    found = sample(SOLOK, kecamatan_code="13.72.01")
    page = parsed(found)
    assert_maps(found, page)
    assert page.all("use", "around") != [] and found.place_name in page.all("h1")[0].text


def test_every_map_names_its_kecamatan_and_the_places_of_its_sentence_on_a_phone_and_on_a_desk(sample_warehouse: Path) -> None:
    found = sample("13.77")
    page = parsed(found)
    kecamatan, units = ({code: area["name"] for code, area in drawing("13.77", found.maps["members"].kind)[level].items()} for level in ("kecamatan", "units"))
    figures = {figure.attributes["data-map"]: figure for figure in page.all("figure") if "data-map" in figure.attributes}
    for slide in slides(found):
        if not isinstance(slide.picture, Map):
            continue
        for screen in ("phone", "desk"):
            layer, = figures[slide.picture.key].all("g", screen)
            written = {" ".join(child if isinstance(child, str) else child.text for child in node.children) for node in layer.all("text")}
            assert {units[code] for code in slide.picture.named} <= written and len(written & set(kecamatan.values())) >= 3, (slide.key, screen)


def test_a_city_without_a_drawing_has_a_story_without_maps(sample_warehouse: Path) -> None:
    page = parsed(replace(sample(), maps={}))
    assert page.all("svg", "map") == [] and page.all("svg", "chart") != []


def test_a_hidden_and_a_missing_cell_are_words(sample_warehouse: Path) -> None:
    odd = next(frame for frame in parsed(hostile()).all("div", "scroll") if frame.attributes["aria-label"] == ODD.title)
    rows = [[cell.text for cell in row.all("td")] for row in odd.all("tr")[1:]]
    assert rows[0][1] == "disembunyikan" and rows[-2][1:] == ["tidak ada data"] * 6 and rows[-1][1] == "0"


def test_the_same_contents_give_the_same_file(sample_warehouse: Path) -> None:
    assert story(sample()) == story(sample())


class Reader:
    """A reader who opened the file: what the browser asked for and complained about."""

    def __init__(self, browser: Browser, path: Path, width: int, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, offline=True, reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.asked, self.errors = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(path.as_uri())
        self.address = path.as_uri()

    def check(self) -> None:
        assert self.asked == [self.address] and self.errors == []
        self.context.close()


@pytest.fixture
def path(sample_warehouse: Path, tmp_path: Path) -> Path:
    return write_story(sample(), tmp_path / "kisah.html")


def units(found: Contents) -> tuple[Map, str, str]:
    """The first map, a code on it and what the tap must say."""
    first = next(slide.picture for slide in slides(found) if isinstance(slide.picture, Map))
    code = sorted(first.spec["units"])[0]
    return first, code, first.spec["units"][code][1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tap_says_name_and_value_and_no_request_leaves(path: Path, chromium: Browser, width: int, scheme: str) -> None:
    is_phone = width < 600
    reader = Reader(chromium, path, width, has_touch=is_phone, color_scheme=scheme)
    first, code, value = units(sample())
    unit = reader.page.locator(f'[data-map="{first.key}"] .unit[data-code="{code}"]')
    unit.scroll_into_view_if_needed()
    (unit.tap if is_phone else unit.hover)(force=True)
    tip = reader.page.locator(".tip.open")
    assert "Kec. " in tip.locator(".place").inner_text() and tip.locator(".value").inner_text() == value
    box = tip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 800
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    reader.check()


@pytest.mark.browser
def test_the_arrow_keys_walk_the_map_and_escape_leaves(path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, path, 1366)
    reader.page.locator(".map").first.focus()
    walked = []
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowRight"):
        reader.page.keyboard.press(key)
        walked.append(reader.page.locator(".tip.open .place").inner_text())
        assert reader.page.locator(".live").inner_text().startswith(walked[-1])
    assert len(set(walked)) >= 3 and reader.page.locator(".ring").count() == 2
    reader.page.keyboard.press("Escape")
    assert reader.page.locator(".tip.open").count() == 0 and reader.page.locator(".ring").count() == 0
    reader.check()


@pytest.mark.browser
def test_a_search_finds_one_kelurahan_on_every_map(path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, path, 390)
    found = sample()
    first, code, value = units(found)
    place = found.tables["kelurahan"].rows[0]
    box = reader.page.get_by_label("Cari kelurahan Anda")
    box.fill(str(place[0]).lower())
    box.press("Enter")
    said = reader.page.locator(".found").inner_text()
    maps = [slide.picture for slide in slides(found) if isinstance(slide.picture, Map)]
    assert place[0] in said and all(each.spec["units"][str(place[2])][1] in said for each in maps)
    assert reader.page.locator(".ring:not(.case)").count() == len(maps)
    box.fill("tempat yang tidak ada")
    box.press("Enter")
    assert "Tidak ditemukan" in reader.page.locator(".found").inner_text()
    reader.check()


@pytest.mark.browser
def test_a_bar_and_a_point_answer_too(path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, path, 1366)
    found = sample()
    spot = reader.page.locator('[data-series="members_months"] .spot').last
    spot.scroll_into_view_if_needed()
    spot.hover(force=True)
    assert reader.page.locator(".tip.open .value").inner_text() == f"{found.facts['active_members'].text} orang"
    reader.check()


@pytest.mark.browser
def test_without_a_script_the_page_is_whole(path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, path, 390, java_script_enabled=False)
    page = reader.page
    assert page.locator(".map").first.bounding_box()["height"] > 100 and page.locator(".search").is_hidden()
    assert "tidak menjalankan skrip" in page.locator("footer").inner_text()
    page.locator("summary", has_text="Angka per kelurahan").click()
    assert page.get_by_role("cell", name=str(sample().tables["kelurahan"].rows[0][0]), exact=True).first.is_visible()
    reader.check()


@pytest.mark.browser
def test_hostile_words_run_nothing(sample_warehouse: Path, tmp_path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, write_story(hostile(), tmp_path / "kisah.html"), 390, has_touch=True)
    unit = reader.page.locator('[data-map="members"] .unit').first
    unit.scroll_into_view_if_needed()
    unit.tap(force=True)
    assert HOSTILE[0] in reader.page.locator(".tip.open .value").inner_text()
    assert reader.page.title().startswith("Kota ") and reader.page.locator("img").count() == 0
    reader.check()


@pytest.mark.browser
def test_paper_shows_every_table_and_no_tools(path: Path, chromium: Browser) -> None:
    reader = Reader(chromium, path, 1366)
    reader.page.emulate_media(media="print")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator("details:not([open])").count() == 0 and reader.page.locator(".search").is_hidden()
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    reader.check()


def test_the_agency_stands_in_the_head_and_the_sentence_of_the_ledger_in_the_foot(sample_warehouse: Path) -> None:
    found = sample()
    page = Tree(story(found)).root
    assert [node.text for node in page.all("header")[0].all("p", "agency")][0] == found.agency == "Dinas Sosial Kota Solok"
    assert [meta.attributes["content"] for meta in page.all("meta") if meta.attributes.get("name") == "author"] == [found.agency]
    assert "tanpa daftar orang" in page.all("footer")[0].text


def test_the_reach_that_cannot_be_computed_is_told_as_a_sentence(sample_warehouse: Path) -> None:
    page = Tree(story(sample("13.77", date(2025, 12, 1)))).root
    told = [node.text for node in page.all("article") if "Jangkauan belum terhitung: daftar kegiatan berakhir November 2025." in node.text]
    assert len(told) == 1 and "12 bulan sampai Desember 2025" in told[0] and "Impor" not in told[0]
