"""What plans weigh and open with: data/parameters/planning.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.errors import UserError
from data.paths import PARAMETERS

QUESTIONS = ("pelatihan", "utusan", "rekrutmen")


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of need; `about` "place" or "person"."""

    id: str
    questions: tuple[str, ...]
    about: str
    name: str
    meaning: str


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


@cache
def factors(question: str) -> tuple[Factor, ...]:
    """The factors of a question, those of the place first."""
    return tuple(factor for factor in _file()[0] if question in factor.questions)


@cache
def presets(question: str) -> tuple[Preset, ...]:
    """The presets of a question; its page opens with the first."""
    return tuple(preset for preset in _file()[2] if preset.question == question)


def scale(on: date) -> Scale:
    """The bounds in force on a day; the oldest before all of them."""
    return _in_force(_file()[1], on)


def start(question: str, city_code: str, on: date) -> Start:
    """What a new plan of a city opens with on a day: its own entry, else the one of every city."""
    entries = [entry for entry in _file()[3] if entry.question == question]
    own = [entry for entry in entries if entry.city == city_code]
    return _in_force(own or [entry for entry in entries if entry.city == "*"], on)


def _in_force(entries: list[Scale] | list[Start], on: date) -> Scale | Start:
    dated = sorted(entries, key=lambda entry: entry.valid_from)
    return next((entry for entry in reversed(dated) if entry.valid_from <= on), dated[0])


@cache
def _file() -> tuple[list[Factor], list[Scale], list[Preset], list[Start]]:
    try:
        content = tomllib.loads((PARAMETERS / "planning.toml").read_text(encoding="utf-8"))
        all_factors = [Factor(**{**entry, "questions": tuple(entry["questions"])}) for entry in content["factor"]]
        return all_factors, [Scale(**entry) for entry in content["scale"]], _presets(content["preset"], all_factors), [
            Start(**entry) for entry in content["start"]
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UserError(
            f"data/parameters/planning.toml tidak dapat dibaca atau sebuah entri tidak lengkap ({error}). Betulkan berkas itu."
        ) from error


def _presets(entries: list[dict], known: list[Factor]) -> list[Preset]:
    found = []
    for entry in entries:
        names = [factor.id for factor in known if entry["question"] in factor.questions]
        if unknown := set(entry["weights"]) - set(names):
            raise KeyError(f"bobot {', '.join(sorted(unknown))} pada '{entry['name']}'")
        weights = tuple((name, entry["weights"].get(name, 0)) for name in names)
        found.append(Preset(entry["question"], entry["name"], entry["why"], weights))
    return found
