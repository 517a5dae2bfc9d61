"""Rules are the same after JSON and back, faults are told with the rule's name; topics and parameters are whole."""

import json
from datetime import date

import pytest

from data.errors import UserError
from data.parameters.planning import QUESTIONS, factors, presets, scale, start
from data.paths import REFERENCE
from data.reference import cities, ppks_kinds, read_rows
from planning.rules import Batch, Limit, Override, RecruitmentRules, Rules, rules_from_json
from planning.topics import LEVELS, topic_of
from tests.planning.small_city import rules

FULL = rules(
    ppks_codes=("LUT", "PD"), kinds=("PSM", "TKSK"), pause_months=24, needs_prerequisite=True, place_min=1, place_max=2,
    district_min=1, district_max=9, limits=(Limit("13.72.01.1001", 1, None), Limit("13.72.02", 0, 4)),
    is_minimum_firm=True, women_pct=30, decay_pct=40,
    overrides=(Override("a1", "include", "ketua IPSM"), Override("b2", "exclude")), excluded_places=("13.72.01.1003",),
    batches=(Batch("Angkatan 1", date(2025, 2, 3), "13.72.01", 20), Batch("Angkatan 2", None, None, 20)), venues=("13.72.02", "13.72.01.1002"),
)
RECRUITMENT = RecruitmentRules("32.73", date(2024, 12, 1), "lima", 50, 2, 5, (("shortage", 60), ("load", 40)), 70, ("32.73.01",), ("FM",))


@pytest.mark.parametrize("given", [FULL, rules(), RECRUITMENT], ids=["every rule", "few rules", "recruitment"])
def test_rules_are_the_same_after_json_and_back(given: Rules | RecruitmentRules) -> None:
    assert type(given).from_json(given.to_json()) == given == rules_from_json(given.to_json())
    assert rules_from_json(given.to_json()).to_json() == given.to_json()


def test_rules_may_be_written_by_hand_with_weights_by_name() -> None:
    written = {"question": "pelatihan", "city_code": "13.72", "period": "2024-12-01", "norm_id": "satu", "seats": 20, "level": "dasar",
               "weights": {"load": 5}, "batches": [{"name": "Angkatan 1", "capacity": 20}]}
    assert rules_from_json(json.dumps(written)).weights == (("load", 5),)


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"seat": 5}, "'seat' tidak dikenal"),
    ({"overrides": [{"volunteer_id": "a", "action": "include", "why": ""}]}, "'overrides'.*'why' tidak dikenal"),
    ({"limits": [{"minimum": 1}]}, "'limits'.*'place_code' tidak ada"),
    ({"limits": [3]}, "bukan objek"),
    ({"kinds": "PSM"}, "'kinds': harus berupa daftar"),
    ({"kinds": [["PSM"]]}, "bukan teks"),
    ({"weights": [["load"]]}, "bukan pasangan faktor dan bobot"),
    ({"period": "Desember 2024"}, "bukan tanggal; tulis seperti 2024-12-01"),
    ({"period": "2024-12-15"}, "Bulan: 2024-12-15 bukan awal bulan"),
    ({"seats": "90"}, "Jumlah kursi: 90 tidak dapat dipakai; isi bilangan bulat 1 sampai 5.000"),
    ({"seats": True}, "Jumlah kursi"), ({"seats": 5001}, "Jumlah kursi"), ({"seats": 12.5}, "Jumlah kursi"),
    ({"women_pct": 101}, "Bagian perempuan"), ({"decay_pct": -1}, "Nilai kursi berikutnya"), ({"pause_months": 241}, "Jeda sejak pelatihan"),
    ({"needs_prerequisite": 1}, "Jenjang berurutan"),
    ({"place_min": 3, "place_max": 2}, "Batas tiap kelurahan: paling sedikit 3 melebihi paling banyak 2"),
    ({"limits": [{"place_code": "13.72.01", "minimum": 3, "maximum": 2}]}, "Batas satu tempat: paling sedikit 3 melebihi"),
    ({"limits": [{"place_code": "32.73.01"}]}, "Batas satu tempat: '32.73.01' tidak dikenal di kota 13.72"),
    ({"limits": [{"place_code": "13.72.01"}, {"place_code": "13.72.01"}]}, "tertulis dua kali"),
    ({"weights": {"untrained": 0}}, "Bobot: semua nol"), ({"weights": {"presence": 5}}, "Bobot: 'presence' bukan faktor untuk pelatihan"),
    ({"weights": {"load": 101}}, "Beban PPKS 101 tidak dapat dipakai"),
    ({"overrides": [{"volunteer_id": "a", "action": "maybe"}]}, "Keputusan perorangan: 'maybe' tidak dikenal"),
    ({"overrides": [{"volunteer_id": "a", "action": "include", "note": "hubungi 0812-3456-789"}]}, "memuat nomor panjang"),
    ({"question": "lomba"}, "Pertanyaan: 'lomba' tidak dikenal"), ({"level": "ahli"}, "Jenjang: 'ahli' tidak dikenal"),
    ({"kinds": ["KT"]}, "'KT' bukan unsur perorangan"), ({"ppks_codes": ["XYZ"]}, "Jenis PPKS: 'XYZ'"),
    ({"city_code": "99.99"}, "Kota: '99.99'"), ({"venues": ["13.72.09"]}, "Pilihan tempat"),
    ({"batches": [{"name": "A", "capacity": 0}]}, "Daya tampung angkatan: 0"),
    ({"batches": [{"name": "A", "capacity": 5, "date": "besok"}]}, "bukan tanggal"),
], ids=str)
def test_a_fault_in_the_rules_is_told_with_the_name_of_the_rule(changed: dict, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        Rules.from_json(json.dumps({**json.loads(rules().to_json()), **changed}))


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "{}"])
def test_what_is_no_rules_at_all_is_told(text: str) -> None:
    with pytest.raises(UserError, match="Aturan rencana"):
        rules_from_json(text)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(UserError) as told:
        rules(seats=0, women_pct=200, weights=())
    assert len(str(told.value).splitlines()) == 3


