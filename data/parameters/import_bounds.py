"""From when on an import remarks that a count is odd: data/parameters/import_bounds.toml."""

from dataclasses import asdict, dataclass
from datetime import date

from data.parameters.dated import in_force, read_rules


@dataclass(frozen=True, slots=True)
class ImportBounds:
    """Jumps, equal rows and coverage; shares in percent. What each bound means stands in the file."""

    valid_from: date
    large_from: int
    share_pct: int
    small_change: int
    small_times: int
    population_pct: int
    equal_from: int
    equal_kinds: int
    coverage_pct: int
    decided_by: str

    def numbers(self) -> dict[str, int]:
        """The bounds alone, by name."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, int)}


def import_bounds(on: date) -> ImportBounds:
    """The bounds in force on a day; before all of them the oldest."""
    return in_force(read_rules("import_bounds.toml", "rule", ImportBounds), on)
