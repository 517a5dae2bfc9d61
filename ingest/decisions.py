"""What people decided about the place names of a source: a line each in <contract>.names.csv, the newest counts, none is ever removed.

Files beside the contracts of data/sources are read first, then those of the agency's own folder, where every new line goes.
"""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from data import paths, reference
from data.errors import UserError
from data.turns import turn
from geo.places import name_key

PLACE, OUTSIDE, REFUSED, WITHDRAWN = "place", "outside", "refused", "withdrawn"
VERDICTS = (PLACE, OUTSIDE, REFUSED, WITHDRAWN)
COLUMNS = ("kelurahan_code", "kelurahan", "kecamatan", "written_code", "city_code", "verdict", "decided_by", "decided_at", "file")
_ENDING = ".names.csv"
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as the files of one source write it.

    `written_code` is the kelurahan that a code in the same rows means, '' for none; `city_code` the city the rest of the file lies in, '' where
    that is not one city.
    """

    source: str
    kecamatan: str
    kelurahan: str
    written_code: str = ""
    city_code: str = ""

    @property
    def key(self) -> Key:
        """The same for spellings that differ in case, spaces and signs only."""
        return self.city_code, name_key(self.kecamatan), name_key(self.kelurahan), self.written_code


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `kelurahan_code` where the verdict is a place; `at` None and `by` '' where a person wrote the file by hand. A time without a zone is UTC."""

    name: PlaceName
    verdict: str
    kelurahan_code: str = ""
    by: str = ""
    at: datetime | None = None
    file: str = ""


class Decisions:
    """The decisions in force of one source, to be asked for each text."""

    def __init__(self, in_force: Mapping[Key, Decision]) -> None:
        self._in_force = in_force
        self._places: dict[tuple[str, str, str], list[Decision]] = {}
        for (_, *texts), one in in_force.items():
            if one.verdict == PLACE:
                self._places.setdefault(tuple(texts), []).append(one)

    def __bool__(self) -> bool:
        return bool(self._in_force)

    def place_in(self, city_code: str, kecamatan: str, kelurahan: str, written_code: str) -> str | None:
        """The kelurahan of this city that the text was decided to mean."""
        found = self._places.get((name_key(kecamatan), name_key(kelurahan), written_code), ())
        return next((one.kelurahan_code for one in found if one.kelurahan_code.startswith(f"{city_code}.")), None)

    def verdict(self, name: PlaceName) -> str | None:
        """What was decided of just this name, without its place."""
        one = self._in_force.get(name.key)
        return one.verdict if one else None


NO_DECISIONS = Decisions({})


def decisions_of(source: str) -> Decisions:
    """What holds for the files of this source now."""
    return Decisions({one.name.key: one for one in in_force(source)})


def history(source: str | None = None) -> list[Decision]:
    """Every line ever written, of one source or of all, in the order in which they count. UserError for a file that cannot be used."""
    return [one for path in files() if source in (None, _source_of(path)) for one in _read(path, path.stat().st_mtime_ns, path.stat().st_size)]


def in_force(source: str | None = None) -> list[Decision]:
    """The newest line about each name, withdrawn ones left out."""
    newest = {(one.name.source, one.name.key): one for one in history(source)}
    return [one for one in newest.values() if one.verdict != WITHDRAWN]


def files() -> list[Path]:
    """The files that hold decisions, those of data/sources first."""
    folders = dict.fromkeys((paths.SOURCES, paths.contracts()))
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob(f"*{_ENDING}"))]


def decide(name: PlaceName, verdict: str, kelurahan_code: str, by: str, file: str) -> Decision:
    """Keep a decision. UserError when the kelurahan does not exist, when somebody decided this name before, or when it cannot be written."""
    if verdict == PLACE:
        unit = next((unit for unit in reference.units() if unit.kelurahan_code == kelurahan_code), None)
        if unit is None:
            raise UserError(f"Kelurahan {kelurahan_code} tidak ada di daftar acuan. Pilih kelurahan dari daftar, atau nyatakan di luar kota.")
        if name.city_code and unit.city_code != name.city_code:
            raise UserError(f"Kelurahan {kelurahan_code} terletak di kota lain. Nyatakan namanya di luar kota, atau pilih kelurahan kota ini.")
    decision = Decision(name, verdict, kelurahan_code if verdict == PLACE else "", by, _now(), file)
    with _alone():
        if earlier := _now_in_force(name):
            raise UserError(
                f"'{name.kelurahan or name.kecamatan}' sudah diputuskan oleh {earlier.by or 'penulis berkasnya'}: {said(earlier)}. "
                "Muat ulang halaman; tarik dahulu putusan itu bila keliru."
            )
        _append(decision)
    return decision


