"""Notes of slides: every number has its formula and source, and people in need never without the note of rounding and hiding."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.parameters import DisclosureRule, disclosure_rule, norms_of
from queries.disclosure import Told
from queries.grid import ALL, Grid
from queries.warehouse import current_edition
from reports.figures.contents import Contents, shown
from reports.figures.gather import contents
from reports.figures.need_margin import margin, means_in
from reports.storyboard import need as sentences_need
from reports.storyboard.slides import slides
from tests.reports.sample_contents import sample

RULE: DisclosureRule = disclosure_rule(date.today())


def with_facts(found: Contents, **values: float | None) -> Contents:
    old = found.facts
    return replace(found, facts={**old, **{
        key: shown(key, old[key].label, old[key].unit, value, old[key].period, old[key].source) for key, value in values.items()
    }})


@pytest.mark.parametrize("variant", ["musda", "satu"])
def test_every_slide_with_a_number_says_formula_and_source_once(sample_warehouse: Path, variant: str) -> None:
    for slide in slides(sample(), variant):
        assert re.search(r"^Rumus", slide.notes, re.MULTILINE) and "Sumber: " in slide.notes, slide.key
        assert ".." not in slide.notes and len(set(slide.notes.splitlines())) == len(slide.notes.splitlines()), slide.key


@pytest.mark.parametrize("variant", ["musda", "satu"])
def test_a_slide_that_speaks_of_people_in_need_says_how_they_are_rounded(sample_warehouse: Path, variant: str) -> None:
    found = sample()
    told = {slide.key: slide.notes for slide in slides(found, variant)}
    speaking = {key for key, notes in told.items() if found.need_note in notes}
    assert {"need", "need_rate", "kinds", "members"} <= speaking if variant == "musda" else speaking == {"satu"}
    assert not {"activities", "trained"} & speaking
    if variant == "musda":
        silent = {slide.key: slide.notes for slide in slides(with_facts(found, ppks_per_member=None), variant)}
        assert found.need_note not in silent["members"]


def test_highest_names_one_among_equals_as_one_among_them(sample_warehouse: Path) -> None:
    found = sample()
    name = found.facts["most_rate"].label
    assert f"tertinggi di {name}" in sentences_need.need_rate(with_facts(found, most_rate_units=1)).full
    assert f"tertinggi di {name}, masing-masing" in sentences_need.need_rate(with_facts(found, most_rate_units=2)).full
    assert f"tertinggi antara lain di {name}" in sentences_need.need_rate(with_facts(found, most_rate_units=3)).full


def test_a_change_that_rounding_can_make_is_not_told_as_one(sample_warehouse: Path) -> None:
    code = "32.73"
    lengkong = contents(current_edition(), code, date(2024, 12, 1), norms_of(code, date(2024, 12, 1))[0], kecamatan_code="32.73.13")
    assert lengkong.facts["ppks"].is_shown and lengkong.facts["ppks_before"].is_shown, "true +7, of the rounded counts -5"
    assert not lengkong.facts["ppks_change"].is_shown
    said = sentences_need.need(lengkong)
    assert "tambah" not in said.full and "berkurang" not in said.full and "terlalu kecil untuk dipastikan" in said.full
    city = sample()
    assert city.facts["ppks_change"].is_shown and "berkurang sekitar" in sentences_need.need(city).full


def test_the_margin_grows_with_the_means_that_stand_in_a_total() -> None:
    counts = {
        "a": [3.0, 40.0, 0.0, 2.0], "b": [np.nan, 1.0, 1.0, 2.0], "c": [3.0, 3.0, 3.0, 3.0], "s": [1.0, 1.0, 9.0, 0.0], "part": [1.0, 2.0, 0.0, 0.0],
    }
    rows = {key: np.array(row) for key, row in {**counts, ALL: [7.0, 45.0, 13.0, 7.0]}.items()}
    grid = Grid({key: Told(row, row) for key, row in rows.items()}, rows, frozenset("s"), frozenset("abcs"))
    found = means_in(grid, np.array([0, 2]), False, RULE)
    assert found.kecamatan.tolist() == [5, 5], "of s its total of 2 in the first kecamatan, 9 in the second is no small one; part is not added"
    assert found.city == 4, "two of a and one of s; a bound of the three of b is as one; the sum of the four of c is told"
    assert means_in(grid, np.array([0, 2]), True, RULE).city == 10
    assert margin(0, RULE) == 2 * RULE.round_to < margin(3, RULE) < margin(100, RULE)
