"""The rule of a list that does not reach the month, in its three sentences."""

from datetime import date

from charts.list_reach import Reach


def reach(year: int, month: int) -> Reach:
    return Reach("activity", "Kota Solok", date(2022, 3, 1), date(2025, 11, 1), date(year, month, 1))


def test_the_first_and_the_last_month_of_a_list_are_within_it() -> None:
    assert [reach(*month).is_within for month in ((2022, 2), (2022, 3), (2025, 11), (2025, 12))] == [False, True, True, False]
    assert reach(2022, 2).is_before and reach(2025, 12).is_after


def test_what_is_said_names_the_list_its_end_and_the_month() -> None:
    assert reach(2025, 12).shown_instead == "Daftar kegiatan Kota Solok hanya sampai November 2025; yang ditampilkan keadaan bulan itu, bukan Desember 2025."
    assert reach(2025, 12).not_shown == "Daftar kegiatan Kota Solok hanya sampai November 2025; untuk Desember 2025 angkanya tidak diketahui."
    assert reach(2022, 1).other_month == "Daftar kegiatan Kota Solok baru dimulai Maret 2022. Pilih bulan itu atau sesudahnya."


def test_a_list_younger_than_the_months_asked_for_says_how_many_it_holds() -> None:
    assert [reach(*month).young(12) for month in ((2022, 2), (2022, 3), (2023, 1), (2023, 2))] == [
        "", "baru memuat 1 dari 12 bulan", "baru memuat 11 dari 12 bulan", "",
    ]
