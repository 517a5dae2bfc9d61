"""The month a count stands for, as titles, sheets, file names and columns of year, semester and month say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.dates import MONTHS, day_of

_YEAR = r"(?:19|20)\d{2}"
_PRINTED = re.compile(r"\b(?:tgl\.?|tanggal|waktu)?\s*(?:di)?(?:cetak|unduh|ekspor|export(?:ed)?|print(?:ed)?|download(?:ed)?)\b.*")
# A law, decree or letter with its number and year; a title that goes on to speak of data has its own year.
_DECREE = re.compile(
    r"\b(?:uu|undang[ -]undang|pp|perpu|perpres|keppres|inpres|permen\w*|kepmen\w*|pergub|perda|perwal\w*|perbup|kepwal\w*|peraturan|keputusan"
    r"|instruksi|nota dinas|nodin|memo|sk|surat|nomor|nomer|no)\b(?:(?!\b(?:data|rekap\w*|laporan|daftar|keadaan|periode|posisi|kondisi|bulan|semester|triwulan|ppks|pmks)\b).){0,80}?"
    rf"(?<!\d){_YEAR}(?!\d)"
)
_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_FULL = "|".join(sorted((word for word in MONTHS if len(word) > 4 or word in ("juni", "juli", "mei")), key=len, reverse=True))
_NAMED = re.compile(rf"\b({_WORD})\b\.?,?\s*(?:tahun|thn\.?|th\.?|t\.?a\.?)?\s*({_YEAR})(?!\d)|(?<!\d)({_YEAR})\s*[-/]?\s*({_FULL})\b")
_LONE = re.compile(rf"\b({_FULL})\b|^\W*({_WORD})\W*$")
_DATED = re.compile(
    rf"(?<![\d/.-])(?:3[01]|[12]\d|0?[1-9])[-/. ](0?[1-9]|1[0-2])[-/. ]({_YEAR})(?!\d)"  # 30/06/2024
    rf"|(?<!\d)({_YEAR})[-/. ](0[1-9]|1[0-2])(?:[-/. ](?:3[01]|[12]\d|0[1-9]))?(?!\d)(?![-/.]\d)"  # 2024-06, 2024-06-30
    rf"|(?<![\d/.-])(0?[1-9]|1[0-2])[-/]({_YEAR})(?!\d)"  # 06/2024
    r"|(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?:3[01]|[12]\d|0[1-9])?(?!\d)"  # 202406, 20240630
    r"|(?<![\d/.-])(?:3[01]|[12]\d|0?[1-9])[-/.](0?[1-9]|1[0-2])[-/.](\d{2})(?!\d)"  # 30/06/24
)
_NUMBERS = {"1": 1, "i": 1, "kesatu": 1, "pertama": 1, "2": 2, "ii": 2, "kedua": 2, "3": 3, "iii": 3, "ketiga": 3, "4": 4, "iv": 4, "keempat": 4}
_PART = re.compile(
    r"\b(?:(?P<half>semester|smt|smstr)|(?P<quarter>triwulan|tribulan|trimester|kuartal|quartal|tw)|(?P<third>caturwulan|catur wulan|cawu))"
    r"[\s.:-]*(?:ke[\s-]*)?(?P<number>kesatu|pertama|kedua|ketiga|keempat|iv|i{1,3}|[1-9])?(?![a-z\d])"
)
_NUMBER_AFTER = re.compile(r"\s*(?:dan|&|,|-|–|s/d|s\.?d\.?|sampai(?: dengan)?|hingga)\s*(iv|i{1,3}|[1-4])\b")
_OTHER_NUMBER = re.compile(r"[\s.:-]*(?:ke[\s-]*)?(?:[ivx]+|\d{1,2})\b")
_MONTHS_OF = {"half": 6, "quarter": 3, "third": 4}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_COUNTED = rf"(\d{{1,2}}|[ivx]{{1,4}})(?![a-z\d])(?!\s*(?:{_FULL})\b)"
_NUMBERED = re.compile(rf"\b(?:bulan|bln)\b[\s.:]*(?:ke[\s.-]*)?{_COUNTED}(?:\s*(?:-|–|s/d|s\.?d\.?|sampai(?: dengan)?|hingga)\s*(?:ke[\s.-]*)?{_COUNTED})?")
_OTHER_MONTH = re.compile(rf"\b(?:bulan|bln)\b[\s.:]*(?:ke[\s-]+)?(?!(?:tahun|thn|th|ta)\b)[a-z]+\.?,?\s+(?:tahun |thn\.? )?{_YEAR}(?!\d)")
_RANGE = re.compile(r"^\s*(?:[-–]|s/d|s\.?d\.?|sampai|hingga)|(?:[-–]|s/d|s\.?d\.?|sampai(?: dengan)?|hingga)\s*\d{0,2}\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What one text says of a period; `is_unreadable` when it speaks of a month that cannot be read."""

    year: int | None = None
    month: int | None = None
    is_unreadable: bool = False


