"""Visits: states, the map, what is due and the order, from frames that can be checked by eye."""

from datetime import date

import pandas as pd
import pytest

from charts.map_spec import MapText
from charts.visits import (
    BEFORE,
    LATER,
    NEVER,
    NONE,
    ORDERS,
    UNTOLD,
    VISITED,
    due,
    due_places,
    last_day,
    not_begun,
    older,
    place_state,
    ranked,
    visit_map,
    visits_headline,
    with_age,
    with_state,
)
from data.parameters.visits import VisitRule, visit_rule

END = date(2025, 12, 31)
RULE = VisitRule("*", date(2022, 1, 1), 12, 12, 3, 12, "uji")


def register(*rows: tuple) -> pd.DataFrame:
    """kelurahan, kind, name, last visit (None: not told), whether only a later visit is told."""
    frame = pd.DataFrame(rows, columns=["kelurahan_code", "kind_code", "name", "last_visit_date", "is_visited_later"])
    frame["last_visit_date"] = pd.to_datetime(frame.last_visit_date)
    return frame.assign(kelurahan_name=frame.kelurahan_code, kecamatan_name="Andir", agreed=None, class_name=None)


def freshness(*rows: tuple, since: str | None = "2020-01-31") -> pd.DataFrame:
    """kelurahan, last recap, last month of reports, date of the newest member list; the lists of the city have been kept since 2020."""
    frame = pd.DataFrame(rows, columns=["kelurahan_code", "recap_date", "report_period", "member_date"])
    for name in ("recap_date", "report_period", "member_date"):
        frame[name] = pd.to_datetime(frame[name])
    starts = dict.fromkeys(("recap_start", "report_start", "member_start"), pd.Timestamp(since))
    return with_age(frame.assign(kelurahan_name=frame.kelurahan_code, kecamatan_name="Andir", **starts), END, RULE)


FIVE = register(
    ("a", "WKSBM", "Mawar", "2025-01-01", False), ("a", "WKSBM", "Melati", "2024-12-31", False), ("b", "WKSBM", "Tulip", None, False),
    ("c", "WKSBM", "Seroja", None, True), ("c", "KT", "Karang Taruna c", None, False),
)
FRESH = freshness(
    ("a", "2025-12-31", "2025-12-01", "2025-06-01"), ("b", "2024-12-31", "2025-09-01", None), ("c", "2025-12-31", "2025-10-01", "2025-01-01"),
    ("d", None, None, None),
)


def test_each_institution_has_the_state_its_list_can_tell() -> None:
    assert with_state(FIVE, END).state.tolist() == [VISITED, BEFORE, NEVER, LATER, UNTOLD]


@pytest.mark.parametrize(
    ("states", "wanted"),
    [([], NONE), ([VISITED], VISITED), ([VISITED, NEVER], "partly"), ([BEFORE, NEVER], BEFORE), ([NEVER, UNTOLD], NEVER), ([LATER, NEVER], "unknown"), ([UNTOLD], "unknown")],
)
def test_a_kelurahan_says_what_its_institutions_say_together(states: list[str], wanted: str) -> None:
    assert place_state(pd.Series(states, dtype="object")) == wanted


def test_the_headline_counts_only_those_of_which_something_is_told() -> None:
    told = visits_headline(with_state(FIVE, END), "lembaga", 2025)
    assert told == (
        "1 dari 3 lembaga dikunjungi tahun ini (2025); 1 terakhir sebelum 2025, 1 belum ada kunjungan tercatat, "
        "1 lain di kelurahan/desa yang kunjungannya tercatat sesudah bulan ini, 1 lain tanpa keterangan kunjungan."
    )
    assert visits_headline(with_state(FIVE.tail(1), END), "Karang Taruna", 2025).startswith("Kunjungan ke 1 Karang Taruna tidak diketahui")


def test_those_not_visited_again_do_not_stand_for_their_kelurahan() -> None:
    rest = register(("a", "WKSBM", "Mawar", None, True), ("a", "WKSBM", "Melati", "2024-05-01", False), ("b", "WKSBM", "Tulip", "2025-05-01", False))
    assert visits_headline(with_state(rest, END), "WKSBM", 2025) == (
        "1 dari 1 WKSBM dikunjungi tahun ini (2025); 2 lain di kelurahan/desa yang kunjungannya tercatat sesudah bulan ini."
    )


