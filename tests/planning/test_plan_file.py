"""The file of plans on a bad day: damaged, foreign, older, newer, no room, no right."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from data import paths
from data.errors import UserError
from planning.kept import plan_file, store
from planning.kept.plan_file import DamagedPlans
from tests.planning.plan_values import rows


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))
    return tmp_path / "rencana"


def refused_and_untouched(said: str, kind: type[UserError] = DamagedPlans) -> None:
    """Reading and writing both say so, and not a byte of the file changes."""
    before = plan_file.location().read_bytes()
    for attempt in (store.listing, lambda: store.keep("B", rows(), "Dedi", based_on=None)):
        with pytest.raises(kind, match=said):
            attempt()
    assert plan_file.location().read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"bukan basis data sama sekali, tetapi cukup panjang" * 100], ids=["empty", "text"])
def test_a_file_that_is_no_file_of_plans_is_told_and_never_overwritten(content: bytes, folder: Path) -> None:
    folder.mkdir()
    plan_file.location().write_bytes(content)
    refused_and_untouched("rusak atau bukan berkas rencana; berkas itu dibiarkan apa adanya. Pulihkan dari cadangan, atau pindahkan")


def test_the_database_of_another_program_is_told_and_never_overwritten(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(plan_file.location())) as other:
        other.execute("CREATE TABLE plan (plan_id INTEGER)")
        other.commit()
    refused_and_untouched("bukan berkas rencana")


def test_a_file_cut_off_is_told_before_anything_is_written() -> None:
    store.keep("A", rows(2_000), "Rina", based_on=None)
    whole = plan_file.location().read_bytes()
    plan_file.location().write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedPlans):
        store.keep("B", rows(), "Dedi", based_on=None)
    assert plan_file.location().read_bytes() == whole[: len(whole) // 2]


def test_a_damaged_page_stops_the_next_save_although_other_rows_can_be_read() -> None:
    saved = store.keep("A", rows(2_000), "Rina", based_on=None)
    content = bytearray(plan_file.location().read_bytes())
    content[-4096:] = b"\xff" * 4096
    plan_file.location().write_bytes(content)
    with pytest.raises(DamagedPlans):
        store.keep("B", rows(), "Dedi", based_on=None)
    assert plan_file.location().read_bytes() == bytes(content)
    assert store.history(saved.plan_id).version.tolist() == [1]


def test_a_file_of_a_later_program_is_told_and_not_touched() -> None:
    store.keep("A", rows(), "Rina", based_on=None)
    with closing(sqlite3.connect(plan_file.location())) as connection:
        connection.execute(f"PRAGMA user_version = {len(plan_file.structures()) + 1}")
    refused_and_untouched("dibuat oleh versi program yang lebih baru", UserError)


def test_an_older_structure_is_brought_up_to_date_all_or_nothing() -> None:
    steps = ("CREATE TABLE one (a);\nINSERT INTO one VALUES (1);", "CREATE TABLE two (b);\nINSERT INTO two SELECT a FROM one;")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        plan_file.upgrade(connection, steps[:1])
        with pytest.raises(sqlite3.OperationalError):
            plan_file.upgrade(connection, (*steps, "CREATE TABLE three (c);\nINSERT INTO missing VALUES (1);"))
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        plan_file.upgrade(connection, steps)
        plan_file.upgrade(connection, steps)
        assert connection.execute("SELECT b FROM two").fetchall() == [(1,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_reader_of_an_older_structure_leaves_the_file_as_it_is(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(plan_file.location(), isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id = 1347113552")
        connection.execute("CREATE TABLE older (a)")
    before = plan_file.location().read_bytes()
    assert store.listing().empty
    assert plan_file.location().read_bytes() == before
    assert store.keep("A", rows(), "Rina", based_on=None).version == 1


def test_what_a_killed_first_save_left_behind_does_not_stop_the_next(folder: Path) -> None:
    folder.mkdir()
    for name in ("plans.partial", "plans.partial-journal", "plans.lock"):
        (folder / name).write_bytes(b"sisa")
    assert store.listing().empty
    assert store.keep("A", rows(), "Rina", based_on=None).version == 1
    assert not (folder / "plans.partial").exists()


def test_a_plan_survives_whatever_happens_to_the_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / "gudang lain"))
    saved = store.keep("A", rows(), "Rina", based_on=None)
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / "tidak ada"))
    assert store.load(saved.plan_id).saved == saved


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of the file size")
def test_a_full_disk_is_told_and_the_plans_before_stay_whole() -> None:
    saved = store.keep("A", rows(10), "Rina", based_on=None)
    limit = plan_file.location().stat().st_size + 8_192
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from data.errors import UserError\nfrom planning.kept import store\nfrom tests.planning.plan_values import rows\n"
        "try: store.keep('A', rows(3_000), 'Dedi', based_on=(1, 1))\nexcept UserError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("Rencana tidak tersimpan: disk untuk"), done.stderr
    assert len(store.load(saved.plan_id).chosen) == 10
    assert store.keep("A", rows(11), "Dedi", based_on=(1, 1)).version == 2


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path) -> None:
    folder.write_text("bukan folder")
    with pytest.raises(UserError, match="Tidak ada izin membaca atau menulis berkas rencana"):
        store.keep("A", rows(), "Rina", based_on=None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_without_the_right_to_write_reading_goes_on_and_saving_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:
        monkeypatch.setenv("PANTAU_PLANS", name)
        saved = store.keep("A", rows(), "Rina", based_on=None)
        plan_file.location().chmod(0o444)
        Path(name).chmod(0o555)
        code = (
            "from data.errors import UserError\nfrom planning.kept import store\nfrom tests.planning.plan_values import rows\nimport os\n"
            "if os.geteuid() == 0: os.setuid(65534)  # the administrator may write everywhere\n"
            f"print(len(store.load({saved.plan_id}).chosen))\n"
            "try: store.keep('A', rows(3), 'Dedi', based_on=(1, 1))\nexcept UserError as error: print(error)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, timeout=60, check=False)
        Path(name).chmod(0o700)
    assert done.stdout.splitlines()[0] == "2", done.stderr
    assert "Tidak ada izin membaca atau menulis berkas rencana" in done.stdout
