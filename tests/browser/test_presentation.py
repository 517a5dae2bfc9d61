"""The presentation mode in a real browser: keys, sizes, contrast, nothing cut, and a server that dies in the middle."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.reference import city_units
from tests.browser.conftest import WAIT, Visit, Visitors, playwright, serving

expect = playwright.expect
pytestmark = pytest.mark.browser

LEAST = 28 * 96 / 72  # 28 points in pixels of the screen
SHOWN = ".stage .slide:not([hidden])"
FOOT = 17 * 96 / 72  # the foot is one line for the room, and smaller
# Every piece of text of the shown slide with its size on the screen, its ink and what lies behind it; the imprint and the names of a map are asked for apart.
TEXTS = """section => {
  const found = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    const said = walker.currentNode.data.trim();
    if (!said || holder.closest(".imprint, .names, title, [hidden]") || !holder.getClientRects().length) continue;
    const look = getComputedStyle(holder);
    const isDrawn = holder instanceof SVGElement;
    let behind = holder;
    while (behind && /^rgba?\\(0, 0, 0, 0\\)$|^transparent$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const paper = isDrawn ? "rgb(255, 255, 255)" : getComputedStyle(behind ?? document.body).backgroundColor;
    found.push([said, parseFloat(look.fontSize) * (isDrawn ? holder.getScreenCTM().a : 1), isDrawn ? look.fill : look.color, paper]);
  }
  return found;
}"""
IMPRINT = "section => { const node = section.querySelector('.imprint'); return [node.textContent, parseFloat(getComputedStyle(node).fontSize), getComputedStyle(node).color, 'rgb(255, 255, 255)']; }"
# The names on a map: what they say, their size, and whether the map is about them.
NAMES = """section => [...section.querySelectorAll(".names text")].map((node) => [
  [...node.children].map((part) => part.textContent).join(" "), parseFloat(getComputedStyle(node).fontSize), node.classList.contains("led"), getComputedStyle(node).fill])"""
# What is cut or lies outside of the screen.
CUT = """section => {
  const body = section.querySelector(".body");
  const outside = [...section.querySelectorAll("h2, p, li > span, li > b, td, th, b, .map, text")].filter((node) => {
    if (!node.getClientRects().length) return false;
    const box = node.getBoundingClientRect();
    return box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1;
  });
  return [section.scrollHeight > section.clientHeight + 1, body.scrollHeight > body.clientHeight + 2, body.scrollWidth > body.clientWidth + 2,
    section.classList.contains("scrolls"), outside.map((node) => node.textContent)];
}"""


# What a list says of itself, and how many rows of how many it shows.
LISTED = """lists => lists.map((list) => [
  list.dataset.title, [...list.querySelectorAll(list.dataset.trim)].filter((row) => !row.closest("thead, tfoot") && !row.hidden).length,
  Number(list.dataset.total), list.getAttribute("aria-label"),
])"""
# Which pieces of text lie on each other: lines of words as the browser set them, without the room above and below the letters.
OVER = """section => {
  const lines = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || holder.closest("title, [hidden]") || !holder.getClientRects().length) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const spare = 0.14 * parseFloat(getComputedStyle(holder).fontSize);
    for (const box of range.getClientRects()) {
      if (box.width > 1) lines.push([walker.currentNode.data.trim(), box.left + 1, box.top + spare, box.right - 1, box.bottom - spare, walker.currentNode]);
    }
  }
  return lines.flatMap((one, index) => lines.slice(index + 1)
    .filter((other) => other[5] !== one[5] && one[1] < other[3] && one[3] > other[1] && one[2] < other[4] && one[4] > other[2])
    .map((other) => `${one[0]} / ${other[0]}`));
}"""


def started(visit: Visitors, width: int, height: int, city: str = "Kota+Bandung", more: str = "", month: str = "Des+2024") -> Visit:
    seen = visit(f"/paparan?kota={city}&bulan={month}{more}", width)
    seen.page.set_viewport_size({"width": width, "height": height})
    seen.page.get_by_role("button", name="Mulai paparan").click()
    expect(seen.page.locator(SHOWN)).to_have_count(1)
    return seen


def count_of(seen: Visit) -> int:
    return seen.page.locator(".stage .slide").count()


def through(seen: Visit) -> Iterator["playwright.Locator"]:
    """Every slide in turn, by the arrow key."""
    for position in range(1, count_of(seen) + 1):
        at(seen, position)
        yield seen.page.locator(SHOWN)
        seen.page.keyboard.press("ArrowRight")


def at(seen: Visit, position: int) -> None:
    expect(seen.page.locator(SHOWN).locator(".page")).to_have_text(re.compile(rf"^{position}/"))


def usual_of(slide: "playwright.Locator") -> list[str]:
    """The kecamatan of the map of a slide; none where it shows no map."""
    return slide.locator(".frame").evaluate_all("frames => frames.flatMap((frame) => JSON.parse(frame.dataset.names).usual.map(([name]) => name))")


def contrast(ink: str, paper: str) -> float:
    """The ratio of WCAG between two colours as the browser computes them."""
    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(ink), light(paper)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("city", ["Kota+Bandung", "Kota+Pariaman"])
@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080), (1366, 768)])
def test_every_slide_can_be_read_from_the_last_row_and_nothing_is_cut(visit: Visitors, width: int, height: int, city: str) -> None:
    seen = started(visit, width, height, city)
    for slide in through(seen):
        found = slide.evaluate(TEXTS)
        assert len(found) >= 4
        assert [(said, size) for said, size, *_ in found if size < LEAST] == [] and slide.evaluate(IMPRINT)[1] >= FOOT
        assert [(said, ink, paper) for said, _, ink, paper in [*found, slide.evaluate(IMPRINT)] if contrast(ink, paper) < 4.5] == []
        names = slide.evaluate(NAMES)
        assert [(said, size) for said, size, is_about, _ in names if size < (0.73 * LEAST if is_about else FOOT)] == []
        assert [(said, ink) for said, _, _, ink in names if contrast(ink, "rgb(255, 255, 255)") < 4.5] == []
        assert slide.locator(".legend .head").count() == slide.locator(".legend .head:visible").count(), "a count says of what"
        if city == "Kota+Pariaman":
            unnamed = set(usual_of(slide)) - {said for said, *_ in names}
            assert len(unnamed) <= (width == 1024), "every kecamatan is named on the map; the smallest screen may have no room for one"
        assert slide.evaluate(CUT) == [False, False, False, False, []]
        assert slide.evaluate(OVER) == []
        assert len(slide.locator("h2").inner_text().split()) <= 14
        assert slide.locator(".proof").evaluate_all("lines => lines.slice(0, 2).filter((line) => line.hidden).map((line) => line.textContent)") == []
        for title, shown, total, label in slide.locator("[data-trim]").evaluate_all(LISTED):
            assert label == (f"{title}, {shown} terbesar dari {total}" if shown < total else title)
            assert shown == total or slide.get_attribute("data-key") != "participants", "the kinds of activities are few enough for all of them"
    seen.check()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_the_places_a_headline_names_are_named_on_the_map_and_no_name_lies_on_another(visit: Visitors, width: int, height: int) -> None:
    seen = started(visit, width, height)
    named = 0
    for slide in through(seen):
        for name in slide.locator(".frame").evaluate_all("frames => frames.flatMap((frame) => JSON.parse(frame.dataset.names).must.map(([name]) => name))"):
            assert name in [said.replace("\n", " ") for said in slide.locator(".names .led").evaluate_all("nodes => nodes.map((node) => [...node.children].map((part) => part.textContent).join(' '))")]
            named += 1
        boxes = slide.locator(".names text").evaluate_all("nodes => nodes.map((node) => { const box = node.getBoundingClientRect(); return [box.left, box.top + 3, box.right, box.bottom - 3]; })")
        assert [] == [(one, other) for index, one in enumerate(boxes) for other in boxes[index + 1:]
                      if one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]]
    assert named >= 8
    seen.check()


def test_a_crowded_map_names_every_kecamatan_near_its_place_and_a_list_that_fits_is_whole(visit: Visitors) -> None:
    seen = started(visit, 1920, 1080, "Kota+Tangerang", month="Des+2025")
    for key in ("trained", "largest_shortages"):
        position = seen.page.locator(f".stage .slide[data-key={key}] .page").text_content().split("/")[0]
        for digit in position:
            seen.page.keyboard.press(digit)
        seen.page.keyboard.press("Enter")
        at(seen, int(position))
        slide = seen.page.locator(SHOWN)
        assert set(usual_of(slide)) == {said for said, *_ in slide.evaluate(NAMES)} or key != "trained"
        for title, shown, total, _ in slide.locator("table[data-trim]").evaluate_all(LISTED):
            assert shown == total == 10, title
    seen.check()


def test_a_kecamatan_fits_the_projector_too(visit: Visitors) -> None:
    seen = started(visit, 1024, 768, more="&lingkup=Kecamatan+Bojongloa+Kidul")
    for slide in through(seen):
        assert slide.evaluate(CUT) == [False, False, False, False, []]
        assert [said for said, size, *_ in slide.evaluate(TEXTS) if size < LEAST] == []
        if slide.get_attribute("data-key") == "largest_shortages":
            assert slide.locator("tbody tr:visible").count() == sum(unit.kecamatan_name == "Bojongloa Kidul" for unit in city_units("32.73"))
    seen.check()


def test_a_kecamatan_names_its_kelurahan_on_every_map_and_fills_the_frame(visit: Visitors) -> None:
    seen = started(visit, 1024, 768, more="&lingkup=Kecamatan+Babakan+Ciparay")
    wanted, maps = {unit.kelurahan_name for unit in city_units("32.73") if unit.kecamatan_name == "Babakan Ciparay"}, 0
    for slide in through(seen):
        if not slide.locator(".frame").count():
            continue
        maps += 1
        assert set(slide.locator(".names text").evaluate_all("nodes => nodes.map((node) => [...node.children].map((part) => part.textContent).join(' '))")) == wanted
        assert slide.evaluate(OVER) == []
        filled, frame = slide.evaluate("""section => {
          const boxes = [...section.querySelectorAll(".map .unit")].map((unit) => unit.getBoundingClientRect());
          return [Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)), section.querySelector(".frame").getBoundingClientRect().height];
        }""")
        assert filled > 0.8 * frame
    assert maps >= 4
    seen.check()


def test_of_many_kelurahan_those_are_named_whose_names_stand_near_and_apart(visit: Visitors) -> None:
    seen = started(visit, 1024, 768, "Kota+Kediri", "&lingkup=Kecamatan+Mojoroto")
    for slide in through(seen):
        if not slide.locator(".frame").count():
            continue
        lines = slide.locator(".names .lead").evaluate_all("nodes => nodes.map((node) => node.getAttribute('d').match(/[\\d.-]+/g).map(Number))")
        assert len(slide.locator(".names text").all()) >= 6 and slide.evaluate(OVER) == []
        written = slide.locator(".names text").evaluate_all("nodes => nodes.map((node) => [...node.children].map((part) => part.textContent).join(' '))")
        assert {name for name, *_ in json.loads(slide.locator(".frame").get_attribute("data-names"))["must"]} <= set(written)
        assert max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 for x, y, to_x, to_y in lines) < 5 * LEAST
    seen.check()


def test_a_phone_shows_every_slide_without_scrolling_sideways(visit: Visitors) -> None:
    seen = started(visit, 390, 844, "Kota+Solok")
    for slide in through(seen):
        assert slide.evaluate("section => [section.scrollWidth <= section.clientWidth + 1, section.querySelector('.body').scrollWidth <= section.querySelector('.body').clientWidth + 2]") == [True, True]
        assert min(size for _, size, *_ in slide.evaluate(TEXTS)) >= 15
    seen.check()


def test_keys_and_clicker_move_through_the_slides(visit: Visitors) -> None:
    seen = started(visit, 1024, 768)
    last, press = count_of(seen), seen.page.keyboard.press
    for key, position in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2), ("End", last), ("ArrowRight", last), ("Home", 1), ("ArrowLeft", 1)):
        press(key)
        at(seen, position)
    for key in ("1", "2", "Enter"):
        press(key)
    at(seen, 12)
    press("b")
    expect(seen.page.locator(".black")).to_be_visible()
    press("ArrowRight")
    expect(seen.page.locator(".black")).to_be_hidden()
    at(seen, 12)
    press("Escape")
    expect(seen.page.locator("dialog.stage")).to_be_hidden()
    seen.check()


def test_a_tap_and_a_swipe_move_through_the_slides(visit: Visitors) -> None:
    seen = started(visit, 1024, 768)
    seen.page.mouse.click(900, 300)
    at(seen, 2)
    seen.page.mouse.click(40, 420)
    at(seen, 1)
    seen.page.mouse.move(800, 300)
    seen.page.mouse.down()
    seen.page.mouse.move(300, 310)
    seen.page.mouse.up()
    at(seen, 2)
    seen.check()


def test_a_kelurahan_under_the_pointer_says_its_name_and_number(visit: Visitors) -> None:
    seen = started(visit, 1024, 768)
    seen.page.keyboard.press("ArrowRight")
    at(seen, 2)
    readout, drawn = (seen.page.locator(SHOWN).locator(part) for part in (".readout", ".map"))
    before = drawn.bounding_box()
    seen.page.locator(SHOWN).locator(".map .unit").nth(60).hover(force=True)
    expect(readout).to_have_text(re.compile(r"Kec\. .+ · \d+ anggota · .*(norma|kurang)"))  # to the last line
    assert drawn.bounding_box() == before, "a long readout must not make the map smaller under the pointer"
    said = readout.bounding_box()
    assert said["x"] + said["width"] <= before["x"], "it stands beside the map, not over its top"
    seen.page.mouse.move(10, 10)
    expect(readout).to_have_count(0)


def test_the_notes_open_in_a_window_of_their_own_and_follow(visit: Visitors) -> None:
    seen = started(visit, 1024, 768)
    with seen.page.expect_popup() as opened:
        seen.page.keyboard.press("n")
    notes = opened.value
    seen.page.bring_to_front()
    seen.page.keyboard.press("ArrowRight")
    expect(notes.locator("body")).to_contain_text("Rumus: ")
    expect(notes.locator("h1")).to_contain_text("2/")
    notes.keyboard.press("ArrowRight")
    at(seen, 3)
    with notes.expect_event("close"):
        seen.page.keyboard.press("n")
    seen.check()


def test_full_screen_is_asked_for_and_left_with_f(visit: Visitors) -> None:
    seen = started(visit, 1024, 768)
    seen.page.wait_for_function("document.fullscreenElement !== null")
    seen.page.keyboard.press("f")
    seen.page.wait_for_function("document.fullscreenElement === null")
    expect(seen.page.locator("dialog.stage")).to_be_visible()


def test_all_slides_still_come_after_the_server_has_gone(visit: Visitors, sample_warehouse: Path, geometry: None) -> None:
    with serving(sample_warehouse) as address:
        seen = visit("/paparan?kota=Kota+Bandung&bulan=Des+2024", 1024, address=address)
        seen.page.get_by_role("button", name="Mulai paparan").click()
        at(seen, 1)
    seen.page.context.set_offline(True)
    headlines = {slide.locator("h2").inner_text() for slide in through(seen)}
    assert len(headlines) == count_of(seen) >= 12
    for key in ("3", "Enter"):
        seen.page.keyboard.press(key)
    at(seen, 3)
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator(".gone")).to_be_visible(timeout=WAIT)  # instead of Streamlit's dialog over the whole page
    expect(seen.page.locator("[data-testid=stDialog]")).to_have_count(0)
    seen.page.get_by_role("button", name="Lanjutkan dari slide 3").click()
    at(seen, 3)
