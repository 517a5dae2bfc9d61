"""What is handed to those who invite: reopened and compared with the plan."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from data import editions
from data.errors import UserError
from planning.kept import store
from planning.kept.saved import StoredPlan
from planning.recruitment import plan_recruitment
from planning.rules import Batch, Override
from planning.training import Plan, defaults, plan_training
from planning.wording import for_outside
from reports.invitation.contents import Invitation, of_plan, of_stored
from reports.invitation.file import write_plan
from reports.invitation.pdf import pdf
from reports.invitation.workbook import workbook

LONG = "Hj. Raden Ajeng Siti Rahmawati Nurhayati Kusumawardhani binti Abdul Rachman Soedirdjo"


@pytest.fixture(autouse=True)
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))


@pytest.fixture(scope="module")
def plan(sample_warehouse: Path) -> Plan:
    edition_id = editions.current()
    rules = defaults(edition_id, "32.73", date(2025, 6, 1), "lima", "pelatihan")
    first = plan_training(edition_id, rules).chosen.volunteer_id.iloc[0]
    batches = (Batch("Angkatan 1", date(2025, 9, 18), None, 20), Batch("Angkatan 2", None, "32.73.19", 20))
    return plan_training(edition_id, replace(rules, batches=batches, venues=("32.73.06",), overrides=(Override(first, "include", "ketua IPSM"),)))


@pytest.fixture
def stored(plan: Plan) -> StoredPlan:
    saved = store.save("Bimtek 2025", plan, "Rina", based_on=None)
    store.lock(saved.plan_id, 1, "Kabid Sari", "rapat bidang 12 Januari")
    return store.load(saved.plan_id)


@pytest.fixture
def names(plan: Plan) -> dict[str, str]:
    called = ("=CMD()", "+62", "-1+1", "@SUM(A1)", LONG, "O'Neil \"Ujang\" #strong[x] $y$ \\ </w>")
    return {volunteer_id: called[number % len(called)] for number, volunteer_id in enumerate(plan.chosen.volunteer_id) if number != 7}


def sheet(content: bytes, name: str) -> list[list[object]]:
    """The rows of a sheet below its three lines of heading."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python(skip_empty_area=False)[3:]


def test_the_list_to_sign_names_everybody_once_with_typed_cells(stored: StoredPlan, names: dict[str, str]) -> None:
    head, *rows = sheet(workbook(of_stored(stored, names)), "Undangan")
    assert head == ["No", "Nama", "Unsur", "Kelurahan/desa", "Kecamatan", "Angkatan", "Tempat", "Tanggal", "Tanda tangan"]
    assert [row[0] for row in rows] == list(range(1, 41))
    assert sorted(row[1] for row in rows if not row[1].endswith("(tidak ada di daftar anggota)")) == sorted(names.values())
    assert {(row[5], row[7]) for row in rows} == {("Angkatan 1", date(2025, 9, 18)), ("Angkatan 2", "")}
    assert [row[5] for row in rows] == sorted(row[5] for row in rows)


def test_names_that_look_like_formulas_stay_texts(stored: StoredPlan, names: dict[str, str]) -> None:
    content = workbook(of_stored(stored, names))
    said = [row[1] for row in sheet(content, "Undangan")[1:]]
    assert {name: said.count(name) for name in set(names.values())} == {name: list(names.values()).count(name) for name in set(names.values())}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if name.startswith("xl/worksheets/") and b"<f>" in parts.read(name)]


def test_who_left_the_member_list_is_said_to_have_no_name(stored: StoredPlan, names: dict[str, str]) -> None:
    said = [row[1] for row in sheet(workbook(of_stored(stored, names)), "Undangan")[1:]]
    assert len([name for name in said if name.endswith("(tidak ada di daftar anggota)")]) == 1


def test_without_permission_the_same_files_call_members_by_kind_place_and_code(stored: StoredPlan, plan: Plan) -> None:
    content = workbook(of_stored(stored))
    assert sorted(row[1] for row in sheet(content, "Undangan")[1:]) == sorted(plan.chosen.label)
    assert sorted(row[0] for row in sheet(content, "Nyaris terpilih")[1:]) == sorted(plan.refused.label)


def test_each_kecamatan_has_its_own_page_with_all_its_people(stored: StoredPlan, plan: Plan) -> None:
    content = workbook(of_stored(stored))
    _, *rows = sheet(content, "Per kecamatan")
    groups = [row[0] for row in rows if isinstance(row[0], str) and row[0].startswith("Kecamatan")]
    counts = plan.chosen.groupby(["kecamatan_code", "kecamatan_name"]).size()
    assert groups == [f"Kecamatan {name}: {count} orang" for (_, name), count in counts.items()]
    assert len(rows) == len(groups) + 40
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        printed = parts.read("xl/worksheets/sheet2.xml").decode()
    assert len(re.findall(r"<brk ", printed)) == len(groups) - 1
    assert 'paperSize="9"' in printed and 'orientation="landscape"' in printed and 'state="frozen"' in printed


