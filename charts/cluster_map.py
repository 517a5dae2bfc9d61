"""Neighbours that are high or low together, as map and as sentences of a meeting."""

from collections.abc import Iterable

import pandas as pd

from analysis.clusters import FALSE_SHARE, LEAST_PLACES, groups
from charts.colours import CLUSTERS
from charts.map_spec import Lines, MapText, map_spec, shown_class
from charts.words import capital, number
from planning.wording import listed

WORDS = {
    "high": "kelompok {unit} dengan kebutuhan tinggi", "low": "kelompok {unit} dengan kebutuhan rendah", "high_among_low": "tinggi di antara yang rendah",
    "low_among_high": "rendah di antara yang tinggi", "beside_high": "tetangga kelompok tinggi, angkanya juga di atas rata-rata",
    "beside_low": "tetangga kelompok rendah, angkanya juga di bawah rata-rata", "plain": "tidak menonjol", "alone": "tidak bertetangga", "unknown": "tidak ada data",
}
_ALWAYS = ("high", "low", "high_among_low", "low_among_high", "plain")


def words_of(state: str, unit_word: str) -> str:
    """The state of a place as it is said."""
    return WORDS[state].format(unit=unit_word)


def place_said(state: str, unit_word: str) -> str:
    """The state of one place, in legend, tooltip and list: it is the core of a group and no group itself."""
    return f"Inti {words_of(state, unit_word)}" if state in ("high", "low") else capital(words_of(state, unit_word))


def cluster_map(found: pd.DataFrame, text: MapText, lines: Lines) -> dict:
    """`found`: a row a place with place_code and state, one of WORDS; `with_neighbours` tells the neighbours of the groups apart."""
    states = [state for state in WORDS if state in _ALWAYS or (found.state == state).any()]
    counts = found.state.value_counts()
    classes = [shown_class(state, place_said(state, text.unit_word), int(counts.get(state, 0)), CLUSTERS[state]) for state in states]
    units = {}
    for row in found.itertuples(index=False):
        said = lines(row)
        units[row.place_code] = [states.index(row.state), said[0], said[1:]]
    return map_spec(text, classes, units)


def cluster_groups(found: pd.DataFrame, pairs: Iterable[tuple[str, str]], state: str) -> list[pd.DataFrame]:
    """The places of a state that hang together, the largest group first."""
    rows = found.set_index("place_code", drop=False)
    return [rows.loc[codes] for codes in groups(list(rows.index[rows.state == state]), pairs)]


def around(found: pd.DataFrame, pairs: Iterable[tuple[str, str]], group: pd.DataFrame) -> pd.DataFrame:
    """The neighbours of a high or low group that were judged to lie on its side of the mean without standing out themselves: they make it a group."""
    near = {code for pair in pairs for code in pair if set(pair) & set(group.place_code)} - set(group.place_code)
    side = 1 if group.state.iloc[0] == "high" else -1
    return found[found.place_code.isin(near) & (found.state == "plain") & (found.side == side)]


def with_neighbours(found: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The places with the neighbours that make up the groups as states of their own, beside_high and beside_low."""
    states = found.state.copy()
    for state in ("high", "low"):
        for group in cluster_groups(found, pairs, state):
            states[around(found, pairs, group).index] = f"beside_{state}"
    return found.assign(state=states)


def cluster_headline(found: pd.DataFrame, pairs: Iterable[tuple[str, str]], unit_word: str) -> str:
    """Which groups stand out and where, or that none does."""
    if not found.p.notna().any():
        return f"Kelompok belum dapat dinilai: dibutuhkan paling sedikit {LEAST_PLACES} {unit_word} yang ada datanya, yang bertetangga, dan yang angkanya berbeda."
    parts = []
    for state, word in (("high", "tinggi"), ("low", "rendah")):
        many = cluster_groups(found, pairs, state)
        if many:
            first = [group.sort_values("value", ascending=state == "low").place_name.iloc[0] for group in many[:3]]
            more = ", antara lain" if len(many) > len(first) else ""
            parts.append(f"{number(len(many))} kelompok {unit_word} dengan kebutuhan {word}{more} sekitar {listed(first)}")
    apart = int(found.state.isin(["high_among_low", "low_among_high"]).sum())
    if apart:
        parts.append(f"{number(apart)} {unit_word} berbeda dari semua tetangganya")
    return f"{'; '.join(parts)}." if parts else f"Tidak ada kelompok {unit_word} yang menonjol."


def cluster_meaning(found: pd.DataFrame, unit_word: str) -> str:
    """What the answer means for a decision, and what was left out."""
    judged, stands_out = int(found.p.notna().sum()), found.state.isin(_ALWAYS[:4]).any()
    parts = []
    if judged and stands_out:
        parts.append(
            f"Menonjol berarti: bila angka yang sama dibagi acak ke seluruh kota, susunan seperti ini hampir tidak pernah muncul. Dari yang disebut, "
            f"paling banyak sekitar {number(100 * FALSE_SHARE)}% yang hanya kebetulan. Kegiatan di sana layak digabung lintas {unit_word}."
        )
    elif judged:
        parts.append(
            f"Tinggi dan rendah tersebar seperti bila dibagi acak: tidak ada bagian kota yang perlu ditangani sebagai satu kelompok, cukup {unit_word} satu per satu "
            "menurut angkanya."
        )
    for state, said in (("unknown", "tanpa data"), ("alone", "yang tidak punya tetangga berdata")):
        many = int((found.state == state).sum())
        if many:
            parts.append(f"{number(many)} {unit_word} {said} tidak ikut dinilai.")
    return " ".join(parts)
