"""Uploads: they wait in private, are shown without persons, tried without a trace, published whole, and never lost."""

import os
import stat
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data import editions, paths
from data.errors import UserError
from ingest import inbox, own_contracts
from ingest.__main__ import main
from ingest.arrivals import note_moves, recover, settle, usual_inputs, waiting_folder
from ingest.build import build
from ingest.inspection import HIDDEN, look_at
from ingest.kept_editions import standing_of
from ingest.limits import UPLOAD_MEGABYTES
from ingest.publication import Choice, arrivals_of, exports, publish, signature_of, try_out
from tests.ingest.exports import case, member, text_of, write_workbook

BANDUNG = "32.73"
pytestmark = pytest.mark.usefixtures("agency")


def quiet(*_: object) -> None:
    """Progress that nobody looks at."""


def taken(name: str, *rows: dict[str, str], replaces: Path | None = None) -> Choice:
    return Choice(inbox.take(name, text_of(rows).encode()), BANDUNG, replaces)


def published(*choices: Choice, note: str = "Sari · percobaan"):
    return publish(choices, try_out(choices, quiet).signature, note, quiet)


def rows(subject: str) -> int:
    found = standing_of(editions.current()).holdings.get((BANDUNG, subject))
    return found.row_count if found else 0


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x.csv", "x.csv"),
        ("C:\\data\\x.xlsx", "x.xlsx"),
        ("/etc/passwd", "passwd"),
        ("..", "unggahan"),
        ("", "unggahan"),
        (".env", "env"),
        ("a\0b\n.csv", "a b.csv"),
        ("\u202egpj.csv", "gpj.csv"),
        ("NUL.csv", "_NUL.csv"),
        ("<b>anggota.csv", "_b_anggota.csv"),
    ],
)
def test_a_hostile_name_stays_a_name(sent: str, kept: str) -> None:
    upload = inbox.take(sent, b"x")
    assert upload.name == kept and upload.path.parent.parent == waiting_folder()
    assert [one.upload_id for one in inbox.waiting()] == [upload.upload_id]


@pytest.mark.parametrize("letter", ["a", "ж", "\U0001d4b3"])
def test_a_name_of_three_hundred_letters_is_shortened_and_keeps_its_ending(letter: str) -> None:
    assert inbox.take(letter * 300 + ".csv", b"x").name.endswith(".csv")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no modes")
def test_uploads_wait_readable_by_their_owner_only() -> None:
    upload = inbox.take("a.csv", b"x")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (paths.uploads(), upload.path.parent, upload.path)]
    assert modes == [0o700, 0o700, 0o600]


def test_an_upload_beyond_the_limit_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(UserError, match=f"paling besar {UPLOAD_MEGABYTES} MB"):
        inbox.take("besar.csv", memoryview(bytes(1 + (UPLOAD_MEGABYTES << 20))))
    assert inbox.waiting() == []


