"""Cards of members, what was agreed with institutions, and recipients of aid by decile: what is kept, what is left out and why."""

from pathlib import Path

import pytest

from data.simulation.aid import draw_recipients
from data.simulation.city import BANDUNG, SOLOK, SampleCity
from data.simulation.welfare import draw_register
from queries.statements import statement
from tests.ingest.exports import Imported, imported, member, write_csv, write_workbook

PLACE = {"Kecamatan": "Andir", "Kelurahan": "Maleber"}


def carded(number: int, status: str, until: str) -> dict[str, str]:
    return member(number) | {"Status KTA": status, "Masa Berlaku KTA": until}


CARDS = (
    ("Tetap", "31/12/2027", "permanent", "2027-12-31", ""),
    ("KTA Sementara", "2026", "temporary", "2026-12-31", ""),
    ("sementara", "Februari 2028", "temporary", "2028-02-29", ""),
    ("Tetap", "Seumur hidup", "permanent", "9999-12-31", ""),
    ("Sementara", "TANPA BATAS", "temporary", "9999-12-31", ""),
    ("Tetap", "", "permanent", None, ""),
    ("Belum", "", "none", None, ""),
    ("Belum", "31/12/2027", "none", None, "date_ignored"),
    ("Belum", "Seumur hidup", "none", None, ""),
    ("", "31/12/2027", None, "2027-12-31", ""),
    ("-", "-", None, None, ""),
    ("", "", None, None, ""),
    ("Hilang", "31/12/2027", None, "2027-12-31", "card_unknown"),
    ("Tetap", "sampai diganti", "permanent", None, "date_ignored"),
    ("Tetap", "Jan - Des 2026", "permanent", None, "date_ignored"),
)


def test_a_card_is_kept_as_kind_and_last_day(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        carded(number, status, until) | {"Tanggal Bergabung": f"{2000 + number}-01-01"} for number, (status, until, *_) in enumerate(CARDS, start=1)
    ]
    with imported(write_csv(tmp_path / "anggota.csv", rows)) as found:
        kept = found.ask("SELECT card_status, CAST(card_valid_until AS VARCHAR) FROM core_volunteer ORDER BY joined_date")
        assert kept == [(status, until) for _, _, status, until, _ in CARDS]
        assert found.warnings() == [(row, rule) for row, (*_, rule) in enumerate(CARDS, start=2) if rule]
        assert found.heaps()["accepted"] == len(CARDS)


def test_only_a_card_whose_end_is_said_counts_as_valid(warehouse: Path, tmp_path: Path) -> None:
    untils = ("Seumur hidup", "sampai diganti", "", "31/12/2019", "31/05/2024", "01/06/2024")
    with imported(write_csv(tmp_path / "anggota.csv", [carded(number, "Tetap", until) for number, until in enumerate(untils, start=1)])) as found:
        row = found.connection.execute(statement("pages/member_cards"), {"city_code": "32.73", "period": "2024-02-01"}).df().iloc[0]
        # The one that ends between 29 February and 31 May is among the valid.
        assert (row.valid_count, row.expiring_count, row.expired_count, row.until_unknown_count) == (3, 1, 1, 2)


def test_a_list_without_cards_says_nothing_about_them(warehouse: Path, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "anggota.csv", [member(1)])) as found:
        assert found.ask("SELECT card_status, card_valid_until FROM core_volunteer") == [(None, None)]
        assert found.warnings() == []


def institution(folder: Path, *rows: dict[str, object]) -> Path:
    """A workbook of WKSBM in Maleber, one a row; `rows` are the cells beside name and place."""
    named = [{"Jenis": "WKSBM", "Nama Lembaga": f"WKSBM Melati {number:02}", **PLACE, **row} for number, row in enumerate(rows, start=1)]
    return write_workbook(folder / "lembaga.xlsx", {"WKSBM": [tuple(named[0]), *(tuple(row.values()) for row in named)]})


