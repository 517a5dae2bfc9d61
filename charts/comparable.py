"""When figures of several cities may be compared: traits that must be the same, and the reason where they are not."""

from collections import Counter
from dataclasses import dataclass, field

from charts.words import is_known


@dataclass(frozen=True, slots=True)
class Row:
    """The figure of one city. `traits`: what must be the same to compare, by its name on the screen; `fault`: why the figure cannot be compared
    with any other, or is not known at all; `at`: of when the data are."""

    city_name: str
    value: float | None
    numerator: str
    denominator: str
    at: str
    traits: dict[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator for several cities; `is_need` where it counts people in need, and then it is shown here only."""

    title: str
    short: str
    unit: str
    lead: str
    rows: tuple[Row, ...]
    is_need: bool = False

    @property
    def usual(self) -> dict[str, str]:
        """The traits most cities with a usable figure share; between equals the later in the alphabet, so that DTSEN goes before DTKS."""
        shared = Counter(tuple(row.traits.items()) for row in self.rows if is_known(row.value) and not row.fault)
        return dict(max(shared, key=lambda traits: (shared[traits], traits))) if shared else {}

    def reason(self, row: Row) -> str:
        """Why the figure is not comparable, '' where it is. One city alone has nothing to be compared with."""
        if row.fault:
            return row.fault
        if not is_known(row.value):
            return "belum ada data"
        usual = self.usual
        other = [f"{name}: {said}, kota lain {usual.get(name, 'berbeda')}" for name, said in row.traits.items() if usual.get(name) != said]
        if not other and len(self._same(usual)) == 1:
            return "tidak ada kota lain dengan dasar yang sama"
        return "; ".join(other)

    def judged(self, row: Row) -> str:
        """Whether the figure may be compared: "ya" or "tidak", and "–" where there is none."""
        return "–" if not is_known(row.value) else "tidak" if self.reason(row) else "ya"

    def comparable(self) -> list[Row]:
        """The cities that may be compared, highest first."""
        return sorted((row for row in self.rows if not self.reason(row)), key=lambda row: (-row.value, row.city_name))

    @property
    def is_whole(self) -> bool:
        """Whether every city may be compared with every other."""
        return all(not self.reason(row) for row in self.rows)

    def _same(self, usual: dict[str, str]) -> list[Row]:
        return [row for row in self.rows if is_known(row.value) and not row.fault and row.traits == usual]
