"""The rules on the screen: one working copy for each city and question, kept while the planner looks at other pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from charts.words import month
from data.errors import UserError
from data.parameters import norms_of
from planning.kept.saved import Saved
from planning.kept.store import load
from planning.rules import rules_from_json
from ui.context import Context
from ui.planning.address import Asked, names_of, read, written

SCENARIO = "skenario"  # query parameter: <plan>.<version>


@dataclass(frozen=True, slots=True)
class Draft:
    """The working copy of a page; `base` is what it started from: the opening rules, or those of the `opened` scenario."""

    here: Context
    question: str

    def slot(self, name: str) -> str:
        """Name in the session for something of this copy; a widget's name changes when other rules are opened, so that it starts anew."""
        return f"{self.question}:{self.here.city_code}:{name}"

    def widget(self, name: str, value: Any) -> str:
        """The key of a widget that starts with `value` where it has none yet."""
        key = f"{self.slot(name)}:{st.session_state.get(self.slot('_turn'), 0)}"
        st.session_state.setdefault(key, value)
        return key

    @property
    def rules(self) -> Asked:
        return self._dated(st.session_state[self.slot("_rules")])

    @property
    def base(self) -> Asked:
        return self._dated(st.session_state[self.slot("_base")])

    @property
    def opened(self) -> Saved | None:
        """The scenario these rules were opened from or saved as."""
        return st.session_state.get(self.slot("_opened"))

    @property
    def is_changed(self) -> bool:
        """Whether the screen shows other rules than it started from, or the opened scenario in another month, norm or edition."""
        return self.rules != self.base or bool(self.moved)

    @property
    def moved(self) -> list[str]:
        """What the opened version was made for where the screen shows another: such a list was never saved nor compared."""
        saved, here = self.opened, self.here
        if saved is None:
            return []
        made = [
            ("bulan", month(saved.period), saved.period != here.period),
            ("norma", norm_name(here, saved.norm_id, saved.period), saved.norm_id != here.norm.id),
            ("edisi", saved.edition_id, saved.edition_id != here.edition_id),
        ]
        return [f"{what} {which}" for what, which, is_other in made if is_other]

    def keep(self, rules: Asked) -> None:
        """These are the rules now; the address follows."""
        st.session_state[self.slot("_rules")] = rules
        query = written(rules, self.base)
        if self.opened:
            query[SCENARIO] = f"{self.opened.plan_id}.{self.opened.version}"
        for name in {*names_of(self.question), SCENARIO, *query}:
            if name in query and st.query_params.get(name) != query[name]:
                st.query_params[name] = query[name]
            elif name not in query and name in st.query_params:
                del st.query_params[name]
        st.session_state[_last(self.question)] = (self.here.city_code, query)

    def start(self, rules: Asked, opened: Saved | None = None) -> None:
        """Put other rules on the screen; every widget starts anew."""
        st.session_state[self.slot("_rules")] = rules
        st.session_state[self.slot("_base")] = rules
        st.session_state[self.slot("_opened")] = opened
        st.session_state[self.slot("_turn")] = st.session_state.get(self.slot("_turn"), 0) + 1

    def change(self, **fields: Any) -> None:
        """Change some rules from outside their widgets, which then start anew."""
        st.session_state[self.slot("_rules")] = replace(self.rules, **fields)
        st.session_state[self.slot("_turn")] = st.session_state.get(self.slot("_turn"), 0) + 1

    def saved_as(self, saved: Saved) -> None:
        """What is on the screen is now a version of a scenario."""
        st.session_state[self.slot("_base")] = self.rules
        st.session_state[self.slot("_opened")] = saved

    def _dated(self, rules: Asked) -> Asked:
        return replace(rules, period=self.here.period, norm_id=self.here.norm.id)


def draft_of(here: Context, question: str, defaults: Callable[[], Asked]) -> Draft:
    """The working copy of a page: of the address where that says something new, else as it was left, else the opening rules."""
    draft = Draft(here, question)
    asked = {name: st.query_params[name] for name in (*names_of(question), SCENARIO) if name in st.query_params}
    city_code, written_last = st.session_state.get(_last(question), (here.city_code, None))
    if asked == written_last and city_code != here.city_code:
        asked = {}  # another city was chosen in the bar; its rules are its own
    is_new = asked and asked != written_last
    if is_new or draft.slot("_rules") not in st.session_state:
        base, opened = _asked_for(here, question, asked.get(SCENARIO))
        base = base or defaults()
        draft.start(base, opened)
        rules, refused = read(asked, draft.base)
        st.session_state[draft.slot("_rules")] = rules
        if refused:
            st.toast(f"Bagian alamat ini tidak dapat dibaca dan dilewati: {', '.join(refused)}.")
    return draft


def norm_name(here: Context, norm_id: str, period: date) -> str:
    """The name of a norm of the city as it was in a month; the chosen norm's where there is none."""
    return next((norm.name for norm in norms_of(here.city_code, period) if norm.id == norm_id), here.norm.name)


def _last(question: str) -> str:
    """Where the session keeps which query was written last, and for which city."""
    return f"{question}:_address"


def _asked_for(here: Context, question: str, text: str | None) -> tuple[Asked | None, Saved | None]:
    """The scenario that the address names; a toast where it is not there."""
    if not text:
        return None, None
    plan_id, _, version = text.partition(".")
    try:
        stored = load(int(plan_id), int(version) if version else None)
    except (ValueError, UserError):
        stored = None
    if stored is None or stored.saved.city_code != here.city_code or stored.saved.question != question:
        st.toast("Skenario yang disebut alamat ini tidak ada untuk kota ini; yang tampil aturan awal.")
        return None, None
    return rules_from_json(stored.saved.rules_json), stored.saved
