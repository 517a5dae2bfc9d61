"""Place names on Impor and Mutu: shown with what they resemble, decided by who may, tried, published, and taken back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import editions, paths
from ingest import decisions
from ingest.arrivals import usual_inputs
from ingest.build import build
from ingest.inbox import waiting
from tests.ingest.exports import member, text_of, write_csv
from tests.pages.test_impor import PHRASE, agency, errors, everything, field, members, opened, permitted, sent
from tests.pages.test_sasaran import words

__all__ = ["agency"]  # its fixture is for these tests too
MALEBER = "32.73.05.1001"


def chosen(app: AppTest, meaning: str):
    """The choice about 'Malebarr'; nothing is chosen for anybody."""
    box = field(app, "selectbox", "Malebarr")
    assert box.value == "" and box.options[0] == "belum diputuskan"
    return box.set_value(meaning)


def sign(app: AppTest, button: str, key: str, phrase: str = PHRASE) -> AppTest:
    app.text_input(key=f"{key}_oleh").set_value("Sari")
    app.text_input(key=f"{key}_frasa").set_value(phrase)
    return field(app, "button", button).click().run()


def test_a_name_is_decided_after_a_dry_run_and_its_rows_come_in_with_the_next(agency: Path) -> None:
    rows = [member(number, Kelurahan="Malebarr") for number in range(3, 15)]
    app = sent(opened("impor"), ("anggota baru.csv", text_of(rows).encode()))
    app = field(app, "button", "Uji coba").click().run()
    assert "12 ditolak" in words(app) and "Nama tempat yang menunggu keputusan" in words(app)
    assert "Malebarr (kec. Andir)" in words(app) and "Maleber (kec. Andir, Kota Bandung) · mirip 80%" in words(app)
    chosen(app, MALEBER)
    app = sign(app, "Simpan putusan", "impor_putusan", "bukan frasanya")
    assert "Frasa undangan salah" in errors(app) and decisions.history() == []
    app = sign(app, "Simpan putusan", "impor_putusan")
    assert not app.exception and app.success[0].value.startswith("1 nama diputuskan untuk 12 baris")
    assert "belum diputuskan" not in str(app.selectbox) and "Kelurahan Maleber (kec. Andir)" in words(app) and [one.by for one in decisions.in_force()] == ["Sari"]
    assert [button.label for button in app.button if button.label.startswith("Uji coba")] == ["Uji coba 1 berkas"], "the old dry run no longer counts"
    app = field(app, "button", "Uji coba").click().run()
    assert "12 baris = 12 diterima" in words(app)
    app = permitted(app, "Terbitkan", note="anggota baru")
    assert not app.exception and members() == 14 and waiting() == []
    assert "Relawan 3" not in everything(app)


def test_a_name_of_the_edition_in_use_is_decided_without_an_upload_and_taken_back(agency: Path) -> None:
    write_csv(agency / "anggota.csv", [member(1), member(2, Kelurahan="Malebarr")])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    app = opened("mutu")
    assert "Malebarr (kec. Andir)" in words(app) and not app.exception
    chosen(app, MALEBER)
    app = sign(app, "Simpan putusan", "mutu_putusan")
    assert not app.exception and "1 nama diputuskan untuk 1 baris" in app.success[0].value and members() == 1
    app = opened("impor")
    app = field(app, "button", "Uji coba putusan").click().run()
    assert "Perubahan tanpa unggahan siap diterbitkan: Kota Bandung: anggota aktif 1 → 2" in words(app)
    app = permitted(app, "Terbitkan", note="putusan Maleber")
    assert not app.exception and members() == 2
    decided = editions.current()

    app = opened("mutu")
    assert [expander.label for expander in app.expander if expander.label.startswith("Putusan")] == ["Putusan yang berlaku (1)"]
    app = sign(app, "Tarik putusan ini", "mutu_tarik")
    assert not app.exception and "Putusan ditarik" in app.success[0].value and decisions.in_force() == []
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    assert members() == 1 and editions.current() != decided and len(decisions.history()) == 2


def test_a_names_file_written_by_hand_may_be_tried_too(agency: Path) -> None:
    write_csv(agency / "anggota.csv", [member(1), member(2, Kelurahan="Malebarr")])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    assert not [button for button in opened("impor").button if button.label.startswith("Uji coba")]
    paths.contracts().mkdir(parents=True)
    (paths.contracts() / "volunteers.names.csv").write_text(f"kelurahan_code,kelurahan,kecamatan\n{MALEBER},Malebarr,Andir\n", encoding="utf-8")
    app = field(opened("impor"), "button", "Uji coba putusan").click().run()
    assert not app.exception and "anggota aktif 1 → 2" in words(app)


def test_nothing_is_saved_while_no_meaning_is_chosen(agency: Path) -> None:
    write_csv(agency / "anggota.csv", [member(1), member(2, Kelurahan="Malebarr")])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    app = sign(opened("impor"), "Simpan putusan", "impor_putusan")
    assert "Belum ada nama yang diputuskan" in errors(app) and not list(paths.contracts().glob("*.csv"))


@pytest.mark.parametrize("page", ["impor", "mutu"])
def test_a_name_that_may_be_a_person_is_not_shown(page: str, agency: Path) -> None:
    write_csv(agency / "anggota.csv", [member(1), member(2, Kelurahan="Siti Aminah")])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    app = opened(page)
    assert "tidak menyerupai tempat tidak disimpan" in words(app) and "Siti Aminah" not in everything(app)


def test_mutu_says_which_kelurahan_were_not_heard_of_for_how_long(agency: Path) -> None:
    write_csv(agency / "anggota.csv", [member(1, **{"Tanggal Bergabung": "2019-03-01"})])
    write_csv(agency / "anggota_campaka.csv", [member(2, Kelurahan="Campaka", **{"Tanggal Bergabung": "2023-05-04"})])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    app = opened("mutu")
    said = " ".join(caption.value for caption in app.caption)
    assert not app.exception and field(app, "selectbox", "Sumber").options == ["Daftar anggota"]
    assert "149 belum pernah melapor. 1 dari 151 sampai 4 Mei 2023; 1 lebih lama." in said and "belum pernah" in words(app)
