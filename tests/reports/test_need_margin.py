"""A public number of people in need is said no more exactly than it is known: the true one lies within its margin, and no order is told that may be none."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.parameters import disclosure_rule, norms_of
from data.reference import city_units
from queries.disclosure import Told, View
from queries.grid import ALL, Grid
from queries.levels import LEVELS
from queries.measure import measure
from queries.warehouse import current_edition
from reports.figures.contents import ABOUT, HIDDEN, Contents, Fact
from reports.figures.need import need_of
from reports.figures.need_margin import margins_in, may_be_highest, said_count, said_rate, step, sure_order
from reports.figures.scope import scope_of
from reports.storyboard.slides import slides
from tests.reports.sample_contents import CITIES, PERIOD, sample

RULE = disclosure_rule(date.today())
LAST_YEAR = PERIOD.replace(year=PERIOD.year - 1)
_NUMBER = re.compile(r"−?\d[\d.]*(?:,\d+)?")


def true_of(name: str, city_code: str, level: str, period: date = PERIOD, **options: object) -> pd.Series:
    """The values of an indicator as the office knows them, by code."""
    norm = norms_of(city_code, period)[0].options
    found = measure(current_edition(), name, city_code=city_code, first_period=period, last_period=period, level=level, view=View.INTERNAL, **{**norm, **options})
    return found.set_index("place_code").value


def is_within(said: float, margin: float, true: float) -> bool:
    return abs(said - true) <= margin + 1e-9


def said_in(fact: Fact) -> float:
    """The number that the text of a fact says."""
    return float(_NUMBER.search(fact.text).group().replace("−", "-").replace(".", "").replace(",", "."))


@pytest.mark.parametrize("period", [PERIOD, LAST_YEAR])
@pytest.mark.parametrize("city_code", CITIES)
def test_the_true_number_of_every_place_lies_within_the_margin_of_the_public_one(sample_warehouse: Path, city_code: str, period: date) -> None:
    need = need_of(scope_of(current_edition(), city_code, period, norms_of(city_code, period)[0]), period)
    for level in LEVELS:
        frame = getattr(need, level)
        for column, name in (("ppks", "ppks_count"), ("rate", need.rate_name), ("load", "ppks_per_member")):
            if column not in frame:
                continue
            true = frame.place_code.map(true_of(name, city_code, level, period))
            for said, margin, fact, code in zip(frame[column], frame[f"{column}_margin"], true, frame.place_code, strict=True):
                assert np.isnan(said) or said == fact == 0 or is_within(said, margin, fact), f"{code} {column}: {said} within {margin}, in truth {fact}"
            if column != "load":
                both = frame.assign(true=true)[frame[f"{column}_low"].notna() & true.notna() & (frame.ppks != 0)]
                assert both.true.between(both[f"{column}_low"] - 1e-9, both[f"{column}_high"] + 1e-9).all()


@pytest.mark.parametrize("city_code", CITIES)
def test_what_a_text_says_of_people_in_need_holds_in_truth(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    true = {key: true_of(name, city_code, "city").iloc[0] for key, name in (("ppks", "ppks_count"), ("ppks_rate", found.facts["ppks_rate"].source), ("ppks_per_member", "ppks_per_member"))}
    true["ppks_before"] = true_of("ppks_count", city_code, "city", LAST_YEAR).iloc[0]
    true["most_rate"] = true_of(found.facts["ppks_rate"].source, city_code, "kelurahan").max()
    if found.facts["ppks_change"].is_shown and not found.facts["ppks_left_out"].value:
        true["ppks_change"] = true["ppks"] - true["ppks_before"]
    for key, value in true.items():
        fact = found.facts[key]
        assert is_within(said_in(fact), fact.margin, value), f"{key}: {fact.text} within {fact.margin}, in truth {value}"
    kinds = need_of(scope_of(current_edition(), city_code, PERIOD, found.norm), PERIOD).kinds.set_index("ppks_name")
    for position in (1, 2, 3):
        fact = found.facts[f"largest_kind_{position}"]
        value = true_of("ppks_count", city_code, "city", ppks_code=kinds.ppks_code[fact.label]).iloc[0]
        assert is_within(said_in(fact), fact.margin, value), f"{fact.label}: {fact.text} within {fact.margin}, in truth {value}"


@pytest.mark.parametrize("scope", [*CITIES, "13.72.01"])
def test_the_place_that_truly_has_the_highest_rate_is_among_those_named(sample_warehouse: Path, scope: str) -> None:
    names = {unit.kelurahan_code: unit.kelurahan_name for unit in city_units(scope[:5])}
    found = sample(scope[:5], PERIOD, scope if scope[5:] else None)
    true = true_of(found.facts["ppks_rate"].source, scope[:5], "kelurahan")
    group = found.facts["most_rate_units"]
    if group.numerator == group.value:
        assert names[true[true.index.str.startswith(scope)].idxmax()] in re.split(r", atau |, | atau ", found.facts["most_rate"].label)
    else:
        assert "yang tertinggi antara lain" in {slide.key: slide for slide in slides(found)}["need_rate"].sentence


def rates(found: Contents) -> list[Fact]:
    return [found.facts[key] for key in ("ppks_rate", "ppks_per_member", "most_rate") if key in found.facts]


@pytest.mark.parametrize("city_code", CITIES)
def test_every_rate_is_said_about_with_two_digits_that_count_wherever_it_stands(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    for fact in rates(found):
        assert fact.text.startswith(f"{ABOUT} ") and len(fact.text.removeprefix(f"{ABOUT} ").replace(".", "").replace(",", "").strip("0")) <= 2, fact.text
    told = {slide.key: slide for slide in slides(found)}
    assert "berhadapan dengan sekitar " in told["members"].notes and all(f"ekitar {text} PPKS" in told["need_rate"].headline for text in [found.facts["ppks_rate"].text.split()[1]])
    for table in (found.tables["kelurahan"], found.tables["kecamatan"]):
        at = {column.key: index for index, column in enumerate(table.columns)}
        assert table.columns[at["rate"]].label.endswith(f", {ABOUT}") and table.columns[at["ppks"]].label == f"PPKS, {ABOUT}"
        cells = [row[at["rate"]] for row in table.all_rows if row[at["rate"]] not in (None, HIDDEN, 0)]
        assert all(float(f"{cell:.2g}") == pytest.approx(cell) for cell in cells)
    spoken = {value for _, value, _ in found.maps["ppks_rate"].spec["units"].values()}
    assert all(value.startswith((f"{ABOUT} ", "0 ")) or value in ("disembunyikan", "tidak ada data") for value in spoken)


def test_the_bars_of_the_kinds_end_where_the_next_one_is_surely_smaller(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        bars, kinds = sample(city_code).series["ppks_kinds"], need_of(scope_of(current_edition(), city_code, PERIOD, norms_of(city_code, PERIOD)[0]), PERIOD).kinds
        persons = kinds[kinds.unit == "orang"].set_index("ppks_name")
        inside, outside = persons.loc[list(bars.labels)], persons.drop(list(bars.labels)).dropna(subset="persons")
        assert (inside.persons - inside.margin).min() > (outside.persons + outside.margin).max()


@pytest.mark.parametrize(("margin", "width"), [(0.3, 0.5), (0.5, 0.5), (1, 1), (1.2, 5), (2.5, 5), (7, 10), (23, 50), (99, 100), (136, 500)])
def test_a_step_is_no_more_exact_than_the_margin(margin: float, width: float) -> None:
    assert step(margin) == pytest.approx(width)


@pytest.mark.parametrize(
    ("value", "margin", "said"),
    [(355.09, 0.02, 360), (128.7, 0.3, 130), (7.24, 0.01, 7.2), (0.345, 0.001, 0.34), (1155, 60, 1200), (1155, 160, 1000), (22, 10.5, 20), (820, 411, None), (0, 3, 0), (54.1, 3, 55)],
)
def test_a_rate_is_said_as_far_as_it_is_known_or_not_at_all(value: float, margin: float, said: float | None) -> None:
    assert said_rate(value, margin) == (None if said is None else pytest.approx(said))


def test_a_count_is_rounded_to_its_margin_but_never_to_nothing() -> None:
    assert [said_count(value, margin, RULE) for value, margin in ((334490, 36), (9685, 2.5), (30, 24), (80, 24), (0, 2.5))] == [334500, 9685, 30, 80, 0]


def test_no_order_is_told_where_margins_meet() -> None:
    values, margins = pd.Series([100.0, 60.0, 55.0, np.nan, 20.0]), pd.Series([10.0, 4.0, 4.0, 4.0, 1.0])
    assert sure_order(values, margins).tolist() == [0, 1, 1, 5, 2]
    assert may_be_highest(values - margins, values + margins).tolist() == [True, False, False, False, False]
    assert may_be_highest(values - 30, values + 30).tolist() == [True, True, True, False, False]


def test_the_margin_grows_with_the_cells_that_are_not_told() -> None:
    counts = {
        "a": [3.0, 40.0, 0.0, 2.0], "b": [np.nan, 1.0, 1.0, 2.0], "c": [3.0, 3.0, 3.0, 3.0], "s": [1.0, 1.0, 9.0, 0.0], "part": [1.0, 2.0, 0.0, 0.0],
    }
    rows = {key: np.array(row) for key, row in {**counts, ALL: [7.0, 45.0, 13.0, 7.0]}.items()}
    grid = Grid({key: Told(row, row) for key, row in rows.items()}, rows, frozenset("s"), frozenset("abcs"))
    half, found = RULE.round_to / 2, margins_in(grid, np.array([0, 2]), False, RULE)
    assert found.kinds == {"a": half + 4 + 5, "b": half + 3, "c": half, "s": half + 5, "part": half + 6 + 5}, "two cells, a bound, a sum, the 2 of a kecamatan"
    assert found.city == half + 9 + 3 + 5, "part is not added"
    running = margins_in(grid, np.array([0, 2]), True, RULE)
    assert running.city > found.city and running.kinds["c"] == half + 16 and (running.kecamatan >= found.kecamatan).all()
    assert (found.kelurahan >= half).all() and found.parts > found.city
