"""From everything that is published together: no hidden count can be narrowed, and of sensitive kinds nothing is known below kecamatan."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.parameters import disclosure_rule
from tests.queries.attacker import City, hidden_cells, invented, other_city, published, same

RULE = disclosure_rule(date(2025, 1, 1))
TOP = RULE.hidden_up_to


def cannot_be_narrowed(editions: list[City], row: int, cell: int, changed: np.ndarray) -> None:
    """The cell may be 1 and may be the limit, with nothing published looking different."""
    for value in (1, TOP):
        others = other_city(editions, changed, row, cell, value, RULE)
        assert others is not None, f"kind {row}, cell {cell} cannot be {value}"
        for edition, other in zip(editions, others, strict=True):
            assert other.cells(row)[cell] == value
            assert same(published(edition, RULE), published(other, RULE)), f"kind {row}, cell {cell} as {value} is published differently"


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_no_hidden_count_of_hundreds_of_invented_cities_can_be_narrowed(first: int) -> None:
    tried = 0
    for seed in range(first, first + 50):
        city = invented(seed, kinds=2 + seed % 6, kelurahan=2 + seed % 13)
        chance = np.random.default_rng(seed)
        found = hidden_cells(city, RULE)
        for position in chance.permutation(len(found))[:3]:
            row, cell = found[position]
            cannot_be_narrowed([city], row, cell, np.zeros(len(city.cells(row)), dtype=bool))
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_two_editions_together_narrow_no_count_that_did_not_change(first: int) -> None:
    assert sum(tried_in_two_editions(seed) for seed in range(first, first + 20)) > 30


def tried_in_two_editions(seed: int) -> int:
    """How many hidden counts were tried in a city and a later edition of it."""
    city = invented(seed, kinds=4, kelurahan=9)
    chance = np.random.default_rng(1000 + seed)
    row = int(chance.integers(len(city.counts)))
    # An edition with one more case of a kind, or a recap in which several cells of it are others.
    places = chance.choice(np.flatnonzero(~np.isnan(city.counts[row])), size=1 if seed % 2 else 3, replace=False)
    counts = city.counts.copy()
    counts[row, places] = counts[row, places] + 1 if seed % 2 else chance.choice([0, 2, 7, 8, 11], size=3)
    later = replace(city, counts=counts)
    changed = city.cells(row) != later.cells(row)
    unchanged = [cell for kind, cell in hidden_cells(city, RULE) if kind == row and not changed[cell]]
    for cell in unchanged[:5]:
        cannot_be_narrowed([city, later], row, cell, changed)
    return len(unchanged[:5])


@pytest.mark.parametrize("seed", range(40))
def test_a_growing_list_of_names_says_nothing_by_its_months(seed: int) -> None:
    # A reader knows that counts only grow: three months, and a count that was 1 in all of them or at the limit from the first on.
    chance = np.random.default_rng(seed)
    first = invented(seed, kinds=3, kelurahan=8, unknown=0.0, is_running=True)
    months = [first]
    for _ in range(2):
        grown = months[-1].counts + chance.choice([0, 0, 0, 1, 2, 9], size=first.counts.shape)
        months.append(replace(first, counts=grown))
    for row in np.flatnonzero(~first.is_sensitive):
        for cell in range(first.counts.shape[1]):
            small = [0 < month.counts[row, cell] <= TOP for month in months]
            for value in (1, TOP):
                for month, is_small in zip(months, small, strict=True):
                    other = month.with_cell_sum(row, cell, value) if is_small else month
                    assert same(published(month, RULE), published(other, RULE))


@pytest.mark.parametrize("seed", range(60))
def test_where_in_a_kecamatan_the_sensitive_kinds_are_makes_no_difference(seed: int) -> None:
    # What nobody wrote down moves with the counts: a recap may leave zeros out, and a list of names has none.
    city = invented(seed, kinds=2 + seed % 5, kelurahan=12, unknown=(0.03, 0.3, 0.8)[seed % 3])
    moved = city.counts.copy()
    ends = [*city.starts[1:], city.counts.shape[1]]
    for row in np.flatnonzero(city.is_sensitive):
        for start, end in zip(city.starts, ends, strict=True):
            moved[row, start:end] = np.roll(city.counts[row, start:end], seed % 5 + 1)
    assert same(published(city, RULE), published(replace(city, counts=moved), RULE))


@pytest.mark.parametrize("seed", range(30))
def test_zero_stays_zero_and_nothing_small_or_odd_is_shown(seed: int) -> None:
    city = invented(seed)
    for name, shown in published(city, RULE).items():
        if name.startswith("known of"):
            continue
        seen = shown[~np.isnan(shown)]
        assert ((seen == 0) | (seen > TOP)).all() and (seen % RULE.round_to == 0).all(), name
    for row in np.flatnonzero(~city.is_sensitive):
        assert ((published(city, RULE)[f"{row} kelurahan"] == 0) == (city.counts[row] == 0)).all()


def test_what_is_hidden_does_not_hang_on_what_else_is_asked() -> None:
    # A kind hidden in a kelurahan is hidden in it whichever kelurahan a rate counts; a rate of fewer kelurahan says nothing of the one left out.
    city = City(np.array([[30.0, 25.0, 40.0, 3.0]]), np.zeros(1, dtype=bool), np.array([0]), np.array([True, True, True, False]))
    whole = published(city, RULE)
    for value in (1.0, float(TOP)):
        assert same(whole, published(city.with_cell_sum(0, 3, value), RULE))
    assert np.isnan(whole["0 kelurahan"][3]) and whole["0 city"] == 100 and whole["0 city with denominator"] == 95


def test_two_hidden_counts_tell_nothing_and_three_only_what_leaves_each_free() -> None:
    def city_total(*counts: float) -> float:
        row = np.array([[50.0, *counts]])
        return published(City(row, np.zeros(1, dtype=bool), np.array([0]), np.ones(row.shape[1], dtype=bool)), RULE)["0 city"][0]

    assert city_total(1, 1) == city_total(7, 7) == 60, "two hidden counts stand for four each"
    assert city_total(1, 1, 1) == city_total(1, 1, 7) == 55, "up to 9 three of them say no more than that"
    assert city_total(2, 5, 5) == city_total(1, 6, 5) and city_total(7, 7, 7) == city_total(7, 7, 1)
