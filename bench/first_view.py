"""What a visitor waits for in the browser, beside an empty Streamlit page in the same run: `python bench/first_view.py`.

Promises: first view with a cold browser at most 1.6 x the empty page; a filter at most 0.35 s; at most 400 kB of data on the
first view and 40 kB for an interaction. Data is what this project sends: web socket, geometry and drawing script, as packed
on the wire (the web socket is packed again here with the settings of the server). A page is settled when its last word and its
map are drawn and the run has ended. Medians; the two pages take turns, so that a busy machine slows both.
Needs Chromium, an edition and the drawings.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TURNS = 7
EMPTY = 'import streamlit as st\nst.html(\'<p class="pk-footer">kosong</p>\')\n'
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


@contextmanager
def serving(command: list[str], folder: Path, surroundings: dict[str, str] | None = None) -> Iterator[str]:
    """Address of a server started in `folder` with `surroundings` added to the environment; the port is added to the command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, *command, str(port)], cwd=folder, env={**os.environ, **(surroundings or {})}, **quiet)
    try:
        while server.poll() is None:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def settle(page: Page, has_map: bool = True) -> None:
    page.locator(".pk-footer").first.wait_for(timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    expect(page.locator(".peta:not(.loading)")).to_have_count(int(has_map), timeout=60_000)


class Bytes:
    """What came over the wire since the last look."""

    def __init__(self, page: Page) -> None:
        self.socket = self.project = self.frame = 0
        self.packer = zlib.compressobj(wbits=-12, memLevel=5)
        page.on("websocket", lambda found: found.on("framereceived", self._frame))
        page.on("response", self._response)

    def _frame(self, payload: str | bytes) -> None:
        content = payload.encode() if isinstance(payload, str) else payload
        self.socket += len(self.packer.compress(content) + self.packer.flush(zlib.Z_SYNC_FLUSH))

    def _response(self, response) -> None:
        size = int(response.headers.get("content-length", 0))
        if "/app/static/" in response.url:
            self.project += size
        else:
            self.frame += size

    def taken(self) -> tuple[int, int, int]:
        now = (self.socket, self.project, self.frame)
        self.socket = self.project = self.frame = 0
        return now


def timed(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def choose_month(page: Page, place: int) -> float:
    """Seconds from the click on another month until the page is settled."""
    page.get_by_role("combobox", name="Bulan").click()
    option = page.get_by_role("option").nth(place)
    label, before = option.inner_text(), page.locator(".pk-headline").inner_html()
    page.evaluate("window.asked = 0")

    def change() -> None:
        option.click()
        page.wait_for_function("label => decodeURIComponent(location.search.replace(/\\+/g, ' ')).includes(label)", arg=label)
        page.wait_for_function("before => document.querySelector('.pk-headline')?.innerHTML !== before", arg=before)
        settle(page)

    return timed(change)


def first_views(browser: Browser, addresses: dict[str, str]) -> dict[str, list[tuple[float, float, tuple[int, int, int]]]]:
    """For each page: seconds cold and warm, bytes of the cold view; in turns."""
    seen: dict[str, list] = {name: [] for name in addresses}
    for _ in range(TURNS):
        for name, address in addresses.items():
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            page = context.new_page()
            count = Bytes(page)

            def go(page: Page = page, address: str = address, has_map: bool = name != "empty") -> None:
                page.goto(address)
                settle(page, has_map)

            cold, size = timed(go), count.taken()
            seen[name].append((cold, timed(go), size))
            context.close()
    return seen


def main() -> int:
    """Measure and print; 1 when a promise is broken."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("Chromium is needed for this measurement.", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        bare = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (bare / "app.py").write_text(EMPTY, encoding="utf-8")
        shutil.copytree(ROOT / ".streamlit", bare / ".streamlit")
        addresses = {
            "empty": stack.enter_context(serving(["-m", "streamlit", "run", "app.py", "--server.port"], bare)),
            "ringkasan": stack.enter_context(serving(["server.py"], ROOT)),
        }
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium, args=FLAGS)
        for name, address in addresses.items():  # the first visitor of a server is not measured
            page = browser.new_page()
            page.goto(address)
            settle(page, has_map=name != "empty")
            page.close()
        return report(first_views(browser, addresses), *interactions(browser, addresses["ringkasan"]))


def interactions(browser: Browser, address: str) -> tuple[list[float], list[int], list[float]]:
    """Seconds and bytes of a filter, seconds of a change of page, in one visit."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    count = Bytes(page)
    page.goto(address + "/cakupan")
    settle(page)
    filters, sizes, switches = [], [], []
    for turn in range(TURNS):
        count.taken()
        filters.append(choose_month(page, 3 if turn % 2 else 1))
        sizes.append(sum(count.taken()[:2]))
    for turn in range(TURNS):
        group, name = ("Apa terlaksana?", "Kegiatan") if turn % 2 else ("Di mana kita kurang?", "Kepadatan")
        page.get_by_role("button", name=group).click()
        link, before = page.get_by_role("menuitem", name=name), page.locator(".pk-headline").inner_text()

        def change(link=link, before: str = before) -> None:
            link.click()
            page.wait_for_function("before => document.querySelector('.pk-headline')?.innerText !== before", arg=before)
            settle(page)

        switches.append(timed(change))
    page.close()
    return filters, sizes, switches


def report(seen: dict, filters: list[float], sizes: list[int], switches: list[float]) -> int:
    cold = {name: median(found[0] for found in views) for name, views in seen.items()}
    warm = {name: median(found[1] for found in views) for name, views in seen.items()}
    for name, views in seen.items():
        sock, project, frame = views[-1][2]
        print(f"{name:10} cold {cold[name]:.2f} s, warm {warm[name]:.2f} s; {frame / 1000:.0f} kB Streamlit, "
              f"{(sock + project) / 1000:.0f} kB data ({sock / 1000:.0f} web socket, {project / 1000:.0f} files)")
    data = sum(seen["ringkasan"][-1][2][:2]) / 1000
    promises = [
        ("first view, cold, against empty", cold["ringkasan"] / cold["empty"], 1.6, "x"),
        ("filter to settled, median", median(filters), 0.35, "s"),
        ("data of the first view", data, 400, "kB"),
        ("data of a filter, largest", max(sizes) / 1000, 40, "kB"),
    ]
    print(f"first view, warm, against empty: {warm['ringkasan'] / warm['empty']:.2f} x; change of page {median(switches):.2f} s")
    for name, found, limit, unit in promises:
        print(f"{'kept  ' if found <= limit else 'BROKEN'} {name}: {found:.2f} {unit} (promised {limit} {unit})")
    return int(any(found > limit for _, found, limit, _ in promises))


if __name__ == "__main__":
    sys.exit(main())
