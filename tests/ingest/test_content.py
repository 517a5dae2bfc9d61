"""What columns seem to hold by their cells is proposed to the person who maps them, and never taken."""

from pathlib import Path

import pytest

from ingest.inspection import look_at

PERSONS = (
    "{0},9932730501017001,Andir,Maleber,Pengemis,2024-01-02\n{0},9932730501017002,Andir,Campaka,Pemulung,2024-01-03\n"
    "{0},9932730501017003,Andir,Garuda,Pengemis,05/01/2024\n"
).format("Orang")


def proposed(path: Path) -> dict[str, tuple[int, int]]:
    (reading,) = look_at(path)
    assert reading.contract is None
    return {one.field: (one.index, one.percent) for one in reversed(reading.proposals)}


def test_columns_under_unknown_headers_are_proposed_by_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Siapa,Identitas,Wilayah,Lokasi,Golongan,Hari Temuan\n" + PERSONS)
    found = proposed(path)
    assert {field: found[field] for field in ("nik", "kecamatan", "kelurahan", "ppks", "found_date")} == {
        "nik": (1, 100), "kecamatan": (2, 100), "kelurahan": (3, 100), "ppks": (4, 100), "found_date": (5, 100),
    }
    assert "name" not in found


def test_a_table_without_a_header_says_what_its_columns_seem_to_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(PERSONS)
    (reading,) = look_at(path)
    assert reading.columns == ()
    assert proposed(path)["kelurahan"] == (3, 100)


def test_a_column_of_mixed_cells_is_not_proposed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Siapa,Lokasi\nOrang,Maleber\nOrang,entah\nOrang,di pasar\n")
    assert "kelurahan" not in proposed(path)


def test_a_proposal_holds_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Siapa,Identitas,Wilayah,Lokasi,Golongan,Hari Temuan\n" + PERSONS)
    (reading,) = look_at(path)
    assert "9932730501017001" not in repr(reading.proposals)


@pytest.mark.parametrize("rows", [
    "DATA WARGA\n1,Siti Rahasia,Pengemis,2\n2,Budi Rahasia,Pemulung,1\n",
    "1,Siti Rahasia,Penduduk,2\n,Budi Rahasia,Pemulung,\n",
    "Siti Rahasia,Anak Jalanan,Hadir\nBudi Rahasia,Pengemis,Hadir\n",
    "Siti Rahasia,ibu rumah\n",
    "Jenis PPKS,Maleber,Ciroyom,Jumlah\nAnak Jalanan,1,1,2\nPengemis,2 orang,2,4\n",
])
def test_no_row_of_data_is_shown_as_the_header_of_a_table_without_one(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows)
    (reading,) = look_at(path)
    assert (reading.contract, reading.columns) == (None, ())


def test_a_header_of_kinds_or_years_that_its_columns_tell_apart_is_still_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for header in ("Unit,Anak Jalanan,Pengemis,Pemulung", "Kecamatan,Kelurahan,2023,2024"):
        path.write_text(f"{header}\nMaleber,1,2,3\n")
        assert [column.header for column in look_at(path)[0].columns] == header.split(",")
