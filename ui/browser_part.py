"""Parts of a page that the browser draws by a script of its own under static/."""

import hashlib
from collections.abc import Callable

import streamlit as st

from data.paths import ROOT

STATIC = ROOT / "static"

# A component's own script travels with every rerun (60 kB for the map), a static file once; hence this loader.
LOADER = """
const source = new URL("app/static/SCRIPT?v=VERSION", document.baseURI).href;
export default (component) => import(source).then((part) => part.default(component)).catch((error) => {
  console.error(error);
  component.parentElement.textContent = "FAILURE";
});
"""


def version(*folders: str) -> str:
    """Eight letters that change with any file of these folders of static/, so that a browser never mixes two versions."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in (STATIC / folder).iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def browser_part(name: str, script: str, failure: str, *folders: str) -> Callable:
    """A component whose `script` of static/ is loaded once for each version of `folders`; `failure` is said where it cannot be."""
    loader = LOADER.replace("SCRIPT", script).replace("VERSION", version(*folders)).replace("FAILURE", failure)
    return st.components.v2.component(name, js=loader)
