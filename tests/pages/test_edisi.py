"""Edisi: what is kept, what cannot be read, the way back; and published uploads that are taken back."""

from pathlib import Path

from data import editions, paths
from ingest.arrivals import usual_inputs
from ingest.build import build
from ingest.inbox import take
from ingest.publication import Choice, exports, publish, signature_of
from tests.ingest.exports import member, text_of, write_csv
from tests.pages.test_impor import agency, errors, field, members, opened, permitted
from tests.pages.test_sasaran import words

__all__ = ["agency"]  # its fixture is for these tests too


def published(name: str, *rows: dict[str, str]) -> str:
    choices = [Choice(take(name, text_of(rows).encode()), "32.73", None)]
    return publish(choices, signature_of(choices), f"Sari · {name}", lambda *_: None).edition_id


def test_the_only_edition_has_nothing_to_compare_with_and_nothing_to_go_back_to() -> None:
    app = opened("edisi")
    assert not app.exception and "1 edisi disimpan" in words(app)
    assert "belum ada pembanding" in words(app) and "Belum ada edisi lain" in words(app)


def test_an_edition_that_is_damaged_is_listed_and_not_offered() -> None:
    first = editions.current()
    published("tambahan.csv", member(3))
    editions.file_of(first).write_bytes(b"rusak")
    app = opened("edisi")
    assert not app.exception and "2 edisi disimpan" in words(app) and "versi lain dari program ini" in words(app)
    assert "Belum ada edisi lain" in words(app)


def test_the_editions_are_compared_in_both_directions() -> None:
    published("tambahan.csv", member(3), member(4))
    app = opened("edisi")
    assert "anggota aktif 2 → 4" in words(app)
    first, second = field(app, "selectbox", "Dari").value, field(app, "selectbox", "Ke").value
    field(app, "selectbox", "Dari").set_value(second)
    app = field(app, "selectbox", "Ke").set_value(first).run()
    assert "anggota aktif 4 → 2" in words(app)


def test_a_published_upload_is_taken_back_with_the_next_edition(agency: Path) -> None:
    published("tambahan.csv", member(3), member(4))
    app = opened("impor")
    assert members() == 4 and [expander.label for expander in app.expander] == ["Tarik berkas yang sudah terbit"]
    app = app.multiselect[0].set_value(["bandung/tambahan.csv"]).run()
    assert "2 baris dari bandung/tambahan.csv hilang dari semua halaman dengan edisi berikutnya" in words(app) and members() == 4
    app = field(app, "button", "Uji coba 1 berkas").click().run()
    assert "anggota aktif 4 → 2" in words(app)
    app = permitted(app, "Terbitkan", note="salah berkas")
    assert not app.exception and not errors(app) and members() == 2 and list(exports()) == ["anggota.csv"]
    assert not build(usual_inputs(), publish=True, report=None, progress=lambda *_: None).is_new
    kept = list((paths.uploads() / "replaced" / editions.current()).iterdir())
    assert [path.name for path in kept] == ["0-tambahan.csv"], "it can still be had"
    assert not app.multiselect and not app.expander, "an export of the agency's own folder is not taken back here"


def test_the_only_file_cannot_be_taken_back_into_nothing(agency: Path) -> None:
    published("tambahan.csv", member(3))
    (agency / "anggota.csv").unlink()
    app = opened("impor")
    app = app.multiselect[0].set_value(["bandung/tambahan.csv"]).run()
    app = field(app, "button", "Uji coba 1 berkas").click().run()
    assert not app.exception and "tidak ada berkas .csv atau .xlsx" in errors(app).replace("\\", "") and members() == 3
    write_csv(agency / "anggota.csv", [member(1)])
