"""Indonesian forms of counts, points and ranks in the sentences of a plan."""

import re

from data.forms import is_known, numeral

# What the kinds of volunteers are called in a short line; the others by their code.
_SHORT_KINDS = {
    "KT-A": "Karang Taruna", "TAGANA": "Tagana", "PBI": "Pendamping PBI", "PKH": "Pendamping PKH", "SLRT-F": "Fasilitator SLRT",
    "RELSOS": "Relawan Sosial", "PENSOS": "Penyuluh Sosial", "PSP": "Peksos",
}

_LOAD = re.compile(r"[\d.,]+ PPKS per anggota, ")
_IDLE_LOAD = re.compile(r"[\d.,]+ PPKS tanpa anggota aktif")


def whole(value: float) -> str:
    """1.234."""
    return numeral(float(value))


def rate(value: float) -> str:
    """412, 8,4 or 0,3: one decimal below ten, unless the number is round."""
    return numeral(float(value), 0 if value >= 9.95 or value == round(value) else 1)


def points(value: float) -> str:
    """3,2; a difference too small to show is not shown as none."""
    return "kurang dari 0,1" if 0 < value < 0.05 else numeral(float(value), 1)


def share(value: float | None, most: float | None) -> float | None:
    """What a list covers of the most that could be covered, in percent; None where one of them is not known or there is nothing to cover."""
    return 100 * value / most if is_known(value) and is_known(most) and most else None


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
