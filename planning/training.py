"""A plan of seats: who of the candidates gets them, in which batch, and why.

Delegates are planned by the same model (planning/delegates.py).
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planning.delegates import defaults
from planning.demand import Demand, demand, of_members
from planning.eligibility import refusal_counts
from planning.facts import Facts, facts_for, last_list
from planning.fairness import fairness
from planning.reasons import chosen_reasons, near_miss_reasons, nobody_reason, why_unknown
from planning.rules import Rules
from planning.seating import check_batches, seat, unseated
from planning.solver.batches import Arrangement
from planning.solver.model import Selection, select
from planning.solver.points import by_preference, points_of, shares, slot_points
from planning.solver.simple import select_simply
from planning.solver.trade_off import curve, near_misses, one_more_seat, price_of_rules
from planning.wording import listed, whole

# A person is one row of the member list for each kind; only the names, which no plan sees, tell that two rows are one person.
_TWICE = "Orang yang terdaftar pada dua unsur dihitung dua kali; periksa saat undangan dibuat."

__all__ = ["Plan", "TradeOff", "arranged", "defaults", "plan_training", "trade_off"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its reasons; no name of a person in it, members are called by `label`.

    `chosen`: the columns of `candidates`, the factors, place_points and person_points of the seat, points (they add to the
    plan's), order (1 the most points), turn (which seat of its place), batch, is_override, reason; by order. `refused`: who
    missed a seat narrowly, with lost (points) and reason. `ineligible_counts`: refusal, count. `places`: the columns of
    `place_figures`, place_points, eligible_count, trained_before, trained_after, seats, points (of these seats), reason
    ('' unless it sends fewer than asked). `quota`: place_code, place_name, wanted, possible, reason of the places and kecamatan whose
    minimum could not be met. `most_points`: everybody eligible seated. `last_year_ids`: who of last year's list (`last_list`) is still
    active, `last_year_points` what they would be worth if they came again, `last_year_listed` how many of the kinds that may attend
    were on it, active or not. `batches`: those of the rules with venue and kilometres (planning/seating.py). `notes`: what was not
    known or not counted, one sentence each.
    """

    rules: Rules
    edition_id: str
    chosen: pd.DataFrame
    refused: pd.DataFrame
    ineligible_counts: pd.DataFrame
    places: pd.DataFrame
    quota: pd.DataFrame
    points: float
    most_points: float
    simple_points: float
    simple_ids: tuple[str, ...]
    last_year_points: float
    last_year_ids: tuple[str, ...]
    last_year_listed: int
    batches: pd.DataFrame
    arrangement: Arrangement | None
    gini_before: float
    gini_after: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What seats and rules are worth.

    `curve`: seats and points; `one_more_seat`: what one seat more brings; `price_of_rules`: rule family and the points won without it.
    """

    curve: list[tuple[int, float]]
    one_more_seat: float
    price_of_rules: list[tuple[str, float]]


def plan_training(edition_id: str, rules: Rules, found: Facts | None = None, *, arranges: bool = True) -> Plan:
    """The best plan under the rules; `found` are the facts of the city and month when they are at hand.

    Who gets a seat takes a fraction of a second; who goes to which batch may take seconds and can wait: `arranges` False, then
    `arranged`. Infeasible when no list keeps the rules, with what contradicts what; UserError where a rule does not fit the
    facts.
    """
    check_batches(rules)
    asked = demand(facts_for(edition_id, rules.city_code, rules.period, found), rules)
    problem = asked.problem
    selection = select(problem, asked.names)
    simple = select_simply(problem, asked.missing)
    earlier = last_list(asked.found, rules.question, rules.level, rules.kinds)
    everybody, again = of_members(asked, earlier)
    chosen = _chosen(asked, selection.chosen)
    quota = _quota(asked)
    places = _with_seats(asked, chosen, quota)
    spread = fairness(places, is_training=rules.question == "pelatihan")
    seating = unseated(rules, len(chosen))
    plan = Plan(
        rules=rules, edition_id=edition_id, chosen=chosen, refused=_refused(asked, selection),
        ineligible_counts=_ineligible(asked.members), quota=quota, points=selection.points,
        places=places,
        most_points=points_of(problem, np.ones(len(problem.place), dtype=bool)), simple_points=simple.points,
        simple_ids=tuple(asked.members.volunteer_id.iloc[asked.at[simple.chosen]]),
        last_year_points=points_of(everybody, again), last_year_ids=tuple(sorted(asked.members.volunteer_id[again])), last_year_listed=len(earlier),
        batches=seating.batches, arrangement=seating.arrangement, gini_before=spread.before, gini_after=spread.after,
        notes=_notes(asked, len(chosen)),
    )
    return arranged(plan, asked.found) if arranges else plan


def arranged(plan: Plan, found: Facts | None = None) -> Plan:
    """The plan with its people in batches; the same plan where its rules name none."""
    if not plan.rules.batches:
        return plan
    seating = seat(facts_for(plan.edition_id, plan.rules.city_code, plan.rules.period, found), plan.rules, plan.chosen)
    chosen = plan.chosen.assign(batch=seating.batch)
    return replace(plan, chosen=chosen, batches=seating.batches, arrangement=seating.arrangement)


def trade_off(edition_id: str, rules: Rules, found: Facts | None = None) -> TradeOff:
    """What seats and rules are worth: the curve up to everybody eligible, one more seat, and each rule that binds."""
    problem = (asked := demand(facts_for(edition_id, rules.city_code, rules.period, found), rules)).problem
    selection = select(problem, asked.names)
    most = len(problem.place)
    steps = sorted({rules.seats, most} | {round(most * part / 12) for part in range(1, 12)} - {0})
    return TradeOff(curve(problem, steps), one_more_seat(problem, selection), price_of_rules(problem, selection))


def _chosen(asked: Demand, is_chosen: np.ndarray) -> pd.DataFrame:
    problem, index = asked.problem, np.flatnonzero(is_chosen)
    of_place, of_person = shares(problem, is_chosen)
    turn = _turns(asked, is_chosen)
    at = asked.at[index]
    frame = asked.members.iloc[at].join(asked.need.persons.iloc[at].drop(columns="person_points")).assign(
        place_points=of_place[index], person_points=of_person[index], points=of_place[index] + of_person[index],
        turn=turn[index], batch="",
        is_override=asked.members.is_must.to_numpy()[at], reason=chosen_reasons(asked, is_chosen, turn),
    )
    frame = frame.sort_values("points", ascending=False, kind="stable").reset_index(drop=True)
    return frame.assign(order=np.arange(1, len(frame) + 1))


def _turns(asked: Demand, is_chosen: np.ndarray) -> np.ndarray:
    """Which seat of its place each chosen one takes, from 1, in the order in which `shares` counts them."""
    order, _ = by_preference(asked.problem, asked.problem.place)
    order = order[is_chosen[order]]
    place = asked.problem.place[order]
    turn = np.zeros(len(is_chosen), dtype=int)
    turn[order] = np.arange(len(order)) - np.searchsorted(place, place) + 1
    return turn


def _refused(asked: Demand, selection: Selection) -> pd.DataFrame:
    missed = near_misses(asked.problem, selection)
    index = np.array([miss.candidate for miss in missed], dtype=int)
    seats, place, at = asked.problem.per_place(selection.chosen), asked.problem.place[index], asked.at[index]
    frame = asked.members.iloc[at].join(asked.need.persons.iloc[at])
    next_seat = slot_points(asked.problem, place, seats[place])
    return frame.assign(
        place_points=next_seat, points=next_seat + frame.person_points, lost=[miss.lost for miss in missed],
        reason=np.array(near_miss_reasons(asked, missed, seats), dtype=object),
    ).reset_index(drop=True)


def _ineligible(members: pd.DataFrame) -> pd.DataFrame:
    counts = refusal_counts(members)
    return pd.DataFrame({"refusal": counts.index.to_numpy(dtype=object), "count": counts.to_numpy()})


def _with_seats(asked: Demand, chosen: pd.DataFrame, quota: pd.DataFrame) -> pd.DataFrame:
    places = asked.need.places
    seats = chosen.place_code.value_counts().reindex(places.place_code).fillna(0).to_numpy(dtype=int)
    points = chosen.groupby("place_code").points.sum().reindex(places.place_code).fillna(0.0).to_numpy()
    newly = chosen.place_code[~chosen.has_level].value_counts().reindex(places.place_code).fillna(0).to_numpy(dtype=int)
    reasons = dict(zip(quota.place_code, quota.reason, strict=True))
    return places.assign(
        seats=seats, points=points, trained_after=places.trained_before + newly,
        reason=[reasons.get(code, "") for code in places.place_code],
    )


def _quota(asked: Demand) -> pd.DataFrame:
    reasons = [nobody_reason(asked, row.place_code, row.wanted, row.possible) for row in asked.quota.itertuples()]
    return asked.quota.assign(reason=np.array(reasons, dtype=object))


def _notes(asked: Demand, seated: int) -> tuple[str, ...]:
    rules, found = asked.rules, asked.found
    notes = list(asked.need.notes) + [why_unknown(found, factor) for factor in asked.need.unknown]
    if seated < rules.seats:
        empty = f"{whole(rules.seats - seated)} dari {whole(rules.seats)} kursi tetap kosong"
        notes.append(f"{empty}: tidak ada lagi calon yang memenuhi syarat dan batas.")
    sends_none = asked.quota[asked.quota.possible == 0]
    if len(sends_none):
        notes.append(f"{whole(len(sends_none))} tempat tidak mengirim siapa pun: {listed(list(sends_none.place_name))}.")
    fewer = asked.quota[asked.quota.possible > 0]
    if len(fewer):
        notes.append(f"{whole(len(fewer))} tempat mengirim kurang dari yang diminta: {listed(list(fewer.place_name))}.")
    if rules.women_pct and asked.members.sex.isna().any():
        count = whole(asked.members.sex.isna().sum())
        notes.append(f"Jenis kelamin {count} anggota tidak diketahui; mereka tidak dihitung sebagai perempuan.")
    if len(rules.kinds) != 1 and asked.members.kind_code[asked.members.is_active].nunique() > 1:
        notes.append(_TWICE)
    return tuple(notes)