HARMLESS = (
    "Program kerja disepakati, iuran Rp 500.000 setiap bulan",
    "Kunjungan 12/03/2025 dan 2025-09-20: data 15 PPKS diperbarui",
    "Rencana 2025/2026 disusun bersama ketua RW",
    "10 dari 15 kegiatan terlaksana",
    "Lurah dan kader hadir; papan nama dipasang",
    "Data diperbarui oleh pengurus, kegiatan berjalan",
    "Kelas ibu hamil dan ibu-ibu PKK setiap bulan; jalan sehat diusulkan",
    "Ketua baru dipilih dalam rapat RT",
)
HOSTILE = (
    "Hubungi 081200009999",
    "Hubungi 0812-0000-9999",
    "ketua: 0812 0000 9999 siang",
    "+62 (812) 0000.9999",
    "0812,0000,9999",
    "０８１２００００９９９９",
    "0812\u200b0000\u200b9999",
    "0812\n0000\n9999",
    "NIK 9932730501017001",
    "99.32.73.05-01-2001.7001",
    "Rp 9.932.730.501.017.001",
    "rekening 123456",
    "warga 993273, keluarga 2 jiwa",
    "surel pengurus@contoh.id",
    "lihat https://contoh.id/daftar",
    "KTP ketua belum ada",
    "Diterima Bapak Zulfikar Wirasubrata",
    "diwakili oleh zulfikar",
    "Bu Siti menjadi ketua",
    "a.n. Zulfikar",
    "Ketua Zulfikar, S.Sos.",
    "Pengurus aktif " * 30,
    "Rapat dengan IBU SITI AMINAH",
    "BAPAK DEDI KURNIAWAN akan hadir",
    "PAK RT SUPARMAN",
    "Ditemui Dedi Kurniawan (bendahara)",
    "diterima oleh Ahmad Fauzi",
    "Data disusun oleh pengurus Ahmad Fauzi",
    "Ketua: Siti Aminah",
    "Ny. Aminah sakit",
    "Mak Ijah (72 th) stroke dirujuk ke RSUD",
    "Bantuan utk ibu siti, Jl. Melati No 12 RT 03 RW 05",
    "bunda rani dan kang asep hadir",
    "rumah di jalan melati no 12",
    "beras untuk warga RT03/RW05",
    "data RW 05 atas usul warga",
)


def test_what_was_agreed_is_kept_word_for_word(warehouse: Path, tmp_path: Path) -> None:
    with imported(institution(tmp_path, *({"Kunjungan Terakhir": "12/03/2025", "Hasil Kunjungan": text} for text in HARMLESS))) as found:
        assert [text for (text,) in found.ask("SELECT agreed FROM core_institution ORDER BY name")] == list(HARMLESS)
        assert found.warnings() == []


def test_what_looks_like_a_person_or_a_number_is_left_out_and_said(warehouse: Path, tmp_path: Path) -> None:
    with imported(institution(tmp_path, *({"Kunjungan Terakhir": "12/03/2025", "Hasil Kunjungan": text} for text in HOSTILE))) as found:
        assert found.ask("SELECT DISTINCT agreed, CAST(last_visit_date AS VARCHAR) FROM core_institution") == [(None, "2025-03-12")]
        assert found.warnings() == [(row, "text_personal") for row in range(2, len(HOSTILE) + 2)]
        told = " ".join(text for (text,) in found.ask("SELECT message FROM ingest_warning"))
        assert [text for text in HOSTILE if text[:12] in told] == []


def test_a_remark_that_names_the_chair_without_any_title_is_left_out(warehouse: Path, tmp_path: Path) -> None:
    texts = ("Ketua zulfikar hadir", "wirasubrata: data siap", "Pengurus hadir", "Kas Rp 500.000", "", "data ani siap")
    with imported(institution(tmp_path, *({"Nama Ketua": "Ani Zulfikar Wirasubrata", "Hasil Kunjungan": text} for text in texts))) as found:
        assert found.ask("SELECT agreed FROM core_institution ORDER BY name") == [(None,), (None,), ("Pengurus hadir",), ("Kas Rp 500.000",), (None,), (None,)]
        assert found.warnings() == [(2, "text_personal"), (3, "text_personal"), (7, "text_personal")]


def test_the_chair_and_the_number_of_a_decree_are_not_in_the_edition(warehouse: Path, tmp_path: Path) -> None:
    row = {"Nama Ketua": "Zulfikar Wirasubrata", "Nomor SK": "460/011-KT/2020", "Tanggal SK": "05/02/2020", "Klasifikasi": "Maju"}
    path = institution(tmp_path, row)
    with imported(path) as found:
        texts = " ".join(str(row) for row in found.ask("FROM core_institution"))
        assert "Zulfikar" not in texts and "460/011" not in texts
        assert found.ask("SELECT classification, CAST(decreed_date AS VARCHAR), agreed FROM core_institution") == [("advanced", "2020-02-05", None)]


def test_a_class_or_decree_that_cannot_be_read_is_left_empty_and_said(warehouse: Path, tmp_path: Path) -> None:
    rows = [("Bagus", "01/01/2020"), ("Tumbuh", "tahun lalu"), ("Maju", "01/01/2099"), ("-", "-")]
    with imported(institution(tmp_path, *({"Klasifikasi": kind, "Tanggal SK": day} for kind, day in rows))) as found:
        assert found.warnings() == [(2, "class_unknown"), (3, "date_ignored"), (4, "date_in_future")]
        assert found.ask("SELECT classification FROM core_institution ORDER BY name") == [(None,), ("growing",), ("advanced",), (None,)]


def aid(**changed: str) -> dict[str, str]:
    row = {**PLACE, "Program": "PKH", "Desil": "1", "Jumlah Penerima": "10", "Satuan": "KPM", "Bulan": "12", "Tahun": "2025"}
    return row | {name.replace("_", " "): value for name, value in changed.items()}


def recipients(found: Imported) -> list[tuple]:
    return found.ask("SELECT programme, unit, decile, count FROM core_aid_count ORDER BY ALL")


