"""The way to a target: months only where the pace leads there."""

from datetime import date

import pandas as pd
import pytest

from charts.pace import Pace, way
from charts.trend import way as way_figure

NOW = date(2025, 12, 1)


@pytest.mark.parametrize(("missing", "now", "before", "months", "said"), [
    (12, 24, 12, 12, "Desember 2026 (12 bulan)"),
    (13, 24, 12, 13, "Januari 2027 (13 bulan)"),
    (0, 24, 30, 0, "sudah tercapai"),
    (5, 24, 24, None, "tidak tercapai pada laju ini"),
    (5, 20, 24, None, "tidak tercapai pada laju ini"),
    (500, 24, 12, None, "lebih dari 10 tahun pada laju ini"),
    (5, 24, None, None, "belum dapat dihitung"),
    (float("nan"), 24, 12, None, "belum dapat dihitung"),
])
def test_months_to_the_target(missing: float, now: float, before: float | None, months: int | None, said: str) -> None:
    pace = Pace(missing, now, before)
    assert pace.months == months and pace.said(NOW) == said


def test_a_pace_of_nil_or_less_never_has_a_date() -> None:
    assert all(Pace(5, now, 24).reached(NOW) is None for now in range(25))


def test_the_way_ends_at_nobody_missing_in_the_month_that_is_said() -> None:
    history = pd.DataFrame({"period": pd.to_datetime(["2025-11-01", "2025-12-01"]), "value": [13.0, 12.0]})
    found = way(history, {"cepat": Pace(12, 24, 12), "mundur": Pace(12, 12, 24)}, NOW)
    assert list(found.path.unique()) == ["", "cepat"]
    assert found.value.iloc[-1] == 0 and found.period.iloc[-1] == pd.Timestamp("2026-12-01")
    known, ahead = way_figure(found).data
    assert list(known.y) == [13.0, 12.0] and known.line.dash == "solid" and ahead.line.dash == "dot" and ahead.y[0] == 12.0
