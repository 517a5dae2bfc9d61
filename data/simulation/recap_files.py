"""The recaps as each city writes them: wide or long, csv or xlsx."""

from collections.abc import Callable, Iterable
from datetime import date

from data.reference import Unit, ppks_kinds
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity
from data.simulation.layout import Cell, Export, Row, Sheet, delimited, signature, thousands, workbook
from data.simulation.recaps import Recap, draw_recaps

BANDUNG_KINDS = {
    "ABH": "ABH", "AJ": "Anjal", "ADK": "ADK", "AKTK": "Anak Korban Tindak Kekerasan", "AMPK": "AMPK", "LUT": "Lansia Terlantar",
    "KM": "Minoritas", "BWBLP": "BWBLP", "ODHA": "ODHA", "KTK": "KTK", "PMBS": "PMBS", "PRSE": "PRSE", "KBSP": "KBSP",
    "KAT": "KAT",
}
SHORT_CODES = {
    "GEL": "Gel", "PGM": "Peng", "PML": "Pemulung", "KM": "Minoritas", "KT-TPPO": "TPPO", "ODHA": "ODHIV", "NAPZA": "KPN",
}
KEDIRI_HEADER = (
    "id,kode_provinsi,nama_provinsi,nama_kabupaten_kota,kemendagri_kode_kecamatan,kemendagri_nama_kecamatan,KODE_KD,"
    "kemendagri_nama_desa_kelurahan,kategori_ppks,jumlah,satuan,tahun"
).split(",")
TANGERANG_HEADER = (
    "id,nama_kabupaten_kota,kode_kecamatan,nama_kecamatan,kode_kelurahan,nama_kelurahan,jenis_pmks,jumlah,satuan,tahun"
).split(",")


def recap_files(city: SampleCity) -> list[Export]:
    """The recaps of the city at 31 December of each year."""
    return _WRITERS[city](draw_recaps(city))


def official_kinds() -> list[tuple[str, str]]:
    """Code and name of the 26 kinds in official order."""
    return [(kind.code, kind.name) for kind in ppks_kinds()[:26]]


def _bandung(recaps: dict[int, Recap]) -> list[Export]:
    kinds = [code for code, _ in official_kinds()]
    header = ["No", "Kecamatan", "Kelurahan", *(BANDUNG_KINDS.get(code, name) for code, name in official_kinds()), "Jumlah"]
    exports = []
    for year, recap in recaps.items():
        sheet = Sheet(
            "Rekap", header, _blocks(BANDUNG, recap, kinds), column_numbers=True,
            titles=(
                "REKAPITULASI DATA PEMERLU PELAYANAN KESEJAHTERAAN SOSIAL (PPKS)", "KOTA BANDUNG", f"KEADAAN 31 DESEMBER {year}",
            ),
            footer=[
                [None], ["Sumber: pendataan kelurahan, diolah Dinas Sosial Kota Bandung."],
                ["Catatan: sel kosong berarti kelurahan belum melapor."], *signature("Bandung", date(year, 12, 31), len(header)),
            ],
        )
        exports.append(Export(f"Rekap PPKS Kota Bandung {year}.xlsx", "ppks_count", workbook([sheet])))
    return exports


def _blocks(city: SampleCity, recap: Recap, kinds: list[str]) -> list[Row]:
    """Rows by kelurahan, the kecamatan named on the first row of its block only, subtotals, and the total of the city."""
    rows: list[Row] = []
    number = 0
    for kecamatan_code, kecamatan_name in city.kecamatan:
        block = [unit for unit in city.units if unit.kecamatan_code == kecamatan_code and unit.kelurahan_code in recap]
        for position, unit in enumerate(block):
            number += 1
            counts = [recap[unit.kelurahan_code][kind] for kind in kinds]
            rows.append([number, kecamatan_name if position == 0 else None, unit.kelurahan_name, *counts, _sum(counts)])
        rows.append([None, f"Jumlah Kec. {kecamatan_name}", None, *_totals(recap, block, kinds)])
    return [*rows, [None, "Jumlah Kota", None, *_totals(recap, city.units, kinds)]]


def _totals(recap: Recap, units: Iterable[Unit], kinds: list[str]) -> list[Cell]:
    codes = [unit.kelurahan_code for unit in units if unit.kelurahan_code in recap]
    sums = [sum(recap[code][kind] or 0 for code in codes) for kind in kinds]
    return [*sums, sum(sums)]


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _kediri(recaps: dict[int, Recap]) -> list[Export]:
    rows: list[Row] = []
    for unit, kind_name, persons, year in _long(KEDIRI, recaps):
        rows.append([
            len(rows) + 1, 35, "JAWA TIMUR", "KOTA KEDIRI", unit.kecamatan_code, unit.kecamatan_name.upper(), unit.kelurahan_code,
            unit.kelurahan_name.upper(), kind_name, persons, "ORANG", year,
        ])
    return [Export("jumlah_ppks_kota_kediri.csv", "ppks_count", delimited(KEDIRI_HEADER, rows))]


def _tangerang(recaps: dict[int, Recap]) -> list[Export]:
    rows: list[Row] = []
    for unit, kind_name, persons, year in _long(TANGERANG, recaps):
        rows.append([
            len(rows) + 1, "Kota Tangerang", unit.kecamatan_code, unit.kecamatan_name, unit.kelurahan_code, unit.kelurahan_name,
            kind_name, None if persons is None else thousands(persons), "ORANG", year,
        ])
    return [Export("data_pmks_per_kelurahan_2022_2025.csv", "ppks_count", delimited(TANGERANG_HEADER, rows))]


def _long(city: SampleCity, recaps: dict[int, Recap]) -> Iterable[tuple[Unit, str, int | None, int]]:
    for year, recap in recaps.items():
        for unit in city.units:
            counts = recap.get(unit.kelurahan_code, {})
            yield from ((unit, name, counts[code], year) for code, name in official_kinds() if code in counts)


def _pariaman(recaps: dict[int, Recap]) -> list[Export]:
    kinds = [code for code, _ in official_kinds()]
    header = ["Kecamatan", "Desa/Kelurahan", *(SHORT_CODES.get(code, code) for code in kinds), "Tahun"]
    rows: list[Row] = [
        [unit.kecamatan_name, unit.kelurahan_name, *(recap[unit.kelurahan_code][kind] for kind in kinds), year]
        for year, recap in recaps.items() for unit in PARIAMAN.units
    ]
    return [Export("rekap_ppks_desa_kelurahan.csv", "ppks_count", delimited(header, rows, ";"))]


def _solok(recaps: dict[int, Recap]) -> list[Export]:
    kinds = [code for code, _ in official_kinds()]
    header = ["No", "Kecamatan", "Kelurahan", *(name for _, name in official_kinds()), "Jumlah"]
    sheets = [
        Sheet(
            str(year), header, _blocks(SOLOK, recap, kinds), titles=("REKAPITULASI PPKS KOTA SOLOK", f"TAHUN {year}"),
            footer=signature("Solok", date(year, 12, 31), len(header)),
        )
        for year, recap in recaps.items()
    ]
    return [Export("Rekap PPKS Kota Solok.xlsx", "ppks_count", workbook(sheets))]


_WRITERS: dict[SampleCity, Callable[[dict[int, Recap]], list[Export]]] = {
    BANDUNG: _bandung, KEDIRI: _kediri, PARIAMAN: _pariaman, TANGERANG: _tangerang, SOLOK: _solok,
}
