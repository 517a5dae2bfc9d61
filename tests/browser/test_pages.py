"""Every page in a real browser: it opens by its link alone, fits the screen, keeps its view in the URL, asks nobody outside."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from charts.colours import ABOVE
from data.reference import cities
from tests.browser.conftest import CITIES, Visit, Visitors, playwright, serving

expect = playwright.expect
pytestmark = pytest.mark.browser

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
UNITS = {"32.73": 151, "13.77": 71, "13.72": 13}
UNIT = ".peta path.unit"


def path_of(name: str, city_code: str = "32.73", **more: str) -> str:
    """The address of a page for a city; the first page has no name of its own."""
    city_names = {city.city_code: city.city_name for city in cities()}
    return f"/{'' if name == 'ringkasan' else name}?{urlencode({'kota': city_names[city_code], **more})}"


def choose(visit: Visit, box: str, option: str) -> None:
    """Pick an option of a select box by its name; boxes are found by the name they have for a screen reader."""
    visit.page.get_by_role("combobox", name=re.compile(box)).click()
    visit.page.get_by_role("option", name=option, exact=True).click()
    visit.settled()


def other_month(visit: Visit) -> str:
    """A month half a year before the newest, as the list of months writes it (it draws only the rows in sight)."""
    visit.page.get_by_role("combobox", name=re.compile("Bulan")).click()
    return visit.page.get_by_role("option").nth(6).inner_text()


def overflow(visit: Visit) -> int:
    """Pixels by which the page is wider than the screen."""
    wide = "Math.max(document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth)"
    return visit.page.evaluate(f"{wide} - window.innerWidth")


# The city with most kelurahan on a laptop, the one that says desa/kelurahan, whose words are longest, on a phone; tests/pages opens every
# page for every city without a browser.
SCREENS = [("32.73", 1366), ("13.77", 390)]


@pytest.mark.parametrize(("city_code", "width"), SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_its_link_and_fits_the_screen(visit: Visitors, name: str, city_code: str, width: int) -> None:
    seen = visit(path_of(name, city_code), width)
    assert len(seen.headline()) > 10
    expect(seen.page.locator(".pk-footer")).to_contain_text("Edisi")
    expect(seen.page.locator("[data-testid=stException]")).to_have_count(0)
    assert overflow(seen) <= 0
    tables = seen.page.locator(".pk-scroll")
    assert tables.evaluate_all("boxes => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.innerText.slice(0, 60))") == []
    seen.check()


BOXES = "nodes => nodes.map((node) => node.getBoundingClientRect()).map(({ left, top, right, bottom }) => [left, top, right, bottom])"


@pytest.mark.parametrize("city_code", CITIES)
def test_the_map_draws_every_kelurahan_and_names_every_kecamatan_of_the_largest_city(visit: Visitors, city_code: str) -> None:
    seen = visit(path_of("cakupan", city_code))
    expect(seen.page.locator(UNIT)).to_have_count(UNITS[city_code])
    if city_code == "32.73":
        expect(seen.page.locator(".peta .label.district")).to_have_count(30)
        names = seen.page.locator(".peta .label").evaluate_all(BOXES)
        assert [] == [1 for one, other in combinations(names, 2) if one[0] < other[2] - 6 and one[2] > other[0] + 6 and one[1] < other[3] - 6 and one[3] > other[1] + 6]
    assert str(UNITS[city_code]) in seen.headline()
    seen.check()


def test_another_city_changes_headline_and_address_and_the_address_opens_it_again(visit: Visitors) -> None:
    seen = visit("/")
    before = seen.headline()
    choose(seen, "Kota", "Kota Pariaman")
    expect(seen.page.locator(".pk-headline")).not_to_have_text(before)
    expect(seen.page).to_have_url(re.compile("kota=Kota(%20|\\+)Pariaman"))
    assert "71" in seen.headline()
    again = visit(seen.page.url.removeprefix(seen.address))
    assert again.headline() == seen.headline()
    seen.check()
    again.check()


def test_another_month_changes_the_answer_and_the_address_opens_it_again(visit: Visitors) -> None:
    seen = visit(path_of("cakupan"))
    before = seen.headline()
    label = other_month(seen)
    seen.page.get_by_role("option", name=label, exact=True).click()
    expect(seen.page.locator(".pk-headline")).not_to_have_text(before)
    seen.settled()
    assert parse_qs(urlsplit(seen.page.url).query)["bulan"] == [label]
    again = visit(seen.page.url.removeprefix(seen.address))
    assert again.headline() == seen.headline()
    seen.check()


def test_the_map_of_the_first_page_names_places_beside_its_symbols_and_a_click_opens_the_profile(visit: Visitors) -> None:
    seen = visit(path_of("ringkasan"))
    expect(seen.page.locator(UNIT)).to_have_count(UNITS["32.73"])
    expect(seen.page.locator(".peta .label.district")).to_have_count(30)
    city, picture = (seen.page.locator(f".peta .{part}").bounding_box()["width"] for part in ("outline", "picture"))
    assert city > 0.9 * picture, "the map is as wide as its frame"
    names, marks = (seen.page.locator(f".peta {what}").evaluate_all(BOXES) for what in (".label", ".spot .mark"))
    edge = 2  # of the glow around a letter
    covered = [mark for mark in marks for name in names if mark[0] < name[2] - edge and mark[2] > name[0] + edge and mark[1] < name[3] - edge and mark[3] > name[1] + edge]
    assert len(names) > 9 and len(marks) > 75 and not covered
    hatched = seen.page.locator(f"{UNIT}[fill^=url]").count()
    assert hatched == seen.page.locator(f"{UNIT}:not([fill='{ABOVE.fill}'])").count() > 30, "all but those above the norm, whatever their size"
    unit = seen.page.locator(UNIT).nth(4)
    name = unit.get_attribute("aria-label").split(",")[0]
    unit.click()
    expect(seen.page).to_have_url(re.compile("/profil\\?.*kelurahan="))
    expect(seen.page.locator(".pk-headline")).to_contain_text(name)
    seen.settled()
    seen.check()


def test_a_click_on_the_coverage_map_shows_the_short_profile_and_survives_another_month(visit: Visitors) -> None:
    seen = visit(path_of("cakupan", "13.72"))
    unit = seen.page.locator(UNIT).nth(4)
    name = unit.get_attribute("aria-label").split(",")[0]
    unit.click()
    profile = seen.page.locator(".pk-section h2", has_text=re.compile(f"^{re.escape(name)}, "))
    expect(profile).to_be_visible()
    label = other_month(seen)
    seen.page.get_by_role("option", name=label, exact=True).click()
    expect(seen.page).to_have_url(re.compile("bulan="))
    seen.settled()
    expect(profile).to_be_visible()
    assert parse_qs(urlsplit(seen.page.url).query)["kelurahan"][0].startswith(name)
    seen.check()


def test_the_menu_leads_to_another_page_that_keeps_the_city(visit: Visitors) -> None:
    seen = visit(path_of("ringkasan", "13.72"))
    before = seen.headline()
    seen.page.get_by_role("button", name="Di mana kita kurang?").click()
    seen.page.get_by_role("menuitem", name=re.compile("Cakupan")).click()
    expect(seen.page).to_have_url(re.compile("/cakupan"))
    expect(seen.page.locator(".pk-headline")).not_to_have_text(before)
    seen.settled()
    assert "13" in seen.headline()
    seen.check()


def test_the_chosen_kelurahan_goes_along_through_the_menu_until_it_is_taken_away(visit: Visitors) -> None:
    seen = visit(path_of("cakupan", "13.72") + "&" + urlencode({"kelurahan": "Tanah Garam (Lubuk Sikarah)"}))

    def go_to(title: str, address: str) -> None:
        seen.page.get_by_role("button", name="Di mana kita kurang?").click()
        seen.page.get_by_role("menuitem", name=re.compile(title)).click()
        expect(seen.page).to_have_url(re.compile(address))
        seen.settled()

    for title, address in (("Kepadatan", "/kepadatan"), ("Profil", "/profil"), ("Cakupan", "/cakupan")):
        go_to(title, address)
        expect(seen.page).to_have_url(re.compile("kelurahan=Tanah"))
    seen.page.locator(".st-key-kelurahan").get_by_label("Clear value").click()
    expect(seen.page).not_to_have_url(re.compile("kelurahan=Tanah"))
    go_to("Kepadatan", "/kepadatan")
    expect(seen.page).not_to_have_url(re.compile("kelurahan=Tanah"))
    seen.check()


def test_the_first_files_come_in_where_there_is_no_edition_yet(visit: Visitors, empty: str) -> None:
    seen = visit("/impor", address=empty)
    expect(seen.page.locator("input[type=file]")).to_have_count(1)
    seen.check()


@pytest.mark.parametrize("name", ["ringkasan", "impor", "paparan"])
def test_a_page_without_any_edition_says_what_to_do(visit: Visitors, empty: str, name: str) -> None:
    seen = visit(f"/{'' if name == 'ringkasan' else name}", address=empty)
    expect(seen.page.locator(".st-key-pk-empty")).to_contain_text("python -m ingest build")
    seen.check()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, geometry: None) -> Iterator[str]:
    """A server on a warehouse that holds nothing."""
    with serving(tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.mark.parametrize("name", ["ringkasan", "cakupan"])
def test_a_dark_screen_gets_dark_pages_with_light_letters(visit: Visitors, name: str) -> None:
    seen = visit(path_of(name), dark=True)
    light = "element => getComputedStyle(element).{} .match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b)"
    assert seen.page.locator("[data-testid=stApp]").evaluate(light.format("backgroundColor")) < 200
    assert seen.page.locator(".pk-headline").evaluate(light.format("color")) > 500
    seen.check()


def test_the_server_packs_its_files_and_lets_the_browser_keep_them(visit: Visitors) -> None:
    seen = visit("/")
    request = seen.page.context.request
    script = seen.page.locator("script[type=module][src]").first.get_attribute("src").removeprefix(".")
    answer = request.get(seen.address + script)
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert request.get(seen.address + script, headers={"If-None-Match": answer.headers["etag"]}).status == 304
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert request.get(seen.address + script, headers={"Accept-Encoding": "identity"}).body() == answer.body()
