"""What the lines of a series look like, the same in deck, presentation mode, story and report."""

from charts.colours import DONE, KINDS, NEED, PLAN, SHORTAGE
from reports.figures.contents import Series

_PLANNED = ("rencana", "direncanakan", "target")  # drawn as outline: not yet done
_SUBJECTS = {"shortage": SHORTAGE[2], "ppks": NEED[3]}  # the colours of the maps of the same


def is_planned(name: str) -> bool:
    """Whether a line of this name tells what was planned, not what was done."""
    return name.lower().startswith(_PLANNED)


def series_colour(series: Series, position: int = 0) -> str:
    """The colour of a line: a shortage and people in need have that of their map, what was done the blue-green, a plan grey."""
    if is_planned(series.lines[position][0]):
        return PLAN
    rank = sum(not is_planned(name) for name, _ in series.lines[:position])
    subject = next((colour for start, colour in _SUBJECTS.items() if series.key.startswith(start)), DONE)
    return subject if rank == 0 else KINDS[rank % len(KINDS)]
