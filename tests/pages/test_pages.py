"""Every page alone, for cities of every shape, on an empty warehouse, and through its link."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import ROOT
from tests.pages.opening import opened, words

PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
CITIES = {"Kota Bandung": 151, "Kota Kediri": 46, "Kota Pariaman": 71, "Kota Tangerang": 104, "Kota Solok": 13}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("city", CITIES)
def test_a_page_of_a_city_draws_without_an_error(sample_warehouse: Path, page: str, city: str) -> None:
    app = opened(page, kota=city)
    assert not app.exception
    assert "pk-headline" in words(app) and f"{city}: " in words(app), "headline and footer"
    assert "DATA SIMULASI" in words(app)
    # Nan Balimo is a kelurahan of Solok.
    assert not re.search(r"\bnan\b(?! balimo)", words(app).lower()) and "None" not in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_warehouse_says_what_to_do(warehouse: Path, page: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    if page != "ringkasan.py":
        app = app.switch_page(f"pages/{page}").run()
    assert not app.exception
    assert any("python -m ingest build" in text.value for text in app.markdown)


def test_a_filter_in_the_link_opens_the_same_view(sample_warehouse: Path) -> None:
    app = opened("cakupan.py", kota="Kota Solok", bulan="Des 2024", norma="Minimal 1 anggota tiap kelurahan")
    assert app.selectbox(key="bulan").value == "Des 2024" and app.selectbox(key="kota").value == "Kota Solok"
    assert "13 kelurahan memenuhi minimal 1 anggota" in words(app)


def test_a_month_back_in_time_changes_the_answer(sample_warehouse: Path) -> None:
    app = opened("ringkasan.py", kota="Kota Bandung")
    now = words(app)
    app.selectbox(key="bulan").select("Des 2023").run()
    assert not app.exception and words(app) != now and "dari 151 kelurahan" in words(app)


def test_a_city_without_population_says_so_instead_of_guessing(sample_warehouse: Path) -> None:
    app = opened("kepadatan.py", kota="Kota Kediri", ukuran="PPKS per 1.000 penduduk")
    assert "Penduduk belum diisi" in words(app)


def test_a_sensitive_kind_is_shown_by_kecamatan_only(sample_warehouse: Path) -> None:
    app = opened("kepadatan.py", kota="Kota Bandung", jenis="Orang dengan HIV/AIDS")
    assert not app.exception
    rows = app.dataframe[0].value
    assert len(rows) == 30 and any("hanya ditampilkan per kecamatan" in text.value for text in app.caption)


def test_the_profile_never_names_a_sensitive_kind(sample_warehouse: Path) -> None:
    app = opened("profil.py", kota="Kota Bandung", kelurahan="Sukarasa (Sukasari)")
    assert not app.exception and "Fakir Miskin" in words(app)
    for name in ("HIV", "Tuna Susila", "NAPZA", "Trafficking", "Lembaga Pemasyarakatan"):
        assert name not in words(app)


def test_pariaman_counts_desa_and_kelurahan(sample_warehouse: Path) -> None:
    assert "71 desa/kelurahan" in words(opened("ringkasan.py", kota="Kota Pariaman"))
