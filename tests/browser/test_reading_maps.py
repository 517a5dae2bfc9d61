"""The square legend, the months and the norms of a map, in a real browser on the sample edition."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright import sync_api as playwright

from tests.browser.conftest import Visit, Visitors

expect = playwright.expect
pytestmark = pytest.mark.browser


def path(view: str, **query: str) -> str:
    return f"/kepadatan?{urlencode({'kota': 'Kota Bandung', 'ukuran': 'PPKS per km²', 'baca': view, **query})}"


def series(found: Visit) -> "playwright.Locator":
    """The map with the slider, drawn."""
    expect(found.page.locator(".peta:not(.loading)")).to_have_count(2)
    return found.page.locator(".peta", has=found.page.locator(".slider:not([hidden])"))


def fills(map_of: "playwright.Locator") -> list[str]:
    return map_of.locator(".unit").evaluate_all("units => units.map((unit) => unit.getAttribute('fill'))")


def counted(map_of: "playwright.Locator") -> int:
    return sum(int(text.replace(".", "")) for text in map_of.locator(".classes .count").all_inner_texts())


def test_the_slider_answers_without_the_server(visit: Visitors) -> None:
    found = visit(path("Waktu"))
    sent: list[str] = []
    found.page.on("request", lambda request: sent.append(request.url))
    runs = found.page.locator("[data-testid=stApp]").get_attribute("data-test-script-state")
    shown = series(found)
    expect(shown.locator(".month")).to_have_text("Des 2025")
    last, legend = fills(shown), shown.locator(".classes .name").all_inner_texts()
    shown.get_by_label("Bulan yang ditampilkan").press("ArrowLeft")
    expect(shown.locator(".month")).to_have_text("Des 2024")
    expect(shown.locator(".title")).to_contain_text("Des 2024")
    assert fills(shown) != last and counted(shown) == 151
    assert shown.locator(".classes .name").all_inner_texts() == legend, "one legend for all months"
    assert sent == [] and found.page.locator("[data-testid=stApp]").get_attribute("data-test-script-state") == runs
    shown.get_by_label("Tampilkan Des 2022 di peta").click()
    expect(shown.locator(".month")).to_have_text("Des 2022")
    expect(shown.get_by_label("Bulan rekap sebelumnya")).to_be_disabled()
    found.check()


def test_the_small_maps_have_the_fills_of_the_large_one(visit: Visitors) -> None:
    found = visit(path("Waktu"), 390)
    shown = series(found)
    small = shown.locator(".small-map", has_text="Des 2025").locator("path:not(.edge):not(defs path)")
    plain = [fill for fill in small.evaluate_all("paths => paths.map((path) => path.getAttribute('fill'))")]
    assert len(plain) == 151
    assert [fill for fill in plain if fill.startswith("#")] == [fill for fill in fills(shown) if fill.startswith("#")]
    found.check()


def test_a_chosen_kelurahan_and_month_survive_a_run(visit: Visitors) -> None:
    found = visit(path("Waktu"))
    shown = series(found)
    shown.get_by_label("Tampilkan Des 2023 di peta").click()
    shown.locator(".picture").press("ArrowRight")
    shown.locator(".picture").press("Enter")
    expect(found.page.get_by_text("Buka profil lengkap").first).to_be_visible()
    expect(series(found).locator(".month")).to_have_text("Des 2023")
    found.check()


@pytest.mark.parametrize("width", [1366, 390])
def test_a_small_norm_comes_up_and_says_of_each_kelurahan_what_the_table_says(visit: Visitors, width: int) -> None:
    found = visit("/cakupan?" + urlencode({"kota": "Kota Bandung", "lihat": "Norma berdampingan"}), width)
    shown = found.page.locator(".peta:not(.loading)")
    expect(shown.locator(".small-map")).to_have_count(5)
    expect(shown.locator(".slider")).to_be_hidden()
    for button in shown.locator(".small-map").all():
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        name, met = button.locator(".name").inner_text(), button.locator(".note").inner_text()
        expect(shown.locator(".title")).to_contain_text(name)
        assert counted(shown) == int(met.split()[2]) if "kecamatan" in met else 151
        if "kelurahan" in met:
            counts = [int(text) for text in shown.locator(".classes .count").all_inner_texts()]
            assert counts[3] + counts[4] == int(met.split()[0]), f"{name}: at the norm and above it"
        is_kept = "PPKS" not in name
        expect(shown.locator(".download")).to_be_visible(visible=is_kept)
    shown.locator(".small-map").first.click()
    shown.locator(".picture").press("ArrowRight")
    said = shown.locator(".tip .value").inner_text(), shown.locator(".tip .line").first.inner_text()
    shown.locator(".picture").press("Enter")
    told = found.page.locator(".pk-table", has_text="Terhadap norma").locator("tbody tr").first.locator("td")
    expect(told.nth(1)).to_have_text(said[0])
    expect(told.nth(2)).to_have_text(said[1])
    found.check()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_square_counts_every_kelurahan_and_sets_a_cell_apart(visit: Visitors, width: int) -> None:
    found = visit(path("Kebutuhan dan relawan"), width)
    cells = found.page.locator(".square .cell")
    expect(cells).to_have_count(9)
    assert sum(int(text) for text in cells.all_inner_texts()) + counted(found.page.locator(".peta")) == 151
    legend, body = found.page.locator(".square").bounding_box(), found.page.locator(".peta").bounding_box()
    assert legend["x"] + legend["width"] <= body["x"] + body["width"] + 1, "the square stays within the map"
    corner = found.page.get_by_label("Kebutuhan tinggi, relawan sedikit: ")
    corner.click()
    many = int(corner.inner_text())
    expect(found.page.locator(".unit:not(.away)")).to_have_count(many)
    assert f"{many} dari 149 kelurahan" in found.headline()
    found.page.get_by_text("Tampilkan semua kelas").click()
    expect(found.page.locator(".unit.away")).to_have_count(0)
    found.check()


def test_a_class_that_was_set_apart_is_forgotten_when_it_is_another_class(visit: Visitors) -> None:
    found = visit(path("Satu ukuran"))
    rows = found.page.locator(".peta .classes .row")
    rows.nth(3).click()
    expect(rows.nth(3)).to_have_attribute("aria-pressed", "true")
    assert found.page.locator(".peta .head span").all_inner_texts() == ["per km²", "Jumlah kelurahan"]
    found.page.get_by_text("Petak sama besar").click()
    expect(rows.nth(3)).to_have_attribute("aria-pressed", "true")  # the same classes on other shapes
    found.page.get_by_role("combobox", name="Kelas").click()
    found.page.get_by_role("option", name="Sama lebar").click()
    expect(found.page.locator(".peta .row[aria-pressed=true]")).to_have_count(0)
    expect(found.page.locator(".unit.away")).to_have_count(0)
    found.check()


@pytest.mark.parametrize("width", [1366, 390])
def test_no_word_of_a_kept_picture_is_cut(visit: Visitors, width: int) -> None:
    found = visit(path("Satu ukuran", ukuran="DTKS per 1.000 penduduk", kota="Kota Pariaman", publik="true"), width)
    found.page.locator(".peta summary").click()
    with found.page.expect_download() as download:
        found.page.get_by_role("button", name="SVG (").click()
    found.page.set_content(Path(download.value.path()).read_text(encoding="utf-8"))
    ends = found.page.locator("svg").first.evaluate("svg => [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect().right - svg.getBoundingClientRect().right)")
    assert max(ends) <= 1


PAINTED = """() => {
  const make = URL.createObjectURL;
  window.painted = [];
  URL.createObjectURL = (blob) => {
    if (blob.type.startsWith("image/svg")) window.painted.push(blob.text());
    return make.call(URL, blob);
  };
}"""


def test_a_painted_picture_carries_the_letters_of_the_page(visit: Visitors) -> None:
    found = visit(path("Satu ukuran", publik="true"))
    found.page.evaluate(PAINTED)
    for kind in ("PNG", "SVG"):
        found.page.locator(".peta summary").click()
        with found.page.expect_download():
            found.page.get_by_role("button", name=f"{kind} (").click()
    painted, drawn = found.page.evaluate("() => Promise.all(window.painted)")
    assert painted.count("@font-face") == painted.count('src: url("data:font/woff2;base64,') > 0 and '"Source Sans"' in painted.replace("&quot;", '"')
    assert drawn.startswith("<svg") and "@font-face" not in drawn, "a file that others edit keeps to letters that every machine has"
    found.check()


def test_a_picture_is_kept_when_the_letters_do_not_come(visit: Visitors) -> None:
    found = visit(path("Satu ukuran", publik="true"))
    found.page.route("**/*.woff2", lambda route: route.abort())
    found.page.locator(".peta summary").click()
    with found.page.expect_download() as download:
        found.page.get_by_role("button", name="PNG (").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
