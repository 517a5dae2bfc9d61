"""Visits to institutions and the age of what is known of a kelurahan: states, facts with dates, the order by a stated rule, the map.

Pure functions: frame in, frame, words or map out. Institutions are counted as institutions and never added to persons.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.colours import AT, BELOW, EMPTY, NO_DATA, ZERO, Look
from charts.map_spec import MapText, map_spec, shown_class
from charts.words import age, day, is_known, month, number
from data.parameters.visits import VisitRule

VISITED, PARTLY, BEFORE, NEVER, LATER, UNTOLD, NONE = "visited", "partly", "before", "never", "later", "untold", "none"
_UNKNOWN = "unknown"
STATE_WORDS = {
    VISITED: "dikunjungi tahun ini", BEFORE: "terakhir sebelum tahun ini", NEVER: "belum ada kunjungan tercatat",
    LATER: "hanya kunjungan sesudah bulan ini yang tercatat", UNTOLD: "kunjungan tidak disebut dalam daftar", NONE: "tidak ada lembaga jenis ini",
    _UNKNOWN: "kunjungan tidak diketahui",
}
MAP_CLASSES = (
    (VISITED, "semua dikunjungi tahun ini", AT), (PARTLY, "sebagian dikunjungi tahun ini", Look(BELOW[1], "hatch", "triangle")),
    (BEFORE, "terakhir sebelum tahun ini", Look(BELOW[0], "counterhatch", "wedge")), (NEVER, "belum ada kunjungan tercatat", EMPTY),
    (_UNKNOWN, STATE_WORDS[_UNKNOWN], NO_DATA), (NONE, STATE_WORDS[NONE], ZERO),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact about a place: what, when it was last so, whether that is older than the rule allows."""

    what: str
    when: str
    is_old: bool


def last_day(period: date) -> date:
    """The day a month is looked at."""
    return (pd.Timestamp(period) + pd.offsets.MonthEnd(0)).date()


def with_state(register: pd.DataFrame, month_end: date) -> pd.DataFrame:
    """The register with a `state` for each institution in the year of the month; a kind of which no visit is told at all is `UNTOLD`."""
    is_this_year = register.last_visit_date >= pd.Timestamp(date(month_end.year, 1, 1))
    state = pd.Series(NEVER, index=register.index).mask(register.last_visit_date.notna(), BEFORE).mask(is_this_year, VISITED)
    is_told = (register.last_visit_date.notna() | register.is_visited_later).groupby(register.kind_code).transform("any")
    return register.assign(state=state.mask(register.is_visited_later, LATER).mask(~is_told, UNTOLD))


def is_judged(institutions: pd.DataFrame) -> pd.Series:
    """Which institutions can be counted: visits are told of their kind, and of none of their kelurahan a visit after the month alone.

    A list keeps the last visit only, so the others of such a kelurahan are those that were not visited again, and do not stand for the rest.
    """
    has_later = (institutions.state == LATER).groupby(institutions.kelurahan_code).transform("any")
    return ~has_later & (institutions.state != UNTOLD)


def visits_headline(institutions: pd.DataFrame, noun: str, year: int) -> str:
    """The answer first: '10 dari 15 WKSBM dikunjungi tahun ini (2025); ...'."""
    judged = is_judged(institutions)
    counts = institutions.state[judged].value_counts()
    visited, before, never = (int(counts.get(state, 0)) for state in (VISITED, BEFORE, NEVER))
    untold = int((institutions.state == UNTOLD).sum())
    later = len(institutions) - untold - int(judged.sum())
    if untold == len(institutions):
        return f"Kunjungan ke {number(untold)} {noun} tidak diketahui: daftarnya tidak menyebut tanggal kunjungan."
    rest = [
        f"{number(before)} terakhir sebelum {year}" if before else "", f"{number(never)} belum ada kunjungan tercatat" if never else "",
        f"{number(later)} lain di kelurahan/desa yang kunjungannya tercatat sesudah bulan ini" if later else "", f"{number(untold)} lain tanpa keterangan kunjungan" if untold else "",
    ]
    aside = ", ".join(filter(None, rest))
    return f"{number(visited)} dari {number(int(judged.sum()))} {noun} dikunjungi tahun ini ({year}){'; ' + aside if aside else ''}."


def visits_figure(visited: float | None, of: float | None) -> str:
    """'10 dari 15'; an en dash where no kelurahan is known for the month."""
    return f"{number(visited)} dari {number(of)}" if is_known(of) else "–"


def place_state(states: pd.Series) -> str:
    """What the map says of a kelurahan from the states of its institutions."""
    found = set(states)
    if not found:
        return NONE
    if VISITED in found:
        return VISITED if found == {VISITED} else PARTLY
    if LATER in found or found == {UNTOLD}:
        return _UNKNOWN
    return BEFORE if BEFORE in found else NEVER


def visit_map(places: pd.DataFrame, institutions: pd.DataFrame, text: MapText) -> dict:
    """The map of visits. `places`: kelurahan_code; `institutions`: kelurahan_code, name, state, last_visit_date."""
    groups = dict(iter(institutions.groupby("kelurahan_code")))
    found = {code: groups.get(code, institutions.iloc[:0]) for code in places.kelurahan_code}
    states = {code: place_state(here.state) for code, here in found.items()}
    counts = Counter(states.values())
    classes = [shown for shown in MAP_CLASSES if counts[shown[0]]]
    at = {name: index for index, (name, _, _) in enumerate(classes)}
    units = {}
    for code, here in found.items():
        lines = [f"{row.name}: {visit_words(row)}" for row in here.head(4).itertuples(index=False)]
        more = [f"dan {number(len(here) - 4)} lagi"] if len(here) > 4 else []
        units[code] = [at[states[code]], classes[at[states[code]]][1], lines + more]
    return map_spec(text, [shown_class(name, label, counts[name], look) for name, label, look in classes], units)