def test_the_map_has_a_class_for_each_state_found_and_counts_every_kelurahan_once() -> None:
    spec = visit_map(FRESH, with_state(FIVE, END), MapText("Kunjungan", "sumber", "kelurahan", "daftar"))
    assert [(shown["id"], shown["count"]) for shown in spec["classes"]] == [("partly", 1), (NEVER, 1), ("unknown", 1), (NONE, 1)]
    labels = {code: spec["classes"][unit[0]]["label"] for code, unit in spec["units"].items()}
    assert labels == {"a": "sebagian dikunjungi tahun ini", "b": "belum ada kunjungan tercatat", "c": "kunjungan tidak diketahui", "d": "tidak ada lembaga jenis ini"}
    assert spec["units"]["a"][2] == ["Mawar: terakhir 1 Jan 2025", "Melati: terakhir 31 Des 2024"]
    assert len({(shown["fill"], shown["pattern"], shown["symbol"]) for shown in spec["classes"]}) == 4


def test_a_fact_is_old_from_its_age_on_and_when_nothing_is_told() -> None:
    assert older(date(2024, 12, 31), END, 12) and not older(date(2025, 1, 1), END, 12) and older(pd.NaT, END, 12)
    assert FRESH.old_count.tolist() == [0, 3, 0, 3]
    assert FRESH.evidence[1] == "rekap PPKS Des 2024 (lama); laporan PPKS Sep 2025 (lama); daftar anggota belum ada (lama)"


def test_a_list_that_had_not_begun_or_is_younger_than_the_rule_makes_no_place_old() -> None:
    nowhere = freshness(("a", None, None, None), ("b", "2024-12-31", None, None), since=None)
    assert nowhere.old_count.tolist() == [0, 1] and not_begun(nowhere) == ["rekap PPKS", "laporan PPKS", "daftar anggota"]
    assert nowhere.evidence[0] == "rekap PPKS belum dimulai; laporan PPKS belum dimulai; daftar anggota belum dimulai"
    young = freshness(("a", None, None, None), since="2025-06-30")
    assert young.old_count.tolist() == [1] and young.evidence[0] == "rekap PPKS belum ada; laporan PPKS belum ada (lama); daftar anggota belum ada"


@pytest.mark.parametrize(("told", "month_end", "months"), [
    ("2025-06-30", "2025-09-30", 3), ("2024-11-30", "2025-02-28", 3), ("2024-02-29", "2025-02-28", 12), ("2025-01-31", "2025-04-30", 3),
])
def test_the_last_day_of_a_month_lies_as_many_months_back_as_the_month_is_short_or_long(told: str, month_end: str, months: int) -> None:
    told_day, end = date.fromisoformat(told), date.fromisoformat(month_end)
    assert older(told_day, end, months) and not older((pd.Timestamp(told) + pd.DateOffset(days=1)).date(), end, months)


def test_what_is_due_stands_by_place_and_has_no_rank_yet() -> None:
    found = due(with_state(FIVE, END), FRESH, END, RULE)
    assert found.name.tolist() == ["Melati", "Tulip"] and "rank" not in found
    assert due_places(FRESH, with_state(FIVE, END), END, RULE).kelurahan_code.tolist() == ["a", "b", "d"]


def test_each_order_follows_its_rule() -> None:
    found = due(with_state(register(
        ("a", "WKSBM", "Mawar", "2024-06-01", False), ("b", "WKSBM", "Tulip", "2024-01-01", False), ("c", "WKSBM", "Seroja", None, False), ("d", "WKSBM", "Aster", "2024-06-01", False),
    ), END), FRESH, END, RULE)
    orders = {order: ranked(found, order).name.tolist() for order in ORDERS}
    assert orders == {"Kunjungan terlama dahulu": ["Seroja", "Tulip", "Aster", "Mawar"], "Data paling lama dahulu": ["Tulip", "Aster", "Seroja", "Mawar"]}
    assert ranked(found, "Kunjungan terlama dahulu")["rank"].tolist() == [1, 2, 3, 4]


def test_a_kelurahan_without_such_an_institution_is_not_the_first_to_be_visited() -> None:
    found = due_places(FRESH, with_state(FIVE.head(3), END), END, RULE)
    assert ranked(found, "Kunjungan terlama dahulu").kelurahan_code.tolist() == ["b", "a", "d"]


def test_the_rule_of_a_city_begins_with_its_date_and_the_one_for_all_holds_before_and_elsewhere() -> None:
    assert visit_rule("36.71", END).city == "36.71"
    assert visit_rule("36.71", date(2024, 9, 10)).city == visit_rule("32.73", END).city == visit_rule("32.73", date(2000, 1, 1)).city == "*"


def test_the_last_day_of_a_month_is_found() -> None:
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
