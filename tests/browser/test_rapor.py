"""The scorecard in a real browser: a tap opens the reason, a title sorts, a phone shows every measure, and it prints on one page."""

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.browser.conftest import Visitors, playwright
from tests.browser.test_pages import path_of

expect = playwright.expect
pytestmark = pytest.mark.browser


def test_a_tap_opens_the_reason_and_a_title_sorts(visit: Visitors) -> None:
    seen = visit(path_of("rapor", "13.77"), 1366)
    seen.page.get_by_role("button", name=re.compile("^Pariaman Utara, Anggota terlatih")).click()
    expect(seen.page.locator(".pk-section h2").first).to_have_text("Pariaman Utara: Anggota terlatih")
    expect(seen.page.locator("button[aria-pressed=true]")).to_have_count(1)
    assert "kecamatan=Pariaman" in seen.page.url and "nilai=Anggota" in seen.page.url
    seen.page.get_by_role("button", name="Ditangani 30 hari", exact=True).click()
    shown = [float(re.search(r"[\d,]+(?=%)", text)[0].replace(",", ".")) for text in seen.page.locator("tbody tr td:nth-child(6)").all_inner_texts()]
    assert len(shown) == 4 and shown == sorted(shown)
    seen.check()


def test_a_phone_shows_every_kecamatan_with_all_eight_measures_and_a_tap_opens_the_reason(visit: Visitors) -> None:
    seen = visit(path_of("rapor"), 390)
    assert seen.page.locator(".rapor .frame").evaluate("box => box.scrollWidth <= box.clientWidth")
    for cell in (0, 7, 30 * 8 - 1):
        box = seen.page.locator(".rapor tbody td button").nth(cell).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["width"] >= 24 and box["height"] >= 30
    assert re.fullmatch(r"[▲◐●]\s*[\d.]+", seen.page.locator(".rapor tbody td").first.inner_text())
    seen.page.get_by_role("button", name=re.compile("^Andir, Rekap PPKS baru")).click()
    expect(seen.page.locator(".pk-section h2").first).to_have_text("Andir: Rekap PPKS baru")
    seen.check()


def test_the_table_of_thirty_kecamatan_prints_on_one_page(visit: Visitors, tmp_path: Path) -> None:
    seen = visit(path_of("rapor"), 1366)
    seen.page.locator(".rapor tbody th").nth(29).wait_for()
    seen.page.pdf(path=tmp_path / "rapor.pdf", format="A4", landscape=True, print_background=True)
    text = pypdfium2.PdfDocument(tmp_path / "rapor.pdf")[0].get_textpage().get_text_range()
    names = seen.page.locator(".rapor tbody th").all_inner_texts()
    printed = re.sub(r"\W", "", text)
    assert len(names) == 30
    assert [name for name in names if re.sub(r"\d+▲$|\W", "", name) not in printed] == []
