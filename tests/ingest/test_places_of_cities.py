"""A file of several cities: the city that a row writes and the place that it writes mean the same city, or the row waits for a person."""

from pathlib import Path

import pytest

from ingest import review
from ingest.meanings import is_named
from tests.ingest.exports import Imported, case, imported, write_csv

BANDUNG, KEDIRI = "Kota Bandung", "Kota Kediri"
pytestmark = pytest.mark.usefixtures("warehouse")


def of_city(number: int, city: str, kecamatan: str, kelurahan: str) -> dict[str, str]:
    return case(number, Kecamatan=kecamatan, Kelurahan=kelurahan) | {"Kabupaten/Kota": city}


def both_cities() -> list[dict[str, str]]:
    """Five rows of each of the two cities, all as they should be."""
    return [
        *(of_city(number, BANDUNG, "Andir", "Maleber") for number in range(1, 6)),
        *(of_city(number, KEDIRI, "Mojoroto", "Mojoroto") for number in range(6, 11)),
    ]


def refused(found: Imported) -> list[tuple]:
    return found.ask('SELECT "row", rule, message FROM ingest_reject ORDER BY ALL')


def test_a_city_that_contradicts_its_place_is_refused_with_the_place_as_candidate(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*both_cities(), of_city(11, BANDUNG, "", "Mojoroto"), of_city(12, KEDIRI, "Andir", "Maleber")])
    with imported(path) as found:
        assert refused(found) == [
            (12, "place_contradiction", "tertulis Kota Bandung, tetapi tempat itu ada di Kota Kediri"),
            (13, "place_contradiction", "tertulis Kota Kediri, tetapi tempat itu ada di Kota Bandung"),
        ]
        assert found.heaps()["accepted"] == 10
        asked = {one.name.kelurahan: one.candidates[0].kelurahan_code[:5] for one in review.questions(found.connection)}
        assert asked == {"Mojoroto": "35.71", "Maleber": "32.73"}


def test_a_file_of_one_city_with_a_place_of_another_refuses_the_contradiction(tmp_path: Path) -> None:
    rows = [*(of_city(number, BANDUNG, "Andir", "Maleber") for number in range(1, 13)), of_city(13, BANDUNG, "Mojoroto", "Mojoroto")]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        assert refused(found) == [(14, "place_contradiction", "tertulis Kota Bandung, tetapi tempat itu ada di Kota Kediri")]


def test_a_name_of_two_cities_is_settled_by_the_city_and_otherwise_asked_with_both(tmp_path: Path) -> None:
    tangerang = [of_city(number, "Kota Tangerang", "Benda", "Jurumudi") for number in range(6, 11)]
    rows = [of_city(number, city, "", "Sukarasa") for number, city in enumerate((BANDUNG, "Kota Tangerang", ""), start=20)]
    with imported(write_csv(tmp_path / "a.csv", [*both_cities()[:5], *tangerang, *rows])) as found:
        assert refused(found) == [(14, "place_ambiguous", "tempat bernama ini ada di Kota Bandung dan Kota Tangerang; isi kolom Kabupaten/Kota")]
        question, = review.questions(found.connection)
        assert {candidate.kelurahan_code[:5] for candidate in question.candidates} == {"32.73", "36.71"}
        places = found.ask("SELECT city_code, count(*) FROM core_ppks_case INNER JOIN dim_kelurahan USING (kelurahan_code) GROUP BY ALL ORDER BY ALL")
        assert places == [("32.73", 6), ("36.71", 6)]


@pytest.mark.parametrize(
    ("text", "city", "is_meant"),
    [
        ("Kota Bandung", "Kota Bandung", True), ("KOTA BANDUNG", "Kabupaten Bandung", False), ("Kab. Bandung", "Kota Bandung", False),
        ("Kabupaten Bandung", "Kabupaten Bandung", True), ("Bandung", "Kota Bandung", True), ("Bandung", "Kabupaten Bandung", True),
    ],
)
def test_a_city_and_a_regency_of_one_name_are_two(text: str, city: str, is_meant: bool) -> None:
    assert is_named(text, city) is is_meant


def test_what_stands_in_the_column_of_the_city_is_kept_only_where_it_is_like_a_city(tmp_path: Path) -> None:
    rows = [*(of_city(number, BANDUNG, "Andir", "Maleber") for number in range(1, 13)), of_city(13, "Siti Aminah 081234567890", "Andir", "Maleber")]
    with imported(write_csv(tmp_path / "a.csv", rows)) as found:
        assert refused(found) == [(14, "place_contradiction", "tertulis kota lain, tetapi tempat itu ada di Kota Bandung")]
        assert "Aminah" not in str(found.ask("SELECT * FROM ingest_review") + found.ask("SELECT * FROM ingest_reject"))
