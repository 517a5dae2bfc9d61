"""Where the time of an import goes: seconds of each statement, the slowest first.

`python -m bench.import_steps [ROWS]` builds an edition from a case list by name in this process and measures every statement the build runs.
What no statement took is Python: recognising the file, the reject file, the publication.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from bench.import_speed import write_cases
from ingest import build as building
from queries.statements import FOLDER, aggregates, statement

_SHOWN = 0.01  # seconds below which a statement is not listed


class Clock:
    """A connection that measures what it executes; `seconds` by statement, everything else passes through."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: Counter[str]) -> None:
        self._connection, self._seconds = connection, seconds
        names = (path.relative_to(FOLDER).with_suffix("").as_posix() for path in sorted(FOLDER.rglob("*.sql")))
        self._names = {statement(name): name for name in names} | {aggregates(): "build/out, build/out_cases"}

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, text: str, *values: object) -> duckdb.DuckDBPyConnection:
        """As the connection does; the rows of an answer are fetched outside the clock."""
        start = time.perf_counter()
        try:
            return self._connection.execute(text, *values)
        finally:
            self._seconds[self._names.get(text, text)] += time.perf_counter() - start


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seconds: Counter[str] = Counter()
    connect = building.connect

    @contextmanager
    def watched(path: Path, scratch: Path) -> Iterator[Clock]:
        with connect(path, scratch) as connection:
            yield Clock(connection, seconds)

    building.connect = watched
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PANTAU_WAREHOUSE"] = str(Path(folder) / "gudang")
        path = write_cases(Path(folder) / "ppks.csv", count)
        start = time.perf_counter()
        building.build([path], publish=True, report=Path(folder) / "tolakan", progress=lambda *_: None)
        taken = time.perf_counter() - start
    print(f"{count:,} rows, {taken:.2f} s, of which outside statements {taken - seconds.total():.2f} s")
    for name, spent in seconds.most_common():
        if spent >= _SHOWN:
            print(f"{spent:8.2f} s {spent / taken:6.1%}  {name}")


if __name__ == "__main__":
    main()
