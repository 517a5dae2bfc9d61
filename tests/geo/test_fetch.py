"""The public source of boundaries, played by a small server on this machine: what is fetched, and every way it can fail."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data.errors import UserError
from data.reference import cities
from geo import published
from geo.__main__ import main
from geo.fetch import BoundarySource, boundary_sources, fetch, source_of_city, source_of_file, unproven_source
from tests.geo.boundary_files import REAL_FILES, real_sql

SOLOK = "13.72"
CONTENT = b"isi berkas batas"
BY_HAND = "python -m geo import wilayah_boundaries_kel_13.72.sql --city 13.72"


@dataclass
class Site:
    """A web folder: content by file name, and the names it treats badly."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    announced: dict[str, int] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    closing: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    played = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802, the name http.server calls
            name = self.path.rsplit("/", 1)[-1]
            if name in played.silent:
                played.closing.wait(30)
            elif name not in played.files:
                self.send_error(404)
            else:
                self.send_response(200)
                self.send_header("Content-Length", str(played.announced.get(name, len(played.files[name]))))
                self.end_headers()
                self.wfile.write(played.files[name])

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played.address = f"http://127.0.0.1:{server.server_port}/batas/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield played
    played.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path / "peta"))
    return tmp_path / "peta"


@pytest.fixture
def source() -> BoundarySource:
    """Solok's source as the list has it, but with the hash of a small file."""
    real = source_of_city(SOLOK)
    return BoundarySource(real.city_code, real.url, sha256(CONTENT).hexdigest(), real.licence, real.source)


def test_the_list_names_a_fixed_file_and_its_hash_for_every_city(shared: Path) -> None:
    assert {source.city_code for source in boundary_sources()} == {city.city_code for city in cities()} == set(REAL_FILES)
    for source in boundary_sources():
        province = source.city_code[:2]
        assert source.url.endswith(f"/3c5a7960f4d227a38489094d84252bdbb3f978a5/db/kel/{province}/{source.file_name}")
        assert source.sha256 == sha256(real_sql(shared, source.city_code).read_bytes()).hexdigest()


