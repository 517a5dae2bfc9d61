"""The choropleth of a city on a page; what it draws in the browser stands in static/map/."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.browser_part import browser_part

mount = browser_part("pantau_map", "map/peta.js", "Peta tidak dapat dimuat. Muat ulang halaman ini.", "map")


def choropleth(spec: dict[str, Any], *, key: str, on_click: Callable[[str], None], height: int | None = None) -> None:
    """Draws the map; `on_click` gets the code of a chosen unit before the page runs again. `height` in pixels bounds the picture.

    `spec`: geometry_url, city (its code, for the name of a saved picture), title, subtitle, level (kelurahan|kecamatan), unit_word,
    labels (none|value|name|kecamatan), selected, focus (a kecamatan), search (False where the page has its own),
    download (False where the picture must not leave), file_note (what the name of a saved picture adds to the title), classes [{id, label, count, fill, pattern, symbol}] and
    units {code: [class index, value as text, [lines of the tooltip]]}. A unit that is absent has no data.
    """
    data = spec if height is None else {**spec, "height": height}
    mount(data=data, key=key, on_clicked_change=lambda: on_click(st.session_state[key].clicked))
