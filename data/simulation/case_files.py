"""The case lists as each city writes them."""

from collections.abc import Callable
from datetime import date

from data.reference import ppks_kinds
from data.simulation.case_wording import (
    BANDUNG_HEADER, KEDIRI_HEADER, PARIAMAN_HEADER, SOLOK_HEADER, TANGERANG_HEADER, kind_text, status_text,
)
from data.simulation.cases import Case, draw_cases
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, YEARS, SampleCity, chance, other_spellings
from data.simulation.defects import Interruption, Line, interrupt, spoil
from data.simulation.layout import (
    Cell, Export, Row, Sheet, dashed_date, delimited, iso_date, long_date, signature, slashed_date, workbook,
)


def case_files(city: SampleCity) -> list[Export]:
    """The case lists of a city, the faults of `defects_table` in them."""
    rng = chance(city.slug, "case files")
    cases = spoil(rng, city, draw_cases(city))
    if city in (BANDUNG, KEDIRI):
        blocks = [[case for case in cases if case.found.year == year] for year in YEARS]
    else:
        blocks = [cases]
    return _WRITERS[city](interrupt(rng, city, blocks))


def _rows(lines: list[Line], header: Row, row: Callable[[int, Case], Row]) -> list[Row]:
    """Data rows numbered from 1, blank rows as empty fields, the repeated header as it is."""
    rows: list[Row] = []
    number = 0
    for line in lines:
        if line is Interruption.BLANK:
            rows.append([None] * len(header))
        elif line is Interruption.HEADER:
            rows.append(header)
        else:
            number += 1
            rows.append(row(number, line))
    return rows


def _bandung(blocks: list[list[Line]]) -> list[Export]:
    def row(_: int, case: Case) -> Row:
        person = case.person
        rng = chance("bandung", "case columns", person.nik, case.kind)  # a duplicate repeats the whole row
        kelurahan, kecamatan = case.unit.kelurahan_name, case.unit.kecamatan_name
        if rng.random() < 0.04:
            kelurahan = rng.choice(other_spellings().get(case.unit.kelurahan_code, (kelurahan,)))
        if case.found.year == 2022:
            kelurahan, kecamatan = kelurahan.upper(), kecamatan.upper()
        limb = case.kind in ("PD", "ADK")
        aid = rng.choice(("BPNT", "PKH", "PBI")) if rng.random() < 0.4 else ""
        return [
            kind_text(BANDUNG, case),
            rng.choice(("Ringan", "Sedang", "Berat")) if limb else "", rng.choice(("Fisik", "Mental", "Netra")) if limb else "",
            "", case.texts.get("nik", person.nik), person.name, person.sex, "", iso_date(person.born), "",
            rng.choice(("SD", "SMP", "SMA", "-")) if case.found.year - person.born.year > 20 else "", "", "", "", "",
            case.texts.get("kecamatan", kecamatan), case.texts.get("kelurahan", kelurahan), person.street, person.rt, person.rw,
            "Sesuai KTP" if case.is_resident else "Luar Kota", "Ya" if aid else "Tidak",
            int(aid == "BPNT"), int(aid == "PKH"), int(aid == "PBI"), aid, "", "", "",
            case.texts.get("found", iso_date(case.found)), _written(case.handled, iso_date), status_text(BANDUNG, case),
            case.reporter,
        ]

    return [
        Export(f"ppks_kota_bandung_{year}.csv", "ppks_case", delimited(BANDUNG_HEADER, _rows(lines, BANDUNG_HEADER, row), "|"))
        for year, lines in zip(YEARS, blocks)
    ]


