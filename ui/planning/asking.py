"""The left column of the planner's pages: the rules, the scenario they belong to, and the plan they give."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.errors import UserError
from ui.cards import section
from ui.planning.draft import Draft
from ui.planning.saving import show_scenario


def ask_and_plan(draft: Draft, ask: Callable[[Draft], Any], plan_of: Callable[[str, Any], Any]) -> tuple[Any, UserError | None]:
    """The plan of the rules that `ask` draws, or what stands against it."""
    plan, trouble = None, None
    with st.container(key="pk-rules"):
        section("1 · Aturan")
        scenario = st.container()
        try:
            rules = ask(draft)
            draft.keep(rules)
            plan = plan_of(draft.here.edition_id, rules)
        except UserError as error:
            trouble = error
        with scenario:
            show_scenario(draft, plan)
    return plan, trouble
