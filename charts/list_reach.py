"""What is said where the list behind a figure does not speak of the chosen month; the one rule of all pages.

Unknown is never zero, and a page never mixes months. A page of one list goes back to the last month of that list. Where several lists, or several
cities, stand side by side, what a list does not reach is left empty. A month before the list begins shows nothing.
"""

from dataclasses import dataclass
from datetime import date

from charts.words import LISTS, capital, month_long

# Indicators that look back over many months, by the list that must cover these months; queries/metrics knows none of them before.
LOOKS_BACK = {"trained_members": ("attendance", 24), "kelurahan_reached": ("activity", 12)}


@dataclass(frozen=True, slots=True)
class Reach:
    """The months `first` to `last` of which the list of a city speaks, beside the month `asked` for; first days of months."""

    subject: str
    city_name: str
    first: date
    last: date
    asked: date

    @property
    def is_before(self) -> bool:
        """Whether the month lies before the list."""
        return self.asked < self.first

    @property
    def is_after(self) -> bool:
        """Whether the month lies after the list."""
        return self.last < self.asked

    @property
    def is_within(self) -> bool:
        """Whether the list speaks of the month."""
        return not (self.is_before or self.is_after)

    @property
    def end(self) -> str:
        """'hanya sampai November 2025', to be said of a month outside the list."""
        return f"baru dimulai {month_long(self.first)}" if self.is_before else f"hanya sampai {month_long(self.last)}"

    def young(self, months: int) -> str:
        """'baru memuat 2 dari 12 bulan' where the list has begun but does not cover so many months up to the one asked for, else ''."""
        held = 12 * (self.asked.year - self.first.year) + self.asked.month - self.first.month + 1
        return f"baru memuat {held} dari {months} bulan" if 0 < held < months else ""

    @property
    def limit(self) -> str:
        """'daftar kegiatan Kota Pariaman hanya sampai November 2025'."""
        return f"{LISTS[self.subject]} {self.city_name} {self.end}"

    @property
    def shown_instead(self) -> str:
        """A page that went back to the last month of its list."""
        return f"{capital(self.limit)}; yang ditampilkan keadaan bulan itu, bukan {month_long(self.asked)}."

    @property
    def not_shown(self) -> str:
        """A page, or a part of one, that leaves these figures empty."""
        return f"{capital(self.limit)}; untuk {month_long(self.asked)} angkanya tidak diketahui."

    @property
    def other_month(self) -> str:
        """A page that has nothing to show before its list begins."""
        return f"{capital(self.limit)}. Pilih bulan itu atau sesudahnya."
