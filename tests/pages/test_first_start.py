"""The first start: Impor takes files where there is no edition yet and publishes the first one, without a command."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import app_test

from data import editions, paths, permission
from tests.ingest.exports import member, text_of
from tests.pages.test_impor import PHRASE, errors, field, members, opened, sent
from tests.pages.test_sasaran import NewPageMode, words


@pytest.fixture(autouse=True)
def nothing_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new agency: no exports, no edition, no passphrase."""
    monkeypatch.setattr(app_test, "PagesManager", NewPageMode)
    monkeypatch.setattr(paths, "EXPORTS", tmp_path / "ekspor")
    for name in ("PANTAU_WAREHOUSE", "PANTAU_SECRETS", "PANTAU_PLANS"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_the_first_edition_is_published_from_the_page() -> None:
    app = opened("ringkasan")
    assert "Masukkan berkas di halaman Impor" in " ".join(text.value for text in app.markdown)
    app = opened("impor")
    assert not app.exception and "Belum ada edisi yang dapat dibaca" in words(app)
    app = sent(app, ("anggota.csv", text_of([member(1), member(2), member(3, Kelurahan="Malebarr")]).encode()))
    assert not app.exception and "dikenali sebagai <b>Daftar anggota relawan sosial</b>" in words(app)
    app = field(app, "button", "Uji coba").click().run()
    assert not app.exception and "3 baris = 2 diterima" in words(app) and "anggota aktif – → 2" in words(app)
    assert not [box for box in app.text_input if box.label.startswith("Frasa")], "there is no passphrase yet"
    field(app, "text_input", "Nama Anda", -1).set_value("Sari")
    field(app, "text_input", "Catatan").set_value("daftar pertama")
    app = field(app, "button", "Terbitkan").click().run()
    assert not app.exception and not errors(app) and "diterbitkan" in app.success[0].value and members() == 2
    assert "Edisi yang dipakai memuat 2 baris" in words(app) and not opened("ringkasan").exception


def test_once_a_passphrase_was_set_the_first_edition_wants_it_too() -> None:
    permission.set_passphrase(PHRASE)
    app = sent(opened("impor"), ("anggota.csv", text_of([member(1)]).encode()))
    app = field(app, "button", "Uji coba").click().run()
    field(app, "text_input", "Nama Anda", -1).set_value("Sari")
    field(app, "text_input", "Catatan").set_value("daftar pertama")
    app = field(app, "button", "Terbitkan").click().run()
    assert "Frasa undangan salah" in errors(app) and editions.current() is None
