"""How old the member list of a kelurahan is: the newest list that names it, not the newest change in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.forms import is_known
from queries.warehouse import ask, current_edition
from tests.ingest.exports import case, imported, member, write_csv

TODAY = date.today()
NAMES = {"titled": "Daftar Anggota per 30 Juni 2025.csv", "year": "Daftar Anggota 2025.csv", "plain": "anggota.csv", "early": "Anggota per Januari 2024.csv"}


def told(
    folder: Path, *lists: tuple[str, tuple[str, str]], period: date = date(2025, 12, 1), place: str = "Maleber"
) -> tuple[str | None, bool | None]:
    """The date of the list for a place, and whether the list says it. A list: its file, the last day joined in Maleber and in Campaka."""
    for index, (name, (maleber, campaka)) in enumerate(lists):
        rows = [member(1, Tanggal_Bergabung=maleber), member(2, Tanggal_Bergabung=campaka, Kelurahan="Campaka")]
        write_csv(folder / f"{'ab'[index]}-{NAMES[name]}", rows)
    write_csv(folder / "ppks.csv", [case(Tanggal_Lapor="2025-12-20")])
    with imported(folder):
        rows = ask(current_edition(), "pages/place_freshness", city_code="32.73", period=period)
        source = ask(current_edition(), "pages/freshness", city_code="32.73").set_index("subject").latest_date["volunteer"]
    found = rows.set_index("kelurahan_name").loc[place]
    assert source >= rows.member_date.max() or not is_known(rows.member_date.max()), "the source is as new as any of its places"
    return str(found.member_date.date()) if is_known(found.member_date) else None, found.is_member_stated


@pytest.mark.parametrize(("lists", "wanted"), [
    # nothing changed in Maleber since 2020: the list is as new as it says, or as the newest day anywhere in it
    ([("titled", ("2020-01-01", "2020-01-01"))], ("2025-06-30", True)),
    ([("plain", ("2020-01-01", "2025-03-05"))], ("2025-03-05", False)),
    ([("year", ("2020-01-01", "2025-03-05"))], ("2025-03-05", False)),  # a year does not say how far into it the list goes
    ([("early", ("2020-01-01", "2025-03-05"))], ("2025-03-05", False)),  # a day later than the title is the newer
    # the same rows sent again are all duplicates, and fresh
    ([("early", ("2020-01-01", "2020-01-01")), ("titled", ("2020-01-01", "2020-01-01"))], ("2025-06-30", True)),
])
def test_a_list_that_did_not_change_is_as_new_as_the_list(
    warehouse: Path, tmp_path: Path, lists: list[tuple[str, tuple[str, str]]], wanted: tuple[str, bool]
) -> None:
    assert told(tmp_path, *lists) == wanted


def test_a_past_month_is_told_to_its_end_and_no_further(warehouse: Path, tmp_path: Path) -> None:
    assert told(tmp_path, ("titled", ("2020-01-01", "2020-01-01")), period=date(2025, 3, 1))[0] == "2025-03-31"
    assert told(tmp_path, ("titled", ("2020-01-01", "2020-01-01")), period=date(2019, 12, 1))[0] is None, "the list had not begun"


def test_a_place_that_no_list_names_is_not_told(warehouse: Path, tmp_path: Path) -> None:
    assert told(tmp_path, ("titled", ("2020-01-01", "2020-01-01")), place="Garuda")[0] is None


def test_a_list_of_a_month_to_come_is_a_typing_error(warehouse: Path, tmp_path: Path) -> None:
    coming = TODAY + timedelta(days=400)
    rows = [member(1, Tanggal_Bergabung="2020-01-01")]
    write_csv(tmp_path / f"Anggota per 01-{coming:%m-%Y}.csv", rows)
    write_csv(tmp_path / "ppks.csv", [case(Tanggal_Lapor="2025-12-20")])
    with imported(tmp_path) as found:
        assert found.ask("SELECT CAST(list_date AS VARCHAR), is_stated FROM core_member_list") == [("2020-01-01", False)]
