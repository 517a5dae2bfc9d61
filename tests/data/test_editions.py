"""Whatever happens to a build, readers keep the whole old edition or get the whole new one."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data import editions, paths
from data.errors import PublicationStopped, UserError
from ingest.build import build, read_again
from tests.ingest.exports import case, imported, write_csv


def make_edition(folder: Path, number: int) -> str:
    """Publish an edition with this many cases."""
    path = write_csv(folder / "ppks.csv", [*map(case, range(1, number + 1))])
    return build([path], publish=True, report=None, progress=lambda *_: None).edition_id


def cases_in(edition_id: str) -> int:
    with duckdb.connect(editions.file_of(edition_id), read_only=True) as connection:
        return connection.execute("SELECT count(*) FROM core_ppks_case").fetchone()[0]


def start_build(path: Path, warehouse: Path) -> subprocess.Popen:
    """A build in a process of its own, stopped once it holds the warehouse and writes."""
    command = [
        sys.executable,
        "-m",
        "ingest",
        "build",
        str(path),
        "--warehouse",
        str(warehouse),
        "--report",
        str(path.parent / "tolakan"),
    ]
    return subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen, word: str) -> None:
    """Read what the process says until it says this."""
    for line in process.stderr:
        if word in line:
            return
    pytest.fail(f"the process ended without saying {word}")


def many_files(folder: Path) -> Path:
    folder.mkdir()
    for number in range(60):
        write_csv(folder / f"ppks_{number:02d}.csv", [case(1, NIK=f"99327305010180{number:02d}")])
    return folder


def test_before_the_first_build_there_is_no_edition(warehouse: Path) -> None:
    assert (editions.current(), editions.current_name(), editions.existing()) == (None, None, [])
    with pytest.raises(UserError, match="Tidak ada edisi yang lebih lama"):
        editions.rollback()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_build_killed_midway_leaves_the_old_edition_whole_and_nothing_behind_the_next_one(
    warehouse: Path, tmp_path: Path
) -> None:
    before = make_edition(tmp_path, 2)
    whole = editions.file_of(before).read_bytes()
    exports = many_files(tmp_path / "ekspor")
    process = start_build(exports, warehouse)
    wait_for(process, "memeriksa ppks_01.csv")
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    assert list(warehouse.glob("*.partial*"))
    assert list(warehouse.glob(f"{editions.SCRATCH}*"))
    assert (editions.current(), editions.file_of(before).read_bytes(), cases_in(before)) == (before, whole, 2)

    after = make_edition(tmp_path, 3)
    assert (editions.current(), cases_in(after), editions.existing()) == (after, 3, [after, before])
    left = {path.name for path in warehouse.iterdir()}
    assert left == {"CURRENT", "BUILD.lock"} | {
        place(edition).name for edition in (before, after) for place in (editions.file_of, editions.names_of)
    }


def test_of_two_builds_at_once_the_second_says_so(warehouse: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "ppks.csv", [case(1)])
    with editions.writing():
        process = start_build(path, warehouse)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 2
        assert told.splitlines()[-1].startswith("Pembangunan lain sedang berjalan")
    assert make_edition(tmp_path, 1) == editions.current()


def publish_copy(of: str, number: int) -> str:
    """Publish the content of an edition once more under a later name."""
    edition_id = f"2999010{number}-000000-00000000"
    with editions.writing() as folder:
        partial = folder / f"warehouse-{edition_id}.duckdb.partial"
        partial.write_bytes(editions.file_of(of).read_bytes())
        editions.publish(partial, edition_id)
    return edition_id


def test_the_last_five_editions_stay_and_going_back_is_one_command(warehouse: Path, tmp_path: Path) -> None:
    made = [make_edition(tmp_path, 1)]
    for number in range(1, 7):
        made.append(publish_copy(made[-1], number))
    assert editions.existing() == made[:1:-1]
    assert editions.current() == made[-1]
    assert [editions.rollback() for _ in range(4)] == made[-2:-6:-1]
    assert editions.current() == made[2]
    with pytest.raises(UserError, match="Tidak ada edisi yang lebih lama"):
        editions.rollback()
    assert editions.current() == made[2]


def test_readers_go_on_reading_while_a_new_edition_is_published_and_theirs_is_removed(warehouse: Path, tmp_path: Path) -> None:
    old = make_edition(tmp_path, 1)
    with duckdb.connect(editions.file_of(old), read_only=True) as reader:
        for number in range(1, 7):
            publish_copy(editions.current(), number)
            assert reader.cursor().execute("SELECT count(*) FROM core_ppks_case").fetchone() == (1,)
        assert old not in editions.existing() or os.name == "nt"


def test_a_pointer_to_a_missing_file_is_said_and_both_ways_out_work(warehouse: Path, tmp_path: Path) -> None:
    kept = make_edition(tmp_path, 1)
    (warehouse / "CURRENT").write_text("20991231-000000-00000000\n")
    with pytest.raises(UserError, match="20991231-000000-00000000 yang ditunjuk oleh CURRENT tidak ada") as raised:
        editions.current()
    assert "rollback" in str(raised.value) and "build" in str(raised.value)
    assert editions.rollback() == kept
    (warehouse / "CURRENT").write_text("20000101-000000-00000000\n")
    assert editions.rollback() == kept
    (warehouse / "CURRENT").write_text("20000101-000000-00000000\n")
    assert make_edition(tmp_path, 2) == editions.current()


def test_a_damaged_edition_does_not_stop_the_build_that_replaces_it(warehouse: Path, tmp_path: Path) -> None:
    editions.file_of(make_edition(tmp_path, 1)).write_bytes(b"rusak")
    assert cases_in(make_edition(tmp_path, 2)) == 2


@pytest.mark.parametrize("inside", ["", "dalam"])
def test_a_file_in_the_place_of_the_folder_is_said(inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = write_csv(tmp_path / "ppks.csv", [case(1)])
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(taken / inside))
    with pytest.raises(UserError, match="bukan folder"):
        build([taken], publish=True, report=None, progress=lambda *_: None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_permission_is_said(warehouse: Path, tmp_path: Path) -> None:
    warehouse.mkdir(mode=0o500)
    with pytest.raises(UserError, match="Tidak ada izin menulis"):
        make_edition(tmp_path, 1)


@pytest.mark.skipif(os.name == "nt", reason="the limit on the size of files is one of Unix")
@pytest.mark.parametrize("limit", [20_000, 400_000])
def test_a_full_disk_leaves_the_old_edition_and_says_what_to_do(limit: int, warehouse: Path, tmp_path: Path) -> None:
    before = make_edition(tmp_path, 2)
    path = write_csv(tmp_path / "ppks.csv", [case(1)])
    script = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from ingest.__main__ import main\n"
        f"sys.exit(main(['build', {str(path)!r}, '--report', {str(tmp_path / 'tolakan')!r}]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=paths.ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("Ruang disk untuk gudang data")
    assert (editions.current(), cases_in(before)) == (before, 2)
    assert not list(warehouse.glob("*.partial*"))


ON_A_SMALL_DISK = """
import os, subprocess, sys
from data import editions
from data.errors import UserError
from ingest.build import build
from tests.data.test_editions import cases_in, make_edition
from tests.ingest.exports import case, write_csv
from pathlib import Path

