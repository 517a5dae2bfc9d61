"""Whatever happens, what a planner saved or locked stays whole, and nobody overwrites anybody."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data import paths
from data.errors import UserError
from planning.kept import plan_file, store
from planning.kept.saved import AlreadyLocked, NewerVersion, StaleVersion
from tests.planning.plan_values import place, rows


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))
    return tmp_path / "rencana"


def in_python(code: str, *words: object) -> subprocess.Popen:
    """Another process that knows the same plans, with `words` in sys.argv."""
    lines = "import sys\nfrom planning.kept import plan_file, store\nfrom tests.planning.plan_values import rows\n" + code
    command = [sys.executable, "-c", lines, *map(str, words)]
    return subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_saved_plan_comes_back_as_it_was() -> None:
    saved = store.keep("  Bimtek   dasar ", rows(), "Rina, Bidang Dayasos", based_on=None, note=" awal ")
    stored = store.load(saved.plan_id)
    assert (saved.name, saved.version, saved.saved_by, saved.note, saved.is_locked) == ("Bimtek dasar", 1, "Rina, Bidang Dayasos", "awal", False)
    assert (saved.period, saved.as_of, saved.is_simulated, saved.last_year_points) == (date(2025, 12, 1), date(2025, 12, 31), True, None)
    assert abs((datetime.now(UTC) - saved.saved_at).total_seconds()) < 60
    assert stored.saved == saved
    assert stored.chosen.volunteer_id.tolist() == ["00000001-0000-0000-0000-000000000000", "00000002-0000-0000-0000-000000000000"]
    assert stored.refused[["lost", "reason"]].values.tolist() == [[1.5, "Kalah 1,5 poin."]]
    assert stored.places[["seats", "never_trained_count"]].values.tolist() == [[2, 3]]
    assert stored.batches.day.tolist() == [date(2026, 2, 3)]


def test_what_is_not_known_stays_unknown() -> None:
    unknown = rows()
    unknown.place[:] = [place("32.73.01.1001", shortage=None, trained_count=None)]
    stored = store.load(store.keep("A", unknown, "Rina", based_on=None).plan_id)
    assert stored.places[["shortage", "trained_count"]].isna().all().all()


def test_reading_creates_nothing(folder: Path) -> None:
    assert store.listing("32.73").empty and store.invitations().empty and store.history(1).empty
    with pytest.raises(UserError, match="Rencana nomor 1 tidak ada"):
        store.load(1)
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_the_owner_may_read_the_file(folder: Path) -> None:
    store.keep("A", rows(), "Rina", based_on=None)
    assert stat.S_IMODE(plan_file.location().stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_each_save_is_a_version_and_the_older_ones_stay() -> None:
    first = store.keep("A", rows(2), "Rina", based_on=None)
    second = store.keep("a", rows(3), "Dedi", based_on=(1, 1))
    assert (second.plan_id, second.version, second.name) == (first.plan_id, 2, "A")
    assert [len(store.load(first.plan_id, version).chosen) for version in (1, 2, None)] == [2, 3, 3]
    assert store.history(first.plan_id)[["version", "saved_by"]].values.tolist() == [[2, "Dedi"], [1, "Rina"]]


def test_a_version_that_is_no_longer_the_latest_is_refused_and_says_who_and_when() -> None:
    store.keep("A", rows(), "Rina", based_on=None)
    second = store.keep("A", rows(3), "Dedi", based_on=(1, 1))
    with pytest.raises(StaleVersion, match="sudah disimpan oleh Dedi pada .* sebagai versi 2, setelah Anda membuka versi 1") as raised:
        store.keep("A", rows(1), "Rina", based_on=(1, 1))
    assert f"oleh Dedi pada {store.moment(second.saved_at)} sebagai" in str(raised.value) and "simpan dengan nama lain" in str(raised.value)
    assert store.keep("A (Rina)", rows(1), "Rina", based_on=None).version == 1


def test_a_plan_set_aside_is_not_continued_by_another_that_took_its_name() -> None:
    first = store.keep("A", rows(), "Rina", based_on=None)
    store.discard(first.plan_id, "Dedi")
    with pytest.raises(StaleVersion, match="disisihkan oleh Dedi") as raised:
        store.keep("A", rows(3), "Rina", based_on=(first.plan_id, 1))
    assert raised.value.plan_id is None
    second = store.keep("A", rows(), "Dedi", based_on=None)
    with pytest.raises(StaleVersion, match="kini dipakai skenario lain, yang disimpan oleh Dedi") as raised:
        store.keep("A", rows(3), "Rina", based_on=(first.plan_id, 1))
    assert raised.value.plan_id == second.plan_id and len(store.history(second.plan_id)) == 1


def test_a_name_that_is_taken_is_refused_and_free_in_another_question_or_city() -> None:
    store.keep("A", rows(), "Rina", based_on=None)
    with pytest.raises(StaleVersion, match="Nama 'A' sudah dipakai skenario yang disimpan oleh Rina"):
        store.keep("A", rows(), "Dedi", based_on=None)
    store.keep("A", rows(question="utusan"), "Dedi", based_on=None)
    store.keep("A", rows(city_code="13.77"), "Dedi", based_on=None)
    assert (len(store.listing("32.73")), len(store.listing("13.77")), len(store.listing())) == (2, 1, 3)


@pytest.mark.parametrize(
    ("name", "by", "said"),
    [("", "Rina", "Nama skenario belum diisi"), ("A", "  ", "Nama penyimpan belum diisi"), ("A", "x" * 81, "paling panjang 80")],
)
def test_names_are_required_and_short(name: str, by: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        store.keep(name, rows(), by, based_on=None)
    assert store.listing().empty


def test_a_locked_version_stays_the_plan_while_work_goes_on() -> None:
    saved = store.keep("A", rows(), "Rina", based_on=None)
    locked = store.lock(saved.plan_id, 1, "Kabid Sari", "disetujui rapat 3 Maret")
    assert (locked.is_in_force, locked.locked_by, locked.lock_note) == (True, "Kabid Sari", "disetujui rapat 3 Maret")
    store.keep("A", rows(3), "Rina", based_on=(1, 1))
    listed = store.listing("32.73")
    assert listed[["version", "is_latest", "is_locked"]].values.tolist() == [[2, True, False], [1, False, True]]
    with pytest.raises(UserError, match="sudah dikunci oleh Kabid Sari"):
        store.lock(saved.plan_id, 1, "Dedi")
    with pytest.raises(UserError, match="tidak dapat disisihkan"):
        store.discard(saved.plan_id, "Dedi")


def test_one_plan_is_in_force_for_the_same_training_and_the_next_says_which_it_replaces() -> None:
    first = store.keep("A", rows(), "Rina", based_on=None)
    other = store.keep("B", rows(topic=" bimtek dasar psm "), "Dedi", based_on=None)
    apart = store.keep("C", rows(level="lanjutan"), "Dedi", based_on=None)
    store.lock(first.plan_id, 1, "Sari")
    store.lock(apart.plan_id, 1, "Sari")
    with pytest.raises(AlreadyLocked, match="'A' versi 1, dikunci oleh Sari") as raised:
        store.lock(other.plan_id, 1, "Tono")
    replaces = (raised.value.plan_id, raised.value.version)
    assert store.lock(other.plan_id, 1, "Tono", replaces=replaces).replaced_plan_id == first.plan_id
    before = store.load(first.plan_id).saved
    assert (before.is_locked, before.is_in_force, before.replaced_by_plan_id) == (True, False, other.plan_id)


def test_the_same_training_planned_for_another_month_replaces_the_plan_in_force() -> None:
    first = store.keep("Januari", rows(), "Rina", based_on=None)
    later = store.keep("Februari", rows(period="2026-01-01"), "Rina", based_on=None)
    store.lock(first.plan_id, 1, "Sari")
    with pytest.raises(AlreadyLocked, match="'Januari' versi 1"):
        store.lock(later.plan_id, 1, "Sari")
    store.lock(later.plan_id, 1, "Sari", replaces=(first.plan_id, 1))
    assert [store.load(plan.plan_id).saved.is_in_force for plan in (first, later)] == [False, True]


def test_a_version_behind_a_newer_one_is_locked_only_when_that_one_is_named() -> None:
    plan_id = store.keep("A", rows(), "Rina", based_on=None).plan_id
    store.keep("A", rows(3), "Dedi", based_on=(plan_id, 1))
    with pytest.raises(NewerVersion, match="sudah disimpan oleh Dedi pada .* sebagai versi 2; yang hendak dikunci versi 1") as raised:
        store.lock(plan_id, 1, "Sari")
    store.keep("A", rows(4), "Tono", based_on=(plan_id, 2))
    with pytest.raises(NewerVersion, match="Tono"):
        store.lock(plan_id, 1, "Sari", despite=raised.value.version)
    assert store.lock(plan_id, 1, "Sari", despite=3).is_in_force


def test_a_lock_that_was_replaced_meanwhile_cannot_be_replaced_again() -> None:
    plans = [store.keep(name, rows(), "Rina", based_on=None).plan_id for name in "ABC"]
    store.lock(plans[0], 1, "Sari")
    store.lock(plans[1], 1, "Tono", replaces=(plans[0], 1))
    with pytest.raises(AlreadyLocked, match="'B' versi 1, dikunci oleh Tono"):
        store.lock(plans[2], 1, "Sari", replaces=(plans[0], 1))
    with pytest.raises(UserError, match="tidak berlaku lagi"):
        store.lock(store.keep("D", rows(level="khusus"), "Rina", based_on=None).plan_id, 1, "Sari", replaces=(plans[0], 1))


def test_a_scenario_set_aside_is_hidden_its_rows_stay_and_its_name_is_free() -> None:
    first = store.keep("A", rows(), "Rina", based_on=None)
    store.discard(first.plan_id, "Dedi")
    assert store.listing("32.73").empty
    assert (store.load(first.plan_id).saved.discarded_by, len(store.load(first.plan_id).chosen)) == ("Dedi", 2)
    with pytest.raises(StaleVersion, match="disisihkan oleh Dedi"):
        store.keep("A", rows(), "Rina", based_on=(1, 1))
    with pytest.raises(UserError, match="tidak dapat dikunci"):
        store.lock(first.plan_id, 1, "Sari")
    with pytest.raises(UserError, match="sudah disisihkan"):
        store.discard(first.plan_id, "Dedi")
    assert store.keep("A", rows(), "Rina", based_on=None).plan_id != first.plan_id


@pytest.mark.parametrize("statement", [
    "UPDATE plan_version SET points = 0", "DELETE FROM plan_person", "UPDATE plan_lock SET locked_by = 'x'", "DELETE FROM invitation",
])
def test_the_file_itself_refuses_to_change_a_row(statement: str) -> None:
    saved = store.keep("A", rows(), "Rina", based_on=None)
    store.lock(saved.plan_id, 1, "Sari")
    store.record_invitation("Rina", "halaman", city_code="32.73", question="pelatihan", edition_id="e", format="pdf", names_count=2, saved=saved)
    with pytest.raises(sqlite3.IntegrityError, match="only added"), plan_file.writing() as connection:
        connection.execute(statement)


def test_of_many_processes_that_save_the_same_version_one_succeeds_and_the_others_are_told() -> None:
    plan_id = store.keep("A", rows(), "Rina", based_on=None).plan_id
    code = "try: print(store.keep('A', rows(200), sys.argv[1], based_on=(1, 1)).version)\nexcept store.StaleVersion as error: print(error)"
    processes = [in_python(code, f"Petugas {number}") for number in range(3)]
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    winner = store.load(plan_id).saved
    assert (winner.version, len(store.history(plan_id))) == (2, 2)
    said.remove("2")
    assert len(said) == 2 and all(f"sudah disimpan oleh {winner.saved_by} pada" in one for one in said)


def test_processes_that_make_the_file_at_once_lose_nothing() -> None:
    processes = [in_python("store.keep(sys.argv[1], rows(50), 'Rina', based_on=None)", f"Rencana {number}") for number in range(3)]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 3
    assert sorted(store.listing().name) == [f"Rencana {number}" for number in range(3)]
    assert [len(store.load(plan_id).chosen) for plan_id in store.listing().plan_id] == [50] * 3


def test_a_reader_sees_the_old_or_the_new_version_while_another_saves() -> None:
    plan_id = store.keep("A", rows(1), "Rina", based_on=None).plan_id
    faults: list[object] = []

    def write() -> None:
        try:
            for version in range(1, 15):
                store.keep("A", rows(version + 1), "Rina", based_on=(plan_id, version))
        except UserError as error:
            faults.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        stored = store.load(plan_id)
        assert len(stored.chosen) == stored.saved.version
    writer.join()
    assert (faults, store.load(plan_id).saved.version) == ([], 15)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_process_killed_between_saves_leaves_whole_versions_only() -> None:
    plan_id = store.keep("A", rows(1), "Rina", based_on=None).plan_id
    code = "for version in range(int(sys.argv[1]), 10_000): print(store.keep('A', rows(300), 'Rina', based_on=(1, version)).version, flush=True)"
    for _ in range(2):
        process = in_python(code, store.load(plan_id).saved.version)
        said = [int(process.stdout.readline()) for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        stored = store.load(plan_id)
        assert stored.saved.version >= said[-1]
        assert [len(store.load(plan_id, version).chosen) for version in range(2, stored.saved.version + 1)] == [300] * (stored.saved.version - 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_save_killed_halfway_is_undone_by_the_next_reader() -> None:
    plan_id = store.keep("A", rows(2), "Rina", based_on=None).plan_id
    code = """
import os, signal
from queries.statements import statement
with plan_file.writing() as connection:
    connection.execute("PRAGMA cache_size = 5")  # rows reach the file before the end of the transaction
    big = rows(5_000)
    connection.execute(statement("plans/add_version"), {
        **big.version, "plan_id": 1, "version": 2, "saved_by": "Rina", "saved_at": "2026-01-01T00:00:00+00:00", "note": "",
    })
    connection.executemany(statement("plans/add_person"), [{**row, "plan_id": 1, "version": 2} for row in big.person])
    os.kill(os.getpid(), signal.SIGKILL)
"""
    size = plan_file.location().stat().st_size
    in_python(code).communicate(timeout=60)
    journal = plan_file.location().with_name("plans.sqlite-journal")
    assert journal.exists() and plan_file.location().stat().st_size > size
    assert store.load(plan_id).saved.version == 1
    assert store.keep("A", rows(3), "Dedi", based_on=(1, 1)).version == 2
    assert not journal.exists()