def test_recipients_are_kept_by_programme_unit_and_decile(warehouse: Path, tmp_path: Path) -> None:
    rows = [aid(), aid(Program="Penerima Bantuan Iuran", Desil="Nonaktif", Satuan="Jiwa"), aid(Desil="Desil 6-10", Jumlah_Penerima="1.234")]
    with imported(write_csv(tmp_path / "bansos.csv", rows)) as found:
        assert recipients(found) == [("pbi_jk", "ORANG", "nonaktif", 10), ("pkh", "KELUARGA", "1", 10), ("pkh", "KELUARGA", "6-10", 1234)]
        assert found.ask("SELECT DISTINCT CAST(period AS VARCHAR), source_file FROM core_aid_count") == [("2025-12-01", "bansos.csv")]
        assert found.ask("SELECT row_count, CAST(latest_date AS VARCHAR) FROM out_freshness WHERE subject = 'aid'") == [(3, "2025-12-31")]


def test_without_a_unit_aid_for_health_counts_persons_and_the_rest_families(warehouse: Path, tmp_path: Path) -> None:
    rows = [aid(Satuan="", Program=name) for name in ("PBI-JK", "BPNT")]
    with imported(write_csv(tmp_path / "bansos.csv", rows)) as found:
        assert [row[:2] for row in recipients(found)] == [("bpnt", "KELUARGA"), ("pbi_jk", "ORANG")]


REFUSED_AID = (
    ({"Program": "Bantuan Beras"}, "programme_unknown"),
    ({"Desil": ""}, "decile_unknown"),
    ({"Desil": "11"}, "decile_unknown"),
    ({"Satuan": "paket"}, "unit_unknown"),
    ({"Jumlah_Penerima": "banyak"}, "count_unreadable"),
    ({"Kelurahan": "Malebar"}, "place_unknown"),
    ({"Tahun": "dulu"}, "period_unknown"),
    ({"Desil": "2", "Jumlah_Penerima": "11"}, "unit_twice"),
    ({"Desil": "2", "Jumlah_Penerima": "12"}, "unit_twice"),
)


def test_a_row_of_aid_that_cannot_be_placed_is_refused_with_its_reason(warehouse: Path, tmp_path: Path) -> None:
    rows = [aid(), *(aid(**changed) for changed, _ in REFUSED_AID)]
    with imported(write_csv(tmp_path / "bansos.csv", rows)) as found:
        assert found.rejects() == [(row, rule) for row, (_, rule) in enumerate(REFUSED_AID, start=3)]
        assert recipients(found) == [("pkh", "KELUARGA", "1", 10)]


def test_a_repeated_row_of_aid_is_a_duplicate_and_an_empty_count_is_not_zero(warehouse: Path, tmp_path: Path) -> None:
    rows = [aid(), aid(), aid(Desil="2", Jumlah_Penerima=""), aid(Desil="3", Jumlah_Penerima="0")]
    with imported(write_csv(tmp_path / "bansos.csv", rows)) as found:
        assert found.heaps()["duplicate"] == 1
        assert [row[2:] for row in recipients(found)] == [("1", 10), ("3", 0)]
        assert found.warnings() == [(4, "no_values")]


def test_a_column_a_decile_says_the_same_as_a_row_a_decile(warehouse: Path, tmp_path: Path) -> None:
    wide = {**PLACE, "Program": "BPNT", "Bulan": "Juni", "Tahun": "2025", "Jumlah": "9", "Desil 1": "4", "Desil 2": "3", "Desil 6": "1", "Desil 10": "1"}
    with imported(write_csv(tmp_path / "bansos.csv", [wide])) as found:
        assert [row[2:] for row in recipients(found)] == [("1", 4), ("10", 1), ("2", 3), ("6", 1), (None, 9)]
        grouped = found.ask("SELECT decile, value_count FROM out_aid ORDER BY ALL")
        assert grouped == [("1", 4), ("2", 3), ("6-10", 2), (None, 9)]


def test_single_deciles_give_way_to_the_group_the_file_says_itself(warehouse: Path, tmp_path: Path) -> None:
    rows = [aid(Desil=decile, Jumlah_Penerima=count) for decile, count in (("6", "2"), ("7", "3"), ("6-10", "9"))]
    with imported(write_csv(tmp_path / "bansos.csv", rows)) as found:
        assert found.ask("SELECT decile, value_count FROM out_aid") == [("6-10", 9)]


@pytest.mark.parametrize("city", [BANDUNG, SOLOK], ids=lambda city: city.slug)
def test_the_invented_recipients_never_outnumber_the_register_and_some_are_outside_the_criteria(city: SampleCity) -> None:
    register = {(unit.kelurahan_code, month): (families, persons) for unit, month, families, persons in draw_register(city)}
    outside: dict[str, int] = {}
    for unit, month, programme, counts in draw_recipients(city):
        held = register[unit.kelurahan_code, month][programme == "PBI-JK"]
        assert all(0 <= count <= size for count, size in zip(counts, held, strict=True))
        outside[programme] = outside.get(programme, 0) + counts[5] + counts[7]
    assert outside.keys() == {"PKH", "BPNT", "PBI-JK"} and min(outside.values()) > 0
