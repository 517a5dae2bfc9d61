"""How an import compares with the least that reading its file can cost: ratios within one run.

`python -m bench.import_speed [ROWS]` writes a case list by name, scans it raw (all text, the same threads), builds an edition from
it, and prints both with their ratio; then the same for a workbook against the bare parse by calamine. Promises: 4 and 1.5.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import duckdb
import xlsxwriter
from python_calamine import CalamineWorkbook

from data.reference import city_units
from queries.statements import statement

_HEADER = "No|NIK|Nama|Tanggal Lahir|Alamat|Kecamatan|Kelurahan|Jenis PPKS|Tanggal Ditemukan|Tanggal Ditangani|Status|Pelapor"
_KINDS = ("Fakir Miskin", "Pengemis", "Lanjut Usia Terlantar", "Penyandang Disabilitas", "Anak Terlantar")


def rows(count: int) -> Iterator[str]:
    """Invented cases, one in a hundred with a misspelt kelurahan; a line at a time, so that ten million need no memory."""
    units = city_units("32.73")
    for number in range(count):
        unit = units[number % len(units)]
        place = unit.kelurahan_name + ("x" if number % 100 == 0 else "")
        month, day = number // 28 % 12 + 1, number % 28 + 1
        yield (
            f"{number + 1}|99{number:014d}|Warga Contoh {number}|19{50 + number % 50}-{month:02d}-{day:02d}|Jl. Contoh No. {number % 200}|"
            f"{unit.kecamatan_name}|{place}|{_KINDS[number % 5]}|202{2 + number % 4}-{month:02d}-{day:02d}||Belum Ditangani|PSM"
        )


def write_cases(path: Path, count: int) -> Path:
    """The list as a csv file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in chain([_HEADER], rows(count)))
    return path


def seconds(work) -> float:
    """Time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def build(path: Path, warehouse: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of a build in a process of its own."""
    environment = {**os.environ, "PANTAU_WAREHOUSE": str(warehouse)}
    command = [sys.executable, "-m", "ingest", "build", str(path), "--report", str(warehouse / "tolakan")]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        while running.poll() is None:
            peak = max(peak, most_memory(running.pid))
            time.sleep(0.05)
        taken = time.perf_counter() - start
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, command, stderr=running.stderr.read())
    return taken, peak


def most_memory(pid: int) -> float:
    """The most memory a process had so far, MB; 0 once it has gone. What a parent hands down at the fork does not count."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Print the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = write_cases(Path(folder) / "ppks.csv", count)
        names = {f"c{index}": "VARCHAR" for index in range(_HEADER.count("|") + 1)}

        def scan() -> None:
            connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
            connection.read_csv(str(path), header=False, all_varchar=True, auto_detect=False, sep="|", columns=names).create_view("lines")
            connection.execute(statement("bench/raw_scan")).fetchall()

        scan()
        raw = min(seconds(scan) for _ in range(3))
        taken, memory = build(path, Path(folder) / "gudang")
        start_up = seconds(lambda: subprocess.run([sys.executable, "-c", "import ingest.build"], check=True))
        print(f"csv, {count:,} rows, {path.stat().st_size / 1e6:.0f} MB: raw scan {raw:.2f} s, build {taken:.2f} s (of which imports {start_up:.2f} s)")
        print(f"    ratio {taken / raw:.1f}, without imports {(taken - start_up) / raw:.1f}; peak memory {memory:.0f} MB")
        workbook_rows = min(count, 100_000)
        book = Path(folder) / "ppks.xlsx"
        with xlsxwriter.Workbook(book, {"constant_memory": True}) as workbook:
            sheet = workbook.add_worksheet()
            for number, line in enumerate(chain([_HEADER], rows(workbook_rows))):
                sheet.write_row(number, 0, line.split("|"))
        bare = min(seconds(lambda: CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()) for _ in range(2))
        taken, _ = build(book, Path(folder) / "gudang-xlsx")
        print(f"xlsx, {workbook_rows:,} rows: bare parse {bare:.2f} s, build {taken:.2f} s, ratio {taken / bare:.1f}, without imports {(taken - start_up) / bare:.1f}")


if __name__ == "__main__":
    main()
