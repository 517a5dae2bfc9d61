"""What leaves the office, gathered once for each view of an edition and shared by all who look at it."""

from datetime import date

import streamlit as st

from data.parameters import Norm
from planning.kept import store
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.storyboard.slides import slides
from ui.context import Context
from ui.presentation.stage import slides_html


def contents_of(here: Context, kecamatan_code: str | None = None) -> Contents:
    """Everything that may be said outside the office of the chosen city, or of one kecamatan of it: public view."""
    return _contents(here.edition_id, here.city_code, here.period, here.norm, kecamatan_code, locked_plans(here.city_code))


def gathered(here: Context, kecamatan_code: str) -> Contents:
    """The same, not kept: for one pass over every kecamatan."""
    return contents(here.edition_id, here.city_code, here.period, here.norm, kecamatan_code=kecamatan_code)


def stage_of(here: Context, kecamatan_code: str | None, chapters: tuple[str, ...]) -> str:
    """The slides of the chosen chapters as HTML; the title always comes first."""
    return _stage(here.edition_id, here.city_code, here.period, here.norm, kecamatan_code, locked_plans(here.city_code), chapters)


def chapters_of(found: Contents) -> list[str]:
    """The chapters in the order they are told."""
    return list(dict.fromkeys(slide.chapter for slide in slides(found, variant_of(found)) if slide.chapter))


def kecamatan_of(here: Context) -> dict[str, str]:
    """Name of each kecamatan -> its code."""
    rows = here.ask("kelurahan")
    return dict(sorted(zip(rows.kecamatan_name, rows.kecamatan_code, strict=True)))


def variant_of(found: Contents) -> str:
    return "musda" if found.kecamatan_code is None else "kecamatan"


def locked_plans(city_code: str) -> tuple[tuple[int, int], ...]:
    """Plan and version of every locked plan: the only part of a report that changes without a new edition."""
    found = store.listing(city_code)
    return tuple(sorted((int(row.plan_id), int(row.version)) for row in found.itertuples() if row.is_locked)) if len(found) else ()


@st.cache_resource(max_entries=24, show_spinner=False)
def _contents(edition_id: str, city_code: str, period: date, norm: Norm, kecamatan_code: str | None, plans: tuple) -> Contents:
    return contents(edition_id, city_code, period, norm, kecamatan_code=kecamatan_code)


@st.cache_data(max_entries=24, show_spinner=False)
def _stage(
    edition_id: str, city_code: str, period: date, norm: Norm, kecamatan_code: str | None, plans: tuple, chapters: tuple[str, ...],
) -> str:
    found = _contents(edition_id, city_code, period, norm, kecamatan_code, plans)
    shown = [slide for slide in slides(found, variant_of(found)) if not slide.chapter or slide.chapter in chapters]
    return slides_html(found, shown)
