"""Names are for those who may: the passphrase, its wrong tries, and the record of every invitation."""

import json
import os
import stat
from pathlib import Path

import pytest

from data import permission
from data.errors import UserError
from data.permission import FREE_TRIES, LONGEST_WAIT, WrongPassphrase
from ingest.registry import write_registry
from planning.kept import store
from planning.kept.permission import Request, names_for

PHRASE = "tujuh bambu kuning"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PANTAU_SECRETS", "PANTAU_PLANS", "PANTAU_WAREHOUSE"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "PANTAU_WAREHOUSE").mkdir()
    return tmp_path / "PANTAU_SECRETS"


def request(way: str = "halaman") -> Request:
    return Request("Rina", way, "32.73", "pelatihan", "20260101-000000-0a0b0c0d", "pdf")


def wrong(now: float) -> float:
    """Try a wrong passphrase and return how long the next try must wait."""
    with pytest.raises(WrongPassphrase) as raised:
        permission.verify("bukan frasa itu", now)
    return raised.value.wait


def test_without_a_passphrase_the_way_to_set_one_is_said(folders: Path) -> None:
    assert not permission.is_set()
    with pytest.raises(UserError, match="python -m planning permit"):
        permission.verify(PHRASE)
    assert not folders.exists()


def test_the_passphrase_fits_and_nothing_else_does() -> None:
    permission.set_passphrase(f" {PHRASE} ")
    permission.verify(PHRASE)
    assert wrong(0.0) == 0.0
    with pytest.raises(WrongPassphrase, match=r"salah \(2 kali\)"):
        permission.verify(PHRASE.upper())


def test_the_passphrase_itself_is_in_no_file(folders: Path) -> None:
    permission.set_passphrase(PHRASE)
    kept = (folders / "invitation.json").read_text(encoding="utf-8")
    assert PHRASE not in kept and json.loads(kept)["n"] >= 2**15
    assert os.name == "nt" or stat.S_IMODE((folders / "invitation.json").stat().st_mode) == 0o600
    permission.set_passphrase(PHRASE)
    assert (folders / "invitation.json").read_text(encoding="utf-8") != kept, "the salt is new each time"


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UserError, match="paling sedikit 12 huruf"):
        permission.set_passphrase("rahasia")
    assert not permission.is_set()


def test_wrong_tries_are_slowed_more_and_more_and_a_right_one_forgets_them() -> None:
    permission.set_passphrase(PHRASE)
    now, waits = 1_000.0, []
    for _ in range(FREE_TRIES + 12):
        waits.append(wrong(now))
        now += waits[-1]
    assert waits[: FREE_TRIES + 2] == [0.0, 0.0, 5.0, 10.0, 20.0]
    assert waits[-1] == LONGEST_WAIT
    permission.verify(PHRASE, now)
    assert [wrong(now) for _ in range(FREE_TRIES)] == [0.0, 0.0, 5.0]


def test_a_try_before_its_time_is_refused_even_with_the_right_passphrase_and_is_not_counted() -> None:
    permission.set_passphrase(PHRASE)
    for _ in range(FREE_TRIES):
        wrong(1_000.0)
    for _ in range(2):
        with pytest.raises(WrongPassphrase, match=rf"salah \({FREE_TRIES} kali\). Tunggu 4 detik"):
            permission.verify(PHRASE, 1_001.0)
    permission.verify(PHRASE, 1_006.0)


def test_a_clock_set_back_does_not_lock_for_ever() -> None:
    permission.set_passphrase(PHRASE)
    for _ in range(FREE_TRIES):
        wrong(1_000_000.0)
    permission.verify(PHRASE, 10.0)


def test_a_damaged_file_lets_nobody_in(folders: Path) -> None:
    permission.set_passphrase(PHRASE)
    (folders / "invitation.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="Pasang frasa undangan lagi"):
        permission.verify(PHRASE)


def test_names_come_with_the_passphrase_and_are_recorded_without_names() -> None:
    write_registry(request().edition_id, {"a": "Siti Aminah", "b": "Budi Santoso", "c": "Tidak Diundang"})
    permission.set_passphrase(PHRASE)
    with pytest.raises(WrongPassphrase):
        names_for(request(), ["a", "b", "x"], "frasa yang salah")
    assert store.invitations().empty
    assert names_for(request(), ["a", "b", "x"], PHRASE) == {"a": "Siti Aminah", "b": "Budi Santoso"}
    made = store.invitations().iloc[0]
    assert (made.made_by, made.way, made.format, made.names_count) == ("Rina", "halaman", "pdf", 2)
    assert b"Siti" not in store.plan_file.location().read_bytes()


def test_the_command_line_relies_on_the_rights_of_the_key_and_is_recorded_too() -> None:
    write_registry(request().edition_id, {"a": "Siti Aminah"})
    assert names_for(request("perintah"), ["a"]) == {"a": "Siti Aminah"}
    assert store.invitations().way.tolist() == ["perintah"]


def test_no_name_leaves_when_the_record_cannot_be_written() -> None:
    write_registry(request().edition_id, {"a": "Siti Aminah"})
    store.plan_file.location().parent.mkdir()
    store.plan_file.location().write_bytes(b"rusak")
    with pytest.raises(UserError, match="rusak"):
        names_for(request("perintah"), ["a"])
