"""Facts of a month: who was active, what was known of their training, who may take a seat and why the others may not."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.errors import UserError
from data.parameters import norms_of
from data.reference import City, cities
from planning.eligibility import candidates
from planning.facts import facts, last_list
from planning.need import place_figures
from planning.rules import Override
from planning.topics import topic_of, with_topic
from queries.measure import measure
from queries.warehouse import current_edition
from tests.metrics.case_table import CITY
from tests.planning.small_city import DECEMBER, by_id, rules, small_city

INDICATORS = {
    "missing_count": "shortage", "active_count": "active_members", "ppks_count": "ppks_count", "ppks_per_member": "ppks_per_member",
}
MONTHS = (date(2025, 12, 1), date(2024, 12, 1), date(2022, 6, 1))

# What each member's list and attendance say, and what is known at the end of 2024.
TRAINING = """
[members]
id        place    kind  joined      active  trained     training_level
listed    01.1001  PSM   2019-01-01  true    2020-05-10  lanjutan
undated   01.1001  PSM   2019-01-01  true    -           dasar
never     01.1001  PSM   2019-01-01  true    -           none
later     01.1001  PSM   2019-01-01  true    2025-03-01  khusus
laterold  01.1001  PSM   2019-01-01  true    2025-03-01  dasar
raised    01.1001  PSM   2019-01-01  true    2020-05-10  dasar
capped    01.1001  PSM   2019-01-01  true    2024-03-10  dasar
came      01.1001  PSM   2019-01-01  true    -           none
no_level  01.1001  PSM   2019-01-01  true    -           none
[activities]
id  kind    done        topic
a   bimtek  2024-03-10  Bimtek_lanjutan_PSM
b   bimtek  2023-02-01  Bimtek_dasar_PSM
c   bimtek  2024-06-01  Etika_pelayanan
d   bimtek  2025-01-20  Bimtek_lanjutan_PSM
[attendance]
activity  member
a         raised
a         capped
a         laterold
b         came
c         no_level
d         came
b         later
"""


@pytest.fixture
def trained(tmp_path: Path, warehouse: Path) -> pd.DataFrame:
    return facts(small_city(tmp_path, TRAINING), CITY, DECEMBER).members.set_index("volunteer_id")


@pytest.mark.parametrize(("who", "level", "last"), [
    ("listed", "lanjutan", "2020-05-10"),
    ("undated", "dasar", None),  # a level without a date is held, its date is not known
    ("never", "none", None),
    ("later", "dasar", "2023-02-01"),  # the list's date has not come: what was attended until then
    ("laterold", "dasar", "2024-03-10"),  # attended Lanjutan, but a later list still says Dasar
    ("raised", "lanjutan", "2024-03-10"),  # attended after the date of the list
    ("capped", "dasar", "2024-03-10"),  # the list knows of that day and gives Dasar
    ("came", "dasar", "2023-02-01"),  # the training of January 2025 is ignored
    ("no_level", "none", "2024-06-01"),  # the topic names no level
])
def test_the_training_of_a_member_is_what_was_known_at_the_end_of_the_month(trained: pd.DataFrame, who: str, level: str, last: str | None) -> None:
    member = trained.loc[who]
    assert (member.training_level, None if pd.isna(member.last_training_date) else f"{member.last_training_date:%Y-%m-%d}") == (level, last)


def test_only_a_member_of_whom_no_training_is_known_was_never_trained(trained: pd.DataFrame) -> None:
    assert list(trained.index[~trained.is_trained]) == ["never"]


def test_the_date_of_a_level_comes_from_attendance_or_from_a_list_that_names_the_level(trained: pd.DataFrame) -> None:
    assert trained.loc["raised", "lanjutan_date"] == pd.Timestamp("2024-03-10")
    assert trained.loc["raised", "dasar_date"] == pd.Timestamp("2020-05-10")
    assert trained.loc["listed", "lanjutan_date"] == pd.Timestamp("2020-05-10")
    assert pd.isna(trained.loc["listed", "dasar_date"]) and pd.isna(trained.loc["undated", "dasar_date"])


def test_who_holds_a_level_is_said_by_the_members_level_and_its_days_only_by_the_pause(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, TRAINING), CITY, DECEMBER)
    members = candidates(found, rules(level="lanjutan", pause_months=12)).set_index("volunteer_id")
    # capped and laterold attended Lanjutan, but their list of that day or later gives Dasar
    assert set(members.index[members.has_level]) == {"listed", "raised"}
    assert (members.has_level == (members.level_rank >= 2)).all()
    assert members.refusal[["capped", "laterold"]].tolist() == ["dilatih pada jenjang ini Mar 2024"] * 2


MEMBERS = """
[members]
id       place    kind    joined      left        active  trained     training_level
new      01.1001  PSM     2025-01-10  -           true    -           none
gone     01.1001  PSM     2019-01-01  2024-05-31  false   -           none
leaving  01.1001  PSM     2019-01-01  2025-01-15  false   -           none
passive  01.1001  PSM     2019-01-01  -           false   -           none
fresh    01.1001  PSM     2019-01-01  -           true    2024-05-02  dasar
old      01.1001  PSM     2019-01-01  -           true    2020-05-02  dasar
high     01.1001  PSM     2019-01-01  -           true    2020-05-02  lanjutan
free     01.1001  PSM     2019-01-01  -           true    -           none
tksk     01       TKSK    2019-01-01  -           true    -           none
group    01.1001  KT      2019-01-01  -           true    -           none
"""


@pytest.mark.parametrize(("changed", "refusals"), [
    ({}, {"new": "belum bergabung", "gone": "sudah keluar Mei 2024", "passive": "tidak aktif"}),
    ({"pause_months": 24}, {"fresh": "dilatih pada jenjang ini Mei 2024"}),
    ({"pause_months": 60}, {"fresh": "dilatih pada jenjang ini Mei 2024", "old": "dilatih pada jenjang ini Mei 2020"}),
    ({"needs_prerequisite": True}, {"high": "sudah berjenjang di atas Dasar"}),
    ({"level": "lanjutan", "needs_prerequisite": True}, {"free": "belum punya jenjang Dasar", "leaving": "belum punya jenjang Dasar",
                                                         "tksk": "belum punya jenjang Dasar"}),
    ({"overrides": (Override("free", "exclude", "cuti"),)}, {"free": "dikecualikan: cuti"}),
    ({"excluded_places": (f"{CITY}.01.1001",)}, dict.fromkeys(("fresh", "old", "high", "free", "leaving"), "tempat dikecualikan")),
    ({"question": "utusan", "level": "", "place_min": 1, "weights": (("service", 1),)},
     {"tksk": "bertugas untuk satu kecamatan, kursi dibagi per kelurahan"}),
], ids=["none", "pause", "long pause", "nobody goes down", "prerequisite", "excluded", "place", "one for each kelurahan"])
def test_who_may_not_come_is_told_why(tmp_path: Path, warehouse: Path, changed: dict, refusals: dict[str, str]) -> None:
    inactive = {"new": "belum bergabung", "gone": "sudah keluar Mei 2024", "passive": "tidak aktif"}
    members = candidates(facts(small_city(tmp_path, MEMBERS), CITY, DECEMBER), rules(**changed))
    assert {row.volunteer_id: row.refusal for row in members.itertuples() if not row.is_eligible} == {**inactive, **refusals}


def test_an_institution_is_no_candidate_and_kinds_that_may_not_attend_are_left_out(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, MEMBERS), CITY, DECEMBER)
    assert "group" not in set(candidates(found, rules()).volunteer_id)
    assert list(candidates(found, rules(kinds=("TKSK",))).volunteer_id) == ["tksk"]


def test_candidates_stand_in_the_order_that_breaks_ties(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, """
    [members]
    id  place    kind  joined
    d   01.1002  PSM   2020-01-01
    c   01.1001  PSM   -
    b   01.1001  PSM   2021-01-01
    a   01.1001  PSM   2021-01-01
    e   01       TKSK  2022-01-01
    """)
    assert "".join(candidates(facts(edition_id, CITY, DECEMBER), rules()).volunteer_id) == "eabcd"


def test_who_the_planner_insists_on_passes_the_rules_but_must_be_active(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, MEMBERS), CITY, DECEMBER)
    insisted = rules(pause_months=24, overrides=(Override("fresh", "include", "ketua"),))
    assert by_id(candidates(found, insisted), "fresh")[["is_eligible", "is_must", "refusal"]].tolist() == [True, True, ""]
    for who, sentence in (("gone", "keluar Mei 2024"), ("new", "bukan anggota aktif"), ("nobody", "tidak ada di antara unsur")):
        with pytest.raises(UserError, match=sentence):
            candidates(found, rules(overrides=(Override(who, "include"),)))


def test_presence_counts_the_activities_that_were_for_a_member(tmp_path: Path, warehouse: Path) -> None:
    members = facts(small_city(tmp_path, """
    [members]
    id   place    kind  joined
    old  01.1001  PSM   2019-01-01
    new  01.1001  PSM   2024-06-15
    far  02.1001  PSM   2019-01-01
    [activities]
    id  kind    done        place
    a   rakor   2024-03-01  kota
    b   kie     2024-07-01  01
    c   kie     2024-08-01  02
    d   bimtek  2024-09-01  kota
    e   rakor   2022-12-31  kota
    f   rakor   2025-01-20  kota
    g   aid     2024-09-01  kota
    h   rakor   2024-10-01  kota
    i   musda   2024-11-01  kota
    [attendance]
    activity  member
    a         old
    b         far
    c         far
    d         new
    e         old
    f         old
    i         far
    g         new
    """), CITY, DECEMBER).members.set_index("volunteer_id")
    # a, b and d of 01 (h has no list, e is 24 months old, f has not come, g is no meeting, i is no rakor, KIE or bimtek), for a new member the same;
    # the far one was also at b, of another kecamatan.
    assert members.held_count.to_dict() == {"old": 3, "new": 3, "far": 4}
    assert members.attended_count.to_dict() == {"old": 1, "new": 1, "far": 2}
    assert members.last_meeting_date.dt.strftime("%Y-%m-%d").dropna().to_dict() == {"old": "2024-03-01", "far": "2024-11-01"}


def test_the_list_of_last_year_is_who_came_to_the_level_in_twelve_months(tmp_path: Path, warehouse: Path) -> None:
    found = facts(small_city(tmp_path, """
    [members]
    id  place    kind  joined
    a   01.1001  PSM   2019-01-01
    b   01.1001  PSM   2019-01-01
    c   01.1001  PSM   2019-01-01
    [activities]
    id  kind    done        place  topic
    1   bimtek  2024-01-01  kota   Bimtek_dasar_PSM
    2   bimtek  2023-12-31  kota   Bimtek_dasar_PSM
    3   bimtek  2024-06-01  kota   Bimtek_lanjutan_PSM
    4   rakor   2024-06-01  kota   -
    5   musda   2023-06-01  kota   -
    [attendance]
    activity  member
    1         a
    2         b
    3         c
    4         b
    5         c
    """), CITY, DECEMBER)
    assert [last_list(found, "pelatihan", level) for level in ("dasar", "lanjutan", "khusus")] == [{"a"}, {"c"}, set()]
    assert last_list(found, "utusan", "") == {"b"}


def test_delegates_of_a_kie_are_last_years_list_where_there_was_no_musda_or_rakor(tmp_path: Path, warehouse: Path) -> None:
    text = """
    [members]
    id  place    kind    joined
    a   01.1001  PSM     2019-01-01
    b   01.1001  TAGANA  2019-01-01
    [activities]
    id  kind  done        place
    1   kie   2024-06-01  kota
    2   KIND  2024-07-01  kota
    [attendance]
    activity  member
    1         a
    1         b
    2         b
    """
    found = facts(small_city(tmp_path, text.replace("KIND", "aid")), CITY, DECEMBER)
    assert last_list(found, "utusan", "") == {"a", "b"}
    assert last_list(found, "utusan", "", ("PSM", "PBI")) == {"a"}
    with_rakor = facts(small_city(tmp_path, text.replace("KIND", "rakor")), CITY, DECEMBER)
    assert last_list(with_rakor, "utusan", "") == {"b"}


def test_a_month_or_city_that_the_edition_does_not_hold_is_told(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, MEMBERS)
    for city_code, period in ((CITY, date(1999, 1, 1)), ("99.99", DECEMBER)):
        with pytest.raises(UserError, match="Pilih bulan dan kota lain"):
            facts(edition_id, city_code, period)


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.city_name)
def test_the_figures_of_a_plan_are_those_of_the_indicators(sample_warehouse: Path, city: City) -> None:
    edition_id = current_edition()
    for period in MONTHS:
        found = facts(edition_id, city.city_code, period)
        for norm in norms_of(city.city_code, period):
            places, _ = place_figures(found, rules(city_code=city.city_code, period=period, norm_id=norm.id), found.members)
            own = places[~places.is_kecamatan].set_index("place_code")
            given = {
                "city_code": city.city_code, "first_period": period, "last_period": period, "norm_minimum": norm.minimum,
                "norm_basis": norm.basis, "norm_kinds": list(norm.kinds),
            }
            for column, name in INDICATORS.items():
                said = measure(edition_id, name, **given).set_index("place_code").value
                here = own[column].where(own[column] != float("inf"))
                pd.testing.assert_series_equal(here, said, check_names=False, check_dtype=False, check_index_type=False)


@pytest.mark.parametrize(
    ("topic", "kinds"),
    [
        ("Bimtek dasar PSM", ("PSM",)), ("Pemantapan Tagana", ("TAGANA",)), ("Bimtek dasar pekerja sosial masyarakat", ("PSM",)),
        ("Pelatihan pendamping PKH", ("PKH",)), ("Verval PKH", ()), ("Kesiapsiagaan bencana", ()), ("Bimtek TKSK dan Tagana", ("TAGANA", "TKSK")),
    ],
)
def test_a_topic_is_for_the_volunteers_it_names(topic: str, kinds: tuple[str, ...]) -> None:
    assert set(topic_of(topic).kinds) == set(kinds)


def test_another_topic_sets_level_kinds_and_ppks_of_a_training_and_of_delegates_the_ppks_only() -> None:
    training = with_topic(rules(kinds=("PBI",)), "Bimtek lanjutan Tagana: siaga bencana")
    assert (training.topic, training.level, training.kinds, training.ppks_codes) == (
        "Bimtek lanjutan Tagana: siaga bencana", "lanjutan", ("TAGANA",), ("KBA", "KBS"),
    )
    silent = with_topic(training, "Etika pelayanan")
    assert (silent.level, silent.kinds, silent.ppks_codes) == ("lanjutan", (), ())
    delegates = with_topic(rules(question="utusan", level="", kinds=("PBI",), weights=(("service", 1),)), "Rakor PSM: lansia")
    assert (delegates.level, delegates.kinds, delegates.ppks_codes) == ("", ("PBI",), ("LUT",))