def test_the_reasons_and_the_rules_are_those_of_the_plan(stored: StoredPlan, plan: Plan) -> None:
    content = workbook(of_stored(stored))
    _, *rows = sheet(content, "Alasan")
    assert {row[7]: round(row[5], 6) for row in rows} == {for_outside(row.reason): round(row.points, 6) for row in plan.chosen.itertuples()}
    assert [row[6] for row in rows].count("diwajibkan") == 1
    said = dict(row[:2] for row in sheet(content, "Aturan")[1:])
    assert said["Dikunci oleh"].startswith("Kabid Sari, ") and said["Rencana"] == "Bimtek 2025, versi 1" and said["Catatan"] == "rapat bidang 12 Januari"
    assert said["Jumlah kursi"] == "40" and said["Perempuan"] == "paling sedikit 30%" and said["Keputusan perencana"] == "1 orang diwajibkan ikut"
    assert plan.edition_id in said["Edisi data"]


def test_simulated_data_say_so_on_every_sheet_and_so_does_a_plan_that_is_not_locked(stored: StoredPlan, plan: Plan) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(of_plan(plan))))
    for name in book.sheet_names:
        heading = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:3]
        assert "DATA SIMULASI" in heading[1][0] and "belum dikunci" in heading[2][0], name
    real = replace(stored, saved=replace(stored.saved, is_simulated=False))
    assert "SIMULASI" not in CalamineWorkbook.from_filelike(io.BytesIO(workbook(of_stored(real)))).get_sheet_by_index(0).to_python()[1][0]


def page_sizes(invitation: Invitation) -> list[tuple[float, float]]:
    """Width and height of each page."""
    with pypdfium2.PdfDocument(pdf(invitation)) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def test_the_pdf_is_the_same_twice_and_other_with_names(stored: StoredPlan, names: dict[str, str]) -> None:
    made = pdf(of_stored(stored, names))
    assert made.startswith(b"%PDF-") and made == pdf(of_stored(stored, names)) != pdf(of_stored(stored))


def test_every_page_of_the_pdf_is_a4_and_long_names_cost_no_page_more_than_lines(stored: StoredPlan, plan: Plan) -> None:
    short, long = (page_sizes(of_stored(stored, dict.fromkeys(plan.chosen.volunteer_id, name))) for name in ("Budi", LONG))
    assert 4 <= len(short) <= len(long) <= len(short) + 4
    assert {(round(width), round(height)) for width, height in (*short, *long)} == {(595, 842)}, "points"


def test_a_plan_without_batches_or_refused_is_printed_too(plan: Plan) -> None:
    small = plan_training(plan.edition_id, replace(plan.rules, seats=1, batches=(), venues=(), overrides=(), women_pct=0))
    assert pdf(of_plan(replace(small, refused=small.refused.iloc[:0]))).startswith(b"%PDF-")
    assert len(sheet(workbook(of_plan(small)), "Undangan")) == 2


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_a_recruitment_is_written_by_place(plan: Plan, ending: str, tmp_path: Path) -> None:
    recruitment = plan_recruitment(plan.edition_id, defaults(plan.edition_id, "32.73", date(2025, 6, 1), "lima", "rekrutmen"))
    path = write_plan(recruitment, tmp_path / f"rekrutmen{ending}")
    if ending == ".csv":
        rows = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")
        assert rows["Kelurahan/desa"].tolist() == recruitment.sequence.place_name.tolist()
    with pytest.raises(UserError, match="tidak punya undangan"):
        write_plan(recruitment, tmp_path / "rekrutmen.pdf")


def test_no_file_of_a_plan_says_how_many_are_in_need(plan: Plan, tmp_path: Path) -> None:
    counted = re.compile(r"\d PPKS")
    assert any(counted.search(reason) for reason in plan.chosen.reason), "the screen says it"
    recruitment = plan_recruitment(plan.edition_id, defaults(plan.edition_id, "32.73", date(2025, 6, 1), "lima", "rekrutmen"))
    for kind, made in (("latih", plan), ("rekrut", recruitment)):
        for ending in (".csv", ".json"):
            assert not counted.search(write_plan(made, tmp_path / f"{kind}{ending}").read_text(encoding="utf-8-sig"))
        book = CalamineWorkbook.from_path(write_plan(made, tmp_path / f"{kind}.xlsx"))
        said = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
        assert not [text for text in said if counted.search(text)]
        assert any("DATA SIMULASI" in text for text in said)
    printed = of_plan(plan)
    assert not [reason for reason in (*printed.people.reason, *printed.refused.reason) if counted.search(reason)]


def test_what_is_handed_to_the_invited_gives_no_reasons(stored: StoredPlan) -> None:
    names = dict.fromkeys(stored.chosen.volunteer_id, "Nama Contoh")
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(workbook(of_stored(stored, names)))).sheet_names
    assert sheets == ["Undangan", "Per kecamatan", "Aturan"]
    assert len(page_sizes(of_stored(stored, names))) < len(page_sizes(of_stored(stored)))
