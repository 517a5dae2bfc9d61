"""Row counts of the sample edition, under version control: a change of the import shows here first."""

import csv
from pathlib import Path

from queries.warehouse import connection_to, current_edition

GOLDEN = Path(__file__).parent / "row_counts.csv"


def test_the_sample_edition_has_the_row_counts_of_the_golden_file(sample_warehouse: Path) -> None:
    # After a wanted change: python -m tests.golden.test_row_counts
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        wanted = {row["table"]: int(row["rows"]) for row in csv.DictReader(file)}
    assert row_counts() == wanted


def row_counts() -> dict[str, int]:
    """Number of rows of every table of the current edition, by name."""
    cursor = connection_to(current_edition()).cursor()
    names = sorted(name for name, *_ in cursor.execute("SHOW TABLES").fetchall())
    return {name: cursor.table(name).count("*").fetchone()[0] for name in names}


if __name__ == "__main__":
    counted = row_counts()
    with GOLDEN.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("table", "rows"), *counted.items()])
