"""All totals of a report together: what a reader with a pencil could work out of them, and what is left out for it."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from data.parameters import disclosure_rule, norms_of
from queries.disclosure import public_city, public_counts, public_totals
from reports.figures.contents import HIDDEN
from reports.figures.gather import contents
from reports.figures.safety import Published, betrays, enclosed, safe
from tests.reports.small_edition import SOLOK, members, published, recap

RULE = disclosure_rule(date(2025, 1, 1))
TOP, HALF = RULE.hidden_up_to, RULE.round_to // 2
STARTS = np.array([0, 2, 5, 9, 10])


def as_published(cells: np.ndarray, starts: np.ndarray = STARTS) -> Published:
    """Kinds (rows) by kelurahan, as a report would show them before anything is left out."""
    everything = np.ones((1, cells.shape[1]), dtype=bool)
    total = cells.sum(axis=0, keepdims=True)
    of_kinds = cells.sum(axis=1)
    kinds = public_totals(cells, np.ones_like(cells, dtype=bool), np.zeros(1, dtype=np.intp), RULE)[:, 0]
    return Published(
        kelurahan=public_counts(total, RULE)[0],
        is_small=((total > 0) & (total <= TOP))[0],
        starts=starts,
        kecamatan=public_totals(total, everything, starts, RULE)[0],
        city=float(public_city(total, everything, starts, RULE)[0, 0]),
        kinds=kinds,
        is_small_kind=(of_kinds > 0) & (of_kinds <= TOP),
    )


def attacked(found: Published) -> list[tuple[float, float]]:
    """Bounds of each hidden kelurahan and each small hidden kind by linear programming, from what is published alone."""
    units, kinds = len(found.kelurahan), np.empty(0) if found.kinds is None else found.kinds
    shown = np.concatenate([found.kelurahan, kinds])
    small = np.concatenate([found.is_small, np.zeros(0, dtype=bool) if found.is_small_kind is None else found.is_small_kind])
    bounds = [
        (1, TOP)
        if hidden
        else (0, None)
        if np.isnan(value)
        else (0, 0)
        if value == 0
        else (max(value - HALF, TOP + 1), value + HALF)
        for value, hidden in zip(shown, small, strict=True)
    ]
    rows, limits, equal = [], [], []
    members_of = [
        (np.arange(start, end), value)
        for start, end, value in zip(found.starts, [*found.starts[1:], units], found.kecamatan, strict=True)
    ]
    for parts, value in [*members_of, (np.arange(units), found.city)]:
        if not np.isnan(value):
            row = np.zeros(len(shown))
            row[parts] = 1
            rows += [row, -row]
            limits += [value + (HALF if value else 0), -(max(value - HALF, TOP + 1) if value else 0)]
    if len(kinds):
        equal.append(np.concatenate([np.ones(units), -np.ones(len(kinds))]))
    solved = []
    for cell in np.flatnonzero(small):
        aim = np.eye(len(shown))[cell]
        ends = [
            linprog(
                sign * aim,
                A_ub=np.array(rows) if rows else None,
                b_ub=limits or None,
                A_eq=np.array(equal) if equal else None,
                b_eq=[0.0] if equal else None,
                bounds=bounds,
            )
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        solved.append((ends[0].fun, -ends[1].fun))
    return solved


def invented(seed: int, kinds: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return chance.choice(
        [0, 1, 2, 3, 5, 7, 8, 9, 12, 23], size=(kinds, 12), p=[0.45, 0.12, 0.1, 0.08, 0.05, 0.05, 0.05, 0.03, 0.04, 0.03]
    ).astype(float)


@pytest.mark.parametrize("kinds", [1, 2, 4])
@pytest.mark.parametrize("seed", range(20))
def test_nothing_that_stays_narrows_a_hidden_count_of_an_invented_city(seed: int, kinds: int) -> None:
    kept = safe(as_published(invented(seed, kinds)), RULE)
    for low, high in attacked(kept):
        assert low <= 1 + 1e-7 and high >= TOP - 1e-7


@pytest.mark.parametrize("seed", range(20))
def test_the_bounds_found_on_the_tree_are_those_of_the_attacker(seed: int) -> None:
    found = as_published(invented(seed, 3))
    low, high = enclosed(found, RULE)
    small = np.concatenate([found.is_small, np.zeros(len(found.kecamatan) + 1, dtype=bool), found.is_small_kind])
    np.testing.assert_allclose(np.column_stack([low[small], high[small]]), np.array(attacked(found)).reshape(-1, 2), atol=1e-6)


def test_two_rounded_totals_can_betray_what_each_alone_does_not() -> None:
    # City 155 says at least 153; the second kecamatan at most 52, so the first, shown as 100, holds at least 101.
    cells = np.array([[20.0, 20.0, 20.0, 20.0, 15.0, 7.0, 52.0]])
    found = Published(
        kelurahan=np.array([20.0, 20.0, 20.0, 20.0, 15.0, np.nan, 50.0]),
        is_small=np.array([False] * 5 + [True, False]),
        starts=np.array([0, 6]),
        kecamatan=np.array([100.0, 50.0]),
        city=155.0,
        kinds=None,
        is_small_kind=None,
    )
    low, high = enclosed(found, RULE)
    assert (low[7], high[7]) == (101, 102) and cells[0, :6].sum() == 102
    assert (
        enclosed(Published(found.kelurahan, found.is_small, found.starts, found.kecamatan, np.nan, None, None), RULE)[0][7] == 98
    )


def test_the_kinds_go_first_then_the_kecamatan_then_the_city() -> None:
    # Parts of 12 are shown as 10 and their true total as it is: only a large hidden part explains the difference.
    odd = np.array([[12.0, 12.0, 12.0, 7.0, 30.0, 30.0]])
    found = Published(public_counts(odd, RULE)[0], odd[0] == 7, np.array([0, 4]), np.array([45.0, 60.0]), np.nan, None, None)
    assert betrays(found, RULE) and np.isnan(safe(found, RULE).kecamatan).all()
    # 45 + 60 = 105 in the city as well: that must go too.
    whole = Published(found.kelurahan, found.is_small, found.starts, np.array([np.nan, 60.0]), 105.0, None, None)
    assert betrays(whole, RULE) and np.isnan(safe(whole, RULE).city)
    # Kinds that add up to more than the rounded total leave no room for a small kelurahan.
    kinds = Published(
        np.array([30.0, np.nan]),
        np.array([False, True]),
        np.array([0]),
        np.array([np.nan]),
        np.nan,
        np.array([40.0]),
        np.array([False]),
    )
    assert betrays(kinds, RULE)
    kept = safe(kinds, RULE)
    assert kept.kinds is None and not betrays(kept, RULE)


def test_the_rows_of_the_list_of_names_bound_the_total_too() -> None:
    found = Published(
        np.array([20.0, np.nan]), np.array([False, True]), np.array([0]), np.array([np.nan]), np.nan, None, None, at_most=24.0
    )
    assert betrays(found, RULE) and enclosed(found, RULE)[1][1] == 6


def test_nothing_is_left_out_where_nothing_is_hidden() -> None:
    cells = np.full((3, 12), 40.0)
    found = as_published(cells)
    assert safe(found, RULE) is found


@pytest.mark.parametrize("seed", range(6))
def test_no_hidden_count_of_a_published_edition_can_be_narrowed(warehouse: Path, tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(100 + seed)
    from data.reference import city_units

    names = [unit.kelurahan_name for unit in city_units(SOLOK)]
    kinds = {
        kind: {name: int(chance.choice([0, 1, 3, 6, 9, 14], p=[0.4, 0.2, 0.15, 0.1, 0.1, 0.05])) for name in names}
        for kind in ("Fakir Miskin", "Pengemis", "Pemulung", "Tuna Susila")
    }
    true = np.array([[by_place[name] for name in names] for by_place in kinds.values()], dtype=float)
    edition = published(recap(tmp_path, kinds), members(tmp_path, {"Laing": 2}))
    found = contents(edition, SOLOK, date(2024, 12, 1), norms_of(SOLOK, date(2024, 12, 1))[0])
    order = [column.key for column in found.tables["kelurahan"].columns]
    shown = {row[order.index("place")]: row[order.index("ppks")] for row in found.tables["kelurahan"].rows}
    codes = [unit.kecamatan_code for unit in city_units(SOLOK)]
    starts = np.flatnonzero(np.r_[True, np.array(codes[1:]) != np.array(codes[:-1])])
    total, of_kinds = true.sum(axis=0), true.sum(axis=1)
    in_table = {row[0]: row[2] for row in found.tables["ppks_kinds"].rows} if "ppks_kinds" in found.tables else None
    kecamatan_order = [column.key for column in found.tables["kecamatan"].columns]
    assert {name for name in names if shown[name] is HIDDEN} == {
        name for name, count in zip(names, total, strict=True) if 0 < count <= TOP
    }
    published_now = Published(
        kelurahan=np.array([np.nan if shown[name] is HIDDEN else shown[name] for name in names], dtype=float),
        is_small=(total > 0) & (total <= TOP),
        starts=starts,
        kecamatan=np.array(
            [
                np.nan if row[kecamatan_order.index("ppks")] is HIDDEN else row[kecamatan_order.index("ppks")]
                for row in found.tables["kecamatan"].rows
            ],
            dtype=float,
        ),
        city=np.nan if found.facts["ppks"].state == "hidden" else found.facts["ppks"].value,
        kinds=None
        if in_table is None
        else np.array([np.nan if in_table[kind] is HIDDEN else in_table[kind] for kind in kinds], dtype=float),
        is_small_kind=None if in_table is None else (of_kinds > 0) & (of_kinds <= TOP),
    )
    for low, high in attacked(published_now):
        assert low <= 1 + 1e-7 and high >= TOP - 1e-7
