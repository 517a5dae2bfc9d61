"""Dates and periods as Indonesian exports write them."""

import re
from calendar import monthrange
from datetime import date, timedelta

_MONTHS = {
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "agustus": 8,
    "september": 9, "oktober": 10, "november": 11, "nopember": 11, "desember": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11, "des": 12,
}
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ t].*)?$")
_WORDS = re.compile(r"^(?:[a-z']+,\s*)?(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})$")
_MONTH_YEAR = re.compile(r"^([a-z]+)\.?(?:\s*(?:-|–|s/d|sampai|hingga)\s*[a-z]+)?\.?\s+(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_SERIAL = re.compile(r"^\d{5}$")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000  # 1927 to 2064 in the day numbers of a spreadsheet


def parse_date(text: str) -> date | None:
    """The day a text means, day before month; None when it means none.

    A month with a year is its first day, a bare year its first day, a month range its first month. Two-digit years up to 30
    are 20xx. Day numbers of a spreadsheet count from 1899-12-30.
    """
    plain = text.strip().lower()
    if found := _ISO.match(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.match(plain):
        return _day(_full_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.match(plain):
        return _day(int(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
    if found := _MONTH_YEAR.match(plain):
        return _day(int(found[2]), _MONTHS.get(found[1], 0), 1)
    if _YEAR.match(plain):
        return _day(int(plain), 1, 1)
    if _SERIAL.match(plain) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(plain))
    return None


def parse_period(year: str | None, semester: str | None, month: str | None) -> date | None:
    """The month a count stands for: the month said, else the end of the semester, else of the year; None without a year.

    A year alone that has not ended stands for the running month: nothing is known beyond it.
    """
    found = re.search(r"(?:19|20)\d{2}", year or "")
    if not found:
        return None
    if month:
        number = _MONTHS.get(month.strip().lower()) or (int(month) if month.strip().isdigit() else 0)
        return _day(int(found[0]), number, 1)
    if semester:
        half = {"1": 6, "i": 6, "2": 12, "ii": 12}.get(re.sub(r"semester|\s|\.0$", "", semester.lower()))
        return _day(int(found[0]), half, 1) if half else None
    today = date.today()
    return _day(int(found[0]), today.month if int(found[0]) == today.year else 12, 1)


def period_in_text(text: str) -> date | None:
    """The month a title, sheet name or file name speaks of; None when it names no year or several."""
    plain = re.sub(r"[_\s]+", " ", text).lower()
    found = re.search(r"(\d{1,2})\s+([a-z]+)\s+((?:19|20)\d{2})", plain)
    if found and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], 1)
    found = re.search(r"\b([a-z]+)\s+((?:19|20)\d{2})\b", plain)
    if found and found[1] in _MONTHS:
        return _day(int(found[2]), _MONTHS[found[1]], 1)
    years = set(re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", plain))
    if len(years) != 1:
        return None
    half = re.search(r"semester\s+(ii|i|1|2)\b", plain)
    return parse_period(years.pop(), half[1] if half else None, None)


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= 30 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)
