"""Place names that wait: kept with their candidates, decided once for all rows, taken back, and never a person among them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import paths, turns
from data.errors import UserError
from ingest import decisions, review
from ingest.__main__ import main
from ingest.decisions import OUTSIDE, PLACE, REFUSED, PlaceName
from tests.ingest.exports import Imported, case, imported, member, write_csv

MALEBER, CAMPAKA, BATUNUNGGAL = "32.73.05.1001", "32.73.05.1006", "32.73.21.1001"
TWELVE = [case(number, Kelurahan="Malebarr") for number in range(1, 13)]
pytestmark = pytest.mark.usefixtures("warehouse")


def waiting(found: Imported) -> list[review.Question]:
    return review.questions(found.connection)


def asked(folder: Path, *rows: dict[str, str]) -> review.Question:
    """The one question that these rows ask."""
    with imported(write_csv(folder / "a.csv", rows)) as found:
        one, = waiting(found)
    return one


def test_a_misspelt_name_of_twelve_rows_is_decided_once_and_taken_back(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "kasus.csv", [*TWELVE, case(20)])
    with imported(path) as found:
        question, = waiting(found)
        assert (question.name.kelurahan, question.name.kecamatan, question.row_count) == ("Malebarr", "Andir", 12)
        assert dict(question.files) == {"kasus.csv": 12} and question.decision is None
        assert question.candidates[0] == review.Candidate(MALEBER, 80)
        assert {one.kelurahan_code[:8] for one in question.candidates} == {"32.73.05"}, "candidates lie inside the kecamatan"
        assert found.heaps() == found.heaps() | {"rows_read": 13, "accepted": 1, "rejected": 12}
    review.decide(question, PLACE, MALEBER, "Sari")
    with imported(path) as found:
        assert found.is_new and found.heaps() == found.heaps() | {"rows_read": 13, "accepted": 13, "rejected": 0}
        assert found.ask("SELECT DISTINCT kelurahan_code FROM core_ppks_case") == [(MALEBER,)] and waiting(found) == []
    with imported(path) as found:
        assert not found.is_new
    decisions.withdraw(question.name, "Budi")
    with imported(path) as found:
        assert found.is_new and found.heaps()["rejected"] == 12
        assert [one.decision for one in waiting(found)] == [None]
    kept = [(one.verdict, one.by, one.file) for one in decisions.history()]
    assert kept == [("place", "Sari", "kasus.csv"), ("withdrawn", "Budi", "")] and decisions.in_force() == []


def test_a_name_decided_to_lie_elsewhere_is_out_of_city_and_one_left_refused_no_longer_waits(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [case(1), case(2, Kelurahan="Malebarr"), case(3, Kelurahan="Campakaa")])
    with imported(path) as found:
        first, second = sorted(waiting(found), key=lambda one: one.name.kelurahan)
    review.decide(first, REFUSED, "", "Sari")
    review.decide(second, OUTSIDE, "", "Sari")
    with imported(path) as found:
        assert found.heaps() == found.heaps() | {"accepted": 1, "out_of_city": 1, "rejected": 1}
        assert [(one.name.kelurahan, one.decision.verdict) for one in waiting(found)] == [("Campakaa", REFUSED)]


def test_a_contradiction_offers_both_places_and_chooses_none(tmp_path: Path) -> None:
    question = asked(tmp_path, case(1), case(2, Kelurahan="Sukaraja"))
    assert question.why == "keterangannya bertentangan" and question.decision is None
    assert question.candidates[0].kelurahan_code[:8] != "32.73.05" and len(question.candidates) > 3
    review.decide(question, PLACE, question.candidates[0].kelurahan_code, "Sari")
    with imported(write_csv(tmp_path / "a.csv", [case(2, Kelurahan="Sukaraja"), case(3, Kecamatan="Cicendo", Kelurahan="Sukaraja")])) as found:
        assert found.heaps()["accepted"] == 2


def test_an_ambiguous_name_stays_ambiguous_for_all_but_the_rows_that_were_decided(tmp_path: Path) -> None:
    rows = [case(1), case(2, Kecamatan="", Kelurahan="Batununggal"), case(3, Kecamatan="Batununggal", Kelurahan="Batununggal")]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        waits = {(one.name.kecamatan, one.name.kelurahan): one for one in waiting(found)}
    review.decide(waits["", "Batununggal"], PLACE, BATUNUNGGAL, "Sari")
    with imported(write_csv(tmp_path / "b.csv", rows)) as found:
        left = {(one.name.kecamatan, one.name.kelurahan) for one in waiting(found) if one.decision is None}
        assert ("", "Batununggal") not in left and left == waits.keys() - {("", "Batununggal")}


PEOPLE = ("Siti Aminah", "3273050101700001", "0812 3456 7890", "Ibu Maleber", "jl. Maleber 3",
          "Sukarno", "Sukarti", "Citra", "Indah Sari", "Ratnasari", "Sukaesih")


@pytest.mark.parametrize("kecamatan", ["Andir", ""])
@pytest.mark.parametrize("text", PEOPLE)
def test_a_text_that_may_be_a_person_is_counted_and_not_kept(text: str, kecamatan: str, tmp_path: Path) -> None:
    rows = [case(1), *(case(number, Kelurahan=text, Kecamatan=kecamatan) for number in (2, 3))]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        question, = waiting(found)
        assert (question.name, question.row_count, question.candidates) == (None, 2, ())
        assert text not in str(found.ask("SELECT * FROM ingest_review") + found.ask("SELECT message FROM ingest_reject"))
    with pytest.raises(UserError, match="tidak menyerupai nama tempat"):
        review.decide(question, PLACE, MALEBER, "Sari")


def test_totals_and_notes_below_the_data_wait_for_nobody(tmp_path: Path) -> None:
    total = dict.fromkeys(case(1), "") | {"Kelurahan": "JUMLAH", "NIK": "2"}
    with imported(write_csv(tmp_path / "a.csv", [case(1), case(2, Kelurahan="Malebarr"), total])) as found:
        assert [(one.name.kelurahan, one.row_count) for one in waiting(found)] == [("Malebarr", 1)]


def test_a_file_of_misspelt_names_only_finds_its_city_once_they_are_decided(tmp_path: Path) -> None:
    question = asked(tmp_path, *TWELVE)
    assert question.name.city_code == ""
    review.decide(question, PLACE, MALEBER, "Sari")
    with imported(tmp_path / "a.csv") as found:
        assert found.heaps()["accepted"] == 12 and found.ledger[0]["city_code"] == "32.73"


def test_a_decision_holds_for_its_source_only(tmp_path: Path) -> None:
    review.decide(asked(tmp_path, case(1), case(2, Kelurahan="Malebarr")), PLACE, MALEBER, "Sari")
    with imported(write_csv(tmp_path / "anggota.csv", [member(1), member(2, Kelurahan="Malebarr")])) as found:
        assert found.heaps()["rejected"] == 1 and waiting(found)[0].decision is None


@pytest.mark.parametrize(("code", "said"), [("32.73.05.1999", "tidak ada di daftar acuan"), ("", "tidak ada di daftar acuan"), ("36.71.01.1001", "kota lain")])
def test_a_decision_for_a_unit_that_is_not_there_is_refused(code: str, said: str, tmp_path: Path) -> None:
    question = asked(tmp_path, case(1), case(2, Kelurahan="Malebarr"))
    with pytest.raises(UserError, match=said):
        review.decide(question, PLACE, code, "Sari")
    assert decisions.history() == [] and not list(paths.contracts().glob("*.csv"))


def test_of_two_operators_who_decide_at_once_the_second_is_told(tmp_path: Path) -> None:
    question = asked(tmp_path, case(1), case(2, Kelurahan="Malebarr"))

    def decide(who: str) -> str:
        try:
            review.decide(question, PLACE, MALEBER if who == "Sari" else CAMPAKA, who)
        except UserError as error:
            return str(error)
        return "disimpan"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(decide, ("Sari", "Budi")))
    assert said[1] == "disimpan" and "sudah diputuskan oleh" in said[0] and len(decisions.history()) == 1
    with pytest.raises(UserError, match="sudah diputuskan"):
        review.decide(question, REFUSED, "", "Wati")


def test_who_waits_too_long_for_a_turn_is_told_and_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0)
    name = PlaceName("volunteers", "Andir", "Malebarr", "", "32.73")
    with turns.turn(paths.contracts() / "names.lock", "", lambda error: UserError(str(error))):
        with pytest.raises(UserError, match="Putusan lain sedang disimpan"):
            decisions.decide(name, PLACE, MALEBER, "Sari", "a.csv")
    assert decisions.history() == []


def test_many_names_decided_at_once_are_all_kept() -> None:
    names = [PlaceName("volunteers", "Andir", f"Maleber {letter}", "", "32.73") for letter in "abcdefgh"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: decisions.decide(name, PLACE, MALEBER, "Sari", "a.csv"), names))
    assert {one.name.kelurahan for one in decisions.in_force("volunteers")} == {name.kelurahan for name in names}


def test_a_names_file_of_three_columns_written_by_hand_is_read_beside_a_local_contract_too(tmp_path: Path) -> None:
    paths.contracts().mkdir(parents=True)
    names = paths.contracts() / "ppks_by_name.names.csv"
    names.write_text(f"kelurahan_code,kelurahan,kecamatan\n{MALEBER},Malebarr,Andir\n", encoding="utf-8")
    path = write_csv(tmp_path / "a.csv", TWELVE)
    with imported(path) as found:
        assert found.heaps()["accepted"] == 12
    names.write_text("kelurahan_code,kelurahan,kecamatan\n32.73.05.1999,Malebarr,Andir\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"baris 2, kolom kelurahan_code: '32.73.05.1999' tidak ada"):
        with imported(path):
            pass


@pytest.mark.parametrize("written", ["2026-11-22", "2026-11-22T08:00:00", "2026-11-22T08:00:00+00:00", "2026-11-22T15:00:00+07:00"])
def test_a_time_written_by_hand_without_a_zone_is_of_the_common_one(written: str) -> None:
    paths.contracts().mkdir(parents=True)
    lines = f"kelurahan_code,kelurahan,kecamatan,decided_at\n{MALEBER},Malebarr,Andir,{written}\n"
    (paths.contracts() / "ppks_by_name.names.csv").write_text(lines, encoding="utf-8")
    one, = decisions.history()
    assert one.at == datetime(2026, 11, 22, 8 if ":" in written else 0, tzinfo=UTC)


def test_the_command_lists_decides_takes_back_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(tmp_path / "kasus.csv", [case(1), *TWELVE[1:]])
    assert main(["build", str(path)]) == 0 and main(["review"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "'Malebarr'" in line)
    assert "11 baris di kasus.csv" in line
    name = line.split()[0]
    assert main(["decide", name, "32.73.05.1999", "--by", "Sari"]) == 2 and main(["decide", "00000000", MALEBER, "--by", "Sari"]) == 2
    for nobody in (" ", "081234567890", "Sari 0812-3456-7890", "3273050101700001"):
        assert main(["decide", name, MALEBER, "--by", nobody]) == 2 and decisions.history() == []
    assert main(["decide", name, MALEBER, "--by", "Sari"]) == 0 and main(["build", str(path)]) == 0
    assert "12 diterima" in capsys.readouterr().out
    assert main(["review"]) == 0 and f"{name}  berlaku: 'Malebarr'" in capsys.readouterr().out
    assert main(["withdraw", name, "--by", "Budi"]) == 0 and main(["withdraw", name, "--by", "Budi"]) == 2
    exported = tmp_path / "putusan.csv"
    assert main(["review", "--export", str(exported)]) == 0
    text = exported.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("source;kelurahan_code;kelurahan;kecamatan") and ";Sari;" in text and ";withdrawn;Budi;" in text


def test_a_name_that_acts_as_a_formula_leaves_as_text(tmp_path: Path) -> None:
    review.decide(asked(tmp_path, case(1), case(2, Kelurahan="=Malebar")), REFUSED, "", "Sari")
    assert main(["review", "--export", str(tmp_path / "putusan.csv")]) == 0
    assert ";'=Malebar;" in (tmp_path / "putusan.csv").read_text(encoding="utf-8-sig")
