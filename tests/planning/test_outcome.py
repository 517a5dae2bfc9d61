"""A locked plan meets the data that came after it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import editions
from planning.kept import store
from planning.kept.outcome import follow, is_of_plan
from planning.kept.plan_rows import rows_of
from planning.recruitment import plan_recruitment
from planning.rules import Batch, Rules
from planning.training import defaults, plan_training

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
    rows = connection.execute("SELECT DISTINCT CAST(volunteer_id AS VARCHAR) FROM core_attendance WHERE list_contains($ids, activity_id)", {"ids": list(activity_ids)})
    return {volunteer_id for (volunteer_id,) in rows.fetchall()}


def test_who_came_to_the_bimtek_after_the_plan_is_counted_by_batch_and_kecamatan(edition_id: str, warehouse_of: duckdb.DuckDBPyConnection) -> None:
    rules = replace(rules_of(edition_id), batches=(Batch("Angkatan 1", date(2025, 9, 18), None, 20), Batch("Angkatan 2", date(2025, 10, 14), "32.73.19", 20)), venues=("32.73.06",))
    stored = store.load(store.save("A", plan_training(edition_id, rules), "Rina", based_on=None).plan_id)
    found = follow(stored, edition_id)
    held = warehouse_of.execute(
        "SELECT activity_id FROM core_activity WHERE city_code = '32.73' AND kind_code = 'bimtek' AND is_done AND date > DATE '2025-06-30' AND topic = 'Bimtek dasar PSM' ORDER BY date"
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
        "SELECT kelurahan_code, count(*) FROM core_volunteer WHERE kelurahan_code LIKE '32.73.%' AND joined_date > DATE '2025-06-30' AND joined_date <= DATE '2025-12-31'"
        " AND (is_active OR left_date > DATE '2025-12-31') GROUP BY 1"
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


@pytest.mark.parametrize(
    ("kind", "topic", "is_counted"),
    [("bimtek", "BIMTEK dasar PSM", True), ("bimtek", "Pendataan dan verifikasi PPKS", True), ("bimtek", "Manajemen kasus", False), ("rakor", "Bimtek dasar PSM", False)],
)
def test_an_activity_belongs_to_a_plan_by_its_kind_and_its_topic_or_level(edition_id: str, kind: str, topic: str, is_counted: bool) -> None:
    assert is_of_plan(rules_of(edition_id), kind, topic) is is_counted
