"""The SQL of the project, read from its files."""

from functools import cache
from pathlib import Path

import duckdb

FOLDER = Path(__file__).resolve().parent


@cache
def statement(name: str) -> str:
    """Text of queries/<name>.sql; FileNotFoundError when there is none."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def aggregates() -> str:
    """The statements that build every small table the pages read, from the loaded tables of an edition."""
    return statement("build/out") + statement("build/out_cases")


def rows_of(result: duckdb.DuckDBPyConnection) -> list[dict]:
    """The rows of an answer, each by the names of its columns."""
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
