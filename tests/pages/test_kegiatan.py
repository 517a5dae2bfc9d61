"""Kegiatan: a list younger than twelve months is not told as twelve."""

from pathlib import Path

from tests.pages.opening import opened, words


def test_the_months_of_reach_are_those_of_which_the_list_speaks(sample_warehouse: Path) -> None:
    young = words(opened("kegiatan.py", kota="Kota Kediri", bulan="Mei 2022"))
    assert "tidak terjangkau dalam 4 bulan." in young and "12 bulan" not in young
    assert "tidak terjangkau dalam 12 bulan." in words(opened("kegiatan.py", kota="Kota Kediri", bulan="Nov 2025"))
