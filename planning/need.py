"""Need, in points.

Factors are 0 (no need) to 1, weights 0 to 100 by the planner. A factor that is known for no place or no person of the city takes
no part at all. With
    Wp, Wq   sums of the weights of the factors of the place and of the person that take part,    W = Wp + Wq,
    F, G     weighted means of the factors of a place and of a person over those known for it (weight goes to the known ones),
    place points  = 100 Wp / W * F        person points = 100 Wq / W * G
and so the first seat of a place where everything is needed is worth 100. Place points do not depend on the person, and the two
add. Where F is not known, G takes its share, and the other way round; where neither is, there are no points.

A place is a kelurahan, or a kecamatan for the members who serve all of it; its figures are the sums over its kelurahan, divided
afterwards:
    shortage   people missing to the norm / people the norm asks for
    load       PPKS of the served kinds for each active member: share of the other places of its level with a lower one, equals
               counted half; 1 with PPKS and no active member
    silence    months since the last month with a report, up to the end of the case list, over the bound of the scale at most
    untrained  1 for a member without any known training
    since      months since the last training over the bound at most, 1 for never
    presence   attended of the activities held for the member
    service    years as a member over the bound at most
    rotation   1 for who came to no musda or rakor in the months in which presence is counted
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.parameters import Norm, norm_of, planning as parameters
from planning.facts import Facts, month_number
from planning.rules import RecruitmentRules, Rules
from planning.served import served

PLACE_FACTORS = ("shortage", "load", "silence")


@dataclass(frozen=True, slots=True)
class Need:
    """Places with figures, factors and `place_points`, and the persons' factors with `person_points`.

    `unknown`: factors with weight that are known for nobody; `notes`: sentences about kinds of PPKS that are not counted.
    """

    places: pd.DataFrame
    persons: pd.DataFrame
    unknown: tuple[str, ...]
    notes: tuple[str, ...]


def need(found: Facts, rules: Rules | RecruitmentRules, members: pd.DataFrame | None = None) -> Need:
    """The need of the places, and of the members (those of `candidates`; none for recruitment), by the rules' norm and weights."""
    places, notes = place_figures(found, rules, members)
    persons = _person_factors(found, members, rules.period) if members is not None else pd.DataFrame(index=[])
    weights = {factor.id: rules.weight(factor.id) for factor in parameters.factors(rules.question)}
    place_weights = {name: weight for name, weight in weights.items() if name in PLACE_FACTORS and weight > 0}
    person_weights = {name: weight for name, weight in weights.items() if name not in PLACE_FACTORS and weight > 0}
    unknown = tuple(name for name in place_weights if places[name].isna().all())
    unknown += tuple(name for name in person_weights if persons[name].isna().all())
    place_weights = {name: weight for name, weight in place_weights.items() if name not in unknown}
    person_weights = {name: weight for name, weight in person_weights.items() if name not in unknown}
    total = sum(place_weights.values()) + sum(person_weights.values())
    of_place, of_person = _mean(places, place_weights), _mean(persons, person_weights)
    share = sum(place_weights.values()) / total if total else 0.0
    places["place_points"] = np.nan_to_num(100 * share * of_place)
    if members is not None:
        at = pd.Index(places.place_code).get_indexer(members.place_code)
        here = of_place[at] if place_weights else np.full(len(members), np.nan)
        share_of_person = np.where(np.isnan(here) & bool(place_weights), 1.0, 1 - share)
        points = np.where(np.isnan(of_person), (1 - share) * here, share_of_person * of_person)
        persons["person_points"] = np.nan_to_num(100 * points)
    return Need(places, persons, unknown, notes)


