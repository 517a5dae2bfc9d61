"""What a month can say of reports when the list ends before it, when a status has no date, and when a date is a typing error."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.paths import REFERENCE, ROOT
from data.reference import read_rows
from queries.measure import measure
from queries.warehouse import ask, connection_to
from tests.metrics.case_table import CITY, build_edition, read

TABLE = """
[city]
[cases]
place    kind  found       handled     status   reporter_kind  resident
01.1001  FM    2024-01-10  2024-01-31  pkh      psm            true    # the last day of its month
01.1001  FM    2024-01-31  2024-02-01  handled  psm            true    # a day later, in the next month
01.1001  LUT   2024-02-10  2024-04-10  referral psm            true    # the last day that the list speaks of
01.1002  FM    2024-02-29  -           open     -              false
01.1002  FM    2024-02-01  -           pkh      psm            true    # handled, on a day that nobody wrote down
02.1001  FM    2024-03-01  2034-03-02  open     psm            true    # a typing error: not handled by now
02.1001  FM    2034-03-01  -           open     psm            true    # another: not found by now
[population]
place    period      population
01.1001  2024-09-01  1000
"""


@pytest.fixture
def edition(warehouse: Path, tmp_path: Path) -> str:
    """An edition whose list of cases ends in April, in months that go on to September."""
    path = tmp_path / "cases.txt"
    path.write_text(TABLE, encoding="ascii")
    return build_edition(read(path))


def asked(edition: str, name: str, month: int, **more: object) -> pd.DataFrame:
    period = date(2024, month, 1)
    values = {
        "city_code": CITY, "ppks_code": "ALL", "reporter_kind": "ALL", "first_period": date(2024, 1, 1), "period": period,
        "day": ask(edition, "pages/report_stand", city_code=CITY, period=period).day[0].date(), "left_out_tiers": (), "sensitive_tiers": ("A",),
    }
    return ask(edition, f"pages/{name}", **{**values, **more})


def times(edition: str, month: int, **more: object) -> list[tuple]:
    return list(asked(edition, "handling_times", month, **more).itertuples(index=False, name=None))


def test_the_list_ends_in_the_month_of_its_last_report_and_judges_handling_until_its_last_day(edition: str) -> None:
    stand = asked(edition, "report_stand", 9).iloc[0]
    assert (stand.first_period, stand.report_period, stand.handling_period) == tuple(pd.Timestamp(2024, month, 1) for month in (1, 3, 4))
    assert stand.day == pd.Timestamp(2024, 4, 10)
    assert asked(edition, "report_stand", 2).iloc[0].day == pd.Timestamp(2024, 2, 29)


def test_handled_later_is_open_and_found_later_does_not_exist(edition: str) -> None:
    assert times(edition, 1) == [(True, 0, 0, 1), (True, 21, 1, 0)]
    assert times(edition, 2) == [(False, 0, 0, 1), (True, 1, 1, 0), (True, 19, 0, 1), (True, 21, 1, 0)]


def test_on_its_last_day_the_list_knows_no_more(edition: str) -> None:
    assert times(edition, 4) == [(False, 41, 0, 1), (True, 1, 1, 0), (True, 21, 1, 0), (True, 40, 0, 1), (True, 60, 1, 0)]


def test_only_the_reports_of_the_window_are_in_the_curve_but_every_open_one_is_counted(edition: str) -> None:
    assert times(edition, 4, first_period=date(2024, 3, 1)) == [(True, 40, 0, 1)]
    still = asked(edition, "handling_open", 4).set_index("is_resident")
    assert still.loc[True].tolist() == [1, 1, 0] and still.loc[False].tolist() == [1, 1, 0]


def test_the_curve_and_the_open_ones_are_judged_on_the_day_they_are_asked_for(edition: str) -> None:
    day = date(2024, 4, 2)
    assert times(edition, 4, first_period=date(2024, 3, 1), day=day) == [(True, 32, 0, 1)]
    assert asked(edition, "handling_open", 4, day=date(2024, 3, 15)).set_index("is_resident").loc[True].tolist() == [1, 0, 0]


def test_a_month_of_handling_within_30_days_stays_as_it_is_when_the_list_goes_on(warehouse: Path, tmp_path: Path) -> None:
    later = "01.1001  FM  2024-03-20  2024-04-02  pkh  psm  true\n01.1001  FM  2024-05-31  -  open  psm  true\n"
    handled = TABLE.replace("2024-02-29  -           open ", "2024-02-29  2024-05-02  pkh  ").replace("[population]", f"{later}[population]")
    answers = []
    for name, table in (("short", TABLE), ("long", handled)):
        path = tmp_path / f"{name}.txt"
        path.write_text(table, encoding="ascii")
        rows = measure(
            build_edition(read(path)), "handled_in_30_days", city_code=CITY, first_period=date(2024, 1, 1), last_period=date(2024, 6, 1), level="city",
        ).dropna(subset="numerator")
        answers.append({row.period.month: (row.numerator, row.denominator) for row in rows.itertuples()})
    assert answers[0] == {2: (1, 1), 3: (1, 4)}, "January is before anything can turn 30 days old, April is half"
    assert answers[1] == {**answers[0], 4: (1, 1), 5: (0, 0)}


def test_a_kind_and_a_reporter_can_each_be_asked_for(edition: str) -> None:
    assert times(edition, 4, ppks_code="LUT") == [(True, 60, 1, 0)]
    assert times(edition, 4, reporter_kind="unknown") == [(False, 41, 0, 1)]
    assert asked(edition, "report_reporters", 4).label.tolist() == ["PSM", "Tidak disebut"]


def test_every_report_went_somewhere_and_an_undated_one_stands_apart(edition: str) -> None:
    outcomes = asked(edition, "handling_outcome", 4).set_index("outcome")
    assert outcomes.resident_count.to_dict() == {"handled": 1, "pkh": 1, "referral": 1, "undated": 1, "open": 1}
    assert outcomes.outsider_count.sum() == 1 and "tidak tercatat" in outcomes.label["undated"]
    earlier = asked(edition, "handling_outcome", 2).set_index("outcome")
    assert earlier.resident_count.to_dict() == {"handled": 1, "pkh": 1, "undated": 1, "open": 1}, "referred in April"


def test_silence_is_counted_from_the_last_report_or_from_the_start_of_the_list(edition: str) -> None:
    silence = asked(edition, "report_silence", 3).set_index("kelurahan_code")
    assert len(silence) == 13
    assert silence.silent_months[[f"{CITY}.01.1001", f"{CITY}.02.1001", f"{CITY}.01.1003"]].tolist() == [1, 0, 3]
    by_psm = asked(edition, "report_silence", 3, reporter_kind="unknown").set_index("kelurahan_code")
    assert by_psm.last_period.notna().sum() == 1


def test_a_sensitive_kind_has_no_row_below_the_kecamatan(edition: str) -> None:
    usual, sensitive = (asked(edition, "handling_places", 1, ppks_code=code) for code in ("FM", "NAPZA"))
    assert usual.kelurahan_code.notna().all() and usual.kelurahan_code.is_unique
    assert sensitive.kelurahan_code.isna().all() and sensitive.kelurahan_name.isna().all() and sensitive.kecamatan_code.is_unique
    assert set(sensitive.kecamatan_code) == set(usual.kecamatan_code)


def test_every_word_of_the_list_says_met_or_not(edition: str) -> None:
    outcomes = connection_to(edition).cursor().table("out_outcome").df()
    assert dict(zip(outcomes.status, outcomes.is_met, strict=True)) == {"pkh": True, "handled": True, "referral": True, "open": False}
    words = [row["code"] for row in read_rows(REFERENCE / "vocabulary.csv") if row["list"] == "case_status"]
    assert {"open", "in_process"} < set(words), "the words that say not met are in the list"


def test_the_words_for_not_met_are_written_once() -> None:
    files = [path for folder in ("queries", "ui", "charts", "pages") for kind in ("*.sql", "*.py") for path in (ROOT / folder).rglob(kind)]
    typed = [path.name for path in files for _ in range(path.read_text(encoding="utf-8").count("'in_process', 'unknown'"))]
    assert typed == ["out_cases.sql"]
