"""Impor and Edisi: a file comes in, is shown without persons, tried, published by who may, and taken back."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest, app_test

from charts import import_words
from data import editions, paths, permission
from ingest import contracts, own_contracts
from ingest.arrivals import usual_inputs, waiting_folder
from ingest.build import build
from ingest.inbox import take, waiting
from ingest.kept_editions import kept_edition, standing_of
from ingest.publication import Choice, publish, signature_of
from tests.ingest.exports import member, text_of, write_csv
from tests.pages.test_sasaran import NewPageMode, words

PHRASE = "tujuh bambu kuning"
NIK = member(1)["NIK"]


@pytest.fixture(autouse=True)
def agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An agency with a member list of its own, an edition of it, and a passphrase."""
    folder = tmp_path / "ekspor"
    folder.mkdir()
    monkeypatch.setattr(app_test, "PagesManager", NewPageMode)
    monkeypatch.setattr(paths, "EXPORTS", folder)
    for name in ("PANTAU_WAREHOUSE", "PANTAU_SECRETS", "PANTAU_PLANS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    write_csv(folder / "anggota.csv", [member(1), member(2)])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    permission.set_passphrase(PHRASE)
    return folder


def opened(page: str) -> AppTest:
    return AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60).run().switch_page(f"pages/{page}.py").run()


def field(app: AppTest, kind: str, label: str, position: int = 0):
    return [widget for widget in getattr(app, kind) if widget.label.startswith(label)][position]


