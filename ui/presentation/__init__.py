"""The presentation mode on a page; how it behaves in the browser stands in static/presentation/."""

import hashlib

import streamlit as st

from data.paths import ROOT

_SOURCES = (ROOT / "static" / "presentation", ROOT / "static" / "map")  # names on maps are placed by the script of the map

# A static file is fetched once and kept; the script of a component would travel with every rerun.
_LOADER = """
const source = new URL("app/static/presentation/paparan.js?v=VERSION", document.baseURI).href;
export default (component) => import(source).then((stage) => stage.default(component)).catch((error) => {
  console.error(error);
  component.parentElement.textContent = "Paparan tidak dapat dimuat. Muat ulang halaman ini.";
});
"""


def _version() -> str:
    """Eight letters that change with any file the browser loads for the stage."""
    files = sorted(path for folder in _SOURCES for path in folder.iterdir())
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()[:8]


_mount = st.components.v2.component("pantau_paparan", js=_LOADER.replace("VERSION", _version()))


def present(slides: str, title: str, *, key: str) -> None:
    """The slides as small pictures with a button that starts them.

    `slides`: the HTML of ui.presentation.stage.slides_html, all of them at once, so that nothing is fetched while they are shown.
    """
    _mount(data={"html": slides, "title": title}, key=key)
