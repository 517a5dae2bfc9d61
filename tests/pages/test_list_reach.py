"""One rule on every page for a list that does not speak of the chosen month: said once, no zero, no month mixed with another."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import opened, words

ENDED = "Daftar kegiatan Kota Pariaman hanya sampai November 2025; "
INSTEAD = f"{ENDED}yang ditampilkan keadaan bulan itu, bukan Desember 2025."
EMPTY = f"{ENDED}untuk Desember 2025 angkanya tidak diketahui."


def said(app: AppTest) -> str:
    assert not app.exception
    return words(app) + " ".join(text.value for text in app.markdown)


@pytest.mark.parametrize(("page", "sentence"), [
    ("kegiatan", INSTEAD), ("realisasi", INSTEAD), ("ringkasan", EMPTY), ("rapor", EMPTY),
])
def test_a_list_that_ended_before_the_month_is_said_once(sample_warehouse: Path, page: str, sentence: str) -> None:
    found = said(opened(f"{page}.py", kota="Kota Pariaman", bulan="Des 2025"))
    assert found.count(sentence) == 1 and found.count(ENDED) == 1
    if sentence == INSTEAD:
        assert "direncanakan Januari–November 2025 terlaksana" in found and "sampai Des 2025" not in found


@pytest.mark.parametrize(("page", "listed", "first"), [
    ("kegiatan", "Daftar kegiatan", "Maret 2022"), ("realisasi", "Daftar kegiatan", "Maret 2022"), ("kepadatan", "Rekap PPKS", "Desember 2022"),
    ("laporan", "Daftar PPKS menurut nama", "Januari 2022"), ("spm", "Daftar PPKS menurut nama", "Januari 2022"),
    ("usulan", "Daftar usulan", "Januari 2022"), ("keanggotaan", "Daftar kegiatan", "Maret 2022"),
])
def test_a_month_before_the_list_is_not_said_to_be_a_missing_list(sample_warehouse: Path, page: str, listed: str, first: str) -> None:
    found = said(opened(f"{page}.py", kota="Kota Solok", bulan="Des 2021"))
    assert f"{listed} Kota Solok baru dimulai {first}" in found and f"Impor {listed.lower()}" not in found
