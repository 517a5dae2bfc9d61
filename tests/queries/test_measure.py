"""The indicators' files and the shape of every answer."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.reference import cities, city_units
from queries.measure import LEVELS, described, measure, metrics
from queries.statements import FOLDER, aggregates, statement
from queries.warehouse import ask, current_edition

HEADER = {"title": "Anggota", "unit": "orang", "direction": "neutral", "source": "daftar", "why": "sebab"}
NORM = {"norm_minimum": 5, "norm_basis": "unit", "norm_kinds": ["PSM"]}
CHOICES = {"ppks_code": "ALL", "activity_kind": None, "institution_kind": None, "register": "DTSEN"}
RANGES = [(date(2024, 12, 1), date(2024, 12, 1)), (date(2023, 1, 1), date(2024, 12, 1)), (date(2019, 1, 1), date(2022, 3, 1)), (date(2030, 1, 1), date(2031, 1, 1))]
# Questions whose answer is one row.
ONE_ROW = {f"pages/{name}" for name in ("edition", "ledger_totals", "member_list", "population", "population_known", "ppks_stand", "welfare_stand")}
NAMES = [metric.name for metric in metrics()]


def _text(header: dict[str, str]) -> str:
    return "\n".join(f"-- {key}: {value}" for key, value in header.items()) + "\nSELECT 1;"


def test_a_header_with_its_five_keys_describes_an_indicator() -> None:
    found = described("anggota", _text(HEADER))
    assert (found.title, found.unit, found.scale, found.is_protected) == ("Anggota", "orang", None, False)


@pytest.mark.parametrize("header", [
    {**HEADER, "author": "siapa"},
    {key: value for key, value in HEADER.items() if key != "why"},
    {**HEADER, "unit": "ekor"},
    {**HEADER, "direction": "up"},
], ids=["unknown key", "missing key", "unknown unit", "unknown direction"])
def test_a_header_with_a_fault_is_refused_with_the_name_of_its_file(header: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"queries/metrics/anggota\.sql"):
        described("anggota", _text(header))


def test_every_indicator_reads_its_tables_through_the_protection() -> None:
    protected = {metric.name for metric in metrics() if metric.is_protected}
    assert protected == {
        "dtks_individuals", "dtks_per_1000", "handled_in_30_days", "kelurahan_silent", "open_over_30_days", "ppks_count", "ppks_per_1000", "ppks_per_km2",
        "ppks_per_member", "proposals_accepted", "proposals_open_90", "reports", "spm_met",
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_indicator_answers_five_columns_with_a_row_for_each_kelurahan_and_month(sample_warehouse: Path, name: str) -> None:
    for first, last in RANGES:
        for city in cities():
            answer = ask(
                current_edition(), f"metrics/{name}", city_code=city.city_code, first_period=first, last_period=last, **CHOICES, **NORM
            )
            months = [day.date() for day in ask(current_edition(), "pages/periods").period if first <= day.date() <= last]
            wanted = [(code, month) for month in sorted(months) for code in (unit.kelurahan_code for unit in city_units(city.city_code))]
            assert list(answer.columns) == ["kelurahan_code", "period", "numerator", "denominator", "value"]
            assert [(row.kelurahan_code, row.period.date()) for row in answer.itertuples()] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_value_in_the_file_is_the_value_of_its_parts(sample_warehouse: Path, name: str) -> None:
    given = {"city_code": "32.73", "first_period": date(2023, 6, 1), "last_period": date(2024, 6, 1), **CHOICES, **NORM}
    in_file = ask(current_edition(), f"metrics/{name}", **given).value.astype(float)
    np.testing.assert_allclose(measure(current_edition(), name, **given).value, in_file)


@pytest.mark.parametrize("level", LEVELS)
def test_a_city_that_is_not_there_and_a_month_that_is_not_there_give_no_rows(sample_warehouse: Path, level: str) -> None:
    nowhere = measure(current_edition(), "ppks_count", city_code="99.99", first_period=date(2024, 1, 1), last_period=date(2024, 1, 1), level=level)
    never = measure(current_edition(), "ppks_count", city_code="32.73", first_period=date(2040, 1, 1), last_period=date(2040, 1, 1), level=level)
    assert nowhere.empty and never.empty
    assert list(nowhere.columns) == list(never.columns)


def test_an_unknown_level_is_refused(sample_warehouse: Path) -> None:
    with pytest.raises(ValueError, match="provinsi"):
        measure(current_edition(), "ppks_count", city_code="32.73", first_period=date(2024, 1, 1), last_period=date(2024, 1, 1), level="provinsi")


@pytest.mark.parametrize("name", sorted(f"{folder}/{path.stem}" for folder in ("metrics", "pages", "lookup", "planning") for path in (FOLDER / folder).glob("*.sql")))
def test_every_question_of_more_than_one_row_ends_in_an_order(name: str) -> None:
    last_clause = statement(name).rstrip().rstrip(";").rsplit("\nFROM", 1)[-1]
    assert name in ONE_ROW or "\nORDER BY" in last_clause


def test_every_table_of_aggregates_is_written_in_order() -> None:
    parts = [part.removeprefix("TABLE ") for part in aggregates().split("\nCREATE ") if part.startswith("TABLE ")]
    assert len(parts) > 20 and not [part.split()[0] for part in parts if "\nORDER BY" not in part.rsplit("\nFROM", 1)[-1]]
