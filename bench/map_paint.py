"""The map beside a plain px.choropleth_map and a plain pydeck page with the same data, in a real browser: `python -m bench.map_paint`.

Two places: Bandung (151 areas, the best geometry there is) and a province of 5,957 areas, as many as Jawa Barat has, made of copies of Bandung's tiles. Each
page is a Streamlit app of one radio (the year) and one map that tells the area it was clicked on; all three run on plain Streamlit with
the settings of this project and take turns. First paint, filter and click are looked at from outside, by screenshots of the middle of the map
until they stand still; the clicked code comes as text, "inf" where it does not. Bytes are those of the wire: scripts of Streamlit and its libraries apart, the rest as data.
Medians of one run; the ratios count. Chromium without a graphics card draws WebGL in software, which costs the other two on first paint.
Needs Chromium and the tiles of Bandung (`python -m geo schematic --city 32.73`).
"""

import json
import math
import random
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import median

import shapely
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from bench.first_view import FLAGS, ROOT, serving
from data import paths
from data.reference import Unit, city_units
from geo.drawing import CityGeometry, drawing, geojson
from geo.published import available

CITY, PROVINCE_AREAS, COLUMNS = "32.73", 5957, 7
QUIET = 0.6  # seconds without a change after which a picture stands still
LONGEST = 90.0
NEVER = 15.0  # seconds after which a click is called unanswered
_BLANK = 700  # bytes of a screenshot with nothing in it
UNITS = {"paint": "s", "filter": "s", "click": "s", "scripts": "kB", "first data": "kB", "filter data": "kB", "click data": "kB"}

_START = '''
import json, streamlit as st
place = st.query_params["place"]
year = st.radio("Tahun", [2023, 2024, 2025], horizontal=True)
rows = json.load(open(f"{place}.values.json"))[str(year)]
'''
PAGES = {
    "own": _START + '''
from ui.map import choropleth
FILLS = ["#e3d9f2", "#c3aee3", "#9d7fce", "#7550b0", "#4a2785"]
classes = [{"id": f"range-{i}", "label": f"{20 * i} sampai {20 * i + 19}", "count": sum(v // 20 == i for _, v in rows.values()), "fill": fill,
            "pattern": "none", "symbol": "none"} for i, fill in enumerate(FILLS)]
choropleth({"geometry_url": f"app/static/geometry/{place}.json", "title": "PPKS", "subtitle": str(year), "level": "kelurahan", "labels": "kecamatan",
            "unit_word": "kelurahan", "classes": classes, "units": {code: [v // 20, f"{v} orang", []] for code, (_, v) in rows.items()}},
           key="map", on_click=lambda code: st.session_state.update(hit=code), height=560)
st.text(f"Terpilih: {st.session_state.get('hit')}")
''',
    "plotly": _START + '''
import pandas as pd, plotly.express as px
areas = json.load(open(f"static/geometry/{place}.geojson"))
frame = pd.DataFrame([(code, name, value) for code, (name, value) in rows.items()], columns=["kode", "nama", "PPKS"])
middle = json.load(open(f"{place}.middle.json"))
figure = px.choropleth_map(frame, geojson=areas, locations="kode", color="PPKS", hover_name="nama", map_style="white-bg", center=middle["at"],
                           zoom=middle["zoom"], range_color=(0, 100), color_continuous_scale="Purples", height=560)
figure.update_layout(margin=dict(l=0, r=0, t=0, b=0))
hit = st.plotly_chart(figure, on_select="rerun", selection_mode="points", key="map")
st.text(f"Terpilih: {hit.selection.points[0]['location'] if hit.selection.points else None}")
''',
    "pydeck": _START + '''
import pydeck
areas = json.load(open(f"static/geometry/{place}.geojson"))
for feature in areas["features"]:
    code = feature["properties"]["kelurahan_code"]
    name, value = rows[code]
    feature["properties"] = {"kode": code, "nama": name, "value": value, "fill": [255 - 2 * value, 250 - 2 * value, 255 - value]}
middle = json.load(open(f"{place}.middle.json"))
layer = pydeck.Layer("GeoJsonLayer", areas, id="areas", pickable=True, get_fill_color="properties.fill", get_line_color=[255, 255, 255],
                     line_width_min_pixels=1)
view = pydeck.ViewState(longitude=middle["at"]["lon"], latitude=middle["at"]["lat"], zoom=middle["zoom"])
hit = st.pydeck_chart(pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None, tooltip={"text": "{nama}\\n{value}"}), height=560,
                      on_select="rerun", key="map")
found = hit.selection.objects.get("areas", [])
st.text(f"Terpilih: {found[0]['properties']['kode'] if found else None}")
''',
}
MAPS = {"own": ".peta:not(.loading) .picture", "plotly": ".maplibregl-canvas", "pydeck": "[data-testid=stDeckGlJsonChart] canvas"}


