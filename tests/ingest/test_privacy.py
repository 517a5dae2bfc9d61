"""No identity number, no name and no phone of a person is in an edition, on the screen or in a log."""

import base64
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import editions, paths
from data.errors import PublicationStopped, UserError
from ingest.__main__ import main
from ingest.build import build
from ingest.identity import load_key
from ingest.registry import read_registry
from tests.ingest.exports import case, imported, member, write_csv

NIK, PHONE, NAME = "9932730501017001", "081200009999", "Zulfikar Wirasubrata"
ADDRESS, BIRTH = "Gang Rahasia Nomor 77", "1971-12-31"
TRACES = (NIK, PHONE, NAME, NAME.upper(), "Wirasubrata", "Gang Rahasia", BIRTH)


def secret_exports(folder: Path) -> list[Path]:
    """A case list and a member list full of personal data, some of it in the wrong column."""
    personal = {"NIK": NIK, "Nama": NAME, "Tanggal Lahir": BIRTH, "Alamat": ADDRESS, "No HP": PHONE}
    cases = [
        case(1) | personal,
        case(2, Kelurahan=NAME) | personal,
        case(3, Kelurahan=NIK) | personal,
        case(4, Kecamatan=PHONE) | personal,
        case(5, Jenis_PPKS=NAME) | personal,
        case(6, Tanggal_Lapor=NIK) | personal,
        case(7, Nama=f"{NAME}, S.Sos"),
        case(8),
        case(9) | personal | {"Alamat": f"{NIK}"},
        case(10, Kelurahan=ADDRESS) | personal,
    ]
    members = [member(1) | {"Nama": NAME, "NIK": NIK, "No HP": PHONE}, member(2)]
    return [write_csv(folder / "ppks.csv", cases), write_csv(folder / "anggota.csv", members)]


def texts_of(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    """Every text of every column of the edition with its table and column."""
    columns = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND data_type NOT IN ('DATE', 'BIGINT', 'DOUBLE', 'BOOLEAN')"
    ).fetchall()
    for table, column in columns:
        for (text,) in connection.execute(
            f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM "{table}" WHERE "{column}" IS NOT NULL'
        ).fetchall():
            yield table, column, text


def test_nothing_personal_reaches_the_edition_or_the_screen(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = [str(path) for path in secret_exports(tmp_path)]
    assert main(["build", *inputs, "--report", str(tmp_path / "tolakan")]) == 0
    edition = editions.file_of(editions.current())
    with duckdb.connect(edition, read_only=True) as connection:
        leaks = [found for found in texts_of(connection) if any(trace in found[2] for trace in TRACES)]
    screen = capsys.readouterr()
    content = edition.read_bytes() + (warehouse / "CURRENT").read_bytes()
    assert leaks == []
    assert [trace for trace in TRACES if trace.encode() in content or trace in screen.out + screen.err] == []


def test_an_edition_holds_tables_only_and_no_trace_of_where_its_files_lay(sample_warehouse: Path) -> None:
    edition = editions.file_of(editions.current())
    with duckdb.connect(edition, read_only=True) as connection:
        assert connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == []
    assert str(paths.EXPORTS).encode() not in edition.read_bytes()


def personal_texts(folder: Path) -> set[str]:
    """NIK, names and phones of the csv samples: what stands in the columns headed so."""
    found: set[str] = set()
    for path in folder.rglob("*.csv"):
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line and not line.startswith("#")]
        separator = max(",;|", key=lines[0].count)
        for index, header in enumerate(lines[0].split(separator)):
            if re.fullmatch(r"nik|nama(_lengkap| lengkap| anggota)?|no_kk|no hp|telepon", header, re.IGNORECASE):
                found |= {
                    line.split(separator)[index] for line in lines[1:] if line.count(separator) == lines[0].count(separator)
                }
    return {text for text in found if len(text) > 8}


