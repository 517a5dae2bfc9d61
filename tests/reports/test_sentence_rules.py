"""What single rules say of given figures: none, one, all, ties, lists that end early."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charts.words import every, number
from planning.wording import listed
from reports.figures.contents import Column, Contents, Table, shown
from reports.storyboard import decisions as sentences_decisions, need as sentences_need, sentences, work as sentences_work
from reports.storyboard.sentences import fitting
from tests.reports.changed_contents import changed, without
from tests.reports.sample_contents import sample


@pytest.mark.parametrize(
    ("rule", "values", "text"),
    [
        (
            sentences.coverage,
            {"units_met": 0, "shortage": 755},
            "Belum satu pun dari 151 kelurahan memenuhi minimal 5 anggota IPSM; kurang 755 orang.",
        ),
        (
            sentences.coverage,
            {"units_met": 151, "shortage": 0},
            "Seluruh 151 kelurahan memenuhi minimal 5 anggota IPSM; tidak ada kekurangan.",
        ),
        (
            sentences.coverage,
            {"units": 1, "units_known": 1, "units_met": 0, "shortage": 2},
            "Satu-satunya kelurahan belum memenuhi minimal 5 anggota IPSM; kurang 2 orang.",
        ),
        (
            sentences.members,
            {"active_members": 942, "active_members_change": -7},
            "942 anggota aktif di kelurahan se-Kota Bandung, berkurang 7 orang dari Desember 2023.",
        ),
        (
            sentences.members,
            {"active_members": 942, "active_members_change": 0},
            "942 anggota aktif di kelurahan se-Kota Bandung, sama dengan Desember 2023.",
        ),
        (
            sentences.members,
            {"active_members": 942, "active_members_change": None},
            "942 anggota aktif di kelurahan se-Kota Bandung; pembanding Desember 2023 belum ada.",
        ),
        (sentences.members, {"active_members": None}, "Belum ada daftar anggota Kota Bandung."),
        (sentences.shortage, {"shortage": 0}, "Tidak ada kekurangan anggota di Kota Bandung."),
        (
            sentences_work.activities,
            {"planned": 165, "planned_done": 165},
            "Seluruh 165 kegiatan yang direncanakan sejak Januari 2024 terlaksana.",
        ),
        (
            sentences.coverage,
            {"units": 3, "units_known": 3, "units_met": 3, "shortage": 0},
            "Ketiga kelurahan memenuhi minimal 5 anggota IPSM; tidak ada kekurangan.",
        ),
        (
            sentences_work.activities,
            {"planned": 2, "planned_done": 2},
            "Kedua kegiatan yang direncanakan sejak Januari 2024 terlaksana.",
        ),
        (
            sentences_work.reach,
            {"reached": 4, "not_reached": 0},
            "Keempat kelurahan terjangkau kegiatan dalam 12 bulan.",
        ),
        (
            sentences_work.never_trained,
            {"active_members": 3, "never_trained": 0},
            "Semua anggota kelurahan aktif pernah dilatih.",
        ),
        (
            sentences_work.activities,
            {"planned": 165, "planned_done": 0},
            "Belum satu pun dari 165 kegiatan yang direncanakan sejak Januari 2024 terlaksana.",
        ),
        (
            sentences_work.trained,
            {"trained_members": 38.9, "trained_members_change": 5.25},
            "39% anggota kelurahan terlatih dalam 24 bulan, naik 5,3 poin persen dari Desember 2023.",
        ),
        (
            sentences_need.need,
            {"ppks": "hidden", "ppks_change": None},
            "Jumlah PPKS Kota Bandung disembunyikan untuk melindungi orangnya.",
        ),
        (sentences_need.need, {"ppks": 0, "ppks_change": None}, "Tidak ada PPKS tercatat di Kota Bandung."),
        (
            sentences_need.need,
            {"ppks": None, "ppks_change": None},
            "Belum ada rekap PPKS sampai Desember 2024; jumlah PPKS belum diketahui.",
        ),
        (sentences_need.need_rate, {"ppks_rate": 7.25}, "7,3 PPKS tiap 1.000 penduduk; tertinggi di Babakan Tarogong, Suka Asih, atau Cipadung Wetan."),
    ],
)
def test_a_rule_says_what_it_should(sample_warehouse: Path, rule, values: dict, text: str) -> None:
    assert rule(changed(sample("32.73", date(2024, 12, 1)), **values)).short == text


@pytest.mark.parametrize(
    ("rule", "values", "full"),
    [
        (sentences_work.trained, {"active_members": 1, "trained_count": 0}, "Satu-satunya anggota kelurahan belum terlatih dalam 24 bulan terakhir."),
        (sentences_work.trained, {"active_members": 1, "trained_count": 1}, "Satu-satunya anggota kelurahan terlatih dalam 24 bulan terakhir."),
        (sentences_work.never_trained, {"active_members": 1, "never_trained": 1}, "Satu-satunya anggota kelurahan belum pernah dilatih."),
        (
            sentences_work.trained,
            {"trained_members": 0.04, "trained_count": 9, "trained_members_change": None},
            "9 dari 942 anggota kelurahan terlatih dalam 24 bulan; pembanding Desember 2023 belum ada.",
        ),
        (
            sentences_work.activities,
            {"planned": 0, "planned_done": 0, "done": 1, "done_before": 0, "done_change": 1},
            "1 kegiatan terlaksana sejak Januari 2024, di luar rencana. Jumlah yang terlaksana bertambah 1 dari masa yang sama tahun 2023.",
        ),
        (
            sentences_work.activities,
            {"planned": 9, "planned_done": 6, "done": 6, "done_before": None},
            "6 dari 9 kegiatan yang direncanakan sejak Januari 2024 terlaksana. Pembanding tahun 2023 belum ada.",
        ),
        (sentences.members, {"active_members": 0, "active_members_change": 0}, "Belum ada anggota aktif di kelurahan se-Kota Bandung. Pada Desember 2023 pun tidak ada."),
        (sentences.shortage, {"shortage": 0, "shortage_change": 0}, "Tidak ada kekurangan anggota di Kota Bandung. Pada Desember 2023 pun tidak ada."),
        (sentences_need.need, {"ppks": 0, "ppks_change": 0}, "Tidak ada PPKS tercatat di Kota Bandung. Pada Desember 2023 pun tidak ada."),
    ],
)
def test_thin_data_make_whole_sentences_that_say_nothing_twice(sample_warehouse: Path, rule, values: dict, full: str) -> None:
    assert rule(changed(sample("32.73", date(2024, 12, 1)), **values)).full == full


def test_a_group_that_is_too_long_to_name_is_counted_and_named_where_there_is_room(sample_warehouse: Path) -> None:
    said = sentences_need.need_rate(sample("32.73", date(2024, 12, 1)))
    assert said.short == "Sekitar 130 PPKS tiap 1.000 penduduk; tertinggi di salah satu dari tiga kelurahan."
    assert said.whole == "Sekitar 130 PPKS tiap 1.000 penduduk; tertinggi di Babakan Tarogong, Suka Asih, atau Cipadung Wetan, sekitar 220."


def test_need_decides_between_equals_only_where_it_is_known(sample_warehouse: Path) -> None:
    early, late = sample("13.72", date(2022, 2, 1)), sample("13.72", date(2024, 12, 1))
    assert early.facts["ppks"].state == "missing" and "PPKS" not in sentences.largest_shortages(early).full + early.tables["largest_shortages"].note
    assert "tempat yang jelas lebih banyak PPKS-nya ditulis lebih dahulu" in sentences.largest_shortages(late).full and late.tables["largest_shortages"].note


def test_a_month_before_the_last_says_that_newer_data_are_there(sample_warehouse: Path) -> None:
    early, last = sample("13.72", date(2022, 2, 1)), sample("13.72", date(2025, 12, 1))
    assert (early.newest, last.newest) == ("ada data lebih baru, sampai 31 Desember 2025", "data terakhir 31 Desember 2025")


def test_the_largest_one_of_several_is_called_so_without_a_number() -> None:
    table = Table("x", "Kekurangan", (Column("place", "Tempat", "", "text"),), (("A",),), count=9)
    assert table.captioned == "Kekurangan, yang terbesar dari 9"


@pytest.mark.parametrize(("count", "text"), [(2, "Kedua kegiatan"), (3, "Ketiga kegiatan"), (4, "Keempat kegiatan"), (5, "Seluruh 5 kegiatan"), (1234, "Seluruh 1.234 kegiatan")])
def test_all_of_a_count_is_said_in_a_word_up_to_four(count: int, text: str) -> None:
    assert every(count, f"{number(count)} kegiatan") == text


def test_two_kecamatan_that_miss_most_are_both_named(sample_warehouse: Path) -> None:
    said = sentences.shortage_places(sample("13.77", date(2025, 12, 1)))
    assert said.short == "Kekurangan terbesar, masing-masing 3 orang, di Kecamatan Pariaman Timur dan Pariaman Utara."
    assert said.full == f"{said.short} Seluruhnya 9 orang di 4 kecamatan."


def with_shortages(base: Contents, missing: dict[str, int]) -> Contents:
    """The contents of a place where these kelurahan, and no others, miss people."""
    plain = without(base, *(key for key in base.facts if key.startswith(("largest_shortage_", "largest_ties"))))
    old = base.facts["shortage"]
    named = {
        f"largest_shortage_{at}": shown(f"largest_shortage_{at}", name, "orang", count, old.period, old.source)
        for at, (name, count) in enumerate(missing.items(), start=1)
    }
    return changed(replace(plain, facts={**plain.facts, **named}), units_short=len(missing))


@pytest.mark.parametrize(
    ("missing", "short", "full"),
    [
        ({"Jamika": 4, "Kopo": 3, "Babakan": 1}, "Kekurangan per kelurahan: Jamika (4 orang), Kopo (3), dan Babakan (1).", None),
        (
            {"Jamika": 4, "Babakan Asih": 3, "Kopo": 1, "Suka Asih": 1},
            "Kekurangan: Jamika (4 orang), Babakan Asih (3), Kopo (1), dan Suka Asih (1).",
            "Kekurangan per kelurahan: Jamika (4 orang), Babakan Asih (3), Kopo (1), dan Suka Asih (1).",
        ),
        ({"Jamika": 2, "Kopo": 2}, "Kekurangan per kelurahan: masing-masing 2 orang di Jamika dan Kopo.", None),
    ],
)
def test_when_every_shortage_is_named_none_is_called_the_largest_and_the_unit_is_said_once(
    sample_warehouse: Path, missing: dict[str, int], short: str, full: str | None
) -> None:
    said = sentences.largest_shortages(with_shortages(sample("32.73"), missing))
    assert said.short == short and said.full.startswith(full or short)


def test_when_some_shortages_are_named_they_are_called_the_largest(sample_warehouse: Path) -> None:
    some = changed(with_shortages(sample("32.73"), {"Jamika": 4, "Kopo": 3, "Babakan": 1}), units_short=9)
    assert sentences.largest_shortages(some).short == "Kekurangan terbesar: Jamika (4 orang), Kopo (3), dan Babakan (1)."


def test_a_list_that_ends_before_the_month_says_so_in_the_place_of_the_reach(sample_warehouse: Path) -> None:
    said = sentences_work.reach(sample("13.77", date(2025, 12, 1)))
    assert said.short == "Jangkauan belum terhitung: daftar kegiatan berakhir November 2025." and "12 bulan sampai Desember 2025." in said.full
    none = changed(sample("13.77", date(2025, 12, 1)), done=None)
    assert sentences_work.reach(none).short == "Belum ada daftar kegiatan Kota Pariaman sampai Desember 2025."


def test_the_decisions_come_from_the_numbers_and_vanish_with_them(sample_warehouse: Path) -> None:
    base = changed(sample("32.73", date(2024, 12, 1)), never_trained=400)
    asked = [decision.full for decision in sentences_decisions.decisions(base)]
    assert asked[0] == "Rekrut 163 orang di 57 kelurahan, mulai dari 8 kelurahan yang paling kurang, antara lain Babakan."
    assert asked[1] == "Latih 400 anggota kelurahan yang belum pernah dilatih, mulai dari Kecamatan Kiaracondong."
    tied = sentences_decisions.decisions(changed(base, never_trained_ties=5))
    assert tied[1].full == "Latih 400 anggota kelurahan yang belum pernah dilatih.", "of five equals none is the one to begin with"
    assert asked[2].startswith("Jangkau 8 kelurahan")
    calm = changed(base, shortage=0, never_trained=0, not_reached=0, planned_open=0)
    assert sentences_decisions.decisions(calm) == []
    assert sentences_decisions.headline(calm) == "Tidak ada kekurangan yang menuntut keputusan baru."
    three = changed(base, planned_open=0)
    assert (
        sentences_decisions.headline(three)
        == "Tiga keputusan diminta: rekrut 163 orang, latih 400 anggota, dan jangkau 8 kelurahan."
    )
    unknown = changed(
        base, shortage=None, active_members=None, never_trained=None, not_reached=None, planned_open=None, planned=None, ppks=None
    )
    assert [decision.full for decision in sentences_decisions.decisions(unknown)] == [
        "Lengkapi daftar anggota agar pemenuhan norma dapat dinilai."
    ]


def test_a_list_of_names_is_joined_the_indonesian_way() -> None:
    assert [listed(["A", "B", "C"][:count]) for count in (1, 2, 3)] == ["A", "A dan B", "A, B, dan C"]


def test_the_first_choice_that_fits_is_taken() -> None:
    assert fitting("kata " * 15, "kata " * 14, "kata") == "kata " * 14
    assert fitting("kata " * 20, "kata " * 15) == "kata " * 15
