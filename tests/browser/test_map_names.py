"""Where the names of kecamatan stand on the map, measured on the drawn borders in a real browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright import sync_api as playwright

from tests.browser.conftest import ROOT, Visitors, serving

expect = playwright.expect
pytestmark = pytest.mark.browser
# For each written kecamatan: its code, how many of 40 points of its name lie on itself, on the most covered other kecamatan and on any other, and whether a line to it meets its letters.
STANDING = """map => {
  const borders = [...map.querySelectorAll(".borders path")];
  const codes = borders.map((path) => path.dataset.code);
  const toDrawing = borders[0].getScreenCTM().inverse();
  const ends = [...map.querySelectorAll(".leads:not(.own) .lead:not(.under):not(.end)")].map((line) => line.getAttribute("d").match(/[\\d.-]+/g).map(Number).slice(2));
  const frame = map.querySelector(".picture").getBoundingClientRect();
  return [...map.querySelectorAll(".names text")].filter((text) => text.dataset.key.startsWith("d")).map((text) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    const on = codes.map(() => 0);
    for (let i = 0; i < 10; i += 1) for (let j = 0; j < 4; j += 1) {
      const point = new DOMPoint(left + width * (i + 0.5) / 10, top + height * (j + 0.5) / 4).matrixTransform(toDrawing);
      borders.forEach((path, k) => { if (path.isPointInFill(point)) on[k] += 1; });
    }
    const own = codes.indexOf(text.dataset.key.slice(1));
    const others = on.filter((_, k) => k !== own);
    const written = [...text.children].map((line) => line.getBoundingClientRect());
    const meets = (box, x, y) => x > box.left - 5 && x < box.right + 5 && y > box.top - 5 && y < box.bottom + 5;
    const isLed = ends.some(([x, y]) => written.some((box) => meets(box, x + frame.left, y + frame.top)));
    return [codes[own], on[own], Math.max(...others), others.reduce((sum, one) => sum + one, 0), isLed];
  });
}"""


@pytest.fixture(scope="module")
def with_boundaries(sample_warehouse: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that draws Kota Bandung by its real boundaries."""
    geometry = {"PANTAU_GEOMETRY": str(tmp_path_factory.mktemp("geometry"))}
    source = shared / "geo" / "source" / "wilayah_boundaries_kel_32.73.sql"
    subprocess.run([sys.executable, "-m", "geo", "import", str(source), "--city", "32.73"], cwd=ROOT, env={**os.environ, **geometry}, check=True, capture_output=True)
    with serving(sample_warehouse, **geometry) as address:
        yield address


def names_stand_well(visit: Visitors, width: int, view: str, address: str | None, unnamed: int) -> None:
    found = visit(f"/kepadatan?kota=Kota+Bandung&baca={quote_plus(view)}", width, address=address)
    expect(found.page.locator(".peta:not(.loading)")).to_have_count(2 if view == "Seberapa pasti" else 1)
    for drawn in found.page.locator(".peta").all():
        names = drawn.evaluate(STANDING)
        assert len(names) >= 30 - unnamed - (width > 390 and view == "Seberapa pasti"), "two maps side by side are half as wide"
        for code, own, largest, foreign, is_led in names:
            assert foreign <= 6 if is_led else own >= largest and own + 4 >= foreign, (code, own, largest, foreign)
    found.check()


@pytest.mark.parametrize(("width", "unnamed"), [(1366, 0), (390, 2)])
@pytest.mark.parametrize("view", ["Satu ukuran", "Kebutuhan dan relawan", "Seberapa pasti"])
def test_the_names_of_the_schematic_stand_on_their_own_kecamatan(visit: Visitors, width: int, unnamed: int, view: str) -> None:
    names_stand_well(visit, width, view, None, unnamed)


@pytest.mark.parametrize(("width", "unnamed"), [(1366, 0), (390, 2)])
@pytest.mark.parametrize("view", ["Satu ukuran", "Kebutuhan dan relawan", "Seberapa pasti"])
def test_the_names_of_real_boundaries_stand_on_their_own_kecamatan(visit: Visitors, with_boundaries: str, width: int, unnamed: int, view: str) -> None:
    names_stand_well(visit, width, view, with_boundaries, unnamed)
