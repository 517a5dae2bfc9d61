"""The faults put into the case lists on purpose, as many as `DEFECTS` says and no more.

A row carries at most one fault. What an import must make of them: duplicates are *duplicate*; a misspelt kelurahan, a
kelurahan under the wrong kecamatan, an unreadable date and an unknown kind are *rejected*; places of another city are
*out of city*; blank rows and the repeated header are *skipped*; a damaged NIK keeps its row with a warning.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defects:
    """Rows of a city's case lists by fault; `rows` counts the persons' rows, duplicates included."""

    rows: int
    duplicate: int
    damaged_nik: int
    misspelt_kelurahan: int
    wrong_kecamatan: int
    out_of_city: int
    unreadable_date: int
    unknown_kind: int
    blank: int
    repeated_header: int = 1

    @property
    def rejected(self) -> int:
        return self.misspelt_kelurahan + self.wrong_kecamatan + self.unreadable_date + self.unknown_kind

    @property
    def accepted(self) -> int:
        return self.rows - self.duplicate - self.rejected - self.out_of_city


DEFECTS = {
    "bandung": Defects(26_000, 182, 130, 52, 26, 13, 26, 13, blank=8),
    "kediri": Defects(1_200, 8, 6, 2, 2, 1, 1, 1, blank=3),
    "pariaman": Defects(1_500, 10, 8, 3, 2, 1, 2, 1, blank=3),
    "tangerang": Defects(9_000, 63, 45, 18, 9, 5, 9, 5, blank=5),
    "solok": Defects(500, 4, 3, 1, 1, 1, 1, 1, blank=2),
}
