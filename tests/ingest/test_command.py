"""`python -m ingest`: what each command says, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import editions, paths
from ingest import build as building
from ingest.__main__ import main
from queries.statements import statement
from tests.ingest.exports import case, write_csv


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "ekspor"
    folder.mkdir()
    write_csv(folder / "ppks.csv", [*map(case, range(1, 5)), case(1), case(6, Kelurahan="Malebar")])
    return folder


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_build_prints_the_ledger_the_reject_file_and_the_edition(
    exports: Path, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", exports, "--report", tmp_path / "tolakan") == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "ppks.csv: Daftar PPKS menurut nama",
        "    6 baris = 4 diterima + 1 ganda + 1 ditolak + 0 luar kota + 0 bukan data; 0 peringatan",
        "Seluruhnya: 6 baris = 4 diterima + 1 ganda + 1 ditolak + 0 luar kota + 0 bukan data; 0 peringatan",
        f"Berkas tolakan: {tmp_path / 'tolakan' / 'ppks.csv.ditolak.xlsx'}",
        f"Edisi {editions.current()} diterbitkan.",
    ]
    assert told.err.splitlines() == ["[ 50%] membaca ppks.csv", "[100%] memeriksa ppks.csv"]


def test_building_the_same_again_says_that_nothing_is_new(
    exports: Path, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert run("build", exports, "--report", tmp_path / "tolakan") == 0
    assert f"Tidak ada yang baru: edisi {editions.current()} sudah memuat masukan yang sama." in capsys.readouterr().out


def test_check_says_the_same_and_publishes_nothing(
    exports: Path, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", exports / "ppks.csv", "--report", tmp_path / "tolakan") == 0
    told = capsys.readouterr().out
    assert "6 baris = 4 diterima + 1 ganda + 1 ditolak" in told
    assert told.endswith("Pemeriksaan selesai; tidak ada yang diterbitkan.\n")
    assert (tmp_path / "tolakan" / "ppks.csv.ditolak.xlsx").is_file()
    assert (editions.current(), editions.existing()) == (None, [])
    assert [path.name for path in warehouse.iterdir()] == ["BUILD.lock"]


def test_editions_and_rollback_name_the_one_in_use(
    exports: Path, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("editions") == 0
    assert capsys.readouterr().out.startswith("Belum ada edisi.")
    assert run("rollback") == 2
    assert run("build", exports, "--report", tmp_path / "tolakan") == 0
    first = editions.current()
    write_csv(exports / "baru.csv", [case(9)])
    assert run("build", exports, "--report", tmp_path / "tolakan") == 0
    second = editions.current()
    capsys.readouterr()
    assert run("editions") == 0
    assert (
        capsys.readouterr().out.splitlines() == [f"{second}  (dipakai)", first]
        if second > first
        else [first, f"{second}  (dipakai)"]
    )
    assert run("rollback") == (0 if second > first else 2)
    assert editions.current() == min(first, second)


def test_another_warehouse_can_be_named(exports: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", exports, "--warehouse", tmp_path / "lain", "--report", tmp_path / "tolakan") == 0
    assert (tmp_path / "lain" / "CURRENT").is_file()
    assert not warehouse.exists()
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(warehouse))


@pytest.mark.parametrize("arguments", [[], ["check"], ["terbitkan"], ["build", "--tanpa-arti"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_unreadable_input_ends_with_two_and_one_sentence(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", tmp_path / "tidak_ada") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{tmp_path / 'tidak_ada'}: berkas atau folder tidak ada. Periksa penulisannya.\n"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_check_that_finds_a_fault_ends_with_three_and_keeps_the_old_edition(
    command: str,
    exports: Path,
    warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("build", exports, "--report", tmp_path / "tolakan") == 0
    before = editions.current()
    write_csv(exports / "baru.csv", [case(9)])
    checks = tmp_path / "periksa" / "checks"
    checks.mkdir(parents=True)
    (checks / "no_case_at_all.sql").write_text("SELECT case_id FROM core_ppks_case ORDER BY case_id")
    own = {"checks/no_case_at_all": (checks / "no_case_at_all.sql").read_text()}
    monkeypatch.setattr(building, "FOLDER", tmp_path / "periksa")
    monkeypatch.setattr(building, "statement", lambda name: own.get(name) or statement(name))
    capsys.readouterr()

    assert run(command, exports, "--report", tmp_path / "tolakan") == 3

    assert capsys.readouterr().err.splitlines()[-1] == (
        "Pemeriksaan 'no_case_at_all' menemukan 5 kesalahan, edisi baru tidak diterbitkan dan edisi lama tetap dipakai. "
        "Yang pertama: 1."
    )
    assert (editions.current(), editions.existing()) == (before, [before])
    assert not list(warehouse.glob("*.partial*"))


def test_the_module_runs_from_a_shell_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingest", "check", str(tmp_path / "tidak_ada.csv"), "--warehouse", str(tmp_path / "gudang")]
    ended = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
