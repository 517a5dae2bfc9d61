"""One meaning, one look: the colours, patterns and symbols of map, chart, table and deck.

Coverage goes from brown (nobody) over orange (below the norm) to blue-green (at and above it), need is one purple scale; the
two never meet as red and green. Every state has a symbol or pattern as well, so that it can be told without colour.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a class is drawn: fill as hex, pattern none|hatch|counterhatch|crosshatch|grid|lines|bars|dots, symbol none|circle|triangle|wedge|disc|square.

    The pattern fits an area of any size, the symbol only one that has room for it unless the class `must` be found. `edge`: its areas have a dark outline
    of their own.
    """

    fill: str
    pattern: str = "none"
    symbol: str = "none"
    edge: bool = False
    must: bool = False


EMPTY = Look("#8c3b0c", pattern="grid", symbol="circle", must=True)
BELOW = ("#d9741f", "#f3b56b")  # far below and just below the norm
BELOW_PATTERN = "hatch"
AT = Look("#7cc4bb", pattern="lines", symbol="disc")
ABOVE = Look("#1f7f7a", symbol="square")
NO_DATA = Look("#dedede", pattern="dots")
HIDDEN = Look("#ffffff", pattern="crosshatch")
ZERO = Look("#f6f4fa")
NEED = ("#e3d9f2", "#c3aee3", "#9d7fce", "#7550b0", "#4a2785")
SHORTAGE = ("#f9d9ae", "#f3b56b", "#d9741f", "#b3560f", "#8c3b0c")
# Need (rows, low to high) and members against the norm (columns, few to many). Purple and orange meet in the darkest, where much need has few members.
# Without colour a row is told by how dark it is and a column by its pattern; the corners carry a symbol too.
PAIR = (
    (Look("#f2b04f", "hatch", "circle"), Look("#f2d3a2"), Look("#d3e4fd", "lines")),
    (Look("#cc6a1f", "hatch"), Look("#c99aa6"), Look("#b9a6e0", "lines")),
    (Look("#6a1b12", "hatch", "triangle", must=True), Look("#85405f"), Look("#5f3fa6", "lines", "square")),
)
CLUSTERS = {
    "high": Look("#4a2785", symbol="triangle"), "low": Look("#4a8ccb", symbol="disc"), "high_among_low": Look("#c79ae0", symbol="square"),
    "low_among_high": Look("#d3e4fd", symbol="circle"), "beside_high": Look("#f6efcf", pattern="hatch", edge=True),
    "beside_low": Look("#f6efcf", pattern="lines", edge=True), "plain": Look("#f6efcf"), "alone": NO_DATA, "unknown": NO_DATA,
}
# What rose and what fell; arrow and word say it too, and the two are no red and green.
RISEN = ("#f9d9ae", "#d9741f", "#8c3b0c")
FALLEN = ("#b5d6f8", "#6fa5d6", "#1f4e86")
SAME = Look("#f6efcf")
ROUNDING = Look("#f6efcf", pattern="lines")
PLAN = "#9aa5b1"
DONE = "#1f7f7a"
QUIET = "#9aa5b1"
KINDS = ("#1f7f7a", "#7550b0", "#d9741f", "#2f6db3", "#8c8c3a", "#b0486f", "#5b6770", "#c9a227", "#3f9e5f", "#a0522d")


def coverage_look(state: str, position: int, below_count: int) -> Look:
    """The look of a coverage class; `position` counts the classes below the norm from the worst."""
    if state == "below":
        return Look(BELOW[-1] if below_count == 1 else BELOW[min(position, len(BELOW) - 1)], BELOW_PATTERN, "triangle")
    return {"zero": EMPTY, "at": AT, "above": ABOVE, "no_data": NO_DATA, "hidden": HIDDEN}[state]


def scale_look(state: str, position: int, range_count: int, scale: tuple[str, ...] = NEED) -> Look:
    """The look of a class of a sequential scale; `position` counts the ranges from the lowest."""
    if state in ("no_data", "hidden", "unserved"):
        return {"no_data": NO_DATA, "hidden": HIDDEN, "unserved": EMPTY}[state]
    if state == "zero":
        return ZERO
    steps = len(scale) - 1
    return Look(scale[steps // 2 if range_count == 1 else round(position * steps / (range_count - 1))])  # one range alone is neither much nor little
