"""Dates as Indonesian exports write them."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

MONTHS = {
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "agustus": 8,
    "september": 9, "oktober": 10, "november": 11, "nopember": 11, "desember": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
    "peb": 2, "aug": 8, "oct": 10, "dec": 12,
    "jan": 1, "feb": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8, "agus": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11, "des": 12,
}
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ t].*)?$")
_DAYS = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)"
_WORDS = re.compile(rf"^(?:[a-z']+,\s*|{_DAYS}\s+)?(\d{{1,2}})(?:\s+|-|/|\.)([a-z]+)\.?(?:\s+|-|/)(\d{{4}}|\d{{2}})(?:[ t]\d.*)?$")
_PACKED = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_MONTH_YEAR = re.compile(r"^([a-z]+)\.?(?:\s*(?:-|–|s/d|sampai|hingga)\s*[a-z]+)?\.?\s+(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")  # the fraction is the time of the day
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000  # 1927 to 2064 in the day numbers of a spreadsheet


def parse_date(text: str) -> date | None:
    """The day a text means, day before month; None when it means none.

    A month with a year is its first day, a bare year its first day, a month range its first month. Two-digit years up to 30
    are 20xx. Day numbers of a spreadsheet count from 1899-12-30.
    """
    plain = text.strip().lower()
    if found := _ISO.match(plain):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.match(plain):
        return day_of(_full_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.match(plain):
        return day_of(_full_year(found[3]), MONTHS.get(found[2], 0), int(found[1]))
    if found := _PACKED.match(plain):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_YEAR.match(plain):
        return day_of(int(found[2]), MONTHS.get(found[1], 0), 1)
    if _YEAR.match(plain):
        return day_of(int(plain), 1, 1)
    if (found := _SERIAL.match(plain)) and _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(found[1]))
    return None


def month_first_among(texts: Iterable[str]) -> frozenset[str]:
    """The texts that may mean two days, in a sheet that writes the month first at least as often as the day: 01/31/2024 shows that it does, and of
    03/05/2024 nobody knows then. A rare 05/25/2024 among many 25/05/2024 is a slip, and makes no other date doubtful."""
    found = {text: (int(match[1]), int(match[2])) for text in texts if (match := _DAY_FIRST.match(text.strip()))}
    month_first = sum(first <= 12 < second for first, second in found.values())
    day_first = sum(second <= 12 < first for first, second in found.values())
    if not month_first or month_first < day_first:
        return frozenset()
    return frozenset(text for text, (first, second) in found.items() if first != second and max(first, second) <= 12)


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= 30 else 1900)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None when there is no such day between 1900 and 2100."""
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)
