"""What every test may use: the real files beside the project, a key, and one edition built from the sample exports."""

import base64
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from data import paths
from ingest.build import build

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
os.environ.setdefault("PANTAU_KEY", base64.urlsafe_b64encode(b"kunci uji, bukan rahasia siapapun"[:32]).decode())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public files beside the project."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the folder of real files beside the project is missing, and CI must have it")
        pytest.skip("the folder of real files beside the project is not on this machine")
    return SHARED.resolve()


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse folder with one edition of the sample exports; every reader of this run sees it."""
    folder = tmp_path_factory.mktemp("warehouse")
    before = os.environ.get("PANTAU_WAREHOUSE")
    os.environ["PANTAU_WAREHOUSE"] = str(folder)
    build([paths.EXPORTS], publish=True, report=None, progress=lambda *_: None)
    yield folder
    if before is None:
        del os.environ["PANTAU_WAREHOUSE"]
    else:
        os.environ["PANTAU_WAREHOUSE"] = before


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty warehouse folder of this test alone."""
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path / "warehouse"


@pytest.fixture(scope="module")  # one driver at a time in a thread, and another module has its own
def chromium() -> Iterator[Browser]:
    """A real browser without a screen."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium; .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
