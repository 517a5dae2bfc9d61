"""What leaves the office: small counts, sensitive kinds, and what a reader with a pencil could work out from the rest."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.parameters import disclosure_rule
from queries.disclosure import View, public_counts, public_totals
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


def test_a_public_total_stays_near_the_true_one(sample_warehouse: Path) -> None:
    for kind in ("ALL", "FM", "LUT", "PD"):
        true = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, level="city").value[0]
        shown = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, level="city", view=View.PUBLIC).value[0]
        assert abs(shown - true) <= max(60, 0.02 * true), kind


def _held(hidden: list[int]) -> float:
    """What a total tells of its hidden parts: the total less the shown parts, to the last person (more than the public view shows)."""
    counts = np.array([[*hidden, 0.0]])
    return public_totals(counts, np.ones_like(counts, dtype=bool), np.array([0]), RULE)[0, 0]


def test_no_total_narrows_what_a_hidden_part_may_be() -> None:
    # Every way that 1, 2, 3 and 4 hidden parts can be, worked through: whatever the total says, each part may still be anything from 1 to 7.
    for parts in (1, 2, 3, 4):
        by_total: dict[float, list[set[int]]] = {}
        for values in np.ndindex(*[TOP] * parts):
            hidden = [value + 1 for value in values]
            seen = by_total.setdefault(_held(hidden), [set() for _ in range(parts)])
            for position, value in enumerate(hidden):
                seen[position].add(value)
        assert by_total and all(options == set(range(1, TOP + 1)) for seen in by_total.values() for options in seen)


def test_a_rounded_true_total_would_have_betrayed_a_hidden_part() -> None:
    # Why totals are made of what is shown: three parts of 12 shown as 10, one of 7 hidden, the true total 43 shown as 45.
    possible = [part for part in range(1, TOP + 1) if any(a + b + c + part in range(43, 48) for a in range(8, 13) for b in range(8, 13) for c in range(8, 13))]
    assert possible == [TOP]


def test_a_total_that_leaves_a_place_out_tells_nothing_of_the_hidden_parts() -> None:
    # A rate leaves out the parts without denominator; subtracted from the full total it would give the part left out.
    without_last = np.array([[True, True, True, False]])
    totals = {
        public_totals(np.array([[first, 5.0, 20.0, last]]), without_last, np.array([0]), RULE)[0, 0]
        for first in range(1, TOP + 1) for last in range(1, TOP + 1)
    }
    assert len(totals) == 1


def test_the_kelurahan_of_a_kecamatan_do_not_betray_each_other_on_the_sample(sample_warehouse: Path) -> None:
    # The attack with a pencil: what the kecamatan shows, less what its kelurahan show, against every value a hidden kelurahan may have.
    attacked = 0
    for kind in ("LUT", "PD", "GEL", "PGM"):
        cells = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, view=View.PUBLIC)
        above = measure(current_edition(), "ppks_count", **MONTH, ppks_code=kind, view=View.PUBLIC, level="kecamatan").set_index("place_code")
        for code, own in cells.groupby("kecamatan_code"):
            hidden = int(own.is_hidden.sum())
            if not hidden or np.isnan(above.numerator[code]):
                continue
            attacked += 1
            rest = above.numerator[code] - own.numerator.sum()
            told = {_held(list(values)) for values in ([part] + [1] * (hidden - 1) for part in range(1, TOP + 1))}
            told |= {_held(list(values)) for values in ([part] + [TOP] * (hidden - 1) for part in range(1, TOP + 1))}
            # The total less the shown parts lies within what any value of the first hidden part could have led to, rounding included.
            assert min(told) - STEP / 2 <= rest <= max(told) + STEP / 2
    assert attacked > 20
