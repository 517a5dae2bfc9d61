"""Indonesian numbers, months and sentences as a meeting says them."""

from datetime import date

import pandas as pd
from babel.dates import format_date

from geo.numerals import numeral

UNKNOWN = "tidak ada data"
_WHOLE_UNITS = ("orang", "anggota", "kegiatan", "laporan", "keluarga")


def is_known(value: float | None) -> bool:
    """Whether there is a number at all."""
    return value is not None and not pd.isna(value)


def number(value: float | None, decimals: int = 0) -> str:
    """1.234,5; an en dash for what is not known."""
    return numeral(float(value), decimals) if is_known(value) else "–"


def amount(value: float | None, unit: str) -> str:
    """A number with its unit, percent without a space; `UNKNOWN` when there is none."""
    if not is_known(value):
        return UNKNOWN
    text = number(value, decimals_for(unit, float(value)))
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def decimals_for(unit: str, value: float) -> int:
    """Rates below ten keep one decimal, counts none."""
    return int(unit not in _WHOLE_UNITS and abs(value) < 10 and value != round(value))


def month(day: date) -> str:
    """Des 2024."""
    return format_date(day, "MMM y", locale="id")


def month_long(day: date) -> str:
    """Desember 2024."""
    return format_date(day, "MMMM y", locale="id")


def day_long(day: date) -> str:
    """31 Desember 2024."""
    return format_date(day, "d MMMM y", locale="id")


def change(now: float | None, before: float | None, unit: str, since: str) -> str:
    """How a figure moved, arrow first: '▲ 64 orang dari Des 2023', 'tetap sejak Des 2023'."""
    if not (is_known(now) and is_known(before)):
        return f"belum ada pembanding {since}"
    difference = float(now) - float(before)
    decimals = decimals_for(unit, difference)
    if round(difference, decimals) == 0:
        return f"tetap sejak {since}"
    arrow = "▲" if difference > 0 else "▼"
    points = "poin persen" if unit == "%" else unit
    return f"{arrow} {number(abs(difference), decimals)} {points} dari {since}"


def coverage_headline(met: int, known: int, total: int, shortage: int, norm_name: str, unit_word: str) -> str:
    """The answer first: how many kelurahan meet the norm and how many people are missing."""
    rule = norm_name[0].lower() + norm_name[1:]
    for ending in (" tiap desa/kelurahan", " tiap kelurahan"):
        rule = rule.removesuffix(ending)
    if known == 0:
        return f"Belum ada daftar anggota: pemenuhan {rule} belum dapat dinilai."
    who = f"Semua {number(total)}" if met == known == total else f"{number(met)} dari {number(known)}"
    unknown = "" if known == total else f" ({number(total - known)} belum ada data)"
    lack = "tidak ada kekurangan" if shortage == 0 else f"kurang {number(shortage)} orang"
    return f"{who} {unit_word}{unknown} memenuhi {rule}; {lack}."


def age(latest: date, today: date) -> str:
    """How old data are, in the largest whole unit: '21 hari', '11 bulan', '2 tahun 3 bulan'."""
    days = (today - latest).days
    if days < 60:
        return f"{days} hari"
    months = (today.year - latest.year) * 12 + today.month - latest.month - (today.day < latest.day)
    if months < 24:
        return f"{months} bulan"
    years, rest = divmod(months, 12)
    return f"{years} tahun {rest} bulan" if rest else f"{years} tahun"
