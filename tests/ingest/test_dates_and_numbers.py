"""Dates, months and numbers as people write them: what is read, and what is refused rather than guessed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.errors import UserError
from ingest.dates import month_first_among, parse_date
from ingest.periods import parse_period, period_among
from queries.statements import statement
from tests.ingest.exports import case, imported, write_csv

DATES = """
2024-03-05            2024-03-05
2024/3/5              2024-03-05
2024-03-05 00:00:00   2024-03-05
2024-03-05T10:20:30   2024-03-05
05/03/2024            2024-03-05
5-3-2024              2024-03-05
5.3.2024              2024-03-05
05/03/24              2024-03-05
05/03/30              2030-03-05
05/03/31              1931-03-05
05/03/85              1985-03-05
5 Maret 2024          2024-03-05
5 MARET 2024          2024-03-05
5 Nopember 2024       2024-11-05
5 Pebruari 2024       2024-02-05
5 Agt 2024            2024-08-05
Senin, 5 Maret 2024   2024-03-05
Jum'at, 5 Maret 2024  2024-03-05
29/02/2024            2024-02-29
Maret 2024            2024-03-01
Mar. 2024             2024-03-01
April – September 2026  2026-04-01
April s/d Juni 2026   2026-04-01
2024                  2024-01-01
45356                 2024-03-05
29/02/2023            -
31/04/2024            -
12/31/2024            -
00-00-0000            -
2024-13-05            -
3l-0l-2023            -
5 Mrt 2024            2024-03-05
5 Mrz 2024            -
05/03                 -
9999                  -
20240305              2024-03-05
20241305              -
5-Mar-24              2024-03-05
5-Mar-2024            2024-03-05
05/Mar/2024           2024-03-05
5 March 2024          2024-03-05
Selasa 5 Maret 2024   2024-03-05
5 Maret 2024 10:33    2024-03-05
45356.5               2024-03-05
45356.4375            2024-03-05
5-Mrt-24              2024-03-05
Budi 5 Maret 2024     -
99999                 -
tidak ingat           -
"""


def cases(table: str) -> list[tuple[str, str]]:
    return [tuple(part.strip() for part in line.rsplit("  ", 1)) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), cases(DATES))
def test_a_date_is_read_day_first_or_refused(text: str, expected: str) -> None:
    assert parse_date(text) == (None if expected == "-" else date.fromisoformat(expected))


def test_a_year_that_has_not_ended_stands_for_the_running_month() -> None:
    today = date.today()
    assert parse_period(str(today.year), None, None) == period_among([f"Rekap {today.year}"])[0] == today.replace(day=1)
    assert parse_period(str(today.year), "2", None) == date(today.year, 12, 1)
    assert parse_period(str(today.year + 1), None, None) == date(today.year + 1, 12, 1)


@pytest.mark.parametrize(
    ("year", "semester", "month", "expected"),
    [
        ("2024", None, None, date(2024, 12, 1)),
        ("2024.0", None, None, date(2024, 12, 1)),
        ("Tahun 2024", None, None, date(2024, 12, 1)),
        ("2024", "1", None, date(2024, 6, 1)),
        ("2024", "Semester II", None, date(2024, 12, 1)),
        ("2024", "2.0", None, date(2024, 12, 1)),
        ("2024", None, "3", date(2024, 3, 1)),
        ("2024", None, "Maret", date(2024, 3, 1)),
        ("2024", "1", "09", date(2024, 9, 1)),
        (None, None, "3", None),
        ("", None, None, None),
        ("234", None, None, None),
        ("2024", None, "13", None),
        ("2024", None, "Maart", None),
        ("2024", "3", None, None),
        ("dua ribu", None, None, None),
        ("2023/2024", None, None, None),
        ("Juni 2024", None, None, date(2024, 6, 1)),
        ("2024-06-30", None, None, date(2024, 6, 1)),
        ("2024", None, "3.0", date(2024, 3, 1)),
        ("2024", None, "TW II", date(2024, 6, 1)),
        ("2024", None, "Triwulan V", None),
        ("2024", None, "Bulan ke-3", date(2024, 3, 1)),
    ],
)
def test_a_count_stands_for_the_month_said_or_the_end_of_its_semester_or_year(
    year: str | None, semester: str | None, month: str | None, expected: date | None
) -> None:
    assert parse_period(year, semester, month) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REKAPITULASI PPKS TAHUN 2024", date(2024, 12, 1)),
        ("Rekap_PPKS_2023", date(2023, 12, 1)),
        ("KEADAAN 31 DESEMBER 2025", date(2025, 12, 1)),
        ("Data per 1 Juni 2025", date(2025, 6, 1)),
        ("Bulan Maret 2024", date(2024, 3, 1)),
        ("Semester I Tahun 2024", date(2024, 6, 1)),
        ("SEMESTER II 2024", date(2024, 12, 1)),
        ("PPKS 2022-2025", None),
        ("DAFTAR PPKS", None),
        ("No 120245", None),
        ("2024", date(2024, 12, 1)),
        ("Keadaan per 30/06/2024", date(2024, 6, 1)),
        ("Keadaan per 30.06.24", date(2024, 6, 1)),
        ("Periode 06/2024", date(2024, 6, 1)),
        ("rekap_2024-06", date(2024, 6, 1)),
        ("rekap_202406", date(2024, 6, 1)),
        ("rekap_2024_06_30", date(2024, 6, 1)),
        ("TW III 2024", date(2024, 9, 1)),
        ("tw-4_2023", date(2023, 12, 1)),
        ("Triwulan II Tahun 2024", date(2024, 6, 1)),
        ("Triwulan I s.d. III Tahun 2024", date(2024, 9, 1)),
        ("Caturwulan ke-2 Tahun 2024", date(2024, 8, 1)),
        ("Bulan Juni Tahun 2024", date(2024, 6, 1)),
        ("Periode Januari s.d. Juni 2024", date(2024, 6, 1)),
        ("1 Januari 2024 - 30 Juni 2024", date(2024, 6, 1)),
        ("Data per bulan tahun 2024", date(2024, 12, 1)),
        ("REKAP TAHUN 2024 dicetak 03 Januari 2025", date(2024, 12, 1)),
        ("cetak 3 Januari 2025", None),
        ("Berdasarkan Permensos 8 Tahun 2012", None),
        ("SK Wali Kota Nomor 12 Tahun 2019, REKAP TAHUN 2024", date(2024, 12, 1)),
        ("Nomor: 470/123-Dinsos/2024", None),
        ("Bulan Jni 2024", None),
        ("Semester 3 2024", None),
        ("Triwulan V 2024", None),
        ("2023/2024", None),
        ("30 Juni 2024 dan 31 Desember 2024", None),
        ("Rekap bulan 3 tahun 2024", date(2024, 3, 1)),
        ("Rekap bulan ke-3 2024", date(2024, 3, 1)),
        ("rekap_bulan_03_2024", date(2024, 3, 1)),
        ("Bulan III Tahun 2024", date(2024, 3, 1)),
        ("Bulan 1 s.d. 6 Tahun 2024", date(2024, 6, 1)),
        ("Bulan 30 Juni 2024", date(2024, 6, 1)),
        ("Bulan 13 Tahun 2024", None),
        ("Bulan 3 dan bulan 5 tahun 2024", None),
        ("Bulan ke tiga tahun 2024", None),
        ("Nota Dinas 12/2024 Rekap PPKS 2023", date(2023, 12, 1)),
        ("Nota Dinas 12/2024", None),
    ],
)
def test_a_title_speaks_of_one_month_or_of_none(text: str, expected: date | None) -> None:
    assert period_among([text])[0] == expected


@pytest.mark.parametrize(
    ("texts", "expected", "index"),
    [
        (["REKAP TAHUN 2024", "Juni", "rekap"], date(2024, 6, 1), 1),
        (["BULAN JUNI", "TAHUN 2024", "S", "rekap"], date(2024, 6, 1), 0),
        (["REKAP TAHUN 2024", "S", "rekap_2025-01"], date(2024, 12, 1), 0),
        (["REKAP TAHUN 2024", "S", "rekap_2024-06"], date(2024, 6, 1), 2),
        (["REKAP BULAN JNI 2024", "S", "rekap_2024"], None, 0),
        (["BULAN JUNI", "TAHUN 2024 BULAN JULI", "S"], None, 1),
        (["REKAP", "Data", "rekap"], None, None),
    ],
)
def test_year_and_month_may_stand_apart_but_never_against_each_other(texts: list[str], expected: date | None, index: int | None) -> None:
    assert period_among(texts) == (expected, index)


NUMBERS = """
0                0
12               12
1234             1234
1.234            1234
1,234            1234
1.234.567        1234567
120.000.000      120000000
Rp 66.000.000    66000000
Rp. 1.234,00     1234
Rp1.234          1234
1,234.00         1234
12.0             12
12,0             12
12.00            12
91 orang         91
100 PSM          100
30 warga         30
1.200 Jiwa       1200
7 penerima manfaat  7
3 wakil desa/kelurahan  3
12 KK            -
12 keluarga      -
12 tidak valid   -
12 orang lagi    -
12 paket         -
± 110            110
kurang lebih 50  50
sekitar 50       50
nihil            0
NIHIL            0
-5               -
12,5             -
1.5              -
1.23.456         -
2 dari 4 angkatan  -
Rp 12,5 juta     -
66 juta          -
66 jt            -
3 ribu           -
3 ribu orang     -
Rp 66 juta rupiah  -
belum ada        -
1e3              -
10-20            -
99999999999999999999  -
"""


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET VARIABLE inner_pad = CAST('' AS BLOB); SET VARIABLE outer_pad = CAST('' AS BLOB)")
        connection.execute(statement("ingest/macros"))
        yield connection


@pytest.mark.parametrize(("text", "expected"), cases(NUMBERS))
def test_a_count_is_read_in_both_ways_to_write_thousands_or_refused(
    text: str, expected: str, macros: duckdb.DuckDBPyConnection
) -> None:
    number = None if expected == "-" else int(expected)
    found = macros.execute("SELECT parse_count($text), is_unreadable_count($text)", {"text": text}).fetchone()
    assert found == (number, number is None)


@pytest.mark.parametrize("text", [None, "-", "–", "—"])
def test_a_dash_or_an_empty_cell_is_unknown_and_no_fault(text: str | None, macros: duckdb.DuckDBPyConnection) -> None:
    assert macros.execute(
        "SELECT parse_count($text), coalesce(is_unreadable_count($text), FALSE)", {"text": text}
    ).fetchone() == (None, False)


@pytest.mark.parametrize(
    ("nik", "damaged"),
    [
        ("3273150101700001", False),
        ("3.27315E+15", True),
        ("3273150101700001.0", True),
        ("327315010170000", True),
        ("'3273150101700001", True),
    ],
)
def test_a_nik_is_sixteen_digits_or_damaged(nik: str, damaged: bool, macros: duckdb.DuckDBPyConnection) -> None:
    assert macros.execute("SELECT is_damaged_nik($nik)", {"nik": nik}).fetchone() == (damaged,)


def test_a_sheet_that_writes_the_month_first_leaves_no_date_to_a_guess() -> None:
    assert month_first_among({"01/31/2024", "03/05/2024", "04/04/2024", "2024-03-05", "5 Mei 2024"}) == {"03/05/2024"}
    assert month_first_among({"25/05/2024", "31/01/2024", "05/25/2024", "03/05/2024"}) == frozenset(), "one slip among dates with the day first"


@pytest.mark.usefixtures("warehouse")
def test_a_date_that_may_be_two_days_is_refused_with_its_reason(tmp_path: Path) -> None:
    days = ("01/31/2024", "02/14/2024", "03/05/2024", "04/04/2024")
    with imported(write_csv(tmp_path / "ppks.csv", [case(number) | {"Tanggal Lapor": day} for number, day in enumerate(days)])) as done:
        assert done.ask("SELECT found_date FROM core_ppks_case") == [(date(2024, 4, 4),)]
        assert done.rejects() == [(2, "date_unreadable"), (3, "date_unreadable"), (4, "date_unreadable")]
        assert done.ask("SELECT message FROM ingest_reject WHERE \"row\" = 4")[0][0].startswith("Hari atau bulannya tidak jelas")


@pytest.mark.usefixtures("warehouse")
def test_a_row_with_the_figures_of_several_years_stops_the_file(tmp_path: Path) -> None:
    rows = [{"Kecamatan": "Andir", "Kelurahan": "Maleber", "Jenis PPKS": "Pengemis", "Jumlah 2023": "5", "Jumlah 2024": "6", "Jumlah": "11"}]
    with pytest.raises(UserError, match="'Jumlah 2023', 'Jumlah 2024' memuat angka beberapa tahun"), imported(write_csv(tmp_path / "rekap 2024.csv", rows)):
        pass
