"""`python -m geo`: what an operator sees, and the exit codes."""

from pathlib import Path

import pytest

from geo.__main__ import main
from tests.geo.boundary_files import real_file

SOLOK = "13.72"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path / "peta"))
    return tmp_path / "peta"


def test_import_stores_drawing_and_geojson(shared: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(real_file(shared, SOLOK)), "--city", SOLOK, "--source", "Batas BIG"]) == 0
    assert "13 dari 13 kelurahan/desa mendapat batas" in capsys.readouterr().out
    assert sorted(file.name for file in own_folder.iterdir()) == ["13.72.boundaries.geojson", "13.72.boundaries.json"]
    assert main(["check", "--city", SOLOK]) == 0
    assert "13 dari 13" in (text := capsys.readouterr().out) and "Batas BIG" in text


def test_a_dry_run_stores_nothing(shared: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(real_file(shared, SOLOK)), "--city", SOLOK, "--dry-run"]) == 0
    assert "tidak ada yang disimpan" in capsys.readouterr().out
    assert not own_folder.exists()


def test_check_tells_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schematic", "--city", SOLOK]) == 0
    assert main(["check", "--city", SOLOK]) == 0
    text = capsys.readouterr().out
    assert "Belum ada batas resmi. Jalankan: python -m geo import BERKAS --city 13.72" in text
    assert "skematik  13 dari 13" in text


@pytest.mark.parametrize(("arguments", "words"), [
    (["import", "tidak_ada.geojson", "--city", SOLOK], "tidak ditemukan"),
    (["check", "--city", "99.99"], "Kota 99.99 tidak ada"),
    (["schematic", "--city", "99.99"], "Kota 99.99 tidak ada"),
])
def test_what_the_operator_can_mend_is_one_sentence_and_exit_two(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["gambar"], ["import"], ["import", "berkas.geojson"]])
def test_wrong_usage_is_exit_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "Perintah tidak lengkap atau tidak dikenal" in capsys.readouterr().err
