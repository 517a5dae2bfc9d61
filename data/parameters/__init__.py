"""Norms and thresholds: dated entries with their source, never constants in code."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.errors import UserError
from data.paths import PARAMETERS


@dataclass(frozen=True, slots=True)
class Norm:
    """How many volunteers a kelurahan should have. `basis` "unit": a kelurahan or desa, "rw": each of its rukun warga."""

    id: str
    name: str
    city: str
    minimum: int
    basis: str
    kinds: tuple[str, ...]
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What the public view hides: counts 1 to `hidden_up_to`, the rest rounded to `round_to`; some tiers never below kecamatan."""

    hidden_up_to: int
    round_to: int
    tiers_above_kelurahan: tuple[str, ...]


@cache
def norms() -> tuple[Norm, ...]:
    """Every norm in the order of data/parameters/norms.toml."""
    try:
        return tuple(Norm(**{**entry, "kinds": tuple(entry["kinds"])}) for entry in _read("norms.toml")["norm"])
    except (KeyError, TypeError) as error:
        raise UserError(f"data/parameters/norms.toml: sebuah norma tidak lengkap atau memuat kunci yang tidak dikenal ({error}).") from error


def norms_of(city_code: str, on: date) -> tuple[Norm, ...]:
    """The norms valid in a city on a day: its own first, then those offered everywhere."""
    valid = [norm for norm in norms() if norm.valid_from <= on]
    return tuple([norm for norm in valid if norm.city == city_code] + [norm for norm in valid if norm.city == "*"])


def disclosure_rule(on: date) -> DisclosureRule:
    """The rule in force on a day; the oldest one before all of them."""
    rules = sorted(_read("disclosure.toml")["rule"], key=lambda rule: rule["valid_from"])
    rule = next((rule for rule in reversed(rules) if rule["valid_from"] <= on), rules[0])
    return DisclosureRule(rule["hidden_up_to"], rule["round_to"], tuple(rule["tiers_above_kelurahan"]))


@cache
def _read(name: str) -> dict:
    try:
        return tomllib.loads((PARAMETERS / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"data/parameters/{name} tidak dapat dibaca: {error}. Betulkan berkas itu.") from error
