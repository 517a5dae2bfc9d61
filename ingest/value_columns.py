"""The columns that hold values: which header of a wide layout means which code, also where men, women and their sum have a column each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.contracts import Cells, header_key

_PART = re.compile(
    r"^(?P<whole>.*?\S)[\s_:(/-]+(?:(?P<men>laki[\s_-]*laki|laki|lk|pria|l)|(?P<women>perempuan|wanita|pr|p)|(?P<sum>jumlah|jml|total|l\s*[+/]\s*p))\)?\.?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:grand)?(?:jumlah|jml|total)(?:total|ppks|pmks|seluruhnya|keseluruhan|semua)?")
_MEN, _WOMEN = re.compile(r"l|lk|pria|laki(?:laki)?"), re.compile(r"p|pr|perempuan|wanita")
_AGES = re.compile(r"\W*(?:usia|umur)?\s*(?:\d{1,2}\s*(?:[-–]|s/?d)\s*\d{1,2}|[<>≥≤]\s*\d{1,2}|\d{1,2}\s*(?:\+|ke atas))\s*(?:th|thn|tahun)?\W*", re.IGNORECASE)

Parts = tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Values:
    """(column index, code) of each value; `added` holds the column whose number is to be added to that of the column it stands for.

    `unclear` is the header of a value whose parts do not say which of them is the value; `parts` holds for a column that says a sum the columns of
    men and women beside it.
    """

    cells: tuple[tuple[int, str], ...] = ()
    added: tuple[tuple[int, int], ...] = ()
    unclear: str = ""
    parts: Parts = ()


NO_VALUES = Values()


def value_cells(rule: Cells, labels: Sequence[str], taken: set[int], codes: Mapping[str, str], groups: Sequence[Sequence[str]] = ()) -> Values:
    """The value columns among these headers; `taken` are columns of fields, `codes` the headers that name a PPKS kind.

    A header that stands twice gives two columns of its code: each row is then refused, none is overlooked.
    `groups` holds for each column the labels above its own, the topmost first, also those that stand merged above several columns.
    """
    ignored = {header_key(header) for header in rule.ignore}
    by_header = value_headers(rule, codes)
    parts: dict[str, dict[str, list[int]]] = {}
    for index, label in enumerate(labels):
        key = header_key(label)
        if not key or key in ignored or index in taken:
            continue
        found = _meaning(label, by_header)
        if not found and groups:
            above = (_code(" ".join(groups[index][start:]), by_header) for start in range(len(groups[index])))
            found = next(((code, "other") for code in above if code), None)
        if found:
            parts.setdefault(found[0], {}).setdefault(found[1], []).append(index)
    cells: list[tuple[int, str]] = []
    added: list[tuple[int, int]] = []
    unclear = []
    summed: list[tuple[int, tuple[int, ...]]] = []
    for code, columns in parts.items():
        value = _value_of(columns, labels)
        if value is None:
            value = [min(index for indices in columns.values() for index in indices)], []
            unclear += value[0]
        cells += [(index, code) for index in value[0]]
        added += value[1]
        if all(len(columns.get(part, ())) == 1 for part in ("sum", "men", "women")) and value[0] == columns["sum"]:
            summed.append((columns["sum"][0], (columns["men"][0], columns["women"][0])))
    return Values(tuple(sorted(cells)), tuple(added), labels[min(unclear)] if unclear else "", tuple(summed))


def parts_beside(labels: Sequence[str], count: int, taken: set[int]) -> Parts:
    """The columns of men and women, and those of ages, that a column `count` of their sum stands beside; none of them is read."""
    free = {index: label for index, label in enumerate(labels) if index not in taken}
    men, women = ([index for index, label in free.items() if sex.fullmatch(header_key(label))] for sex in (_MEN, _WOMEN))
    ages = [index for index, label in free.items() if _AGES.fullmatch(label)]
    found = ((*men, *women) if len(men) == len(women) == 1 else (), tuple(ages) if len(ages) > 1 else ())
    return tuple((count, parts) for parts in found if parts)


def is_sum(label: str) -> bool:
    """Whether a header is that of a printed total, or of one of a part of the columns."""
    return is_whole(label) or is_whole(re.sub(r"^\W*sub", "", label, flags=re.IGNORECASE))


def is_whole(label: str) -> bool:
    """Whether a header is that of the total of all columns."""
    return _WHOLE.fullmatch(header_key(label)) is not None


def value_headers(rule: Cells, codes: Mapping[str, str]) -> dict[str, str]:
    """The code of each header that this rule knows; what it says itself goes before the names of the kinds."""
    by_header = {header_key(header): code for code, headers in rule.columns.items() for header in headers}
    return {**codes, **by_header} if rule.by_kind else by_header


def code_of(label: str, by_header: Mapping[str, str]) -> str | None:
    """The code of the value that a header names, or a part of which it names."""
    found = _meaning(label, by_header)
    return found and found[0]


def _meaning(label: str, by_header: Mapping[str, str]) -> tuple[str, str] | None:
    """The code and the part of it: '' the value itself, or 'men', 'women', 'sum'; a part of another name is 'other'."""
    if code := _code(label, by_header):
        return code, ""
    if (found := _PART.match(label.strip())) and (code := _code(found["whole"], by_header)):
        return code, str(found.lastgroup)
    return None


def _code(label: str, by_header: Mapping[str, str]) -> str | None:
    key = header_key(label)
    return by_header.get(key) or by_header.get(re.sub(r"^\d+", "", key))


def _value_of(columns: Mapping[str, list[int]], labels: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]] | None:
    """The columns to read and those to add to them; None when that is not clear, as for one header that stands twice."""
    if set(columns) == {""} and len({header_key(labels[index]) for index in columns[""]}) == len(columns[""]):
        return columns[""], []
    if len(columns.get("sum", ())) == 1 and "" not in columns:
        return columns["sum"], []
    if set(columns) == {"men", "women"} and len(columns["men"]) == len(columns["women"]) == 1:
        return columns["men"], [(columns["men"][0], columns["women"][0])]
    return None
