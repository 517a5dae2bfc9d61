"""Whom to recruit first: how many people each kelurahan, in which order, when only N can be recruited.

n_k is how many are recruited in place k, m_k how many are missing there. Maximise
    sum_k  place_points_k * sum_{j = 1..n_k} decay ** (j - 1)
subject to
    (1) sum_k n_k <= recruits     (2) 0 <= n_k <= min(m_k, place_max)     (3) sum of n_k in a kecamatan <= district_max
and fill as many of the N as (2) and (3) allow.

The limits are nested (place in kecamatan in city) and the next person of a place is never worth more than the one before, so
taking the most valuable person that still fits, one after another, is optimal, and so is every beginning of that order: whoever
stops after the first n has the best plan for n. Ties: the larger shortage that remains, then the place code.

The simple rule beside it: always to the place with the largest shortage that remains, ties by place code, under the same limits.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.parameters import norm_of
from planning.facts import Facts, facts_for
from planning.need import Need, need
from planning.reasons import idle_reason, recruit_reason, why_unknown
from planning.rules import RecruitmentRules
from planning.solver.points import counted
from planning.wording import whole

__all__ = ["RecruitmentPlan", "plan_recruitment"]


@dataclass(frozen=True, slots=True)
class RecruitmentPlan:
    """Where to recruit.

    `places`: one row a kelurahan with the columns of `place_figures`, place_points and missing, recruits, order (of its first
    person, NaN for none), points, remaining, simple_recruits, reason. `sequence`: one row a person to recruit: order, place_code,
    place_name, kecamatan_code, kecamatan_name, turn (which of its place), points, reason. Shortages in people, NaN where the
    shortage of no kelurahan is known; `met_*`: kelurahan that meet the norm.
    """

    rules: RecruitmentRules
    edition_id: str
    places: pd.DataFrame
    sequence: pd.DataFrame
    points: float
    simple_points: float
    shortage_before: float
    shortage_after: float
    met_before: int
    met_after: int
    simple_met_after: int
    notes: tuple[str, ...]


def plan_recruitment(edition_id: str, rules: RecruitmentRules, found: Facts | None = None) -> RecruitmentPlan:
    """The best recruitment under the rules; never more people than are missing.

    UserError for a month, city or norm that does not fit.
    """
    found = facts_for(edition_id, rules.city_code, rules.period, found)
    needed = need(found, rules)
    places = needed.places
    is_out = (places.place_code.isin(rules.excluded_places) | places.kecamatan_code.isin(rules.excluded_places)).to_numpy()
    missing = places.missing_count.to_numpy(dtype=float)
    room = np.where(is_out | np.isnan(missing), 0, missing).astype(int)
    if rules.place_max:
        room = np.minimum(room, rules.place_max)
    district = pd.factorize(places.kecamatan_code)[0]
    decay, points = rules.decay_pct / 100, places.place_points.to_numpy()
    shortage = np.nan_to_num(missing)
    order = best_order(points, shortage, room, district, decay=decay, recruits=rules.recruits, district_max=rules.district_max)
    simple = simple_order(shortage, room, district, recruits=rules.recruits, district_max=rules.district_max)
    turn = _turns(order)
    worth = counted(points[order] * decay ** (turn - 1.0))
    recruits, simple_recruits = (np.bincount(chosen, minlength=len(places)) for chosen in (order, simple))
    total = shortage.sum() if not np.isnan(missing).all() else np.nan
    return RecruitmentPlan(
        rules=rules, edition_id=edition_id,
        places=_places(rules, places, order, worth, recruits, simple_recruits, room, is_out),
        sequence=_sequence(rules, places, order, turn, worth), points=float(worth.sum()),
        simple_points=float(counted(points[simple] * decay ** (_turns(simple) - 1.0)).sum()),
        shortage_before=float(total), shortage_after=float(total - len(order)),
        met_before=int((missing == 0).sum()), met_after=int((missing == recruits).sum()),
        simple_met_after=int((missing == simple_recruits).sum()), notes=_notes(found, rules, needed, len(order)),
    )


def best_order(
    points: np.ndarray, shortage: np.ndarray, room: np.ndarray, district: np.ndarray, *, decay: float, recruits: int,
    district_max: int,
) -> np.ndarray:
    """The place of each person to recruit, in order; `room` (m,) is how many a place may take, `district_max` 0 no limit."""
    place = np.repeat(np.arange(len(points)), room)
    turn = _turns(place)
    worth = counted(points[place] * decay ** (turn - 1.0))
    order = np.lexsort((place, -(shortage[place] - turn), -worth))
    return _fitting(place[order], district, recruits, district_max)


def simple_order(shortage: np.ndarray, room: np.ndarray, district: np.ndarray, *, recruits: int, district_max: int) -> np.ndarray:
    """The same by the simple rule: the largest shortage that remains first."""
    place = np.repeat(np.arange(len(shortage)), room)
    return _fitting(place[np.lexsort((place, -(shortage[place] - _turns(place))))], district, recruits, district_max)


def _fitting(order: np.ndarray, district: np.ndarray, recruits: int, district_max: int) -> np.ndarray:
    """The first of an order that the limit of the kecamatan and the number of recruits leave."""
    if district_max:
        order = order[_turns(district[order]) <= district_max]
    return order[:recruits]


def _turns(labels: np.ndarray) -> np.ndarray:
    """How often each label has come up to here, itself included."""
    order = np.argsort(labels, kind="stable")
    turns = np.empty(len(labels), dtype=int)
    turns[order] = np.arange(len(labels)) - np.searchsorted(labels[order], labels[order]) + 1
    return turns


def _places(
    rules: RecruitmentRules, places: pd.DataFrame, order: np.ndarray, worth: np.ndarray, recruits: np.ndarray,
    simple_recruits: np.ndarray, room: np.ndarray, is_out: np.ndarray,
) -> pd.DataFrame:
    first = np.full(len(places), np.nan)
    first[order[::-1]] = np.arange(len(order), 0, -1)
    basis = norm_of(rules.city_code, rules.period, rules.norm_id).basis
    by_district = pd.Series(recruits).groupby(places.kecamatan_code.to_numpy()).transform("sum").to_numpy()
    is_full = (recruits >= room) | (bool(rules.district_max) & (by_district >= rules.district_max))
    reasons = [
        recruit_reason(rules, row) if recruits[at] else
        idle_reason(row, is_excluded=bool(is_out[at]), norm_basis=basis, is_full=bool(is_full[at]), recruits=len(order))
        for at, row in enumerate(places.to_dict("records"))
    ]
    return places.assign(
        missing=places.missing_count, recruits=recruits, order=first,
        points=np.bincount(order, weights=worth, minlength=len(places)), remaining=places.missing_count - recruits,
        simple_recruits=simple_recruits, reason=reasons,
    )


def _sequence(
    rules: RecruitmentRules, places: pd.DataFrame, order: np.ndarray, turn: np.ndarray, worth: np.ndarray
) -> pd.DataFrame:
    rows = places.to_dict("records")
    reasons = [recruit_reason(rules, rows[at], int(here)) for at, here in zip(order, turn, strict=True)]
    names = places[["place_code", "place_name", "kecamatan_code", "kecamatan_name"]].iloc[order].reset_index(drop=True)
    return names.assign(order=np.arange(1, len(order) + 1), turn=turn, points=worth, reason=reasons)


def _notes(found: Facts, rules: RecruitmentRules, needed: Need, recruited: int) -> tuple[str, ...]:
    notes = [*needed.notes, *(why_unknown(found, factor) for factor in needed.unknown)]
    if unknown_count := int(needed.places.missing_count.isna().sum()):
        notes.append(f"Kekurangan {whole(unknown_count)} {found.unit_word} tidak diketahui; tidak ada yang direkrut di sana.")
    if recruited < rules.recruits:
        left = f"{whole(rules.recruits - recruited)} dari {whole(rules.recruits)} orang tidak ditempatkan"
        notes.append(f"{left}: kekurangan sudah tertutup atau batas tercapai.")
    return tuple(notes)
