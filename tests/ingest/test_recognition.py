"""A sheet is taken for the layout whose headers it carries, and for nothing when it carries none."""

import json
from pathlib import Path

import pytest

from data.errors import UserError
from data.paths import SOURCES
from data.reference import ppks_kinds
from ingest.contracts import load_contracts
from ingest.recognise import Layout, recognise
from ingest.sheet import Sheet

ADDED_TO_PPKS = ("Tanggal_Ditemukan", "Tanggal_Ditangani", "Status_Penanganan", "Pelapor")


def sheet_of(*rows: tuple[str, ...] | list[str]) -> Sheet:
    return Sheet(Path("uji.csv"), Path("uji.csv"), "uji.csv", "", "", [list(row) for row in rows])


def taken_for(*rows: tuple[str, ...] | list[str]) -> Layout | None:
    return recognise(sheet_of(*rows), load_contracts(), ppks_kinds())


@pytest.fixture(scope="module")
def real_headers(shared: Path) -> dict[str, dict]:
    return json.loads((shared / "data/real/reference/real_headers.json").read_text(encoding="utf-8"))


def expanded(headers: list[str]) -> list[str]:
    """The recap of Buleleng is described in short: 'desil1..desil5 (keluarga, individu)' stands for ten columns."""
    names = []
    for header in headers:
        name, _, units = header.partition(" (")
        parts = [f"desil{number}" for number in range(1, 6)] if ".." in name else [name]
        names += [f"{part}_{unit}" for part in parts for unit in units.rstrip(")").split(", ")] if units else parts
    return names


@pytest.mark.parametrize(
    ("source", "contract", "subject"),
    [
        ("dinsos_bandung_ppks", "ppks_by_name", "ppks_case"),
        ("opendata_bandung_kelurahan", "dtks_individuals", "welfare_count"),
        ("opendata_bandung_semicolon", "households", "population"),
        ("buleleng_dtsen_rekap", "dtsen_recap", "welfare_count"),
        ("epsks_jatim_karang_taruna_template", "karang_taruna", "institution"),
    ],
)
def test_the_headers_of_real_exports_are_recognised(
    source: str, contract: str, subject: str, real_headers: dict[str, dict]
) -> None:
    listed = real_headers[source]
    headers = listed["headers"] if "headers" in listed else expanded(listed["fields"])
    layout = taken_for([*headers, *ADDED_TO_PPKS] if source == "dinsos_bandung_ppks" else headers)
    assert layout is not None
    assert (layout.contract.name, layout.contract.subject) == (contract, subject)


def test_the_misspelt_header_of_the_real_case_list_is_its_kelurahan(real_headers: dict[str, dict]) -> None:
    headers = [*real_headers["dinsos_bandung_ppks"]["headers"], *ADDED_TO_PPKS]
    layout = taken_for(headers)
    assert layout.labels[layout.columns["kelurahan"]] == "Kelurahaan"
    assert layout.labels[layout.columns["nik"]] == "Nik"


@pytest.mark.parametrize(
    "source", ["gis_dukcapil_s1", "buleleng_pmks_import", "bansos_recipient_list", "dinsos_bandung_dtks_import"]
)
def test_a_list_without_what_its_subject_needs_is_not_taken_for_it(source: str, real_headers: dict[str, dict]) -> None:
    listed = real_headers[source]
    assert taken_for(listed["headers"] if "headers" in listed else listed["headers_first"]) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Kelurahn", "kelurahan"),
        ("KELURAHAN ", "kelurahan"),
        ("kelu-rahan", "kelurahan"),
        ("Desa / Kelurahan", "kelurahan"),
        ("Kelurahannn", "kelurahan"),
    ],
)
def test_a_misspelt_required_header_is_found(header: str, field: str) -> None:
    layout = taken_for(("Kecamatan", header, "Nama", "Jenis PPKS", "Tanggal Lapor"))
    assert layout.labels[layout.columns[field]] == header


