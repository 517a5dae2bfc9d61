"""The sentences of a plan: numbers, one and none, what is not known, and never a name."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from data import paths
from data.parameters import norms_of
from data.reference import City, cities
from planning import wording
from planning.command import summary
from planning.delegates import defaults
from planning.facts import facts
from planning.rules import Override
from planning.training import plan_training
from queries.warehouse import current_edition
from tests.metrics.case_table import CITY
from tests.planning.small_city import DECEMBER, by_id, by_place, rules, small_city

SMALL = """
[members]
id  place    kind  joined      trained     training_level  sex
a   01.1001  PSM   2018-01-01  -           none            L
b   01.1001  PSM   2019-01-01  -           none            L
c   01.1002  PSM   2019-01-01  2019-12-31  lanjutan        L
d   01.1002  PSM   2020-01-01  -           none            L
e   01.1003  PSM   2016-01-01  -           dasar           P
t   01       TKSK  2021-06-01  -           none            P
[recap]
place    kind  period      persons
01.1001  FM    2024-12-01  9
01.1002  FM    2024-12-01  30
"""
CASES = """
[cases]
place    kind  found
01.1001  FM    2024-07-24
01.1002  FM    2024-12-01
01.1003  FM    2024-12-01
02.1001  FM    2023-01-01
"""
EVERYTHING = (("shortage", 30), ("load", 20), ("silence", 10), ("untrained", 25), ("since", 15))


def test_a_chosen_name_is_given_its_grounds_the_heaviest_first(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL + CASES), rules(seats=6, weights=EVERYTHING))
    said = plan.chosen.set_index("volunteer_id").reason
    assert said["a"] == "Belum ada anggota terlatih di Tanah Garam; belum pernah dilatih; kurang 3 orang; 5 bulan tanpa laporan."
    assert said["b"].startswith("Kursi ke-2 untuk Tanah Garam; belum pernah dilatih;")
    assert said["d"] == "Baru 1 anggota berjenjang Dasar ke atas di VI Suku; belum pernah dilatih; 15 PPKS per anggota, tertinggi; kurang 3 orang."
    assert said["c"] == (
        "Kursi ke-2 untuk VI Suku, sudah ada 1 anggota berjenjang Dasar ke atas; 15 PPKS per anggota, tertinggi; kurang 3 orang; "
        "terakhir dilatih Des 2019."
    )
    assert said["e"] == (
        "Baru 1 anggota berjenjang Dasar ke atas di Sinapa Piliang; kurang 4 orang; "
        "beban PPKS dan tanggal pelatihan terakhir tidak diketahui, tidak dihitung."
    )
    assert said["t"].startswith("Belum ada anggota terlatih di tingkat Kecamatan Lubuk Sikarah; kurang 30 orang di kecamatan; belum pernah dilatih;")


def test_members_trained_below_the_level_are_not_called_untrained(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(level="khusus", seats=6))
    assert by_id(plan.chosen, "e").reason.startswith("Belum ada anggota berjenjang Khusus di Sinapa Piliang;")
    assert by_id(plan.chosen, "a").reason.startswith("Belum ada anggota terlatih di Tanah Garam;")


def test_a_city_without_a_case_list_says_so_in_each_reason_and_once_for_the_plan(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(seats=6, weights=EVERYTHING))
    assert by_id(plan.chosen, "a").reason.endswith("; lama tanpa laporan tidak diketahui, tidak dihitung.")
    assert plan.notes == (
        "Lama tanpa laporan tidak dihitung: daftar PPKS menurut nama sampai Des 2024 belum ada. Bobotnya dibagi ke faktor lain.",
        "Orang yang terdaftar pada dua unsur dihitung dua kali; periksa saat undangan dibuat.",
    )


def test_delegates_of_a_city_without_attendance_are_chosen_by_what_is_known(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, SMALL)
    plan = plan_training(edition_id, defaults(edition_id, CITY, DECEMBER, "lima-umum", "utusan"))
    assert [note.split(" tidak dihitung")[0] for note in plan.notes[:2]] == ["Kehadiran", "Kehadiran di musda dan rakor"]
    assert by_id(plan.chosen, "a").reason == (
        "Urutan ke-1 dari 2 calon Tanah Garam; anggota sejak Jan 2018 (6 tahun); "
        "kehadiran dan kehadiran di musda dan rakor tidak diketahui, tidak dihitung."
    )
    assert by_id(plan.chosen, "e").reason.startswith("Satu-satunya calon dari Sinapa Piliang; ")


MEETINGS = """
[activities]
id  kind   done        place  topic
r   rakor  2024-06-01  kota   -
[attendance]
activity  member
r         b
"""


@pytest.fixture
def months_of_the_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parameters as an agency may set them: attendance of 30 months, last year's list of 9."""
    own = Path(copytree(paths.PARAMETERS, tmp_path / "parameters"))
    text = (own / "planning.toml").read_text(encoding="utf-8")
    text = text.replace("presence_months = 24", "presence_months = 30").replace("last_list_months = 12", "last_list_months = 9")
    (own / "planning.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "PARAMETERS", own)


@pytest.mark.usefixtures("months_of_the_agency")
def test_the_months_said_are_those_of_the_parameters(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, SMALL + MEETINGS)
    asked = rules(question="utusan", level="", seats=6, weights=(("rotation", 1),))
    plan = plan_training(edition_id, asked)
    assert by_id(plan.chosen, "a").reason.endswith("belum hadir di musda atau rakor dalam 30 bulan terakhir.")
    assert "Daftar 9 bulan terakhir: 1 dari 1 orang masih aktif, 0,0 poin bila datang lagi" in list(summary(plan))


@pytest.mark.parametrize(("changed", "who", "sentence"), [
    ({"seats": 1}, "b", "Kalah 12,9 poin: Tanah Garam belum mendapat kursi; belum pernah dilatih; kurang 3 orang."),
    ({"seats": 2}, "b", "Nilainya sama dengan yang terpilih, kalah urutan tempat atau tanggal bergabung; belum pernah dilatih; kurang 3 orang."),
    ({"seats": 2, "place_max": 1, "excluded_places": (f"{CITY}.01.1002",)}, "b", "Tanah Garam sudah penuh (1 kursi)"),
    ({"seats": 3, "district_max": 2}, "d", "Kecamatan Lubuk Sikarah sudah penuh (2 kursi); dengannya nilai rencana turun"),
    ({"seats": 2, "women_pct": 100}, "a", "Kursi itu diperlukan agar perempuan paling sedikit 100%; "),
], ids=str)
def test_a_narrow_refusal_says_what_was_in_the_way(tmp_path: Path, warehouse: Path, changed: dict, who: str, sentence: str) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(**changed))
    assert sentence in by_id(plan.refused, who).reason


