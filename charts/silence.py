"""The map of silence: since when nobody was reported from each kelurahan, in steps that can be told apart without colour."""

import pandas as pd

from charts.colours import AT, EMPTY, NO_DATA, SHORTAGE, Look
from charts.map_spec import MapText, map_spec, shown_class
from charts.words import is_known, month, number

STEPS = (3, 6, 12)
NEVER, UNJUDGED = "never", "unjudged"
# Silence is brown like nobody at all, and every step has a pattern of its own.
LOOKS = {
    "heard": AT, "silent-3": Look(SHORTAGE[1], symbol="triangle"), "silent-6": Look(SHORTAGE[2], "hatch", "triangle"),
    "silent-12": Look(SHORTAGE[3], "counterhatch", "wedge"), NEVER: EMPTY, UNJUDGED: NO_DATA,
}
_LABELS = {
    "heard": "ada laporan dalam 3 bulan", "silent-3": "diam 3 sampai 5 bulan", "silent-6": "diam 6 sampai 11 bulan",
    "silent-12": "diam 12 bulan atau lebih",
}


def silence_states(places: pd.DataFrame) -> pd.Series:
    """The state of each place. `places`: last_period (NaT never), silent_months. Under three months is no silence; a younger list judges nobody."""
    def state(row: tuple) -> str:
        if not is_known(row.last_period):
            return NEVER if row.silent_months >= STEPS[0] else UNJUDGED
        passed = [step for step in STEPS if row.silent_months >= step]
        return f"silent-{passed[-1]}" if passed else "heard"

    return pd.Series([state(row) for row in places.itertuples()], index=places.index, dtype="object")


def silent_count(places: pd.DataFrame, months: int) -> int | None:
    """How many places are silent for at least so many months, those never heard of included; None where the list is too young to say."""
    if (places.last_period.isna() & (places.silent_months < months)).any():
        return None
    return int((places.silent_months >= months).sum())


def since_words(row: tuple, first_period: object) -> str:
    """When a place was last heard of: 'laporan terakhir Apr 2024', or 'belum pernah sejak Jan 2022' with the first month of the list."""
    return f"laporan terakhir {month(row.last_period)}" if is_known(row.last_period) else f"belum pernah sejak {month(first_period)}"


def last_said(row: tuple, first_period: object) -> str:
    """The month of the last report, or 'belum pernah sejak Jan 2022'."""
    return month(row.last_period) if is_known(row.last_period) else since_words(row, first_period)


def silence_map(places: pd.DataFrame, first_period: object, text: MapText) -> dict:
    """What the map component draws. `places`: kelurahan_code, last_period, silent_months; one row a kelurahan."""
    states = silence_states(places)
    labels = {**_LABELS, NEVER: f"belum pernah sejak {month(first_period)}", UNJUDGED: "daftar belum 3 bulan"}
    shown = [state for state in LOOKS if state not in (NEVER, UNJUDGED) or (states == state).any()]
    units = {}
    for row, state in zip(places.itertuples(), states, strict=True):
        quiet = f"diam {number(row.silent_months)} bulan" if row.silent_months else "ada laporan bulan ini"
        units[row.kelurahan_code] = [shown.index(state), since_words(row, first_period), [quiet]]
    return map_spec(text, [shown_class(state, labels[state], int((states == state).sum()), LOOKS[state]) for state in shown], units)
