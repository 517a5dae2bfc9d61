"""`python -m planning`: what each command says and writes, and how it ends."""

import io
import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data import editions, paths, permission
from ingest.registry import read_registry
from planning.__main__ import main
from planning.kept import store
from planning.rules import Rules
from planning.training import defaults, plan_training
from planning.wording import short_id


@pytest.fixture(autouse=True)
def folders(sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))
    monkeypatch.setenv("PANTAU_SECRETS", str(tmp_path / "rahasia"))


@pytest.fixture
def rules() -> Rules:
    return defaults(editions.current(), "32.73", date(2025, 12, 1), "lima", "pelatihan")


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_targets_says_what_the_plan_is_worth_beside_the_simple_rule_and_what_binds(rules: Rules, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("targets", "--city", "32.73", "--seats", "40") == 0
    said = capsys.readouterr().out.splitlines()
    plan = plan_training(editions.current(), rules)
    text = f"{plan.points:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert said[0] == f"Keadaan akhir Des 2025, edisi {plan.edition_id} (DATA SIMULASI)"
    assert said[1] == "Bimtek dasar PSM, jenjang Dasar: 40 dari 40 kursi terisi"
    assert said[2].startswith(f"Nilai {text} poin; aturan sederhana ")
    assert [line.split(" ")[0] for line in said[3:7]] == ["Daftar", "Satu", "Aturan", "Kursi"]


def test_targets_writes_the_same_list_in_every_format(rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("xlsx", "pdf", "csv", "json"):
        assert run("targets", "--city", "32.73", "--out", tmp_path / f"undangan.{ending}") == 0
        assert capsys.readouterr().out.endswith(f"Ditulis ke {tmp_path / 'undangan'}.{ending}.\n")
    plan = plan_training(editions.current(), rules)
    assert pd.read_csv(tmp_path / "undangan.csv", sep=";", decimal=",", encoding="utf-8-sig").Anggota.tolist() == plan.chosen.label.tolist()
    content = json.loads((tmp_path / "undangan.json").read_text(encoding="utf-8"))
    assert [row["code"] for row in content["rows"]] == plan.chosen.volunteer_id.map(short_id).tolist()
    listed = CalamineWorkbook.from_path(tmp_path / "undangan.xlsx").get_sheet_by_index(0).to_python()[4:]
    assert sorted(row[1] for row in listed) == sorted(plan.chosen.label)
    assert (tmp_path / "undangan.pdf").read_bytes().startswith(b"%PDF-")
    assert not store.plan_file.location().exists(), "a list without names leaves no record"


def test_the_rules_of_a_json_go_in_again_and_options_change_them(rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "aturan.json"
    path.write_text(rules.to_json(), encoding="utf-8")
    words = ("targets", "--city", "32.73", "--rules", path, "--seats", "12", "--district-max", "1", "--preset", "belum terlatih dulu")
    assert run(*words, "--out", tmp_path / "a.json") == 0
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (content["rules"]["seats"], content["rules"]["district_max"], len(content["rows"])) == (12, 1, 12)
    assert content["rules"]["weights"] != json.loads(rules.to_json())["weights"]
    assert len({row["kecamatan_name"] for row in content["rows"]}) == 12


def test_a_topic_sets_what_it_sets_on_the_page_unless_an_option_says_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    topic = "Bimtek lanjutan Tagana: siaga bencana"
    said = []
    for more in ([], ["--level", "dasar"]):
        assert run("targets", "--city", "32.73", "--seats", "5", "--topic", topic, *more, "--out", tmp_path / "a.json") == 0
        content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["rules"]
        said.append((content["topic"], content["level"], content["kinds"], content["ppks_codes"]))
    assert said == [(topic, "lanjutan", ["TAGANA"], ["KBA", "KBS"]), (topic, "dasar", ["TAGANA"], ["KBA", "KBS"])]


@pytest.mark.parametrize("question", ["utusan", "rekrutmen"])
def test_the_other_questions_are_answered_too(question: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("targets", "--city", "32.73", "--question", question, "--seats", "90", "--period", "2025-06", "--out", tmp_path / "a.xlsx") == 0
    assert "90 dari 90" in capsys.readouterr().out


def test_with_names_the_list_names_members_is_for_its_owner_only_and_is_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "undangan.xlsx"
    assert run("targets", "--city", "32.73", "--out", path, "--with-names", "--by", "Rina") == 0
    listed = [row[1] for row in CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()[4:]]
    known = set(read_registry(editions.current()).values())
    assert len(listed) == 40 and set(listed) <= known
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    made = store.invitations("32.73").iloc[0]
    assert (made.made_by, made.way, made.format, made.names_count, pd.isna(made.plan_id)) == ("Rina", "perintah", "xlsx", 40, True)
    assert not [name for name in listed if name in capsys.readouterr().out]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "a.docx"], "pakai akhiran .xlsx, .pdf, .csv, .json"),
        (["--out", "a.csv", "--with-names"], "Nama hanya ditulis ke undangan"),
        (["--with-names"], "Nama hanya ditulis ke undangan"),
        (["--seats", "0"], "Jumlah kursi: 0 tidak dapat dipakai"),
        (["--preset", "Suka-suka"], "Bobot 'Suka-suka' tidak dikenal untuk pelatihan; pilih Seimbang"),
        (["--norm", "tujuh"], "Norma 'tujuh' tidak berlaku"),
        (["--period", "2031-01"], "tidak memuat Jan 2031"),
        (["--rules", "tidak-ada.json"], "tidak-ada.json tidak dapat dibaca"),
        (["--question", "rekrutmen", "--women", "30"], "--women tidak berlaku untuk rekrutmen"),
        (["--question", "rekrutmen", "--topic", "Lansia"], "--topic tidak berlaku untuk rekrutmen"),
        (["--question", "rekrutmen", "--out", "a.xlsx", "--with-names"], "tidak memuat orang"),
        (["--seats", "10", "--district-min", "2"], "10"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_two(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("targets", "--city", "32.73", *words) == 2
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and "Ditulis" not in told.out


def test_an_unknown_city_and_a_month_in_other_words_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("targets", "--city", "99.99") == 2
    assert "99.99" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        run("targets", "--city", "32.73", "--period", "Desember")
    assert ended.value.code == 2 and "tulis seperti 2025-12" in capsys.readouterr().err


def test_plans_lists_what_is_saved_and_says_so_when_nothing_is(rules: Rules, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plans") == 0
    assert capsys.readouterr().out == "Belum ada rencana tersimpan.\n"
    saved = store.save("Bimtek Maret", plan_training(editions.current(), rules), "Rina", based_on=None)
    store.lock(saved.plan_id, 1, "Sari")
    assert run("plans", "--city", "32.73") == 0
    said = capsys.readouterr().out
    assert "Bimtek Maret, versi 1 (pelatihan, kota 32.73, 2025-12): terkunci" in said and "disimpan Rina" in said and "dikunci Sari" in said


def test_permit_reads_the_passphrase_from_a_pipe_and_shows_it_nowhere() -> None:
    def permit(phrase: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "planning", "permit"]
        return subprocess.run(command, cwd=paths.ROOT, input=f"{phrase}\n", capture_output=True, text=True, timeout=60, check=False)

    done = permit("tujuh bambu kuning")
    assert (done.returncode, done.stderr) == (0, "")
    assert "bambu" not in done.stdout
    permission.verify("tujuh bambu kuning")
    short = permit("pendek")
    assert (short.returncode, short.stderr) == (2, "Frasa undangan paling sedikit 12 huruf; pakai beberapa kata yang mudah diingat.\n")