def test_the_limit_is_the_one_of_the_server() -> None:
    assert f"maxUploadSize = {UPLOAD_MEGABYTES}\n" in (paths.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


def test_throwing_away_removes_the_file_and_takes_no_path() -> None:
    upload = inbox.take("a.csv", b"x")
    inbox.discard("../" + upload.upload_id)
    inbox.discard(".")
    assert inbox.waiting()
    inbox.discard(upload.upload_id)
    assert inbox.waiting() == [] and not upload.path.parent.exists()


def test_nothing_is_thrown_away_while_a_build_may_be_reading_it() -> None:
    upload = inbox.take("a.csv", b"x")
    with editions.writing(), pytest.raises(UserError, match="Pembangunan lain"):
        inbox.discard(upload.upload_id)
    assert inbox.waiting() == [upload]


def test_the_first_rows_are_shown_without_persons() -> None:
    (reading,) = look_at(taken("ppks.csv", case(1), case(2, Jenis_PPKS="Orang dengan HIV/AIDS")).upload.path)
    assert (reading.contract, reading.city_code) == ("ppks_by_name", BANDUNG)
    shown = dict(zip([column.header for column in reading.columns], reading.preview[1], strict=True))
    assert shown == {
        "Kecamatan": "Andir", "Kelurahan": "Maleber", "NIK": HIDDEN, "Nama": HIDDEN, "Tanggal Lahir": HIDDEN, "Jenis PPKS": HIDDEN,
        "Tanggal Lapor": "2024-01-03",
    }
    assert reading.preview[0][5] == "Fakir Miskin"


def test_a_number_of_a_person_in_another_column_is_hidden_too() -> None:
    (reading,) = look_at(taken("ppks.csv", case(1, Kelurahan="9932730501017001")).upload.path)
    assert "9932730501017001" not in str(reading)


def test_a_list_without_a_header_shows_no_row_as_its_header() -> None:
    (reading,) = look_at(inbox.take("a.csv", b"Siti Aminah,9932730501017001,Maleber\nBudi,9932730501017002,Maleber\n").path)
    assert reading.contract is None and reading.columns == ()


def test_a_misspelt_header_is_told_as_a_guess() -> None:
    text = text_of([member(1)]).replace("Kecamatan", "Kecamatann")
    (reading,) = look_at(inbox.take("a.csv", text.encode()).path)
    assert [column.header for column in reading.columns if column.is_guessed] == ["Kecamatann"]


def test_a_dry_run_tells_the_differences_and_leaves_no_trace(agency: Path) -> None:
    before = editions.current()
    choice = taken("anggota_baru.csv", member(3), member(4, Kelurahan="Campaka"), member(5, Kelurahan="Malebarr"))
    trial = try_out([choice], quiet)
    (difference,) = trial.differences
    assert (difference.subject, difference.before.row_count, difference.after.row_count) == ("volunteer", 2, 4)
    assert difference.appeared == ("32.73.05.1006",) and difference.vanished == ()
    assert [(change.figure, change.before, change.after) for change in trial.figures] == [("anggota aktif", 2, 4)]
    row = next(row for row in trial.ledger if row["file"] == trial.names[choice.upload.upload_id])
    assert (row["accepted"], row["rejected"]) == (2, 1) and trial.reject_file(row).is_file()
    assert (editions.current(), editions.existing()) == (before, [before]) and inbox.waiting() == [choice.upload]
    assert list(exports()) == ["anggota.csv"]


def test_publishing_moves_the_upload_and_a_build_of_the_folder_finds_nothing_new() -> None:
    outcome = published(taken("ppks.csv", case(1), case(2)), note="Sari · laporan Januari")
    assert outcome.is_new and (rows("ppks_case"), rows("volunteer")) == (2, 2)
    assert inbox.waiting() == [] and not list(waiting_folder().iterdir())
    assert list(exports()) == ["anggota.csv", "bandung/ppks.csv"]
    assert not build(usual_inputs(), publish=True, report=None, progress=quiet).is_new


def test_a_newer_version_replaces_the_rows_of_the_older(agency: Path) -> None:
    published(taken("anggota.csv", member(1), member(2), member(3), replaces=agency / "anggota.csv"))
    assert rows("volunteer") == 3 and list(exports()) == ["bandung/anggota.csv"]
    assert not (agency / "anggota.csv").exists() and list((paths.uploads() / "replaced" / editions.current()).iterdir())
    old = exports()["bandung/anggota.csv"]
    published(taken("anggota.csv", member(1), replaces=old))
    assert rows("volunteer") == 1 and list(exports()) == ["bandung/anggota.csv"]


def test_a_second_file_of_the_same_name_stands_beside_the_first() -> None:
    published(taken("ppks.csv", case(1)))
    published(taken("ppks.csv", case(2)))
    assert rows("ppks_case") == 2 and list(exports()) == ["anggota.csv", "bandung/ppks (2).csv", "bandung/ppks.csv"]


def test_what_was_not_tried_is_not_published() -> None:
    choice = taken("ppks.csv", case(1))
    signature = signature_of([choice])
    with pytest.raises(UserError, match="Uji coba lagi"):
        publish([choice, taken("lain.csv", case(2))], signature, "", quiet)
    assert rows("ppks_case") == 0 and len(inbox.waiting()) == 2


def test_a_file_that_cannot_be_read_stops_before_anything_changes() -> None:
    before = editions.current()
    with pytest.raises(UserError, match="bukan buku kerja Excel"):
        try_out([Choice(inbox.take("rusak.xlsx", b"PK\x03\x04 bukan"), None)], quiet)
    assert (editions.current(), len(inbox.waiting()), list(exports())) == (before, 1, ["anggota.csv"])


def test_two_operators_at_once_the_second_is_told() -> None:
    with editions.writing(), pytest.raises(UserError, match="Pembangunan lain sedang berjalan"):
        try_out([taken("ppks.csv", case(1))], quiet)


class Killed(BaseException):
    """The process ends here."""


def test_a_crash_before_the_edition_is_named_forgets_the_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    before, choice = editions.current(), taken("ppks.csv", case(1))
    signature = try_out([choice], quiet).signature

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(editions, "publish", die)
        publish([choice], signature, "", quiet)
    settle()
    assert (editions.current(), inbox.waiting(), list(exports())) == (before, [choice.upload], ["anggota.csv"])


def test_a_crash_after_the_edition_is_named_is_finished_by_the_next_look(agency: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = taken("anggota.csv", member(1), member(2), member(3), replaces=agency / "anggota.csv")
    signature = try_out([choice], quiet).signature
    named = editions.publish

    def publish_and_die(partial: Path, edition_id: str) -> None:
        named(partial, edition_id)
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(editions, "publish", publish_and_die)
        publish([choice], signature, "", quiet)
    assert rows("volunteer") == 3 and inbox.waiting()
    recover()
    assert not build(usual_inputs(), publish=True, report=None, progress=quiet).is_new
    assert inbox.waiting() == [] and list(exports()) == ["bandung/anggota.csv"]


def test_moves_that_were_made_halfway_are_made_once(agency: Path) -> None:
    choice = taken("anggota.csv", member(9), replaces=agency / "anggota.csv")
    arrivals = arrivals_of([choice])
    note_moves(arrivals, editions.current())
    note = (paths.uploads() / "moves.json").read_bytes()
    settle()
    (paths.uploads() / "moves.json").write_bytes(note)
    settle()
    assert "Relawan 9" in exports()["bandung/anggota.csv"].read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "shown"), [("²", HIDDEN), ("7", HIDDEN), ("Fakir Miskin", "Fakir Miskin"), ("Sri Wahyuni", HIDDEN)])
