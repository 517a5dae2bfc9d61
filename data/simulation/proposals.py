"""Proposals to the national register: DTKS until March 2025, DTSEN after."""

from collections.abc import Callable
from datetime import date, timedelta

from data.simulation.city import (
    BANDUNG, FIRST_DAY, KEDIRI, LAST_DAY, PARIAMAN, SOLOK, TANGERANG, SampleCity, chance, need,
)
from data.simulation.layout import Cell, Export, Row, Sheet, dashed_date, delimited, iso_date, long_date, slashed_date, workbook
from data.simulation.people import Population

COUNT = {BANDUNG: 5_000, KEDIRI: 700, PARIAMAN: 500, TANGERANG: 2_500, SOLOK: 450}
LAST_DTKS_DAY = date(2025, 3, 31)
HEADER = (
    "No Usulan", "NIK", "Nama", "Kecamatan", "Kelurahan", "Data", "Tanggal Usul", "Tanggal Keputusan", "Status", "Pengusul",
)
FILE = {
    BANDUNG: "usulan_dtks_dtsen_bandung.csv", KEDIRI: "Usulan DTKS DTSEN Kota Kediri.xlsx",
    PARIAMAN: "usulan_dtks_dtsen_pariaman.csv",
    TANGERANG: "usulan_dtks_dtsen_tangerang.csv", SOLOK: "usulan_dtks_dtsen_solok.csv",
}
DATE_FORM: dict[SampleCity, Callable[[date], Cell]] = {
    BANDUNG: iso_date, KEDIRI: lambda day: day, PARIAMAN: dashed_date, TANGERANG: slashed_date, SOLOK: long_date,
}
PROPOSERS = ("Musyawarah kelurahan", "PSM", "TKSK", "RT/RW", "Usul mandiri")


def proposal_files(city: SampleCity) -> list[Export]:
    """One list of proposals for the city, in the order of the proposal date."""
    header = [("Desa/Kelurahan" if city is PARIAMAN and word == "Kelurahan" else word) for word in HEADER]
    rows = _rows(city)
    if city is KEDIRI:
        sheet = Sheet("Usulan", header, rows, titles=("REKAPITULASI USULAN DATA KESEJAHTERAAN SOSIAL", "KOTA KEDIRI"))
        return [Export(FILE[city], "proposal", workbook([sheet]))]
    delimiter = {BANDUNG: "|", TANGERANG: ","}.get(city, ";")
    return [Export(FILE[city], "proposal", delimited(header, rows, delimiter))]


def _rows(city: SampleCity) -> list[Row]:
    rng = chance(city.slug, "proposals")
    people = Population(rng, city.digits, first_serial=5_001)
    units = list(city.units)
    weights = [need(city)[unit.kelurahan_code] * rng.lognormvariate(0, 0.35) for unit in units]
    form = DATE_FORM[city]
    span = (LAST_DAY - FIRST_DAY).days
    days = sorted(FIRST_DAY + timedelta(days=int(span * rng.random() ** 0.85)) for _ in range(COUNT[city]))
    rows: list[Row] = []
    for number, day in enumerate(days, start=1):
        person, unit = people.draw(day, 19, 80), rng.choices(units, weights)[0]
        decided = day + timedelta(days=round(45 * rng.lognormvariate(0, 0.5)))
        status = rng.choices(("Diterima", "Ditolak", "Perlu Perbaikan"), (66, 21, 13))[0]
        if decided > LAST_DAY or rng.random() < 0.03:
            decided, status = None, "Diusulkan"
        rows.append([
            f"{city.prefix}/{day.year}/{number:05d}", person.nik, person.name, unit.kecamatan_name, unit.kelurahan_name,
            "DTKS" if day <= LAST_DTKS_DAY else "DTSEN", form(day), form(decided) if decided else None, status,
            rng.choice(PROPOSERS),
        ])
    return rows