def visit_words(row: tuple) -> str:
    """When an institution was last visited, in words."""
    return f"terakhir {day(row.last_visit_date)}" if is_known(row.last_visit_date) else STATE_WORDS[row.state]


def older(moment: date | None, month_end: date, months: int) -> bool:
    """Whether a day lies further back than so many whole months before the end of a month, or nothing is told."""
    return not is_known(moment) or pd.Timestamp(moment) <= pd.Timestamp(month_end) - pd.DateOffset(months=months) + pd.offsets.MonthEnd(0)


def place_facts(row: tuple, month_end: date, rule: VisitRule) -> list[Fact]:
    """The dated facts about the data of a kelurahan; `row` is one of queries/pages/place_freshness.sql."""
    report_end = last_day(row.report_period) if is_known(row.report_period) else None
    return [
        _fact("rekap PPKS", row.recap_date, month, row.recap_start, month_end, rule.recap_months),
        _fact("laporan PPKS", report_end, month, row.report_start, month_end, rule.report_months),
        _fact("daftar anggota", row.member_date, day, row.member_start, month_end, rule.member_months),
    ]


def _fact(what: str, told: date | None, said: Callable[[date], str], start: date | None, month_end: date, months: int) -> Fact:
    """A place that is not told is old only where the list of the city has itself been kept for as long as the rule allows."""
    if is_known(told):
        return Fact(what, said(told), older(told, month_end, months))
    if not is_known(start):
        return Fact(what, "belum dimulai", False)
    return Fact(what, "belum ada", older(start, month_end, months))


def not_begun(freshness: pd.DataFrame) -> list[str]:
    """Which of the three lists the city had not begun by the month; nothing of them can be old."""
    starts = {"rekap PPKS": freshness.recap_start, "laporan PPKS": freshness.report_start, "daftar anggota": freshness.member_start}
    return [what for what, start in starts.items() if start.isna().all()]


def with_age(freshness: pd.DataFrame, month_end: date, rule: VisitRule) -> pd.DataFrame:
    """The freshness of each kelurahan with `old_count`, how many of its three facts are older than the rule allows, and `evidence` in words."""
    facts = [place_facts(row, month_end, rule) for row in freshness.itertuples(index=False)]
    return freshness.assign(
        old_count=[sum(fact.is_old for fact in found) for found in facts],
        evidence=["; ".join(f"{fact.what} {fact.when}{' (lama)' if fact.is_old else ''}" for fact in found) for found in facts],
    )


def due(institutions: pd.DataFrame, freshness: pd.DataFrame, month_end: date, rule: VisitRule) -> pd.DataFrame:
    """Institutions whose visit is due of those that can be judged, by place and name: not ranked."""
    is_late = pd.Series([older(moment, month_end, rule.visit_months) for moment in institutions.last_visit_date], index=institutions.index, dtype=bool)
    facts = freshness[["kelurahan_code", "recap_date", "report_period", "member_date", "old_count", "evidence"]]
    return institutions[is_judged(institutions) & is_late].merge(facts, on="kelurahan_code").reset_index(drop=True)


def as_places(freshness: pd.DataFrame, institutions: pd.DataFrame) -> pd.DataFrame:
    """Each kelurahan in the form of `due`: the last visit to any of its institutions, and how old its data are."""
    groups = institutions.groupby("kelurahan_code")
    states = freshness.kelurahan_code.map(groups.state.agg(lambda found: UNTOLD if set(found) == {UNTOLD} else place_state(found)))
    return freshness.assign(
        name=freshness.kelurahan_name, last_visit_date=freshness.kelurahan_code.map(groups.last_visit_date.max()), state=states.fillna(NONE), agreed=None,
        class_name=None,
    )


def due_places(freshness: pd.DataFrame, institutions: pd.DataFrame, month_end: date, rule: VisitRule) -> pd.DataFrame:
    """Kelurahan with old data or an institution whose visit is due, by place: not ranked."""
    codes = set(due(institutions, freshness, month_end, rule).kelurahan_code)
    places = as_places(freshness, institutions)
    return places[(places.old_count > 0) | places.kelurahan_code.isin(codes)].reset_index(drop=True)


ORDERS = {
    "Kunjungan terlama dahulu": (["turn", "last_visit_date", "fresh_count", "kelurahan_code", "name"],
        "Yang belum ada kunjungan tercatat lebih dahulu, lalu yang kunjungannya paling lama; bila sama, yang data kelurahannya lebih banyak yang lama."),
    "Data paling lama dahulu": (["fresh_count", "turn", "last_visit_date", "kelurahan_code", "name"],
        "Yang data kelurahannya paling banyak yang lama lebih dahulu; bila sama, yang belum ada kunjungan tercatat, lalu yang kunjungannya paling lama."),
}


def ranked(found: pd.DataFrame, order: str) -> pd.DataFrame:
    """The same rows by one of `ORDERS`, with their `rank` from 1. Where nothing is told of visits, or there is nothing to visit, comes last."""
    turn = pd.Series(2, index=found.index).mask(found.last_visit_date.notna(), 1).mask(found.state == NEVER, 0)
    keys = found.assign(turn=turn, fresh_count=-found.old_count)
    return keys.sort_values(ORDERS[order][0]).drop(columns=["turn", "fresh_count"]).assign(rank=range(1, len(found) + 1))


def visit_evidence(row: tuple, month_end: date) -> str:
    """The last visit with its age."""
    if not is_known(row.last_visit_date):
        return STATE_WORDS[row.state]
    return f"{day(row.last_visit_date)} ({age(row.last_visit_date.date(), month_end)} lalu)"
