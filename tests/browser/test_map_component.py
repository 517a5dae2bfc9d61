"""The map in a real browser on a real server: nine square kelurahan in two kecamatan, one of them with a hostile name."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright import sync_api as playwright

expect = playwright.expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '<img src=x onerror="document.title=1">'
LONG_SOURCE = "Batas wilayah administrasi kelurahan menurut berkas resmi kota tahun 2024, disederhanakan"
APP = '''
import streamlit as st
from ui.map import choropleth

codes = [f"99.99.0{1 + (i > 5)}.100{i + 1}" for i in range(9)]
year = st.radio("Tahun", [2023, 2024], horizontal=True)
classes = [
    {"id": "below", "label": "Di bawah norma", "count": 4, "fill": "#c8621b", "pattern": "hatch", "symbol": "triangle"},
    {"id": "above", "label": "Di atas norma", "count": 4, "fill": "#2c8c86", "pattern": "none", "symbol": "square"},
]
units = {code: [i % 2, f"{year - 2020 + i} anggota", ["Kurang 1 orang"]] for i, code in enumerate(codes[:8])}
if st.query_params.get("more"):
    units["99.99.09.1001"] = [0, "1 anggota", []]
choropleth({
    "city": "99.99", "geometry_url": st.query_params.get("geometry", "app/static/geometry/kota.json"), "title": "Anggota <b>aktif</b>",
    "subtitle": f"Data 31 Desember {year}" + (". LONG" if st.query_params.get("long") else ""), "level": "kelurahan", "classes": classes, "units": units,
    "selected": None, "focus": None, "labels": st.query_params.get("labels", "name"), "unit_word": "kelurahan", "file_note": "minimal_5"}, key="map",
    on_click=lambda code: st.session_state.update(hit=code))
hit = st.session_state.pop("hit", None)
st.text(f"Terpilih: {hit}")
st.text(f"Tahun {year}")
'''


def drawing() -> dict:
    """Nine squares in rows of three; the last row is the second kecamatan."""
    units, kecamatan = {}, {}
    for i in range(9):
        x, y, district = 50 + 300 * (i % 3), 50 + 200 * (i // 3), f"99.99.0{1 + (i > 5)}"
        name = HOSTILE if i == 1 else f"Nama {i + 1}"
        units[f"{district}.100{i + 1}"] = {"d": f"M{x} {y}h300v200h-300z", "x": x + 150, "y": y + 100, "r": 100,
                                           "name": name, "kecamatan_code": district}
    for code, top, tall in (("99.99.01", 50, 400), ("99.99.02", 450, 200)):
        kecamatan[code] = {"d": f"M50 {top}h900v{tall}h-900z", "x": 500, "y": top + tall / 2, "r": 100,
                           "name": f"Kec {code[-1]}", "box": [50, top, 950, top + tall]}
    return {"city_code": "99.99", "kind": "boundaries", "width": 1000, "height": 700, "km_per_unit": 0.01, "source": "Contoh",
            "note": "", "units": units, "kecamatan": kecamatan, "outline": "M50 50h900v600h-900z"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Streamlit server of its own with the component and the invented city."""
    home = tmp_path_factory.mktemp("map")
    (home / "app.py").write_text(APP.replace("LONG", LONG_SOURCE), encoding="utf-8")
    shutil.copytree(ROOT / "static" / "map", home / "static" / "map")
    (home / "static" / "geometry").mkdir()
    (home / "static" / "geometry" / "kota.json").write_text(json.dumps(drawing()), encoding="utf-8")
    long = {**drawing(), "kind": "schematic", "note": "Peta skematik, bukan batas resmi", "source": LONG_SOURCE}
    (home / "static" / "geometry" / "panjang.json").write_text(json.dumps(long), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true",
               "server.enableStaticServing": "true", "server.fileWatcherType": "none", "browser.gatherUsageStats": "false"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *(f"--{name}={value}" for name, value in options.items())]
    server = subprocess.Popen(command, cwd=home, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if "URL:" in line:
                break
        else:
            pytest.fail("".join(said))
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


class Visit:
    """A page with everything that it asked for and complained about."""

    def __init__(self, page: "playwright.Page", address: str):
        self.page, self.address = page, address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.received = 0
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("websocket", lambda socket: socket.on("framereceived", self.count))

    def count(self, frame: str | bytes) -> None:
        self.received += len(frame)

    def open(self, query: str = "") -> "Visit":
        self.page.goto(f"{self.address}/?{query}")
        expect(self.page.locator(".peta")).not_to_have_class("peta loading", timeout=30_000)  # a busy machine starts slowly
        return self

    def unit(self, number: int) -> "playwright.Locator":
        return self.page.locator(f"[data-code$='.100{number}']")

    def chosen(self, code: str) -> None:
        expect(self.page.get_by_text(f"Terpilih: {code}")).to_be_visible()


@pytest.fixture
def visit(address: str, chromium: "playwright.Browser") -> Iterator[Visit]:
    """A laptop; afterwards nothing may have failed or left this machine."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    visited = Visit(context.new_page(), address)
    yield visited
    assert [url for url in visited.requests if not url.startswith((address, "blob:", "data:"))] == []
    assert visited.complaints == []
    context.close()


def test_every_unit_is_drawn_once_and_named_for_a_screen_reader(visit: Visit) -> None:
    visit.open()
    expect(visit.page.locator(".unit")).to_have_count(9)
    expect(visit.unit(1)).to_have_attribute("aria-label", "Nama 1, Kecamatan Kec 1: 3 anggota, Di bawah norma")


def test_a_unit_without_data_says_so_and_is_not_zero(visit: Visit) -> None:
    visit.open()
    expect(visit.unit(9)).to_have_attribute("aria-label", "Nama 9, Kecamatan Kec 2: Tidak ada data")
    expect(visit.unit(9)).to_have_attribute("fill", "none")


def test_a_unit_that_the_geometry_lacks_is_named_below_the_map(visit: Visit) -> None:
    visit.open("more=1")
    expect(visit.page.locator(".missing")).to_have_text("Belum ada di gambar peta: 99.99.09.1001.")


def test_a_click_returns_the_code_of_the_unit_once(visit: Visit) -> None:
    visit.open()
    visit.unit(5).click()
    visit.chosen("99.99.01.1005")
    visit.page.get_by_text("2024", exact=True).click()
    visit.chosen("None")


def test_arrows_walk_to_the_neighbour_and_enter_chooses_it(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".picture").focus()
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("[aria-live]", has_text="Nama 6, Kecamatan Kec 1: 8 anggota. Di atas norma.")).to_be_attached()
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("Enter")
    visit.chosen("99.99.01.1001")


WATCH = """node => {
  window.touched = [];
  const seen = (records) => records.forEach(({ type, attributeName, addedNodes }) => {
    const what = type === "attributes" ? attributeName : addedNodes[0]?.tagName;
    if (what && !touched.includes(what)) touched.push(what);
  });
  const picture = node.closest(".picture");
  for (const layer of [".units", ".marks", "defs"]) new MutationObserver(seen).observe(picture.querySelector(layer), { attributes: true, childList: true, subtree: true });
}"""


def test_new_values_go_into_the_same_paths_without_fetching_again(visit: Visit) -> None:
    visit.open()
    visit.unit(3).evaluate("node => { node.remembered = true; }")
    visit.unit(4).click()
    visit.chosen("99.99.01.1004")
    visit.unit(3).evaluate(WATCH)
    visit.page.get_by_text("2024", exact=True).click()
    expect(visit.unit(3)).to_have_attribute("aria-label", "Nama 3, Kecamatan Kec 1: 6 anggota, Di bawah norma")
    assert visit.unit(3).evaluate("node => node.remembered")
    assert visit.page.evaluate("touched") == ["aria-label"], "the year changed only what is said: same classes, same fills, no path or symbol anew"
    expect(visit.page.locator(".peta .subtitle")).to_have_text("Data 31 Desember 2024")
    assert visit.page.locator(".chosen").get_attribute("d") == visit.unit(4).get_attribute("d")
    assert visit.page.locator(".front + .marks ~ .names + .names").text_content() == "Nama 4", "the outline covers no symbol, and the chosen name lies above all"
    assert visit.page.locator(".label.own").count() == 1, "a chosen name looks like no other"
    assert visit.page.locator(".kept").get_attribute("fill") == visit.unit(4).get_attribute("fill"), "the lines around it take nothing of its colour"
    assert len([url for url in visit.requests if "geometry" in url]) == 1


def test_an_interaction_sends_values_and_no_script(visit: Visit) -> None:
    visit.open()
    before = visit.received
    visit.unit(4).click()
    visit.chosen("99.99.01.1004")
    assert visit.received - before < 10_000


def test_hostile_names_appear_as_text(visit: Visit) -> None:
    visit.open()
    visit.unit(2).hover()
    expect(visit.page.locator(".tip .place")).to_have_text(HOSTILE)
    expect(visit.page.locator(".peta .title")).to_have_text("Anggota <b>aktif</b>")
    assert visit.page.locator(".peta img, .peta b").count() == 0


def test_a_legend_row_sets_its_class_apart_until_it_is_pressed_again(visit: Visit) -> None:
    visit.open()
    row = visit.page.get_by_role("button", name="Di bawah norma: 4 kelurahan")
    place = row.bounding_box()
    row.click()
    visit.page.mouse.move(2, 2)
    expect(visit.page.locator(".unit.away")).to_have_count(5)
    assert row.bounding_box() == place, "the rows stay under the pointer"
    visit.page.get_by_role("button", name="Di atas norma: 4 kelurahan").hover()
    expect(visit.unit(1)).not_to_have_class("unit away")
    row.click()
    visit.page.mouse.move(2, 2)
    expect(visit.page.locator(".unit.away")).to_have_count(0)


def test_a_double_click_shows_the_kecamatan_and_escape_the_city(visit: Visit) -> None:
    visit.open()
    visit.unit(8).dblclick()
    expect(visit.page.locator(".unit.away")).to_have_count(6)
    expect(visit.page.locator(".peta .title")).to_contain_text(", Kecamatan ")
    assert sum(int(text) for text in visit.page.locator(".classes .count").all_inner_texts()) == 2, "the legend counts what is shown"
    expect(visit.page.get_by_role("button", name="Tampilkan seluruh kota")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".unit.away")).to_have_count(0)
    expect(visit.page.get_by_role("button", name="Tampilkan seluruh kota")).to_be_hidden()


def test_a_kecamatan_set_apart_names_its_own_places_before_its_neighbours(visit: Visit) -> None:
    visit.open("labels=kecamatan").unit(8).dblclick()
    expect(visit.page.locator(".label.neighbour")).to_have_text(["Kec 1"])
    assert sorted(visit.page.locator(".label:is(.place, .own)").all_text_contents()) == ["Nama 7", "Nama 8", "Nama 9"]
    own = visit.page.locator(".borders path").nth(1).bounding_box()
    name = visit.page.locator(".label.neighbour").bounding_box()
    assert name["y"] + name["height"] <= own["y"] + 1, "a neighbour's name stays off the places that were asked for"


def test_search_finds_a_kelurahan_by_part_of_its_name(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("combobox", name="Cari kelurahan").fill("nama 7")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".tip .place")).to_have_text("Nama 7")
    place, tip = visit.unit(7).bounding_box(), visit.page.locator(".tip").bounding_box()
    assert tip["x"] >= place["x"] + place["width"] or tip["x"] + tip["width"] <= place["x"], "the card lies beside the place"
    assert visit.page.locator(".casing:has(+ .ring)").get_attribute("d"), "the outline is seen on every colour"


def test_the_plain_wheel_leaves_the_map_alone_and_with_ctrl_it_zooms(visit: Visit) -> None:
    visit.open()
    world = visit.page.locator(".world")
    whole = world.get_attribute("transform")
    visit.unit(5).hover()
    visit.page.mouse.wheel(0, -200)
    assert world.get_attribute("transform") == whole
    visit.page.keyboard.down("Control")
    visit.page.mouse.wheel(0, -200)
    visit.page.keyboard.up("Control")
    expect(world).not_to_have_attribute("transform", whole)


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_picture_can_be_kept_with_title_and_legend(visit: Visit, kind: str, tmp_path: Path) -> None:
    visit.open().unit(4).click()
    visit.page.get_by_role("button", name="Di bawah norma: 4 kelurahan").click()
    visit.page.mouse.move(2, 2)
    city, frame = (visit.page.locator(f".peta .{part}").bounding_box()["width"] for part in ("outline", "picture"))
    visit.page.locator("summary").click()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=f"{kind} (").click()
    assert download.value.suggested_filename == f"peta-99.99-anggota-b-aktif-b-minimal-5.{kind.lower()}", "two norms are two files"
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    if kind == "PNG":
        assert kept.read_bytes().startswith(b"\x89PNG")
        return
    root = ElementTree.parse(kept).getroot()
    margins = 2 * 20
    assert city < frame - 40 and float(root.get("width")) <= max(420, city + 12) + margins, "as wide as the city, without empty sides"
    words = " ".join(root.itertext())
    assert "Anggota <b>aktif</b>" in words and "Di bawah norma: 4" in words and "Sumber peta: Contoh" in words
    assert "Angka pada keterangan: jumlah kelurahan" in words
    rows = {"".join(group.itertext()): group.get("opacity") for group in root.iter("{http://www.w3.org/2000/svg}g") if group.get("opacity")}
    assert rows["Di bawah norma: 4"] == "1" and rows["Di atas norma: 4"] == "0.5", "what is set apart on the screen is so in the picture"
    assert not re.search('http(?!://www.w3.org/2000/svg)| style="', kept.read_text(encoding="utf-8")), "complete in itself; a style would undo the widths of lines"


SQUARE = """async () => {
  const { compose } = await import(new URL("app/static/map/save.js", document.baseURI).href);
  const inside = (root) => root.querySelector(".picture") ?? [...root.querySelectorAll("*")].map((node) => node.shadowRoot && inside(node.shadowRoot)).find(Boolean);
  const classes = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ id: `${row}${column}`, label: "Sel", count: 10 * row + column, fill: "#b5470f", cell: [row, column] })));
  const names = (word) => ["rendah", "sedang", "tinggi"].map((name, at) => [name, `${word} ${at}`]);
  const square = { rows: { title: "Kebutuhan", names: names("baris") }, columns: { title: "Anggota", names: names("kolom") } };
  const spec = { title: "Judul", subtitle: "", unit_word: "kelurahan", classes, square };
  return compose({ picture: inside(document), refoot: () => 100, spec, apart: null, colours: { text: "#000", paper: "#fff" } }).textContent;
}"""


def test_the_picture_of_two_measures_keeps_the_ranges_of_its_square(visit: Visit) -> None:
    visit.open()
    said = visit.page.evaluate(SQUARE)
    assert all(words in said for words in ("Kebutuhan ↑", "Anggota →", "baris 0", "baris 2", "kolom 1", "22")) and "Sel: " not in said


def test_a_phone_shows_the_whole_map_and_takes_a_tap(address: str, chromium: "playwright.Browser") -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = Visit(context.new_page(), address).open()
    box, legend = phone.page.locator(".picture").bounding_box(), phone.page.locator(".legend").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and legend["y"] > box["y"] + box["height"] - 1
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in phone.page.locator(".zoom button:visible, .tools .tool:visible").all():
        assert min(button.bounding_box()["width"], button.bounding_box()["height"]) >= 44
    phone.unit(5).tap()
    phone.chosen("99.99.01.1005")
    tip = phone.page.locator(".tip").bounding_box()
    assert tip["x"] >= 0 and tip["x"] + tip["width"] <= 390 and tip["y"] + tip["height"] <= 844
    phone.page.set_viewport_size({"width": 390, "height": int(box["y"] + box["height"])})
    phone.unit(8).tap()
    expect(phone.page.locator(".tip .place")).to_have_text("Nama 8")
    tip, place = phone.page.locator(".tip").bounding_box(), phone.unit(8).bounding_box()
    assert tip["y"] + tip["height"] <= place["y"] or place["y"] + place["height"] <= tip["y"], "the card leaves the place free"
    assert phone.complaints == []
    context.close()


def test_one_finger_leaves_the_map_to_the_page_and_two_fingers_zoom(address: str, chromium: "playwright.Browser") -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = Visit(context.new_page(), address).open()
    world, touch = phone.page.locator(".world"), context.new_cdp_session(phone.page)
    box = phone.page.locator(".picture").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def move(kind: str, *gaps: int) -> None:
        fingers = [{"x": x + gap, "y": y, "id": i} for i, gap in enumerate(gaps)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    whole = world.get_attribute("transform")
    for kind, gaps in (("touchStart", [0]), ("touchMove", [30]), ("touchEnd", [])):
        move(kind, *gaps)
    assert world.get_attribute("transform") == whole
    for kind, gaps in (("touchStart", [-20, 20]), ("touchMove", [-60, 60]), ("touchEnd", [])):
        move(kind, *gaps)
    expect(phone.page.get_by_role("button", name="Tampilkan seluruh kota")).to_be_visible()
    assert world.get_attribute("transform") != whole
    context.close()


def test_a_missing_geometry_is_told_in_words(address: str, chromium: "playwright.Browser") -> None:
    context = chromium.new_context()
    page = Visit(context.new_page(), address).open("geometry=app/static/geometry/lain.json").page
    expect(page.get_by_role("alert")).to_contain_text("Gambar peta tidak dapat dimuat.")
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    expect(page.get_by_role("button", name="Di atas norma: 4 kelurahan")).to_be_visible()
    context.close()


def test_on_a_phone_no_button_covers_an_area_and_the_source_is_whole(address: str, chromium: "playwright.Browser") -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True)
    phone = Visit(context.new_page(), address).open("geometry=app/static/geometry/panjang.json")
    picture, zoom = phone.page.locator(".picture").bounding_box(), phone.page.locator(".zoom").bounding_box()
    assert zoom["y"] >= picture["y"] + picture["height"] - 1
    foot = phone.page.locator(".foot text[x='2']").all_text_contents()
    assert len(foot) > 1 and " ".join(" ".join(foot).split()) == f"Peta skematik, bukan batas resmi. Sumber peta: {LONG_SOURCE}"
    for line in phone.page.locator(".foot text").all():
        box = line.bounding_box()
        assert box["x"] >= picture["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"]
        assert box["y"] + box["height"] <= picture["y"] + picture["height"] + 1
    context.close()


def test_title_and_source_line_of_a_kept_picture_stand_whole_within_it(address: str, chromium: "playwright.Browser", tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = Visit(context.new_page(), address).open("long=1&geometry=app/static/geometry/panjang.json").page
    page.locator("summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG (").click()
    kept = tmp_path / "peta.svg"
    download.value.save_as(kept)
    page.goto(kept.as_uri())
    lines = page.locator("svg > text")
    assert " ".join(lines.all_text_contents()) == f"Anggota <b>aktif</b> Data 31 Desember 2023. {LONG_SOURCE}" and lines.count() > 2
    width = page.evaluate("document.documentElement.width.baseVal.value")
    assert all(box["x"] + box["width"] <= width for box in (line.bounding_box() for line in lines.all()))
    inner = page.locator("svg > svg").bounding_box()
    assert all(box["x"] + box["width"] <= inner["x"] + inner["width"] for box in (line.bounding_box() for line in page.locator("svg > svg text").all()))
    tops = [line.bounding_box()["y"] for line in lines.all()]
    assert tops == sorted(set(tops)) and tops[-1] < page.locator("svg > svg").bounding_box()["y"]
    context.close()
