"""Names of areas on a picture: each on the ground it names, or beside it with a line, but not on the ground of another; what finds no seat is left out.

The counterpart of static/map/placing.js: each name has its possible seats, each with a price in screen pixels; who has the fewest chooses first, and who
found none begins the next try.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import pi

import numpy as np

from reports.picture.ground import Ground
from reports.picture.labels import LINE, Box, Placed, Wanted, arrangements, width_of

_SMALLER = (1.0, 0.86, 0.72)  # of the wanted type size
_SEATS, _KEPT = 80, 300  # tried on the ground of a name at each size, and kept of all
_RINGS, _SPOKES = (8, 14, 20, 28, 38, 50, 64, 80), 24  # pixels from a place to its name beside, and directions tried
_SHORTEST = 7  # pixels of a line that can be seen
_TRACE = 10  # points of a line that are looked at
_TURNS = 8
# What a seat costs, in pixels of distance: a size of nothing; being led to; a covered symbol; a box wholly on foreign ground, and on nobody's; a line more.
_SIZE, _LED, _COVER, _STRAY, _AWAY, _LINE = 60.0, 18.0, 8.0, 90.0, 20.0, 3.0
_FIRST_STRAY = 50.0  # for a name that must stand, as a short line is worth more to it
_LEAST_HOME, _MORE, _LED_FOREIGN = 0.4, 0.05, 0.12  # of the box of a name: its own on its place, by how much more than foreign, and foreign beside it
_NOWHERE = 120.0  # a name left out


@dataclass(frozen=True, slots=True)
class _Seats:
    """Where one name can stand, the cheapest first: `boxes` and `leaders` (n, 4), NaN where it stands on its place, `at` (n, 2), `price`, `covered` (n)."""

    boxes: np.ndarray
    leaders: np.ndarray
    at: np.ndarray
    price: np.ndarray
    covered: np.ndarray
    faces: Sequence[tuple[float, tuple[str, ...]]]

    def placed(self, label: Wanted, index: int) -> Placed:
        size, lines = self.faces[index]
        leader = None if np.isnan(self.leaders[index, 0]) else tuple(map(float, self.leaders[index]))
        x, y = map(float, self.at[index])
        return Placed(label, lines, size, x, y, tuple(map(float, self.boxes[index])), int(self.covered[index]), leader)


@dataclass(slots=True)
class _Taken:
    """What is written already."""

    boxes: list[Box] = field(default_factory=list)
    leaders: list[Box] = field(default_factory=list)

    def add(self, one: Placed) -> None:
        self.boxes.append(one.box)
        if one.leader:
            self.leaders.append(one.leader)

    def first_free(self, seats: _Seats, *, with_lines: bool = True) -> int | None:
        """The cheapest seat that touches nothing written, and neither does its line unless lines do not matter."""
        free = np.ones(len(seats.price), bool)
        boxes, leaders = (np.array(found).reshape(-1, 4) for found in (self.boxes, self.leaders))
        if len(boxes):
            free &= ~_overlap(seats.boxes, boxes).any(axis=1)
        if with_lines and len(leaders):
            free &= ~_within(_traces(leaders), seats.boxes).any(axis=(0, 1))
        if with_lines and len(boxes):
            led = np.flatnonzero(free & ~np.isnan(seats.leaders[:, 0]))
            clear = ~_within(_traces(seats.leaders[led]), boxes).any(axis=(1, 2))
            if len(leaders):
                clear &= ~_cross(seats.leaders[led], leaders).any(axis=1)
            free[led] = clear
        return int(free.argmax()) if free.any() else None


def seat(first: Sequence[Wanted], usual: Sequence[Wanted], frame: Box, symbols: Sequence[Box], ground: Ground, *, pixel: float) -> list[Placed]:
    """The names that find a seat in the frame. Each has an `owner` on the ground; one with a `reach` stands on its point or is led to. `pixel`: one of the screen.

    The `first` choose before the `usual`, and stand over foreign ground and lines rather than not at all; of the `usual` as few as can be are left out.
    """
    around = _Around(frame, np.array(symbols).reshape(-1, 4), ground, pixel)
    seats = [(label, around.seats(label, is_first=True)) for label in first]
    written = _together(seats, [], pixel)
    for label, own in seats:
        if all(one.wanted is not label for one in written):
            found = _taken(written).first_free(own, with_lines=False)
            written += [] if found is None else [own.placed(label, found)]
    return [*written, *_together([(label, around.seats(label)) for label in usual], written, pixel)]


def _taken(written: Sequence[Placed]) -> _Taken:
    taken = _Taken()
    for one in written:
        taken.add(one)
    return taken


def _together(names: list[tuple[Wanted, _Seats]], before: Sequence[Placed], pixel: float) -> list[Placed]:
    """Seats for all, so that few are left out and those that are written stand well."""
    order = sorted(names, key=lambda one: len(one[1].price))
    best, least = [], float("inf")
    for _ in range(_TURNS):
        taken, found, poor, total = _taken(before), [], [], 0.0
        for one in order:
            label, seats = one
            index = taken.first_free(seats)
            paid = _NOWHERE * pixel if index is None else float(seats.price[index])
            total += paid
            if index is not None:
                found.append(seats.placed(label, index))
                taken.add(found[-1])
            if index is None or paid > float(seats.price[0]) + _SIZE / 2 * pixel:
                poor.append(one)
        if total < least:
            best, least = found, total
        if not poor:
            break
        order = [*poor, *(one for one in order if not any(one is other for other in poor))]
    return best


@dataclass(frozen=True, slots=True)
class _Around:
    """What every name has around it."""

    frame: Box
    symbols: np.ndarray
    ground: Ground
    pixel: float

    def seats(self, label: Wanted, *, is_first: bool = False) -> _Seats:
        """Every seat of a name, the cheapest first."""
        parts = [*self._on_ground(label, is_first), *self._beside(label, is_first)]
        boxes, leaders, at, price, covered = (np.concatenate([part[which] for part in parts]) for which in range(5))
        faces = [face for *_, face, count in ((*part, len(part[3])) for part in parts) for _ in range(count)]
        order = np.argsort(price, kind="stable")[:_KEPT]
        return _Seats(boxes[order], leaders[order], at[order], price[order], covered[order], [faces[index] for index in order])

    def _on_ground(self, label: Wanted, is_first: bool) -> list[tuple]:
        """Its name anywhere on its ground, or within reach of its point, smaller where it must be."""
        best = np.array([label.x, label.y + label.drop])
        spread = self.ground.spread(label.owner, _SEATS)
        spots = np.vstack([best, spread[np.hypot(*(spread - best).T) <= label.reach]])
        found = []
        for part, lines in product(_SMALLER[:1] if is_first else _SMALLER, arrangements(label.text)):
            boxes = self._boxes(label, lines, part, spots)
            own, foreign = self.ground.shares(label.owner, boxes)
            kept = self._inside(boxes) & (own >= _LEAST_HOME) & (own >= foreign + _MORE) & (boxes[:, 2] - boxes[:, 0] <= label.room)
            boxes, own, foreign, at = boxes[kept], own[kept], foreign[kept], spots[kept]
            covered = _overlap(boxes, self.symbols).sum(axis=1)
            price = self.pixel * (_SIZE * (1 - part) + _STRAY * foreign + _AWAY * (1 - own - foreign) + _COVER * covered + _LINE * len(lines)) + np.hypot(*(at - best).T) / 2
            found.append((boxes, np.full((len(at), 4), np.nan), at, price, covered, (label.size * part, lines)))
        return found

    def _beside(self, label: Wanted, is_first: bool) -> list[tuple]:
        """Its name beside its place, with a line to it."""
        found = []
        for part, lines in product((1.0 if is_first else _SMALLER[-1],), arrangements(label.text)):
            half, tall = width_of(label, lines, label.size * part) / 2, len(lines) * label.size * part * LINE
            turns = 2 * pi * np.arange(_SPOKES) / _SPOKES
            ways = [(np.cos(turns) * (ring * self.pixel + half), np.sin(turns) * (ring * self.pixel + tall / 2)) for ring in _RINGS]
            spots = np.array([label.x, label.y]) + np.concatenate([np.column_stack(way) for way in ways])
            boxes = self._boxes(label, lines, part, spots)
            own, foreign = self.ground.shares(label.owner, boxes)
            ends = self._meeting(label, lines, label.size * part, spots)
            far = np.hypot(*(ends - [label.x, label.y]).T)
            kept = self._inside(boxes) & ((foreign <= _LED_FOREIGN) | is_first) & (far >= _SHORTEST * self.pixel)
            boxes, foreign, at, ends = boxes[kept], foreign[kept], spots[kept], ends[kept]
            leaders = np.column_stack([np.broadcast_to([label.x, label.y], ends.shape), ends])
            covered = _overlap(boxes, self.symbols).sum(axis=1)
            crossed = _within(_traces(leaders)[:, 2:], self.symbols).any(axis=1).sum(axis=1)
            price = self.pixel * (_LED + (_FIRST_STRAY if is_first else _STRAY) * foreign + _COVER * (covered + crossed) + _LINE * len(lines)) + np.hypot(*(ends - [label.x, label.y]).T)
            found.append((boxes, leaders, at, price, covered, (label.size * part, lines)))
        return found

    def _meeting(self, label: Wanted, lines: tuple[str, ...], size: float, at: np.ndarray) -> np.ndarray:
        """Where a line from its point meets a name: the nearest point of what is written, as the corner of its box may be empty."""
        halves = np.array([width_of(label, (line,), size) / 2 for line in lines]) + 2 * self.pixel
        tops = at[:, 1, None] + (np.arange(len(lines)) - len(lines) / 2) * size * LINE
        x = np.clip(label.x, at[:, 0, None] - halves, at[:, 0, None] + halves)
        y = np.clip(label.y, tops, tops + size * LINE)
        nearest = np.hypot(x - label.x, y - label.y).argmin(axis=1)
        rows = np.arange(len(at))
        return np.column_stack([x[rows, nearest], y[rows, nearest]])

    def _boxes(self, label: Wanted, lines: tuple[str, ...], part: float, spots: np.ndarray) -> np.ndarray:
        size = label.size * part
        half, tall = width_of(label, lines, size) / 2 + 2 * self.pixel, len(lines) * size * LINE / 2 + self.pixel
        return np.column_stack([spots[:, 0] - half, spots[:, 1] - tall, spots[:, 0] + half, spots[:, 1] + tall])

    def _inside(self, boxes: np.ndarray) -> np.ndarray:
        left, top, right, bottom = self.frame
        return (boxes[:, 0] >= left) & (boxes[:, 1] >= top) & (boxes[:, 2] <= right) & (boxes[:, 3] <= bottom)


def _overlap(ones: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which boxes (n, 4) touch which others (m, 4): (n, m)."""
    one, other = ones[:, None], others[None]
    return (one[..., 0] < other[..., 2]) & (one[..., 2] > other[..., 0]) & (one[..., 1] < other[..., 3]) & (one[..., 3] > other[..., 1])


def _traces(leaders: np.ndarray) -> np.ndarray:
    """Points along lines (n, 4): (n, _TRACE, 2)."""
    way = np.linspace(0, 1, _TRACE)[None, :, None]
    return leaders[:, None, :2] * (1 - way) + leaders[:, None, 2:] * way


def _within(points: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which points (n, k, 2) lie in which boxes (m, 4): (n, k, m)."""
    x, y = points[..., 0, None], points[..., 1, None]
    return (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])


def _cross(ones: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which lines (n, 4) cross which others (m, 4): (n, m)."""
    one, other = ones[:, None], others[None]
    apart = _side(one, other[..., 0], other[..., 1]) * _side(one, other[..., 2], other[..., 3]) < 0
    return apart & (_side(other, one[..., 0], one[..., 1]) * _side(other, one[..., 2], one[..., 3]) < 0)


def _side(line: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """On which side of a line a point lies, by the sign."""
    return (line[..., 2] - line[..., 0]) * (y - line[..., 1]) - (line[..., 3] - line[..., 1]) * (x - line[..., 0])
