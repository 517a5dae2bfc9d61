"""Need in points, checked with a pencil, and its bounds on every city of the samples."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.errors import UserError
from data.parameters import norms_of
from data.parameters.planning import factors, presets
from data.reference import City, cities
from planning.eligibility import candidates
from planning.facts import facts
from planning.need import need, place_figures
from planning.rules import RecruitmentRules
from planning.served import served
from queries.warehouse import current_edition
from tests.metrics.case_table import CITY
from tests.planning.small_city import DECEMBER, by_id, by_place, rules, small_city

# 01.1001: five members, 20 PPKS; 01.1002: two, 30; 01.1003: none, 8; 01.1004: none and no PPKS; 01.1005: one, PPKS not known.
PLACES = """
[members]
id  place    kind    joined      trained
a   01.1001  PSM     2019-12-31  2022-06-10
b   01.1001  PSM     2020-01-01  -
c   01.1001  PSM     2020-01-01  -
d   01.1001  PSM     2020-01-01  -
e   01.1001  TAGANA  2020-01-01  -
f   01.1002  PSM     2020-01-01  -
g   01.1002  PSM     2020-01-01  -
h   01.1005  PSM     2020-01-01  -
t   01       TKSK    2020-01-01  -
[recap]
place    kind  period      persons
01.1001  FM    2024-12-01  12
01.1001  LUT   2024-12-01  8
01.1002  FM    2024-12-01  30
01.1003  FM    2024-12-01  8
01.1004  FM    2024-12-01  0
"""
CASES = """
[cases]
place    kind  found
01.1001  FM    2024-12-24
01.1002  FM    2024-08-01
02.1001  FM    2023-06-01
"""


def test_a_place_has_the_figures_and_factors_that_the_module_promises(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    places, notes = place_figures(found, rules(), found.members)
    columns = ["active_count", "missing_count", "ppks_count", "ppks_per_member", "load_rank", "shortage", "load"]
    wanted = {  # loads 4, 15, without a member, nobody in need, not known: the four known ones rank 3, 2, 1 and 4
        "01.1001": [5, 0, 20, 4, 3, 0, 1 / 3],
        "01.1002": [2, 3, 30, 15, 2, 3 / 5, 2 / 3],
        "01.1003": [0, 5, 8, np.inf, 1, 1, 1],
        "01.1004": [0, 5, 0, 0, 4, 1, 0],
        "01.1005": [1, 4, np.nan, np.nan, np.nan, 4 / 5, np.nan],
        # the kecamatan: 0 + 3 + 5 + 5 + 4 + 5 + 5 missing of 35, 58 PPKS for the seven members of the kelurahan whose PPKS are known
        "01": [8, 27, 58, 58 / 7, 1, 27 / 35, 0.5],
    }
    for code, figures in wanted.items():
        np.testing.assert_allclose(by_place(places, code)[columns].to_numpy(dtype=float), figures, err_msg=code)
    assert notes == ()


def test_a_kecamatan_is_a_place_only_for_members_who_serve_all_of_it(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    assert list(place_figures(found, rules(), found.members)[0].query("is_kecamatan").place_code) == [f"{CITY}.01"]
    assert not place_figures(found, rules())[0].is_kecamatan.any()


def test_silence_counts_months_since_the_last_report_and_is_unknown_without_a_list(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, PLACES + CASES)
    places, _ = place_figures(facts(edition_id, CITY, DECEMBER), rules())
    assert [by_place(places, code).silent_months for code in ("01.1001", "01.1002", "02.1001", "01.1003")] == [0, 4, 12, 12]
    assert [by_place(places, code).silence for code in ("01.1001", "01.1002", "01.1003")] == [0, 4 / 12, 1]
    first_month = facts(edition_id, CITY, date(2023, 6, 1))
    assert [by_place(place_figures(first_month, rules())[0], code).silent_months for code in ("01.1001", "02.1001")] == [1, 0]
    unheard = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    assert place_figures(unheard, rules())[0].silence.isna().all()


def test_a_case_list_that_ends_early_is_silent_up_to_its_end_only(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES + CASES.replace("2024-12-24", "2024-10-24")), CITY, DECEMBER)
    places, _ = place_figures(found, rules())
    assert [by_place(places, code).silent_months for code in ("01.1001", "01.1002")] == [0, 2]


def test_points_of_place_and_person_add_to_the_weighted_mean(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    wanted = rules(weights=(("shortage", 30), ("load", 20), ("untrained", 40), ("since", 10)))
    members = candidates(found, wanted)
    answer = need(found, wanted, members)
    persons = answer.persons.set_index(members.volunteer_id)
    # f of 01.1002 was never trained: (30 x 3/5 + 20 x 2/3) and (40 + 10) of 100
    assert by_place(answer.places, "01.1002").place_points == pytest.approx(18 + 40 / 3)
    assert persons.person_points["f"] == pytest.approx(50)
    # a was trained 30 months ago: 30 / 60 of the weight of `since`
    assert by_place(answer.places, "01.1001").place_points == pytest.approx(20 / 3)
    assert persons.person_points["a"] == pytest.approx(5)
    # of 01.1005 the load is not known, its weight goes to the shortage: 50 x 4/5
    assert by_place(answer.places, "01.1005").place_points == pytest.approx(40)


def test_a_factor_known_for_nobody_gives_its_weight_to_the_others(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    with_silence = rules(weights=(("shortage", 30), ("silence", 50), ("untrained", 30)))
    without = rules(weights=(("shortage", 30), ("untrained", 30)))
    members = candidates(found, without)
    answers = [need(found, asked, members) for asked in (with_silence, without)]
    assert answers[0].unknown == ("silence",) and answers[1].unknown == ()
    np.testing.assert_allclose(answers[0].places.place_points, answers[1].places.place_points)
    np.testing.assert_allclose(answers[0].persons.person_points, answers[1].persons.person_points)


def test_the_share_of_an_unknown_person_goes_to_the_place_and_the_other_way_round(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, """
    [members]
    id  place    kind  joined      trained     training_level
    a   01.1001  PSM   2020-01-01  -           dasar
    b   01.1001  PSM   2020-01-01  2022-06-01  dasar
    c   01.1002  PSM   2020-01-01  2022-06-01  dasar
    [recap]
    place    kind  period      persons
    01.1001  FM    2024-12-01  10
    01.1003  FM    2024-12-01  50
    """)
    found = facts(edition_id, CITY, DECEMBER)
    asked = rules(weights=(("load", 50), ("since", 50)))
    members = candidates(found, asked)
    answer = need(found, asked, members)
    points = answer.persons.set_index(members.volunteer_id).person_points
    assert by_place(answer.places, "01.1001").place_points == 0 and points["a"] == 0  # the lowest load of the two known; the date is not known
    assert points["b"] == pytest.approx(25) and points["c"] == pytest.approx(50)  # the load of 01.1002 is not known


def test_factors_of_a_delegate(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES + """
    [activities]
    id  kind   done        place
    1   rakor  2024-03-01  kota
    2   kie    2024-04-01  kota
    [attendance]
    activity  member
    1         a
    2         b
    """), CITY, DECEMBER)
    asked = rules(question="utusan", level="", weights=(("presence", 40), ("service", 20), ("rotation", 40)), decay_pct=0)
    members = candidates(found, asked)
    persons = need(found, asked, members).persons.set_index(members.volunteer_id)
    assert persons.loc["a", ["presence", "rotation"]].tolist() == [0.5, 0]
    assert persons.loc["b", ["presence", "rotation"]].tolist() == [0.5, 1]
    assert persons.loc["a", "service"] == pytest.approx(0.5, abs=0.001)
    assert persons.loc["b", "person_points"] == pytest.approx(20 + 20 * persons.loc["b", "service"] + 40)


def test_sensitive_kinds_and_kinds_counted_in_families_are_left_out_of_the_load_and_named(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, """
    [recap]
    place    kind   period      persons  unit
    01.1001  LUT    2024-12-01  7        ORANG
    01.1001  NAPZA  2024-12-01  100      ORANG
    01.1001  KBSP   2024-12-01  50       KELUARGA
    01.1002  NAPZA  2024-12-01  3        ORANG
    """)
    found = facts(edition_id, CITY, DECEMBER)
    counts, notes = served(found, ("LUT", "NAPZA", "KBSP"))
    assert counts[0] == 7 and np.isnan(counts[1:]).all()
    assert notes == (
        "Jenis yang peka tidak dihitung per kelurahan dan tidak masuk beban: Korban Penyalahgunaan NAPZA.",
        "Dihitung dalam keluarga, bukan orang, dan tidak masuk beban: Keluarga Bermasalah Sosial Psikologis.",
    )
    assert served(found, ("KBSP",))[0][0] == 50
    assert np.isnan(served(found, ("NAPZA",))[0]).all()
    assert served(found, ())[0][0] == 107  # all kinds together are one count in persons


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.city_name)
def test_factors_lie_between_none_and_one_and_points_within_a_hundred(sample_warehouse: Path, city: City) -> None:
    edition_id = current_edition()
    for period in (date(2025, 12, 1), date(2022, 1, 1)):
        found = facts(edition_id, city.city_code, period)
        for question in ("pelatihan", "utusan"):
            for preset in presets(question):
                asked = rules(question=question, level="dasar" if question == "pelatihan" else "", city_code=city.city_code, period=period,
                              norm_id=norms_of(city.city_code, period)[0].id, weights=preset.weights)
                members = candidates(found, asked)
                answer = need(found, asked, members)
                for factor in factors(question):
                    values = (answer.places if factor.about == "place" else answer.persons)[factor.id]
                    assert values.dropna().between(0, 1).all(), factor.id
                place_points = answer.places.set_index("place_code").place_points.loc[members.place_code].to_numpy()
                total = place_points + answer.persons.person_points.to_numpy()
                assert (total >= 0).all() and (total <= 100 + 1e-9).all()


def test_recruitment_weighs_places_alone(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    answer = need(found, RecruitmentRules(CITY, DECEMBER, "lima-umum", 5, weights=(("shortage", 1),)))
    assert by_place(answer.places, "01.1003").place_points == 100 and answer.persons.empty


def test_a_norm_that_is_not_valid_in_the_city_is_told(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, PLACES), CITY, DECEMBER)
    with pytest.raises(UserError, match="lima-umum atau satu"):
        place_figures(found, rules(norm_id="rw"))


def test_the_members_own_kind_decides_whether_they_count_for_the_norm(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, """
    [members]
    id  place    kind  joined
    a   01.1001  PSM   2020-01-01
    b   01.1001  WPKS  2020-01-01
    """), CITY, DECEMBER)
    assert by_id(found.members, "b").is_active
    assert by_place(place_figures(found, rules())[0], "01.1001").active_count == 1
