"""A name as it is wanted and as it is placed, and where the names of kelurahan go on a map that is about them: all of them, none touching another.

Names of kecamatan over a whole city keep to their own ground: reports/picture/seats.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin

from reports.fonts import text_width

LINE = 1.12
Box = tuple[float, float, float, float]  # left, top, right, bottom
_SMALLER = (1.0, 0.84, 0.72)  # of the wanted type size, tried in this order
_STEPS = (0.0, -0.5, 0.5, -1.0, 1.0, -1.5, 1.5, -2.0, 2.0)  # of the type size, up and down
_ASIDE = (0.0, -0.7, 0.7, -1.4, 1.4)  # of the type size, to the left and right
_RINGS, _SPOKES = (2.0, 3.0, 4.5, 6.0, 8.0, 11.0, 15.0), 24  # where a name led to its place by a line may stand
_BESIDE = 0.3  # of the type size, free beside a name: two that nearly touch are read as one
_SHRUNK = 8.0  # covered symbols that a type of no size would be worth: 0.84 must save two, 0.72 three
_COVERED = 3.0  # a covered symbol weighs as much as this many type sizes of moving


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name around a point in pixels, or `drop` below it.

    `room` is how wide it may be, `reach` how far it may be moved. For `place`: `snug` is how wide it should be, `rank` how much it matters, and a
    name that `is_led` stands outside with a line to its point rather than not at all; one that `is_quiet` is for orientation. For
    reports.picture.seats: `owner` is the area of its Ground that it names.
    """

    text: str
    x: float
    y: float
    room: float
    snug: float
    reach: float
    rank: float
    size: float
    weight: int
    drop: float = 0.0
    is_led: bool = False
    is_quiet: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name where it is written: its lines around the middle `x`, `y`, and its box.

    `covered` counts the symbols under it; `leader` joins it to its point, None where it stands there.
    """

    wanted: Wanted
    lines: tuple[str, ...]
    size: float
    x: float
    y: float
    box: Box
    covered: int = 0
    leader: tuple[float, float, float, float] | None = None


def place(wanted: Iterable[Wanted], frame: Box, symbols: Iterable[Box] = (), areas: Iterable[Box] = ()) -> list[Placed]:
    """The names that fit into the frame, most important first, off the symbols as far as possible; the others are left out.

    Names with a line stand off the `areas` where there is room beside them.
    """
    ranked = sorted(wanted, key=lambda label: -label.rank)
    obstacles = list(symbols)
    # The points of names that may have to stand outside stay free for their lines.
    points = {label: (label.x - 2, label.y - 2, label.x + 2, label.y + 2) for label in ranked if label.is_led}
    placed: list[Placed] = []
    left_over, shown = [], list(areas)
    for label in ranked:
        spared = [*obstacles, *(point for other, point in points.items() if other is not label)]
        found = _near_point(label, frame, placed, spared)
        if label.is_led and (found is None or found.covered):
            left_over.append(label)
        elif found:
            placed.append(found)
    for label in left_over:
        found = _outside(label, label.size * _SMALLER[1], frame, placed, obstacles, shown)
        if found := found or _near_point(label, frame, placed, obstacles):
            placed.append(found)
    return placed


def _near_point(label: Wanted, frame: Box, placed: list[Placed], obstacles: list[Box]) -> Placed | None:
    """The best spot within reach; smaller type only where it uncovers symbols or fits at all, and not for orientation alone."""
    found = [spot for part in _SMALLER[: 1 if label.is_quiet and not label.is_led else None] if (spot := _best(label, label.size * part, frame, placed, obstacles))]
    return min(found, key=lambda spot: spot.covered + _SHRUNK * (1 - spot.size / label.size), default=None)


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _best(label: Wanted, size: float, frame: Box, placed: list[Placed], obstacles: list[Box]) -> Placed | None:
    """The spot near the point with the fewest covered symbols and the shortest way."""
    spread = max(label.room / 2, label.reach) + label.drop + 3 * size
    around = (label.x - spread, label.y - spread, label.x + spread, label.y + spread)
    others = [other.box for other in placed if touches(around, other.box)]
    symbols = [symbol for symbol in obstacles if touches(around, symbol)]
    best, least = None, float("inf")
    for lines in arrangements(label.text):
        half = width_of(label, lines, size) / 2
        if 2 * half > label.room:
            continue
        loose = 1.5 if 2 * half > label.snug else 0.0
        for x, y, way in _near(label, size):
            cost = loose + way + 0.2 * len(lines)
            if cost >= least:
                continue
            box = _box(x, y, half, len(lines), size)
            if not _is_within(box, frame) or any(touches(box, other) for other in others):
                continue
            covered = sum(touches(box, symbol) for symbol in symbols)
            cost += _COVERED * covered
            if cost < least:
                best, least = Placed(label, lines, size, x, y, box, covered), cost
    return best


def _near(label: Wanted, size: float) -> Iterator[tuple[float, float, float]]:
    """Spots within reach and how far they are, in type sizes."""
    for aside in _ASIDE:
        for step in _STEPS:
            way = hypot(aside, step)
            if way * size <= label.reach or not way:
                yield label.x + aside * size, label.y + label.drop + step * size, way


def _outside(label: Wanted, size: float, frame: Box, placed: list[Placed], symbols: list[Box], areas: list[Box]) -> Placed | None:
    """The nearest free spot around the point, its line clear of names, lines, symbols and areas; else over areas, over symbols, under names."""
    start = (label.x, label.y, label.x, label.y)
    names = [other.box for other in placed]
    crossed = [name for name in names if not touches(start, name)]
    lines_drawn = [part for other in placed if other.leader for part in _parts(other.leader)]
    tiers = ([([*lines_drawn, *symbols, *areas], crossed)] if areas else []) + [([*lines_drawn, *symbols], crossed), (lines_drawn, crossed), ([], [])]
    for avoided, in_the_way in tiers:
        for box, x, y, lines in _around(label, size):
            leader = (label.x, label.y, min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3]))
            is_free = _is_within(box, frame) and not any(touches(box, other) for other in (*names, *avoided))
            if is_free and not any(touches(part, name) for part in _parts(leader) for name in in_the_way):
                return Placed(label, lines, size, x, y, box, leader=leader)
    return None


def _around(label: Wanted, size: float) -> Iterator[tuple[Box, float, float, tuple[str, ...]]]:
    """Spots outside the reach of a name, the nearest first."""
    for ring in _RINGS:
        for lines in arrangements(label.text):
            half = width_of(label, lines, size) / 2
            for spoke in range(_SPOKES):
                angle = 2 * pi * spoke / _SPOKES
                x, y = label.x + cos(angle) * (ring * size + half), label.y + sin(angle) * ring * size
                yield _box(x, y, half, len(lines), size), x, y, lines


def _parts(leader: Box) -> list[Box]:
    """A line as a chain of small boxes."""
    x, y, to_x, to_y = leader
    steps = max(2, int(hypot(to_x - x, to_y - y) / 6))
    return [
        (px - 1, py - 1, px + 1, py + 1)
        for px, py in ((x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps + 1))
    ]


def _box(x: float, y: float, half: float, lines: int, size: float) -> Box:
    tall = lines * size * LINE
    aside = _BESIDE * size
    return (x - half - aside, y - tall / 2 - 1, x + half + aside, y + tall / 2 + 1)


def _is_within(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def arrangements(text: str) -> list[tuple[str, ...]]:
    """The text on one line, and on two and three whose longest is as short as it can be."""
    words = text.split(" ")
    found = [(text,)]
    for count in range(1, min(3, len(words))):
        cuts = [(0, *cut, len(words)) for cut in combinations(range(1, len(words)), count)]
        split = [tuple(" ".join(words[start:end]) for start, end in zip(cut, cut[1:], strict=False)) for cut in cuts]
        found.append(min(split, key=lambda lines: max(map(len, lines))))
    return found


def width_of(label: Wanted, lines: tuple[str, ...], size: float) -> float:
    return max(text_width(line, size, label.weight) for line in lines)