def said_in(text: str) -> Said:
    """What a title, a sheet's name or a file's name says; years of regulations and dates of printing are no period."""
    plain = " ".join(re.sub(r"[_\s]+", " ", text).lower().split())
    plain = _DECREE.sub(" ", _PRINTED.sub("", plain))
    months = _months_with_year(plain)
    if months:
        return Said(*months[0]) if len(set(months)) == 1 else Said(is_unreadable=True)
    years = {int(year) for year in re.findall(rf"(?<!\d)({_YEAR})(?!\d)", plain)}
    year = years.pop() if len(years) == 1 else None
    if numbered := _months_by_number(plain):
        return Said(year, numbered.pop()) if len(numbered) == 1 and 0 not in numbered and not years else Said(is_unreadable=True)
    if (part := _part_of_year(plain)) is not None:
        return Said(year, part) if part and not years else Said(is_unreadable=True)
    lone = _months_alone(plain)
    if len(lone) == 1 and not years:
        return Said(year, lone.pop())
    return Said(year, is_unreadable=True) if lone or _OTHER_MONTH.search(plain) else Said(year)


def _part_of_year(plain: str) -> int | None:
    """The last month of the semester or quarter that is named, of several the last; 0 when there is no such one, None when none is named."""
    for match in _PART.finditer(plain):
        if match["number"]:
            later = _NUMBER_AFTER.match(plain, match.end())
            number = _NUMBERS.get(later[1] if later else match["number"], 0)
            month = number * _MONTHS_OF[next(name for name in _MONTHS_OF if match[name])]
            return month if month <= 12 else 0
        if _OTHER_NUMBER.match(plain, match.end()):
            return 0
    return None


def _months_by_number(plain: str) -> set[int]:
    """The months said as 'bulan 3' or 'bulan ke-III', of a range its end; 0 for one that does not exist."""
    said = {match[2] or match[1] for match in _NUMBERED.finditer(plain)}
    numbers = {_ROMAN.index(text) + 1 if text in _ROMAN else int(text) if text.isdigit() else 0 for text in said}
    return {number if number <= 12 else 0 for number in numbers}


def _months_alone(plain: str) -> set[int]:
    """The months named without a year; of a range its end."""
    months: list[int] = []
    end = 0
    for match in _LONE.finditer(plain):
        if months and _RANGE.search(plain[end : match.start()]):
            months.pop()
        months.append(MONTHS[match[1] or match[2]])
        end = match.end()
    return set(months)


def _months_with_year(plain: str) -> list[tuple[int, int]]:
    """(year, month) of each month that stands with its year, of a range its end."""
    found = [(match.start(), match.end(), match) for match in (*_DATED.finditer(plain), *_NAMED.finditer(plain))]
    months: list[tuple[int, int]] = []
    end = 0
    for start, stop, match in sorted(found, key=lambda one: one[:2]):
        if start < end and months:
            continue
        one = _of_dated(match) if match.re is _DATED else _of_named(match)
        if months and _RANGE.search(plain[end:start]):
            months.pop()
        months.append(one)
        end = stop
    return months


def _of_dated(match: re.Match) -> tuple[int, int]:
    groups = match.groups()
    pairs = ((groups[1], groups[0]), (groups[2], groups[3]), (groups[5], groups[4]), (groups[6], groups[7]), (groups[9], groups[8]))
    year, month = next(pair for pair in pairs if pair[0])
    return int(year) if len(year) == 4 else 2000 + int(year), int(month)


def _of_named(match: re.Match) -> tuple[int, int]:
    return (int(match[2]), MONTHS[match[1]]) if match[1] else (int(match[3]), MONTHS[match[4]])


def period_among(texts: Sequence[str]) -> tuple[date | None, int | None]:
    """The month these texts speak of, the first one first, and the index of the text that decided it.

    A text may say the year and another one the month. None when none says a year, or when a month cannot be read.
    """
    year = month = None
    decided = None
    for index, said in enumerate(map(said_in, texts)):
        if said.is_unreadable:
            return None, index
        is_same_year = said.year is None or year is None or said.year == year
        if said.month and is_same_year:
            if month and month != said.month:
                return None, index
            month, decided = said.month, index
        if said.year and not year:
            year, decided = said.year, index if decided is None else decided
        if year and month:
            return day_of(year, month, 1), decided
    return (_end_of(year), decided) if year else (None, None)


def parse_period(year: str | None, semester: str | None, month: str | None) -> date | None:
    """The month a count stands for: the month said, else the end of the semester, else of the year; None without a year.

    A year alone that has not ended stands for the running month: nothing is known beyond it.
    """
    said = said_in(year or "")
    if said.year is None:
        return None
    if month:
        number = _month_number(month)
        return day_of(said.year, number, 1)
    if semester:
        half = {"1": 6, "i": 6, "2": 12, "ii": 12}.get(re.sub(r"semester|\s|\.0$", "", semester.lower()))
        return day_of(said.year, half, 1) if half else None
    return day_of(said.year, said.month, 1) if said.month else _end_of(said.year)


def says_year_only(year: str | None, semester: str | None, month: str | None) -> bool:
    """Whether a row leaves the month of its year to the title."""
    return not semester and not month and said_in(year or "").month is None


def _month_number(text: str) -> int:
    """1 to 12 of a month, its name or a part of a year; 0 when it is none."""
    plain = re.sub(r"\.0$", "", text.strip().lower())
    if plain.isdigit():
        return int(plain)
    if plain in MONTHS:
        return MONTHS[plain]
    said = said_in(plain)
    return said.month if said.month and said.year is None else 0


def _end_of(year: int) -> date | None:
    today = date.today()
    return day_of(year, today.month if year == today.year else 12, 1)