def areas_of(kind: str) -> list[tuple[Unit, shapely.Geometry]]:
    """The areas of Bandung as a drawing of this kind has them."""
    content = json.loads((paths.geometry() / f"{CITY}.{kind}.geojson").read_text(encoding="utf-8"))
    shapes = {found["id"]: shapely.geometry.shape(found["geometry"]) for found in content["features"]}
    return [(unit, shapes[unit.kelurahan_code]) for unit in city_units(CITY) if unit.kelurahan_code in shapes]


def province(tiles: list[tuple[Unit, shapely.Geometry]], count: int) -> list[tuple[Unit, shapely.Geometry]]:
    """As many areas as asked, copies of the tiles beside and below each other, with codes and kecamatan of their own."""
    left, bottom, right, top = shapely.total_bounds([shape for _, shape in tiles])
    found = []
    for at in range(count):
        copy, (unit, shape) = at // len(tiles), tiles[at % len(tiles)]
        row, column = divmod(copy, COLUMNS)
        code = f"{10 + copy}{unit.kelurahan_code[2:]}"
        moved = shapely.affinity.translate(shape, (column - COLUMNS // 2) * (right - left), -row * (top - bottom))
        found.append((replace(
            unit, kelurahan_code=code, kecamatan_code=code[:8], lon=moved.centroid.x, lat=moved.centroid.y,
            kelurahan_name=f"{unit.kelurahan_name} {copy + 1}", kecamatan_name=f"{unit.kecamatan_name} {copy + 1}",
        ), moved))
    return found


def write_place(home: Path, name: str, areas: list[tuple[Unit, shapely.Geometry]]) -> str:
    """Geometry, the values of three years and the middle of a place; the code of the area in the middle."""
    units = {unit.kelurahan_code: unit for unit, _ in areas}
    geometry = CityGeometry(name, "tiles", {unit.kelurahan_code: shape for unit, shape in areas}, "Pengukuran", "", "")
    folder = home / "static" / "geometry"
    (folder / f"{name}.json").write_text(json.dumps(drawing(geometry, units), separators=(",", ":")), encoding="utf-8")
    (folder / f"{name}.geojson").write_text(json.dumps(geojson(geometry, units), separators=(",", ":")), encoding="utf-8")
    rolled = random.Random(1)
    first = {code: rolled.choice([rolled.randrange(0, 40), rolled.randrange(60, 100)]) for code in units}
    years = {2023: first, 2024: {code: 99 - value for code, value in first.items()}, 2025: {code: (value + 50) % 100 for code, value in first.items()}}
    (home / f"{name}.values.json").write_text(json.dumps(
        {year: {code: [units[code].kelurahan_name, value] for code, value in values.items()} for year, values in years.items()}), encoding="utf-8")
    left, bottom, right, top = shapely.total_bounds([shape for _, shape in areas])
    centre = shapely.Point((left + right) / 2, (bottom + top) / 2)
    unit, shape = min(areas, key=lambda found: found[1].centroid.distance(centre))
    zoom = math.log2(360 / 512 * min(700 / (right - left), 480 / (top - bottom)))  # a world of 512 pixels at zoom 0
    middle = {"at": {"lon": shape.centroid.x, "lat": shape.centroid.y}, "zoom": zoom}
    (home / f"{name}.middle.json").write_text(json.dumps(middle), encoding="utf-8")
    return unit.kelurahan_code


class Wire:
    """What came over the wire since the last look: kB of scripts, and kB of geometry and values."""

    def __init__(self, page: Page) -> None:
        self.packer, self.scripts, self.data = zlib.compressobj(wbits=-12, memLevel=5), 0.0, 0.0
        self.addresses: dict[str, str] = {}
        page.on("websocket", lambda found: found.on("framereceived", self._frame))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda said: self.addresses.update({said["requestId"]: said["response"]["url"]}))
        session.on("Network.loadingFinished", self._file)

    def _frame(self, payload: str | bytes) -> None:
        content = payload.encode() if isinstance(payload, str) else payload  # packed again with the settings of the server
        self.data += len(self.packer.compress(content) + self.packer.flush(zlib.Z_SYNC_FLUSH)) / 1000

    def _file(self, said: dict) -> None:
        if "/static/geometry/" in self.addresses.get(said["requestId"], ""):
            self.data += said["encodedDataLength"] / 1000
        else:
            self.scripts += said["encodedDataLength"] / 1000

    def taken(self) -> tuple[float, float]:
        now, self.scripts, self.data = (self.scripts, self.data), 0.0, 0.0
        return now


class Watched:
    """A page seen from outside: by screenshots of the middle of its map."""

    def __init__(self, page: Page, kind: str) -> None:
        self.page, self.kind, self.seen = page, kind, ""

    def middle(self) -> tuple[float, float] | None:
        found = self.page.locator(MAPS[self.kind])
        box = found.first.bounding_box() if found.count() else None
        return None if box is None or box["height"] < 100 else (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def stands_still(self, since: float) -> float:
        """Seconds until the picture, another one than before and not blank, changed for the last time."""
        last, changed = self.seen, 0.0
        while time.perf_counter() - since < LONGEST:
            middle, now = self.middle(), time.perf_counter()
            if middle is None:
                time.sleep(0.02)
                continue
            picture = self.page.screenshot(clip={"x": middle[0] - 60, "y": middle[1] - 60, "width": 120, "height": 120})
            digest = "" if len(picture) < _BLANK else sha256(picture).hexdigest()
            if digest != last:
                last, changed = digest, now
            elif changed and last not in ("", self.seen) and now - changed > QUIET:
                self.seen = last
                return changed - since
        raise RuntimeError(f"{self.kind}: the map does not stand still")


def visit(browser: Browser, address: str, kind: str, place: str, target: str) -> Iterator[tuple[str, float]]:
    """What is measured in one visit with a cold browser."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(LONGEST * 1000)
    wire, seen = Wire(page), Watched(page, kind)
    started = time.perf_counter()
    page.goto(f"{address}/?place={place}", wait_until="commit")
    yield "paint", seen.stands_still(started)
    yield from zip(("scripts", "first data"), wire.taken(), strict=True)
    for year in (2024, 2025):  # each for the first time: what was sent before is only named
        label = page.get_by_text(str(year), exact=True).first
        started = time.perf_counter()
        label.click()
        yield "filter", seen.stands_still(started)
        yield "filter data", wire.taken()[1]
    x, y = seen.middle()
    if kind == "own":
        box = page.locator(f"[data-code='{target}']").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    started = time.perf_counter()
    page.mouse.click(x, y)
    try:
        page.get_by_text(re.compile(r"Terpilih: \d\d\.")).wait_for(timeout=NEVER * 1000)
        yield "click", time.perf_counter() - started
    except TimeoutError:
        yield "click", math.inf
    page.wait_for_timeout(400)
    yield "click data", wire.taken()[1]
    context.close()


def main(turns: str = "5", *only: str) -> int:
    """Print a line for each place and measure, the three pages beside each other; 2 where something is missing."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or "tiles" not in available(CITY):
        print("Chromium and the tiles of Bandung are needed for this measurement.", file=sys.stderr)
        return 2
    city, tiles = areas_of(available(CITY)[0]), areas_of("tiles")
    with ExitStack() as stack:
        addresses, targets = {}, {}
        for kind, script in PAGES.items():
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            (home / "app.py").write_text(script, encoding="utf-8")
            shutil.copytree(ROOT / ".streamlit", home / ".streamlit")
            shutil.copytree(ROOT / "static" / "map", home / "static" / "map")
            (home / "static" / "geometry").mkdir()
            targets = {"bandung": write_place(home, "bandung", city), "provinsi": write_place(home, "provinsi", province(tiles, PROVINCE_AREAS))}
            addresses[kind] = stack.enter_context(serving(["-m", "streamlit", "run", "app.py", "--server.port"], home, {"PYTHONPATH": str(ROOT)}))
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium, args=FLAGS)
        for place, target in targets.items():
            if only and place not in only:
                continue
            found = measured(int(turns), lambda kind, place=place, target=target: visit(browser, addresses[kind], kind, place, target))
            report(place, found)
    return 0


def measured(turns: int, look: Callable[[str], Iterator[tuple[str, float]]]) -> dict[str, dict[str, list[float]]]:
    """Measure -> page -> its values; the first visit of each page is not counted."""
    found: dict[str, dict[str, list[float]]] = {}
    for turn in range(turns + 1):
        for kind in PAGES:
            for name, value in look(kind):
                if turn:
                    found.setdefault(name, {}).setdefault(kind, []).append(value)
    return found


def report(place: str, found: dict[str, dict[str, list[float]]]) -> None:
    print(f"\n{place:16}{'':6}{'own':>10}{'plotly':>10}{'pydeck':>10}   own against plotly, pydeck")
    for name, by_page in found.items():
        own, plotly, deck = (median(by_page[kind]) for kind in PAGES)
        digits = 2 if UNITS[name] == "s" else 1
        print(f"{name:16}{UNITS[name]:6}{own:10.{digits}f}{plotly:10.{digits}f}{deck:10.{digits}f}   {_against(own, plotly)} {_against(own, deck)}", flush=True)


def _against(own: float, other: float) -> str:
    return f"{own / other:6.2f} x" if other and math.isfinite(other) else "     -  "


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
