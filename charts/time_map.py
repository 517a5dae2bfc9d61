"""A measure month by month under one legend, and what changed between two months."""

from collections import Counter

import pandas as pd

from charts.class_ends import as_said, said_classes
from charts.colours import EMPTY, FALLEN, HIDDEN, NEED, NO_DATA, RISEN, ROUNDING, SAME, Look
from charts.map_spec import Lines, MapText, map_spec, scale_looks, shown_class, shown_values
from charts.words import decimals_for, is_known, number, rounded
from geo.breaks import HIDDEN_WORD, NO_DATA_WORD, UNSERVED_WORD, Class, assign, rate_classes, recount


ROUNDING_WORD = "dalam pembulatan"
# What is neither up nor down nor the same: its words and its look.
_APART = {("unserved", 0): (UNSERVED_WORD, EMPTY), ("no_data", 0): (NO_DATA_WORD, NO_DATA), ("hidden", 0): (HIDDEN_WORD, HIDDEN)}


def month_series(months: list[tuple[str, str, pd.DataFrame]], text: MapText, lines: Lines, small: list[int]) -> dict:
    """The map of the last month, with every month as a frame of the same classes: the slider of the map needs no server.

    `months`: label, source line and places of each, oldest first; `small`: positions of those that also stand small beside each other. Here `units` gives each
    code, sent once, what it has in each frame; None where a month does not have it.
    """
    values = [[as_said(value) for value in shown_values(places)] for _, _, places in months]
    classes = said_classes([value for found in values for value in found])
    looks = scale_looks(classes, NEED)
    frames, units = [], {}
    for at, ((label, source, places), found) in enumerate(zip(months, values, strict=True)):
        for row, value in zip(places.itertuples(index=False), found, strict=True):
            said = lines(row)
            line = f"{label}{'' if len(said) == 1 else f': {said[1]}'}"
            units.setdefault(row.place_code, [None] * len(months))[at] = [assign(classes, value), said[0], [line]]
        frames.append({"label": label, "subtitle": source, "counts": [found.count for found in recount(classes, found)]})
    shown = [
        shown_class(f"{found.state}-{index}", found.label, count, look)
        for index, (found, look, count) in enumerate(zip(classes, looks, frames[-1]["counts"], strict=True))
    ]
    return {**map_spec(text, shown, units), "unit": text.unit, "frames": frames, "small": small}


def change_map(changes: pd.DataFrame, text: MapText, lines: Lines) -> dict:
    """What rose and fell in each place. `changes`: as analysis.through_time.changed gives them; what the rounding alone may have made is a class of its own.

    The same sizes divide what rose and what fell, so that the same shade means the same size; each class is called by the sizes that occur in it.
    """
    sizes = _sizes(changes)
    keys = [
        ("rounding", 0) if rounds else _key(value, sizes)
        for value, rounds in zip(shown_values(changes), changes.is_rounding, strict=True)
    ]
    counts = Counter(keys)
    found: dict[tuple[str, int], list[float]] = {}
    for key, value in zip(keys, shown_values(changes), strict=True):
        found.setdefault(key, []).extend([abs(value)] if isinstance(value, float) else [])
    order = [*(("fall", at) for at in reversed(range(len(sizes)))), ("zero", 0), *(("rise", at) for at in range(len(sizes))), ("rounding", 0), *_APART]
    kept = [key for key in order if counts[key] or key == ("no_data", 0)]
    shown = [shown_class("-".join(map(str, key)), _change_label(key, sizes, found), counts[key], _change_look(key, len(sizes))) for key in kept]
    units = {}
    for row, key in zip(changes.itertuples(index=False), keys, strict=True):
        said = lines(row)
        units[row.place_code] = [kept.index(key), said[0], said[1:]]
    return {**map_spec(text, shown, units), "unit": text.unit}


def _key(value: float | str | None, sizes: list[Class]) -> tuple[str, int]:
    """Which class a change belongs to: its direction, and the position of its size."""
    if not isinstance(value, float):
        return (value or "no_data", 0)
    return ("fall" if value < 0 else "rise", assign(sizes, abs(value))) if value else ("zero", 0)


