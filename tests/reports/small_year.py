"""A year of activities with everything an export may leave out: budgets, codes, targets, days."""

from datetime import date
from pathlib import Path

from tests.ingest.exports import write_csv

PERIOD = date(2025, 10, 1)
EMPTY = dict.fromkeys((
    "ID Kegiatan", "Kode Sub Kegiatan", "Jenis Kegiatan", "Topik", "Jadwal", "Tanggal Pelaksanaan", "Kecamatan", "Kelurahan", "Sasaran Peserta",
    "Jumlah Peserta", "Pagu Anggaran", "Realisasi Anggaran", "Status",
), "")
# A: 12 of 30 came. D: held later than planned.
ROWS = (
    ("A", "1.06.02.2.03.0001", "Bimtek", "Bimtek dasar PSM", "Maret 2025", "2025-03-10", "", "30", "12", "25000000", "20000000", "Terlaksana"),
    ("B", "", "KIE", "KIE lanjut usia", "April 2025", "", "Tanah Garam", "40", "", "", "", "Batal"),  # budget not known, no code
    ("C", "9.99.99.99.99.9999", "Rakor", "Rapat koordinasi", "Juni 2025", "", "", "", "", "8000000", "", "Rencana"),  # overdue, target not known
    ("D", "1.06.02.02.03.0003", "KIE", "KIE", "Mei 2025", "2025-07-01", "Laing", "50", "49", "6000000", "5000000", "Terlaksana"),
    ("E", "1.06.02.02.03.0003", "KIE", "KIE", "Desember 2025", "", "Laing", "50", "", "7000000", "", "Rencana"),  # not yet
    ("F", "1.06.02.02.03.0003", "KIE", "KIE", "", "2025-08-01", "Kampung Jawa", "", "20", "", "1000000", "Terlaksana"),  # without a plan
    ("G", "1.06.02.02.03.0003", "KIE", "KIE", "Februari 2025", "", "Laing", "10", "", "1000000", "", "Terlaksana"),  # done, nobody knows when
)
KECAMATAN = {"Tanah Garam": "Lubuk Sikarah", "Laing": "Tanjung Harapan", "Kampung Jawa": "Tanjung Harapan", "": ""}


def activities(folder: Path, *more: tuple[str, ...]) -> Path:
    """The year, with what comes besides, as an export of the agency."""
    names = [name for name in EMPTY if name != "Kecamatan"]
    rows = [dict(zip(names, row, strict=True)) for row in (*ROWS, *more)]
    return write_csv(folder / "kegiatan_solok.csv", [{**EMPTY, **row, "Kecamatan": KECAMATAN[row["Kelurahan"]]} for row in rows], ";")
