"""Legend classes, each case small enough to check with a pencil."""

import math

import pytest

from geo.breaks import HIDDEN, Class, assign, coverage_classes, rate_classes, recount

NO_DATA = "Tidak ada data"


def legend(classes: list[Class]) -> list[tuple[str, int]]:
    return [(found.label, found.count) for found in classes]


def ranges(classes: list[Class]) -> list[tuple[str, int]]:
    return [(found.label, found.count) for found in classes if found.state == "range"]


@pytest.mark.parametrize(("minimum", "labels"), [
    (1, ["0", "1", "2 ke atas"]),
    (2, ["0", "1", "2", "3 ke atas"]),
    (3, ["0", "1", "2", "3", "4 ke atas"]),
    (4, ["0", "1", "2 sampai 3", "4", "5 ke atas"]),
    (5, ["0", "1 sampai 2", "3 sampai 4", "5", "6 ke atas"]),
    (9, ["0", "1 sampai 4", "5 sampai 8", "9", "10 ke atas"]),
])
def test_coverage_breaks_follow_the_norm_alone(minimum: int, labels: list[str]) -> None:
    assert [found.label for found in coverage_classes([], minimum)] == [*labels, NO_DATA]
    assert [found.label for found in coverage_classes([3, 3, 900], minimum)] == [*labels, NO_DATA]


def test_coverage_counts_each_state() -> None:
    found = coverage_classes([0, 1, 2, 4, 5, 5, 6, 40, None, math.nan, HIDDEN], 5)
    assert [(row.label, row.count, row.state) for row in found] == [
        ("0", 1, "zero"), ("1 sampai 2", 2, "below"), ("3 sampai 4", 1, "below"), ("5", 2, "at"),
        ("6 ke atas", 2, "above"), (NO_DATA, 2, "no_data"), ("Disembunyikan", 1, "hidden"),
    ]


@pytest.mark.parametrize(("values", "rows"), [
    # all missing, all zero, one value, constant, ties
    ([], [(NO_DATA, 0)]),
    ([None, None], [(NO_DATA, 2)]),
    ([0, 0], [("0", 2), (NO_DATA, 0)]),
    ([7], [("7", 1), (NO_DATA, 0)]),
    ([7, 7, 7, 0, None], [("0", 1), ("7", 3), (NO_DATA, 1)]),
    ([1, 1, 1, 1, 1, 1, 2, 3], [("1", 6), ("2", 1), ("3", 1), (NO_DATA, 0)]),
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
     [("1 sampai 2", 2), ("3 sampai 4", 2), ("5 sampai 6", 2), ("7 sampai 8", 2), ("9 sampai 10", 2), (NO_DATA, 0)]),
    ([3, HIDDEN], [("3", 1), (NO_DATA, 0), ("Disembunyikan", 1)]),
])
def test_quantiles_of_counts(values: list, rows: list[tuple[str, int]]) -> None:
    assert legend(rate_classes(values)) == rows


@pytest.mark.parametrize(("method", "rows"), [
    # 1 2 3 | 10 11 12 | 100: widths of 50 in two, natural groups in three
    ("quantile", [("1 sampai 3", 3), ("4 sampai 11", 2), ("12 sampai 100", 2)]),
    ("equal", [("1 sampai 34", 6), ("35 sampai 67", 0), ("68 sampai 100", 1)]),
    ("fisher_jenks", [("1 sampai 3", 3), ("4 sampai 12", 3), ("13 sampai 100", 1)]),
])
def test_methods_divide_the_same_values_in_their_own_way(method: str, rows: list[tuple[str, int]]) -> None:
    assert ranges(rate_classes([1, 2, 3, 10, 11, 12, 100], k=3, method=method)) == rows


def test_own_breaks_are_upper_ends() -> None:
    assert ranges(rate_classes([5, 10, 11, 25, 80], method="own", breaks=[10, 20])) == [
        ("5 sampai 10", 2), ("11 sampai 20", 1), ("21 sampai 80", 2),
    ]


