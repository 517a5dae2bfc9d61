"""Two addresses in one list, of the identity card and of where a person lives: the operator says once which counts, nothing takes the first."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.errors import UserError
from ingest.inspection import look_at
from ingest.own_contracts import remember
from tests.ingest.exports import imported, write_workbook

pytestmark = pytest.mark.usefixtures("warehouse")
PERSON = ("Orang 1", "9932730501017001")
PLACES = ("Andir", "Maleber", "Coblong", "Dago")
CASE = ("Pengemis", "2024-01-02")
GROUPS = [
    ("Nama", "NIK", "Alamat KTP", "", "Alamat Domisili", "", "Jenis PPKS", "Tanggal Lapor"),
    ("", "", "Kecamatan", "Kelurahan", "Kecamatan", "Kelurahan", "", ""),
]
FULL_BELOW = [("", "", "Alamat KTP", "", "Alamat Domisili", "", "", ""), ("Nama", "NIK", *GROUPS[1][2:6], "Jenis PPKS", "Tanggal Lapor")]
NO_GROUPS = [FULL_BELOW[1]]
QUALIFIED = [("Nama", "NIK", "Kecamatan", "Kelurahan", "Kecamatan Domisili", "Kelurahan Domisili", "Jenis PPKS", "Tanggal Lapor")]


def path_of(tmp_path: Path, header: Sequence[Sequence[str]]) -> Path:
    return write_workbook(tmp_path / "ppks.xlsx", {"Data": [*header, (*PERSON, *PLACES, *CASE)]})


@pytest.mark.parametrize(("header", "names"), [
    (GROUPS, ["Alamat KTP Kecamatan", "Alamat KTP Kelurahan", "Alamat Domisili Kecamatan", "Alamat Domisili Kelurahan"]),
    (FULL_BELOW, ["Alamat KTP Kecamatan", "Alamat KTP Kelurahan", "Alamat Domisili Kecamatan", "Alamat Domisili Kelurahan"]),
    (NO_GROUPS, ["Kecamatan (kolom ke-3)", "Kelurahan (kolom ke-4)", "Kecamatan (kolom ke-5)", "Kelurahan (kolom ke-6)"]),
    (QUALIFIED, ["Kecamatan", "Kelurahan", "Kecamatan Domisili", "Kelurahan Domisili"]),
])
def test_several_addresses_are_asked_for_once_and_the_answer_is_remembered(header: list, names: list[str], tmp_path: Path) -> None:
    path = path_of(tmp_path, header)
    (reading,) = look_at(path)
    assert (reading.contract, reading.nearest, reading.asked) == (None, "ppks_by_name", ("kelurahan", "kecamatan"))
    assert [column.header for column in reading.columns][2:6] == names
    assert [column.field for column in reading.columns][2:6] == [None] * 4
    assert reading.preview[0][2:6] == PLACES and "Orang 1" not in str(reading)
    assert all(repr(name) in reading.remarks[0] for name in names)
    with pytest.raises(UserError, match="tidak jelas mana yang dipakai. Pilih di halaman Impor"), imported(path):
        pass

    remember("ppks_by_name", {"kecamatan": names[2], "kelurahan": names[3], "ppks": "Jenis PPKS", "found_date": "Tanggal Lapor", "nik": "NIK", "name": "Nama"})
    (reading,) = look_at(path)
    assert reading.contract is not None and reading.contract.startswith("ppks_by_name-") and reading.remarks == ()
    with imported(path) as done:
        assert done.ask("SELECT kelurahan_name FROM core_ppks_case JOIN dim_kelurahan USING (kelurahan_code)") == [("Dago",)]


def test_an_address_of_the_identity_card_is_no_misspelt_header(tmp_path: Path) -> None:
    header = [("Nama", "NIK", "Kecamatan KTP", "Desa/Kelurahan KTP", "Kecamatan Domisili", "Desa/Kelurahan Domisili", "Jenis PPKS", "Tanggal Lapor")]
    (reading,) = look_at(path_of(tmp_path, header))
    assert (reading.contract, reading.nearest, reading.missing) == (None, "ppks_by_name", ("kelurahan",))
