"""Rows of a workbook that a filter or a hand has hidden; the reader of cells does not tell them."""

import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path

_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_TARGET = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER, _HIDDEN = re.compile(rb'\br="(\d+)"'), re.compile(rb'\bhidden="(?:1|true)"')
_PIECE = 1 << 22


def hidden_rows_of(path: Path) -> dict[str, tuple[int, ...]]:
    """The hidden rows of each sheet that has some, counted from 1. The workbook was checked before: its sizes are within the limits."""
    with zipfile.ZipFile(path) as archive:
        targets = _targets(archive)
        sheets = [(unescape(name.decode()), targets.get(key, "")) for name, key in _SHEET.findall(archive.read("xl/workbook.xml"))]
        names = set(archive.namelist())
        found = {name: _hidden(archive, target) for name, target in sheets if target in names}
    return {name: rows for name, rows in found.items() if rows}


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


def _hidden(archive: zipfile.ZipFile, target: str) -> tuple[int, ...]:
    rows: list[int] = []
    kept = b""
    with archive.open(target) as opened:
        while piece := opened.read(_PIECE):
            text = kept + piece
            end = text.rfind(b">") + 1
            if b"hidden=" in text:
                rows += [int(number[1]) for tag in _ROW.findall(text[:end]) if _HIDDEN.search(tag) and (number := _NUMBER.search(tag))]
            kept = text[end:]
    return tuple(rows)