def test_fractions_have_a_comma_and_ranges_share_no_endpoint() -> None:
    values = [0.5, 1.25, 2.5, 3.75, 5.0, 1234.5]
    found = [row for row in rate_classes(values, k=3, method="own", breaks=[1.2, 2.5]) if row.state == "range"]
    assert [row.label for row in found] == ["0,5 sampai 1,2", "1,3 sampai 2,5", "2,6 sampai 1.234,5"]
    for before, after in zip(found, found[1:], strict=False):
        assert before.upper < after.lower


def test_a_tiny_rate_is_not_shown_as_zero() -> None:
    found = rate_classes([0.0, 0.001, 12.0, 20.0, 30.0], k=2)
    assert found[0].state == "zero" and found[0].count == 1
    assert assign(found, 0.001) == 1


def test_change_between_months_keeps_loss_and_gain_apart() -> None:
    assert legend(rate_classes([-3, -2, -1, 0, 0, 1, 2, 5], k=4)) == [
        ("-3 sampai -2", 2), ("-1", 1), ("0", 2), ("1 sampai 2", 2), ("3 sampai 5", 1), (NO_DATA, 0),
    ]


def test_one_legend_serves_every_month() -> None:
    january, february = [0, 2, 4, None], [1, 3, 8, 9]
    pooled = rate_classes(january + february, k=2)
    assert legend(pooled) == [("0", 1), ("1 sampai 3", 3), ("4 sampai 9", 3), (NO_DATA, 1)]
    assert legend(recount(pooled, january)) == [("0", 1), ("1 sampai 3", 1), ("4 sampai 9", 1), (NO_DATA, 1)]
    assert legend(recount(pooled, february)) == [("0", 0), ("1 sampai 3", 2), ("4 sampai 9", 2), (NO_DATA, 0)]


def test_a_value_outside_the_fitted_range_goes_to_the_nearest_range() -> None:
    classes = rate_classes([0, 10, 20, 30], k=3)
    assert classes[assign(classes, 99)].label == "21 sampai 30"
    assert classes[assign(classes, 4)].label == "10"


def test_unknown_is_never_zero() -> None:
    classes = rate_classes([0, 1, None])
    assert classes[assign(classes, None)].state == "no_data"
    assert classes[assign(classes, math.nan)].state == "no_data"
    assert classes[assign(classes, 0)].state == "zero"


def test_a_number_has_no_class_where_none_was_fitted() -> None:
    with pytest.raises(ValueError, match="without numbers"):
        assign(rate_classes([None]), 3)
    with pytest.raises(ValueError, match="fit the classes"):
        assign(rate_classes([1, 2]), HIDDEN)


@pytest.mark.parametrize("method", ["quantile", "equal", "fisher_jenks"])
@pytest.mark.parametrize("scale", [0.001, 0.37, 1, 1000])
def test_every_value_lies_in_the_range_that_its_label_says(method: str, scale: float) -> None:
    values = [scale * (at * at % 97) for at in range(151)]
    classes = rate_classes(values, method=method)
    assert sum(row.count for row in classes) == 151
    assert len([row for row in classes if row.state == "range"]) == 5
    for value in values:
        found = classes[assign(classes, value)]
        step = 0.5 * 10.0**-found.decimals
        assert (found.state == "zero") == (value == 0)
        assert found.lower - step <= value <= found.upper + step or (value > 0 and found.lower == 10.0**-found.decimals)


def test_a_half_is_placed_where_the_number_that_is_said_belongs() -> None:
    classes = rate_classes([30.0, 42.0, 43.0, 60.0], 2, method="own", breaks=[42])
    assert classes[assign(classes, 42.5)].label == "43 sampai 60", "42,5 is said as 43"


def test_own_breaks_over_nothing_but_zeros_leave_the_zeros() -> None:
    assert legend(rate_classes([0.0, 0.0, None], method="own", breaks=[33.4])) == [("0", 2), ("Tidak ada data", 1)]
