"""What is asked of the model: candidates, places, districts and limits, all as numbers; and the list that answers it."""

from dataclasses import dataclass
from math import ceil

import numpy as np

# Keeps 0.07 x 100 = 7.000000000000001 from asking for an eighth woman; shares have far fewer decimals.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Problem:
    """n eligible candidates, sorted by the tie order, of m places (kelurahan) in d districts (kecamatan), and the limits.

    `trained_before` counts the seats already taken in a place by earlier trainings. A limit that is not wanted is 0 (minimum) or
    a number no list can reach (maximum). ValueError for shapes or values that no caller should send.
    """

    place: np.ndarray  # (n,) int, place of each candidate
    district: np.ndarray  # (m,) int, district of each place
    person_points: np.ndarray  # (n,) float, at least 0
    is_woman: np.ndarray  # (n,) bool; a candidate of unknown sex is not counted as a woman
    is_must: np.ndarray  # (n,) bool
    place_points: np.ndarray  # (m,) float, at least 0
    trained_before: np.ndarray  # (m,) int
    decay: float  # what the next seat of a place is worth of the one before, 0 to 1
    seats: int
    place_min: np.ndarray  # (m,) int
    place_max: np.ndarray  # (m,) int
    district_min: np.ndarray  # (d,) int
    district_max: np.ndarray  # (d,) int
    women_share: float  # 0 to 1

    def __post_init__(self) -> None:
        n, m, d = len(self.place), len(self.district), len(self.district_min)
        per_candidate = ("person_points", "is_woman", "is_must")
        per_place = ("place_points", "trained_before", "place_min", "place_max")
        for size, names in ((n, per_candidate), (m, per_place), (d, ("district_max",))):
            _refuse([name for name in names if len(getattr(self, name)) != size], f"not of length {size}")
        counts = ("trained_before", "place_min", "place_max", "district_min", "district_max")
        _refuse([name for name in counts if (getattr(self, name) < 0).any()], "negative")
        points = ("person_points", "place_points")
        _refuse([name for name in points if not (np.isfinite(getattr(self, name)) & (getattr(self, name) >= 0)).all()], "negative or unknown")
        _refuse(["place"] if n and not (0 <= self.place.min() and self.place.max() < m) else [], "no place")
        _refuse(["district"] if m and not (0 <= self.district.min() and self.district.max() < d) else [], "no district")
        _refuse([name for name in ("decay", "women_share") if not 0 <= getattr(self, name) <= 1], "not between 0 and 1")
        _refuse(["seats"] if self.seats < 0 else [], "negative")

    def per_place(self, of: np.ndarray) -> np.ndarray:
        """How many of the candidates marked in `of` (n,) belong to each place, (m,)."""
        return np.bincount(self.place[of], minlength=len(self.district))

    def per_district(self, counts: np.ndarray) -> np.ndarray:
        """Counts of places (m,) summed by district, (d,)."""
        return np.bincount(self.district, weights=counts, minlength=len(self.district_min)).astype(np.int64)

    def women_needed(self, seated: int) -> int:
        """The fewest women a list of this length may have: the share of it, rounded up."""
        return ceil(self.women_share * seated - _ROUNDING)


@dataclass(frozen=True, slots=True)
class Selection:
    """A list: which candidates are chosen, (n,) bool, and its points."""

    chosen: np.ndarray
    points: float


def keeps_limits(problem: Problem, chosen: np.ndarray) -> bool:
    """Whether a list, (n,) bool, keeps every rule of the problem."""
    in_place, seated = problem.per_place(chosen), np.count_nonzero(chosen)
    in_district = problem.per_district(in_place)
    return bool(
        seated <= problem.seats
        and (problem.place_min <= in_place).all() and (in_place <= problem.place_max).all()
        and (problem.district_min <= in_district).all() and (in_district <= problem.district_max).all()
        and np.count_nonzero(chosen & problem.is_woman) >= problem.women_needed(seated)
        and chosen[problem.is_must].all()
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What places and districts are called in a sentence; `unit` is "kelurahan" or "desa/kelurahan"."""

    places: tuple[str, ...]
    districts: tuple[str, ...]
    unit: str = "kelurahan"


def numbered(problem: Problem) -> Names:
    """Names for a problem that came without: kelurahan 1, kecamatan 1."""
    places = tuple(f"kelurahan {index + 1}" for index in range(len(problem.district)))
    return Names(places, tuple(f"kecamatan {index + 1}" for index in range(len(problem.district_min))))


def _refuse(names: list[str], fault: str) -> None:
    if names:
        raise ValueError(f"{', '.join(names)}: {fault}")
