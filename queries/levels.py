"""Places of a city at each level, and how the figures of its kelurahan become those of a kecamatan and of the city."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from queries.warehouse import ask

LEVELS = ("kelurahan", "kecamatan", "city")


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one level. `names`: place_code, place_name, kecamatan_code, kecamatan_name by code; `starts`: at which kelurahan, counted
    in the order of their codes, each place begins; `unit_count`: how many kelurahan lie in each."""

    names: pd.DataFrame
    starts: np.ndarray
    unit_count: np.ndarray


@dataclass(frozen=True, slots=True)
class Figures:
    """Numerator and denominator of an indicator, months x places; NaN is not known. `scale` None: a count, its denominator is not used."""

    numerator: np.ndarray
    denominator: np.ndarray
    scale: float | None

    @property
    def value(self) -> np.ndarray:
        """The count, or `scale` times numerator through denominator; NaN where either is not known or the denominator is zero."""
        if self.scale is None:
            return self.numerator
        return self.scale * self.numerator / np.where(self.denominator == 0, np.nan, self.denominator)

    @property
    def is_known(self) -> np.ndarray:
        """Where a figure can take part in a sum: a ratio wants both of its parts."""
        has_numerator = ~np.isnan(self.numerator)
        return has_numerator if self.scale is None else has_numerator & ~np.isnan(self.denominator)

    def at(self, places: Places) -> "Figures":
        """The figures of the places: sums over their known kelurahan, so that the value is divided after the sum."""
        known = self.is_known
        return Figures(sums(self.numerator, known, places.starts), sums(self.denominator, known, places.starts), self.scale)


@lru_cache(maxsize=64)
def places_of(edition_id: str, city_code: str, level: str) -> Places:
    """The places of a level of a city; none for a city without reference rows. ValueError for an unknown level."""
    if level not in LEVELS:
        raise ValueError(f"level {level!r}: one of {', '.join(LEVELS)} was expected")
    units = ask(edition_id, "lookup/places", city_code=city_code)
    firsts = units.drop_duplicates(f"{level}_code")
    above = firsts if level != "city" else firsts.assign(kecamatan_code=pd.NA, kecamatan_name=pd.NA)
    names = pd.DataFrame({
        "place_code": firsts[f"{level}_code"],
        "place_name": firsts[f"{level}_name"],
        "kecamatan_code": above["kecamatan_code"].astype("str"),
        "kecamatan_name": above["kecamatan_name"].astype("str"),
    }).reset_index(drop=True)
    starts = firsts.index.to_numpy()
    return Places(names, starts, np.diff(np.append(starts, len(units))))


def sums(figures: np.ndarray, is_known: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Sums of the known figures of each place, from months x parts to months x places; NaN for a place where none is known."""
    totals = np.add.reduceat(np.where(is_known, figures, 0.0), starts, axis=1)
    return np.where(np.logical_or.reduceat(is_known, starts, axis=1), totals, np.nan)
