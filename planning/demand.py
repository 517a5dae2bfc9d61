"""The planner's rules and an edition's facts as the numbers of the model."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planning.eligibility import candidates
from planning.facts import Facts
from planning.need import Need, need
from planning.rules import Rules
from planning.solver.problem import Names, Problem

NO_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Demand:
    """The problem of a plan. `members`: all of `candidates`; `at`: which of them may come; `need.places` are its places.

    `quota`: place_code, place_name, wanted, possible of the places and kecamatan whose minimum was lowered to those who can come.
    """

    rules: Rules
    found: Facts
    members: pd.DataFrame
    need: Need
    problem: Problem
    names: Names
    at: np.ndarray
    districts: pd.DataFrame
    quota: pd.DataFrame

    @property
    def missing(self) -> np.ndarray:
        """People missing in each place, for the simple rule; 0 where it is not known.

        Of a kecamatan as many as in one of its kelurahan, else it would always come first.
        """
        missing, is_kecamatan = self.need.places.missing_count.fillna(0).to_numpy(), self.need.places.is_kecamatan.to_numpy()
        units = np.bincount(self.problem.district[~is_kecamatan], minlength=len(self.districts))
        return np.where(is_kecamatan, missing / units[self.problem.district], missing)


def demand(found: Facts, rules: Rules) -> Demand:
    """The demand of the rules on the facts. UserError where a rule does not fit the facts."""
    members = candidates(found, rules)
    needed = need(found, rules, members)
    places = needed.places
    districts = places.drop_duplicates("kecamatan_code")[["kecamatan_code", "kecamatan_name"]].reset_index(drop=True)
    district = districts.set_index("kecamatan_code").index.get_indexer(places.kecamatan_code)
    own_place = pd.Index(places.place_code).get_indexer(members.place_code)
    at = np.flatnonzero(members.is_eligible)
    eligible = np.bincount(own_place[at], minlength=len(places))
    places["eligible_count"] = eligible
    places["trained_before"] = np.bincount(own_place[members.is_active & members.has_level], minlength=len(places))
    places["trained_any"] = np.bincount(own_place[members.is_active & members.is_trained], minlength=len(places))
    place_min, place_max = _place_limits(rules, places)
    district_min, district_max = _district_limits(rules, districts)
    wanted_place, wanted_district = place_min.copy(), district_min.copy()
    if not rules.is_minimum_firm:
        place_min = np.minimum(place_min, eligible)
        room = np.bincount(district, weights=np.minimum(place_max, eligible), minlength=len(districts)).astype(int)
        district_min = np.minimum(district_min, room)
    is_woman = (members.sex == "P").to_numpy(dtype=bool)
    problem = Problem(
        place=own_place[at], district=district, person_points=needed.persons.person_points.to_numpy()[at], is_woman=is_woman[at],
        is_must=members.is_must.to_numpy(dtype=bool)[at], place_points=places.place_points.to_numpy(),
        trained_before=places.trained_before.to_numpy(), decay=rules.decay_pct / 100, seats=rules.seats, place_min=place_min,
        place_max=place_max, district_min=district_min, district_max=district_max, women_share=rules.women_pct / 100,
    )
    lowered = pd.concat([
        _lowered(places.place_code, places.place_name, wanted_place, place_min),
        _lowered(districts.kecamatan_code, "Kecamatan " + districts.kecamatan_name, wanted_district, district_min),
    ], ignore_index=True)
    return Demand(rules, found, members, needed, problem, _names(places, districts, found.unit_word), at, districts, lowered)


def of_members(asked: Demand, volunteer_ids: set[str]) -> tuple[Problem, np.ndarray]:
    """A problem without limits in which every member may be chosen, and which of them are on a list.

    To value a list of another year or rule. Who is no longer active counts for nothing and is left out of the list.
    """
    members, places = asked.members, asked.need.places
    place = pd.Index(places.place_code).get_indexer(members.place_code)
    nobody, none = np.zeros(len(members), dtype=bool), [np.zeros(size, dtype=int) for size in (len(places), len(asked.districts))]
    problem = replace(
        asked.problem, place=place, person_points=asked.need.persons.person_points.to_numpy(), is_woman=nobody, is_must=nobody,
        seats=len(members), place_min=none[0], place_max=none[0] + NO_LIMIT, district_min=none[1], district_max=none[1] + NO_LIMIT,
        women_share=0.0,
    )
    return problem, (members.volunteer_id.isin(volunteer_ids) & members.is_active).to_numpy(dtype=bool)


def _place_limits(rules: Rules, places: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Minimum and maximum of each place; a minimum of all is one of each kelurahan, and none of a place the planner left out."""
    least = np.where(places.is_kecamatan, 0, rules.place_min)
    most = np.full(len(places), rules.place_max or NO_LIMIT)
    for limit in rules.limits:
        here = ((places.place_code == limit.place_code) & ~places.is_kecamatan).to_numpy()
        least = np.where(here, limit.minimum, least)
        most = np.where(here & (limit.maximum is not None), limit.maximum, most)
    is_out = places.place_code.isin(rules.excluded_places) | places.kecamatan_code.isin(rules.excluded_places)
    return np.where(is_out, 0, least).astype(int), most.astype(int)


def _district_limits(rules: Rules, districts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    least, most = np.full(len(districts), rules.district_min), np.full(len(districts), rules.district_max or NO_LIMIT)
    for limit in rules.limits:
        here = (districts.kecamatan_code == limit.place_code).to_numpy()
        least = np.where(here, limit.minimum, least)
        most = np.where(here & (limit.maximum is not None), limit.maximum, most)
    return np.where(districts.kecamatan_code.isin(rules.excluded_places), 0, least).astype(int), most.astype(int)


def _lowered(codes: pd.Series, names: pd.Series, wanted: np.ndarray, possible: np.ndarray) -> pd.DataFrame:
    less = possible < wanted
    found = {"place_code": codes[less], "place_name": names[less], "wanted": wanted[less], "possible": possible[less]}
    return pd.DataFrame(found)


def _names(places: pd.DataFrame, districts: pd.DataFrame, unit_word: str) -> Names:
    own = tuple(
        f"tingkat Kecamatan {kecamatan}" if is_kecamatan else name
        for name, kecamatan, is_kecamatan in zip(places.place_name, places.kecamatan_name, places.is_kecamatan, strict=True)
    )
    return Names(own, tuple(f"Kecamatan {name}" for name in districts.kecamatan_name), unit_word)
