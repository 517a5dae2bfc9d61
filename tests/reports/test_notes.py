"""Notes of slides: every number has its formula and source, and people in need never without the note of rounding and hiding."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.parameters import norms_of
from queries.warehouse import current_edition
from reports.figures.contents import Contents, shown
from reports.figures.gather import contents
from reports.storyboard import need as sentences_need
from reports.storyboard.slides import slides
from tests.reports.sample_contents import sample


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


def test_formulas_have_the_words_of_the_city_and_of_the_norm(sample_warehouse: Path) -> None:
    told = " ".join(slide.notes for slide in slides(sample("13.77"))) + " ".join(f"{one.title} {one.formula} {one.unit}" for one in sample("13.77").definitions)
    formulas = " ".join(re.findall(r"^Rumus.*$", told, re.MULTILINE))
    assert "dikurangi PSM aktif" in formulas and not re.search(r"(?<![Dd]esa/)\bkelurahan\b|\banggota aktif\b", formulas)
    assert "dikurangi anggota aktif" in " ".join(slide.notes for slide in slides(sample()))


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


def test_highest_names_one_of_many_that_may_be_highest_as_one_among_them(sample_warehouse: Path) -> None:
    found = sample()
    name, group = found.facts["most_rate"].label, found.facts["most_rate_units"]
    assert f"tertinggi di {name}" in sentences_need.need_rate(with_facts(found, most_rate_units=1)).full
    many = replace(found, facts={**found.facts, "most_rate_units": replace(group, value=5.0, numerator=1.0)})
    assert f"yang tertinggi antara lain {name}, sekitar " in sentences_need.need_rate(many).full


def test_a_change_that_rounding_can_make_is_not_told_as_one(sample_warehouse: Path) -> None:
    code = "32.73"
    lengkong = contents(current_edition(), code, date(2024, 12, 1), norms_of(code, date(2024, 12, 1))[0], kecamatan_code="32.73.13")
    assert lengkong.facts["ppks"].is_shown and lengkong.facts["ppks_before"].is_shown, "true +7, of the rounded counts -5"
    assert not lengkong.facts["ppks_change"].is_shown
    said = sentences_need.need(lengkong)
    assert "tambah" not in said.full and "berkurang" not in said.full and "terlalu kecil untuk dipastikan" in said.full
    city = sample("32.73")
    assert city.facts["ppks_change"].is_shown and "berkurang sekitar" in sentences_need.need(city).full
