"""Norms and thresholds: dated entries with their source, never constants in code."""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.errors import UserError
from data.forms import month
from data.parameters.dated import in_force, read_rules


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

    @property
    def is_decided(self) -> bool:
        """Whether anybody decided it, or follows it; `decided_by` of another begins with 'Pembanding'."""
        return not self.decided_by.startswith("Pembanding")

    @property
    def compared_as(self) -> str:
        """The first words of `decided_by` of a norm that nobody decided, 'Pembanding, bukan keputusan'; '' of any other."""
        return "" if self.is_decided else re.split("[:;]", self.decided_by)[0]

    def asked_of(self, rw_count: pd.Series) -> int | pd.Series:
        """Members it asks of a place: a number where it is the same everywhere, for a norm by RW float by the index of `rw_count`, NaN where that is not known."""
        return self.minimum * rw_count.astype(float) if self.basis == "rw" else self.minimum

    @property
    def options(self) -> dict[str, object]:
        """The norm as the indicators want it."""
        return {"norm_minimum": self.minimum, "norm_basis": self.basis, "norm_kinds": list(self.kinds)}


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What the public view hides: counts 1 to `hidden_up_to`, the rest rounded to `round_to`; some tiers never below kecamatan."""

    hidden_up_to: int
    round_to: int
    tiers_above_kelurahan: tuple[str, ...]
    valid_from: date
    source: str


def norms() -> tuple[Norm, ...]:
    """Every norm in the order of data/parameters/norms.toml."""
    return read_rules("norms.toml", "norm", Norm)


def norms_of(city_code: str, on: date) -> tuple[Norm, ...]:
    """The norms valid in a city on a day: its own first, then those offered everywhere."""
    valid = [norm for norm in norms() if norm.valid_from <= on]
    return tuple([norm for norm in valid if norm.city == city_code] + [norm for norm in valid if norm.city == "*"])


def norm_of(city_code: str, on: date, norm_id: str) -> Norm:
    """The norm of this id. UserError when it is not valid in the city on the day."""
    valid = norms_of(city_code, on)
    norm = next((norm for norm in valid if norm.id == norm_id), None)
    if norm is None:
        mend = f"Pilih {' atau '.join(norm.id for norm in valid)}" if valid else "Tambahkan di data/parameters/norms.toml"
        raise UserError(f"Norma '{norm_id}' tidak berlaku untuk kota {city_code} pada {month(on)}. {mend}.")
    return norm


def disclosure_rule(on: date) -> DisclosureRule:
    """The rule in force on a day; the oldest one before all of them."""
    return in_force(_disclosure_rules(), on)


def _disclosure_rules() -> tuple[DisclosureRule, ...]:
    return read_rules("disclosure.toml", "rule", DisclosureRule)