def test_of_the_kinds_in_a_list_only_those_that_are_known_and_may_be_seen_are_shown(kind: str, shown: str) -> None:
    (reading,) = look_at(taken("kasus.csv", case(**{"Jenis PPKS": kind})).upload.path)
    assert reading.preview[0][[column.header for column in reading.columns].index("Jenis PPKS")] == shown


def test_a_corrected_layout_is_remembered_and_the_next_file_recognised_by_itself() -> None:
    strange = text_of([member(3), member(4)]).replace("Unsur", "Golongan Relawan").replace("Kecamatan", "Wilayah")
    (reading,) = look_at(inbox.take("aneh.csv", strange.encode()).path)
    assert (reading.contract, reading.nearest, reading.missing) == (None, "volunteers", ("kind", "kecamatan"))
    headers = {"name": "Nama", "member_status": "Status", "kind": "Golongan Relawan", "kecamatan": "Wilayah"}
    name = own_contracts.remember("volunteers", headers)
    upload = inbox.take("aneh lagi.csv", strange.encode())
    (reading,) = look_at(upload.path)
    assert (reading.contract, reading.city_code) == (name, BANDUNG) and own_contracts.is_own(reading.contract)
    published(Choice(upload, BANDUNG))
    assert rows("volunteer") == 4
    (plain,) = look_at(taken("biasa.csv", member(1)).upload.path)
    assert plain.contract == "volunteers", "a known layout is not taken for the new one"
    published(taken("aneh lagi.csv", member(3), member(4), replaces=exports()["bandung/aneh lagi.csv"]))
    own_contracts.forget(name)
    assert look_at(inbox.take("aneh.csv", strange.encode()).path)[0].contract is None
    assert build(usual_inputs(), publish=True, report=None, progress=quiet).is_new and rows("volunteer") == 4, "no published file needed it any more"


