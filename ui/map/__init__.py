"""The choropleth of a city on a page; what it draws in the browser stands in static/map/."""

import hashlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from data.paths import ROOT

SOURCE = ROOT / "static" / "map"

# A component's own script travels with every rerun (60 kB here), a static file once; hence this loader.
LOADER = """
const source = new URL("app/static/map/peta.js?v=VERSION", document.baseURI).href;
export default (component) => import(source).then((map) => map.default(component)).catch((error) => {
  console.error(error);
  component.parentElement.textContent = "Peta tidak dapat dimuat. Muat ulang halaman ini.";
});
"""


def version() -> str:
    """Eight letters that change with any file of static/map/, so that a browser never mixes two versions."""
    digest = hashlib.sha256()
    for path in sorted(SOURCE.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


mount = st.components.v2.component("pantau_map", js=LOADER.replace("VERSION", version()))


def choropleth(spec: dict[str, Any], *, key: str, on_click: Callable[[str], None], height: int | None = None) -> None:
    """Draws the map; `on_click` gets the code of a chosen unit before the page runs again. `height` in pixels bounds the picture.

    `spec`: geometry_url, title, subtitle, level (kelurahan|kecamatan), unit_word, labels (none|value|name|kecamatan),
    selected, focus (a kecamatan), search (False where the page has its own),
    download (False where the picture must not leave), classes [{id, label, count, fill, pattern, symbol}] and
    units {code: [class index, value as text, [lines of the tooltip]]}. A unit that is absent has no data.
    """
    data = spec if height is None else {**spec, "height": height}
    mount(data=data, key=key, on_clicked_change=lambda: on_click(st.session_state[key].clicked))
