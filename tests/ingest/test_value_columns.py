"""Wide recaps whose kinds have several columns each: the sum is counted, never one part of it."""

from pathlib import Path

import pytest

from data.errors import UserError
from tests.ingest.exports import imported, write_workbook

KINDS = ("Gelandangan", "Pengemis", "Pemulung", "Fakir Miskin", "Anak Jalanan")
COUNTS = "SELECT ppks_code, persons_count FROM core_ppks_count ORDER BY source_row, ppks_code"


def recap(below: tuple[str, ...], *rows: tuple, above: str = "") -> dict[str, list]:
    """A recap of 2024 with the kinds merged above the labels of `below`; `above` stands merged over all of them."""
    merged = [text for kind in KINDS for text in (kind, *[None] * (len(below) - 1))]
    return {
        "Rekap": [
            ("REKAP 2024",),
            *([("", "", above)] if above else []),
            ("Kecamatan", "Kelurahan", *merged),
            *([(None, None, *below * len(KINDS))] if below else []),
            *rows,
        ]
    }


def counts_of(tmp_path: Path, sheets: dict[str, list]) -> list[tuple]:
    with imported(write_workbook(tmp_path / "rekap.xlsx", sheets)) as found:
        assert found.heaps()["rejected"] == 0
        return found.ask(COUNTS)


@pytest.mark.parametrize(
    ("below", "cells"),
    [
        (("L", "P", "Jumlah"), (4, 6, 10)),
        (("Laki-laki", "Perempuan", "JML"), (4, 6, 10)),
        (("L", "P"), (4, 6)),
        (("Lk", "Pr", "L+P"), (4, 6, 10)),
        (("Tertangani", "Total"), (1, 10)),
    ],
)
def test_of_a_kind_over_men_women_and_their_sum_the_sum_is_counted(
    below: tuple[str, ...], cells: tuple[int, ...], warehouse: Path, tmp_path: Path
) -> None:
    row = ("Andir", "Maleber", *cells * len(KINDS))
    assert counts_of(tmp_path, recap(below, row)) == [(code, 10) for code in ("AJ", "FM", "GEL", "PGM", "PML")]


def test_the_same_labels_in_one_row_are_read_the_same(warehouse: Path, tmp_path: Path) -> None:
    header = ("Kecamatan", "Kelurahan", *(f"{kind} {part}" for kind in KINDS for part in ("(L)", "(P)")))
    sheets = {"2024": [header, ("Andir", "Maleber", *(4, 6) * len(KINDS))]}
    assert {count for _, count in counts_of(tmp_path, sheets)} == {10}


def test_a_label_merged_over_the_kinds_does_not_hide_the_first_of_them(warehouse: Path, tmp_path: Path) -> None:
    rows = [("REKAP 2024",), ("Kecamatan", "Kelurahan", "Jenis PPKS"), (None, None, *KINDS), ("Andir", "Maleber", 1, 2, 3, 4, 5)]
    assert counts_of(tmp_path, {"S": rows}) == [("AJ", 5), ("FM", 4), ("GEL", 1), ("PGM", 2), ("PML", 3)]


def test_a_header_of_three_rows_is_put_together(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("REKAP 2024",), ("Kecamatan", "Kelurahan", "Jenis PPKS"), (None, None, "Ekonomi", None, None, "Sosial"), (None, None, *KINDS),
        ("Andir", "Maleber", 1, 2, 3, 4, 5),
    ]
    assert counts_of(tmp_path, {"S": rows}) == [("AJ", 5), ("FM", 4), ("GEL", 1), ("PGM", 2), ("PML", 3)]


@pytest.mark.parametrize("below", [("Tertangani", "Belum"), ("L", "P", "Anak"), ("Jumlah", "Jumlah"), ("L", "L")])
def test_parts_that_do_not_say_which_is_the_value_are_asked_for_in_one_sentence(below: tuple[str, ...], warehouse: Path, tmp_path: Path) -> None:
    row = ("Andir", "Maleber", *range(len(below) * len(KINDS)))
    path = write_workbook(tmp_path / "rekap.xlsx", recap(below, row))
    with pytest.raises(UserError, match="rekap.xlsx, lembar 'Rekap', kepala kolom 'Gelandangan .*tidak jelas mana jumlahnya"), imported(path):
        pass


def test_a_kind_with_two_columns_of_the_same_header_is_asked_for(warehouse: Path, tmp_path: Path) -> None:
    sheets = {"2024": [("Kecamatan", "Kelurahan", *KINDS, "Gelandangan"), ("Andir", "Maleber", 1, 2, 3, 4, 5, 6)]}
    with pytest.raises(UserError, match="kepala kolom 'Gelandangan'"), imported(write_workbook(tmp_path / "a.xlsx", sheets)):
        pass


def test_men_without_women_are_refused_and_a_pair_of_dashes_is_unknown(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ("Andir", "Maleber", *(1, 2) * 4, 5, None),
        ("Andir", "Campaka", *(1, 2) * 4, "-", "-"),
        ("Andir", "Garuda", *(1, 2) * 4, "1.000", "nihil"),
    ]
    with imported(write_workbook(tmp_path / "rekap.xlsx", recap(("L", "P"), *rows))) as found:
        assert found.rejects() == [(4, "count_unreadable")]
        assert found.ask("SELECT persons_count FROM core_ppks_count WHERE ppks_code = 'AJ'") == [(1000,)]
        assert found.heaps()["accepted"] == 2


def test_the_refused_rows_of_such_a_recap_import_again(warehouse: Path, tmp_path: Path) -> None:
    row = ("Andir", "Malebar", *(4, 6, 10) * len(KINDS))
    good = ("Andir", "Campaka", *(1, 1, 2) * len(KINDS))
    with imported(write_workbook(tmp_path / "rekap.xlsx", recap(("L", "P", "Jumlah"), row, good)), report=tmp_path / "tolakan") as found:
        (rejects,) = found.reject_files
        assert found.rejects() == [(4, "place_unknown")]
    with imported(rejects) as again:
        assert (again.heaps()["rows_read"], again.rejects()) == (2, [(3, "place_unknown")])


def test_men_and_women_beside_their_sum_are_no_unread_columns(warehouse: Path, tmp_path: Path) -> None:
    row = ("Andir", "Maleber", *(4, 6, 10) * len(KINDS))
    with imported(write_workbook(tmp_path / "rekap.xlsx", recap(("L", "P", "Jumlah"), row))) as found:
        assert found.warnings() == []
