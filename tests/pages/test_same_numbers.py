"""The pages of the office and what leaves it say the same of members and norm, for these need no hiding."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from charts.words import coverage_headline
from data.parameters import norms_of
from data.reference import cities
from queries.warehouse import current_edition
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.storyboard.slides import slides
from tests.pages.opening import opened, words

PERIOD = date(2024, 12, 1)
CITIES = {city.city_name: city.city_code for city in cities()}


def outside(city: str) -> Contents:
    code = CITIES[city]
    return contents(current_edition(), code, PERIOD, norms_of(code, PERIOD)[0])


def said(page: str, city: str, norm_name: str) -> str:
    """The words of a page without its markup."""
    return unescape(re.sub(r"<[^>]+>", " ", words(opened(page, kota=city, bulan="Des 2024", norma=norm_name))))


@pytest.mark.parametrize("city", CITIES)
def test_the_summary_says_the_figures_of_the_report(sample_warehouse: Path, city: str) -> None:
    found = outside(city)
    facts, page = found.facts, said("ringkasan.py", city, found.norm.name)
    met, known, units, lack = (int(facts[key].value) for key in ("units_met", "units_known", "units", "shortage"))
    sentence = coverage_headline(met, known, units, lack, found.norm.name, found.unit_word)
    assert sentence in page
    assert met == 0 or next(slide.notes for slide in slides(found) if slide.key == "coverage").startswith(sentence)
    for key in ("active_members", "trained_members", "shortage"):
        assert facts[key].text in page, key
    for key in ("units_better", "units_worse"):
        assert not facts[key].value or f"{facts[key].text} " in page, key


@pytest.mark.parametrize("city", CITIES)
def test_the_page_of_coverage_lists_the_figures_of_every_kelurahan(sample_warehouse: Path, city: str) -> None:
    found = outside(city)
    app = opened("cakupan.py", kota=city, bulan="Des 2024", norma=found.norm.name)
    listed = next(frame.value for frame in app.dataframe if "Kekurangan" in frame.value).set_index("Kode")
    table = found.tables["kelurahan"]
    place = {column.key: index for index, column in enumerate(table.columns)}
    assert set(listed.index) == {row[place["code"]] for row in table.rows}
    for row in table.rows:
        shown = listed.loc[row[place["code"]], ["Anggota aktif", "Kekurangan"]]
        assert [None if pd.isna(value) else int(value) for value in shown] == [row[place["members"]], row[place["shortage"]]]
