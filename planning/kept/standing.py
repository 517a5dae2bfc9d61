"""Where the places of a city stand on what a plan promises to change, counted from the same facts as the plan itself."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.parameters import norm_of
from planning.eligibility import candidates
from planning.facts import Facts
from planning.need import place_figures
from planning.rules import RecruitmentRules, Rules

INDICATORS = ("active_count", "trained_count", "never_trained_count", "shortage")


def standing(found: Facts, rules: Rules | RecruitmentRules) -> pd.DataFrame:
    """One row a kelurahan, and a kecamatan where somebody serves all of it, at the end of the facts' month. NaN is not known.

    Columns: place_code, place_name, kecamatan_code, kecamatan_name; of the active members of the kinds that may attend active_count,
    trained_count (who hold the level of the plan, or any training where it names none) and never_trained_count; shortage, people
    missing to the norm, NaN for a kecamatan, whose kelurahan have it.
    """
    members = _members(found, rules)
    places, _ = place_figures(found, rules, members)
    by_place = members[members.is_active].groupby("place_code").agg(
        active_count=("is_active", "sum"), trained_count=("holds", "sum"), never_trained_count=("is_new", "sum")
    )
    counts = by_place.reindex(places.place_code).fillna(0.0 if found.has_members else np.nan).reset_index(drop=True)
    names = places[["place_code", "place_name", "kecamatan_code", "kecamatan_name"]]
    return pd.concat([names, counts.astype(float)], axis=1).assign(shortage=places.missing_count.where(~places.is_kecamatan))


def _members(found: Facts, rules: Rules | RecruitmentRules) -> pd.DataFrame:
    if isinstance(rules, Rules):
        # The planner's own decisions are about the list, not about where the places stand.
        members = candidates(found, replace(rules, overrides=()))
        holds = members.has_level if rules.level else members.is_trained
    else:
        members = found.members[found.members.kind_code.isin(norm_of(rules.city_code, rules.period, rules.norm_id).kinds)]
        holds = members.is_trained
    return members.assign(holds=holds.astype(bool), is_new=~members.is_trained.astype(bool))
