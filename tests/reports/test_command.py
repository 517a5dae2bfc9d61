"""`python -m reports`: files written, and sentences with exit code 2 where something is to be mended."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from data import paths
from reports.__main__ import main
from reports.deck.standard import template_bytes
from tests.reports.deck_file import opened, said

pytestmark = pytest.mark.usefixtures("sample_warehouse")
SOLOK = ["--city", "13.72", "--period", "2024-12"]
FIRST_BYTES = {"deck": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}


@pytest.mark.parametrize("command, ending", [("deck", ".pptx"), ("pdf", ".pdf"), ("xlsx", ".xlsx"), ("html", ".html")])
def test_each_report_is_written_where_it_was_asked_for(command: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "baru" / f"solok{ending}"
    assert main([command, *SOLOK, "--out", str(path)]) == 0
    assert path.read_bytes().startswith(FIRST_BYTES[command])
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert capsys.readouterr().out == f"Ditulis: {path} ({path.stat().st_size / 1000:.0f} kB).\n"


def test_norm_kecamatan_variant_and_template_are_obeyed(tmp_path: Path) -> None:
    path, template = tmp_path / "satu.pptx", tmp_path / "dinas.pptx"
    template.write_bytes(template_bytes())
    asked = ["--norm", "satu", "--kecamatan", "13.72.01", "--variant", "satu", "--template", str(template)]
    assert main(["deck", *SOLOK, *asked, "--out", str(path)]) == 0
    (page,) = opened(path.read_bytes()).slides
    assert "minimal 1 anggota" in said(page.shapes.title.text)
    assert "Kec. Lubuk Sikarah" in page.notes_slide.notes_text_frame.text


def test_each_kecamatan_is_counted_while_its_deck_is_made(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "rakor.zip"
    assert main(["deck", *SOLOK, "--each-kecamatan", "--out", str(path)]) == 0
    assert capsys.readouterr().err == "2 paparan, kira-kira 2 MB.\n[ 50%] Lubuk Sikarah\n[100%] Tanjung Harapan\n"
    with ZipFile(path) as archive:
        assert archive.namelist() == [f"13.72.0{number} {name}, Kota Solok, 2024-12.pptx" for number, name in ((1, "Lubuk Sikarah"), (2, "Tanjung Harapan"))]


def test_the_template_is_written_for_a_copy(tmp_path: Path) -> None:
    assert main(["template", "--out", str(tmp_path / "templat.pptx")]) == 0
    assert len(opened((tmp_path / "templat.pptx").read_bytes()).slide_layouts) == 5


@pytest.mark.parametrize("arguments, sentence", [
    (["--city", "99.99", "--period", "2024-12"], r"Kota 99.99 tidak ada dalam edisi"),
    (["--city", "13.72", "--period", "2099-12"], r"Bulan Des 2099 tidak ada dalam edisi"),
    (["--city", "13.72", "--period", "1999-12"], r"Belum ada norma yang berlaku untuk kota 13.72 pada 1999-12."),
    ([*SOLOK, "--norm", "sepuluh"], r"Norma 'sepuluh' tidak ada untuk kota 13.72 pada 2024-12. Yang ada: "),
    ([*SOLOK, "--kecamatan", "13.72.99"], r"Kecamatan 13.72.99 tidak ada di Kota Solok"),
    ([*SOLOK, "--template", "tidak-ada.pptx"], r"Templat tidak-ada.pptx tidak dapat dibuka"),
    (["--city", "99.99", "--period", "2024-12", "--each-kecamatan"], r"Kota 99.99 tidak ada dalam edisi"),
    ([*SOLOK, "--each-kecamatan", "--variant", "musda"], r"Varian musda berbicara tentang kota"),
    ([*SOLOK, "--kecamatan", "13.72.01", "--variant", "musda"], r"Hapus --variant, atau hapus --kecamatan."),
    ([*SOLOK, "--variant", "kecamatan"], r"Varian kecamatan berbicara tentang satu kecamatan."),
])
def test_what_is_to_be_mended_is_one_sentence(arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / ("paparan.zip" if "--each-kecamatan" in arguments else "paparan.pptx")
    assert main(["deck", *arguments, "--out", str(path)]) == 2
    assert sentence in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("command, name, ending", [("deck", "paparan.ppt", ".pptx"), ("xlsx", "tabel.xls", ".xlsx"), ("pdf", "laporan", ".pdf"), ("html", "cerita.htm", ".html")])
def test_another_ending_is_refused_before_anything_is_made(command: str, name: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main([command, *SOLOK, "--out", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(f"Nama berkas {name} harus berakhiran {ending}.")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "paparan.pptx").mkdir()
    assert main(["deck", *SOLOK, "--out", str(tmp_path / "paparan.pptx")]) == 2
    assert "tidak dapat ditulis (nama itu milik sebuah folder)" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["deck"], ["deck", *SOLOK], ["deck", "--city", "13.72", "--period", "Desember", "--out", "x.pptx"], ["ppt"], []])
def test_wrong_usage_ends_with_2_and_says_where_help_is(arguments: list[str], capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_an_empty_warehouse_says_what_to_run(warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["deck", *SOLOK, "--out", str(tmp_path / "paparan.pptx")]) == 2
    assert "python -m ingest build" in capsys.readouterr().err
    assert paths.warehouse() == warehouse