def _sizes(changes: pd.DataFrame) -> list[Class]:
    """How large changes are, up or down, in as many ranges as there are shades, without the changes that the rounding alone may have made."""
    found = [abs(value) for value in shown_values(changes[~changes.is_rounding]) if isinstance(value, float) and value]
    return [one for one in _fitted(found, len(RISEN)) if one.state == "range"]


def _fitted(sizes: list[float], most: int) -> list[Class]:
    """Classes with ends as fine as the largest size is elsewhere, 6,4 and not 6,45; finer where that would lose a class or a size."""
    fine = rate_classes(sizes, most)
    if not sizes:
        return fine
    decimals = decimals_for("", max(sizes))
    plain = rate_classes(sizes, most, most_decimals=decimals)
    return plain if len(plain) == len(fine) and min(sizes) >= 0.5 / 10**decimals else fine


def change_decimals(changes: pd.DataFrame) -> int:
    """How finely the legend of a change is written, so that a value beside it says no other number."""
    return max((found.decimals for found in _sizes(changes)), default=0)


def _change_label(key: tuple[str, int], sizes: list[Class], found: dict[tuple[str, int], list[float]]) -> str:
    state, at = key
    if state not in ("fall", "rise"):
        return _APART[key][0] if key in _APART else {"zero": "tetap", "rounding": ROUNDING_WORD}[state]
    least = 10.0 ** -sizes[at].decimals
    near, far = (number(max(least, rounded(end / least) * least), sizes[at].decimals) for end in (min(found[key]), max(found[key])))
    return f"{'▼ turun' if state == 'fall' else '▲ naik'} {near if near == far else f'{near} sampai {far}'}"


def _change_look(key: tuple[str, int], size_count: int) -> Look:
    """Farther from zero is darker; what fell and what rose carry different patterns and symbols."""
    state, at = key
    if state in ("fall", "rise"):
        scale, pattern, symbol = (FALLEN, "counterhatch", "wedge") if state == "fall" else (RISEN, "hatch", "triangle")
        return Look(_step(scale, at, size_count), pattern, symbol)
    return _APART[key][1] if key in _APART else {"zero": SAME, "rounding": ROUNDING}[state]


def _step(scale: tuple[str, ...], position: int, count: int) -> str:
    return scale[position] if count <= len(scale) else scale[round(position * (len(scale) - 1) / (count - 1))]


def change_said(value: float, unit: str, decimals: int) -> str:
    """'▲ naik 12 per km²', '▼ turun 3 orang', 'tetap'; `decimals` as change_decimals gives them."""
    if not is_known(value):
        return "tidak dapat dibandingkan"
    if value == 0:
        return "tetap"
    least = 10.0**-decimals
    steps = rounded(abs(float(value)) / least)  # as geo.breaks places it
    said = number(steps * least, decimals) if steps else f"kurang dari {number(least, decimals)}"
    return f"{'▲ naik' if value > 0 else '▼ turun'} {said}{'' if unit in ('%', '') else ' '}{unit}"


def direction(row: tuple) -> str:
    """'naik', 'turun', 'tetap', or that the rounding alone may have made the difference; empty where nothing can be compared."""
    if not is_known(row.value):
        return ""
    return ROUNDING_WORD if row.is_rounding else "naik" if row.value > 0 else "turun" if row.value < 0 else "tetap"


def change_headline(changes: pd.DataFrame, unit_word: str, since: str, until: str) -> str:
    """How many places rose, fell and stayed between two months."""
    found = [direction(row) for row in changes.itertuples()]
    apart = found.count("")
    if apart == len(found):
        return f"{since} dan {until} tidak dapat dibandingkan: tidak ada {unit_word} yang angkanya diketahui pada kedua bulan."
    said = ", ".join(f"{number(found.count(word))} {word}" for word in ("naik", "turun", "tetap") if word in found)
    rest = "".join(f"; {number(many)} {word}" for many, word in ((found.count(ROUNDING_WORD), ROUNDING_WORD), (apart, "tidak dapat dibandingkan")) if many)
    return f"Dari {number(len(changes))} {unit_word}: {said or 'tidak satu pun berubah melebihi pembulatan'} dari {since} ke {until}{rest}."
