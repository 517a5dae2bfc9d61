"""What leaves the office: small counts, sensitive kinds, and what a reader with a pencil could work out from the rest."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from data.parameters import disclosure_rule
from queries.disclosure import View, public_city, public_counts, public_totals
from queries.measure import measure, metrics
from queries.warehouse import ask, current_edition

RULE = disclosure_rule(date(2025, 1, 1))
TOP, STEP = RULE.hidden_up_to, RULE.round_to
MONTH = {"city_code": "32.73", "first_period": date(2024, 12, 1), "last_period": date(2024, 12, 1), "norm_kinds": ["PSM"]}
PROTECTED = [metric.name for metric in metrics() if metric.is_protected]


def test_the_public_view_hides_one_to_seven_rounds_the_rest_and_keeps_zero_and_the_unknown() -> None:
    shown = public_counts(np.array([[0, 1, 7, 8, 12, 13, 1002, np.nan]]), RULE)
    np.testing.assert_array_equal(shown, [[0, np.nan, np.nan, 10, 10, 15, 1000, np.nan]])


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("name", [name for name in PROTECTED if not name.startswith("dtks")])
def test_the_most_sensitive_kinds_never_appear_below_kecamatan(sample_warehouse: Path, name: str, view: View) -> None:
    tiers = ask(current_edition(), "lookup/ppks_tiers")
    for kind in tiers.ppks_code[tiers.tier.isin(RULE.tiers_above_kelurahan)]:
        shown = measure(current_edition(), name, **MONTH, ppks_code=kind, view=view)
        assert shown.numerator.isna().all() and shown.value.isna().all()
        if name == "handled_in_30_days":
            assert shown.denominator.isna().all()
    assert measure(current_edition(), "ppks_count", **MONTH, ppks_code="ABH", level="kecamatan").numerator.notna().any()


@pytest.mark.parametrize("level", ["kelurahan", "kecamatan", "city"])
@pytest.mark.parametrize("name", PROTECTED)
def test_the_public_view_shows_no_small_count_and_no_odd_one(sample_warehouse: Path, name: str, level: str) -> None:
    for kind in ("ALL", "LUT", "GEL", "ABH"):
        inside = measure(current_edition(), name, **MONTH, ppks_code=kind, level=level)
        shown = measure(current_edition(), name, **MONTH, ppks_code=kind, level=level, view=View.PUBLIC)
        seen = shown.numerator.dropna()
        assert ((seen == 0) | (seen > TOP)).all() and (seen % STEP == 0).all()
        is_shown_inside = kind != "ABH" or level != "kelurahan" or name.startswith("dtks")
        assert not is_shown_inside or (shown.is_hidden == (inside.numerator.notna() & shown.numerator.isna())).all()
        assert shown.value[shown.is_hidden].isna().all()
        if name == "handled_in_30_days":
            whole = shown.denominator.dropna()
            assert ((whole == 0) | (whole > TOP)).all() and (whole % STEP == 0).all()


def test_a_public_rate_is_computed_from_the_public_count(sample_warehouse: Path) -> None:
    shown = measure(current_edition(), "ppks_per_1000", **MONTH, ppks_code="LUT", view=View.PUBLIC).dropna(subset="value")
    assert len(shown) > 10
    np.testing.assert_allclose(shown.value, 1000 * shown.numerator / shown.denominator)


def test_counts_of_volunteers_are_shown_in_full(sample_warehouse: Path) -> None:
    inside = measure(current_edition(), "active_members", **MONTH)
    shown = measure(current_edition(), "active_members", **MONTH, view=View.PUBLIC)
    assert inside.equals(shown) and not shown.is_hidden.any()


@pytest.mark.parametrize("level", ["kecamatan", "city"])
def test_a_public_total_is_the_true_one_rounded_or_hidden(sample_warehouse: Path, level: str) -> None:
    for kind in ("ALL", "FM", "LUT", "PD", "PGM", "GEL", "PML"):
        true = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, level=level).numerator
        shown = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, level=level, view=View.PUBLIC).numerator
        np.testing.assert_array_equal(shown.dropna(), (np.round(true / STEP) * STEP)[shown.notna()])
        assert kind not in ("ALL", "FM") or shown.notna().all(), "large counts need no hiding of their totals"


def _enclosed(cells: np.ndarray, starts: np.ndarray) -> list[tuple[float, float]]:
    """What an attacker who knows the rule can enclose each hidden kelurahan in, from all that is shown of a city."""
    shown = public_counts(cells, RULE)[0]
    everything = np.ones_like(cells, dtype=bool)
    groups = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, cells.shape[1])))
    totals = [
        *((groups == index, total) for index, total in enumerate(public_totals(cells, everything, starts, RULE)[0])),
        (np.ones(cells.shape[1], dtype=bool), public_city(cells, everything, starts, RULE)[0, 0]),
    ]
    bounds = [(1, TOP) if np.isnan(value) else (value, value) if value == 0 else (max(value - STEP // 2, TOP + 1), value + STEP // 2) for value in shown]
    rows, limits = [], []
    for members, total in totals:
        if not np.isnan(total):
            reach = 0 if total == 0 else STEP // 2
            rows += [members.astype(float), -members.astype(float)]
            limits += [total + reach, -(total - reach)]
    hidden = np.flatnonzero(np.isnan(shown))
    aims = np.eye(cells.shape[1])
    solved = [[linprog(sign * aims[cell], A_ub=np.array(rows) if rows else None, b_ub=limits or None, bounds=bounds) for sign in (1, -1)] for cell in hidden]
    assert all(answer.status == 0 for pair in solved for answer in pair)
    return [(low.fun, -high.fun) for low, high in solved]


@pytest.mark.parametrize("seed", range(25))
def test_no_hidden_kelurahan_of_an_invented_city_can_be_narrowed(seed: int) -> None:
    chance = np.random.default_rng(seed)
    cells = chance.choice([0, 1, 2, 3, 5, 7, 8, 9, 12, 23, 60], size=(1, 16), p=[0.2, 0.15, 0.1, 0.1, 0.05, 0.1, 0.05, 0.05, 0.1, 0.05, 0.05]).astype(float)
    for low, high in _enclosed(cells, np.array([0, 2, 5, 9, 10])):
        assert low <= 1 + 1e-9 and high >= TOP - 1e-9


@pytest.mark.parametrize("kind", ["PGM", "GEL", "PML", "LUT", "AJ"])
def test_no_hidden_kelurahan_of_the_sample_can_be_narrowed(sample_warehouse: Path, kind: str) -> None:
    units = measure(current_edition(), "ppks_count", **{**MONTH, "city_code": "13.72"}, ppks_code=kind)
    starts = np.flatnonzero(~units.kecamatan_code.duplicated().to_numpy())
    for low, high in _enclosed(units.numerator.to_numpy(dtype=float)[None, :], starts):
        assert low <= 1 + 1e-9 and high >= TOP - 1e-9


def test_a_rounded_true_total_that_would_betray_a_hidden_part_is_hidden() -> None:
    # Three parts of 12 shown as 10, one of 7 hidden, the true total 43 shown as 45: only 7 would be possible.
    possible = [part for part in range(1, TOP + 1) if any(a + b + c + part in range(43, 48) for a in range(8, 13) for b in range(8, 13) for c in range(8, 13))]
    assert possible == [TOP]
    assert np.isnan(public_totals(np.array([[12.0, 12.0, 12.0, 7.0]]), np.ones((1, 4), dtype=bool), np.array([0]), RULE)[0, 0])


def test_a_total_that_leaves_a_hidden_place_out_is_hidden() -> None:
    # A rate leaves out the parts without denominator; subtracted from the full total it would give the part left out.
    counts, without_last = np.array([[30.0, 25.0, 40.0, 3.0]]), np.array([[True, True, True, False]])
    assert np.isnan(public_totals(counts, without_last, np.array([0]), RULE)[0, 0])