def _kediri(blocks: list[list[Line]]) -> list[Export]:
    def row(number: int, case: Case) -> Row:
        person = case.person
        return [
            number, case.texts.get("nik", person.nik), person.name, person.sex, person.born, person.address,
            case.texts.get("kelurahan", case.unit.kelurahan_name), case.texts.get("kecamatan", case.unit.kecamatan_name),
            kind_text(KEDIRI, case), case.texts.get("found", case.found), case.reporter, status_text(KEDIRI, case), case.handled,
        ]

    sheets = [
        Sheet(
            str(year), KEDIRI_HEADER, _rows(lines, KEDIRI_HEADER, row),
            titles=("DAFTAR PENYANDANG MASALAH KESEJAHTERAAN SOSIAL (PMKS)", "KOTA KEDIRI", f"TAHUN {year}"), column_numbers=True,
            footer=[
                [None], [None, "Keterangan: 24 jenis PMKS sesuai pendataan kelurahan."],
                *signature("Kediri", date(year, 12, 31), len(KEDIRI_HEADER)),
            ],
        )
        for year, lines in zip(YEARS, blocks)
    ]
    return [Export("Data PMKS Kota Kediri 2022-2025.xlsx", "ppks_case", workbook(sheets))]


def _pariaman(blocks: list[list[Line]]) -> list[Export]:
    def row(number: int, case: Case) -> Row:
        person = case.person
        return [
            number, case.texts.get("found", dashed_date(case.found)), case.texts.get("kelurahan", case.unit.kelurahan_name),
            case.texts.get("kecamatan", case.unit.kecamatan_name), case.texts.get("nik", person.nik), person.name,
            dashed_date(person.born), kind_text(PARIAMAN, case), case.reporter,
            "Warga Setempat" if case.is_resident else "Pendatang", status_text(PARIAMAN, case),
            _written(case.handled, dashed_date),
        ]

    content = delimited(PARIAMAN_HEADER, _rows(blocks[0], PARIAMAN_HEADER, row), ";", bom=True, crlf=True)
    return [Export("laporan_pmks_desa_kelurahan_pariaman.csv", "ppks_case", content)]


def _tangerang(blocks: list[list[Line]]) -> list[Export]:
    codes = [kind.code for kind in ppks_kinds()]

    def row(_: int, case: Case) -> Row:
        person = case.person
        return [
            case.texts.get("nik", person.nik), person.name.upper(), slashed_date(person.born), person.sex,
            99 if "kind" in case.texts else codes.index(case.kind) + 1, kind_text(TANGERANG, case),
            case.texts.get("kecamatan", case.unit.kecamatan_name), case.texts.get("kelurahan", case.unit.kelurahan_name),
            case.texts.get("found", slashed_date(case.found)), case.reporter, status_text(TANGERANG, case),
            _written(case.handled, slashed_date), "" if case.is_resident else "Luar Kota",
        ]

    content = delimited(TANGERANG_HEADER, _rows(blocks[0], TANGERANG_HEADER, row))
    return [Export("data_pmks_by_name_kota_tangerang.csv", "ppks_case", content)]


def _solok(blocks: list[list[Line]]) -> list[Export]:
    def row(number: int, case: Case) -> Row:
        return [
            number, case.texts.get("found", long_date(case.found)), case.person.name, case.texts.get("nik", case.person.nik),
            case.texts.get("kelurahan", case.unit.kelurahan_name), case.texts.get("kecamatan", case.unit.kecamatan_name),
            kind_text(SOLOK, case), case.reporter, status_text(SOLOK, case), _written(case.handled, long_date),
        ]

    sheet = Sheet(
        "Register PPKS", SOLOK_HEADER, _rows(blocks[0], SOLOK_HEADER, row),
        titles=("REGISTER PPKS DINAS SOSIAL KOTA SOLOK", "TAHUN 2022 S.D. 2025"),
    )
    return [Export("Register PPKS Kota Solok.xlsx", "ppks_case", workbook([sheet]))]


def _written(day: date | None, form: Callable[[date], str]) -> Cell:
    return form(day) if day else None


_WRITERS: dict[SampleCity, Callable[[list[list[Line]]], list[Export]]] = {
    BANDUNG: _bandung, KEDIRI: _kediri, PARIAMAN: _pariaman, TANGERANG: _tangerang, SOLOK: _solok,
}