def test_a_kecamatan_that_can_send_fewer_than_its_quota_says_how_many(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(seats=20, district_min=7, district_max=7, pause_months=120, level="lanjutan"))
    assert by_place(plan.quota, "01").reason == "Hanya dapat mengirim 5 dari 7; 1 dilatih pada jenjang ini dalam 120 bulan terakhir."
    assert by_place(plan.quota, "02").reason == "Tidak ada anggota dari unsur yang boleh ikut."
    assert "1 tempat mengirim kurang dari yang diminta: Kecamatan Lubuk Sikarah." in plan.notes


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.city_name)
def test_every_sentence_is_whole_and_names_nobody(sample_warehouse: Path, city: City) -> None:
    edition_id, period = current_edition(), date(2025, 12, 1)
    for question in ("pelatihan", "utusan"):
        for norm in norms_of(city.city_code, period):
            asked = defaults(edition_id, city.city_code, period, norm.id, question)
            found = facts(edition_id, city.city_code, period)
            someone = found.members[found.members.is_active & found.members.kind_code.isin(asked.kinds or ("PSM",))].volunteer_id.iloc[0]
            plan = plan_training(edition_id, replace(asked, overrides=(Override(someone, "exclude"),)), found)
            sentences = [*plan.chosen.reason, *plan.refused.reason, *plan.quota.reason, *plan.notes]
            for sentence in sentences:
                assert sentence.endswith(".") and not sentence[0].islower(), sentence
                assert not re.search(r"\b(nan|None|NaT|inf)\b| ;|;;|  |\.\.|(?<![\d.,])0 (orang|PPKS|bulan|anggota)", sentence), sentence
            assert not [column for column in plan.chosen.columns if column in ("name", "nik", "address")]


@pytest.mark.parametrize(("said", "wanted"), [
    (wording.rate(412.4), "412"), (wording.rate(8.44), "8,4"), (wording.rate(9.96), "10"), (wording.rate(3), "3"), (wording.rate(0.3), "0,3"),
    (wording.points(3.24), "3,2"), (wording.points(0.01), "kurang dari 0,1"), (wording.points(0), "0,0"), (wording.whole(1234), "1.234"),
    (wording.rank(1, 151), "tertinggi"), (wording.rank(4, 151), "tertinggi ke-4"), (wording.rank(15, 151), "tertinggi ke-15"),
    (wording.rank(40, 151), "urutan ke-40 dari 151"), (wording.listed(["A"]), "A"), (wording.listed(["A", "B"]), "A dan B"),
    (wording.listed(list("ABC")), "A, B, dan C"), (wording.listed(list("ABCDEFGH")), "A, B, C, D, E, dan 3 lainnya"),
    (wording.sentence(["satu", "", "dua"]), "Satu; dua."), (wording.sentence([]), ""),
    (wording.label("KT-A", "Cijerah", "6e853e12-dde6"), "Karang Taruna Cijerah 6E853E"),
    (wording.label("TKSK", "Kecamatan Andir", "ab"), "TKSK Kecamatan Andir AB"),
])
def test_the_forms_of_numbers_and_lists(said: str, wanted: str) -> None:
    assert said == wanted


def test_a_near_miss_of_a_place_with_trained_members_says_so(sample_warehouse: Path) -> None:
    plan = plan_training(current_edition(), defaults(current_edition(), "32.73", date(2025, 12, 1), "lima", "pelatihan"))
    lost = plan.refused[plan.refused.reason.str.startswith("Kalah")]
    seats = plan.places.set_index("place_code").seats
    trained = plan.places.set_index("place_code").trained_before
    assert len(lost)
    for row in lost.itertuples():
        if seats[row.place_code] == 0 and trained[row.place_code] > 0:
            assert f"sudah punya {trained[row.place_code]} anggota berjenjang Dasar ke atas" in row.reason
        else:
            assert "sudah punya" not in row.reason
