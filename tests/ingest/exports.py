"""Small exports that a test writes itself, and the edition that comes of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import xlsxwriter

from data import editions
from ingest.build import build

CASE_HEADER = ("Kecamatan", "Kelurahan", "NIK", "Nama", "Tanggal Lahir", "Jenis PPKS", "Tanggal Lapor")
MEMBER_HEADER = (
    "Nomor Anggota",
    "Nama",
    "NIK",
    "Kecamatan",
    "Kelurahan",
    "Unsur",
    "Status",
    "Tanggal Bergabung",
    "Tanggal Keluar",
)
RECAP_HEADER = ("kecamatan", "kelurahan", "jenis_ppks", "jumlah", "tahun")


def case(number: int = 1, **changed: str) -> dict[str, str]:
    """A faultless row of a case list in Maleber, Bandung; `changed` replaces cells."""
    row = {
        "Kecamatan": "Andir",
        "Kelurahan": "Maleber",
        "NIK": f"99327305010170{number:02d}",
        "Nama": f"Orang {number}",
        "Tanggal Lahir": "1970-01-01",
        "Jenis PPKS": "Fakir Miskin",
        "Tanggal Lapor": f"2024-01-{number % 28 + 1:02d}",
    }
    return row | {name.replace("_", " "): value for name, value in changed.items()}


def member(number: int = 1, **changed: str) -> dict[str, str]:
    """A faultless row of a member list in Maleber, Bandung."""
    row = {
        "Nomor Anggota": f"UJI-{number:03d}",
        "Nama": f"Relawan {number}",
        "NIK": f"99327305020280{number:02d}",
        "Kecamatan": "Andir",
        "Kelurahan": "Maleber",
        "Unsur": "PSM",
        "Status": "Aktif",
        "Tanggal Bergabung": "2020-01-01",
        "Tanggal Keluar": "",
    }
    return row | {name.replace("_", " "): value for name, value in changed.items()}


def text_of(rows: Sequence[dict[str, str]], separator: str = ",") -> str:
    """The rows as the text of a csv with their keys as header."""
    lines = [tuple(rows[0]), *(tuple(row.values()) for row in rows)]
    return "".join(separator.join(line) + "\n" for line in lines)


def write_csv(path: Path, rows: Sequence[dict[str, str]], separator: str = ",") -> Path:
    path.write_text(text_of(rows, separator), encoding="utf-8")
    return path


def write_workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook whose dates are date cells and whose other values keep their type; None leaves a cell out."""
    with xlsxwriter.Workbook(path) as workbook:
        as_date = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, as_date)
                    elif value is not None:
                        sheet.write(number, column, value)
    return path


@dataclass
class Imported:
    """What an import made of its files."""

    ledger: list[dict]
    connection: duckdb.DuckDBPyConnection
    reject_files: list[Path] = field(default_factory=list)
    is_new: bool = True

    def ask(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    def heaps(self) -> dict[str, int]:
        """The ledger of all files added up."""
        names = ("rows_read", "accepted", "duplicate", "rejected", "out_of_city", "skipped", "warnings")
        return {name: sum(row[name] for row in self.ledger) for name in names}

    def rejects(self) -> list[tuple[int, str]]:
        return self.ask('SELECT "row", rule FROM ingest_reject ORDER BY ALL')

    def warnings(self) -> list[tuple[int, str]]:
        return self.ask('SELECT "row", rule FROM ingest_warning ORDER BY ALL')


@contextmanager
def imported(*inputs: Path, report: Path | None = None) -> Iterator[Imported]:
    """The edition built and published from these files, open for questions. The warehouse is that of the environment."""
    outcome = build(list(inputs), publish=True, report=report, progress=lambda *_: None)
    with duckdb.connect(editions.file_of(outcome.edition_id), read_only=True) as connection:
        yield Imported(outcome.ledger, connection, list(outcome.reject_files.values()), outcome.is_new)
