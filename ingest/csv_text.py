"""A csv file as text: what it is written in, how many lines it has, and its copy in UTF-8 where the scanner could not read it as it is."""

import codecs
import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ingest import limits

HEAD_ROWS = 60  # rows looked at to find the header
PIECE = 1 << 24  # bytes looked at together: a large file is never in memory as a whole, nor mapped into it
_START = 1 << 16
_LINE_FEED = 10
_SEPARATORS = ",;|\t"
_BLANK_LINE = re.compile(r"(?<=\n)(?=\r?\n)")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_BLANK_BYTES = re.compile(rb"\n\r\n")
_LONE_BYTES = re.compile(rb"\r(?!\n)")
_GUARD_BYTES = re.compile(rb"[,;|\t\n\"] *'[0-9]")
GUARDS = (r'^="([^"]*)"$', r"^'([0-9])")  # what Excel is told to keep as text, the text in the first group; read by re, DuckDB and Arrow alike
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class CsvText:
    """`encoding` is None for binary data. `is_plain`: UTF-8 without a mark, blank lines and lone carriage returns, so that it is scanned as it is.

    `lines` and `quotes` count line ends, a last line without one, and quotation marks; they mean nothing unless it is plain. `is_guarded`: a cell
    may be written ="0123" or '0123, as what Excel is to keep as text.
    """

    sha256: str
    encoding: str | None
    separator: str
    is_plain: bool
    lines: int
    quotes: int
    is_guarded: bool


def look(path: Path) -> CsvText:
    """Read the file once, piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        start = opened.read(_START)
        encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "") or (_unmarked(start) if b"\0" in start else "utf-8")
        opened.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        is_guarded = False
        is_plain = encoding == "utf-8" and not start.startswith(codecs.BOM_UTF8) and not re.match(rb"\r?\n", start)
        lines = quotes = 0
        tail = b""
        while piece := opened.read(PIECE):
            digest.update(piece)
            if encoding != "utf-8":
                continue
            if not _is_decoded(decoder, piece):
                encoding, is_plain = "cp1252", False
                continue
            text = tail + piece
            ends = np.frombuffer(text, np.uint8) == _LINE_FEED
            lines += int(np.count_nonzero(ends[len(tail) :]))
            quotes += piece.count(b'"') if b'"' in piece else 0
            is_guarded = is_guarded or _has_guard(text)
            is_plain = is_plain and not (ends[1:] & ends[:-1]).any() and not (b"\r" in text and _has_odd_return(text))
            tail = text[-2:]
        if encoding == "utf-8" and decoder.getstate()[0]:
            encoding, is_plain = "cp1252", False
    is_plain = is_plain and not tail.endswith(b"\r")
    separator = _separator(start.decode(encoding, errors="ignore")) if encoding else ""
    return CsvText(digest.hexdigest(), encoding, separator, is_plain, lines + (not tail.endswith(b"\n")), quotes, is_guarded)


def unguarded(cell: str) -> str:
    """The text that ="0123" or '0123 means; any other formula stays as it is written."""
    for guard in GUARDS:
        cell = re.sub(guard, r"\1", cell)
    return cell


def _has_guard(text: bytes) -> bool:
    return b'="' in text or (b"'" in text and bool(_GUARD_BYTES.search(text)))


def _is_decoded(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    if piece.isascii() and not decoder.getstate()[0]:
        return True
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _has_odd_return(text: bytes) -> bool:
    """A blank line with a carriage return, or a carriage return that ends a line by itself; one at the very end waits for the next piece."""
    return bool(_BLANK_BYTES.search(text) or _LONE_BYTES.search(text, 0, len(text) - text.endswith(b"\r")))


def _unmarked(start: bytes) -> str | None:
    """UTF-16 without its mark: plain text in it has a NUL in every other place and nowhere else."""
    zeros = start[::2].count(0), start[1::2].count(0)
    if min(zeros) or max(zeros) < 0.4 * len(start):
        return None
    return "utf-16-be" if zeros[0] else "utf-16-le"


def rewritten(path: Path, text: CsvText, target: Path) -> Path:
    """A copy as UTF-8 in which a blank line keeps its number: the csv scanner passes over truly empty lines."""
    decoder = codecs.getincrementaldecoder("utf-8-sig" if text.encoding == "utf-8" else text.encoding)(errors="replace")
    last, carried, is_end = "\n", "", False
    with path.open("rb") as opened, target.open("w", encoding="utf-8", newline="") as copy:
        while not is_end:
            piece = opened.read(PIECE)
            is_end = not piece
            said = carried + decoder.decode(piece, final=is_end)
            # A carriage return waits for the line feed that the next piece may begin with; one that stands alone is a line end too.
            carried = "\r" if said.endswith("\r") and not is_end else ""
            said = last + _LONE_RETURN.sub("\n", said.removesuffix(carried))
            copy.write(_BLANK_LINE.sub(text.separator, said)[1:])
            last = said[-1]
    return target


def _separator(text: str) -> str:
    """The mark that cuts most lines into equally many cells; addresses full of commas do not outvote a semicolon."""
    lines = text.splitlines()[:HEAD_ROWS]

    def agreement(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=agreement)


def row_left_open(path: Path, separator: str) -> int | None:
    """Number of the row with a quotation mark that stays open, so that the rows below become part of its cell."""
    number = 0
    with path.open(encoding="utf-8", newline="") as opened:
        try:
            for _ in csv.reader(opened, delimiter=separator, strict=True):
                number += 1
        except csv.Error:
            return number + 1
    return None


def head_of(path: Path, file: str, separator: str) -> list[list[str]]:
    """The first rows of a text in UTF-8, without blanks around the cells. UserError for a cell beyond every limit."""
    head: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as opened:
        try:
            for row in islice(csv.reader(opened, delimiter=separator), HEAD_ROWS):
                head.append([unguarded(cell.strip()) for cell in row])
        except csv.Error as error:
            raise limits.cell_too_long(file, len(head) + 1) from error
    return head
