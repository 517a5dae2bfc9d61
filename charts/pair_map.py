"""Need and members read together as the map draws it: nine cells whose legend is a square, the corner of much need and few members marked."""

import numpy as np
import pandas as pd

from analysis.pairing import corner
from charts.colours import HIDDEN, NO_DATA, PAIR, ZERO
from charts.map_spec import Lines, MapText, map_spec, shown_class
from charts.words import amount, is_known, number

NEED_WORDS, MEMBER_WORDS = ("rendah", "sedang", "tinggi"), ("sedikit", "sedang", "banyak")
_MOST_DECIMALS = 4
_APART = {"zero": ("Tidak ada PPKS", ZERO), "no_data": ("Tidak ada data", NO_DATA), "hidden": ("Disembunyikan", HIDDEN)}


def pair_map(cells: pd.DataFrame, text: MapText, lines: Lines, need_unit: str) -> dict:
    """`cells`: as analysis.pairing.paired gives them, with place_code; `members` in percent of the norm. `need_unit` of the values of need."""
    counts = cells.groupby(["state", "need_third", "member_third"]).size()
    classes = [
        shown_class(f"cell-{need}-{member}", _cell_word(need, member), int(counts.get(("cell", need, member), 0)), PAIR[need][member])
        | {"cell": [need, member]}
        for need in range(3) for member in range(3)
    ]
    position = {(need, member): 3 * need + member for need in range(3) for member in range(3)}
    apart = {}
    for state, (label, look) in _APART.items():
        many = int((cells.state == state).sum())
        if many:
            apart[state] = len(classes)
            classes.append(shown_class(state, label, many, look))
    units = {}
    for row in cells.itertuples(index=False):
        said = lines(row)
        units[row.place_code] = [position[row.need_third, row.member_third] if row.state == "cell" else apart[row.state], said[0], said[1:]]
    return {**map_spec(text, classes, units), "square": square(cells, need_unit)}


def class_words(cells: pd.DataFrame) -> list[str]:
    """The class of each place as the legend says it."""
    return [_cell_word(row.need_third, row.member_third) if row.state == "cell" else _APART[row.state][0] for row in cells.itertuples()]


def _cell_word(need: int, member: int) -> str:
    return f"Kebutuhan {NEED_WORDS[need]}, relawan {MEMBER_WORDS[member]}"


def third_counts(cells: pd.DataFrame) -> str:
    """How many places each third has: 'kebutuhan 23, 24, dan 23; relawan 9, 40, dan 21'."""
    judged = cells[cells.state == "cell"]
    counted = ([number(int((judged[third] == at).sum())) for at in range(3)] for third in ("need_third", "member_third"))
    return "; ".join(f"{word} {few}, {some}, dan {many}" for word, (few, some, many) in zip(("kebutuhan", "relawan"), counted, strict=True))


def square(cells: pd.DataFrame, need_unit: str) -> dict:
    """The words around the nine cells: what is low and high in each direction; rows from the lowest need, columns from the fewest members."""
    return {
        "rows": {"title": f"Kebutuhan, {need_unit}", "names": _names(NEED_WORDS, cells, "need", "need_third")},
        "columns": {"title": "Anggota, % norma", "names": _names(MEMBER_WORDS, cells, "members", "member_third")},
    }


def _names(words: tuple[str, ...], cells: pd.DataFrame, column: str, third: str) -> list[list[str]]:
    """Each third with its range, written as finely as it takes for no end to stand in two ranges."""
    known = cells[np.isfinite(cells[column])]
    ends = [(values.min(), values.max()) for values in (known.loc[known[third] == at, column] for at in range(len(words)))]
    whole = [[amount(end, "").strip() if is_known(end) else number(None) for end in pair] for pair in ends]
    finer = ([[number(end, decimals) for end in pair] for pair in ends] for decimals in range(1, _MOST_DECIMALS + 1))
    written = next((found for found in (whole, *finer) if _are_apart(found)), whole)
    return [[word, low if low == high else f"{low}–{high}"] for word, (low, high) in zip(words, written, strict=True)]


def _are_apart(written: list[list[str]]) -> bool:
    """No end of a range stands in another one too."""
    ends = [end for pair in written for end in dict.fromkeys(pair) if end != "–"]
    return len(set(ends)) == len(ends)


def pair_headline(cells: pd.DataFrame, unit_word: str) -> str:
    """'12 dari 151 kelurahan berkebutuhan tinggi tetapi relawannya sedikit; terbanyak di Kecamatan X (4).'"""
    judged = int((cells.state == "cell").sum())
    if not judged:
        return "Kebutuhan dan relawan belum dapat dibaca bersama: salah satunya belum ada datanya."
    found = corner(cells)
    whole = f"{number(judged)} {unit_word}" if judged == len(cells) else f"{number(judged)} {unit_word} yang dapat dinilai"
    if found.empty:
        return f"Tidak ada dari {whole} yang berkebutuhan tinggi dan sekaligus sedikit relawannya."
    said = f"{number(len(found))} dari {whole} berkebutuhan tinggi tetapi relawannya sedikit"
    where = found.kecamatan_name.value_counts()
    most = sorted(where.index[where == where.max()])
    if unit_word == "kecamatan" or len(most) > 2:
        return f"{said}."
    if len(where) == 1:
        return f"{said}{', semuanya' if len(found) > 1 else ','} di Kecamatan {most[0]}."
    if where.max() == 1:
        return f"{said}, di Kecamatan {' dan '.join(most)}."
    each = f"({where.max()})" if len(most) == 1 else f"(masing-masing {where.max()})"
    return f"{said}; terbanyak di Kecamatan {' dan '.join(most)} {each}."


def of_norm(have: float, asked: float) -> str:
    """'14 anggota, norma 5'; what is not known says so."""
    if not is_known(have) or not is_known(asked):
        return "tidak ada data anggota"
    return f"{amount(have, '').strip()} anggota, norma {amount(asked, '').strip()}"