def place_figures(
    found: Facts, rules: Rules | RecruitmentRules, members: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """One row a kelurahan, and a kecamatan where somebody in `members` serves all of it; and what the load leaves out.

    Columns: place_code, place_name, kecamatan_code, kecamatan_name, is_kecamatan, lat, lon, active_count, norm_minimum,
    missing_count, ppks_count, ppks_per_member (infinite without a member), load_rank (1 the highest), load_known_count,
    silent_months, and the factors shortage, load, silence. NaN is not known.
    """
    norm, units = norm_of(rules.city_code, rules.period, rules.norm_id), found.units
    starts = np.flatnonzero(~units.kecamatan_code.duplicated().to_numpy())
    counts, notes = served(found, rules.ppks_codes)
    active = _active_counts(found, norm)
    basis = units.rw_count.to_numpy(dtype=float, na_value=np.nan) if norm.basis == "rw" else np.ones(len(units))
    minimum = norm.minimum * basis if found.has_members else np.full(len(units), np.nan)
    figures = {
        "active_count": active, "norm_minimum": minimum, "missing_count": np.maximum(0, minimum - active), "ppks_count": counts,
        "silent_months": _silent_months(found, parameters.scale(found.period).silence_months),
    }
    own = _level(figures, np.arange(len(units)), found.period)
    own = pd.concat([_names(units, is_kecamatan=False), own], axis=1)
    if members is not None and members.serves_kecamatan.any():
        names = _names(units.iloc[starts].reset_index(drop=True), is_kecamatan=True)
        whole = pd.concat([names, _level(figures, starts, found.period)], axis=1)
        serving = set(members.place_code[members.serves_kecamatan])
        own = pd.concat([own, whole[whole.place_code.isin(serving)]]).sort_values("place_code").reset_index(drop=True)
    return own, notes


def _names(units: pd.DataFrame, *, is_kecamatan: bool) -> pd.DataFrame:
    return pd.DataFrame({
        "place_code": units.kecamatan_code if is_kecamatan else units.kelurahan_code,
        "place_name": "Kecamatan " + units.kecamatan_name if is_kecamatan else units.kelurahan_name,
        "kecamatan_code": units.kecamatan_code, "kecamatan_name": units.kecamatan_name, "is_kecamatan": is_kecamatan,
        "lat": units.lat, "lon": units.lon,
    })


def _level(figures: dict[str, np.ndarray], starts: np.ndarray, period: date) -> pd.DataFrame:
    """The figures of the places that begin at `starts`, with their factors."""
    active, missing, minimum = (_sum(figures[name], starts) for name in ("active_count", "missing_count", "norm_minimum"))
    counts, members = _sum_of_both(figures["ppks_count"], figures["active_count"], starts)
    with np.errstate(divide="ignore", invalid="ignore"):
        load = np.where(counts == 0, 0.0, counts / members)
        shortage = np.where(minimum == 0, 0.0, missing / minimum)
    rank, known_count, factor = _rank(load)
    silent = _mean_of(figures["silent_months"], starts)
    return pd.DataFrame({
        "active_count": active, "norm_minimum": minimum, "missing_count": missing,
        "ppks_count": _sum(figures["ppks_count"], starts), "ppks_per_member": load,
        "load_rank": rank, "load_known_count": known_count, "silent_months": silent, "shortage": shortage, "load": factor,
        "silence": silent / parameters.scale(period).silence_months,
    })


def _active_counts(found: Facts, norm: Norm) -> np.ndarray:
    """Active members of the norm's kinds by kelurahan; NaN where the city has no member list."""
    if not found.has_members:
        return np.full(len(found.units), np.nan)
    members = found.members
    active = members.place_code[members.is_active & members.kind_code.isin(norm.kinds)]
    return active.value_counts().reindex(found.units.kelurahan_code).fillna(0).to_numpy(dtype=float)


def _silent_months(found: Facts, most: int) -> np.ndarray:
    """Months from the last report to the end of the case list or the chosen month, `most` at most.

    From the list's first month where there was no report.
    """
    period = pd.Timestamp(found.period)
    if pd.isna(found.first_report) or period < found.first_report:
        return np.full(len(found.units), np.nan)
    last = month_number(found.units.last_report_period)
    first = month_number(pd.Series([found.first_report]))[0] - 1
    end = month_number(pd.Series([min(period, found.last_report)]))[0]
    return np.minimum(np.maximum(0, end - np.where(np.isnan(last), first, last)), most)


def _rank(load: np.ndarray) -> tuple[np.ndarray, int, np.ndarray]:
    """Rank (1 the highest, equals share the better one), how many are known, and the factor."""
    known = np.sort(load[~np.isnan(load)])
    lower, equal = np.searchsorted(known, load, "left"), np.searchsorted(known, load, "right")
    rank = np.where(np.isnan(load), np.nan, len(known) - equal + 1.0)
    share = (lower + (equal - lower - 1) / 2) / max(1, len(known) - 1) if len(known) > 1 else np.full(len(load), 0.5)
    return rank, len(known), np.where(np.isnan(load), np.nan, np.where(np.isinf(load), 1.0, share))


def _person_factors(found: Facts, members: pd.DataFrame, period: date) -> pd.DataFrame:
    scale = parameters.scale(period)
    months = (found.month_end.year * 12 + found.month_end.month) - month_number(members.last_training_date)
    years = (found.month_end - members.joined_date).dt.days.to_numpy(dtype=float, na_value=np.nan) / 365.25
    held, nothing = members.held_count.to_numpy(dtype=float), np.full(len(members), np.nan)
    presence = np.divide(members.attended_count, held, out=nothing.copy(), where=held > 0)
    return pd.DataFrame({
        "untrained": 1.0 - members.is_trained.to_numpy(dtype=float),
        "since": np.where(members.is_trained, np.minimum(1, months / scale.since_months), 1.0),
        "presence": presence if found.has_attendance else nothing,
        "service": np.clip(years / scale.service_years, 0, 1),
        "service_years": years,
        "rotation": members.last_meeting_date.isna().to_numpy(dtype=float) if found.has_attendance else nothing,
    }, index=members.index)


def _mean(factors: pd.DataFrame, weights: dict[str, int]) -> np.ndarray:
    """Weighted mean of the known factors of each row; NaN where none is known."""
    if not weights:
        return np.full(len(factors), np.nan)
    values = factors[list(weights)].to_numpy(dtype=float)
    weight = np.where(np.isnan(values), 0.0, np.array(list(weights.values()), dtype=float))
    total = weight.sum(axis=1)
    return np.divide(np.nansum(values * weight, axis=1), total, out=np.full(len(factors), np.nan), where=total > 0)


def _sum(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Sums of the known values; NaN where none is known."""
    known = ~np.isnan(values)
    return np.where(np.logical_or.reduceat(known, starts), np.add.reduceat(np.where(known, values, 0.0), starts), np.nan)


def _mean_of(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    known = np.add.reduceat((~np.isnan(values)).astype(float), starts)
    return _sum(values, starts) / np.where(known == 0, np.nan, known)


def _sum_of_both(left: np.ndarray, right: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The sums over those of whom both values are known."""
    is_known = ~np.isnan(left) & ~np.isnan(right)
    return _sum(np.where(is_known, left, np.nan), starts), _sum(np.where(is_known, right, np.nan), starts)