@pytest.mark.parametrize(("text", "level", "codes"), [
    ("Bimtek dasar PSM", "dasar", ()), ("BIMTEK LANJUTAN PSM", "lanjutan", ()), ("Manajemen kasus", "lanjutan", ()),
    ("Kesiapsiagaan bencana", "khusus", ("KBA", "KBS")),
    ("Pendataan dan verifikasi PPKS", "dasar", ()), ("Bimtek lanjutan pendampingan lansia", "lanjutan", ("LUT",)),
    ("Penanganan anak jalanan dan gepeng", "khusus", ("AJ", "GEL", "PGM", "PML", "GEPENG", "PGOT")),
    ("Pemenuhan kebutuhan dasar", "", ()), ("Etika pelayanan", "", ()), (None, "", ()),
    ("Sosialisasi AIDS", "khusus", ("ODHA",)), ("Pekerja migran", "khusus", ("PMBS",)),
    ("Bimtek dasarnya saja", "", ()),
])
def test_a_topic_says_its_level_and_the_kinds_it_serves(text: str | None, level: str, codes: tuple[str, ...]) -> None:
    assert (topic_of(text).level, topic_of(text).ppks_codes) == (level, codes)


def test_the_topic_list_names_known_levels_and_kinds() -> None:
    known = {kind.code for kind in ppks_kinds()}
    for row in read_rows(REFERENCE / "training_topic.csv"):
        assert row["level"] in ("", *LEVELS) and set(filter(None, row["ppks_codes"].split("|"))) <= known and row["words"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parameters_of_a_question_are_whole(question: str) -> None:
    names = [factor.id for factor in factors(question)]
    assert len(presets(question)) >= 2 and len({preset.name for preset in presets(question)}) == len(presets(question))
    for preset in presets(question):
        assert [name for name, _ in preset.weights] == names and any(weight for _, weight in preset.weights) and preset.why.endswith(".")
    for city in cities():
        assert start(question, city.city_code, date(2025, 12, 1)).decided_by
    assert start("utusan", "32.73", date(1990, 1, 1)).district_min == 3 and scale(date(1990, 1, 1)).since_months == 60