folder, disk = Path(sys.argv[1]), os.environ["PANTAU_WAREHOUSE"]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", disk], check=True)
before = make_edition(folder, 2)
files = sorted(os.listdir(disk))
for room in (100_000, 1_500_000, 3_000_000):
    stat = os.statvfs(disk)
    used = (stat.f_blocks - stat.f_bfree) * stat.f_frsize
    subprocess.run(["mount", "-o", f"remount,size={used + room}", disk], check=True)
    path = write_csv(folder / "ppks.csv", [case(number) for number in range(1, 4)])
    try:
        build([path], publish=True, report=None, progress=lambda *_: None)
        print("built", room)
    except UserError as error:
        assert str(error).startswith("Ruang disk untuk gudang data"), error
        print("full", room)
        assert (editions.current(), cases_in(before), sorted(os.listdir(disk))) == (before, 2, files)
"""
MAY_MOUNT = shutil.which("unshare") is not None and subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not MAY_MOUNT, reason="no small disk can be mounted here: unshare -rm is not permitted")
def test_a_disk_that_is_really_full_leaves_the_old_edition(warehouse: Path, tmp_path: Path) -> None:
    warehouse.mkdir(exist_ok=True)
    command = ["unshare", "-rm", sys.executable, "-c", ON_A_SMALL_DISK, str(tmp_path)]
    ended = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("full 100000\nfull 1500000\n"), ended.stdout


def test_an_error_while_building_leaves_no_half_edition(warehouse: Path, tmp_path: Path) -> None:
    before = make_edition(tmp_path, 1)
    path = write_csv(tmp_path / "baru.csv", [case(1, Kelurahan="Malebar"), case(2)])
    with pytest.raises(UserError, match="Berkas tolakan tidak dapat ditulis"):
        build([path], publish=True, report=path, progress=lambda *_: None)
    assert (editions.existing(), editions.current()) == ([before], before)
    assert not list(warehouse.glob("*.partial*"))


def test_the_names_of_an_edition_go_when_it_goes(warehouse: Path, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "ppks.csv", [case(1)])):
        first = editions.current()
    orphan = editions.names_of("20000101-000000-00000000")
    orphan.write_bytes(b"x")
    second = make_edition(tmp_path, 2)
    assert not orphan.exists()
    assert editions.names_of(first).is_file() and editions.names_of(second).is_file()


def test_the_names_of_a_pruned_edition_go_with_its_publication(warehouse: Path, tmp_path: Path) -> None:
    first = make_edition(tmp_path, 1)
    for number in range(1, editions.KEPT + 1):
        publish_copy(editions.current(), number)
    assert first not in editions.existing()
    assert list(warehouse.glob("registry-*.fernet")) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / ("a" * 300)))
    with pytest.raises(UserError, match="tidak dapat dibaca atau ditulis"):
        make_edition(tmp_path, 1)


@pytest.mark.parametrize("kept_bytes", [0, 5_000, 60_000])
def test_a_new_file_that_cannot_be_read_again_is_not_published(kept_bytes: int, warehouse: Path, tmp_path: Path) -> None:
    edition_id = make_edition(tmp_path, 1)
    whole = editions.file_of(edition_id)
    read_again(whole, edition_id)
    damaged = tmp_path / "rusak.duckdb"
    damaged.write_bytes(whole.read_bytes()[:kept_bytes].ljust(kept_bytes + 1, b"x"))
    with pytest.raises(PublicationStopped, match="tidak dapat dibaca kembali"):
        read_again(damaged, edition_id)
    with pytest.raises(PublicationStopped, match="tidak dapat dibaca kembali"):
        read_again(whole, "20200101-000000-00000000")


def test_too_little_memory_is_one_sentence_and_the_old_edition_stays(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_edition(tmp_path, 1)
    for limit, fault in (("1MB", "Memori 1MB tidak cukup"), ("banyak", "PANTAU_MEMORY berisi 'banyak'")):
        monkeypatch.setenv("PANTAU_MEMORY", limit)
        with pytest.raises(UserError, match=fault):
            make_edition(tmp_path, 2)
    assert (editions.current(), editions.existing()) == (before, [before])
    assert not list(warehouse.glob("*.partial*"))
