"""The public source of a city's boundaries, downloaded and verified. Nothing else in the project uses the network."""

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from data.errors import UserError
from data.forms import numeral
from data.paths import REFERENCE
from data.reference import cities, read_rows

TIMEOUT_SECONDS = 30.0  # without a byte
LONGEST_SECONDS = 600.0  # for a whole file
LARGEST_BYTES = 50_000_000  # a province has 20 MB, so more is something else
_PIECE_BYTES = 65_536


class Unreachable(UserError):
    """The server does not answer, so no other file of it can be had either."""


@dataclass(frozen=True, slots=True)
class BoundarySource:
    """A row of data/reference/boundary_source.csv; `source` is printed in the map."""

    city_code: str
    url: str
    sha256: str
    licence: str
    source: str

    @property
    def file_name(self) -> str:
        return self.url.rsplit("/", 1)[-1]


@cache
def boundary_sources() -> tuple[BoundarySource, ...]:
    """The public sources in the order of the list; cities that have none are left out."""
    columns = BoundarySource.__dataclass_fields__
    return tuple(BoundarySource(*(row[column] for column in columns)) for row in read_rows(REFERENCE / "boundary_source.csv"))


def source_of_city(city_code: str) -> BoundarySource:
    """The city's public source; UserError, with the cities that have one, when there is none."""
    for source in boundary_sources():
        if source.city_code == city_code:
            return source
    names = {city.city_code: city.city_name for city in cities()}
    known = ", ".join(f"{source.city_code} {names.get(source.city_code, '')}".strip() for source in boundary_sources())
    raise UserError(
        f"Kota {city_code} belum punya sumber batas di data/reference/boundary_source.csv. Kota yang punya: {known}. "
        f"Berkas batas lain dapat dibaca dengan: python -m geo import BERKAS --city {city_code}"
    )


def source_of_file(path: Path) -> str:
    """What a map drawn from a file is said to come from: its public source where it is that file byte for byte, else its name."""
    digest = sha256(path.read_bytes()).hexdigest()
    public = next((one.source for one in boundary_sources() if one.sha256 == digest), "")
    return public or f"Batas: berkas {path.name}"


def unproven_source(path: Path, city_code: str) -> str:
    """A hint for a file that is named as the public source names its files and is none of those that are known; '' for any other."""
    named = {one.file_name.replace(one.city_code, city_code): one.source for one in boundary_sources()}
    if path.name not in named or not source_of_file(path).endswith(path.name):
        return ""
    return f"Nama berkas ini seperti pada sumber umum. Bila memang dari sana, ulangi dengan --source \"{named[path.name]}\" supaya sumber dan lisensinya tercetak di peta."


def fetch(
    source: BoundarySource,
    folder: Path,
    base: str | None = None,
    timeout: float = TIMEOUT_SECONDS,
    limit: int = LARGEST_BYTES,
    progress: Callable[[int, int | None], None] = lambda received, expected: None,
) -> Path:
    """The verified file in `folder`; `base` is another web folder with the same file names.

    `progress` hears the bytes received and those announced, None when the server does not say. UserError for every way in which
    the file cannot be had, and how to get it without this network; then no file is left.
    """
    address = f"{base.rstrip('/')}/{source.file_name}" if base else source.url
    if urlsplit(address).scheme not in ("http", "https"):
        raise UserError(f"Alamat {address} harus diawali http:// atau https://.")
    content = _downloaded(address, source, timeout, limit, progress)
    digest = sha256(content).hexdigest()
    if digest != source.sha256:
        raise UserError(
            f"Berkas dari {address} ditolak: SHA-256 seharusnya {source.sha256}, yang diterima {digest}. "
            "Berkas itu berubah atau dirusak di jalan; ulangi dari jaringan lain, jangan mengimpornya."
        )
    path = folder / source.file_name
    path.write_bytes(content)
    return path


def _downloaded(
    address: str, source: BoundarySource, timeout: float, limit: int, progress: Callable[[int, int | None], None]
) -> bytes:
    by_hand = (
        f"Unduh {source.url} dengan komputer atau jaringan lain, salin ke sini, lalu jalankan: "
        f"python -m geo import {source.file_name} --city {source.city_code}"
    )
    host = urlsplit(address).netloc
    try:
        with urllib.request.urlopen(address, timeout=timeout) as answer:
            return _whole(answer, address, timeout, limit, progress)
    except urllib.error.HTTPError as error:
        said = "berkas itu tidak ada di sana (404)" if error.code == 404 else f"server menjawab dengan galat {error.code}"
        raise UserError(f"{address}: {said}. {by_hand}") from error
    except (OSError, http.client.HTTPException, _CutOff) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(cause, TimeoutError):
            seconds = f"{timeout:g}".replace(".", ",")
            raise Unreachable(f"{host} tidak menjawab dalam {seconds} detik. {by_hand}") from error
        if isinstance(cause, ssl.SSLError):
            raise Unreachable(f"Sertifikat {host} ditolak komputer ini, mungkin karena proksi kantor. {by_hand}") from error
        if isinstance(cause, (_CutOff, http.client.HTTPException)):
            raise UserError(f"Unduhan dari {host} tidak selesai. Ulangi. Bila tetap gagal: {by_hand}") from error
        raise Unreachable(f"{host} tidak dapat dihubungi. {by_hand}") from error


class _CutOff(Exception):
    """Fewer bytes than the server announced, or too few in too long."""


def _whole(
    answer: http.client.HTTPResponse, address: str, timeout: float, limit: int, progress: Callable[[int, int | None], None]
) -> bytes:
    announced = answer.headers.get("Content-Length", "")
    expected = int(announced) if announced.isdigit() else None
    content, started = bytearray(), time.monotonic()
    while len(content) <= limit and (expected or 0) <= limit:
        # read1 returns what has come, so a server that drips is seen to be late
        piece = answer.read1(_PIECE_BYTES)
        if not piece:
            if expected is not None and len(content) < expected:
                raise _CutOff
            return bytes(content)
        content += piece
        progress(len(content), expected)
        if time.monotonic() - started > LONGEST_SECONDS:
            raise _CutOff
    raise UserError(f"Berkas di {address} lebih besar dari {numeral(limit)} bita, jadi bukan berkas batas. Tidak diunduh.")
