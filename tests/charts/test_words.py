"""Sentences composed from numbers: one, none, all, up, down, unchanged, no data."""

from datetime import date

import pytest

from charts.words import age, amount, change, coverage_headline, moved, need_headline, need_title, norm_within, number


@pytest.mark.parametrize(("value", "decimals", "text"), [
    (1234.5, 1, "1.234,5"), (0, 0, "0"), (None, 0, "–"), (float("nan"), 1, "–"), (2591763, 0, "2.591.763"), (-3, 0, "-3"),
    (42.5, 0, "43"), (43.5, 0, "44"), (-42.5, 0, "-43"), (0.285, 2, "0,29"), (100 * 0.285, 0, "29"), (0.4999, 0, "0"), (-0.4, 0, "0"),
])
def test_numbers_are_written_the_indonesian_way(value: float | None, decimals: int, text: str) -> None:
    assert number(value, decimals).replace("−", "-") == text


@pytest.mark.parametrize(("value", "unit", "text"), [
    (None, "orang", "tidak ada data"), (67.5496, "%", "68%"), (5.3, "%", "5,3%"), (0.0634, "per 1.000 penduduk", "0,063 per 1.000 penduduk"),
    (128.2, "per 1.000 penduduk", "128 per 1.000 penduduk"), (7, "orang", "7 orang"), (0, "%", "0%"), (100 * 17 / 40, "%", "43%"), (0.25, "%", "0,3%"),
])
def test_an_amount_carries_its_unit_and_unknown_is_never_zero(value: float | None, unit: str, text: str) -> None:
    assert amount(value, unit) == text


@pytest.mark.parametrize(("now", "before", "unit", "text"), [
    (10, 8, "orang", "▲ 2 orang dari Des 2024"), (8, 10, "orang", "▼ 2 orang dari Des 2024"), (8, 8, "orang", "tetap sejak Des 2024"),
    (None, 8, "orang", "belum ada pembanding Des 2024"), (8, None, "orang", "belum ada pembanding Des 2024"),
    (67.5, 62.2, "%", "▲ 5,3 poin persen dari Des 2024"),
])
def test_a_change_says_its_direction_in_a_word_and_an_arrow(now: float | None, before: float | None, unit: str, text: str) -> None:
    assert change(now, before, unit, "Des 2024") == text


@pytest.mark.parametrize(("met", "known", "total", "lack", "text"), [
    (98, 151, 151, 143, "98 dari 151 kelurahan memenuhi minimal 5 anggota; kurang 143 orang."),
    (151, 151, 151, 0, "Seluruh 151 kelurahan memenuhi minimal 5 anggota; tidak ada kekurangan."),
    (0, 13, 13, 40, "0 dari 13 kelurahan memenuhi minimal 5 anggota; kurang 40 orang."),
    (3, 10, 13, 9, "3 dari 10 kelurahan (3 belum ada data) memenuhi minimal 5 anggota; kurang 9 orang."),
    (0, 0, 13, 0, "Belum ada daftar anggota: pemenuhan minimal 5 anggota belum dapat dinilai."),
])
def test_the_headline_answers_first(met: int, known: int, total: int, lack: int, text: str) -> None:
    assert coverage_headline(met, known, total, lack, "Minimal 5 anggota tiap kelurahan", "kelurahan") == text


@pytest.mark.parametrize(("better", "worse", "text"), [
    (19, 2, "▲ 19 kelurahan lebih baik, ▼ 2 lebih buruk dari Des 2024"), (0, 2, "▼ 2 kelurahan lebih buruk dari Des 2024"),
    (3, 0, "▲ 3 kelurahan lebih baik dari Des 2024"), (0, 0, "tidak ada kelurahan yang berubah dari Des 2024"),
])
def test_what_moved_leaves_out_what_did_not(better: int, worse: int, text: str) -> None:
    assert moved(better, worse, "kelurahan", "Des 2024") == text


@pytest.mark.parametrize(("latest", "text"), [
    (date(2026, 10, 31), "21 hari"), (date(2025, 12, 31), "10 bulan"), (date(2024, 8, 20), "2 tahun 3 bulan"), (date(2024, 11, 21), "2 tahun"), (date(2024, 12, 31), "1 tahun 10 bulan"), (date(2027, 1, 1), "bertanggal di depan"),
])
def test_the_age_of_data_is_said_in_the_largest_unit(latest: date, text: str) -> None:
    assert age(latest, date(2026, 11, 21)) == text


@pytest.mark.parametrize("measure", ["ppks_count", "ppks_per_1000", "ppks_per_km2", "ppks_per_member", "dtks_per_1000", "dtks_individuals"])
@pytest.mark.parametrize("kind", [None, "Pemulung", "Keluarga Bermasalah Sosial Psikologis"])
@pytest.mark.parametrize("value", [None, 0, 0.063, 7.25, 128, 330300])
def test_every_need_sentence_is_whole_and_names_its_denominator(measure: str, kind: str | None, value: float | None) -> None:
    sentence = need_headline(measure, value, kind, "orang", "Kota Bandung")
    assert sentence.endswith("Kota Bandung.") and "nan" not in sentence and "None" not in sentence and "  " not in sentence
    denominator = {"ppks_per_1000": "1.000 penduduk", "ppks_per_km2": "km²", "ppks_per_member": "anggota aktif", "dtks_per_1000": "1.000 penduduk"}.get(measure, "")
    assert denominator in sentence and denominator in need_title(measure, kind, "orang")
    assert (value is None) == ("belum ada data" in sentence)


def test_a_hidden_need_of_the_city_is_said_to_be_hidden_and_not_unknown() -> None:
    sentence = need_headline("ppks_count", None, "Pemulung", "orang", "Kota Bandung", is_hidden=True)
    assert "disembunyikan" in sentence and "belum ada data" not in sentence


def test_the_name_of_a_norm_goes_on_within_a_sentence_and_an_abbreviation_keeps_its_capitals() -> None:
    names = {"Minimal 5 anggota IPSM tiap kelurahan": "minimal 5 anggota IPSM", "1 PSM tiap RW": "1 PSM tiap RW", "PSM minimal 1 tiap desa/kelurahan": "PSM minimal 1"}
    assert {name: norm_within(name) for name in names} == names
    assert coverage_headline(1, 2, 2, 3, "IPSM minimal 5 anggota", "kelurahan") == "1 dari 2 kelurahan memenuhi IPSM minimal 5 anggota; kurang 3 orang."
