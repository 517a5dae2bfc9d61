"""What leaves the office, gathered once for each view of an edition and shared by all who look at it."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from data.parameters import DisclosureRule, Norm, disclosure_rule
from planning.kept import store
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.occasion import Occasion
from reports.storyboard.slides import chapters, slides
from ui.context import Context
from ui.presentation.stage import slides_html


@dataclass(frozen=True, slots=True)
class Outside:
    """The chosen view with the two things that change what may leave it without a new edition, and the meeting it is for.

    `plans`: plan and version of every locked plan of the city; `rule`: how people in need are protected as of today.
    """

    here: Context
    plans: tuple[tuple[int, int], ...]
    rule: DisclosureRule
    occasion: Occasion | None

    @property
    def key(self) -> tuple[str, str, date, Norm, tuple, DisclosureRule]:
        """What every number made from it depends on."""
        return self.here.edition_id, self.here.city_code, self.here.period, self.here.norm, self.plans, self.rule


def outside_of(here: Context, occasion: Occasion | None = None) -> Outside:
    """Read once a run: the plans lie in a file of their own."""
    found = store.listing(here.city_code)
    plans = tuple(sorted((int(row.plan_id), int(row.version)) for row in found.itertuples() if row.is_locked)) if len(found) else ()
    return Outside(here, plans, disclosure_rule(date.today()), occasion)


def contents_of(outside: Outside, kecamatan_code: str | None = None) -> Contents:
    """Everything that may be said outside the office of the chosen city, or of one kecamatan of it: public view."""
    return replace(_contents(*outside.key, kecamatan_code), occasion=outside.occasion)


def gathered(outside: Outside, kecamatan_code: str) -> Contents:
    """The same, not kept: for one pass over every kecamatan."""
    here = outside.here
    return replace(contents(here.edition_id, here.city_code, here.period, here.norm, kecamatan_code=kecamatan_code), occasion=outside.occasion)


def stage_of(outside: Outside, kecamatan_code: str | None, picked: tuple[str, ...]) -> str:
    """The slides of the picked chapters as HTML; the title always comes first."""
    return _stage(*outside.key, kecamatan_code, picked, outside.occasion)


def chapters_of(outside: Outside, kecamatan_code: str | None) -> list[str]:
    """The chapters in the order they are told."""
    return _chapters(*outside.key, kecamatan_code)


def kecamatan_of(here: Context) -> dict[str, str]:
    """Name of each kecamatan -> its code."""
    rows = here.ask("kelurahan")
    return dict(sorted(zip(rows.kecamatan_name, rows.kecamatan_code, strict=True)))


def _variant(found: Contents) -> str:
    return "musda" if found.kecamatan_code is None else "kecamatan"


@st.cache_resource(max_entries=24, show_spinner=False)
def _contents(
    edition_id: str, city_code: str, period: date, norm: Norm, plans: tuple, rule: DisclosureRule, kecamatan_code: str | None,
) -> Contents:
    return contents(edition_id, city_code, period, norm, kecamatan_code=kecamatan_code)


@st.cache_data(max_entries=24, show_spinner=False)
def _chapters(
    edition_id: str, city_code: str, period: date, norm: Norm, plans: tuple, rule: DisclosureRule, kecamatan_code: str | None,
) -> list[str]:
    found = _contents(edition_id, city_code, period, norm, plans, rule, kecamatan_code)
    return [chapter for chapter, _ in chapters(slides(found, _variant(found)))]


@st.cache_data(max_entries=24, show_spinner=False)
def _stage(
    edition_id: str, city_code: str, period: date, norm: Norm, plans: tuple, rule: DisclosureRule, kecamatan_code: str | None,
    picked: tuple[str, ...], occasion: Occasion | None,
) -> str:
    found = replace(_contents(edition_id, city_code, period, norm, plans, rule, kecamatan_code), occasion=occasion)
    return slides_html(found, [slide for slide in slides(found, _variant(found)) if not slide.chapter or slide.chapter in picked])
