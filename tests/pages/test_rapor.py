"""Rapor & tindakan: the table says what the data say, and an action goes from a red value to its answer."""

import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest, app_test

from charts.scorecard import worst_said
from data.parameters import norms_of
from planning.actions import store
from planning.actions.standing import standing
from planning.actions.store import Agreed, Finding
from planning.kept import plan_file
from queries.warehouse import ask, current_edition
from tests.ingest.exports import write_csv
from tests.pages import opening
from tests.pages.test_sasaran import NewPageMode
from tests.reports.small_edition import members, published, recap

DECEMBER = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_test, "PagesManager", NewPageMode)
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))


def opened(city: str, page: str = "rapor", **query: str) -> AppTest:
    return opening.opened(f"{page}.py", kota=city, **query)


def words(app: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", block.proto.body) for block in app.get("html"))


def a_short_cell(city_code: str, period: date = DECEMBER) -> pd.Series:
    found = standing(current_edition(), city_code, norms_of(city_code, period)[0], period)
    return found[(found.state == "short") & (found.column_id == "norm_met")].iloc[0]


@pytest.mark.parametrize(("city", "code"), [("Kota Bandung", "32.73"), ("Kota Solok", "13.72")])
def test_the_headline_counts_the_values_that_fall_short(sample_warehouse: Path, city: str, code: str) -> None:
    found = standing(current_edition(), code, norms_of(code, DECEMBER)[0], DECEMBER)
    app = opened(city)
    assert not app.exception
    known, short = found.value.notna().sum(), (found.state == "short").sum()
    assert f"{short} dari {known} nilai di {found.kecamatan_code.nunique()} kecamatan" in words(app)


def test_a_value_opens_its_reason_with_parts_thresholds_and_places(sample_warehouse: Path) -> None:
    cell = a_short_cell("32.73")
    app = opened("Kota Bandung", kecamatan=cell.kecamatan_name, nilai="Norma anggota")
    assert not app.exception
    said = " ".join(block.value for block in app.markdown)
    assert f"{cell.numerator:.0f} kelurahan yang memenuhi norma dari {cell.denominator:.0f} kelurahan" in said
    assert any("Tercapai mulai 100%, kurang di bawah 75%" in caption.value for caption in app.caption)
    places = app.dataframe[0].value
    assert len(places) == cell.denominator and (places.iloc[:, 1] == "● ya").sum() == cell.numerator


@pytest.mark.parametrize("measure", ["Anggota terlatih", "PPKS per anggota", "Tempat melapor", "Ditangani 30 hari", "Terjangkau kegiatan",
                                     "Rencana terlaksana", "Rekap PPKS baru"])
def test_every_measure_has_its_reason(sample_warehouse: Path, measure: str) -> None:
    app = opened("Kota Pariaman", kecamatan="Pariaman Tengah", nilai=measure)
    assert not app.exception and f"Pariaman Tengah: {measure}" in words(app)
    assert not re.search(r"\bnan\b", " ".join([words(app), *(block.value for block in app.markdown)]).lower())


def test_an_action_is_written_from_a_red_value_and_stands_in_the_list(sample_warehouse: Path) -> None:
    cell = a_short_cell("32.73")
    app = opened("Kota Bandung", kecamatan=cell.kecamatan_name, nilai="Norma anggota")
    app.text_input(key="open_what").input("Rekrut lima anggota PSM")
    app.text_input(key="open_who").input("Kabid Pemberdayaan Sosial")
    app.text_input(key="open_by").input("Rina")
    next(button for button in app.button if button.label == "Catat tindakan").click()
    app.run()
    assert not app.exception and not app.error
    kept, = store.actions("32.73")
    assert (kept.finding.value, kept.finding.numerator, kept.finding.kecamatan_code) == (cell.value, cell.numerator, cell.kecamatan_code)
    assert "Rekrut lima anggota PSM" in words(app) and "menunggu data baru" in words(app)
    assert app.text_input(key="open1_what").value == "", "a second tap writes nothing twice"
    assert any("di bagian Tindakan, di bawah" in caption.value for caption in app.caption)
    assert "Rekrut lima anggota PSM" in words(opened("Kota Bandung", "profil", kelurahan=a_kelurahan_of(cell.kecamatan_code)))


def a_kelurahan_of(kecamatan_code: str) -> str:
    units = ask(current_edition(), "pages/kelurahan", city_code=kecamatan_code[:5]).query("kecamatan_code == @kecamatan_code").iloc[0]
    return f"{units.kelurahan_name} ({units.kecamatan_name})"


def test_a_phone_number_in_an_action_is_refused_with_a_sentence(sample_warehouse: Path) -> None:
    app = opened("Kota Bandung", kecamatan=a_short_cell("32.73").kecamatan_name, nilai="Norma anggota")
    app.text_input(key="open_what").input("Hubungi 081234567890")
    app.text_input(key="open_who").input("Kabid")
    app.text_input(key="open_by").input("Rina")
    next(button for button in app.button if button.label == "Catat tindakan").click()
    app.run()
    assert "nomor panjang" in app.error[0].value and store.actions("32.73") == []


def test_an_older_edition_is_answered_from_the_data_and_the_action_can_be_closed(sample_warehouse: Path) -> None:
    cell = a_short_cell("32.73")
    agreed = Agreed("Rekrut lima anggota", "Kabid", date.today() + timedelta(days=9))
    one_more = (cell.numerator + 1, cell.denominator, 100 * (cell.numerator + 1) / cell.denominator)
    norm = norms_of("32.73", DECEMBER)[0].id
    place = ("32.73", cell.kecamatan_code, cell.kecamatan_name)
    before = Finding(*place, "norm_met", norm, "20250101-000000-aaaaaaaa", True, date(2025, 6, 1), *one_more, 100.0)
    kept = store.open_action(before, agreed, "Rina")
    app = opened("Kota Bandung")
    assert "↘ memburuk" in words(app)
    app.selectbox(key="tindakan").set_value(kept.action_id).run()
    app.text_input(key=f"reason_{kept.action_id}").input("Anggaran dialihkan")
    app.text_input(key=f"end_{kept.action_id}_by").input("Rina")
    next(button for button in app.button if button.label == "Akhiri tindakan").click()
    app.run()
    assert "0 lewat tenggat; 1 sudah diakhiri" in words(app)
    assert not app.exception and store.actions("32.73")[0].ending == "closed" and "Belum ada tindakan terbuka" in words(app)


def test_an_action_is_written_from_the_last_month_only(sample_warehouse: Path) -> None:
    cell = a_short_cell("32.73", date(2024, 12, 1))
    app = opened("Kota Bandung", bulan="Des 2024", kecamatan=cell.kecamatan_name, nilai="Norma anggota")
    assert any("Pilih Des 2025" in caption.value for caption in app.caption)
    assert not [button for button in app.button if button.label == "Catat tindakan"]


def test_a_damaged_file_of_actions_leaves_the_table_and_the_profile_standing(sample_warehouse: Path) -> None:
    plan_file.location().parent.mkdir(parents=True)
    plan_file.location().write_bytes(b"bukan basis data" * 100)
    for app in (opened("Kota Solok"), opened("Kota Solok", "profil", kelurahan="Kampung Jawa (Tanjung Harapan)")):
        assert not app.exception and "rusak" in app.error[0].value and "pk-headline" in words_raw(app)


def test_a_city_without_any_of_the_exports_says_which_to_bring(warehouse: Path, tmp_path: Path) -> None:
    place = {"Kecamatan": "Tanjung Harapan", "Kelurahan": "Laing"}
    published(write_csv(tmp_path / "bansos.csv", [{**place, "Program": "PKH", "Bulan": "12", "Tahun": "2025", "Desil": "1", "Jumlah Penerima": "10", "Satuan": "KPM"}]))
    app = opened("Kota Solok")
    assert any("belum dapat dihitung. Impor daftar anggota" in text.value for text in app.markdown)
    app = opened("Kota Solok", "spm")
    assert any("belum dapat dihitung. Impor daftar PPKS menurut nama" in text.value for text in app.markdown)


def test_a_place_without_members_does_not_make_every_unknown_figure_one_that_cannot_be_divided(warehouse: Path, tmp_path: Path) -> None:
    persons = {"Fakir Miskin": {"Kampung Jawa": 30, "Laing": 12}}
    published(recap(tmp_path, persons, is_sparse=True), members(tmp_path, {"Kampung Jawa": 3, "Nan Balimo": 2}))
    app = opened("Kota Solok", kecamatan="Tanjung Harapan", nilai="PPKS per anggota")
    assert not app.exception and any("tidak ada data; atau tidak dapat dibagi, karena penyebutnya nol" in caption.value for caption in app.caption)
    shown = app.dataframe[0]
    assert shown.proto.placeholder == "–"
    alone = shown.value.set_index("Kelurahan").loc["Laing"]
    assert alone["PPKS tercatat"] == 12 and pd.isna(alone["Nilai (PPKS per anggota)"])


def test_a_recap_alone_gives_no_percentage(warehouse: Path, tmp_path: Path) -> None:
    published(recap(tmp_path, {"Lanjut Usia Terlantar": {"Kampung Jawa": 12}, "Fakir Miskin": {"Kampung Jawa": 30}}))
    said = words(opened("Kota Solok", "spm"))
    assert "tidak dapat dihitung: penanganan tidak tercatat" in said and "Rekap menghitung yang tercatat" in said and "12 (" in said


def words_raw(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def test_a_list_that_ended_is_told_apart_from_nothing_to_divide_by(sample_warehouse: Path) -> None:
    ended = words(opened("Kota Pariaman", kecamatan="Pariaman Tengah", nilai="Terjangkau kegiatan"))
    assert "Tidak ada data untuk Des 2025: daftar kegiatan Kota Pariaman hanya sampai November 2025." in ended
    found = standing(current_edition(), "32.73", norms_of("32.73", DECEMBER)[0], DECEMBER)
    empty = found[(found.column_id == "activities_done") & found.value.isna()]
    assert "Cidadap" in set(empty.kecamatan_name)
    none = words(opened("Kota Bandung", kecamatan="Cidadap", nilai="Rencana terlaksana"))
    assert "tidak ada kegiatan yang direncanakan di sini" in none and "tidak diketahui atau nol" not in none + ended


def test_a_list_that_was_never_imported_is_said_to_be_missing(warehouse: Path, tmp_path: Path) -> None:
    published(recap(tmp_path, {"Fakir Miskin": {"Laing": 12}}), members(tmp_path, {"Laing": 3}))
    said = words(opened("Kota Solok", kecamatan="Tanjung Harapan", nilai="Terjangkau kegiatan"))
    assert "belum ada daftar kegiatan; impor daftar kegiatan" in said
    assert any("Impor daftar kegiatan" in text.value for text in opened("Kota Solok", "realisasi").markdown)


def test_a_list_too_young_for_its_months_gives_no_state_and_each_empty_column_names_its_list(sample_warehouse: Path) -> None:
    app = opened("Kota Kediri", bulan="Mar 2022", kecamatan="Mojoroto", nilai="Terjangkau kegiatan")
    assert "Tidak ada data untuk Mar 2022: daftar kegiatan Kota Kediri baru memuat 2 dari 12 bulan." in words(app)
    empty, = (caption.value for caption in app.caption if " kosong: " in caption.value)
    assert "Kolom Anggota terlatih kosong: daftar hadir Kota Kediri baru dimulai April 2022" in empty
    assert "Kolom PPKS per anggota dan Rekap PPKS baru kosong: rekap PPKS Kota Kediri baru dimulai Desember 2022" in empty
    assert "Kolom Terjangkau kegiatan kosong: daftar kegiatan Kota Kediri baru memuat 2 dari 12 bulan" in empty
    recap_cell = opened("Kota Kediri", bulan="Mar 2022", kecamatan="Mojoroto", nilai="PPKS per anggota")
    assert "Tidak ada data untuk Mar 2022: rekap PPKS Kota Kediri baru dimulai Desember 2022." in words(recap_cell)


def test_members_of_whom_no_training_is_told_are_not_untrained(warehouse: Path, tmp_path: Path) -> None:
    published(members(tmp_path, {"Kampung Jawa": 3, "Nan Balimo": 2}))
    app = opened("Kota Solok", kecamatan="Tanjung Harapan", nilai="Anggota terlatih")
    assert "belum ada daftar hadir; impor daftar hadir bimtek, atau daftar anggota dengan tanggal pelatihan terakhir." in words(app)


def test_trained_waits_for_the_list_of_activities_as_reached_does(sample_warehouse: Path) -> None:
    app = opened("Kota Pariaman", kecamatan="Pariaman Tengah", nilai="Anggota terlatih")
    assert "Tidak ada data untuk Des 2025: daftar kegiatan Kota Pariaman hanya sampai November 2025." in words(app)


def test_where_all_kecamatan_fall_short_alike_none_is_singled_out() -> None:
    cells = pd.DataFrame({"kecamatan_code": ["1", "2"], "kecamatan_name": ["A", "B"], "state": "short", "move": None}).astype({"move": object})
    assert worst_said(cells) == "; di semua kecamatan sama banyak (1 nilai)"
    assert worst_said(cells.assign(state=["short", "reached"])) == "; terbanyak di A (1 dari 1)"


def test_the_norm_says_how_many_each_kelurahan_lacks_the_worst_first(sample_warehouse: Path) -> None:
    cell = a_short_cell("32.73")
    places = opened("Kota Bandung", kecamatan=cell.kecamatan_name, nilai="Norma anggota").dataframe[0].value
    said = places["Anggota terhadap norma"].str.extract(r"^(\d+) dari (\d+)(?:, kurang (\d+))?$").fillna("0").astype(int)
    assert (said[1] == 5).all() and (said[2] == (said[1] - said[0]).clip(lower=0)).all()
    assert said[2].is_monotonic_decreasing and said[2].iloc[0] > 0
    assert ((said[2] == 0) == (places.iloc[:, 1] == "● ya")).all()
