"""The map of silence, and the means before and after a KIE: frame in, words and classes out."""

from datetime import date

import pandas as pd
import pytest

from charts.before_after import compare
from charts.map_spec import MapText
from charts.silence import last_said, silence_map, silence_states, silent_count, since_words

START = date(2022, 1, 1)


def places(*known: tuple[str | None, int]) -> pd.DataFrame:
    """Places by the month of their last report and how many months ago that was."""
    return pd.DataFrame({
        "kelurahan_code": [f"x{index}" for index in range(len(known))], "last_period": pd.to_datetime([last for last, _ in known]),
        "silent_months": [months for _, months in known],
    })


CITY = places(("2024-12-01", 0), ("2024-10-01", 2), ("2024-09-01", 3), ("2024-06-01", 6), ("2023-12-01", 12), (None, 36))


def test_silence_has_its_steps() -> None:
    assert silence_states(CITY).tolist() == ["heard", "heard", "silent-3", "silent-6", "silent-12", "never"]
    assert [silent_count(CITY, months) for months in (3, 6, 12)] == [4, 3, 2]


def test_a_young_list_judges_nobody_it_never_heard_of() -> None:
    young = places(("2022-02-01", 0), (None, 2))
    assert silence_states(young).tolist() == ["heard", "unjudged"] and silent_count(young, 3) is None


def test_silence_is_said_since_the_last_report_or_since_the_list_began() -> None:
    rows = list(CITY.itertuples())
    assert since_words(rows[3], START) == "laporan terakhir Jun 2024" and since_words(rows[5], START) == "belum pernah sejak Jan 2022"
    assert last_said(rows[3], START) == "Jun 2024" and last_said(rows[5], START) == "belum pernah sejak Jan 2022"


def test_the_classes_of_the_map_can_be_told_without_colour_and_count_every_place() -> None:
    spec = silence_map(CITY, START, MapText("Laporan terakhir", "", "desa", "daftar"))
    looks = [(shown["pattern"], shown["symbol"]) for shown in spec["classes"]]
    assert len(set(looks)) == len(looks) == 5 and sum(shown["count"] for shown in spec["classes"]) == len(CITY)
    assert spec["units"]["x3"] == [2, "laporan terakhir Jun 2024", ["diam 6 bulan"]]
    assert spec["units"]["x5"][1] == "belum pernah sejak Jan 2022"


def test_means_before_and_after_weigh_the_others_like_the_places_with_a_kie() -> None:
    months = pd.DataFrame([
        # month, KIE, places, reports before and after
        ("2024-01-01", True, 2, 12, 24), ("2024-01-01", False, 4, 24, 48),
        ("2024-02-01", True, 1, 6, 0), ("2024-02-01", False, 1, 30, 6),
        ("2024-03-01", False, 9, 99, 99),  # no KIE in this month: no event, and its others do not count
    ], columns=["period", "has_kie", "unit_count", "resident_before_count", "resident_after_count"])
    found = compare(months, "resident")
    assert found.event_count == 3
    assert (found.before, found.after) == pytest.approx((18 / 3 / 6, 24 / 3 / 6))
    assert (found.other_before, found.other_after) == pytest.approx(((2 * 1 + 1 * 5) / 3, (2 * 2 + 1 * 1) / 3))


def test_without_others_there_is_no_comparison_and_without_a_kie_nothing() -> None:
    columns = ["period", "has_kie", "unit_count", "resident_before_count", "resident_after_count"]
    alone = compare(pd.DataFrame([("2024-01-01", True, 1, 6, 6)], columns=columns), "resident")
    assert (alone.before, alone.other_before) == (1.0, None)
    assert compare(pd.DataFrame([("2024-01-01", False, 1, 6, 6)], columns=columns), "resident").event_count == 0
