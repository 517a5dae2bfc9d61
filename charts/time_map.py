"""A measure month by month under one legend, and what changed between two months."""

import pandas as pd

from charts.colours import FALLEN, NEED, RISEN, ROUNDING, SAME, Look, scale_look
from charts.map_spec import Lines, MapText, fitted_classes, map_spec, scale_looks, shown_class, shown_values
from charts.words import is_known, number
from geo.breaks import Class, assign, recount


ROUNDING_WORD = "dalam pembulatan"


def month_series(months: list[tuple[str, str, pd.DataFrame]], text: MapText, lines: Lines, small: list[int]) -> dict:
    """The map of the last month, with every month as a frame of the same classes: the slider of the map needs no server.

    `months`: label, source line and places of each, oldest first; `small`: positions of those that also stand small beside each other. Here `units` gives each
    code, sent once, what it has in each frame; None where a month does not have it.
    """
    values = [shown_values(places) for _, _, places in months]
    classes = fitted_classes([value for found in values for value in found])
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
    return {**map_spec(text, shown, units), "frames": frames, "small": small}


def change_map(changes: pd.DataFrame, text: MapText, lines: Lines) -> dict:
    """What rose and fell in each place. `changes`: as analysis.through_time.changed gives them; what the rounding alone may have made is a class of its own."""
    values, is_rounding = shown_values(changes), changes.is_rounding.tolist()
    classes = fitted_classes(_apart(changes))
    fallen = [at for at, found in enumerate(classes) if found.state == "range" and found.upper < 0]
    risen = [at for at, found in enumerate(classes) if found.state == "range" and found.lower > 0]
    shown = [
        shown_class(f"{found.state}-{at}", _change_label(found), found.count, _change_look(found, at, fallen, risen)) for at, found in enumerate(classes)
    ]
    among = next(at for at, found in enumerate(classes) if found.lower is None)  # behind the ranges, before what is not known
    if any(is_rounding):
        shown.insert(among, shown_class("rounding", ROUNDING_WORD, sum(is_rounding), ROUNDING))
    units = {}
    for row, value, rounds in zip(changes.itertuples(index=False), values, is_rounding, strict=True):
        position, said = among if rounds else assign(classes, value), lines(row)
        units[row.place_code] = [position + (not rounds and any(is_rounding) and position >= among), said[0], said[1:]]
    return map_spec(text, shown, units)


def _apart(changes: pd.DataFrame) -> list:
    """The values without those that the rounding alone may have made."""
    return shown_values(changes[~changes.is_rounding])


def change_decimals(changes: pd.DataFrame) -> int:
    """How finely the legend of a change is written, so that a value beside it says no other number."""
    return max((found.decimals for found in fitted_classes(_apart(changes)) if found.lower is not None), default=0)


def _change_label(found: Class) -> str:
    if found.state == "zero":
        return "tetap"
    if found.state != "range":
        return found.label
    near, far = sorted(abs(end) for end in (found.lower, found.upper))
    word = "▼ turun" if found.upper < 0 else "▲ naik"
    said = number(near, found.decimals) if near == far else f"{number(near, found.decimals)} sampai {number(far, found.decimals)}"
    return f"{word} {said}"


def _change_look(found: Class, at: int, fallen: list[int], risen: list[int]) -> Look:
    """Farther from zero is darker; what fell and what rose carry different symbols."""
    if at in fallen:
        return Look(_step(FALLEN, len(fallen) - 1 - fallen.index(at), len(fallen)), symbol="wedge")
    if at in risen:
        return Look(_step(RISEN, risen.index(at), len(risen)), symbol="triangle")
    return SAME if found.state == "zero" else scale_look(found.state, 0, 1)


def _step(scale: tuple[str, ...], position: int, count: int) -> str:
    return scale[position] if count <= len(scale) else scale[round(position * (len(scale) - 1) / (count - 1))]


def change_said(value: float, unit: str, decimals: int) -> str:
    """'▲ naik 12 per km²', '▼ turun 3 orang', 'tetap'; `decimals` as change_decimals gives them."""
    if not is_known(value):
        return "tidak dapat dibandingkan"
    if value == 0:
        return "tetap"
    least = 10.0**-decimals
    steps = round(abs(float(value)) / least)  # as geo.breaks places it
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
