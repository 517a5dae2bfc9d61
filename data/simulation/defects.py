"""Puts the faults of `defects_table` into the case lists."""

from dataclasses import replace
from enum import Enum
from random import Random

from data.reference import Unit, units
from data.simulation.cases import Case
from data.simulation.city import SampleCity, other_spellings
from data.simulation.defects_table import DEFECTS
from data.simulation.people import damaged_nik

UNREADABLE_DATES = ("31/02/2024", "2024-13-05", "00-00-0000", "tidak ingat", "3l-0l-2023")
UNKNOWN_KINDS = ("Rumah Tidak Layak Huni", "Anak Nakal", "Keluarga Rentan", "Lain-lain")


class Interruption(Enum):
    """A line between the data rows that is no data."""

    BLANK = "blank"
    HEADER = "header"


Line = Case | Interruption


def spoil(rng: Random, city: SampleCity, cases: list[Case]) -> list[Case]:
    """The cases with the city's faults in them, duplicates added, in the order of the found date.

    A case that `must_stay` (it keeps a village from looking silent) is left whole.
    """
    wanted = DEFECTS[city.slug]
    free = [position for position, case in enumerate(cases) if not case.must_stay]
    rng.shuffle(free)
    spoilt = list(cases)

    def take(count: int) -> list[int]:
        taken = free[:count]
        del free[:count]
        return taken

    for position in take(wanted.damaged_nik):
        spoilt[position] = cases[position].written(nik=damaged_nik(city.digits))
    for position in take(wanted.misspelt_kelurahan):
        spoilt[position] = cases[position].written(kelurahan=misspelt(rng, city, cases[position].unit))
    for position in take(wanted.wrong_kecamatan):
        others = [name for code, name in city.kecamatan if code != cases[position].unit.kecamatan_code]
        spoilt[position] = cases[position].written(kecamatan=rng.choice(others))
    for position in take(wanted.out_of_city):
        foreign = rng.choice(elsewhere(city))
        spoilt[position] = cases[position].written(kelurahan=foreign.kelurahan_name, kecamatan=foreign.kecamatan_name)
    for position in take(wanted.unreadable_date):
        spoilt[position] = cases[position].written(found=rng.choice(UNREADABLE_DATES))
    for position in take(wanted.unknown_kind):
        spoilt[position] = cases[position].written(kind=rng.choice(UNKNOWN_KINDS))
    again = [_second_entry(rng, cases[position]) for position in take(wanted.duplicate)]
    return sorted([*spoilt, *again], key=lambda case: case.found)


def _second_entry(rng: Random, case: Case) -> Case:
    """The same person and kind once more: the same row, or reported again by somebody else."""
    if rng.random() < 0.6:
        return case
    return replace(case, reporter=rng.choice(("Warga", "TKSK", "Lurah/Kepala Desa")))


def misspelt(rng: Random, city: SampleCity, unit: Unit) -> str:
    """The name with a typing fault that makes it no name of the city."""
    name = unit.kelurahan_name
    names = [form for other in city.units for form in (other.kelurahan_name, *other_spellings().get(other.kelurahan_code, ()))]
    known = {form.casefold().replace(" ", "") for form in names}
    forms = [f"{name}{name[-1]}", f"{name[:-2]}{name[-1]}{name[-2]}x", f"{name[:2]}{name[1]}{name[2:]}q"]
    rng.shuffle(forms)
    return next(form for form in forms if form.casefold().replace(" ", "") not in known)


def elsewhere(city: SampleCity) -> list[Unit]:
    """Units of the other cities whose kelurahan and kecamatan are both unknown in this one."""
    own = {name.casefold() for unit in city.units for name in (unit.kelurahan_name, unit.kecamatan_name)}
    return [
        unit for unit in units()
        if unit.city_code != city.city_code and not {unit.kelurahan_name.casefold(), unit.kecamatan_name.casefold()} & own
    ]


def interrupt(rng: Random, city: SampleCity, blocks: list[list[Case]]) -> list[list[Line]]:
    """Blank rows anywhere, and one repeated header in the middle of the first block."""
    wanted = DEFECTS[city.slug]
    lines: list[list[Line]] = [list(block) for block in blocks]
    for _ in range(wanted.repeated_header):
        lines[0].insert(len(lines[0]) // 2, Interruption.HEADER)
    for _ in range(wanted.blank):
        block = rng.choice(lines)
        block.insert(rng.randint(5, len(block) - 5), Interruption.BLANK)
    return lines
