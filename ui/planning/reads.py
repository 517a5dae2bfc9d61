"""Plans and their facts, computed once for each edition and set of rules. What comes from here is shared: nobody changes it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from data.parameters.planning import presets
from planning import facts, recruitment, topics, training
from planning.delegates import defaults
from planning.kept import outcome
from planning.kept.saved import StoredPlan
from planning.rules import RecruitmentRules, Rules
from ui.context import Context


@st.cache_resource(max_entries=10, show_spinner=False)
def facts_of(edition_id: str, city_code: str, period: date) -> facts.Facts:
    """Members, places and their figures before any rule."""
    return facts.facts(edition_id, city_code, period)


@st.cache_resource(max_entries=20, show_spinner=False)
def topics_of(edition_id: str, city_code: str, period: date) -> pd.DataFrame:
    """The topics the city's activity list names."""
    return topics.topics(edition_id, city_code, period)


def opening(here: Context, question: str) -> Rules | RecruitmentRules:
    """The rules that a page opens with."""
    found = facts_of(here.edition_id, here.city_code, here.period)
    return defaults(here.edition_id, here.city_code, here.period, here.norm.id, question, found)


@st.cache_resource(max_entries=60, show_spinner=False)
def planned(edition_id: str, rules: Rules) -> training.Plan:
    """The plan under the rules. Infeasible or UserError as planning.training says."""
    return training.plan_training(edition_id, rules, facts_of(edition_id, rules.city_code, rules.period), arranges=False)


def settled(plan: training.Plan | recruitment.RecruitmentPlan) -> training.Plan | recruitment.RecruitmentPlan:
    """The plan with its people in batches, which may take a second; any other plan as it is. UserError where the batches cannot take them."""
    if isinstance(plan, recruitment.RecruitmentPlan) or not plan.rules.batches:
        return plan
    return _settled(plan.edition_id, plan.rules, plan)


@st.cache_resource(max_entries=60, show_spinner=False)
def weighed(edition_id: str, rules: Rules) -> training.TradeOff:
    """What seats and rules are worth."""
    return training.trade_off(edition_id, rules, facts_of(edition_id, rules.city_code, rules.period))


@st.cache_resource(max_entries=60, show_spinner=False)
def recruited(edition_id: str, rules: RecruitmentRules) -> recruitment.RecruitmentPlan:
    """Whom to recruit where under the rules."""
    return recruitment.plan_recruitment(edition_id, rules, facts_of(edition_id, rules.city_code, rules.period))


def recruits_by_preset(edition_id: str, rules: RecruitmentRules) -> dict[str, recruitment.RecruitmentPlan]:
    """The recruitment of each preset under the same other rules."""
    return {preset.name: recruited(edition_id, replace(rules, weights=preset.weights)) for preset in presets(rules.question)}


def followed(edition_id: str, stored: StoredPlan, activity_ids: tuple[str, ...] | None) -> outcome.Outcome:
    """What an edition says of a saved plan."""
    saved = stored.saved
    return _followed(edition_id, saved.plan_id, saved.version, saved.saved_at.isoformat(), saved.rules_json, activity_ids, stored)


# Numbers start anew where the file of plans was replaced; when and what was saved tell such plans apart.
@st.cache_resource(max_entries=20, show_spinner=False)
def _followed(
    edition_id: str, plan_id: int, version: int, saved_at: str, rules_json: str, activity_ids: tuple[str, ...] | None, _stored: StoredPlan
) -> outcome.Outcome:
    now = outcome.last_month(edition_id)
    return outcome.follow(_stored, edition_id, activity_ids, facts_of(edition_id, _stored.saved.city_code, now))


# A leading underscore keeps Streamlit from hashing the plan: its edition and rules are the key.
@st.cache_resource(max_entries=30, show_spinner="Menyusun angkatan")
def _settled(edition_id: str, rules: Rules, _plan: training.Plan) -> training.Plan:
    return training.arranged(_plan, facts_of(edition_id, rules.city_code, rules.period))
