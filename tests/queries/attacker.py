"""A reader with a computer who has everything that was published and knows the rules. He looks for other counts than the true ones that would have
been published in exactly the same way: what differs between them he cannot know."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from data.parameters import DisclosureRule
from queries.disclosure import public_totals, tell, tell_together
from queries.levels import sums


@dataclass(frozen=True, slots=True)
class City:
    """True counts of kinds (rows) by kelurahan in a month, NaN not known; `starts`: the first kelurahan of each kecamatan; `is_counted`: the
    kelurahan that a rate adds up, those with a denominator."""

    counts: np.ndarray
    is_sensitive: np.ndarray
    starts: np.ndarray
    is_counted: np.ndarray
    is_running: bool = False

    def cells(self, row: int) -> np.ndarray:
        """The finest counts of a kind that may be told."""
        known = ~np.isnan(self.counts[row])[np.newaxis]
        return sums(self.counts[row][np.newaxis], known, self.starts)[0] if self.is_sensitive[row] else self.counts[row]

    def with_cell_sum(self, row: int, cell: int, value: float) -> "City":
        """The same city with another count in one cell, put where there is room for it."""
        counts = self.counts.copy()
        inside = self._inside(cell) if self.is_sensitive[row] else np.array([cell])
        known = inside[~np.isnan(counts[row, inside])]
        counts[row, known] = 0.0
        counts[row, known[0]] = value
        return replace(self, counts=counts)

    def _inside(self, kecamatan: int) -> np.ndarray:
        return np.arange(self.starts[kecamatan], [*self.starts[1:], self.counts.shape[1]][kecamatan])


def invented(seed: int, *, kinds: int = 5, kelurahan: int = 12, unknown: float = 0.03, is_running: bool = False) -> City:
    """A small city with many small counts, some of them not known, and about a third of the kinds sensitive."""
    chance = np.random.default_rng(seed)
    often = {0: 0.4, 1: 0.12, 2: 0.1, 3: 0.08, 5: 0.05, 6: 0.04, 7: 0.06, 8: 0.05, 9: 0.03, 12: 0.03, 23: 0.02, 80: 0.02}
    counts = chance.choice(list(often), size=(kinds, kelurahan), p=list(often.values()))
    missing = chance.random((kinds, kelurahan)) < unknown
    starts = np.r_[0, np.sort(chance.choice(np.arange(1, kelurahan), size=min(3, kelurahan - 1), replace=False))]
    return City(np.where(missing, np.nan, counts.astype(float)), chance.random(kinds) < 0.35, starts, chance.random(kelurahan) < 0.85, is_running)


def published(city: City, rule: DisclosureRule) -> dict[str, np.ndarray]:
    """Every number of people in need that can leave: each kind and all together, at each level, over all kelurahan and over those a rate counts;
    and over how many kelurahan."""
    told = tell(city.counts, city.is_sensitive, city.starts, rule, is_running=city.is_running)
    figures = {}
    parts = {**{str(row): (told.kind(row), city.is_sensitive[row]) for row in range(len(city.counts))},
             "ALL": (tell_together(told, city.is_sensitive), False)}
    for name, (one, is_sensitive) in parts.items():
        is_known = ~np.isnan(one.likely)
        for subset, is_counted in (("", is_known), (" with denominator", is_known & city.is_counted)):
            levels = {"kelurahan": np.arange(city.counts.shape[1]), "kecamatan": city.starts, "city": np.zeros(1, dtype=np.intp)}
            for level, starts in levels.items():
                if not (is_sensitive and level == "kelurahan"):
                    figures[f"known of {name} {level}{subset}"] = np.add.reduceat(is_counted.astype(int), starts)
                    figures[f"{name} {level}{subset}"] = public_totals(one.by_month, is_counted[np.newaxis], starts, rule)[0]
    return figures


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    """Whether two publications cannot be told apart."""
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)


def hidden_cells(city: City, rule: DisclosureRule) -> list[tuple[int, int]]:
    """Kind and cell of every count from 1 to the limit."""
    return [(row, int(cell)) for row in range(len(city.counts)) for cell in np.flatnonzero(_small(city.cells(row), rule))]


def other_city(editions: list[City], changed: np.ndarray, row: int, cell: int, value: int, rule: DisclosureRule) -> list[City] | None:
    """Other true counts of one kind in one or several editions that fit all that its hidden cells may tell, `value` in one cell; None where there are
    none. A cell that is not `changed` is the same in all editions."""
    cells = np.array([edition.cells(row) for edition in editions])
    is_small = _small(cells, rule)
    count, width = len(editions), cells.shape[1]
    low, high = np.where(is_small, 1.0, np.nan_to_num(cells)), np.where(is_small, float(rule.hidden_up_to), np.nan_to_num(cells))
    low[:, cell] = np.maximum(low[:, cell], value)
    high[:, cell] = np.minimum(high[:, cell], value)
    rows, least, most = [], [], []
    for index in range(count):
        bound = None if editions[index].is_running else told_sum(cells[index][is_small[index]], rule)
        if bound is not None:
            rows.append(_flat(is_small[index], index, count))
            least.append(bound[0])
            most.append(bound[1])
    for place in np.flatnonzero(~changed):
        for index in range(1, count):
            rows.append(_flat(np.eye(width)[place], index, count) - _flat(np.eye(width)[place], 0, count))
            least.append(0.0)
            most.append(0.0)
    found = milp(
        np.zeros(cells.size),
        integrality=np.ones(cells.size),
        bounds=Bounds(low.ravel(), high.ravel()),
        constraints=[LinearConstraint(np.array(rows), least, most)] if rows else [],
    )
    if found.x is None:
        return None
    solved = np.round(found.x).reshape(cells.shape)
    others = []
    for index, edition in enumerate(editions):
        for place in np.flatnonzero(solved[index] != np.nan_to_num(cells[index])):
            edition = edition.with_cell_sum(row, int(place), solved[index, place])
        others.append(edition)
    return others


def told_sum(hidden: np.ndarray, rule: DisclosureRule) -> tuple[float, float] | None:
    """Between what a reader may know the sum of the hidden cells of a kind: rule (4) as `queries.disclosure` states it, written a second time."""
    many, total, top = len(hidden), hidden.sum(), rule.hidden_up_to
    if many < 3:
        return None
    if total <= many - 1 + top:
        return float(many), float(many - 1 + top)
    if total >= (many - 1) * top + 1:
        return float((many - 1) * top + 1), float(many * top)
    return float(total), float(total)


def bounds_of_small_counts(
    sums_shown: list[tuple[np.ndarray, float, float]], hidden: list[np.ndarray], rule: DisclosureRule
) -> list[tuple[float, float]]:
    """Least and most that one hidden cell of each kind can be, by linear programming from the numbers that were published.

    `sums_shown`: how many hidden cells of each kind a total adds up, its cells above the limit together, and the number shown. `hidden`: the hidden
    cells of each kind, of which the attacker knows what rule (4) tells. He does not know by which means they are replaced in the totals.
    """
    kinds, half, top = len(hidden), rule.round_to / 2, rule.hidden_up_to
    many = np.array([len(cells) for cells in hidden], dtype=float)
    told = [told_sum(cells, rule) or (len(cells), top * len(cells)) for cells in hidden]
    exact = [index for index, (low, high) in enumerate(told) if low == high]
    # Unknowns: the mean in place of the hidden cells of each kind, then their sum.
    matrix = np.array([np.r_[part, np.zeros(kinds)] for part, _, _ in sums_shown])
    rest = np.array([number - large for _, large, number in sums_shown])
    bounds = [(1, top)] * kinds + [(low, high) for low, high in told]
    equal = np.array([np.r_[np.eye(kinds)[index] * many[index], -np.eye(kinds)[index]] for index in exact]).reshape(-1, 2 * kinds)
    given = dict(A_ub=np.vstack([matrix, -matrix]), b_ub=np.r_[rest + half, half - rest], A_eq=equal, b_eq=np.zeros(len(exact)), bounds=bounds)
    found = []
    for index in np.flatnonzero(many):
        ends = [linprog(sign * np.eye(2 * kinds)[kinds + index], **given) for sign in (1, -1)]
        assert all(end.status == 0 for end in ends), "the published numbers contradict the rules"
        found.append((max(1.0, ends[0].fun - top * (many[index] - 1)), min(float(top), -ends[1].fun - (many[index] - 1))))
    return found


def bounds_from_totals(
    totals: list[tuple[int | None, int | None, float]], many: np.ndarray, hidden: list[np.ndarray], rule: DisclosureRule
) -> list[tuple[float, float]]:
    """The same for a reader of the kecamatan and the city alone, who does not know what the cells above the limit add to a total.

    `totals`: kind (None all together), kecamatan (None the city) and the number shown; `many`: hidden cells of each kind (rows) by kecamatan.
    """
    kinds, places = many.shape
    half, top, count = rule.round_to / 2, rule.hidden_up_to, many.sum(axis=1)
    told = [told_sum(cells, rule) or (len(cells), top * len(cells)) for cells in hidden]
    # Unknowns: the mean in place of the hidden cells of each kind, their sum, and the large cells of each kind in each kecamatan.
    width = 2 * kinds + kinds * places
    matrix = np.zeros((len(totals), width))
    for row, (kind, place, _) in zip(matrix, totals, strict=True):
        for one in range(kinds) if kind is None else (kind,):
            row[one] = count[one] if place is None else many[one, place]
            row[2 * kinds + one * places:][:places][slice(None) if place is None else slice(place, place + 1)] = 1
    shown = np.array([number for _, _, number in totals])
    bounds = [(1, top)] * kinds + [(low, high) for low, high in told] + [(0, None)] * (kinds * places)
    equal = np.zeros((kinds, width))
    equal[np.arange(kinds), np.arange(kinds)], equal[np.arange(kinds), kinds + np.arange(kinds)] = count, -1
    equal = equal[[low == high and many_of > 0 for (low, high), many_of in zip(told, count, strict=True)]]
    given = dict(A_ub=np.vstack([matrix, -matrix]), b_ub=np.r_[shown + half, half - shown], A_eq=equal, b_eq=np.zeros(len(equal)), bounds=bounds)
    found = []
    for kind in np.flatnonzero(count):
        ends = [linprog(sign * np.eye(width)[kinds + kind], **given) for sign in (1, -1)]
        assert all(end.status == 0 for end in ends), "the published numbers contradict the rules"
        found.append((max(1.0, ends[0].fun - top * (count[kind] - 1)), min(float(top), -ends[1].fun - (count[kind] - 1))))
    return found


def _flat(row: np.ndarray, index: int, count: int) -> np.ndarray:
    """A row of coefficients of one edition among all."""
    wide = np.zeros((count, len(row)))
    wide[index] = row
    return wide.ravel()


def _small(counts: np.ndarray, rule: DisclosureRule) -> np.ndarray:
    return (counts > 0) & (counts <= rule.hidden_up_to)