def withdraw(name: PlaceName, by: str) -> None:
    """Take a decision back; its line stays in the history. UserError when it no longer holds."""
    with _alone():
        if _now_in_force(name) is None:
            raise UserError(f"Putusan tentang '{name.kelurahan or name.kecamatan}' sudah tidak berlaku. Muat ulang halaman.")
        _append(Decision(name, WITHDRAWN, "", by, _now()))


def said(decision: Decision) -> str:
    """'Kelurahan Maleber (kec. Andir)', 'di luar kota', 'dibiarkan ditolak', 'ditarik'."""
    if decision.verdict == PLACE:
        return kelurahan_said(decision.kelurahan_code)
    return {OUTSIDE: "di luar kota", REFUSED: "dibiarkan ditolak", WITHDRAWN: "ditarik"}[decision.verdict]


def kelurahan_said(kelurahan_code: str) -> str:
    """'Kelurahan Maleber (kec. Andir)'."""
    unit = next(unit for unit in reference.units() if unit.kelurahan_code == kelurahan_code)
    return f"{unit.kind.capitalize()} {unit.kelurahan_name} (kec. {unit.kecamatan_name})"


def rows(decisions: list[Decision]) -> Iterator[tuple[str, ...]]:
    """The decisions as lines of a names file, with the source before them."""
    yield "source", *COLUMNS
    yield from ((one.name.source, *_line(one)) for one in decisions)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _now_in_force(name: PlaceName) -> Decision | None:
    return next((one for one in in_force(name.source) if one.name.key == name.key), None)


def _line(one: Decision) -> tuple[str, ...]:
    name, at = one.name, one.at.isoformat() if one.at else ""
    return one.kelurahan_code, name.kelurahan, name.kecamatan, name.written_code, name.city_code, one.verdict, one.by, at, one.file


def _source_of(path: Path) -> str:
    return path.name.removesuffix(_ENDING)


@cache
def _read(path: Path, _modified: int, _size: int) -> tuple[Decision, ...]:
    try:
        lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path.name} tidak dapat dibaca sebagai csv UTF-8. Betulkan atau pulihkan berkas itu, lalu ulangi.") from error
    known = {unit.kelurahan_code for unit in reference.units()}
    return tuple(_decision(path, number, line, known) for number, line in enumerate(lines, start=2))


def _decision(path: Path, number: int, line: dict[str, str | None], known: set[str]) -> Decision:
    cells = {column: (line.get(column) or "").strip() for column in COLUMNS}
    verdict = cells["verdict"] or PLACE
    if verdict not in VERDICTS:
        raise UserError(f"{path.name}, baris {number}, kolom verdict: '{verdict}' tidak dikenal. Tulis {', '.join(VERDICTS)}.")
    if verdict == PLACE and cells["kelurahan_code"] not in known:
        raise UserError(
            f"{path.name}, baris {number}, kolom kelurahan_code: '{cells['kelurahan_code']}' tidak ada di daftar acuan. Betulkan kodenya atau hapus baris itu."
        )
    name = PlaceName(_source_of(path), cells["kecamatan"], cells["kelurahan"], cells["written_code"], cells["city_code"])
    if not name_key(name.kecamatan) and not name_key(name.kelurahan):
        raise UserError(f"{path.name}, baris {number}: kelurahan dan kecamatan kosong. Isi seperti tertulis di ekspor, atau hapus baris itu.")
    try:
        at = datetime.fromisoformat(cells["decided_at"]) if cells["decided_at"] else None
    except ValueError as error:
        raise UserError(f"{path.name}, baris {number}, kolom decided_at: '{cells['decided_at']}' bukan waktu. Tulis 2026-11-22T08:00:00+00:00.") from error
    at = at.replace(tzinfo=UTC) if at and at.tzinfo is None else at
    return Decision(name, verdict, cells["kelurahan_code"], cells["decided_by"], at, cells["file"])


def _append(decision: Decision) -> None:
    """Write the file anew with one line more, in one step: a crash leaves the old lines whole."""
    path = paths.contracts() / f"{decision.name.source}{_ENDING}"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    if path.is_file():
        writer.writerows(map(_line, _read(path, path.stat().st_mtime_ns, path.stat().st_size)))
    writer.writerow(_line(decision))
    partial = path.with_suffix(".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        raise _unwritable(error) from error


def _alone() -> AbstractContextManager[None]:
    return turn(paths.contracts() / "names.lock", "Putusan lain sedang disimpan. Ulangi sebentar lagi.", _unwritable)


def _unwritable(error: OSError) -> UserError:
    return UserError(f"Putusan tidak dapat disimpan di {paths.contracts()} ({error.strerror}). Periksa ruang dan izin tulisnya, lalu ulangi.")
