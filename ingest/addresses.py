"""Two places in one table, as of the identity card and of where somebody lives: each column gets a name of its own, and a person says which counts."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from ingest.contracts import header_key, load_shared

FIELDS = ("kelurahan", "kelurahan_code", "kecamatan")
_QUALIFIED = re.compile(r"\b(?:e ?ktp|ktp|kk|domisili|asal|tinggal|sekarang)\b")
_PLACE = {
    "kelurahan": re.compile(r"\b(?:kelurahan|desa|kel)\b"), "kelurahan_code": re.compile(r"\b(?:kelurahan|desa|kel)\b"),
    "kecamatan": re.compile(r"\b(?:kecamatan|kec)\b"),
}


def is_of_address(label: str, field: str) -> bool:
    """Whether a header says the place of one address among several, as 'Kelurahan KTP'."""
    words = " ".join(re.sub(r"[\W_]+", " ", label.lower()).split())
    is_code = "kode" in words.split()
    return bool(_QUALIFIED.search(words) and _PLACE[field].search(words)) and is_code == (field == "kelurahan_code")


def told_apart(labels: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """The headers, those of places that stand several times with what is written above them, or else with the number of their column."""
    keys = list(map(header_key, labels))
    often = {key for key, count in Counter(keys).items() if count > 1 and key in _place_keys()}
    named = [f"{above[index]} {label}" if keys[index] in often and above[index] else label for index, label in enumerate(labels)]
    counts = Counter(map(header_key, named))
    return tuple(
        f"{name} (kolom ke-{index + 1})" if keys[index] in often and counts[header_key(name)] > 1 else name for index, name in enumerate(named)
    )


def above_of(head: Sequence[Sequence[str]], header_row: int, groups: Sequence[Sequence[str]], width: int) -> list[str]:
    """What is written above each column: the groups of a header of several rows, else the row right above it unless that is a title."""
    if groups:
        return [" ".join(group) for group in groups]
    upper = head[header_row - 2] if header_row > 1 else ()
    if len([cell for cell in upper if cell]) < 2:
        return [""] * width
    said, found = "", []
    for index in range(width):
        said = (upper[index] if index < len(upper) else "") or said
        found.append(said)
    return found


@cache
def _place_keys() -> frozenset[str]:
    shared = load_shared()
    return frozenset(header_key(header) for field in FIELDS for header in shared.get(field, ()))
