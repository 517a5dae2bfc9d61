"""Plans of seats: a tiny city with a pencil, then the five cities of the samples."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.errors import UserError
from data.parameters import norms_of
from data.parameters.planning import presets
from data.reference import City, cities
from planning.delegates import defaults
from planning.facts import facts
from planning.rules import Batch, Limit, Override, Rules
from planning.solver.conflicts import Infeasible
from planning.training import arranged, plan_training, trade_off
from queries.warehouse import current_edition
from tests.metrics.case_table import CITY
from tests.planning.small_city import DECEMBER, by_id, by_place, rules, small_city

DECEMBER_LAST = date(2025, 12, 1)
# 01.1001 lacks one person, 01.1002 three, both with members never trained; c was trained in 2023.
SMALL = """
[members]
id  place    kind  joined      trained     training_level  sex
a   01.1001  PSM   2018-01-01  -           none            L
b   01.1001  PSM   2019-01-01  -           none            L
c   01.1001  PSM   2017-01-01  2023-06-30  dasar           P
d   01.1001  PSM   2020-01-01  -           none            P
e   01.1002  PSM   2021-01-01  -           none            L
f   01.1002  PSM   2016-01-01  2019-12-31  dasar           L
"""


def own_rules(city_code: str, question: str, **changed: object) -> Rules:
    norm = norms_of(city_code, DECEMBER_LAST)[0]
    return replace(defaults(current_edition(), city_code, DECEMBER_LAST, norm.id, question), **changed)


def test_seats_go_to_the_most_points_and_the_points_add_up(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(seats=3))
    # place: 50 x 1/5 and 50 x 3/5, halved for each who is trained already (c, f) and each seat before; person: 50 for never trained
    assert [(row.volunteer_id, row.place_points, row.person_points, row.turn) for row in plan.chosen.itertuples()] == [
        ("e", 15, 50, 1), ("a", 5, 50, 1), ("b", 2.5, 50, 2),
    ]
    assert plan.points == plan.chosen.points.sum() == 172.5
    # everybody: e, f then a, b, d, c of 01.1001
    assert plan.most_points == 15 + 7.5 + 5 + 2.5 + 1.25 + 0.625 + 4 * 50
    place = by_place(plan.places, "01.1001")
    assert (place.trained_before, place.trained_after, place.seats, place.points, place.eligible_count) == (1, 3, 2, 107.5, 4)


def test_a_member_who_is_trained_again_makes_no_second_trained_member(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(seats=6))
    assert by_place(plan.places, "01.1002")[["seats", "trained_before", "trained_after"]].tolist() == [2, 1, 2]


@pytest.mark.parametrize(("changed", "chosen"), [
    ({}, "ae"),
    ({"place_max": 1, "seats": 4}, "ae"),
    ({"women_pct": 50}, "de"),
    ({"overrides": (Override("f", "include", "ketua"),)}, "ef"),
    ({"overrides": (Override("e", "exclude", "sakit"),)}, "ab"),
    ({"excluded_places": (f"{CITY}.01.1002",)}, "ab"),
    ({"limits": (Limit(f"{CITY}.01.1001", 2, 2),)}, "ab"),
    ({"limits": (Limit(f"{CITY}.01.1002", 0, 0),)}, "ab"),
    ({"limits": (Limit(f"{CITY}.01", 0, 1),)}, "e"),
    ({"place_min": 1, "seats": 2}, "ae"),
    ({"pause_months": 24, "seats": 6}, "abdef"),
    ({"pause_months": 61, "seats": 6}, "abde"),
], ids=str)
def test_every_rule_is_kept(tmp_path: Path, warehouse: Path, changed: dict, chosen: str) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(**changed))
    assert "".join(sorted(plan.chosen.volunteer_id)) == chosen


def test_an_override_is_shown_as_one(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL), rules(overrides=(Override("f", "include", "ketua"), Override("a", "exclude"))))
    assert plan.chosen.set_index("volunteer_id").is_override.to_dict() == {"e": False, "f": True}
    assert by_id(plan.chosen, "f").reason.startswith("Diwajibkan oleh perencana: ketua; ")
    assert plan.ineligible_counts.to_dict("list") == {"refusal": ["dikecualikan oleh perencana"], "count": [1]}


def test_a_minimum_nobody_can_fill_is_lowered_and_told_unless_the_planner_insists(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, SMALL)
    asked = rules(seats=13, place_min=1, place_max=1)
    plan = plan_training(edition_id, asked)
    assert sorted(plan.chosen.volunteer_id) == ["a", "e"] and len(plan.quota) == 11
    assert by_place(plan.quota, "01.1003")[["wanted", "possible", "reason"]].tolist() == [1, 0, "Tidak ada anggota dari unsur yang boleh ikut."]
    assert plan.notes[-1].startswith("11 tempat tidak mengirim siapa pun: Sinapa Piliang, IX Korong,")
    with pytest.raises(Infeasible, match="Sinapa Piliang"):
        plan_training(edition_id, replace(asked, is_minimum_firm=True))


def test_a_place_that_sends_nobody_says_how_many_fail_and_by_what(tmp_path: Path, warehouse: Path) -> None:
    asked = rules(place_min=1, place_max=2, pause_months=12, overrides=(Override("e", "exclude"),), kinds=("PSM",))
    plan = plan_training(small_city(tmp_path, SMALL.replace("2019-12-31", "2024-12-01")), asked)
    # f, the older member, is the first of the two; equal counts stand by the alphabet.
    assert by_place(plan.quota, "01.1002").reason == (
        "Tidak mengirim siapa pun; 1 dikecualikan oleh perencana, 1 dilatih pada jenjang ini dalam 12 bulan terakhir."
    )
    assert plan.ineligible_counts.refusal.tolist() == ["dikecualikan oleh perencana", "dilatih pada jenjang ini dalam 12 bulan terakhir"]
    assert by_place(plan.places, "01.1002").reason == by_place(plan.quota, "01.1002").reason


def test_last_years_list_is_worth_what_its_people_would_bring_again(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, SMALL + """
    [activities]
    id  kind    done        topic
    1   bimtek  2024-06-01  Bimtek_dasar_PSM
    [attendance]
    activity  member
    1         a
    1         f
    """)
    plan = plan_training(edition_id, rules(pause_months=12))
    # a and c are trained in 01.1001, f in 01.1002: one more there brings 10 / 4 and 30 / 2; neither is untrained any more
    assert (plan.last_year_ids, plan.last_year_listed, plan.last_year_points) == (("a", "f"), 2, 2.5 + 15)


def test_last_years_people_are_those_whose_points_count_and_the_others_are_told_apart(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, """
    [members]
    id    place    kind    joined      left        active
    a     01.1001  PSM     2018-01-01  -           true
    gone  01.1001  PSM     2018-01-01  2024-09-30  false
    t     01.1002  TAGANA  2018-01-01  -           true
    [activities]
    id  kind    done        topic
    1   bimtek  2024-06-01  Bimtek_dasar
    [attendance]
    activity  member
    1         a
    1         gone
    1         t
    """)
    psm, all_kinds = (plan_training(edition_id, rules(kinds=kinds)) for kinds in (("PSM",), ()))
    # 01.1001 and 01.1002 lack four of five, and one of them is trained in each: 50 x 4/5 / 2
    assert (psm.last_year_ids, psm.last_year_listed, psm.last_year_points) == (("a",), 2, 20)
    assert (all_kinds.last_year_ids, all_kinds.last_year_listed, all_kinds.last_year_points) == (("a", "t"), 3, 40)


@pytest.mark.parametrize(("kinds", "is_said"), [((), True), (("PSM", "TAGANA"), True), (("PSM",), False), (("PSM", "PBI"), False)])
def test_a_plan_for_several_kinds_says_that_a_person_may_be_on_the_list_twice(
    tmp_path: Path, warehouse: Path, kinds: tuple[str, ...], is_said: bool
) -> None:
    edition_id = small_city(tmp_path, SMALL.replace("f   01.1002  PSM ", "f   01.1002  TAGANA"))
    said = "Orang yang terdaftar pada dua unsur dihitung dua kali; periksa saat undangan dibuat."
    assert plan_training(edition_id, rules(kinds=kinds)).notes.count(said) == int(is_said)


def test_gini_of_the_load_of_trained_members_before_and_after(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_training(small_city(tmp_path, SMALL + """
    [recap]
    place    kind  period      persons
    01.1001  FM    2024-12-01  10
    01.1002  FM    2024-12-01  30
    01.1003  FM    2024-12-01  20
    """), rules(seats=1))
    place = by_place(plan.places, "01.1002")
    assert (place.ppks_count, place.trained_before, place.trained_after) == (30, 1, 2)
    # Lorenz over 60 PPKS, trained members for each: 0 of 20, 1 of 30, 1 of 10; after the seat 0 of 20, 2 of 30, 1 of 10
    assert plan.gini_before == pytest.approx(1 - (1 / 2 * 1 / 2 + 1 / 6 * 3 / 2))
    assert plan.gini_after == pytest.approx(1 - (1 / 2 * 2 / 3 + 1 / 6 * 5 / 3))


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.city_name)
def test_a_plan_of_any_city_keeps_its_rules_and_beats_the_simple_one(sample_warehouse: Path, city: City) -> None:
    edition_id = current_edition()
    for question in ("pelatihan", "utusan"):
        asked = own_rules(city.city_code, question)
        found = facts(edition_id, city.city_code, asked.period)
        for preset in presets(question):
            plan = plan_training(edition_id, replace(asked, weights=preset.weights), found)
            assert len(plan.chosen) <= asked.seats and plan.chosen.is_eligible.all() and plan.chosen.is_active.all()
            assert plan.simple_points <= plan.points <= plan.most_points
            assert plan.points == pytest.approx(plan.chosen.points.sum()) == pytest.approx(plan.places.points.sum())
            assert (plan.places.seats <= plan.places.eligible_count).all() and plan.places.seats.sum() == len(plan.chosen)
            assert (plan.chosen.sex == "P").sum() >= asked.women_pct / 100 * len(plan.chosen)
            assert not set(plan.refused.volunteer_id) & set(plan.chosen.volunteer_id)
            assert (plan.refused.lost >= 0).all() and list(plan.chosen.order) == list(range(1, len(plan.chosen) + 1))
            members = len(plan.chosen) + plan.ineligible_counts["count"].sum()
            assert members <= len(found.members)


def test_delegates_of_bandung_are_three_of_each_kecamatan(sample_warehouse: Path) -> None:
    asked = own_rules("32.73", "utusan")
    plan = plan_training(current_edition(), asked)
    assert asked.seats == 90 and plan.chosen.kecamatan_code.value_counts().eq(3).all() and plan.chosen.kecamatan_code.nunique() == 30
    assert set(plan.chosen.kind_code) <= {"PSM", "KT-A", "TAGANA", "TKSK"}


def test_delegates_of_pariaman_are_one_of_each_unit_and_units_without_a_member_are_named(sample_warehouse: Path) -> None:
    asked = own_rules("13.77", "utusan")
    plan = plan_training(current_edition(), asked)
    assert asked.seats == 71 and set(plan.chosen.kind_code) == {"PSM"}
    assert plan.chosen.place_code.is_unique and not plan.chosen.serves_kecamatan.any()
    assert len(plan.chosen) + len(plan.quota) == 71 and (plan.quota.possible == 0).all()
    with pytest.raises(Infeasible, match="calon yang memenuhi syarat 0 di"):
        plan_training(current_edition(), replace(asked, is_minimum_firm=True))


@pytest.mark.parametrize("code", ["35.71", "36.71", "13.72"])
def test_other_cities_send_one_of_each_kelurahan(sample_warehouse: Path, code: str) -> None:
    plan = plan_training(current_edition(), own_rules(code, "utusan"))
    own = plan.places[~plan.places.is_kecamatan]
    assert (own.seats <= 1).all() and own.seats.sum() + len(plan.quota) == len(own)


def test_one_seat_more_never_covers_less_and_the_curve_ends_with_everybody(sample_warehouse: Path) -> None:
    asked = own_rules("32.73", "pelatihan", place_max=0, women_pct=0)
    answer = trade_off(current_edition(), asked)
    points = [value for _, value in answer.curve]
    gains = np.diff(points) / np.diff([seats for seats, _ in answer.curve])
    assert (gains >= 0).all() and (np.diff(gains) <= 1e-9).all()
    plan = plan_training(current_edition(), asked)
    assert points[-1] == pytest.approx(plan.most_points)
    more = plan_training(current_edition(), replace(asked, seats=asked.seats + 1))
    assert answer.one_more_seat == pytest.approx(more.points - plan.points)


def test_the_same_question_has_the_same_answer(sample_warehouse: Path) -> None:
    asked = own_rules("36.71", "pelatihan")
    one, other = plan_training(current_edition(), asked), plan_training(current_edition(), asked)
    assert one.chosen.equals(other.chosen) and one.places.equals(other.places) and one.refused.equals(other.refused)


def test_batches_take_everybody_and_never_more_than_they_hold(sample_warehouse: Path) -> None:
    edition_id = current_edition()
    batches = (Batch("Angkatan 1", date(2026, 2, 3), "35.71.01", 18), Batch("Angkatan 2", None, None, 25))
    asked = own_rules("35.71", "pelatihan", kinds=(), seats=40, batches=batches, venues=("35.71.02", "35.71.03.1001"))
    plan = plan_training(edition_id, asked, arranges=False)
    assert plan.arrangement is None and set(plan.chosen.batch) == {""}
    seated = arranged(plan)
    assert seated.chosen.batch.value_counts().to_dict() == dict(zip(seated.batches.name, seated.batches["count"], strict=True))
    assert (seated.batches["count"] <= seated.batches.capacity).all() and seated.batches["count"].sum() == len(plan.chosen) == 40
    assert seated.batches.venue_code[0] == "35.71.01" and seated.batches.venue_code[1] in asked.venues
    assert seated.batches.km.sum() == pytest.approx(seated.arrangement.km)
    assert seated.chosen.drop(columns="batch").equals(plan.chosen.drop(columns="batch"))


def test_batches_too_small_for_the_seats_are_told(sample_warehouse: Path) -> None:
    with pytest.raises(UserError, match="1 angkatan 10 orang, sedangkan kursi 40"):
        plan_training(current_edition(), own_rules("35.71", "pelatihan", batches=(Batch("Angkatan 1", None, None, 10),)))


def test_facts_of_another_month_are_refused(sample_warehouse: Path) -> None:
    asked = own_rules("13.72", "pelatihan")
    with pytest.raises(ValueError, match="do not answer"):
        plan_training(current_edition(), asked, facts(current_edition(), "13.72", date(2024, 12, 1)))


def test_an_unknown_question_or_norm_is_told(sample_warehouse: Path) -> None:
    with pytest.raises(UserError, match="pilih pelatihan, utusan, rekrutmen"):
        defaults(current_edition(), "32.73", DECEMBER_LAST, "lima", "lomba")
    with pytest.raises(UserError, match="tidak berlaku untuk kota 13.72"):
        defaults(current_edition(), "13.72", DECEMBER_LAST, "lima", "utusan")


NOBODY = """
[recap]
place    kind  period      persons
01.1001  FM    2024-12-01  30
"""
UNKNOWN_SEX = """
[members]
id  place    kind  joined
a   01.1001  PSM   2018-01-01
b   01.1002  PSM   2019-01-01
"""


@pytest.mark.parametrize("question", ["pelatihan", "utusan"])
def test_a_city_without_a_member_list_has_an_empty_plan_that_says_why(tmp_path: Path, warehouse: Path, question: str) -> None:
    edition_id = small_city(tmp_path, NOBODY)
    plan = plan_training(edition_id, defaults(edition_id, CITY, DECEMBER, "lima-umum", question))
    assert plan.chosen.empty and plan.refused.empty and plan.points == 0 and np.isnan(plan.gini_before)
    assert any("kursi tetap kosong" in note for note in plan.notes)
    assert trade_off(edition_id, plan.rules).one_more_seat == 0


def test_a_list_without_the_members_sex_asks_for_no_share_of_women(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, UNKNOWN_SEX)
    asked = defaults(edition_id, CITY, DECEMBER, "lima-umum", "pelatihan")
    assert asked.women_pct == 0 and len(plan_training(edition_id, asked).chosen) == 2
    with_share = plan_training(edition_id, replace(asked, women_pct=30))
    assert with_share.chosen.empty
    assert "Jenis kelamin 2 anggota tidak diketahui; mereka tidak dihitung sebagai perempuan." in with_share.notes
