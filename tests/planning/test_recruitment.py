"""Recruitment: the order is optimal at every length, never more than is missing, never worse than the simple rule."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from data.errors import UserError
from data.parameters import norms_of
from data.parameters.planning import presets
from data.reference import City, cities
from planning.delegates import defaults
from planning.facts import facts
from planning.recruitment import best_order, plan_recruitment, simple_order
from planning.rules import RecruitmentRules
from planning.solver.model import select
from planning.solver.points import UNIT
from planning.solver.problem import Problem
from queries.measure import measure
from queries.warehouse import current_edition
from tests.metrics.case_table import CITY
from tests.planning.small_city import DECEMBER, by_place, small_city

# 01.1001 lacks five, 01.1002 three, 01.1003 one; every other kelurahan of the city lacks five and is left out.
MISSING = """
[members]
id  place    kind  joined
b   01.1002  PSM   2020-01-01
c   01.1002  PSM   2020-01-01
d   01.1003  PSM   2020-01-01
e   01.1003  PSM   2020-01-01
f   01.1003  PSM   2020-01-01
g   01.1003  PSM   2020-01-01
[recap]
place    kind  period      persons
01.1001  FM    2024-12-01  30
01.1002  FM    2024-12-01  60
01.1003  FM    2024-12-01  12
"""
OTHERS = tuple(f"{CITY}.01.100{number}" for number in (4, 5, 6, 7)) + (f"{CITY}.02",)


def worth(counts: Sequence[int], points: np.ndarray, decay: float) -> float:
    return sum(points[k] * sum(decay**j for j in range(n)) for k, n in enumerate(counts))


def recruitment(**changed: object) -> RecruitmentRules:
    given = {"city_code": CITY, "period": DECEMBER, "norm_id": "lima-umum", "recruits": 4, "weights": (("shortage", 100),), "decay_pct": 50,
             "excluded_places": OTHERS}
    return RecruitmentRules(**{**given, **changed})


def test_people_go_where_the_next_one_is_worth_most(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_recruitment(small_city(tmp_path, MISSING), recruitment(recruits=6))
    # worth 100, 50, 25, 12.5, 6.25 in 01.1001; 60, 30, 15 in 01.1002; 20 in 01.1003
    assert [(row.place_name, row.points) for row in plan.sequence.itertuples()] == [
        ("Tanah Garam", 100), ("VI Suku", 60), ("Tanah Garam", 50), ("VI Suku", 30), ("Tanah Garam", 25), ("Sinapa Piliang", 20),
    ]
    assert (plan.points, plan.shortage_before, plan.shortage_after) == (285, 59, 53)
    row = by_place(plan.places, "01.1001")
    assert (row.missing, row.recruits, row.order, row.points, row.remaining) == (5, 3, 1, 175, 2)


def test_never_more_than_is_missing_and_what_is_left_over_is_said(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_recruitment(small_city(tmp_path, MISSING), recruitment(recruits=100))
    assert plan.places.set_index("place_code").recruits.loc[[f"{CITY}.01.100{n}" for n in (1, 2, 3, 4)]].tolist() == [5, 3, 1, 0]
    assert plan.met_before == 0 and plan.met_after == 3
    assert plan.notes == ("91 dari 100 orang tidak ditempatkan: kekurangan sudah tertutup atau batas tercapai.",)


@pytest.mark.parametrize(("changed", "wanted"), [
    ({"place_max": 1}, [1, 1, 1]), ({"place_max": 2}, [2, 2, 0]), ({"district_max": 3}, [2, 1, 0]), ({"decay_pct": 100}, [4, 0, 0]),
    ({"decay_pct": 0}, [2, 1, 1]), ({"excluded_places": (*OTHERS, f"{CITY}.01.1001")}, [0, 3, 1]),
])
def test_limits_hold(tmp_path: Path, warehouse: Path, changed: dict, wanted: list[int]) -> None:
    plan = plan_recruitment(small_city(tmp_path, MISSING), recruitment(**changed))
    assert plan.places.set_index("place_code").recruits.loc[[f"{CITY}.01.100{n}" for n in (1, 2, 3)]].tolist() == wanted


def test_every_beginning_of_the_order_is_as_good_as_the_best_of_all_plans() -> None:
    random = np.random.default_rng(7)
    for _ in range(200):
        places, districts = 4, 2
        points, shortage = random.integers(0, 5, places) * 10.0, random.integers(0, 4, places)
        district, district_max = random.integers(0, districts, places), int(random.integers(0, 4))
        decay = float(random.choice([0.0, 0.5, 1.0]))
        for recruits in range(1, 9):
            order = best_order(points, shortage, shortage, district, decay=decay, recruits=recruits, district_max=district_max)
            best = max(
                worth(counts, points, decay) for counts in product(*(range(n + 1) for n in shortage))
                if sum(counts) <= recruits and (not district_max or np.bincount(district, counts).max() <= district_max)
            )
            counts = np.bincount(order, minlength=places)
            assert worth(counts, points, decay) == pytest.approx(best)
            assert (counts <= shortage).all()


def test_the_model_of_the_seats_finds_nothing_better(sample_warehouse: Path) -> None:
    edition_id, period = current_edition(), date(2025, 12, 1)
    rules = defaults(edition_id, "32.73", period, "lima", "rekrutmen")
    plan = plan_recruitment(edition_id, rules)
    room = plan.places.missing_count.to_numpy(dtype=int)
    people, nothing = int(room.sum()), np.zeros(len(room), dtype=int)
    kecamatan = plan.places.kecamatan_code.factorize()[0]
    problem = Problem(
        place=np.repeat(np.arange(len(room)), room), district=kecamatan, person_points=np.zeros(people), is_woman=np.zeros(people, bool),
        is_must=np.zeros(people, bool), place_points=plan.places.place_points.to_numpy(), trained_before=nothing, decay=rules.decay_pct / 100,
        seats=rules.recruits, place_min=nothing, place_max=room, district_min=np.zeros(kecamatan.max() + 1, int),
        district_max=np.full(kecamatan.max() + 1, people), women_share=0.0,
    )
    assert select(problem).points == pytest.approx(plan.points, abs=UNIT * people)


def test_the_simple_rule_takes_the_largest_shortage_that_remains() -> None:
    assert list(simple_order(np.array([2, 4, 3]), np.array([2, 4, 3]), np.zeros(3, int), recruits=6, district_max=0)) == [1, 1, 2, 0, 1, 2]


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.city_name)
def test_a_plan_of_any_city_adds_up_and_beats_the_simple_rule(sample_warehouse: Path, city: City) -> None:
    edition_id = current_edition()
    for period in (date(2025, 12, 1), date(2022, 6, 1)):
        found = facts(edition_id, city.city_code, period)
        for norm in norms_of(city.city_code, period):
            for preset in presets("rekrutmen"):
                rules = RecruitmentRules(city.city_code, period, norm.id, 30, weights=preset.weights)
                plan = plan_recruitment(edition_id, rules, found)
                assert plan.points >= plan.simple_points - 1e-9
                assert plan.points == pytest.approx(plan.sequence.points.sum())
                assert (plan.places.recruits <= plan.places.missing_count.fillna(0)).all()
                assert list(plan.sequence.order) == list(range(1, len(plan.sequence) + 1))
                assert len(plan.sequence) == min(30, plan.shortage_before)
                assert plan.places.reason.str.endswith(".").all()
        said = measure(edition_id, "shortage", city_code=city.city_code, first_period=period, last_period=period, norm_minimum=norm.minimum,
                       norm_basis=norm.basis, norm_kinds=list(norm.kinds), level="city")
        assert plan.shortage_before == said.value.iloc[0]


def test_one_for_each_rw_is_planned_and_the_same_question_has_the_same_answer(sample_warehouse: Path) -> None:
    edition_id = current_edition()
    rules = defaults(edition_id, "32.73", date(2025, 12, 1), "rw", "rekrutmen")
    one, other = plan_recruitment(edition_id, rules), plan_recruitment(edition_id, rules)
    assert one.shortage_before == 1022 and one.places.norm_minimum.sum() == 1595
    assert one.sequence.equals(other.sequence) and one.places.equals(other.places)


def test_a_shortage_nobody_knows_recruits_nobody_and_says_so(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, """
    [recap]
    place    kind  period      persons
    01.1001  FM    2024-12-01  30
    """)
    plan = plan_recruitment(edition_id, recruitment(weights=(("shortage", 50), ("load", 50))))
    assert plan.sequence.empty and np.isnan(plan.shortage_before)
    assert by_place(plan.places, "01.1001").reason == "Kekurangan tidak diketahui: daftar anggota belum ada."
    assert "Kekurangan 13 kelurahan tidak diketahui; tidak ada yang direkrut di sana." in plan.notes
    assert "Kekurangan anggota tidak dihitung: daftar anggota atau jumlah RW belum ada. Bobotnya dibagi ke faktor lain." in plan.notes


def test_reasons_name_the_numbers(tmp_path: Path, warehouse: Path) -> None:
    plan = plan_recruitment(small_city(tmp_path, MISSING), recruitment(recruits=3, weights=(("shortage", 40), ("load", 60))))
    assert by_place(plan.places, "01.1001").reason == "Kurang 5 dari 5 orang; 30 PPKS tanpa anggota aktif."
    assert by_place(plan.places, "01.1002").reason == "Kurang 3 dari 5 orang; 30 PPKS per anggota, tertinggi ke-2."
    assert plan.sequence.reason.iloc[2].startswith("Orang ke-2; kurang")
    assert by_place(plan.places, "01.1003").reason == "Kurang 1 orang; 3 orang yang direkrut lebih diperlukan di tempat lain."
    assert by_place(plan.places, "02.1001").reason == "Dikecualikan oleh perencana."


def test_a_rule_out_of_its_bounds_is_told() -> None:
    with pytest.raises(UserError, match="Jumlah orang direkrut: 0 tidak dapat dipakai"):
        recruitment(recruits=0)
