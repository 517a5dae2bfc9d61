"""Recipients of PKH, BPNT and PBI-JK by decile in Bandung and Solok; some are outside the criteria or no longer in the register."""

from collections.abc import Iterator
from random import Random

from data.reference import Unit
from data.simulation.city import BANDUNG, SOLOK, SampleCity, chance
from data.simulation.layout import Export, Row, delimited
from data.simulation.welfare import GROUPS, draw_register

# Recipients of the city: families, for PBI-JK persons. Bandung as published for 2023.
TOTALS = {
    BANDUNG: {"PKH": 45_072, "BPNT": 95_175, "PBI-JK": 447_445}, SOLOK: {"PKH": 1_640, "BPNT": 3_380, "PBI-JK": 18_900},
}
IN_FAMILIES = {"PKH": True, "BPNT": True, "PBI-JK": False}
# Recipients of a group per 100 of the programme, in the order of GROUPS: deciles 1 to 5, 6 to 10, without a rank, not active.
SPREAD = {
    "PKH": (33, 27, 18, 11, 5, 4, 1, 1), "BPNT": (29, 25, 19, 14, 6, 4.5, 1.5, 1), "PBI-JK": (21, 20, 19, 17, 12, 8, 2, 1),
}
HALF_YEAR = {6: 1.03, 12: 1.0}  # after the change to DTSEN fewer receive
FILE = {BANDUNG: "penerima_bansos_desil_bandung_2025.csv", SOLOK: "penerima_bansos_solok.csv"}
LABELS = ("1", "2", "3", "4", "5", "6-10", "belum peringkat", "nonaktif")
MONTH_WORDS = {6: "Juni", 12: "Desember"}


def aid_files(city: SampleCity) -> list[Export]:
    """A column a decile in Bandung, a row a decile in Solok; the two cities that have a register by decile."""
    if city not in TOTALS:
        return []
    drawn = draw_recipients(city)
    if city is BANDUNG:
        header = ("kecamatan", "kelurahan", "program", "bulan", "tahun", "satuan", "jumlah_penerima", *GROUPS)
        wide: list[Row] = [
            [unit.kecamatan_name, unit.kelurahan_name, programme, month, 2025, _unit_word(programme), sum(counts), *counts]
            for unit, month, programme, counts in drawn
        ]
        return [Export(FILE[city], "aid_count", delimited(header, wide))]
    header = ("Kecamatan", "Kelurahan", "Program Bantuan", "Desil", "Jumlah Penerima", "Satuan", "Bulan", "Tahun")
    long: list[Row] = [
        [unit.kecamatan_name, unit.kelurahan_name, programme, label, count, _unit_word(programme), MONTH_WORDS[month], 2025]
        for unit, month, programme, counts in drawn for label, count in zip(LABELS, counts)
    ]
    return [Export(FILE[city], "aid_count", delimited(header, long, ";"))]


def draw_recipients(city: SampleCity) -> Iterator[tuple[Unit, int, str, list[int]]]:
    """Kelurahan, month, programme and recipients by group: never more than the register holds there."""
    rng = chance(city.slug, "aid")
    register = list(draw_register(city))
    for programme, total in TOTALS[city].items():
        share = _coverage(register, programme, total)
        for unit, month, families, persons in register:
            held = families if IN_FAMILIES[programme] else persons
            lean = rng.lognormvariate(0, 0.12)
            counts = [min(size, _some(rng, size * part * lean * HALF_YEAR[month])) for size, part in zip(held, share)]
            yield unit, month, programme, counts


def _coverage(register: list[tuple[Unit, int, list[int], list[int]]], programme: str, total: int) -> list[float]:
    """The part of each group that receives the programme, so that the December total comes out near `total`."""
    december = [families if IN_FAMILIES[programme] else persons for _, month, families, persons in register if month == 12]
    held = [sum(column) for column in zip(*december)]
    weight = sum(SPREAD[programme])
    return [total * part / weight / size for part, size in zip(SPREAD[programme], held)]


def _some(rng: Random, expected: float) -> int:
    return round(expected * rng.lognormvariate(0, 0.1) + rng.uniform(-0.5, 0.5)) if expected >= 1 else int(rng.random() < expected)


def _unit_word(programme: str) -> str:
    return "KPM" if IN_FAMILIES[programme] else "Jiwa"
