"""Which kelurahan a row means: certain ones are found, doubtful ones come back with their candidates and are never guessed."""

import csv
from pathlib import Path

import pytest

from data.reference import Alias, cities, city_units, kelurahan_aliases, units
from geo.places import Gazetteer, PlaceText, code_digits, name_key

BANDUNG = Gazetteer(city_units("32.73"), kelurahan_aliases())

FOUND = """
kecamatan        | kelurahan                    | code           | rule
Andir            | Maleber                      | 32.73.05.1001  | name
ANDIR            | MALEBER                      | 32.73.05.1001  | name
Kec. Andir       | Kel. Maleber                 | 32.73.05.1001  | name
Batununggal      | Maleer                       | 32.73.12.1002  | name
                 | Maleber                      | 32.73.05.1001  | city_name
                 | Maleer                       | 32.73.12.1002  | city_name
Sukasari         | Geger Kalong                 | 32.73.01.1002  | name
SUKASARI         | GEGERKALONG                  | 32.73.01.1002  | name
Coblong          | Lebak Gede                   | 32.73.02.1002  | name
Coblong          | Sadang-Serang                | 32.73.02.1003  | name
Astana Anyar     | Karang Anyar                 | 32.73.10.1003  | name
Cicendo          | Husen Sastranegara           | 32.73.06.1001  | alias
Kiaracondong     | Kebun Jayanti                | 32.73.16.1002  | alias
Rancasari        | Mekarmulya                   | 32.73.23.1004  | alias
Rancasari        | Mekar Mulya                  | 32.73.23.1004  | alias
Rancasari        | Mekar Jaya                   | 32.73.23.1004  | name
Panyileukan      | Mekar Mulya                  | 32.73.28.1004  | name
Rancasari        | Manjahlega                   | 32.73.23.1003  | name
Rancasari        | Munjahlega                   | 32.73.23.1003  | alias
Gedebage         | Cimenerang                   | 32.73.27.1001  | alias
Gedebage         | Cisantren Kidul              | 32.73.27.1002  | alias
Bandung Kidul    | Batununggal                  | 32.73.21.1001  | name
"""

