"""The states of a place against a norm that asks a number of each place of its own."""

from charts.words import is_known
from geo.breaks import HIDDEN, HIDDEN_WORD, NO_DATA_WORD

# State -> state of the class that the legend shows, its words.
STANDINGS = {
    "empty": ("zero", "0"), "far": ("below", "kurang dari setengah norma"), "near": ("below", "setengah norma atau lebih, belum terpenuhi"),
    "at": ("at", "pas norma"), "above": ("above", "di atas norma"), "unknown": ("no_data", NO_DATA_WORD), "hidden": ("hidden", HIDDEN_WORD),
}
MET = ("at", "above")


def standing(value: float | str | None, asked: float | None) -> str:
    """The state of so many members where so many are asked for; None or NaN is not known, geo.breaks.HIDDEN is not shown."""
    if value == HIDDEN:
        return "hidden"
    if not is_known(value) or not is_known(asked):
        return "unknown"
    if value >= asked:
        return "at" if value == asked else "above"
    return "empty" if value == 0 else "far" if 2 * value < asked else "near"
