"""The planner's desk: rules in the address, presets and sliders, contradictions mended by a tap, and a lock that waits for the comparison."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from data import paths
from data.parameters import norms_of
from data.parameters.planning import presets, scale
from ingest.build import build
from ingest.registry import read_registry
from planning.delegates import defaults
from planning.kept import store
from planning.kept.plan_rows import rows_of
from planning.rules import Limit, Override, Rules
from planning.training import plan_training
from queries.warehouse import current_edition
from ui.planning import reads
from ui.planning.weighing import PRESETS

CITY = "Kota Solok"
PERIOD = date(2025, 12, 1)


class NewPageMode(PagesManager):
    """AppTest forgets before each run that the pages come from app.py, starts again, and loses the tap; server.py sets this once."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        PagesManager.uses_pages_directory = False


@pytest.fixture(autouse=True)
def own_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans, secrets and caches of this test alone."""
    monkeypatch.setattr(app_test, "PagesManager", NewPageMode)
    monkeypatch.setenv("PANTAU_PLANS", str(tmp_path / "plans"))
    monkeypatch.setenv("PANTAU_SECRETS", str(tmp_path / "secrets"))
    for cached in (reads.facts_of, reads.topics_of, reads.planned, reads.weighed, reads.recruited, reads._settled, reads._followed):
        cached.clear()


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"kota": CITY, "bulan": "Des 2025", **query}.items():
        app.query_params[name] = value
    app.run()
    app = app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html") if "<style" not in block.proto.body)


def asked(app: AppTest, name: str) -> str:
    """A query parameter of the page, however AppTest keeps it."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def field(app: AppTest, kind: str, label: str):  # noqa: ANN201 - whatever AppTest calls the widget
    return next(widget for widget in getattr(app, kind) if widget.label == label)


def solok_rules(**changed: object) -> Rules:
    norm = norms_of("13.72", PERIOD)[0]
    return replace(defaults(current_edition(), "13.72", PERIOD, norm.id, "pelatihan"), **changed)


def compare(app: AppTest) -> AppTest:
    return field(app, "toggle", "Tampilkan perbandingan lengkap").set_value(True).run()


def lock(app: AppTest, name: str = "Bimtek Februari", by: str = "Sari", note: str = "rapat bidang") -> AppTest:
    if not field(app, "text_input", "Nama rencana").disabled:
        field(app, "text_input", "Nama rencana").set_value(name)
    field(app, "text_input", "Nama Anda").set_value(by)
    field(app, "text_input", "Alasan atau dasar keputusan").set_value(note)
    return field(app, "button", "Kunci rencana").click().run()


def test_the_short_rules_of_an_address_are_the_rules_on_the_screen(sample_warehouse: Path) -> None:
    app = opened(
        "sasaran_pelatihan", kursi="7", jenjang="lanjutan", bobot="10-20-30-40-50", per_kelurahan="0-1", perempuan="0",
        unsur="PSM",
    )
    assert field(app, "number_input", "Kursi").value == 7
    assert [slider.value for slider in app.slider][:5] == [10, 20, 30, 40, 50]
    assert field(app, "selectbox", "Yang didahulukan").value == "Bobot sendiri"
    assert [field(app, "multiselect", "Unsur yang boleh ikut").value, field(app, "slider", "Perempuan paling sedikit").value] == [["PSM"], 0]
    assert (asked(app, "kursi"), asked(app, "per_kelurahan")) == ("7", "0-1")


