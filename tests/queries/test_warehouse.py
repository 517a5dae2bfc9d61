"""The one door to an edition."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data import editions
from data.reference import cities, city_units
from queries.measure import measure
from queries.warehouse import NoEdition, ask, connection_to, current_edition
from tests.metrics.case_table import Block, build_edition

MONTH = {"first_period": date(2024, 12, 1), "last_period": date(2024, 12, 1)}


def _small_city(members: int) -> list[Block]:
    rows = [{"id": f"m{number}", "place": "01.1001", "kind": "PSM", "joined": "2024-01-01"} for number in range(members)]
    return [Block("city", {}), Block("members", {}, rows), Block("population", {}, [{"place": "01.1001", "period": "2024-12-01", "population": "900"}])]


def test_before_the_first_build_a_sentence_says_what_to_do(warehouse: Path) -> None:
    with pytest.raises(NoEdition, match="python -m ingest build"):
        current_edition()


def test_an_edition_that_is_gone_is_named(warehouse: Path) -> None:
    with pytest.raises(NoEdition, match="20200101-000000-00000000"):
        ask("20200101-000000-00000000", "pages/edition")


def test_an_edition_of_another_structure_asks_for_a_new_build(warehouse: Path) -> None:
    edition_id = build_edition(_small_city(1))
    with duckdb.connect(editions.file_of(edition_id)) as connection:
        connection.execute("UPDATE edition SET structure = 'lama'")
    with pytest.raises(NoEdition, match=f"{edition_id} dibuat oleh versi lain.*python -m ingest build"):
        ask(edition_id, "pages/edition")


def test_an_edition_without_the_table_that_tells_of_it_asks_for_a_new_build(warehouse: Path) -> None:
    warehouse.mkdir()
    with duckdb.connect(editions.file_of("20190101-000000-00000000")) as connection:
        connection.execute("CREATE TABLE lain (kolom INTEGER)")
    with pytest.raises(NoEdition, match="versi lain"):
        ask("20190101-000000-00000000", "pages/edition")


def test_an_open_edition_cannot_be_written(warehouse: Path) -> None:
    connection = connection_to(build_edition(_small_city(2)))
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.cursor().execute("CREATE TABLE baru (kolom INTEGER)")


def test_two_editions_in_one_process_each_answer_for_themselves(warehouse: Path) -> None:
    first, second = build_edition(_small_city(3)), build_edition(_small_city(4))
    for edition_id, members in ((first, 3), (second, 4), (first, 3)):
        answer = measure(edition_id, "active_members", city_code="13.72", level="city", norm_kinds=["PSM"], **MONTH)
        assert answer.value.tolist() == [members]


def test_values_that_a_question_does_not_want_are_left_out(sample_warehouse: Path) -> None:
    assert len(ask(current_edition(), "lookup/places", city_code="13.72", period=date(2024, 1, 1), anything=object())) == 13


def test_a_missing_value_is_named(sample_warehouse: Path) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="norm_kinds"):
        measure(current_edition(), "active_members", city_code="13.72", **MONTH)


def test_eight_threads_at_once_get_their_own_answers(sample_warehouse: Path) -> None:
    edition_id, codes = current_edition(), [city.city_code for city in cities()]

    def names(turn: int) -> tuple[str, list[str]]:
        code = codes[turn % len(codes)]
        return code, ask(edition_id, "lookup/places", city_code=code).kelurahan_code.tolist()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(names, range(400)))
    assert len(answers) == 400
    assert not [code for code, found in answers if found != [unit.kelurahan_code for unit in city_units(code)]]
