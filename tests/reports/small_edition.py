"""An edition of a few rows, for what the sample cities do not have: small counts, no recap, one month."""

from pathlib import Path

from data.reference import city_units
from ingest.build import build
from tests.ingest.exports import case, member, write_csv

SOLOK = "13.72"


def recap(folder: Path, counts: dict[str, dict[str, int]], year: int = 2024, city_code: str = SOLOK, *, is_sparse: bool = False) -> Path:
    """A recap of a city: kind -> kelurahan -> persons; kelurahan that are not named are zero, or left out of a sparse one."""
    rows = [
        {
            "kecamatan": unit.kecamatan_name,
            "kelurahan": unit.kelurahan_name,
            "jenis_ppks": kind,
            "jumlah": str(by_place.get(unit.kelurahan_name, 0)),
            "tahun": str(year),
        }
        for kind, by_place in counts.items()
        for unit in city_units(city_code)
        if not is_sparse or unit.kelurahan_name in by_place
    ]
    return write_csv(folder / f"rekap_{city_code}_{year}.csv", rows)


def named(folder: Path, counts: dict[str, dict[str, int]], city_code: str = SOLOK, found: str = "2024-12-10") -> Path:
    """A list of people of a city by name: kind -> kelurahan -> persons, all found on one day."""
    rows = [
        case(
            NIK="",
            Nama=f"Warga {kind} {unit.kelurahan_name} {found} {number}",
            Kecamatan=unit.kecamatan_name,
            Kelurahan=unit.kelurahan_name,
            Jenis_PPKS=kind,
            Tanggal_Lapor=found,
        )
        for kind, by_place in counts.items()
        for unit in city_units(city_code)
        for number in range(by_place.get(unit.kelurahan_name, 0))
    ]
    return write_csv(folder / f"daftar_{city_code}_{found}.csv", rows)


def members(folder: Path, counts: dict[str, int], city_code: str = SOLOK, joined: str = "2020-01-01") -> Path:
    """A list of members of a city: kelurahan -> members, none of them ever trained."""
    rows = [
        member(
            number,
            Tanggal_Bergabung=joined,
            Nomor_Anggota=f"UJI-{place}-{number}",
            NIK="",
            Nama=f"Relawan {place} {number}",
            Kecamatan=unit.kecamatan_name,
            Kelurahan=unit.kelurahan_name,
        )
        for place, unit in enumerate(city_units(city_code))
        for number in range(counts.get(unit.kelurahan_name, 0))
    ]
    return write_csv(folder / f"anggota_{city_code}.csv", rows)


def published(*files: Path) -> str:
    """The edition of these files, published into the warehouse of the test."""
    return build(list(files), publish=True, report=None, progress=lambda *_: None).edition_id