@pytest.mark.parametrize(("headers", "said"), [
    ({"name": "Nama"}, "Kolom wajib belum dipilih"),
    ({"name": "Nama", "kind": "Nama", "kecamatan": "Kec", "member_status": "S"}, "dipilih untuk dua bidang"),
])
def test_a_layout_that_lacks_a_column_is_not_remembered(headers: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        own_contracts.remember("volunteers", headers)
    assert not paths.contracts().exists()


def test_a_header_with_quotes_and_lines_makes_a_contract_that_can_be_read() -> None:
    odd = 'Nama "lengkap"\n\\ \x7f = [1]'
    name = own_contracts.remember("volunteers", {"name": odd, "kind": "U", "kecamatan": "K", "member_status": "S"})
    text = f'U,K,S,"{odd.replace(chr(34), chr(34) * 2)}"\nPSM,Andir,Aktif,Siti\n'
    assert look_at(inbox.take("a.csv", text.encode()).path)[0].contract == name


def test_files_whose_names_differ_in_signs_only_have_a_reject_file_each() -> None:
    both = [taken("data baru.csv", member(3, Kelurahan="Malebarr")), taken("data_baru.csv", member(4, Kelurahan="Malebarx"))]
    trial = try_out(both, quiet)
    ledger = {row["file"]: row for row in trial.ledger}
    paths_of = [trial.reject_file(ledger[trial.names[choice.upload.upload_id]]) for choice in both]
    assert len(set(paths_of)) == 2
    refused = [str(CalamineWorkbook.from_path(path).get_sheet_by_name("Ditolak").to_python()) for path in paths_of]
    assert ["Malebarr" in text for text in refused] == [True, False] and ["Malebarx" in text for text in refused] == [False, True]


def test_corrected_rejects_come_in_again(tmp_path: Path) -> None:
    choice = taken("anggota baru.csv", member(3), member(4, Kelurahan="Malebarr"))
    trial = try_out([choice], quiet)
    row = next(row for row in trial.ledger if row["file"] == trial.names[choice.upload.upload_id])
    cells = CalamineWorkbook.from_path(trial.reject_file(row)).get_sheet_by_name("Ditolak").to_python()
    publish([choice], trial.signature, "", quiet)
    assert rows("volunteer") == 3 and not (paths.uploads() / "rejects").exists()
    corrected = [[cell.replace("Malebarr", "Maleber") if cell == "Malebarr" else cell for cell in line] for line in cells]
    content = write_workbook(tmp_path / "ditolak.xlsx", {"Ditolak": corrected}).read_bytes()
    published(Choice(inbox.take("anggota_baru.csv.ditolak.xlsx", content), BANDUNG))
    assert rows("volunteer") == 4


def test_going_back_to_a_chosen_edition_and_forward_again() -> None:
    first = editions.current()
    published(taken("ppks.csv", case(1)))
    second = editions.current()
    assert editions.rollback(first) == first == editions.current()
    assert main(["rollback", second]) == 0 and editions.current() == second
    assert main(["rollback", "20200101-000000-00000000"]) == 2
    with pytest.raises(UserError, match="tidak disimpan"):
        editions.rollback("20200101-000000-00000000")
