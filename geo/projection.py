"""Kilometres on a flat plan around a city, and back to degrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

import numpy as np


@dataclass(frozen=True, slots=True)
class LocalPlan:
    """Equirectangular plan with its origin at `lon`, `lat` (WGS 84): x east and y north, both in km.

    True to shape and area within about 0.1 % for a city near the equator, which is all that is asked of it.
    """

    lon: float
    lat: float

    @classmethod
    def around(cls, lons: Iterable[float], lats: Iterable[float]) -> "LocalPlan":
        """The plan whose origin is the middle of the box of the given points."""
        lons, lats = np.asarray(list(lons), float), np.asarray(list(lats), float)
        return cls(round(float(lons.min() + lons.max()) / 2, 6), round(float(lats.min() + lats.max()) / 2, 6))

    @property
    def km_per_degree(self) -> tuple[float, float]:
        """Length of one degree of longitude and of latitude here (series of the WGS 84 ellipsoid)."""
        at = radians(self.lat)
        east = 111.41284 * cos(at) - 0.0935 * cos(3 * at)
        north = 111.13292 - 0.55982 * cos(2 * at) + 0.001175 * cos(4 * at)
        return east, north

    def to_km(self, degrees: np.ndarray) -> np.ndarray:
        """(n, 2) longitude and latitude -> (n, 2) km; fits shapely.transform."""
        return (np.asarray(degrees, float) - (self.lon, self.lat)) * self.km_per_degree

    def to_degrees(self, km: np.ndarray) -> np.ndarray:
        """(n, 2) km -> (n, 2) longitude and latitude; fits shapely.transform."""
        return np.asarray(km, float) / self.km_per_degree + (self.lon, self.lat)