REFUSED = """
kecamatan        | kelurahan      | rule               | candidates
                 | Batununggal    | ambiguous          | 32.73.21.1001
Batununggal      | Batununggal    | contradiction      | 32.73.21.1001
                 | Mekarmulya     | ambiguous          | 32.73.23.1004 32.73.28.1004
Andir            | Maleer         | contradiction      | 32.73.12.1002
Batununggal      | Maleber        | contradiction      | 32.73.05.1001
Andir            | Malebar        | unknown_kelurahan  | 32.73.05.1001
Sukajadi         | Sukajadii      | unknown_kelurahan  |
Margacinta       | Sekejati       | unknown_kecamatan  | 32.73.22.1001
                 |                | blank              |
Anak             |                | unknown_kecamatan  |
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()[1:]]


@pytest.mark.parametrize(("kecamatan", "kelurahan", "code", "rule"), table(FOUND))
def test_a_place_is_found_inside_its_kecamatan(kecamatan: str, kelurahan: str, code: str, rule: str) -> None:
    match = BANDUNG.match(PlaceText(kecamatan, kelurahan))
    assert (match.kelurahan_code, match.kecamatan_code, match.rule) == (code, code[:8], rule)


@pytest.mark.parametrize(("kecamatan", "kelurahan", "rule", "candidates"), table(REFUSED))
def test_a_doubtful_place_is_asked_about_and_never_guessed(kecamatan: str, kelurahan: str, rule: str, candidates: str) -> None:
    match = BANDUNG.match(PlaceText(kecamatan, kelurahan))
    assert (match.kelurahan_code, match.rule) == (None, rule)
    assert match.message
    assert set(candidates.split()) <= set(match.candidates)


@pytest.mark.parametrize(
    ("given", "other"),
    [("Maleber", "Maleer"), ("Sukarasa", "Sukaraja"), ("Cigadung", "Cipadung"), ("Cisaranten Kulon", "Cisaranten Kidul")],
)
def test_similar_names_never_stand_for_each_other(given: str, other: str) -> None:
    right, wrong = (next(unit for unit in city_units("32.73") if unit.kelurahan_name == name) for name in (given, other))
    assert BANDUNG.match(PlaceText(wrong.kecamatan_name, given)).kelurahan_code is None
    assert BANDUNG.match(PlaceText("", given)).kelurahan_code == right.kelurahan_code
    without = Gazetteer(tuple(unit for unit in city_units("32.73") if unit != right))
    match = without.match(PlaceText("", given))
    assert match.kelurahan_code is None
    assert wrong.kelurahan_code in match.candidates


def test_every_spelling_seen_on_official_lists_finds_its_kelurahan(shared: Path) -> None:
    gazetteers = {city.city_code: Gazetteer(city_units(city.city_code), kelurahan_aliases()) for city in cities()}
    by_code = {unit.kelurahan_code: unit for unit in units()}
    missed = []
    with (shared / "data/real/reference/kelurahan_alias_observed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        unit = by_code[row["kode_kelurahan"]]
        match = gazetteers[unit.city_code].match(PlaceText(unit.kecamatan_name, row["alias"]))
        if match.kelurahan_code != unit.kelurahan_code:
            missed.append((unit.kecamatan_name, row["alias"], match))
    assert len(rows) == 619
    assert missed == []


def test_every_name_is_unique_inside_its_kecamatan_and_found_by_its_code_alone() -> None:
    for city in cities():
        gazetteer = Gazetteer(city_units(city.city_code), kelurahan_aliases())
        for unit in city_units(city.city_code):
            for text in (PlaceText(unit.kecamatan_name, unit.kelurahan_name), PlaceText(kelurahan_code=unit.kelurahan_code)):
                assert gazetteer.match(text).kelurahan_code == unit.kelurahan_code


@pytest.mark.parametrize("code", ["32.73.05.1001", "3273051001", "3273051001.0", " 32.73.05.1001 ", "32-73-05-1001"])
def test_a_code_is_read_with_and_without_dots(code: str) -> None:
    assert code_digits(code) == "3273051001"
    assert BANDUNG.match(PlaceText(kelurahan_code=code)).kelurahan_code == "32.73.05.1001"


def test_a_code_without_dots_that_means_two_places_is_asked_about_unless_its_kecamatan_is_there() -> None:
    # 3273101001 is Karasak for Kemendagri and Rancabolang for BPS.
    assert BANDUNG.match(PlaceText(kelurahan_code="3273101001")).rule == "contradiction"
    assert BANDUNG.match(PlaceText("Astanaanyar", kelurahan_code="3273101001")).kelurahan_code == "32.73.10.1001"
    assert BANDUNG.match(PlaceText("Gedebage", kelurahan_code="3273101001")).kelurahan_code == "32.73.27.1003"


def test_of_two_codes_the_one_inside_the_kecamatan_of_the_row_is_trusted() -> None:
    # Rows of the real DTKS file of 2023 and 2021: the Kemendagri code of one in Gedebage, the BPS code of one in Panyileukan.
    sukaraja = BANDUNG.match(PlaceText("CICENDO", "SUKARAJA", "32.73.27.1001", "32.73.06", "3273190006", "3273190"))
    mekar_jaya = BANDUNG.match(PlaceText("RANCASARI", "MEKAR MULYA", "32.73.23.1004", "32.73.23", "3273111001", "3273101"))
    assert (sukaraja.kelurahan_code, sukaraja.rule) == ("32.73.06.1006", "code")
    assert (mekar_jaya.kelurahan_code, mekar_jaya.rule) == ("32.73.23.1004", "code")
    assert sukaraja.warning and mekar_jaya.warning


def test_two_codes_of_the_right_kecamatan_that_disagree_are_refused() -> None:
    bps = {unit.kelurahan_code: unit.bps_code for unit in city_units("32.73")}
    match = BANDUNG.match(PlaceText("Andir", "", "32.73.05.1001", "32.73.05", bps["32.73.05.1006"]))
    assert (match.kelurahan_code, match.rule, set(match.candidates)) == (
        None,
        "contradiction",
        {"32.73.05.1001", "32.73.05.1006"},
    )


def test_a_code_and_a_name_that_disagree_are_refused() -> None:
    match = BANDUNG.match(PlaceText("Andir", "Campaka", "32.73.05.1001"))
    assert (match.kelurahan_code, match.rule) == (None, "contradiction")


def test_a_code_outside_the_kecamatan_gives_way_to_name_and_kecamatan_with_a_warning() -> None:
    match = BANDUNG.match(PlaceText("Andir", "Maleber", "32.73.12.1002"))
    assert (match.kelurahan_code, match.rule) == ("32.73.05.1001", "name")
    assert match.warning


def test_a_row_that_names_only_its_kecamatan_stands_for_the_kecamatan() -> None:
    match = BANDUNG.match(PlaceText("Andir"))
    assert (match.rule, match.kelurahan_code, match.kecamatan_code) == ("kecamatan", None, "32.73.05")


def test_a_decision_of_a_person_holds_inside_the_kecamatan_it_was_made_for() -> None:
    decided = Gazetteer(
        city_units("32.73"), (Alias("32.73.22.1001", "Sekejati Lama", "Margacinta"), Alias("32.73.05.1001", "Malebar"))
    )
    assert decided.match(PlaceText("Margacinta", "Sekejati Lama")).kelurahan_code == "32.73.22.1001"
    assert decided.match(PlaceText("Andir", "malebar")).kelurahan_code == "32.73.05.1001"
    assert decided.match(PlaceText("Batununggal", "Malebar")).kelurahan_code is None


def test_a_village_inside_a_city_is_a_place_like_any_other() -> None:
    pariaman = Gazetteer(city_units("13.77"), kelurahan_aliases())
    match = pariaman.match(PlaceText("Pariaman Utara", "Desa Manggung Nagari Manggung"))
    assert (match.kelurahan_code, match.rule) == ("13.77.02.2011", "alias")


@pytest.mark.parametrize("text", ["9932730501017001", "Budi Santoso bin Haji Mahmud", "0812-3456-7890"])
def test_what_is_no_place_name_is_not_repeated_in_the_message(text: str) -> None:
    for place in (PlaceText("Andir", text), PlaceText("", text), PlaceText(text, "Maleber"), PlaceText(text, "")):
        assert text not in BANDUNG.match(place).message


def test_a_misspelt_name_is_repeated_with_its_nearest_place() -> None:
    assert (
        BANDUNG.match(PlaceText("Andir", "Malebar")).message
        == "'Malebar' tidak dikenal di kec. Andir. Mungkin Maleber (kec. Andir)?"
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kel. Geger Kalong", "gegerkalong"),
        ("KELURAHAN CIBODAS SARI", "cibodassari"),
        ("Désa", "desa"),
        ("Kota", "kota"),
        ("Kec. Kota", "kota"),
    ],
)
def test_names_are_compared_without_case_spaces_accents_and_the_word_before(text: str, key: str) -> None:
    assert name_key(text) == key


def test_a_code_and_a_name_of_another_kecamatan_are_refused_although_the_code_fits_the_kecamatan() -> None:
    for text in (PlaceText("Gedebage", "Sukaraja", "32.73.27.1001"), PlaceText("", "Sukaraja", "32.73.27.1001")):
        match = BANDUNG.match(text)
        assert (match.kelurahan_code, match.rule, "32.73.27.1001" in match.candidates) == (None, "contradiction", True)


@pytest.mark.parametrize(
    ("text", "oddity"),
    [
        (PlaceText("Andir", "Budi Santoso", "32.73.05.1001"), "place_unread"),
        (PlaceText("Andir", "Maleber", "32.73.05.1999"), "place_unread"),
        (PlaceText("Andir", "Maleber", "36.71.09.1006"), "place_unread"),
        (PlaceText("Andir", "Maleber", bps_code="3273999999"), "place_unread"),
        (PlaceText("Andirr", "Maleber", "32.73.05.1001"), "place_unread"),
        (PlaceText("Andir", "Maleber", "", "32.73.12"), "place_odd"),
        (PlaceText("Andir", "Maleber", "32.73.05.1001"), ""),
        (PlaceText("Andir", "", "32.73.05.1001"), ""),
    ],
)
def test_what_of_a_found_place_means_nothing_or_disagrees_is_warned_about(text: PlaceText, oddity: str) -> None:
    match = BANDUNG.match(text)
    assert (match.kelurahan_code, match.oddity) == ("32.73.05.1001", oddity)
