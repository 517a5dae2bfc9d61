"""The meeting a report is made for: what, when and where; it stands on the cover alone and changes no number."""

import re
from dataclasses import dataclass
from datetime import date

from charts.words import day_long
from planning.kept.saved import one_line, remark

NAME_LENGTH, PLACE_LENGTH = 200, 60
_TERM = re.compile(r"\b(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d\b")  # 'masa bakti 2025-2030' is no phone


@dataclass(frozen=True, slots=True)
class Occasion:
    """Name of the meeting, its day and its place; each may be left out, '' and None, but not all of them."""

    name: str = ""
    day: date | None = None
    place: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """'Musyawarah Daerah IPSM Kota Bandung' over '12 Desember 2025, Gedung Serbaguna', as far as they are known."""
        when_and_where = ", ".join(filter(None, (day_long(self.day) if self.day else "", self.place)))
        return tuple(filter(None, (self.name, when_and_where)))


def occasion_of(name: str, day: date | None, place: str) -> Occasion | None:
    """The meeting as it was typed; None where nothing was. UserError for a text that is too long or speaks of a person."""
    name, place = _said("Nama acara", name, NAME_LENGTH), _said("Tempat acara", place, PLACE_LENGTH)
    return Occasion(name, day, place) if name or day or place else None


def _said(what: str, text: str, longest: int) -> str:
    if not text.strip():
        return ""
    line = one_line(what, text, longest)
    remark(what, _TERM.sub("masa", line), longest)
    return line
