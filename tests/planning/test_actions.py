"""Actions: what was agreed stays whole whatever happens, and what became of it is computed, never typed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data import paths
from data.errors import UserError
from data.parameters import norms_of
from data.parameters.scorecard import Column, columns, services, threshold
from data.reference import read_rows
from planning.actions import standing as stands, store
from planning.actions.store import Agreed, ChangedMeanwhile, Finding
from planning.actions.verdict import VERDICTS, Answer, answers
from planning.kept import plan_file
from planning.kept.plan_file import DamagedPlans
from queries.warehouse import connection_to, current_edition
from tests.metrics.case_table import CITY, build_edition, cities_of, read

DECEMBER = date(2025, 12, 1)
SOON = date.today() + timedelta(days=30)
AGREED = Agreed("Bimtek dasar untuk 20 anggota", "Kabid Pemberdayaan Sosial", SOON)
SHARE = next(column for column in columns() if column.id == "norm_met")
LOAD = next(column for column in columns() if column.id == "ppks_per_member")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))
    return tmp_path / "rencana"


def finding(value: float = 40.0, **values: object) -> Finding:
    given = {
        "city_code": "32.73", "kecamatan_code": "32.73.05", "kecamatan_name": "Andir", "column_id": "norm_met", "norm_id": "lima",
        "edition_id": "20251101-000000-aaaaaaaa", "is_simulated": True, "period": date(2025, 10, 1), "numerator": value / 10, "denominator": 10.0,
        "value": value, "target": 100.0,
    }
    return Finding(**{**given, **values})


def in_python(code: str, *words: object) -> subprocess.Popen:
    """Another process that knows the same actions."""
    imports = "import datetime, sys\nfrom planning.actions import store\nfrom planning.actions.store import Agreed, Finding"
    lines = f"{imports}\nAGREED, FINDING = {AGREED!r}, {finding()!r}\n{code}"
    command = [sys.executable, "-c", lines, *map(str, words)]
    return subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_an_action_comes_back_as_it_was_written() -> None:
    opened = store.open_action(finding(), replace(AGREED, note="  mulai  Januari "), "Rina")
    assert store.actions("32.73") == [opened] and store.actions("13.72") == []
    assert (opened.finding, opened.version, opened.saved_by, opened.ending) == (finding(), 1, "Rina", None)
    assert (opened.agreed.what, opened.agreed.note, opened.agreed.due) == (AGREED.what, "mulai Januari", SOON)


def test_reading_creates_nothing(folder: Path) -> None:
    assert store.actions("32.73") == []
    assert not folder.exists()


def test_each_change_is_a_version_and_the_earlier_ones_stay() -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    later = store.change(opened.action_id, 1, replace(AGREED, due=SOON + timedelta(days=30)), "Dedi")
    assert (later.version, later.saved_by, later.opened_at) == (2, "Dedi", opened.opened_at)
    with closing(sqlite3.connect(plan_file.location())) as connection:
        kept = connection.execute("SELECT version, due, saved_by FROM action_version ORDER BY version").fetchall()
    assert kept == [(1, SOON.isoformat(), "Rina"), (2, (SOON + timedelta(days=30)).isoformat(), "Dedi")]


def test_who_was_slower_is_told_and_overwrites_nothing() -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    store.change(opened.action_id, 1, replace(AGREED, what="Rekrut dua orang"), "Dedi")
    slow = opened.action_id
    for attempt in (lambda: store.change(slow, 1, AGREED, "Rina"), lambda: store.end(slow, 1, "closed", "Selesai", "Rina")):
        with pytest.raises(ChangedMeanwhile, match="sudah diubah oleh Dedi"):
            attempt()
    assert store.actions("32.73")[0].agreed.what == "Rekrut dua orang"


def test_an_action_ends_once_with_a_reason() -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    with pytest.raises(UserError, match="Alasan belum diisi"):
        store.end(opened.action_id, 1, "dropped", "  ", "Rina")
    ended = store.end(opened.action_id, 1, "dropped", "Anggaran dialihkan", "Rina")
    assert (ended.ending, ended.reason, ended.ended_by) == ("dropped", "Anggaran dialihkan", "Rina")
    with pytest.raises(ChangedMeanwhile, match="sudah dibatalkan oleh Rina"):
        store.change(opened.action_id, 1, AGREED, "Dedi")


@pytest.mark.parametrize(("agreed", "by", "said"), [
    (replace(AGREED, what=" "), "Rina", "Tindakan belum diisi"),
    (replace(AGREED, who=""), "Rina", "Penanggung jawab belum diisi"),
    (replace(AGREED, who="0812-3456-7890"), "Rina", "Penanggung jawab memuat nomor panjang"),
    (replace(AGREED, what="Hubungi 0812 3456 7890"), "Rina", "memuat nomor panjang"),
    (replace(AGREED, note="NIK 3273051203980001"), "Rina", "memuat nomor panjang"),
    (replace(AGREED, what="Kunjungi Siti Aminah, Jl. Melati 12 RT 03"), "Rina", "memuat nama orang atau alamat"),
    (replace(AGREED, note="hubungi ibu siti"), "Rina", "memuat nama orang atau alamat"),
    (replace(AGREED, note="rapat di RT03/RW 05"), "Rina", "memuat nama orang atau alamat"),
    (replace(AGREED, who="ibu.siti@gmail.com"), "Rina", "Penanggung jawab memuat nama orang"),
    (replace(AGREED, who="H. Dedi"), "Rina", "Penanggung jawab memuat nama orang"),
    (replace(AGREED, what="a" * 201), "Rina", "paling panjang 200"),
    (replace(AGREED, what="Bimtek \u202emalam"), "Rina", "tanpa tanda khusus"),
    (replace(AGREED, due=date.today() - timedelta(days=1)), "Rina", "Tenggat sudah lewat"),
    (AGREED, "", "Nama Anda belum diisi"),
])
def test_words_that_do_not_fit_are_refused_and_nothing_is_written(agreed: Agreed, by: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        store.open_action(finding(), agreed, by)
    assert store.actions("32.73") == []


def test_a_reason_that_names_somebody_is_refused() -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    with pytest.raises(UserError, match="Alasan memuat nama orang"):
        store.end(opened.action_id, 1, "closed", "Sudah ditangani Pak Dedi", "Rina")


@pytest.mark.parametrize("text", [
    "Kelas ibu hamil dan ibu rumah tangga", "Jalan sehat bersama PKK", "Bimtek oleh Bidang Dayasos pada TW 2", "Rekrut 2 orang di Maleber", "Rapat th. depan",
    "Program tetap jalan 3 bulan",
])
def test_words_that_only_look_like_a_person_are_kept(text: str) -> None:
    assert store.open_action(finding(), replace(AGREED, note=text), "Rina").agreed.note == text


@pytest.mark.parametrize("table", ["action", "action_version", "action_ending"])
@pytest.mark.parametrize("verb", ["UPDATE {0} SET action_id = 9", "DELETE FROM {0}"])
def test_the_file_itself_refuses_to_change_a_row(table: str, verb: str) -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    store.end(opened.action_id, 1, "closed", "Selesai", "Rina")
    with closing(sqlite3.connect(plan_file.location())) as connection, pytest.raises(sqlite3.IntegrityError, match="only added"):
        connection.execute(verb.format(table))


def test_of_two_processes_that_change_the_same_version_one_succeeds() -> None:
    opened = store.open_action(finding(), AGREED, "Rina")
    both = [in_python("store.change(int(sys.argv[1]), 1, AGREED, sys.argv[2])", opened.action_id, name) for name in ("Dedi", "Sari")]
    told = [process.communicate(timeout=60)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sum("ChangedMeanwhile" in said for said in told) == 1 and store.actions("32.73")[0].version == 2


def test_a_process_killed_while_it_writes_leaves_whole_actions_only() -> None:
    store.open_action(finding(), AGREED, "Rina")
    busy = in_python("while True:\n    store.open_action(FINDING, AGREED, 'Dedi')\n    print('x', flush=True)")
    busy.stdout.readline()
    busy.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    busy.wait(timeout=30)
    kept = store.actions("32.73")
    assert len(kept) >= 2 and all(one.version == 1 and one.agreed.what == AGREED.what for one in kept)
    store.open_action(finding(), AGREED, "Sari")


def test_a_damaged_file_is_told_and_left_as_it_is() -> None:
    store.open_action(finding(), AGREED, "Rina")
    plan_file.location().write_bytes(b"bukan basis data" * 500)
    for attempt in (lambda: store.actions("32.73"), lambda: store.open_action(finding(), AGREED, "Rina")):
        with pytest.raises(DamagedPlans):
            attempt()
    assert plan_file.location().read_bytes() == b"bukan basis data" * 500


def test_a_full_disk_is_told_and_the_actions_before_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_action(finding(), AGREED, "Rina")
    connect = plan_file._connection

    def full(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(plan_file, "_connection", full)
    with pytest.raises(UserError, match="penuh"):
        for _ in range(200):
            store.open_action(finding(), replace(AGREED, note="a" * 290), "Rina")
    monkeypatch.undo()


def test_a_file_of_plans_from_before_actions_takes_them_in(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(plan_file.location(), isolation_level=None)) as old:
        old.execute(f"PRAGMA application_id = {plan_file._MARK}")
        plan_file.upgrade(old, plan_file.structures()[:1])
    assert store.actions("32.73") == []
    assert store.open_action(finding(), AGREED, "Rina").version == 1


@pytest.mark.parametrize(("now", "verdict"), [(100.0, "done"), (60.0, "better"), (40.04, "same"), (39.0, "worse"), (float("nan"), "unknown")])
def test_the_verdict_holds_the_value_of_today_against_that_of_the_day(sample_warehouse: Path, now: float, verdict: str) -> None:
    store.open_action(finding(40.0), AGREED, "Rina")
    answer, = judged(current_edition(), standing_that_says(now))
    assert (answer.verdict, answer.now_period) == (verdict, DECEMBER) and VERDICTS[verdict]


def standing_that_says(value: float):
    """A standing of one kecamatan with this value."""
    return lambda *_: pd.DataFrame([{"kecamatan_code": "32.73.05", "column_id": "norm_met", "value": value}])


def judged(edition_id: str, standing_of: Callable = stands.standing, *, city_code: str = "32.73", today: date | None = None, is_simulated: bool = True) -> list[Answer]:
    """The actions of a city with their answers in December."""
    found = store.actions(city_code)
    return answers(found, edition_id, today or date.today(), now=DECEMBER, is_simulated=is_simulated, standing_of=standing_of)


def test_many_actions_under_one_norm_ask_for_its_standing_once(sample_warehouse: Path) -> None:
    asked = []
    for number in range(3):
        store.open_action(finding(40.0), replace(AGREED, what=f"Bimtek {number + 1}"), "Rina")
    assert len(judged(current_edition(), lambda *about: asked.append(about) or standing_that_says(60.0)())) == 3
    assert len(asked) == 1


def test_for_a_load_less_is_better(sample_warehouse: Path) -> None:
    assert stands.compared(120.0, 160.0, LOAD) == "better" and stands.compared(160.0, 120.0, LOAD) == "worse"
    limit = threshold(LOAD.id, "32.73", DECEMBER)
    assert [stands.state(value, LOAD, limit) for value in (100.0, 150.0, 150.1, None)] == ["reached", "watch", "short", None]


def test_the_edition_an_action_was_opened_with_and_one_before_it_are_waiting(sample_warehouse: Path) -> None:
    edition = current_edition()
    store.open_action(finding(edition_id=edition, period=DECEMBER), AGREED, "Rina")
    store.open_action(finding(period=date(2026, 3, 1)), AGREED, "Rina")  # an edition that was rolled back
    assert [one.verdict for one in judged(edition)] == ["waiting", "waiting"]


def test_a_value_of_the_simulation_is_not_compared_with_a_real_one(sample_warehouse: Path) -> None:
    store.open_action(finding(is_simulated=False), AGREED, "Rina")
    answer, = judged(current_edition(), standing_that_says(100.0))
    assert (answer.verdict, answer.state) == ("now_simulated", None), "the sample edition is invented"


def test_an_action_of_the_simulation_says_so_once_the_city_has_real_data(warehouse: Path) -> None:
    table = paths.ROOT / "tests" / "metrics" / "active_members.txt"
    edition = build_edition(next(iter(cities_of(read(table)))))
    store.open_action(finding(city_code=CITY, kecamatan_code=f"{CITY}.01", period=date(2020, 1, 1)), AGREED, "Rina")
    answer, = judged(edition, standing_that_says(100.0), city_code=CITY, is_simulated=False)
    assert VERDICTS[answer.verdict] == "tidak dapat dinilai: dicatat pada data simulasi"


def test_a_norm_that_is_gone_cannot_be_judged(sample_warehouse: Path) -> None:
    store.open_action(finding(norm_id="tidak-ada"), AGREED, "Rina")
    assert judged(current_edition())[0].verdict == "unknown"


def test_overdue_actions_stand_first_and_ended_ones_last(sample_warehouse: Path) -> None:
    late, soon, ended, later = (store.open_action(finding(), replace(AGREED, due=SOON + timedelta(days=days)), "Rina") for days in (0, 10, 20, 30))
    store.end(ended.action_id, 1, "closed", "Selesai", "Rina")
    found = judged(current_edition(), standing_that_says(50.0), today=SOON + timedelta(days=5))
    assert [one.action.action_id for one in found] == [late.action_id, soon.action_id, later.action_id, ended.action_id]
    assert [one.late_days for one in found] == [5, 0, 0, 0]


@pytest.mark.parametrize("column", columns(), ids=lambda column: column.id)
def test_a_kecamatan_is_the_sum_of_its_parts(sample_warehouse: Path, column: Column) -> None:
    norm = norms_of("32.73", DECEMBER)[0]
    parts = stands.parts(current_edition(), "32.73", norm, DECEMBER, column)
    whole = stands.standing(current_edition(), "32.73", norm, DECEMBER)
    whole = whole[whole.column_id == column.id].set_index("kecamatan_code")
    assert len(whole) == 30
    for code, rows in parts.dropna(subset=["numerator", "denominator"]).groupby("kecamatan_code"):
        wanted = (100 if column.unit == "%" else 1) * rows.numerator.sum() / rows.denominator.sum()
        assert whole.value[code] == pytest.approx(wanted)


def test_the_questions_of_the_scorecard_equal_a_naive_count(sample_warehouse: Path) -> None:
    cursor = connection_to(current_edition()).cursor()
    cases = cursor.table("core_ppks_case").df()
    recent = set(cases[(cases.found_date >= "2025-10-01") & (cases.found_date <= "2025-12-31")].kelurahan_code)
    planned = cursor.table("core_activity").df().query("city_code == '32.73' and kecamatan_code.notna()")
    planned = planned[(planned.planned_date >= "2025-01-01") & (planned.planned_date <= "2025-12-31")]
    norm = norms_of("32.73", DECEMBER)[0]
    found = stands.standing(current_edition(), "32.73", norm, DECEMBER).set_index(["column_id", "kecamatan_code"])
    for code in found.loc["reporting"].index:
        units = cursor.execute("SELECT kelurahan_code FROM dim_kelurahan WHERE kecamatan_code = ?", [code]).df().kelurahan_code
        assert found.numerator["reporting", code] == len(recent & set(units)) and found.denominator["reporting", code] == len(units)
        own = planned[planned.kecamatan_code == code]
        if len(own):
            assert found.denominator["activities_done", code] == len(own)
            assert found.numerator["activities_done", code] == (own.is_done & (own.realised_date <= "2025-12-31")).sum()
        else:
            assert pd.isna(found.value["activities_done", code])


def test_no_kind_of_a_minimum_service_is_too_sensitive_for_a_kecamatan_table() -> None:
    kinds = [row for row in read_rows(paths.REFERENCE / "ppks.csv") if row["spm_indicator"]]
    assert {row["spm_indicator"] for row in kinds} == {service.spm_indicator for service in services(DECEMBER)}
    assert "A" not in {row["tier"] for row in kinds}
