"""What the reader of cells does not tell of a workbook: rows and columns that are hidden, cells with an error of Excel, formulas that were never calculated."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

UNCALCULATED = "(rumus tanpa hasil)"
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_TARGET = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FIRST, _LAST = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
_NUMBER, _HIDDEN = re.compile(rb'\br="(\d+)"'), re.compile(rb'\bhidden="(?:1|true)"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]*)<')
# A formula whose text is empty was calculated, to an empty text; one without a value and without a type never was.
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="(?:str|e|b|d)")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|(?=</(?:\w+:)?c>))"
)
_PIECE = 1 << 22
_LONGEST_CELL = 1 << 20  # bytes; Excel holds 32,767 letters a cell


@dataclass(frozen=True, slots=True)
class Marks:
    """`hidden_rows` counted from 1; `hidden_columns` first and last of each range, from 0; `broken` holds (row from 1, column from 0, the error or UNCALCULATED) in the order of the sheet."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    broken: tuple[tuple[int, int, str], ...] = ()


NO_MARKS = Marks()


def marks_of(path: Path) -> dict[str, Marks]:
    """The marks of each sheet. The workbook was checked before: its sizes are within the limits."""
    with zipfile.ZipFile(path) as archive:
        targets = _targets(archive)
        sheets = [(unescape(name.decode()), targets.get(key, "")) for name, key in _SHEET.findall(archive.read("xl/workbook.xml"))]
        names = set(archive.namelist())
        return {name: _marks(archive, target) for name, target in sheets if target in names}


def _targets(archive: zipfile.ZipFile) -> dict[bytes, str]:
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return {}
    found = {}
    for tag in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        key, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
        if key and target:
            place = target[1].decode()
            found[key[1]] = place.lstrip("/") if place.startswith("/") else posixpath.normpath(posixpath.join("xl", place))
    return found


def _marks(archive: zipfile.ZipFile, target: str) -> Marks:
    rows: list[int] = []
    columns: list[tuple[int, int]] = []
    broken: list[tuple[int, int, str]] = []
    has_formulas = False
    for text in _whole_cells(archive, target):
        if b"hidden=" in text:
            rows += [int(number[1]) for tag in _ROW.findall(text) if _HIDDEN.search(tag) and (number := _NUMBER.search(tag))]
            tags = [tag for tag in _COLUMNS.findall(text) if _HIDDEN.search(tag)]
            columns += [(int(first[1]) - 1, int(last[1]) - 1) for tag in tags if (first := _FIRST.search(tag)) and (last := _LAST.search(tag))]
        if b't="e"' in text:
            broken += [(int(row), _column(letters), unescape(said.decode(errors="replace"))) for letters, row, said in _ERROR.findall(text)]
        has_formulas = has_formulas or b"f>" in text  # later ones may refer to the first without a text of their own
        if has_formulas:
            broken += [(int(row), _column(letters), UNCALCULATED) for letters, row in _FORMULA.findall(text)]
    return Marks(tuple(rows), tuple(columns), tuple(sorted(broken)))


def _whole_cells(archive: zipfile.ZipFile, target: str) -> Iterator[bytes]:
    """The xml of a sheet in pieces that end where a cell ends."""
    kept = b""
    with archive.open(target) as opened:
        while piece := opened.read(_PIECE):
            text = kept + piece
            end = max(text.rfind(b"</c>") + 4, text.rfind(b":c>") + 3, len(text) - _LONGEST_CELL)
            yield text[:end]
            kept = text[end:]
    yield kept


def _column(letters: bytes) -> int:
    """'A' is 0, 'AA' is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """'D7' for row 7 and the column of index 3."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
