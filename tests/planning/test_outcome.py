"""A locked plan meets the data that came after it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import editions
from planning.facts import facts
from planning.kept import store
from planning.kept.outcome import follow, is_of_plan, last_month
from planning.kept.plan_rows import rows_of
from planning.kept.saved import StoredPlan
from planning.recruitment import plan_recruitment
from planning.rules import Batch, Limit, RecruitmentRules, Rules
from planning.training import defaults, plan_training
from tests.planning.small_city import rules as small_rules, small_city

CITY, JUNE = "32.73", date(2025, 6, 1)


@pytest.fixture(autouse=True)
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path))


@pytest.fixture(scope="module")
def edition_id(sample_warehouse: Path) -> str:
    return editions.current()


@pytest.fixture(scope="module")
def warehouse_of(sample_warehouse: Path, edition_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(editions.file_of(edition_id), read_only=True) as connection:
        yield connection.cursor()


def rules_of(edition_id: str, question: str = "pelatihan", period: date = JUNE) -> Rules:
    return defaults(edition_id, CITY, period, "lima", question)


def attended(connection: duckdb.DuckDBPyConnection, *activity_ids: str) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT CAST(volunteer_id AS VARCHAR) FROM core_attendance WHERE list_contains($ids, activity_id)", {"ids": list(activity_ids)}
    )
    return {volunteer_id for (volunteer_id,) in rows.fetchall()}


def test_who_came_to_the_bimtek_after_the_plan_is_counted_by_batch_and_kecamatan(edition_id: str, warehouse_of: duckdb.DuckDBPyConnection) -> None:
    batches = (Batch("Angkatan 1", date(2025, 9, 18), None, 20), Batch("Angkatan 2", date(2025, 10, 14), "32.73.19", 20))
    rules = replace(rules_of(edition_id), batches=batches, venues=("32.73.06",))
    stored = store.load(store.save("A", plan_training(edition_id, rules), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id)
    held = warehouse_of.execute(
        "SELECT activity_id FROM core_activity WHERE city_code = '32.73' AND kind_code = 'bimtek' AND is_done"
        " AND date > DATE '2025-06-30' AND topic = 'Bimtek dasar PSM' ORDER BY date"
    ).fetchall()
    came = attended(warehouse_of, *(activity_id for (activity_id,) in held))
    invited = set(stored.chosen.volunteer_id)
    assert found.activities.activity_id[found.activities.is_counted].tolist() == [activity_id for (activity_id,) in held]
    assert (found.invited, found.came, found.uninvited) == (40, len(invited & came), len(came - invited))
    assert 0 < found.came < 40
    assert set(found.people.volunteer_id[found.people.came]) == invited & came
    assert (found.people.came_on.dropna() > pd.Timestamp("2025-06-30")).all()
    assert found.batches[["invited", "came", "absent"]].sum().tolist() == [40, found.came, 40 - found.came]
    assert found.kecamatan[["invited", "came", "uninvited"]].sum().tolist() == [40, found.came, found.uninvited]
    assert found.said.startswith(f"{found.came} dari 40 yang diundang hadir; {found.uninvited} hadir tanpa undangan.")


def test_the_indicators_stand_as_the_two_months_say_and_better_means_fewer_never_trained(edition_id: str) -> None:
    first = store.save("A", plan_training(edition_id, rules_of(edition_id)), "Rina", based_on=None)
    later = rows_of(plan_training(edition_id, rules_of(edition_id, period=date(2025, 12, 1))))
    found = follow(store.load(first.plan_id), edition_id)
    now = pd.DataFrame(later.place).set_index("place_code")
    for name in ("active_count", "trained_count", "never_trained_count", "shortage"):
        pd.testing.assert_series_equal(
            found.places.set_index("place_code")[f"{name}_now"], now[name].astype(float).reindex(found.places.place_code), check_names=False
        )
        row = found.city[found.city.indicator == name].iloc[0]
        assert (row.before, row.now) == (found.places[f"{name}_before"].sum(), found.places[f"{name}_now"].sum())
    changed = found.places[found.places.never_trained_count_before > found.places.never_trained_count_now]
    assert set(changed.never_trained_count_change) == {"better"}
    assert found.places.shortage_change[found.places.shortage_before.isna()].isna().all()


def test_before_anything_was_held_nothing_is_said_about_attendance(edition_id: str) -> None:
    stored = store.load(store.save("A", plan_training(edition_id, rules_of(edition_id, period=date(2025, 12, 1))), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id)
    assert (found.came, found.uninvited, found.said) == (None, None, "Belum ada daftar hadir kegiatan yang sesuai dengan rencana ini.")
    assert found.activities.empty
    assert set(found.places.trained_count_change.dropna()) <= {"same"}


def test_the_planner_may_name_the_activities_that_count(edition_id: str, warehouse_of: duckdb.DuckDBPyConnection) -> None:
    stored = store.load(store.save("A", plan_training(edition_id, rules_of(edition_id)), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id, ["BDG-2025-117"])
    came = attended(warehouse_of, "BDG-2025-117")
    assert (found.came, found.uninvited) == (len(came & set(stored.chosen.volunteer_id)), len(came - set(stored.chosen.volunteer_id)))
    nothing = follow(stored, edition_id, [])
    assert (nothing.came, nothing.activities.is_counted.any()) == (None, False)


def test_delegates_are_looked_for_at_the_musda(edition_id: str, warehouse_of: duckdb.DuckDBPyConnection) -> None:
    stored = store.load(store.save("A", plan_training(edition_id, rules_of(edition_id, "utusan")), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id)
    assert found.activities.kind_code[found.activities.is_counted].tolist() == ["musda"]
    assert found.came + found.uninvited == len(attended(warehouse_of, *found.activities.activity_id[found.activities.is_counted]))


def test_of_a_recruitment_who_joined_since_is_counted(edition_id: str, warehouse_of: duckdb.DuckDBPyConnection) -> None:
    stored = store.load(store.save("A", plan_recruitment(edition_id, rules_of(edition_id, "rekrutmen")), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id)
    joined = dict(warehouse_of.execute(
        "SELECT kelurahan_code, count(*) FROM core_volunteer WHERE kelurahan_code LIKE '32.73.%' AND joined_date > DATE '2025-06-30'"
        " AND joined_date <= DATE '2025-12-31'"
        " AND (is_active OR left_date > DATE '2025-12-31') AND kind_code IN ('PSM', 'KT-A', 'TAGANA', 'TKSK') GROUP BY 1"
    ).fetchall())
    of_places = found.places[found.places.place_code.str.len() > 8].set_index("place_code").joined
    assert of_places[of_places > 0].to_dict() == joined
    assert (found.people.empty, found.came, found.batches.empty) == (True, None, True)
    assert found.places.seats.sum() == len(plan_recruitment(edition_id, rules_of(edition_id, "rekrutmen")).sequence)


def test_a_plan_outlives_its_edition(edition_id: str) -> None:
    saved = store.save("A", plan_training(edition_id, rules_of(edition_id)), "Rina", based_on=None)
    store.lock(saved.plan_id, 1, "Sari")
    gone = replace(store.load(saved.plan_id), saved=replace(store.load(saved.plan_id).saved, edition_id="20000101-000000-00000000"))
    assert follow(gone, edition_id).said == follow(store.load(saved.plan_id), edition_id).said


def test_facts_at_hand_tell_the_same_as_those_read_anew_and_those_of_another_month_are_refused(edition_id: str) -> None:
    june, december = facts(edition_id, CITY, JUNE), facts(edition_id, CITY, last_month(edition_id))
    for plan in (plan_training(edition_id, rules_of(edition_id)), plan_recruitment(edition_id, rules_of(edition_id, "rekrutmen"))):
        assert rows_of(plan, june) == rows_of(plan)
        with pytest.raises(ValueError, match="do not answer"):
            rows_of(plan, december)
        stored = store.load(store.save(plan.rules.question, plan, "Rina", based_on=None, found=june).plan_id)
        one, other = follow(stored, edition_id, found=december), follow(stored, edition_id)
        assert one.said == other.said and one.places.equals(other.places)
        with pytest.raises(ValueError, match="do not answer"):
            follow(stored, edition_id, found=june)


@pytest.mark.parametrize(
    ("kind", "topic", "is_counted"),
    [
        ("bimtek", "BIMTEK dasar PSM", True), ("bimtek", "Pendataan dan verifikasi PPKS", True), ("bimtek", "Manajemen kasus", False),
        ("rakor", "Bimtek dasar PSM", False),
    ],
)
def test_an_activity_belongs_to_a_plan_by_its_kind_and_its_topic_or_level(edition_id: str, kind: str, topic: str, is_counted: bool) -> None:
    assert is_of_plan(rules_of(edition_id), kind, topic) is is_counted


@pytest.mark.parametrize(
    ("kinds", "topic", "is_counted"),
    [
        (("PSM",), "Pelatihan dasar Tagana", False), (("PSM",), "Pelatihan dasar", True), (("PSM",), "Pelatihan dasar PSM dan Tagana", True),
        ((), "Pelatihan dasar Tagana", True), (("PSM",), "Bimtek dasar anggota", True), (("TAGANA",), "Bimtek dasar PSM", True),
    ],
)
def test_a_training_of_the_same_level_for_other_kinds_is_another_training(kinds: tuple[str, ...], topic: str, is_counted: bool) -> None:
    assert is_of_plan(small_rules(kinds=kinds, topic="Bimtek dasar PSM"), "bimtek", topic) is is_counted


def test_a_kie_with_the_topic_of_the_delegates_is_theirs_and_another_is_not() -> None:
    asked = small_rules(question="utusan", level="", topic="KIE lansia", weights=(("service", 1),))
    activities = (("kie", "KIE Lansia"), ("kie", "KIE anak"), ("bimtek", "KIE lansia"))
    assert [is_of_plan(asked, kind, topic) for kind, topic in activities] == [True, False, False]


# Five members are asked for in each kelurahan. Since June 2024 a came to the bimtek and c, uninvited; n and k joined, p left.
PENCIL = """
[members]
id  place    kind    joined      left        active
a   01.1001  PSM     2018-01-01  -           true
b   01.1001  PSM     2019-01-01  -           true
c   01.1002  PSM     2020-01-01  -           true
p   01.1002  PSM     2017-01-01  2024-08-31  false
n   01.1002  PSM     2024-09-01  -           true
k   01.1002  PENSOS  2024-09-01  -           true
[activities]
id  kind    done        topic             place
0   aid     2024-06-01  -                 kota
1   bimtek  2024-10-01  Bimtek_dasar_PSM  kota
2   kie     2024-11-01  KIE_lansia        kota
[attendance]
activity  member
1         a
1         c
2         b
"""


def in_june(edition_id: str, **changed: object) -> StoredPlan:
    plan = plan_training(edition_id, small_rules(period=date(2024, 6, 1), kinds=("PSM",), **changed))
    return store.load(store.save("A", plan, "Rina", based_on=None).plan_id)


def test_what_became_of_a_plan_checked_with_a_pencil(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, PENCIL)
    found = follow(in_june(edition_id, seats=2, limits=(Limit("13.72.01.1001", 2, 2),)), edition_id)
    assert (found.invited, found.came, found.uninvited) == (2, 1, 1)
    assert found.people.set_index("volunteer_id").came.to_dict() == {"a": True, "b": False}
    places = found.places.set_index("place_code")
    numbers = {name: places[[f"{name}_before", f"{name}_now"]].loc[["13.72.01.1001", "13.72.01.1002"]].to_numpy().tolist() for name in (
        "active_count", "trained_count", "never_trained_count", "shortage",
    )}
    assert numbers == {
        "active_count": [[2, 2], [2, 2]], "trained_count": [[0, 1], [0, 1]], "never_trained_count": [[2, 1], [2, 1]], "shortage": [[3, 3], [3, 3]],
    }
    # Thirteen kelurahan with four members in two of them, before and now.
    city = found.city.set_index("indicator")
    assert city[["before", "now", "target_before", "target_now"]].to_numpy().tolist() == [[4, 4, 2, 2], [0, 2, 0, 1], [4, 2, 2, 1], [61, 61, 3, 3]]
    assert city.change.tolist() == ["same", "better", "better", "same"]
    assert found.said == (
        "1 dari 2 yang diundang hadir; 1 hadir tanpa undangan. "
        "Di tempat yang direncanakan, Jun 2024 ke Des 2024: anggota terlatih 0 menjadi 1, belum pernah dilatih 2 menjadi 1."
    )


def test_delegates_of_a_kie_are_looked_for_at_the_kie(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, PENCIL)
    asked = {"question": "utusan", "level": "", "topic": "KIE lansia", "weights": (("service", 1),), "seats": 4}
    found = follow(in_june(edition_id, **asked), edition_id)
    assert found.activities.activity_id[found.activities.is_counted].tolist() == ["2"]
    assert (found.invited, found.came, found.uninvited) == (4, 1, 0)


def test_only_who_joined_of_the_norms_kinds_fills_a_planned_place(tmp_path: Path, warehouse: Path) -> None:
    edition_id = small_city(tmp_path, PENCIL)
    plan = plan_recruitment(edition_id, RecruitmentRules("13.72", date(2024, 6, 1), "lima-umum", 39, place_max=3, weights=(("shortage", 1),)))
    found = follow(store.load(store.save("A", plan, "Rina", based_on=None).plan_id), edition_id)
    assert found.places.set_index("place_code").joined.pipe(lambda joined: joined[joined > 0]).to_dict() == {"13.72.01.1002": 1}  # n, and not k
    assert found.said.startswith("1 dari 39 orang yang direncanakan sudah bergabung di tempatnya.")
