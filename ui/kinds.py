"""PPKS by kind as bars, on one scale; families beside persons say that they are families."""

import pandas as pd

from charts.colours import NEED
from charts.words import number
from ui.cards import bars


def kind_bars(kinds: pd.DataFrame) -> None:
    """Every kind, as queries.composition gives them."""
    bars(((row.ppks_name, row.persons_count, _counted(row)) for row in kinds.itertuples()), NEED[2])


def families_said(kinds: pd.DataFrame) -> str:
    """What a reader who adds the bars up must know; '' where all of them are persons."""
    return " Jenis yang dihitung per keluarga tidak ikut dalam jumlah PPKS." if (kinds.unit == "keluarga").any() else ""


def _counted(row: tuple) -> str:
    return f"{number(row.persons_count)} keluarga" if row.unit == "keluarga" else number(row.persons_count)
