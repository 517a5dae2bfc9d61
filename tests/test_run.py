"""The launcher: what it says about what it cannot do, what it leaves alone, and what a second start repeats (nothing)."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent
LAUNCHER = ROOT / "run.py"


def said_by(folder: Path, *arguments: str, version: str = "", **environment: str) -> tuple[int, str]:
    """Exit code and last words of the launcher in `folder`, on an imitated Python `version` where one is given."""
    pretend = f"sys.version_info = ({version}, 0, 'final', 0); " if version else ""
    code = f"import runpy, sys; {pretend}sys.argv = {['run.py', *arguments]!r}; runpy.run_path('run.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env={**os.environ, **environment}, capture_output=True,
                          text=True, encoding="utf-8", timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder, with a space in its name, that holds the launcher and a list of no libraries."""
    folder = tmp_path / "Pantau Kesos"
    folder.mkdir()
    shutil.copy(LAUNCHER, folder)
    (folder / "requirements.txt").write_text("# none\n", encoding="utf-8")
    return folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind((run.ADDRESS, 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """No faster installer on the way, and an index where nobody listens."""
    monkeypatch.setattr(run, "_uv", lambda: None)
    settings = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull}
    for name, value in {**settings, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("version", ["3, 6, 15", "3, 10, 13", "3, 14, 0", "4, 0, 0"])
def test_an_unsupported_python_is_one_sentence_and_exit_2(project: Path, version: str) -> None:
    code, said = said_by(project, version=version)
    assert code == 2
    assert "tidak didukung; pasang Python 3.11, 3.12, atau 3.13" in said
    assert "\n" not in said


def test_an_old_python_can_read_the_launcher() -> None:
    ast.parse(LAUNCHER.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_port_in_use_is_said_before_anything_is_installed(project: Path, taken_port: int) -> None:
    code, said = said_by(project, "--port", str(taken_port))
    assert code == 2
    assert f"Porta {taken_port} sedang dipakai" in said
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("arguments", [["--port", "delapan"], ["--port", "0"], ["--port", "70000"], ["tset"]])
def test_wrong_usage_is_one_sentence_and_exit_2(project: Path, arguments: list[str]) -> None:
    code, said = said_by(project, *arguments)
    assert code == 2
    assert re.match("(Porta|Perintah) ", said)
    assert not (project / ".venv").exists()


def test_a_file_in_the_place_of_the_libraries_is_said(project: Path) -> None:
    (project / ".venv").write_text("bukan folder", encoding="utf-8")
    code, said = said_by(project, "test")
    assert code == 2
    assert "adalah berkas" in said


def test_a_folder_that_cannot_be_written_is_said(project: Path) -> None:
    (project / ".venv" / run.LOG).mkdir(parents=True)  # refuses writing also to root, whom no permission stops
    code, said = said_by(project, "test")
    assert code == 2
    assert "Tidak ada izin menulis" in said


def test_a_missing_list_of_libraries_is_said(project: Path) -> None:
    (project / "requirements.txt").unlink()
    code, said = said_by(project, "test")
    assert code == 2
    assert "requirements.txt tidak dapat dibaca" in said


def test_missing_exports_are_said_by_the_import(tmp_path: Path) -> None:
    missing = tmp_path / "tidak ada"
    command = [sys.executable, "-m", "ingest", "build", str(missing), "--warehouse", str(tmp_path / "gudang")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.strip() == f"{missing}: berkas atau folder tidak ada. Periksa penulisannya."


def test_a_broken_connection_is_said_and_the_next_start_goes_on(project: Path, offline: None) -> None:
    (project / "requirements.txt").write_text("pustaka-contoh==1.0\n", encoding="utf-8")
    with pytest.raises(run.Stop, match="sambungan internet"):
        run.installed(project)
    assert not (project / ".venv" / run.STAMP).exists()
    mark = project / ".venv" / "sudah"
    mark.touch()
    (project / "requirements.txt").write_text("# none\n", encoding="utf-8")
    python = run.installed(project)
    assert python.exists()
    assert mark.exists(), "an unfinished installation is finished, not started anew"


def test_a_second_start_installs_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = run.installed(project)
    before = (project / ".venv" / run.STAMP).stat().st_mtime_ns
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(venv, "EnvBuilder", None)
    assert run.installed(project) == python
    assert (project / ".venv" / run.STAMP).stat().st_mtime_ns == before


def test_changed_pins_are_installed_into_a_new_folder(project: Path) -> None:
    run.installed(project)
    leftover = project / ".venv" / "pustaka lama"
    leftover.touch()
    (project / "requirements.txt").write_text("# none, but others\n", encoding="utf-8")
    run.installed(project)
    assert not leftover.exists()


def test_an_edition_counts_only_where_the_warehouse_names_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path))
    assert not run.has_edition()
    (tmp_path / "CURRENT").write_text("20260101-000000-00000000\n", encoding="utf-8")
    assert run.has_edition()


def test_the_exit_code_of_the_last_program_is_passed_on(project: Path) -> None:
    assert said_by(project, "test")[0] == 1  # this folder has no pytest


def test_every_library_is_pinned_exactly() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 50
    assert all(re.match(r"[a-z0-9\[\]-]+==[0-9][0-9a-z.]*(; \w+ != \"\w+\"|; \w+ == \"\w+\")?$", pin) for pin in pins)
