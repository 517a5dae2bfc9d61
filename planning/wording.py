"""Indonesian forms of counts, months and ranks in the sentences of a plan."""

import re
from datetime import date
from functools import lru_cache

import pandas as pd
from babel.dates import format_date

from geo.numerals import numeral

# What the kinds of volunteers are called in a short line; the others by their code.
_SHORT_KINDS = {
    "KT-A": "Karang Taruna", "TAGANA": "Tagana", "PBI": "Pendamping PBI", "PKH": "Pendamping PKH", "SLRT-F": "Fasilitator SLRT",
    "RELSOS": "Relawan Sosial", "PENSOS": "Penyuluh Sosial", "PSP": "Peksos",
}

_LOAD = re.compile(r"[\d.,]+ PPKS per anggota, ")
_IDLE_LOAD = re.compile(r"[\d.,]+ PPKS tanpa anggota aktif")


def is_known(value: object) -> bool:
    """Whether there is a value at all."""
    return value is not None and not pd.isna(value)


def whole(value: float) -> str:
    """1.234."""
    return numeral(float(value))


def rate(value: float) -> str:
    """412, 8,4 or 0,3: one decimal below ten, unless the number is round."""
    return numeral(float(value), 0 if value >= 9.95 or value == round(value) else 1)


def points(value: float) -> str:
    """3,2; a difference too small to show is not shown as none."""
    return "kurang dari 0,1" if 0 < value < 0.05 else numeral(float(value), 1)


@lru_cache(maxsize=1_000)
def month(day: date) -> str:
    """Mei 2025."""
    return format_date(day, "MMM y", locale="id")


def kind_name(code: str) -> str:
    """PSM, Karang Taruna: how a kind of volunteer is called in a short line."""
    return _SHORT_KINDS.get(code, code)


def short_id(volunteer_id: str) -> str:
    """6E853E: the first letters of a member's id, enough to find the row again."""
    return volunteer_id.replace("-", "")[:6].upper()


def label(kind_code: str, place_name: str, volunteer_id: str) -> str:
    """How a member is called without a name: PSM Cijerah 6E853E."""
    return f"{kind_name(kind_code)} {place_name} {short_id(volunteer_id)}"


def rank(position: float, count: float) -> str:
    """'tertinggi', 'tertinggi ke-4' for the first tenth, then 'urutan ke-40 dari 151'."""
    if position <= 1:
        return "tertinggi"
    if position <= max(5, count / 10):
        return f"tertinggi ke-{whole(position)}"
    return f"urutan ke-{whole(position)} dari {whole(count)}"


def listed(names: list[str], most: int = 5) -> str:
    """A, B, dan C; after `most` names 'dan 4 lainnya'."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])}, dan {whole(len(names) - most)} lainnya"
    if len(names) <= 2:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def sentence(parts: list[str]) -> str:
    """The parts joined with semicolons, the first letter large, a full stop at the end."""
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def for_outside(reason: str) -> str:
    """A reason without the counts of people in need: what is handed out says the rank of the load, the screen its size."""
    said = _IDLE_LOAD.sub("PPKS tanpa anggota aktif", _LOAD.sub("beban PPKS ", reason))
    return said[:1].upper() + said[1:]
