"""The draft of next year's plan: what it takes from this year, and that the import reads it again as a plan."""

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from charts.year_plan import typed
from ingest.contracts import load_contracts
from queries.warehouse import ask, current_edition
from reports.next_plan import HEADERS, PlanFile, Wish, csv_file, draft, workbook
from tests.ingest.exports import imported
from tests.reports.small_edition import SOLOK, published
from tests.reports.small_year import PERIOD, activities


@pytest.fixture
def made(warehouse: Path, tmp_path: Path) -> pd.DataFrame:
    published(activities(tmp_path))
    return drafted()


def drafted() -> pd.DataFrame:
    values = {"city_code": SOLOK, "period": PERIOD, "activity_kind": None}
    rows = typed(ask(current_edition(), "pages/plan_year", **values))
    return draft(rows, ask(current_edition(), "pages/reach", **values), PERIOD, Wish("KIE", 80))


def file_of(made: pd.DataFrame) -> PlanFile:
    return PlanFile(made, 2026, "Kota Solok", "kelurahan", "uji")


def test_what_was_not_reached_comes_back_with_its_reason(made: pd.DataFrame) -> None:
    repeated = made[made.basis != "unreached"]
    assert [(row.topic, row.month.date(), row.basis) for row in repeated.itertuples()] == [
        ("Bimtek dasar PSM", date(2026, 3, 1), "partly"), ("KIE lanjut usia", date(2026, 4, 1), "not_done"),
        ("Rapat koordinasi", date(2026, 6, 1), "not_done"),
    ]
    assert repeated.reason.tolist() == [
        "A terlaksana Mar 2025 dengan 12 dari sasaran 30 orang", "B direncanakan Apr 2025 dan batal",
        "C direncanakan Jun 2025, belum terlaksana sampai Okt 2025",
    ]


def test_what_was_planned_for_another_year_and_held_in_this_one_is_drafted_for_the_next(warehouse: Path, tmp_path: Path) -> None:
    of_last_year = ("H", "", "KIE", "KIE", "Desember 2024", "2025-02-01", "Laing", "30", "5", "", "", "Terlaksana")
    published(activities(tmp_path, of_last_year))
    made = drafted()
    assert any(row.reason.startswith("H ") and row.month == pd.Timestamp(2026, 12, 1) for row in made.itertuples())
    assert all(when.year == 2026 for when in made.month)


def test_a_kelurahan_that_nothing_reached_gets_a_row_unless_one_is_there_already(made: pd.DataFrame) -> None:
    places = made[made.basis == "unreached"].kelurahan_name
    assert len(places) == 13 - 3 and not set(places) & {"Laing", "Kampung Jawa", "Tanah Garam"}
    assert made[made.basis == "unreached"].month.value_counts().max() == 2  # three rows were there in three of the ten months
    assert set(made[made.basis == "unreached"].budget_idr) == {6_000_000}, "the median of 6, 7 and 1 million; unknown ones take no part"
    assert not made.reason.str.contains("belum pernah").any() and not made[made.basis != "partly"].spent_idr.any()


def test_an_unknown_budget_stays_unknown(made: pd.DataFrame) -> None:
    assert made[made.topic == "KIE lanjut usia"].budget_idr.isna().all() and made[made.topic == "Rapat koordinasi"].target_count.isna().all()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_draft_imports_again_as_a_plan(made: pd.DataFrame, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"draf.{kind}"
    path.write_bytes({"csv": csv_file, "xlsx": workbook}[kind](file_of(made)))
    with imported(path) as back:
        assert back.heaps()["accepted"] == len(made) and back.heaps()["rejected"] == back.heaps()["warnings"] == 0
        found = back.ask(
            "SELECT activity_id, kind_code, topic, planned_date, kelurahan_code IS NOT NULL, target_count, budget_idr, sub_activity_code, status, "
            "is_planned, is_done, realised_date FROM core_activity WHERE city_code = '13.72' ORDER BY activity_id"
        )
    kinds = {"KIE": "kie", "Bimtek": "bimtek", "Rakor": "rakor"}
    wanted = [
        (row.activity_id, kinds[row.kind_label], row.topic, row.month.date(), pd.notna(row.kelurahan_name), _whole(row.target_count),
         _whole(row.budget_idr), None if row.code == "tanpa kode" else row.code, "planned", True, False, None) for row in made.itertuples()
    ]
    assert found == wanted


def test_the_columns_are_those_of_the_import_contract() -> None:
    contract = next(contract for contract in load_contracts() if contract.name == "activities")
    assert all(label in contract.fields[name] for name, label in HEADERS.items())
    own = [name for name in contract.fields if name in HEADERS]
    assert set(HEADERS) - {"city", "kecamatan", "kelurahan"} == {name for name in own if name not in ("city", "kecamatan", "kelurahan")}
    assert set(contract.required) <= set(HEADERS)


def test_the_workbook_says_why_each_row_is_there(made: pd.DataFrame) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(file_of(made))))
    rows = book.get_sheet_by_name("Alasan").to_python()
    assert [row[2] for row in rows[3:]] == made.reason.tolist()
    assert rows[2][3] == "Sudah terpakai tahun 2025 (Rp)"
    assert [row[3] for row in rows[3:]] == made.spent_idr.tolist() and [row[3] for row in rows[3:] if row[1] == "tercapai sebagian"] == [20_000_000]
    total = book.get_sheet_by_name("Rencana").to_python()[-1]
    assert total[0] == "Total" and total[list(HEADERS).index("budget")] == made.budget_idr.sum()


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)
