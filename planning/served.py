"""PPKS of the kinds a training serves, by kelurahan: an internal figure for the planner, kinds of tier A left out."""

from datetime import date

import numpy as np
import pandas as pd

from data.parameters import disclosure_rule
from planning.facts import Facts
from planning.wording import listed
from queries.disclosure import finest_level


def served(found: Facts, ppks_codes: tuple[str, ...]) -> tuple[np.ndarray, tuple[str, ...]]:
    """People of the kinds by kelurahan in the order of `Facts.units`, NaN where none is known, and what is not counted.

    No kinds: all of them together. The most sensitive kinds never appear below kecamatan and are left out; so are kinds counted in
    families, unless all are. A kelurahan that a recap names without one of the kinds counts with the others.
    """
    stock = found.stock
    if not ppks_codes:
        return _by_unit(found, stock[stock.ppks_code == "ALL"]), ()
    rule = disclosure_rule(date.today())
    chosen = stock[stock.ppks_code.isin(ppks_codes)]
    kinds = chosen.drop_duplicates("ppks_code").set_index("ppks_code")
    hidden = [code for code in ppks_codes if code in kinds.index and finest_level(kinds.tier[code], rule) == "kecamatan"]
    open_kinds = kinds.drop(index=hidden)
    is_family = open_kinds.unit == "KELUARGA"
    families = [] if is_family.all() else list(open_kinds.index[is_family])
    counted = chosen[~chosen.ppks_code.isin([*hidden, *families])]
    notes = []
    if hidden:
        names = listed([kinds.ppks_name[code] for code in hidden])
        notes.append(f"Jenis yang peka tidak dihitung per kelurahan dan tidak masuk beban: {names}.")
    if families:
        names = listed([kinds.ppks_name[code] for code in families])
        notes.append(f"Dihitung dalam keluarga, bukan orang, dan tidak masuk beban: {names}.")
    return _by_unit(found, counted), tuple(notes)


def _by_unit(found: Facts, stock: pd.DataFrame) -> np.ndarray:
    counts = stock.groupby("kelurahan_code").persons_count.sum(min_count=1)
    return counts.reindex(found.units.kelurahan_code).to_numpy(dtype=float, na_value=np.nan)
