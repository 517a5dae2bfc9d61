"""Boundaries from an SQL dump with the columns kode, nama and path: read as text, never executed.

`path` is JSON: a ring [[lat, lon], ...], a polygon of rings, or a list of polygons; latitude comes first.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NoReturn

import numpy as np
import shapely

from data.errors import UserError
from geo.places import code_digits

UNIT_CODE_LENGTH = 10  # digits of a kelurahan or desa; kecamatan have 6, cities 4, provinces 2
_TOKEN = re.compile(
    r"(?P<blank>(?:\s+|--[^\n]*|\#[^\n]*|/\*.*?\*/)+)"
    r"|(?P<text>'[^'\\]*(?:(?:''|\\.)[^'\\]*)*')"
    r'|(?P<name>[A-Za-z_][\w$]*|`[^`]*`|"[^"]*")'
    r"|(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)"
    r"|(?P<mark>(?!/\*)[^\s\\'\"`])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"''|\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@dataclass(frozen=True, slots=True)
class SqlBoundary:
    """One row with its polygon in degrees, longitude first; rings may cross themselves, as they stand in the file."""

    code: str
    name: str
    geometry: shapely.Geometry


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    value: str
    at: int


def read_sql(path: Path) -> list[SqlBoundary]:
    """Every row that has a polygon, in the order of the file, kecamatan and cities too.

    UserError, with the line, for a file that is cut off, has no such rows, says anything but plain values in them, or has no
    kelurahan or desa.
    """
    dump = _Dump(path)
    rows = [row for statement in dump.statements() for row in dump.rows(statement)]
    if not rows:
        raise UserError(
            f"Berkas batas {path.name} tidak memuat baris INSERT dengan kolom kode, nama, dan path. "
            "Gunakan berkas db/kel dari github.com/cahyadsn/wilayah_boundaries."
        )
    if not any(len(code_digits(row.code)) == UNIT_CODE_LENGTH for row in rows):
        raise UserError(
            f"Berkas batas {path.name} hanya memuat batas kecamatan, kota, atau provinsi. "
            "Gunakan berkas kelurahan/desa, yang kodenya berbentuk 32.73.01.1001."
        )
    return rows


class _Dump:
    """The text of one dump; every fault is told with its line."""

    def __init__(self, path: Path) -> None:
        self.file_name = path.name
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise UserError(f"Berkas batas {path.name} bukan teks UTF-8. Salin ulang berkas itu dari sumbernya.") from error

    def statements(self) -> Iterator[list[_Token]]:
        """The tokens of each statement without its semicolon."""
        found: list[_Token] = []
        at = 0
        while at < len(self.text):
            match = _TOKEN.match(self.text, at)
            if match is None:
                self.refuse(at, "ada tanda kutip atau komentar yang tidak ditutup; berkas terpotong atau rusak")
            if match.lastgroup == "mark" and match[0] == ";":
                yield found
                found = []
            elif match.lastgroup != "blank":
                found.append(_Token(match.lastgroup or "", match[0], at))
            at = match.end()
        if found:
            self.refuse(found[-1].at, "perintah terakhir tidak selesai; berkas terpotong")

    def rows(self, statement: list[_Token]) -> Iterator[SqlBoundary]:
        """The boundaries of an INSERT; none of any other statement or of a table without the three columns."""
        if not statement or statement[0].value.upper() not in ("INSERT", "REPLACE"):
            return
        start = next((place for place, token in enumerate(statement) if token.value.upper() == "VALUES"), None)
        if start is None:
            self.refuse(statement[0].at, "INSERT tanpa VALUES tidak dapat dibaca")
        columns = [token.value.strip('`"').lower() for token in self._bracketed(statement[:start])]
        if not {"kode", "nama", "path"} <= set(columns):
            return
        for values, at in self._tuples(statement[start + 1 :]):
            if len(values) != len(columns):
                self.refuse(at, f"ada {len(values)} nilai untuk {len(columns)} kolom")
            row = dict(zip(columns, values, strict=True))
            if row["path"] not in (None, "", "[]"):
                code = row["kode"] or ""
                yield SqlBoundary(code, row["nama"] or "", self._geometry(row["path"], code, at))

    def _bracketed(self, head: list[_Token]) -> list[_Token]:
        """The names in brackets behind the table."""
        opened = next((place for place, token in enumerate(head) if token.value == "("), None)
        if opened is None or head[-1].value != ")":
            self.refuse(head[0].at, "INSERT tidak menyebut nama kolomnya")
        return [token for token in head[opened + 1 : -1] if token.kind == "name"]

    def _tuples(self, tokens: list[_Token]) -> Iterator[tuple[list[str | None], int]]:
        """The values of each bracket, with the place where it opens; strict about every comma."""
        end = _Token("end", "", tokens[-1].at if tokens else 0)
        stream = chain(tokens, [end])
        for token in stream:
            self._expect(token, "(")
            values, opened = [], token.at
            while True:
                values.append(self._value(next(stream, end)))
                mark = next(stream, end)
                if mark.value == ")":
                    break
                self._expect(mark, ",")
            yield values, opened
            after = next(stream, end)
            if after.kind == "end":
                return
            self._expect(after, ",")

    def _value(self, token: _Token) -> str | None:
        if token.kind == "text":
            return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]) if found[1] else "'", token.value[1:-1])
        if token.kind == "number":
            return token.value
        if token.value.upper() != "NULL":
            self.refuse(token.at, f"nilai harus teks, angka, atau NULL, bukan '{token.value[:20]}'")
        return None

    def _expect(self, token: _Token, mark: str) -> None:
        if token.value != mark:
            self.refuse(token.at, f"seharusnya ada '{mark}', bukan '{token.value[:20]}'")

    def _geometry(self, text: str, code: str, at: int) -> shapely.Geometry:
        try:
            return _polygons(json.loads(text, parse_constant=_no_constant))
        except (ValueError, OverflowError, RecursionError, shapely.errors.GEOSException) as error:
            reason = f"kolom path dari {code} bukan daftar titik [lintang, bujur] yang utuh"
            raise UserError(self._sentence(at, reason)) from error

    def refuse(self, at: int, reason: str) -> NoReturn:
        raise UserError(self._sentence(at, reason))

    def _sentence(self, at: int, reason: str) -> str:
        line = self.text.count("\n", 0, at) + 1
        return f"Berkas batas {self.file_name}, baris {line}: {reason}. Salin ulang berkas itu dari sumbernya."


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no coordinate")


def _polygons(content: object) -> shapely.Geometry:
    """A ring, a polygon or several polygons; ValueError for anything else."""
    depth = _depth(content)
    if depth not in (2, 3, 4):
        raise ValueError(f"lists nested {depth} deep")
    groups = content if depth == 4 else [content] if depth == 3 else [[content]]
    if not all(isinstance(rings, list) and rings for rings in groups):
        raise ValueError("a polygon is a list of rings")
    parts = [part for rings in groups for part in _parts([_ring(ring) for ring in rings])]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _depth(content: object) -> int:
    depth = 0
    while isinstance(content, list) and content:
        content, depth = content[0], depth + 1
    return depth


def _ring(points: object) -> np.ndarray:
    """Corners (n, 2) in degrees, longitude first."""
    if not isinstance(points, list) or not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise ValueError("a ring is a list of pairs")
    if not all(type(number) in (int, float) for point in points for number in point):
        raise ValueError("a coordinate is a number")
    corners = np.array(points, dtype=float)[:, ::-1]
    if not (np.abs(corners) <= 180).all():
        raise ValueError("a coordinate is no degree")
    return corners


def _parts(rings: list[np.ndarray]) -> list[shapely.Polygon]:
    """Polygons of one group: the first ring is a shell; a later one is its hole when it lies inside, else a part of its own."""
    shells, holes = [rings[0]], []
    first = shapely.Polygon(rings[0])
    for ring in rings[1:]:
        (holes if shapely.intersects_xy(first, ring).all() else shells).append(ring)
    return [shapely.Polygon(rings[0], holes), *(shapely.Polygon(ring) for ring in shells[1:])]
