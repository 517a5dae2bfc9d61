"""Where a list does not reach, a question about reports knows nothing: the first months, no list of activities, and what may leave the page."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from charts.silence import STEPS
from data.parameters.visits import visit_rule
from queries.warehouse import ask
from tests.metrics.case_table import CITY, build_edition, read

REPORTS = """
[city]
[cases]
place    kind  found       resident  reporter_kind
01.1001  FM    2022-01-10  true      psm
01.1001  FM    2022-06-30  true      psm
01.1002  ODHA  2024-11-05  true      psm       # a sensitive kind alone
01.1003  FM    2024-10-05  true      psm
01.1003  ODHA  2024-12-05  true      psm
02.1001  FM    2024-12-05  true      village
"""
ACTIVITIES = """
[activities]
id  place    kind    planned     done
1   02.1001  bimtek  2023-01-20  2023-01-20   # the list of activities begins
2   01.1001  kie     2023-03-10  2023-03-10   # nobody knows whether there was one in the autumn before
3   01.1002  kie     2023-09-10  2023-09-10
4   01.1003  kie     2024-03-10  2024-03-10   # the list ends less than six months later
5   02.1001  bimtek  2024-08-20  2024-08-20
"""
OLD = """
[city]
[cases]
place    kind  found       resident
01.1001  FM    2010-01-10  true
01.1001  FM    2014-10-10  true
01.1001  FM    2024-12-10  true
[activities]
id  place    kind    planned     done
1   02.1001  bimtek  2010-01-20  2010-01-20
2   01.1001  kie     2015-03-10  2015-03-10   # three months after the first that can be looked at
3   01.1002  kie     2015-06-10  2015-06-10
4   02.1001  bimtek  2024-12-20  2024-12-20
"""


def edition_of(folder: Path, text: str) -> str:
    path = folder / "reports.txt"
    path.write_text(text, encoding="ascii")
    return build_edition(read(path))


def reporting(edition: str, first: date, last: date) -> pd.Series:
    """1, 0 or not known of one kelurahan by month."""
    found = ask(edition, "pages/scorecard_reporting", city_code=CITY, first_period=first, last_period=last)
    found = found[found.kelurahan_code == f"{CITY}.01.1001"]
    assert (found.numerator.isna() == found.denominator.isna()).all()
    return found.set_index("period").numerator


def silence(edition: str, left_out: tuple[str, ...], reporter_kind: str = "ALL") -> pd.Series:
    values = {"city_code": CITY, "reporter_kind": reporter_kind, "period": date(2024, 12, 1), "left_out_tiers": left_out}
    return ask(edition, "pages/report_silence", **values).set_index("kelurahan_code").silent_months


@pytest.mark.usefixtures("warehouse")
def test_a_list_of_two_months_cannot_say_that_a_place_was_silent_for_three(tmp_path: Path) -> None:
    found = reporting(edition_of(tmp_path, REPORTS), date(2022, 1, 1), date(2022, 4, 1))
    assert found[:2].isna().all() and found[2:].tolist() == [1, 0]


@pytest.mark.usefixtures("warehouse")
def test_the_months_of_silence_are_the_same_on_the_map_in_the_scorecard_and_in_the_rule_for_all_cities(tmp_path: Path) -> None:
    found = reporting(edition_of(tmp_path, REPORTS), date(2022, 6, 1), date(2023, 6, 1))
    assert (found == 1).sum() == STEPS[0] == visit_rule("*", date(2024, 12, 31)).report_months


@pytest.mark.usefixtures("warehouse")
def test_before_the_list_of_activities_nobody_knows_that_there_was_no_kie(tmp_path: Path) -> None:
    values = {"city_code": CITY, "reporter_kind": "ALL", "period": date(2024, 12, 1)}
    found = ask(edition_of(tmp_path, REPORTS + ACTIVITIES), "pages/report_after_kie", **values)
    assert set(found.period) == {pd.Timestamp(2023, 9, 1)}
    assert ask(edition_of(tmp_path, REPORTS), "pages/report_after_kie", **values).empty, "no activities, no KIE that is known"


@pytest.mark.usefixtures("warehouse")
def test_six_months_before_a_kie_are_six_months_that_can_be_looked_at(tmp_path: Path) -> None:
    found = ask(edition_of(tmp_path, OLD), "pages/report_after_kie", city_code=CITY, reporter_kind="ALL", period=date(2024, 12, 1))
    assert set(found.period) == {pd.Timestamp(2015, 6, 1)}


@pytest.mark.usefixtures("warehouse")
def test_the_month_of_a_sensitive_report_alone_does_not_leave_the_page(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, REPORTS)
    codes = [f"{CITY}.{place}" for place in ("01.1001", "01.1002", "01.1003", "02.1001")]
    assert silence(edition, ())[codes].tolist() == [30, 1, 0, 0]
    assert silence(edition, ("A",))[codes].tolist() == [30, 36, 2, 0]
    assert silence(edition, ("A",), "village")[codes].tolist() == [36, 36, 36, 0]