def test_what_is_left_empty_stays_empty_in_the_address(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan")
    field(app, "multiselect", "Unsur yang boleh ikut").set_value([]).run()
    assert asked(app, "unsur") == "semua" and field(app.run(), "multiselect", "Unsur yang boleh ikut").value == []
    assert field(opened("sasaran_pelatihan", unsur="semua"), "multiselect", "Unsur yang boleh ikut").value == []


def test_what_the_address_says_wrongly_is_left_out_and_told(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", kursi="tujuh", jenjang="aneh", perempuan="500", skenario="99.1")
    assert field(app, "number_input", "Kursi").value == solok_rules().seats
    said = " ".join(toast.value for toast in app.toast)
    assert all(word in said for word in ("kursi", "jenjang", "perempuan", "Skenario"))


def test_a_preset_sets_every_slider_and_a_moved_slider_leaves_it(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan")
    chosen = presets("pelatihan")[1]
    field(app, "selectbox", "Yang didahulukan").select(chosen.name).run()
    assert [slider.value for slider in app.slider][:5] == [weight for _, weight in chosen.weights]
    assert asked(app, "bobot") == chosen.name
    app.slider[0].set_value(5).run()
    assert field(app, "selectbox", "Yang didahulukan").value == "Bobot sendiri"
    assert asked(app, "bobot").startswith("5-")


def test_a_topic_brings_its_level_and_the_kinds_it_serves(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan")
    field(app, "selectbox", "Topik").select("Kesiapsiagaan bencana").run()
    assert (asked(app, "jenjang"), asked(app, "jenis")) == ("khusus", "KBA,KBS")


def test_the_rules_stay_while_the_planner_looks_at_another_page(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan")
    field(app, "number_input", "Kursi").set_value(6).run()
    app.switch_page("pages/cakupan.py").run()
    app.query_params.clear()
    app.switch_page("pages/sasaran_pelatihan.py").run()
    assert field(app, "number_input", "Kursi").value == 6 and not app.exception


def test_another_city_has_rules_of_its_own_and_the_first_keeps_its(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", kursi="7")
    app.selectbox(key="kota").select("Kota Kediri").run()
    assert field(app, "number_input", "Kursi").value == 40 and not app.toast
    app.selectbox(key="kota").select(CITY).run()
    assert field(app, "number_input", "Kursi").value == 7 and not app.exception


def test_contradicting_rules_are_named_and_a_tap_mends_them(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", kursi="3", per_kelurahan="1-2", perempuan="0")
    assert "sebabnya dan perubahan terkecil ada di tengah" in words(app)
    assert any("tidak dapat dipenuhi bersama" in heading.value for heading in app.subheader)
    assert field(app, "button", "Simpan skenario").disabled
    remedy = next(button for button in app.button if button.label.startswith("Tambah kursi dari 3"))
    remedy.click().run()
    assert not app.exception and "kursi menjangkau" in words(app)
    assert field(app, "number_input", "Kursi").value > 3


def test_a_minimum_above_the_maximum_is_said_and_nothing_is_lost(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan")
    field(app, "number_input", "Tiap kelurahan paling sedikit").set_value(4).run()
    assert not app.exception and "Batas tiap kelurahan" in words(app)
    field(app, "number_input", "Tiap kelurahan paling sedikit").set_value(0).run()
    assert "menjangkau" in words(app)


def test_the_lock_opens_only_for_rules_whose_comparison_was_on_the_screen(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", kursi="8")
    assert field(app, "button", "Kunci rencana").disabled
    compare(app)
    assert not field(app, "button", "Kunci rencana").disabled and "Belum pernah dilatih" in words(app)
    field(app, "toggle", "Tampilkan perbandingan lengkap").set_value(False).run()
    assert not field(app, "button", "Kunci rencana").disabled, "it was on the screen for these rules"
    field(app, "number_input", "Kursi").set_value(9).run()
    assert field(app, "button", "Kunci rencana").disabled, "other rules, not compared yet"


def test_a_lock_saves_the_rules_and_names_who_and_why(sample_warehouse: Path) -> None:
    app = lock(compare(opened("sasaran_pelatihan", kursi="8")))
    assert not app.exception and not app.error
    found = store.listing("13.72").iloc[0]
    assert (found["name"], found.locked_by, found.lock_note, found.chosen_count) == ("Bimtek Februari", "Sari", "rapat bidang", 8)
    assert any("Dikunci oleh Sari" in text.value for text in app.markdown)
    assert asked(app, "skenario") == "1.1"


def test_a_second_plan_for_the_same_replaces_only_when_asked(sample_warehouse: Path) -> None:
    lock(compare(opened("sasaran_pelatihan", kursi="8")))
    app = lock(compare(opened("sasaran_pelatihan", kursi="9")), name="Bimtek Maret", by="Budi")
    assert any("Belum dikunci" in text.value for text in app.markdown)
    assert store.listing("13.72").is_locked.sum() == 1
    field(app, "button", "Kunci sebagai penggantinya").click().run()
    found = store.listing("13.72").set_index("name")
    assert found.locked_by["Bimtek Maret"] == "Budi" and not app.error


def test_two_planners_saving_at_once_lose_nothing(sample_warehouse: Path) -> None:
    plan = plan_training(current_edition(), solok_rules(seats=8))
    store.save("Bersama", plan, "Sari", based_on=None)
    app = opened("sasaran_pelatihan", skenario="1.1")
    store.save("Bersama", plan, "Budi", based_on=(1, 1))
    field(app, "number_input", "Kursi").set_value(5).run()
    app = lock(compare(app), name="Bersama", by="Sari")
    assert any("Belum disimpan" in text.value and "Budi" in text.value for text in app.markdown)
    assert field(app, "button", "Buka versi terbaru")
    field(app, "button", "Simpan dengan nama ini").click().run()
    found = store.listing("13.72").set_index("name")
    assert set(found.index) == {"Bersama", "Bersama (2)"}
    assert (found.version["Bersama"], found.seats["Bersama (2)"], found.seats["Bersama"]) == (2, 5, 8)


def test_a_scenario_of_another_month_is_not_saved_for_this_one_and_its_lock_saves_a_version_first(sample_warehouse: Path) -> None:
    june = date(2025, 6, 1)
    store.save("Tengah tahun", plan_training(current_edition(), solok_rules(seats=8, period=june)), "Sari", based_on=None)
    app = opened("sasaran_pelatihan", skenario="1.1")
    said = " ".join(text.value for text in app.caption)
    assert "belum disimpan" in said and "disusun untuk bulan Jun 2025; yang di layar" in said and "tersimpan." not in said
    lock(compare(app), name="Tengah tahun")
    found = store.history(1).set_index("version")
    assert (found.period.to_dict(), found.is_locked.to_dict()) == ({1: june, 2: PERIOD}, {1: False, 2: True})


def test_a_scenario_of_another_edition_or_norm_is_not_saved_for_this_one(sample_warehouse: Path) -> None:
    rows = rows_of(plan_training(current_edition(), solok_rules(seats=8)))
    rows.version["edition_id"] = "20250101-000000-0a0b0c0d"
    store.keep("Edisi lama", rows, "Sari", based_on=None)
    app = opened("sasaran_pelatihan", skenario="1.1")
    assert any("disusun untuk edisi 20250101-000000-0a0b0c0d" in text.value for text in app.caption)
    assert not field(compare(app), "text_input", "Nama rencana").disabled, "a version is saved first"
    other = next(norm for norm in norms_of("13.72", PERIOD) if norm.id != solok_rules().norm_id)
    store.save("Norma lain", plan_training(current_edition(), solok_rules(seats=8, norm_id=other.id)), "Sari", based_on=None)
    assert any(f"disusun untuk norma {other.name}" in text.value for text in opened("sasaran_pelatihan", skenario="2.1").caption)


def test_a_version_behind_a_newer_one_is_locked_only_when_confirmed(sample_warehouse: Path) -> None:
    plan = plan_training(current_edition(), solok_rules(seats=8))
    store.save("Bersama", plan, "Sari", based_on=None)
    app = compare(opened("sasaran_pelatihan", skenario="1.1"))
    store.save("Bersama", plan, "Budi", based_on=(1, 1))
    lock(app)
    assert any("Belum dikunci" in text.value and "Budi" in text.value and "versi 2" in text.value for text in app.markdown)
    assert not store.history(1).is_locked.any()
    field(app, "button", "Tetap kunci versi 1").click().run()
    assert store.history(1).set_index("version").is_locked.to_dict() == {1: True, 2: False} and not app.error


def test_a_name_another_planner_took_after_a_discard_is_no_next_version(sample_warehouse: Path) -> None:
    plan = plan_training(current_edition(), solok_rules(seats=8))
    store.save("Bersama", plan, "Sari", based_on=None)
    app = opened("sasaran_pelatihan", skenario="1.1", kursi="5")
    store.discard(1, "Budi")
    store.save("Bersama", plan, "Budi", based_on=None)
    lock(compare(app), name="Bersama")
    assert any("kini dipakai skenario lain" in text.value for text in app.markdown)
    assert len(store.history(2)) == 1
    field(app, "button", "Buka versi terbaru").click().run()
    assert asked(app, "skenario") == "2.1" and not app.exception


def test_a_firm_minimum_stands_in_the_address(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", mutlak="ya")
    assert field(app, "toggle", "Batas paling sedikit mutlak").value is True
    field(app, "toggle", "Batas paling sedikit mutlak").set_value(False).run()
    assert "mutlak" not in app.query_params


@pytest.mark.parametrize(("page", "query"), [
    ("sasaran_pelatihan", {"kursi": "4500", "per_kelurahan": "0-900", "per_kecamatan": "0-5000"}),
    ("sasaran_rekrutmen", {"orang": "4500", "per_kelurahan": "900", "per_kecamatan": "5000"}),
])
def test_a_large_number_of_an_address_is_the_number_on_the_screen(sample_warehouse: Path, page: str, query: dict[str, str]) -> None:
    app = opened(page, **query)
    assert {name: asked(app, name) for name in query} == query
    assert {4500, 900, 5000} <= {box.value for box in app.number_input}


def test_the_help_of_a_slider_says_the_bounds_in_force(sample_warehouse: Path) -> None:
    helps = [slider.help for slider in opened("sasaran_pelatihan").slider]
    bounds = scale(PERIOD)
    assert any(f"1 bila {bounds.silence_months} bulan" in said for said in helps)
    assert any(f"1 bila {bounds.since_months} bulan" in said for said in helps)
    assert not any("{" in said for said in helps)


def test_the_page_of_delegates_speaks_of_worth_and_not_of_need(sample_warehouse: Path) -> None:
    app = compare(opened("sasaran_utusan"))
    field(app, "toggle", PRESETS).set_value(True).run()
    widgets = (*app.slider, *app.number_input, *app.selectbox, *app.toggle, *app.expander, *app.button, *app.multiselect)
    labels = [str(getattr(widget, "label", "")) + str(getattr(widget, "help", "")) for widget in widgets]
    shown = " ".join([words(app), *labels, *(text.value for text in (*app.markdown, *app.caption))])
    assert "nilai semua calon" in shown and "kebutuhan" not in shown.casefold()


def test_rules_the_address_cannot_hold_are_told_until_they_are_saved(sample_warehouse: Path) -> None:
    told = "tidak masuk alamat halaman; ikut tersimpan hanya bila skenario disimpan"
    someone = plan_training(current_edition(), solok_rules(seats=1)).chosen.volunteer_id.iloc[0]
    rules = solok_rules(
        seats=8, limits=(Limit("13.72.01.1001", 0, 1),), excluded_places=("13.72.01.1002",), overrides=(Override(someone, "exclude"),)
    )
    app = opened("sasaran_pelatihan")
    assert not any(told in text.value for text in app.caption)
    app.session_state["pelatihan:13.72:_rules"] = rules
    app.run()
    assert any(text.value == f"Batas satu tempat, keputusan tentang orang {told}." for text in app.caption)
    assert asked(app, "tanpa") == "13.72.01.1002", "a place left out stands in the address"
    store.save("Berbatas", plan_training(current_edition(), rules), "Sari", based_on=None)
    assert not any(told in text.value for text in opened("sasaran_pelatihan", skenario="1.1").caption)


def test_the_link_of_a_scenario_opens_all_of_its_rules(sample_warehouse: Path) -> None:
    plan = plan_training(current_edition(), solok_rules(seats=8))
    someone = plan.chosen.volunteer_id.iloc[0]
    changed = plan_training(
        current_edition(),
        solok_rules(seats=8, overrides=(Override(someone, "exclude", "pindah"),), excluded_places=("13.72.01.1001",)),
    )
    store.save("Tanpa seorang", changed, "Sari", based_on=None)
    app = opened("sasaran_pelatihan", skenario="1.1", kursi="6")
    assert any(button.label == "Wajib dan dikecualikan (2)" for button in app.button)
    assert field(app, "number_input", "Kursi").value == 6, "what the address adds holds above the scenario"
    assert someone[:6].upper() not in words(app)


@pytest.mark.parametrize("page", ["sasaran_pelatihan", "sasaran_rekrutmen", "sasaran_utusan"])
def test_no_name_of_a_member_is_on_the_screen(sample_warehouse: Path, page: str) -> None:
    app = opened(page)
    shown = " ".join([words(app), *(text.value for text in (*app.markdown, *app.caption)), *(str(box.options) for box in app.selectbox)])
    names = [name for name in read_registry(current_edition()).values() if len(name) > 8]
    assert names and not [name for name in names if name in shown]


@pytest.mark.parametrize("page", ["sasaran_pelatihan", "sasaran_rekrutmen", "sasaran_utusan"])
def test_a_city_without_members_says_which_export_is_missing(warehouse: Path, page: str) -> None:
    build([paths.EXPORTS / "solok" / "Rekap PPKS Kota Solok.xlsx"], publish=True, report=None, progress=lambda *_: None)
    app = opened(page)
    assert "Impor daftar anggota kota ini" in words(app) and "pk-footer" in words(app)


def test_nobody_eligible_is_a_state_of_its_own(sample_warehouse: Path) -> None:
    app = opened("sasaran_pelatihan", jenjang="khusus", unsur="TKSK", kursi="3")
    assert "Belum ada yang dapat diundang" in words(app) and "Tidak seorang pun memenuhi syarat" in words(app)
    assert not [button for button in app.button if button.label == "Kunci rencana"]


def test_recruitment_locks_like_the_other_plans(sample_warehouse: Path) -> None:
    app = opened("sasaran_rekrutmen", orang="5")
    assert "orang direkrut di" in words(app) and field(app, "button", "Kunci rencana").disabled
    app = lock(compare(app), name="Rekrutmen awal tahun")
    assert not app.error and store.listing("13.72").iloc[0].question == "rekrutmen"
