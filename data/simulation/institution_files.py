"""The lists of institutions as each city writes them."""

from collections.abc import Callable
from datetime import date

from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity
from data.simulation.institutions import Institution, draw_institutions
from data.simulation.layout import Cell, Export, Row, Sheet, dashed_date, delimited, long_date, slashed_date, workbook

HEADER = (
    "No", "Jenis", "Nama Lembaga", "Alamat", "Kecamatan", "Kelurahan", "Nomor SK", "Tanggal SK", "Jumlah Pengurus L",
    "Jumlah Pengurus P", "Jumlah Anggota L", "Jumlah Anggota P", "Klasifikasi", "Kunjungan Terakhir", "Hasil Kunjungan",
)
YOUTH_HEADER = (
    "No", "Nama Karang Taruna", "Alamat Lengkap Sekretariat", "Kabupaten", "Kecamatan", "Desa", "Nama Ketua", "Nomor SK",
    "Tanggal Bulan Tahun SK", "Penandatangan SK", "Jumlah Pengurus L", "Jumlah Pengurus P", "Jumlah Anggota L",
    "Jumlah Anggota P", "Klasifikasi", "Status Kinerja",
)
KIND_WORDS = {"KT": "Karang Taruna", "LKS": "LKS", "LK3": "LK3", "WKSBM": "WKSBM"}
DATE_FORM: dict[SampleCity, Callable[[date], Cell]] = {
    BANDUNG: lambda day: day, KEDIRI: slashed_date, PARIAMAN: dashed_date, TANGERANG: slashed_date, SOLOK: long_date,
}
FILE = {
    BANDUNG: "Data PSKS Kelembagaan Kota Bandung.xlsx", KEDIRI: "lembaga_sosial_kediri.csv",
    PARIAMAN: "lembaga_psks_pariaman.csv", TANGERANG: "lembaga_kesejahteraan_sosial.csv",
    SOLOK: "lembaga_psks_solok.csv",
}


def institution_files(city: SampleCity) -> list[Export]:
    """One list a city; Tangerang has WKSBM, Karang Taruna and the rest in three."""
    institutions = draw_institutions(city)
    if city is not TANGERANG:
        return [_general(city, FILE[city], institutions)]
    return [
        _wksbm([one for one in institutions if one.kind == "WKSBM"]),
        _youth(city, [one for one in institutions if one.kind == "KT"]),
        _general(city, FILE[city], [one for one in institutions if one.kind in ("LKS", "LK3")]),
    ]


def _row(city: SampleCity, number: int, one: Institution) -> Row:
    form = DATE_FORM[city]
    return [
        number, KIND_WORDS[one.kind], one.name, one.address, one.unit.kecamatan_name, one.unit.kelurahan_name, one.decree,
        form(one.decreed), *one.officers, *one.members, one.classification,
        form(one.last_visit) if one.last_visit else None, one.result,
    ]


def _general(city: SampleCity, name: str, institutions: list[Institution]) -> Export:
    rows = [_row(city, number, one) for number, one in enumerate(institutions, start=1)]
    if city is BANDUNG:
        titles = ("DATA POTENSI DAN SUMBER KESEJAHTERAAN SOSIAL", "KELEMBAGAAN", "KOTA BANDUNG")
        sheet = Sheet("PSKS", HEADER, rows, titles=titles)
        return Export(name, "institution", workbook([sheet]))
    header = [("Desa/Kelurahan" if city is PARIAMAN and word == "Kelurahan" else word) for word in HEADER]
    return Export(name, "institution", delimited(header, rows, ";" if city in (PARIAMAN, SOLOK) else ","))


def _wksbm(institutions: list[Institution]) -> Export:
    rows = [_row(TANGERANG, number, one) for number, one in enumerate(institutions, start=1)]
    footer: list[Row] = [[None], [None, f"Jumlah: {len(institutions)} WKSBM"]]
    sheet = Sheet("WKSBM", HEADER, rows, titles=("DATA WKSBM KOTA TANGERANG",), column_numbers=True, footer=footer)
    return Export("Data WKSBM Kota Tangerang.xlsx", "institution", workbook([sheet]))


def _youth(city: SampleCity, institutions: list[Institution]) -> Export:
    rows = [
        [
            number, one.name, f"{one.address}, {one.unit.kelurahan_name}", city.name.upper(), one.unit.kecamatan_name,
            one.unit.kelurahan_name, one.chair, one.decree, long_date(one.decreed), "Lurah", *one.officers, *one.members,
            one.classification, "Baik" if one.classification in ("Maju", "Percontohan") else "Cukup",
        ]
        for number, one in enumerate(institutions, start=1)
    ]
    sheet = Sheet("Karang Taruna", YOUTH_HEADER, rows, titles=("DATA KARANG TARUNA", city.name.upper()))
    return Export("Template Karang Taruna Kota Tangerang.xlsx", "institution", workbook([sheet]))
