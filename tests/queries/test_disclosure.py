"""What leaves the office: small counts, sensitive kinds, and what a reader with a pencil could work out from the rest."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.parameters import disclosure_rule
from queries.disclosure import View, public_counts, public_share
from queries.grid import SHARES, grid_of, told_of
from queries.levels import Figures, places_of, sums
from queries.measure import measure, metric, metrics
from queries.warehouse import ask, current_edition, parameters_of
from tests.queries.attacker import bounds_from_totals, bounds_of_small_counts

RULE = disclosure_rule(date(2025, 1, 1))
TOP, STEP = RULE.hidden_up_to, RULE.round_to
MONTH = {"city_code": "32.73", "first_period": date(2024, 12, 1), "last_period": date(2024, 12, 1), "norm_kinds": ["PSM"]}
CITIES = ["13.72", "13.77", "32.73", "35.71", "36.71"]
PROTECTED = [metric.name for metric in metrics() if metric.is_protected]
OF_KINDS = [name for name in PROTECTED if "ppks_code" in parameters_of(f"metrics/{name}")]


def test_the_public_view_hides_one_to_seven_rounds_the_rest_and_keeps_zero_and_the_unknown() -> None:
    shown = public_counts(np.array([[0, 1, 7, 8, 12, 13, 1002, np.nan]]), RULE)
    np.testing.assert_array_equal(shown, [[0, np.nan, np.nan, 10, 10, 15, 1000, np.nan]])


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("name", OF_KINDS)
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


@pytest.mark.parametrize("city", CITIES)
def test_public_totals_are_near_the_true_ones(sample_warehouse: Path, city: str) -> None:
    month = {**MONTH, "city_code": city}
    for level, near in (("kelurahan", 0.08), ("kecamatan", 0.03), ("city", 0.005)):
        true = measure(current_edition(), "ppks_count", **month, level=level).numerator
        shown = measure(current_edition(), "ppks_count", **month, level=level, view=View.PUBLIC).numerator
        assert (abs(shown - true) <= near * true + 3 * TOP).all()
    for kind in ask(current_edition(), "lookup/ppks_tiers").ppks_code:
        true, shown = (measure(current_edition(), "ppks_count", **month, level="city", ppks_code=kind, view=view).numerator[0] for view in View)
        assert np.isnan(true) or (true <= 7 * TOP if np.isnan(shown) else abs(shown - true) <= TOP + STEP / 2)


@pytest.mark.parametrize("city", CITIES)
def test_the_numbers_of_a_sample_city_narrow_no_hidden_count(sample_warehouse: Path, city: str) -> None:
    # Every kind and all together, every kecamatan and the city, by count and by rate, as anybody can download them.
    edition, month = current_edition(), {**MONTH, "city_code": city}
    stand = ask(edition, "pages/ppks_stand", city_code=city, period=MONTH["first_period"], ppks_code="ALL").data_period[0].date()
    grid = grid_of(edition, "stock_grid", city, stand, False, RULE)
    tiers = ask(edition, "lookup/ppks_tiers").set_index("ppks_code").tier
    kinds = [kind for kind in grid.counts if kind not in ("ALL", "KBSP")]  # families are not among all kinds together
    starts = places_of(edition, city, "kecamatan").starts
    everything = np.zeros(1, dtype=np.intp)
    by_kecamatan = {kind: sums(counts[np.newaxis], ~np.isnan(counts)[np.newaxis], starts)[0] for kind, counts in grid.counts.items()}
    parts = [by_kecamatan[kind] if tiers[kind] == "A" else grid.counts[kind] for kind in kinds]
    small = [(part > 0) & (part <= TOP) for part in parts]
    facts = []
    for level, of_level in (("kecamatan", starts), ("city", everything)):
        cuts = [np.arange(len(starts)) if level == "kecamatan" and tiers[kind] == "A" else of_level for kind in kinds]
        many = np.array([np.add.reduceat(is_small.astype(float), cut) for is_small, cut in zip(small, cuts, strict=True)])
        rest = [np.where(is_small, 0, np.nan_to_num(part)) for part, is_small in zip(parts, small, strict=True)]
        large = np.array([np.add.reduceat(part, cut) for part, cut in zip(rest, cuts, strict=True)])
        for name, scale in (("ppks_count", None), ("ppks_per_1000", 1000), ("ppks_per_km2", 1)):
            for row, kind in enumerate([*kinds, "ALL"]):
                shown = measure(edition, name, **month, ppks_code=kind, level=level, view=View.PUBLIC)
                number = shown.value if scale is None else shown.value * shown.denominator / scale
                is_whole = (shown.known_count == shown.unit_count) & shown.value.notna()
                for place in np.flatnonzero(is_whole):
                    taken = np.ones(len(kinds)) if kind == "ALL" else np.eye(len(kinds))[row]
                    facts.append((taken * many[:, place], float((taken * large[:, place]).sum()), float(number[place])))
    found = bounds_of_small_counts(facts, [part[is_small] for part, is_small in zip(parts, small, strict=True)], RULE)
    assert len(found) > 10
    for low, high in found:
        assert low <= 1 + 1e-6 and high >= TOP - 1e-6


@pytest.mark.parametrize("city", CITIES)
def test_who_reads_kecamatan_and_city_alone_narrows_no_hidden_count_either(sample_warehouse: Path, city: str) -> None:
    edition, month = current_edition(), {**MONTH, "city_code": city}
    stand = ask(edition, "pages/ppks_stand", city_code=city, period=MONTH["first_period"], ppks_code="ALL").data_period[0].date()
    grid = grid_of(edition, "stock_grid", city, stand, False, RULE)
    kinds = sorted(grid.added)
    starts = places_of(edition, city, "kecamatan").starts
    hidden, many = [], []
    for kind in kinds:
        counts = grid.counts[kind]
        by_kecamatan = sums(counts[np.newaxis], ~np.isnan(counts)[np.newaxis], starts)[0]
        cells = by_kecamatan if kind in grid.sensitive else counts
        is_small = (cells > 0) & (cells <= TOP)
        hidden.append(cells[is_small])
        many.append(is_small.astype(float) if kind in grid.sensitive else np.add.reduceat(is_small.astype(float), starts))
    totals = []
    for level in ("kecamatan", "city"):
        for row, kind in [*enumerate(kinds), (None, "ALL")]:
            shown = measure(edition, "ppks_count", **month, ppks_code=kind, level=level, view=View.PUBLIC)
            is_whole = (shown.known_count == shown.unit_count) & shown.value.notna()
            totals += [(row, int(place) if level == "kecamatan" else None, float(shown.value[place])) for place in np.flatnonzero(is_whole)]
    found = bounds_from_totals(totals, np.array(many), hidden, RULE)
    assert len(found) > 10 and len(totals) > 20
    for low, high in found:
        assert low <= 1 + 1e-6 and high >= TOP - 1e-6


def test_a_rate_gives_the_rounded_count_back_and_nothing_finer(sample_warehouse: Path) -> None:
    for name, scale in (("ppks_per_1000", 1000), ("ppks_per_km2", 1), ("ppks_per_member", 1)):
        for level in ("kelurahan", "kecamatan", "city"):
            shown = measure(current_edition(), name, **MONTH, level=level, view=View.PUBLIC).dropna(subset="value")
            count = shown.value * shown.denominator / scale
            np.testing.assert_allclose(count, np.round(count / STEP) * STEP, atol=1e-6)


def test_a_share_is_told_of_many_and_of_a_city_only(sample_warehouse: Path) -> None:
    true = Figures(np.array([[131.0, 9.0, 0.0, 139.0]]), np.array([[140.0, 12.0, 200.0, 139.0]]), 100.0)
    shown = public_share(true, RULE)
    np.testing.assert_array_equal(shown.value, [[95, np.nan, 0, np.nan]])
    nearly = public_share(Figures(np.array([[3.0, 197.0, 200.0, 5.0]]), np.full((1, 4), 200.0), 100.0), RULE)
    np.testing.assert_array_equal(nearly.value, [[np.nan, np.nan, 100, np.nan]])
    for level, kind in (("kelurahan", "ALL"), ("kecamatan", "ALL"), ("city", "LUT")):
        assert measure(current_edition(), "handled_in_30_days", **MONTH, ppks_code=kind, level=level, view=View.PUBLIC).value.isna().all()
    # A month in which a sensitive kind alone was reported is no silence; the other shares are told by name.
    assert metric("kelurahan_silent").is_protected
    told = {one.name for one in metrics() if one.is_protected and one.is_share} & SHARES
    assert told == SHARES == {"handled_in_30_days", "proposals_accepted", "spm_met"}
    for level in ("kelurahan", "kecamatan", "city"):
        assert measure(current_edition(), "kelurahan_silent", **MONTH, level=level, view=View.PUBLIC).value.isna().all()
    # All five services together are one share too many beside each of them.
    assert measure(current_edition(), "spm_met", **MONTH, level="city", view=View.PUBLIC).value.isna().all()
    assert (measure(current_edition(), "spm_met", **MONTH, ppks_code="LUT", level="city", view=View.PUBLIC).value.dropna() % STEP == 0).all()


def test_reports_are_told_below_kecamatan_of_all_kinds_together_only(sample_warehouse: Path) -> None:
    # A recap may be made from the reports: of one kind in one kelurahan only one of the two is told.
    def shown(level: str, kind: str) -> bool:
        return bool(measure(current_edition(), "reports", **MONTH, ppks_code=kind, level=level, view=View.PUBLIC).value.notna().any())

    assert not shown("kelurahan", "LUT") and shown("kelurahan", "ALL") and shown("city", "LUT")


def test_what_counts_some_of_the_people_of_another_indicator_is_not_public(sample_warehouse: Path) -> None:
    places = len(measure(current_edition(), "reports", **MONTH))
    periods = np.array([np.datetime64("2024-12-01")])
    counts = measure(current_edition(), "reports", **MONTH).numerator.to_numpy()[np.newaxis]
    of_all = told_of(current_edition(), "reports", "32.73", "ALL", periods, counts, RULE)
    of_some = told_of(current_edition(), "reports", "32.73", "ALL", periods, np.maximum(counts - 1, 0), RULE)
    assert places and np.isfinite(of_all.likely).all() and of_some is None
