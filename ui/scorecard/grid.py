"""The scorecard in the browser; what it draws stands in static/rapor/."""

from collections.abc import Callable

import streamlit as st

from ui.browser_part import browser_part

mount = browser_part("pantau_rapor", "rapor/rapor.js", "Rapor tidak dapat dimuat. Muat ulang halaman ini.", "rapor")


def draw_grid(spec: dict, *, key: str, on_click: Callable[[str, str], None]) -> None:
    """Draws the table of charts.scorecard.grid; `on_click` gets the codes of kecamatan and column before the page runs again."""
    mount(data=spec, key=key, on_chosen_change=lambda: on_click(*st.session_state[key].chosen))
