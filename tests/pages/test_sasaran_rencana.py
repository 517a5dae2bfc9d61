"""Saved plans: side by side, what became of a locked one, and an invitation that wants the passphrase."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import permission
from data.parameters import norms_of
from ingest.registry import read_registry
from planning.delegates import defaults
from planning.kept import store
from planning.kept.saved import Saved
from planning.recruitment import plan_recruitment
from planning.training import plan_training
from queries.warehouse import current_edition
from tests.pages.test_sasaran import CITY, asked, field, opened, own_plans, words
from ui.planning.reads import followed

__all__ = ["own_plans"]

JUNE = date(2025, 6, 1)
PHRASE = "empat puluh kursi Solok"


def saved_training(name: str, seats: int, *, is_locked: bool = False) -> Saved:
    norm = norms_of("13.72", JUNE)[0]
    rules = replace(defaults(current_edition(), "13.72", JUNE, norm.id, "pelatihan"), seats=seats)
    saved = store.save(name, plan_training(current_edition(), rules), "Sari", based_on=None)
    return store.lock(saved.plan_id, saved.version, "Budi", "rapat 12 Juni") if is_locked else saved


def invite(app: AppTest, phrase: str) -> AppTest:
    field(app, "text_input", "Nama Anda").set_value("Sari")
    field(app, "text_input", "Frasa undangan").set_value(phrase)
    return field(app, "button", "Siapkan undangan bernama").click().run()


def test_a_city_without_plans_says_where_to_begin(sample_warehouse: Path) -> None:
    app = opened("rencana")
    assert f"Belum ada rencana tersimpan untuk {CITY}" in words(app) and "pk-footer" in words(app)


def test_two_scenarios_stand_side_by_side(sample_warehouse: Path) -> None:
    saved_training("Sedikit", 4)
    saved_training("Banyak", 9)
    app = opened("rencana")
    assert "2 skenario tersimpan" in words(app) and "belum ada yang dikunci" in words(app)
    field(app, "multiselect", "Yang dibandingkan").set_value(["1.1", "2.1"]).run()
    assert not app.exception and "Orang yang sama dengan yang pertama" in words(app)
    assert len(app.get("bidi_component")) == 2, "a map each"


def test_plans_of_one_name_are_both_there_and_the_address_names_none(sample_warehouse: Path) -> None:
    saved_training("Bimtek (Sari)", 4)
    norm = norms_of("13.72", JUNE)[0]
    plan = plan_recruitment(current_edition(), defaults(current_edition(), "13.72", JUNE, norm.id, "rekrutmen"))
    store.save("Bimtek (Sari)", plan, "Sari", based_on=None)
    app = opened("rencana", rencana="1.1")
    assert len(field(app, "selectbox", "Rencana").options) == len(set(field(app, "selectbox", "Rencana").options)) == 2
    assert field(app, "selectbox", "Rencana").value == "1.1"
    field(app, "multiselect", "Yang dibandingkan").set_value(["2.1", "1.1"]).run()
    assert (asked(app, "rencana"), asked(app, "banding")) == ("1.1", "2.1,1.1") and not app.exception
    assert "Sari" not in str(dict(app.query_params))


def test_the_plan_in_force_stands_before_those_it_replaced_and_the_scenarios(sample_warehouse: Path) -> None:
    first = saved_training("Pertama", 4, is_locked=True)
    second = saved_training("Kedua", 5)
    store.lock(second.plan_id, 1, "Budi", replaces=(first.plan_id, 1))
    saved_training("Ketiga", 6)
    options = field(opened("rencana"), "selectbox", "Rencana").options
    assert options == ["Kedua · versi 1", "Ketiga · versi 1", "Pertama · versi 1"]


def test_what_became_of_a_plan_is_told_anew_after_the_file_of_plans_was_replaced(sample_warehouse: Path) -> None:
    stored = store.load(saved_training("Bimtek Juli", 4).plan_id)
    later = replace(stored, saved=replace(stored.saved, saved_at=stored.saved.saved_at + timedelta(hours=1)), chosen=stored.chosen.head(1))
    assert [followed(current_edition(), plan, None).invited for plan in (stored, later)] == [4, 1]


def test_a_locked_plan_comes_first_with_who_and_what_became_of_it(sample_warehouse: Path) -> None:
    saved_training("Bimtek Juli", 9, is_locked=True)
    saved_training("Lain", 5)
    app = opened("rencana")
    assert "Rencana yang berlaku: Bimtek Juli, 9 orang" in words(app)
    assert any("Dikunci oleh Budi" in text.value and "rapat 12 Juni" in text.value for text in app.markdown)
    assert "Sesudah rencana" in words(app) and "Ukuran yang dijanjikan berubah" in words(app)
    assert any(word in words(app) for word in ("lebih baik", "tetap", "lebih buruk"))


def test_a_recruitment_has_no_invitation_and_says_so(sample_warehouse: Path) -> None:
    norm = norms_of("13.72", JUNE)[0]
    plan = plan_recruitment(current_edition(), defaults(current_edition(), "13.72", JUNE, norm.id, "rekrutmen"))
    store.save("Rekrutmen", plan, "Sari", based_on=None)
    app = opened("rencana")
    assert "Rencana rekrutmen tidak punya undangan" in words(app) and "orang yang direncanakan sudah bergabung" in words(app)


def test_an_invitation_with_names_waits_for_the_lock_and_for_a_passphrase(sample_warehouse: Path) -> None:
    saved = saved_training("Bimtek Juli", 4)
    app = opened("rencana")
    assert any("setelah rencana dikunci" in text.value for text in app.caption)
    store.lock(saved.plan_id, 1, "Budi")
    assert permission.HOW_TO_SET in words(app.run()).replace("<code>", "`").replace("</code>", "`")
    assert "<code>python -m planning permit</code>" in words(app), "a command reads as one"
    permission.set_passphrase(PHRASE)
    app = invite(app.run(), "bukan ini frasanya")
    assert "Frasa undangan salah" in app.error[0].value and store.invitations().empty
    assert len(app.get("download_button")) == 2, "only the lists without names"


def test_the_right_passphrase_brings_the_names_into_the_file_only_and_is_recorded(sample_warehouse: Path) -> None:
    saved_training("Bimtek Juli", 4, is_locked=True)
    permission.set_passphrase(PHRASE)
    app = invite(opened("rencana"), PHRASE)
    assert "4 nama siap" in app.success[0].value and len(app.get("download_button")) == 3
    made = store.invitations().iloc[0]
    assert (made.made_by, made.names_count, made.format) == ("Sari", 4, "xlsx")
    chosen = store.load(1).chosen.volunteer_id
    names = [read_registry(current_edition())[found] for found in chosen]
    shown = " ".join([words(app), *(text.value for text in (*app.markdown, *app.caption, *app.success))])
    assert names and not [name for name in names if name in shown]


@pytest.mark.parametrize("is_locked", [False, True])
def test_only_an_unlocked_scenario_can_be_set_aside(sample_warehouse: Path, is_locked: bool) -> None:
    saved_training("Bimtek Juli", 4, is_locked=is_locked)
    app = opened("rencana")
    buttons = [button for button in app.button if button.label == "Sisihkan skenario ini"]
    assert bool(buttons) is not is_locked
    if buttons:
        field(app, "text_input", "Nama Anda").set_value("Sari").run()
        field(app, "button", "Sisihkan skenario ini").click().run()
        assert "Belum ada rencana tersimpan" in words(app) and store.listing("13.72").empty