def test_a_required_header_too_far_from_its_name_is_not_guessed() -> None:
    assert taken_for(("Kecamatan", "Lokasi", "Nama", "Jenis PPKS", "Tanggal Lapor")) is None


def test_the_header_is_found_below_titles_and_a_table_of_one_column_is_none() -> None:
    assert (
        taken_for(
            ("REKAP 2024",), ("",), ("kecamatan", "kelurahan", "jenis_ppks", "jumlah"), ("Andir", "Maleber", "FM", "3")
        ).header_row
        == 3
    )
    assert taken_for(("Kelurahan",), ("Maleber",)) is None


def test_a_list_of_persons_is_never_taken_for_a_register_of_institutions() -> None:
    headers = ("No", "Nama", "Jenis", "Kecamatan", "Kelurahan")
    assert taken_for(headers).contract.name == "institutions"
    assert taken_for((*headers, "NIK")) is None
    assert taken_for((*headers, "Tanggal Lahir")) is None


def test_one_column_that_could_serve_two_fields_does_not_count_twice() -> None:
    above = ("No", "Kecamatan", "Kelurahan", "Nama", "Jenis", "Tanggal")
    layout = taken_for(above, ("", "", "", "", "PPKS", "Lapor"), ("1", "Andir", "Maleber", "Orang", "FM", "1/2/2024"))
    assert (layout.contract.name, layout.header_rows) == ("ppks_by_name", 2)


def contract_folder(folder: Path, **contracts: str) -> Path:
    (folder / "fields.toml").write_text((SOURCES / "fields.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in contracts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


NEW_LAYOUT = """
title = "Formulir kota lain"
subject = "ppks_case"
required = ["kelurahan", "ppks", "found_date"]
[fields]
ppks = ["Golongan"]
found_date = ["Hari Temuan"]
"""


def test_a_new_layout_needs_one_contract_and_no_code(tmp_path: Path) -> None:
    headers = ("Nama Desa", "Golongan", "Hari Temuan", "Nama")
    assert taken_for(headers) is None
    contracts = load_contracts(contract_folder(tmp_path, formulir=NEW_LAYOUT))
    layout = recognise(sheet_of(headers), contracts, ppks_kinds())
    assert (layout.contract.title, layout.columns) == (
        "Formulir kota lain",
        {"kelurahan": 0, "ppks": 1, "found_date": 2, "name": 3},
    )


def test_of_two_equally_good_contracts_the_first_by_name_is_taken_every_time(tmp_path: Path) -> None:
    contracts = load_contracts(contract_folder(tmp_path, zeta=NEW_LAYOUT, alfa=NEW_LAYOUT))
    found = {
        recognise(sheet_of(("Desa", "Golongan", "Hari Temuan")), order, ppks_kinds()).contract.name for order in (contracts,) * 5
    }
    assert found == {"alfa"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title = ", "tidak dapat dibaca"),
        ('subject = "cuaca"', "subject 'cuaca'"),
        ('subject = "ppks_case"\n[fields]\nwarna = ["Warna"]', "bidang 'warna'"),
    ],
)
def test_a_contract_that_cannot_be_used_is_named_with_its_fault(text: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=fault) as raised:
        load_contracts(contract_folder(tmp_path, salah=text))
    assert "salah.toml" in str(raised.value)


@pytest.mark.parametrize("person", ["NIK", "Nama", "Tanggal Lahir"])
def test_a_list_of_persons_with_a_column_a_kind_is_never_taken_for_a_recap(person: str) -> None:
    kinds = ("Gelandangan", "Pengemis", "Pemulung", "Fakir Miskin", "Anak Jalanan")
    assert taken_for(("Kecamatan", "Kelurahan", *kinds)).contract.name == "ppks_recap_wide"
    layout = taken_for(("Kecamatan", "Kelurahan", person, *kinds))
    assert layout is None or layout.contract.subject != "ppks_count"