def sent(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    return app.run()


def permitted(app: AppTest, button: str, *, phrase: str = PHRASE, note: str = "") -> AppTest:
    """Fill the form that the button sends; it is the last one on the page."""
    field(app, "text_input", "Nama Anda", -1).set_value("Sari")
    if note:
        field(app, "text_input", "Catatan").set_value(note)
    field(app, "text_input", "Frasa undangan", -1).set_value(phrase)
    return field(app, "button", button).click().run()


def errors(app: AppTest) -> str:
    return " ".join(error.value for error in app.error)


def members() -> int:
    return standing_of(editions.current()).holdings["32.73", "volunteer"].row_count


def everything(app: AppTest) -> str:
    """What the page says and what the session keeps."""
    return words(app) + str(app.session_state) + str(dict(app.query_params)) + errors(app) + str([text.value for text in app.markdown])


def test_a_file_is_recognised_tried_published_and_taken_back() -> None:
    before = editions.current()
    app = sent(opened("impor"), ("anggota.csv", text_of([member(1), member(2), member(3), member(4, Kelurahan="Malebarr")]).encode()))
    assert not app.exception and "1 unggahan menunggu, 1 di antaranya dikenali" in words(app)
    assert "dikenali sebagai <b>Daftar anggota relawan sosial</b> · Kota Bandung" in words(app) and "disembunyikan" in words(app)
    assert field(app, "selectbox", "Versi baru").value == "ya, anggota.csv (2 baris) digantikan"
    app = field(app, "button", "Uji coba").click().run()
    assert "Kota Bandung: anggota aktif 2 → 3" in words(app) and "4 baris = 3 diterima + 0 ganda + 1 ditolak" in words(app)
    assert NIK not in everything(app) and "Relawan 1" not in everything(app)
    assert editions.current() == before

    app = permitted(app, "Terbitkan", phrase="bukan frasanya", note="anggota Oktober")
    assert "Frasa undangan salah" in errors(app) and editions.current() == before
    app = permitted(app, "Terbitkan", note="telepon 0812 3456 7890")
    assert "nomor panjang" in errors(app) and editions.current() == before
    app = permitted(app, "Terbitkan", note="daftar dari ibu siti")
    assert "Catatan memuat nama orang" in errors(app) and editions.current() == before
    app = permitted(app, "Terbitkan", note="anggota Oktober")
    assert not app.exception and "diterbitkan" in app.success[0].value
    assert (members(), waiting(), kept_edition(editions.current()).note) == (3, [], "Sari · anggota Oktober")

    app = opened("edisi")
    assert "2 edisi disimpan" in words(app) and "Sari · anggota Oktober" in words(app) and "2 → 3" in words(app)
    app = permitted(app, "Pakai edisi ini")
    assert "Centang dahulu" in errors(app) and editions.current() != before
    app.checkbox[0].check()
    app = permitted(app, "Pakai edisi ini")
    assert editions.current() == before and members() == 2
    assert "memakai lagi edisi" in words(app) and "mulai menerbitkan: anggota Oktober" in words(app) and "selesai menerbitkan edisi" in words(app)


def test_an_older_version_sent_again_is_told_before_its_rows_come_back(agency: Path) -> None:
    old = (agency / "anggota.csv").read_bytes()
    write_csv(agency / "anggota.csv", [member(1), member(2), member(3)])
    build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    app = sent(opened("impor"), ("anggota lama.csv", old))
    assert not app.exception and "isi ini pernah dipakai (anggota.csv), lalu digantikan atau ditarik" in words(app)


def test_reject_files_open_with_the_passphrase_only() -> None:
    app = sent(opened("impor"), ("anggota baru.csv", text_of([member(3), member(4, Kelurahan="Malebarr")]).encode()))
    app = field(app, "button", "Uji coba").click().run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert "1 baris ditolak" in words(app) and labels == []
    field(app, "text_input", "Nama Anda").set_value("Sari")
    field(app, "text_input", "Frasa undangan").set_value(PHRASE)
    app = field(app, "button", "Buka berkas tolakan").click().run()
    assert len(app.get("download_button")) == 1 and not app.exception
    assert app.run().get("download_button") == [], "gone with the next look at the page"


def test_throwing_away_what_is_not_ready_keeps_the_dry_run_and_its_reject_files() -> None:
    refused = text_of([member(3), member(4, Kelurahan="Malebarr")]).encode()
    app = sent(opened("impor"), ("anggota baru.csv", refused), ("surat.pdf", b"%PDF-1.7"))
    app = field(app, "button", "Uji coba").click().run()
    letter, = (one for one in waiting() if one.name == "surat.pdf")
    app = app.button(key=f"buang_{letter.upload_id}").click().run()
    assert not app.exception and "1 baris ditolak" in words(app) and len(waiting()) == 1
    field(app, "text_input", "Nama Anda").set_value("Sari")
    field(app, "text_input", "Frasa undangan").set_value(PHRASE)
    app = field(app, "button", "Buka berkas tolakan").click().run()
    assert len(app.get("download_button")) == 1 and not app.exception


def test_reject_files_that_another_dry_run_removed_are_said_to_be_gone() -> None:
    app = sent(opened("impor"), ("anggota baru.csv", text_of([member(3), member(4, Kelurahan="Malebarr")]).encode()))
    app = field(app, "button", "Uji coba").click().run()
    shutil.rmtree(paths.uploads() / "rejects")
    app = app.run()
    assert not app.exception and any("Berkas tolakan uji coba ini sudah dihapus" in text for text in (words(app), *(one.value for one in app.markdown)))
    assert not [button for button in app.button if button.label == "Buka berkas tolakan"]


def test_the_same_file_again_changes_nothing_and_says_so(agency: Path) -> None:
    app = sent(opened("impor"), ("salinan.csv", (agency / "anggota.csv").read_bytes()))
    assert "sama persis dengan anggota.csv" in words(app)
    assert not [button for button in app.button if button.label.startswith("Uji coba")]
    app = field(app, "button", "Buang").click().run()
    assert "Tidak ada unggahan yang menunggu" in words(app) and waiting() == []


@pytest.mark.parametrize(("name", "content", "said"), [
    ("kosong.csv", b"", "berkas kosong"),
    ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "isinya Excel lama (.xls). Buka di Excel"),
    ("rusak.xlsx", b"PK\x03\x04 bukan", "bukan buku kerja Excel"),
    ("terkunci.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "dikunci kata sandi"),
    ("gambar.csv", bytes(range(256)), "bukan berkas teks"),
    ("surat.pdf", b"%PDF-1.7", "isinya dokumen PDF. Tabel di dalamnya"),
])
def test_what_cannot_be_read_says_why_in_its_card(name: str, content: bytes, said: str) -> None:
    before = editions.current()
    app = sent(opened("impor"), (name, content))
    assert not app.exception and said in words(app) and "tidak dapat dibaca" in words(app)
    assert editions.current() == before and len(waiting()) == 1


def test_a_hostile_name_is_text_and_stays_in_its_folder() -> None:
    app = sent(opened("impor"), ("../../<script>alert(1)<img src=x onerror=alert(2)>\u202egnp.csv", text_of([member(3)]).encode()))
    assert not app.exception and "<script" not in words(app) and "<img src=x" not in words(app)
    assert [one.path.parent.parent for one in waiting()] == [waiting_folder()]
    app = field(app, "button", "Uji coba").click().run()
    assert not app.exception and "anggota aktif 2 → 3" in words(app)


def test_the_card_says_where_the_month_comes_from_and_what_is_not_read() -> None:
    text = "REKAP PPKS BULAN {} 2024,,,,\nKecamatn,Kelurahan,Jenis PPKS,Jumlah,Jenis Kelamiin\nAndir,Maleber,Pengemis,5,\n"
    said = unescape(words(sent(opened("impor"), ("rekap.csv", text.format("JUNI").encode()))))
    assert "Jun 2024 menurut judul" in said
    assert "'Kecamatn' dibaca sebagai" in said and "Kolom 'Jenis Kelamiin' tidak dibaca" in said
    app = sent(opened("impor"), ("rekap_jni.csv", text.format("JNI").encode()))
    assert "bulan atau tahun pada judul tidak terbaca" in words(app)


def test_columns_are_proposed_by_their_content_and_none_is_chosen() -> None:
    rows = "".join(f"Orang,99327305010170{number:02d},Andir,Maleber,Pengemis,2024-01-0{number}\n" for number in (1, 2, 3))
    app = sent(opened("impor"), ("a.csv", ("Siapa,Identitas,Wilayah,Lokasi,Golongan,Hari Temuan\n" + rows).encode()))
    field(app, "selectbox", "Isi berkas").select("Daftar PPKS menurut nama").run()
    assert "isinya tampak kelurahan (100%)" in words(app)
    assert field(app, "selectbox", "Kolom Lokasi").value == "tidak dibaca"
    headless = sent(opened("impor"), ("b.csv", rows.encode()))
    assert "Tidak ada baris kepala kolom" in words(headless) and "kolom ke-4 tampak berisi kelurahan" in words(headless)


def test_an_unknown_layout_is_taught_on_its_card() -> None:
    strange = text_of([member(3), member(4)]).replace("Unsur", "Golongan").replace("Kecamatan", "Wilayah").encode()
    app = sent(opened("impor"), ("aneh.csv", strange))
    assert "Yang belum ditemukan: unsur atau jenis, kecamatan" in words(app) and NIK not in everything(app)
    field(app, "selectbox", "Kolom Golongan").set_value("unsur atau jenis (wajib)")
    app = field(app, "button", "Simpan susunan ini").click().run()
    assert "Kolom wajib belum dipilih: kecamatan" in errors(app)
    field(app, "selectbox", "Kolom Wilayah").set_value("kecamatan (wajib)")
    app = field(app, "button", "Simpan susunan ini").click().run()
    assert not app.exception and "(susunan setempat)" in words(app) and "siap diuji coba" in words(app)
    app = sent(app, ("aneh lagi.csv", strange + b"\n"))
    assert "2 unggahan menunggu, 2 di antaranya dikenali" in words(app)
    assert [button for button in app.button if button.label == "Lupakan susunan setempat ini"]


def test_every_field_has_a_word() -> None:
    assert import_words.FIELDS.keys() == set(contracts.FIELDS)


def test_any_column_is_corrected_beside_its_first_cells() -> None:
    rows = "Kecamatan,Kelurahan,Jenis PPKS,Tanggal Ditemukan,Keterangan,Nama\nAndir,Maleber,Pengemis,2024-01-05,Selesai,Siti\n"
    app = sent(opened("impor"), ("kasus.csv", rows.encode()))
    assert "<b>Kelurahan</b><br>Maleber" in words(app) and "Siti" not in everything(app)
    field(app, "selectbox", "Kolom Keterangan").set_value("status penanganan")
    field(app, "selectbox", "Kolom Nama").set_value("tidak dibaca")
    app = field(app, "button", "Simpan susunan ini").click().run()
    assert not app.exception and "status penanganan di 'Keterangan'" in unescape(words(app)) and "nama di 'Nama'" not in unescape(words(app))
    field(app, "selectbox", "Kolom Kecamatan").set_value("kelurahan (wajib)")
    assert "dipilih untuk kolom 'Kecamatan' dan 'Kelurahan'" in errors(field(app, "button", "Simpan susunan ini").click().run()).replace("\\", "")


def test_two_addresses_are_asked_for_and_the_choice_is_remembered() -> None:
    header = "Nama,NIK,Kecamatan,Kelurahan,Kecamatan,Kelurahan,Jenis PPKS,Tanggal Ditemukan\n"
    rows = ",,KTP,,Domisili,,,\n" + header + "Siti,9932730501017001,Andir,Maleber,Coblong,Dago,Pengemis,2024-01-05\n"
    app = sent(opened("impor"), ("kasus.csv", rows.encode()))
    assert "kelurahan ada di 'ktp kelurahan' dan 'domisili kelurahan'" in unescape(words(app)).lower() and "Siti" not in everything(app)
    assert field(app, "selectbox", "Isi berkas").value == "Daftar PPKS menurut nama"
    assert field(app, "selectbox", "Kolom Domisili Kelurahan").value == "tidak dibaca" and "<br>Dago" in words(app)
    field(app, "selectbox", "Kolom Domisili Kelurahan").set_value("kelurahan (wajib)")
    app = field(app, "button", "Simpan susunan ini").click().run()
    assert not app.exception and not errors(app) and "kelurahan di 'Domisili Kelurahan'" in unescape(words(app))
    assert "1 unggahan menunggu, 1 di antaranya dikenali" in words(app)


def test_a_layout_like_none_offers_no_contents_and_a_list_without_a_header_names_a_column_once() -> None:
    app = sent(opened("impor"), ("aneh.csv", b"Lokasinya,Bobot,Panjang\nMaleber,1,2\nDago,3,4\n"), ("daftar.csv", b"Maleber,12\nDago,30\nCiroyom,4\n"),
               ("kosong.csv", text_of([member(1)]).splitlines()[0].encode()))
    assert not app.exception and [widget.value for widget in app.selectbox if widget.label == "Isi berkas"].count(None) == 1
    assert words(app).count("kolom ke-2 tampak berisi") == 1 and "jumlah, jumlah kepala keluarga atau jumlah penduduk" in words(app)
    assert "Tidak ada satu baris data pun di bawah kepala kolom" in words(app)


def test_the_kind_of_a_value_column_is_corrected() -> None:
    kinds = ["Fakir Miskin", "Pengemis", "Gelandangan", "Pemulung", "Anak Terlantar", "Lansia sendirian"]
    rows = f"Kecamatan,Kelurahan,{','.join(kinds)}\nAndir,Maleber,1,2,3,4,5,6\n"
    app = sent(opened("impor"), ("rekap juni 2024.csv", rows.encode()))
    assert field(app, "selectbox", "Kolom Pengemis").value == "jumlah Pengemis" and "dan 5 kolom nilai" in words(app)
    field(app, "selectbox", "Kolom Lansia sendirian").set_value("jumlah Lanjut Usia Terlantar")
    field(app, "selectbox", "Kolom Pemulung").set_value("tidak dibaca")
    app = field(app, "button", "Simpan susunan ini").click().run()
    assert not app.exception and not errors(app) and "dan 5 kolom nilai" in words(app) and "Tidak dibaca: Pemulung." in " ".join(
        caption.value.replace("\\", "") for caption in app.caption)
    assert field(app, "selectbox", "Kolom Lansia sendirian").value == "jumlah Lanjut Usia Terlantar"


def test_a_layout_that_a_published_file_is_read_by_cannot_be_forgotten() -> None:
    headers = {"name": "Nama", "member_status": "Status", "kind": "Golongan", "kecamatan": "Wilayah"}
    own_contracts.remember("volunteers", headers)
    strange = [text_of([member(number)]).replace("Unsur", "Golongan").replace("Kecamatan", "Wilayah").encode() for number in (3, 4)]
    choices = [Choice(take("aneh.csv", strange[0]), "32.73", None)]
    publish(choices, signature_of(choices), "Sari · percobaan", lambda *_: None)
    app = sent(opened("impor"), ("aneh lagi.csv", strange[1]))
    assert "(susunan setempat)" in words(app) and not app.exception
    assert not [button for button in app.button if button.label == "Lupakan susunan setempat ini"]


def test_another_build_in_progress_is_said() -> None:
    take("anggota.csv", text_of([member(3)]).encode())
    with editions.writing():
        app = field(opened("impor"), "button", "Uji coba").click().run()
    assert not app.exception and "Pembangunan lain sedang berjalan" in errors(app)


def test_without_a_passphrase_nobody_publishes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PANTAU_SECRETS", str(tmp_path / "lain"))
    take("anggota.csv", text_of([member(3)]).encode())
    app = field(opened("impor"), "button", "Uji coba").click().run()
    assert "python -m planning permit" in words(app)
    assert not [button for button in app.button if button.label == "Terbitkan"]
