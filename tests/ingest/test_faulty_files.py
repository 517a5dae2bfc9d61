"""A file that cannot be read is named with its fault in one clear sentence; the old edition stays as it was."""

import os
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from data import editions
from data.errors import UserError
from ingest.__main__ import main
from ingest.build import build
from ingest.sheet import read_sheets
from tests.ingest.exports import CASE_HEADER, case, imported, text_of, write_csv, write_workbook


def office_container(stream: str) -> bytes:
    """The smallest compound file of Office that has a stream of this name: header, one table sector, one directory sector."""
    free, end, special = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    table = struct.pack("<II", special, end) + struct.pack("<I", free) * 126

    def entry(name: str, kind: int, child: int) -> bytes:
        text = name.encode("utf-16-le") + bytes(2)
        links = struct.pack("<III", free, free, child)
        return text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links + bytes(36) + struct.pack("<IQ", end, 0)

    directory = entry("Root Entry", 5, 1) + entry(stream, 2, free) + bytes(256)
    return header + table + directory


def fault_of(path: Path, tmp_path: Path) -> str:
    with pytest.raises(UserError) as raised:
        read_sheets(path, path.name, tmp_path)
    assert raised.value.exit_code == 2
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("nol_bita.csv", b"", "berkas kosong (0 bita)"),
        ("nol_bita.xlsx", b"", "berkas kosong (0 bita)"),
        ("hanya_baris_kosong.csv", b"\n \n\r\n", "tidak berisi apa pun selain baris kosong"),
        ("biner.csv", bytes(range(256)) * 9, "bukan berkas teks"),
        ("sebenarnya_xlsx.csv", b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(90), "bukan berkas teks"),
        ("sebenarnya_teks.xlsx", text_of([case()]).encode(), "isinya teks (.csv) walau bernama .xlsx. Ganti akhiran namanya menjadi .csv"),
        ("sebenarnya_teks.xls", text_of([case()], "\t").encode(), "isinya teks (.csv) walau bernama .xls. Ganti akhiran namanya menjadi .csv"),
        ("halaman.xls", b"<html><body><table><tr><td>Kecamatan</td></tr></table>", "isinya tabel HTML (halaman web) walau bernama .xls. Buka di Excel, simpan sebagai .xlsx"),
        ("halaman.csv", b"\xef\xbb\xbf\n<!DOCTYPE html><table>", "isinya tabel HTML (halaman web) walau bernama .csv. Buka di Excel"),
        ("lembar.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "isinya lembar Excel dalam XML walau bernama .xls. Buka di Excel"),
        ("lama.xlsx", office_container("Workbook"), "isinya Excel lama (.xls) walau bernama .xlsx. Buka di Excel"),
        ("lama.csv", office_container("Workbook"), "isinya Excel lama (.xls) walau bernama .csv. Buka di Excel"),
        ("surat.xlsx", b"%PDF-1.7", "isinya dokumen PDF walau bernama .xlsx. Tabel di dalamnya tidak dapat dibaca"),
        ("surat.doc", office_container("WordDocument"), "surat.doc: isinya dokumen Word. Tabel di dalamnya"),
        ("zip_rusak.xlsx", b"PK\x03\x04" + bytes(90), "bukan buku kerja Excel"),
        ("berkata_sandi.xlsx", office_container("EncryptedPackage"), "dikunci kata sandi"),
        ("lama.xls", office_container("Workbook"), "lama.xls: isinya Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx"),
        ("gambar.pdf", b"%PDF-1.7", "gambar.pdf: isinya dokumen PDF. Tabel di dalamnya tidak dapat dibaca; minta ekspor .xlsx atau .csv"),
        (
            "kutip_terbuka.csv",
            text_of([case(1), case(2, Tanggal_Lapor='"2024-01-02'), case(3)]).encode(),
            "baris 3: tanda kutip dibuka",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_sentence(name: str, content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = fault_of(path, tmp_path)
    assert message.startswith(name)
    assert fault in message
    assert "\n" not in message


def test_a_workbook_under_another_name_and_a_letter_under_that_of_one_are_named(tmp_path: Path) -> None:
    good = write_workbook(tmp_path / "a.xlsx", {"Data": [CASE_HEADER, tuple(case().values())]})
    for name in ("a.csv", "a.xls"):
        shutil.copy(good, tmp_path / name)
        assert f"{name}: isinya buku kerja Excel (.xlsx) walau bernama .{name[2:]}. Ganti akhiran namanya menjadi .xlsx" in fault_of(tmp_path / name, tmp_path)
    with zipfile.ZipFile(tmp_path / "surat.xlsx", "w") as letter:
        letter.writestr("word/document.xml", "<w/>")
    assert "isinya dokumen Word walau bernama .xlsx. Tabel di dalamnya" in fault_of(tmp_path / "surat.xlsx", tmp_path)


def test_a_truncated_workbook_is_named_as_damaged(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "terpotong.xlsx", {"Data": [CASE_HEADER, *(tuple(case(number).values()) for number in range(1, 9))]}
    )
    path.write_bytes(path.read_bytes()[:3000])
    assert "bukan buku kerja Excel (.xlsx) yang utuh" in fault_of(path, tmp_path)


def test_a_workbook_of_empty_sheets_is_named_as_empty(tmp_path: Path) -> None:
    assert "semua lembarnya kosong" in fault_of(write_workbook(tmp_path / "kosong.xlsx", {"A": [], "B": []}), tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tanpa_izin.csv", [case()])
    path.chmod(0)
    assert "tidak dapat dibuka" in fault_of(path, tmp_path)


def test_all_faulty_files_stand_in_one_report_and_the_old_edition_stays(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_csv(tmp_path / "baik.csv", [case(1)])
    with imported(good):
        before = editions.current()
    folder = tmp_path / "ekspor"
    folder.mkdir()
    write_csv(folder / "baik.csv", [case(1), case(2)])
    (folder / "nol.csv").write_bytes(b"")
    (folder / "biner.csv").write_bytes(bytes(range(256)))
    (folder / "asing.csv").write_text("warna,ukuran\nmerah,besar\n")
    (folder / "palsu.xlsx").write_text("bukan buku kerja")
    contents = {path.name: path.read_bytes() for path in warehouse.iterdir()}

    assert main(["build", str(folder), "--report", str(tmp_path / "tolakan")]) == 2

    faults = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("[")]
    assert [line.split(":")[0] for line in faults] == ["asing.csv", "biner.csv", "nol.csv", "palsu.xlsx"]
    assert "tidak ada baris kepala kolom yang dikenal" in faults[0]
    assert editions.current() == before
    assert {path.name: path.read_bytes() for path in warehouse.iterdir()} == contents


def test_a_missing_file_and_an_empty_folder_are_said(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="berkas atau folder tidak ada"):
        build([tmp_path / "tidak_ada.csv"], publish=True, report=None, progress=lambda *_: None)
    with pytest.raises(UserError, match="tidak ada berkas .csv atau .xlsx"):
        build([tmp_path], publish=True, report=None, progress=lambda *_: None)


def test_files_of_the_same_name_are_told_apart(warehouse: Path, tmp_path: Path) -> None:
    paths = []
    for folder in ("januari", "februari"):
        (tmp_path / folder).mkdir()
        paths.append(write_csv(tmp_path / folder / "ppks.csv", [case(1, Nama=folder, Kelurahan="Malebar")]))
    with imported(*paths, report=tmp_path / "tolakan") as found:
        assert sorted(row["file"] for row in found.ledger) == ["februari/ppks.csv", "januari/ppks.csv"]
        assert len(set(found.reject_files)) == 2