def test_a_fetched_city_is_imported_with_its_source(
    site: Site, shared: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = real_sql(shared, SOLOK)
    site.files[real.name] = real.read_bytes()
    assert main(["fetch", "--city", SOLOK, "--from", site.address]) == 0
    said = capsys.readouterr().out
    assert "13.72: mengunduh wilayah_boundaries_kel_13.72.sql (MIT)" in said and "39 kB diterima, SHA-256 cocok." in said
    assert "13 dari 13 kelurahan/desa mendapat batas" in said
    drawing = published.about(SOLOK, "boundaries")
    assert drawing.source == "Batas: github.com/cahyadsn/wilayah_boundaries (MIT), commit 3c5a796"
    assert drawing.made_from == source_of_city(SOLOK).sha256[:12]
    assert sorted(file.name for file in own_folder.iterdir()) == ["13.72.boundaries.geojson", "13.72.boundaries.json"]


def test_a_file_of_the_source_brought_by_hand_names_the_source_too(shared: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "dari_flashdisk.sql"
    renamed.write_bytes(real_sql(shared, SOLOK).read_bytes())
    assert main(["import", str(renamed), "--city", SOLOK]) == 0
    assert published.about(SOLOK, "boundaries").source.startswith("Batas: github.com/cahyadsn/wilayah_boundaries (MIT)")


def test_all_cities_are_fetched_and_a_bad_one_does_not_keep_the_others(
    site: Site, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for city_code in (SOLOK, "13.77", "35.71"):
        site.files[real_sql(shared, city_code).name] = real_sql(shared, city_code).read_bytes()
    site.files["wilayah_boundaries_kel_32.73.sql"] = b"bukan yang itu"
    assert main(["fetch", "--all", "--from", site.address]) == 2
    said = capsys.readouterr()
    assert [code for code in REAL_FILES if published.available(code)] == ["35.71", "13.77", "13.72"]
    assert "32.73.sql ditolak: SHA-256 seharusnya" in said.err and "36.71.sql: berkas itu tidak ada di sana (404)" in said.err
    assert len(said.err.splitlines()) == 2


def test_a_verified_file_is_stored_and_its_progress_told(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    site.files[source.file_name] = CONTENT
    heard: list[tuple[int, int | None]] = []
    path = fetch(source, tmp_path, site.address, progress=lambda received, expected: heard.append((received, expected)))
    assert path == tmp_path / source.file_name and path.read_bytes() == CONTENT
    assert heard[-1] == (len(CONTENT), len(CONTENT))


def refused(source: BoundarySource, folder: Path, address: str, **options: float) -> str:
    """What is said about a file that cannot be had; nothing is left of it."""
    with pytest.raises(UserError) as caught:
        fetch(source, folder, address, **options)
    assert not (folder / source.file_name).exists()
    return str(caught.value)


def test_a_wrong_hash_is_refused_with_both(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    site.files[source.file_name] = CONTENT + b" "
    said = refused(source, tmp_path, site.address)
    assert sha256(CONTENT).hexdigest() in said and sha256(CONTENT + b" ").hexdigest() in said and "jangan mengimpornya" in said


def test_a_file_cut_off_on_the_way_is_told_so(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    site.files[source.file_name], site.announced[source.file_name] = CONTENT, len(CONTENT) + 5
    said = refused(source, tmp_path, site.address)
    assert "tidak selesai" in said and BY_HAND in said


def test_a_missing_file_is_told_with_its_address(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    said = refused(source, tmp_path, site.address)
    assert said.startswith(f"{site.address}{source.file_name}: berkas itu tidak ada di sana (404).") and BY_HAND in said


def test_a_silent_server_is_given_up(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    site.silent.add(source.file_name)
    said = refused(source, tmp_path, site.address, timeout=0.2)
    assert "tidak menjawab dalam 0,2 detik" in said and BY_HAND in said


def test_a_file_too_large_is_refused_before_it_is_read(site: Site, source: BoundarySource, tmp_path: Path) -> None:
    site.files[source.file_name], site.announced[source.file_name] = CONTENT, 60_000_000
    assert "lebih besar dari 50.000.000 bita" in refused(source, tmp_path, site.address)
    site.announced.clear()
    assert "lebih besar dari 10 bita" in refused(source, tmp_path, site.address, limit=10)


def test_without_a_network_one_message_says_which_file_from_where_and_what_then(
    site: Site, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        nobody = f"http://127.0.0.1:{server.server_port}"
    assert main(["fetch", "--all", "--from", nobody]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1, "the other cities are not tried"
    assert "Berkas 4 kota lain juga belum diunduh; alamatnya ada di data/reference/boundary_source.csv." in said
    assert said.startswith(f"{nobody[7:]} tidak dapat dihubungi. Unduh {source_of_city(SOLOK).url} ") and BY_HAND in said
    assert not own_folder.exists()


@pytest.mark.parametrize(("arguments", "words"), [
    (["--city", "99.99"], "Kota 99.99 belum punya sumber batas di data/reference/boundary_source.csv. Kota yang punya: 13.72 Kota Solok, "),
    (["--city", SOLOK, "--from", "file:///berkas"], "harus diawali http:// atau https://"),
])
def test_what_cannot_be_fetched_is_one_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--all", "--city", SOLOK], ["--all", "--timeout", "0"], ["--all", "--timeout", "lama"]])
def test_wrong_usage_asks_no_server(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fetch", *arguments])
    assert stopped.value.code == 2
    assert "invalid" not in capsys.readouterr().err


def test_a_file_named_like_those_of_the_public_source_is_told_how_to_keep_its_licence(tmp_path: Path) -> None:
    named, other = tmp_path / "wilayah_boundaries_kel_32.04.sql", tmp_path / "batas.sql"
    for path in (named, other):
        path.write_text("isi", encoding="utf-8")
    assert source_of_file(named) == "Batas: berkas wilayah_boundaries_kel_32.04.sql", "a name proves nothing"
    assert '--source "Batas: github.com/cahyadsn/wilayah_boundaries (MIT), commit 3c5a796"' in unproven_source(named, "32.04")
    assert unproven_source(other, "32.04") == unproven_source(named, "32.73") == ""