def test_no_person_of_the_samples_is_in_their_edition(sample_warehouse: Path) -> None:
    people = personal_texts(paths.EXPORTS)
    assert len(people) > 5_000
    edition = editions.file_of(editions.current())
    with duckdb.connect(edition, read_only=True) as connection:
        texts = list(texts_of(connection))
    assert [found for found in texts if found[2] in people] == []
    assert [found for found in texts if re.search(r"(?<![0-9a-f-])[0-9]{16}(?![0-9a-f-])", found[2])] == []
    content = edition.read_bytes()
    digits = {run.decode() for run in re.findall(rb"(?<![0-9])[0-9]{16}(?![0-9])", content)}
    assert digits & people == set()
    words = {run.decode() for run in re.findall(rb"[A-Z][a-z]+ [A-Z][a-z]+", content)}
    assert words & people == set()


def test_the_working_copies_of_a_build_are_gone_when_it_ends(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_bytes(b"\xef\xbb\xbf" + secret_exports(tmp_path)[0].read_bytes())
    with imported(path):
        left = sorted(path.name for path in warehouse.iterdir())
    assert [re.sub(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}", "*", name) for name in left] == [
        "BUILD.lock",
        "CURRENT",
        "registry-*.fernet",
        "warehouse-*.duckdb",
    ]


def test_an_identity_number_in_a_topic_stops_the_publication_without_being_repeated(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {
            "ID Kegiatan": "K-1",
            "Jenis Kegiatan": "Bimtek",
            "Topik": f"Kunjungan {NIK}",
            "Jadwal": "2024-01-01",
            "Kecamatan": "Andir",
            "Kelurahan": "Maleber",
        }
    ]
    path = write_csv(tmp_path / "kegiatan.csv", rows)
    assert main(["build", str(path), "--report", str(tmp_path / "tolakan")]) == 3
    told = capsys.readouterr().err
    assert "no_identity_number" in told
    assert NIK not in told
    assert editions.current() is None


def test_the_names_of_volunteers_open_with_the_key_and_with_no_other(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with imported(write_csv(tmp_path / "anggota.csv", [member(1), member(2)])) as found:
        ids = {row[0] for row in found.ask("SELECT volunteer_id FROM core_volunteer")}
    edition_id = editions.current()
    names = read_registry(edition_id)
    assert names.keys() == ids
    assert set(names.values()) == {"Relawan 1", "Relawan 2"}
    assert b"Relawan" not in editions.names_of(edition_id).read_bytes()
    monkeypatch.setenv("PANTAU_KEY", base64.urlsafe_b64encode(bytes(32)).decode())
    with pytest.raises(UserError, match="kuncinya berbeda"):
        read_registry(edition_id)
    with pytest.raises(UserError, match="tidak ada"):
        read_registry("20200101-000000-00000000")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_key_registry_and_reject_files_are_for_their_owner_only(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PANTAU_KEY")
    monkeypatch.setenv("PANTAU_SECRETS", str(tmp_path / "rahasia"))
    rows = [member(1), member(2, Kelurahan="Malebar")]
    with imported(write_csv(tmp_path / "anggota.csv", rows), report=tmp_path / "tolakan") as found:
        private = [tmp_path / "rahasia" / "key", editions.names_of(editions.current()), *found.reject_files]
    assert [stat.S_IMODE(path.stat().st_mode) for path in private] == [0o600] * 3
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("rahasia", "tolakan")} == {0o700}
    assert load_key() == load_key()
    assert len(load_key()) == 32


@pytest.mark.parametrize("text", ["bukan base64", "", base64.urlsafe_b64encode(b"pendek").decode()])
def test_a_key_that_is_none_is_refused_before_anything_is_hashed(
    text: str, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANTAU_KEY", text)
    with pytest.raises(UserError, match="Pulihkan kunci itu dari cadangan"):
        build([write_csv(tmp_path / "ppks.csv", [case(1)])], publish=True, report=None, progress=lambda *_: None)


def test_another_key_makes_other_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = write_csv(tmp_path / "anggota.csv", [member(1)]), set()
    for number in (1, 2):
        monkeypatch.setenv("PANTAU_KEY", base64.urlsafe_b64encode(bytes([number]) * 32).decode())
        monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / str(number)))
        with imported(path) as found:
            seen |= set(found.ask("SELECT volunteer_id FROM core_volunteer"))
    assert len(seen) == 2


def test_a_list_without_a_header_is_refused_without_showing_a_person(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ppks.csv"
    path.write_text(f"Andir,Maleber,{NIK},{NAME},{BIRTH},{ADDRESS},Kelurahan\n" * 3, encoding="utf-8")
    (tmp_path / "tanpa_kepala.csv").write_text(f"Andir,Maleber,{NIK},{NAME},{BIRTH},{ADDRESS}\n" * 3, encoding="utf-8")
    assert main(["build", str(tmp_path)]) == 2
    screen = capsys.readouterr()
    assert "kepala kolom yang dikenal hanya 'Kelurahan'" in screen.err
    assert "tanpa_kepala.csv: susunan kolomnya tidak dikenal (tidak ada baris kepala kolom yang dikenal)" in screen.err
    assert [trace for trace in TRACES if trace in screen.out + screen.err] == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Kunjungan 9932730501017001", True),
        ("Kunjungan 9932 7305 0101 7001 siang", True),
        ("NIK 99.32.73.050101.7001", True),
        ("NIK 99-3273-050101-7001, 12 orang", True),
        ("nomor 1234567890123456", True),
        ("Bimtek 12.01.2024-05.01.2024", False),
        ("Kode 1.06.05.2.02.0012.5.1.02.02.01.0026", False),
        ("Rp 1.250.000.000 untuk 2021 2022 2023 2024", False),
        ("Hubungi 0812-3456-7890", False),
    ],
)
@pytest.mark.parametrize("column", ["Topik", "ID Kegiatan", "Kode Sub Kegiatan"])
def test_an_identity_number_is_found_however_it_is_cut_and_wherever_it_stands(
    text: str, is_found: bool, column: str, warehouse: Path, tmp_path: Path
) -> None:
    row = {"ID Kegiatan": "K-1", "Jenis Kegiatan": "Bimtek", "Jadwal": "2024-01-01", "Kecamatan": "Andir", "Kelurahan": "Maleber"}
    path = write_csv(tmp_path / "kegiatan.csv", [row | {column: f'"{text}"'}])
    if not is_found:
        with imported(path) as found:
            assert found.heaps()["accepted"] == 1
        return
    with pytest.raises(PublicationStopped, match="no_identity_number") as raised:
        build([path], publish=True, report=None, progress=lambda *_: None)
    assert "7001" not in str(raised.value)


def test_an_identity_number_in_the_name_of_an_institution_or_a_file_stops_the_publication(warehouse: Path, tmp_path: Path) -> None:
    row = {"Jenis": "LKS", "Nama Lembaga": "LKS 9932.7305.0101.7001", "Kecamatan": "Andir", "Kelurahan": "Maleber"}
    for path in (write_csv(tmp_path / "lembaga.csv", [row]), write_csv(tmp_path / f"{NIK}.csv", [case(1)])):
        with pytest.raises(PublicationStopped, match="no_identity_number"):
            build([path], publish=True, report=None, progress=lambda *_: None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_an_older_reject_file_open_to_all_is_replaced_by_one_for_its_owner(warehouse: Path, tmp_path: Path) -> None:
    report = tmp_path / "tolakan"
    report.mkdir()
    (report / "ppks.csv.ditolak.xlsx").write_text("lama")
    (report / "ppks.csv.ditolak.xlsx").chmod(0o644)
    with imported(write_csv(tmp_path / "ppks.csv", [case(1), case(2, Kelurahan="Malebar")]), report=report) as found:
        assert [stat.S_IMODE(path.stat().st_mode) for path in found.reject_files] == [0o600]
