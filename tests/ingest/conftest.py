"""An agency of its own for the tests of uploads."""

import shutil
from pathlib import Path

import pytest

from data import paths
from ingest.build import build
from tests.ingest.exports import member, write_csv


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one list of two members and the edition built of it, to be copied."""
    folder = tmp_path_factory.mktemp("dinas")
    (folder / "ekspor").mkdir()
    path = write_csv(folder / "ekspor" / "anggota.csv", [member(1), member(2)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PANTAU_WAREHOUSE", str(folder / "warehouse"))
        build([path.parent], publish=True, report=None, progress=lambda *_: None)
    return folder


@pytest.fixture
def agency(first_edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of exports of an agency with one list of its own and an edition of it."""
    folder = shutil.copytree(first_edition, tmp_path / "dinas")
    monkeypatch.setattr(paths, "EXPORTS", folder / "ekspor")
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(folder / "warehouse"))
    return folder / "ekspor"
