"""The locked plan in a report: the one in force, up to the month, by kecamatan, and never a scenario that nobody decided on."""

from datetime import date
from pathlib import Path

import pytest

from data.parameters import norms_of
from planning.kept import store
from queries.warehouse import current_edition
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.storyboard.slides import slides
from tests.planning.plan_values import rows


@pytest.fixture(autouse=True)
def own_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "rencana"))


def gathered(period: date = date(2025, 12, 1), kecamatan_code: str | None = None) -> Contents:
    return contents(current_edition(), "32.73", period, norms_of("32.73", period)[0], kecamatan_code=kecamatan_code)


def test_a_locked_plan_is_told_by_kecamatan(sample_warehouse: Path) -> None:
    saved = store.keep("Bimtek 2026", rows(40, seats=40), "Ibu Rini", based_on=None)
    assert gathered().plan is None and gathered().facts["plan_seats"].state == "missing", "a scenario is no plan"
    store.lock(saved.plan_id, saved.version, "Ibu Rini")
    found = gathered()
    assert (found.plan.name, found.plan.seats, found.plan.by_kecamatan) == ("Bimtek 2026", 40, (("Sukasari", 40),))
    told = {slide.key: slide for slide in slides(found)}
    assert told["plan"].headline == "Rencana yang dikunci melatih 40 orang." and "never_trained" not in told
    assert "Laksanakan rencana pelatihan yang sudah dikunci untuk 40 orang." in told["decisions"].points
    assert "Ibu Rini" not in repr(found)


def test_a_plan_of_a_later_month_or_of_another_question_is_left_out(sample_warehouse: Path) -> None:
    for name, values in (("Utusan", {"question": "utusan"}), ("Bimtek", {})):
        saved = store.keep(name, rows(40, **values), "Ibu Rini", based_on=None)
        store.lock(saved.plan_id, saved.version, "Ibu Rini")
    assert gathered(date(2024, 12, 1)).plan is None
    assert gathered().plan.name == "Bimtek"


def test_a_kecamatan_is_told_of_its_own_seats_alone(sample_warehouse: Path) -> None:
    saved = store.keep("Bimtek 2026", rows(40), "Ibu Rini", based_on=None)
    store.lock(saved.plan_id, saved.version, "Ibu Rini")
    assert gathered(kecamatan_code="32.73.01").facts["plan_seats"].value == 40
    elsewhere = gathered(kecamatan_code="32.73.02")
    assert elsewhere.facts["plan_seats"].value == 0 and all(slide.key != "plan" for slide in slides(elsewhere, "kecamatan"))
