"""A real server on the sample edition and a real Chromium that records what goes wrong and what would leave the machine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright import sync_api as playwright

from geo.published import ensure_schematic

ROOT = Path(__file__).resolve().parents[2]
CITIES = {"32.73": "Kota Bandung", "13.77": "Kota Pariaman", "13.72": "Kota Solok"}
WAIT = 30_000  # milliseconds, on a busy machine
# Streamlit's own script looks for its server below the address of a deep link first, and goes on one folder above.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Visit:
    """One page of the browser, with what it complained about and whom it asked."""

    page: "playwright.Page"
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page and wait until it is drawn."""
        self.page.goto(self.address + path)
        self.settled()

    def settled(self) -> None:
        """Wait for the footer, which is drawn last, for the map and for the end of the run."""
        self.page.locator(".pk-footer, .st-key-pk-empty").first.wait_for(timeout=WAIT)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=WAIT)
        maps = self.page.locator("[data-testid=stBidiComponentIsolated]").count()
        playwright.expect(self.page.locator(".peta:not(.loading), .paparan:not(.loading), .rapor table")).to_have_count(maps, timeout=WAIT)

    def headline(self) -> str:
        return self.page.locator(".pk-headline").inner_text()

    def check(self) -> None:
        """Nothing went wrong in the browser and nothing left the machine."""
        assert self.errors == []
        assert self.outside == []


def _watch(page: "playwright.Page", visit: Visit) -> None:
    def inside(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"

    def guard(route: "playwright.Route") -> None:
        if inside(route.request.url):
            route.continue_()
        else:
            route.abort()

    def complain(message: "playwright.ConsoleMessage") -> None:
        path = urlsplit(message.location.get("url", "")).path
        is_probe = path.endswith(PROBES) and path.count("/") > 2
        if message.type == "error" and not is_probe:
            visit.errors.append(f"{message.text} ({path})")

    page.on("request", lambda request: None if inside(request.url) else visit.outside.append(request.url))
    page.on("console", complain)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.route("**/*", guard)


@contextmanager
def serving(warehouse: Path, **more: str) -> Iterator[str]:
    """The address of a server of its own that reads `warehouse`; `more` are further variables of its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PANTAU_WAREHOUSE": str(warehouse), **more}
    server = subprocess.Popen([sys.executable, "server.py", str(port)], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = server.stdout.readline()
        if "http://127.0.0.1" not in said:
            pytest.fail(f"the server did not start: {said}{server.stdout.read()}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture(scope="session")
def geometry() -> None:
    """A drawing of each city, made where there is none yet."""
    for code in CITIES:
        ensure_schematic(code)


@pytest.fixture(scope="session")
def served(sample_warehouse: Path, geometry: None) -> Iterator[str]:
    with serving(sample_warehouse) as address:
        yield address


@pytest.fixture
def visit(chromium: "playwright.Browser", served: str) -> Iterator["Visitors"]:
    """Opens pages in fresh browser profiles and closes them after the test."""
    visitors = Visitors(chromium, served)
    yield visitors
    visitors.close()


class Visitors:
    """Call it with a path for a visit in a profile of its own."""

    def __init__(self, browser: "playwright.Browser", address: str) -> None:
        self.browser, self.address, self.contexts = browser, address, []

    def __call__(self, path: str, width: int = 1366, *, address: str | None = None, dark: bool = False) -> Visit:
        colours = "dark" if dark else "light"
        screen = {"width": width, "height": 768}
        context = self.browser.new_context(viewport=screen, color_scheme=colours, reduced_motion="reduce")
        self.contexts.append(context)
        page = context.new_page()
        found = Visit(page, address or self.address)
        _watch(page, found)
        found.open(path)
        return found

    def close(self) -> None:
        for context in self.contexts:
            context.close()
