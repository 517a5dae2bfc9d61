"""How long each indicator takes, on the sample edition and on one with many times its cases: `python -m bench.query_times [FACTOR]`.

Promises: a question behind a widget at most 5 ms, and at most 1.5 times as long with 1000 times the cases. Times are medians and wall clock, so the
ratio is what counts on a busy machine; the two editions are asked in turn. The edition is the current one of PANTAU_WAREHOUSE.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from data import editions
from queries.measure import measure, metrics
from queries.statements import aggregates, statement
from queries.warehouse import ask, columns, current_edition, parameters_of

ROUNDS = 21
MONTH = (date(2024, 12, 1), date(2024, 12, 1))
TWO_YEARS = (date(2023, 1, 1), date(2024, 12, 1))
OPTIONS = {
    "city_code": "32.73", "norm_minimum": 5, "norm_basis": "unit", "norm_kinds": ["PSM", "KT-A", "TAGANA", "TKSK"], "ppks_code": "ALL", "activity_kind": None,
    "institution_kind": None, "register": "DTSEN",
}
# Questions of pages that read more than an indicator does; each takes of these values what it asks for.
QUESTIONS = ("handling_times", "handling_open", "handling_outcome", "handling_places", "report_silence", "report_after_kie", "proposal_villages")
VALUES = {
    **OPTIONS, "reporter_kind": "ALL", "first_period": TWO_YEARS[0], "period": MONTH[1], "day": date(2024, 12, 31), "since": TWO_YEARS[0],
    "sensitive_tiers": ("A",), "left_out_tiers": (),
}
LARGE = "20000101-000000-00000000"


def main(factor: int) -> None:
    """Print a line for each indicator, the question alone and all of `measure`, one month and 24, and one for each question of a page; how they grow."""
    small = current_edition()
    with tempfile.TemporaryDirectory(prefix="pantau-kesos-bench-") as folder:
        copy = Path(folder) / editions.file_of(small).name
        shutil.copy(editions.file_of(small), copy)
        large_file = Path(folder) / editions.file_of(LARGE).name
        shutil.copy(copy, large_file)
        cases = multiply(large_file, factor)
        os.environ["PANTAU_WAREHOUSE"] = folder
        print(f"{cases:_} cases against {cases // factor:_}; milliseconds, median of {ROUNDS}; x: growth\n")
        print(f"{'indicator':20} {'question':>9} {'x':>5} {'measure':>9} {'x':>5} {'24 months':>10} {'x':>5}")
        for metric in metrics():
            parts = [
                times(lambda edition, name=metric.name: columns(edition, f"metrics/{name}", first_period=MONTH[0], last_period=MONTH[1], **OPTIONS), small),
                times(lambda edition, name=metric.name: measure(edition, name, first_period=MONTH[0], last_period=MONTH[1], **OPTIONS), small),
                times(lambda edition, name=metric.name: measure(edition, name, first_period=TWO_YEARS[0], last_period=TWO_YEARS[1], **OPTIONS), small),
            ]
            print(f"{metric.name:20} " + " ".join(f"{base:{width}.1f} {large / base:5.2f}" for (base, large), width in zip(parts, (9, 9, 10), strict=True)))
        for name in QUESTIONS:
            base, large = times(partial(answer, name), small)
            print(f"{name:20} {base:9.1f} {large / base:5.2f}")


def answer(name: str, edition: str) -> object:
    """A question of a page with values of the city that is measured."""
    return ask(edition, f"pages/{name}", **{key: value for key, value in VALUES.items() if key in parameters_of(f"pages/{name}")})


def multiply(path: Path, factor: int) -> int:
    """Give the edition in this file `factor` times its cases and build its aggregates again; how many cases it has then."""
    with duckdb.connect(path) as connection:
        connection.execute(statement("bench/multiply_cases"), {"factor": factor})
        connection.execute(statement("bench/drop_aggregates"))
        connection.execute(aggregates())
        connection.execute("CHECKPOINT")
        return connection.table("core_ppks_case").count("*").fetchone()[0]


def times(question: Callable[[str], object], small: str) -> tuple[float, float]:
    """Median milliseconds of a question on the small and on the large edition, asked in turn."""
    taken: dict[str, list[float]] = {small: [], LARGE: []}
    for turn in range(ROUNDS + 2):
        for edition, found in taken.items():
            start = time.perf_counter()
            question(edition)
            if turn >= 2:
                found.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[small]), statistics.median(taken[LARGE])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
