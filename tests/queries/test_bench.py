"""The measurements know every table and every question there is."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from bench.query_times import OPTIONS, QUESTIONS, VALUES, answer, multiply
from data import editions
from queries.measure import metrics
from queries.statements import aggregates, statement
from queries.warehouse import connection_to, current_edition, parameters_of


def test_every_aggregate_is_dropped_before_it_is_built_again() -> None:
    built = re.findall(r"CREATE TABLE (out_[a-z_]+)", aggregates())
    assert re.findall(r"DROP TABLE (out_[a-z_]+);", statement("bench/drop_aggregates")) == built and len(set(built)) == len(built)


def test_every_parameter_of_every_indicator_has_a_value() -> None:
    wanted = set().union(*(parameters_of(f"metrics/{metric.name}") for metric in metrics()))
    assert wanted <= {*OPTIONS, "first_period", "last_period"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_all_its_values_and_an_answer(sample_warehouse: Path, name: str) -> None:
    assert parameters_of(f"pages/{name}") <= set(VALUES)
    assert len(answer(name, current_edition()))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_is_measured_reads_no_table_that_grows_with_the_cases(name: str) -> None:
    assert re.findall(r"\b(core_ppks_case|out_case)\b", statement(f"pages/{name}")) == []


def test_the_tables_of_handling_are_smaller_than_the_cases_and_grow_less_than_half_as_fast(sample_warehouse: Path, tmp_path: Path) -> None:
    tables = ("out_handling", "out_waiting")
    cursor = connection_to(current_edition()).cursor()
    cases = cursor.table("core_ppks_case").count("*").fetchone()[0]
    before = {name: cursor.table(name).count("*").fetchone()[0] for name in tables}
    assert all(0 < count < cases / 1.5 for count in before.values())
    copy = tmp_path / "larger.duckdb"
    shutil.copy(editions.file_of(current_edition()), copy)
    assert multiply(copy, 5) == 5 * cases
    with duckdb.connect(copy, read_only=True) as larger:
        assert all(larger.table(name).count("*").fetchone()[0] < 2.5 * before[name] for name in tables)
