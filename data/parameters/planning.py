"""What plans weigh and open with: data/parameters/planning.toml."""

from dataclasses import asdict, dataclass
from datetime import date

from data.parameters.dated import faulty, in_force, read_rules

_FILE = "planning.toml"
QUESTIONS = ("pelatihan", "utusan", "rekrutmen")


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of need; `about` "place" or "person"; the numbers in its `meaning` are those of a Scale."""

    id: str
    questions: tuple[str, ...]
    about: str
    name: str
    meaning: str

    def meaning_on(self, on: date) -> str:
        """What the factor counts, with the bounds in force on a day."""
        return self.meaning.format(**asdict(scale(on)))


@dataclass(frozen=True, slots=True)
class Scale:
    """Bounds of the factors, in months and years."""

    valid_from: date
    silence_months: int
    since_months: int
    service_years: int
    presence_months: int
    last_list_months: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Preset:
    """Weights with a name and the sentence why one would choose them; every factor of the question has one."""

    question: str
    name: str
    why: str
    weights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """What a new plan of a question opens with; a maximum of 0 means no limit."""

    question: str
    city: str
    valid_from: date
    seats: int
    seats_per: str
    place_max: int
    district_max: int
    decay_pct: int
    decided_by: str
    topic: str = ""
    pause_months: int = 0
    needs_prerequisite: bool = False
    place_min: int = 0
    district_min: int = 0
    women_pct: int = 0


def factors(question: str) -> tuple[Factor, ...]:
    """The factors of a question, those of the place first."""
    return tuple(factor for factor in _factors() if question in factor.questions)


def presets(question: str) -> tuple[Preset, ...]:
    """The presets of a question; its page opens with the first."""
    return tuple(preset for preset in _presets() if preset.question == question)


def scale(on: date) -> Scale:
    """The bounds in force on a day; the oldest before all of them."""
    return in_force(_scales(), on)


def start(question: str, city_code: str, on: date) -> Start:
    """What a new plan of a city opens with on a day: its own entry, else the one of every city."""
    return in_force((entry for entry in _starts() if entry.question == question), on, city_code)


def _factors() -> tuple[Factor, ...]:
    found = read_rules(_FILE, "factor", Factor)
    try:
        for factor in found:
            factor.meaning.format(**asdict(_scales()[0]))
    except (KeyError, ValueError, IndexError) as error:
        raise faulty(_FILE, error) from error
    return found


def _scales() -> tuple[Scale, ...]:
    return read_rules(_FILE, "scale", Scale)


def _starts() -> tuple[Start, ...]:
    return read_rules(_FILE, "start", Start)


def _presets() -> tuple[Preset, ...]:
    return read_rules(_FILE, "preset", _preset)


def _preset(question: str, name: str, why: str, weights: dict[str, int]) -> Preset:
    names = [factor.id for factor in factors(question)]
    if unknown := set(weights) - set(names):
        raise KeyError(f"bobot {', '.join(sorted(unknown))} pada '{name}'")
    return Preset(question, name, why, tuple((factor, weights.get(factor, 0)) for factor in names))
