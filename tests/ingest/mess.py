"""Messy exports as agencies send them, drawn from a seed, with what was written counted beside them."""

import csv
import io
import random
from dataclasses import dataclass
from pathlib import Path

from data.reference import city_units

HEADER = ["No", "Kecamatan", "Kelurahan", "NIK", "Nama", "Jenis PPKS", "Tanggal Lapor", "Keterangan"]
UNITS = city_units("32.73")
_KINDS = ("Pengemis", "Gelandangan", "gepeng", "PGOT", "Fakir Miskin", "9", "xx", "")
_DAYS = ("2024-01-02", "12 Maret 2024", "45363", "31/12/2023", "", "kapan-kapan", "Des 2024")
_REMARKS = (
    "", "", "", "Catatan: apa", "Total", "=1+1", "<b>x</b>", 'a "b" c', "a,b", "a;b", "baris\nbaru", "\u202e", "'", "|", "\t", "-", 'buka " saja', '"',
)
_NAMES = ("Orang", "Total Sukses", "Jumlah", "Rekapitulasi Putra", "O'Neil", 'Si "Kancil"', "Catatan Sipil")
_LAYOUTS = tuple((separator, end) for separator in ",;|\t" for end in ("\n", "\r\n"))
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@dataclass(frozen=True)
class Mess:
    """A csv: `rows` below its header without it, titles included; `no_data` of them are titles, blanks, headers again, totals and remarks."""

    content: bytes
    rows: int
    no_data: int


def case_list(seed: int) -> Mess:
    """A list of persons. What a person is, and where, is the same in every list, so that the order of lists cannot matter."""
    draw = random.Random(seed)
    written: list[list[str]] = []
    no_data = 0
    for number in range(draw.randint(1, 60)):
        chance = draw.random()
        if chance < 0.12:
            written.append(draw.choice(([""] * 8, HEADER, ["", "Jumlah", "", "", "", "", "", "12"], ["TOTAL", *[""] * 6, "3"])))
            no_data += 1
        else:
            written.append(_person(draw, number))
    tail = draw.choice(([], [["", "", "", "", "Mengetahui,"]], [["", "", "", "", "", "", "Bandung, 2 Januari 2025"], ["", "", "", "", "", "", "NIP. 196001011980031001"]]))
    # Rows that are short of cells are still somebody's rows.
    poor = [["", "", "Malebarr", "", "", "Pengemis"]] * draw.randint(0, 2) + [["", "", "", f"{10**15 + seed}"]] * draw.randint(0, 1)
    titles = [["DAFTAR PPKS"], ["Tahun 2024"]][: draw.randint(0, 2)]
    return _written([*titles, HEADER, *written, *poor, *tail], len(titles) + no_data + len(tail), draw)


def _person(draw: random.Random, number: int) -> list[str]:
    who = draw.randint(1, 150)
    unit = UNITS[who % len(UNITS)]
    kecamatan, kelurahan = draw.choice([(unit.kecamatan_name, unit.kelurahan_name)] * 6 + [
        (unit.kecamatan_name, f"{unit.kelurahan_name}x"), ("X", unit.kelurahan_name), (unit.kecamatan_name, "Siti Aminah"), (unit.kecamatan_name, ""),
    ])
    nik = draw.choice([f"99{who:014d}"] * 6 + ["3.27315E+15", ""])
    return [str(number + 1), kecamatan, kelurahan, nik, draw.choice(_NAMES), draw.choice(_KINDS), draw.choice(_DAYS), draw.choice(_REMARKS)]


def _written(lines: list[list[str]], no_data: int, draw: random.Random) -> Mess:
    separator, end = draw.choice(_LAYOUTS)
    encoding = draw.choice(_ENCODINGS)
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))).writerows(lines)
    return Mess(text.getvalue().encode(encoding, "replace"), len(lines) - 1, no_data)


def with_stray_quotes(seed: int) -> tuple[bytes, int]:
    """A list in which nobody quoted anything, with up to five quotation marks typed into its cells; and how many rows it has."""
    draw = random.Random(seed)
    count = draw.randint(30, 120)
    lines = [f"Andir,Maleber,99{number:014d},Orang {number},Pengemis,2024-01-02".split(",") for number in range(count)]
    if draw.random() < 0.5:  # one opens a cell and another closes one below: even, and everything between is one cell
        first, last = sorted(draw.sample(range(count), 2))
        lines[first][draw.choice((3, 4))] = '"Orang'
        lines[last][draw.choice((3, 4, 5))] += '"'
    for _ in range(draw.randint(0, 3)):
        line, cell = draw.choice(lines), draw.choice((1, 3, 4, 5))
        line[cell] = draw.choice((f'"{line[cell]}', f'{line[cell]}"', f'{line[cell][:2]}"{line[cell][2:]}'))
    header = "Kecamatan,Kelurahan,NIK,Nama,Jenis PPKS,Tanggal Lapor"
    return "\n".join([header, *map(",".join, lines), ""]).encode(), count


def recap_by_sex(seed: int) -> tuple[list[list[object]], dict[str, int]]:
    """A recap whose header stands in two rows, kinds over L, P and perhaps Jumlah; and how many persons it says of each kind."""
    draw = random.Random(seed)
    kinds = draw.sample(("Pengemis", "Gelandangan", "Pemulung", "Fakir Miskin", "Anak Terlantar", "Lanjut Usia Terlantar", "Tuna Susila"), 6)
    parts = draw.choice((("L", "P"), ("L", "P", "Jumlah"), ("Laki-laki", "Perempuan", "Total")))
    upper: list[object] = ["Kecamatan", "Kelurahan"]
    for kind in kinds:
        upper += [kind] + [None] * (len(parts) - 1)
    lines: list[list[object]] = [["REKAP PPKS TAHUN 2024"], upper, [None, None, *parts * len(kinds)]]
    said = dict.fromkeys(kinds, 0)
    for unit in draw.sample(UNITS, 8):
        line: list[object] = [unit.kecamatan_name, unit.kelurahan_name]
        for kind in kinds:
            men, women = draw.randint(0, 30), draw.randint(0, 30)
            said[kind] += men + women
            line += [men, women, men + women][: len(parts)]
        lines.append(line)
    return lines, said


def folder_of(folder: Path, lists: list[tuple[str, Mess]]) -> Path:
    """The lists as files of a folder."""
    folder.mkdir(parents=True)
    for name, mess in lists:
        (folder / name).write_bytes(mess.content)
    return folder
