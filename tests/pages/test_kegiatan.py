"""Kegiatan: a list younger than twelve months is not told as twelve, and the year before it as nothing."""

from pathlib import Path

from tests.pages.opening import opened, words


def test_the_months_of_reach_are_those_of_which_the_list_speaks(sample_warehouse: Path) -> None:
    young = words(opened("kegiatan.py", kota="Kota Kediri", bulan="Mei 2022"))
    assert "tidak terjangkau dalam 4 bulan." in young and "12 bulan" not in young
    assert "tidak terjangkau dalam 12 bulan." in words(opened("kegiatan.py", kota="Kota Kediri", bulan="Nov 2025"))


def test_the_year_before_the_list_is_unknown_and_not_zero(sample_warehouse: Path) -> None:
    young = words(opened("kegiatan.py", kota="Kota Kediri", bulan="Mar 2022"))
    assert young.count("tidak ada data pada periode yang sama 2021") == 2 and "0 pada periode yang sama" not in young
    partly = words(opened("kegiatan.py", kota="Kota Kediri", bulan="Mar 2023"))
    assert "pada periode yang sama 2022 (daftar baru mulai Feb 2022)" in partly
