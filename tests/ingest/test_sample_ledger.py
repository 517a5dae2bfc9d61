"""The sample exports carry a known number of faults; the ledger finds each of them and loses no row."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import editions, paths
from data.simulation.defects_table import DEFECTS

CITY_CODES = {"bandung": "32.73", "kediri": "35.71", "pariaman": "13.77", "tangerang": "36.71", "solok": "13.72"}
BALANCE = "rows_read - accepted - duplicate - rejected - out_of_city - skipped"


@pytest.fixture(scope="module")
def edition(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(editions.file_of(editions.current()), read_only=True) as connection:
        yield connection


def test_the_ledger_of_every_sample_file_and_sheet_balances(edition: duckdb.DuckDBPyConnection) -> None:
    assert edition.execute(f"SELECT DISTINCT {BALANCE} FROM ingest_ledger").fetchall() == [(0,)]
    listed = {row[0] for row in edition.execute("SELECT file FROM ingest_ledger").fetchall()}
    found = {path.relative_to(paths.EXPORTS).as_posix() for path in paths.EXPORTS.rglob("*") if path.suffix in (".csv", ".xlsx")}
    assert listed == found - {"simulasi.csv"}


@pytest.mark.parametrize("city", DEFECTS)
def test_the_case_lists_of_a_city_have_the_faults_that_were_put_into_them(city: str, edition: duckdb.DuckDBPyConnection) -> None:
    wanted = DEFECTS[city]
    sums = edition.execute(
        "SELECT sum(accepted), sum(duplicate), sum(rejected), sum(out_of_city), sum(rows_read - skipped) FROM ingest_ledger "
        "WHERE subject = 'ppks_case' AND city_code = $city",
        {"city": CITY_CODES[city]},
    ).fetchone()
    assert sums == (wanted.accepted, wanted.duplicate, wanted.rejected, wanted.out_of_city, wanted.rows)


@pytest.mark.parametrize("city", DEFECTS)
def test_each_fault_of_a_case_list_is_called_by_its_name(city: str, edition: duckdb.DuckDBPyConnection) -> None:
    wanted = DEFECTS[city]
    query = "SELECT rule FROM {} WHERE file IN (SELECT file FROM ingest_ledger WHERE subject = 'ppks_case' AND city_code = $city)"
    rejects, warnings = (
        Counter(rule for (rule,) in edition.execute(query.format(table), {"city": CITY_CODES[city]}).fetchall())
        for table in ("ingest_reject", "ingest_warning")
    )
    assert rejects == {
        "place_unknown": wanted.misspelt_kelurahan,
        "place_contradiction": wanted.wrong_kecamatan,
        "date_unreadable": wanted.unreadable_date,
        "kind_unknown": wanted.unknown_kind,
    }
    assert warnings["nik_damaged"] == wanted.damaged_nik


def test_every_accepted_case_is_a_row_of_the_edition(edition: duckdb.DuckDBPyConnection) -> None:
    accepted = edition.execute("SELECT sum(accepted) FROM ingest_ledger WHERE subject = 'ppks_case'").fetchone()
    assert edition.execute("SELECT count(*), count(DISTINCT case_id) FROM core_ppks_case").fetchone() == accepted * 2


def test_the_same_kelurahan_stands_once_in_each_recap(edition: duckdb.DuckDBPyConnection) -> None:
    again = "SELECT 1 FROM core_ppks_count GROUP BY kelurahan_code, kecamatan_code, ppks_code, period, unit HAVING count(*) > 1"
    assert edition.execute(again).fetchall() == []


def test_the_recap_of_one_kelurahan_is_what_stands_in_its_file(edition: duckdb.DuckDBPyConnection) -> None:
    with (paths.EXPORTS / "tangerang" / "data_pmks_per_kelurahan_2022_2025.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kode_kelurahan"] == "36.71.01.1001" and row["tahun"] == "2024"]
    counts = edition.execute(
        "SELECT persons_count FROM core_ppks_count "
        "WHERE kelurahan_code = '36.71.01.1001' AND year(period) = 2024 ORDER BY source_row"
    ).fetchall()
    assert counts == [(int(row["jumlah"]),) for row in rows]


def test_the_samples_say_that_they_are_simulated(edition: duckdb.DuckDBPyConnection) -> None:
    assert edition.execute("SELECT is_simulated FROM edition").fetchone() == (True,)
    assert edition.execute(
        "SELECT bool_and(is_simulated), count(*) FILTER (state = 'replaced') FROM ingest_ledger"
    ).fetchone() == (True, 0)
