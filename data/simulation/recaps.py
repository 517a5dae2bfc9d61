"""Draws the recaps: persons of each kind in each kelurahan on 31 December."""

from random import Random

from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, YEARS, SampleCity, chance, need

TOTALS = {
    BANDUNG: {2022: 352_000, 2023: 345_200, 2024: 337_400, 2025: 330_300},
    KEDIRI: {2022: 10_350, 2023: 10_020, 2024: 9_760, 2025: 9_500},
    PARIAMAN: {2022: 7_350, 2023: 7_180, 2024: 6_960, 2025: 6_800},
    TANGERANG: {2022: 60_900, 2023: 59_800, 2024: 58_700, 2025: 58_000},
    SOLOK: {2022: 4_240, 2023: 4_110, 2024: 4_010, 2025: 3_900},
}
# Persons of a kind per 1,000 of the total; Fakir Miskin takes what is left, the street kinds of Bandung stand below.
PER_MILLE = {
    "ABT": 7.0, "AT": 24.0, "ABH": 1.2, "AJ": 1.4, "ADK": 19.0, "AKTK": 1.0, "AMPK": 3.0, "LUT": 70.0, "PD": 60.0, "TS": 0.5,
    "GEL": 0.5, "PGM": 0.7, "PML": 0.5, "KM": 0.3, "BWBLP": 3.2, "ODHA": 1.3, "NAPZA": 1.8, "KT-TPPO": 0.04, "KTK": 1.3,
    "PMBS": 0.7, "KBA": 5.0, "KBS": 2.2, "PRSE": 80.0, "KBSP": 8.5, "KAT": 0.0,
}
STREET_BANDUNG = {
    "GEL": {2022: 131, 2023: 104, 2024: 113, 2025: 156}, "PGM": {2022: 214, 2023: 176, 2024: 188, 2025: 223},
    "PML": {2022: 66, 2023: 49, 2024: 41, 2025: 57},
}
# The spread of a kind over the kelurahan departs from the need by this much (standard deviation of the logarithm).
SPREAD = {"FM": 0.10, "PRSE": 0.15, "LUT": 0.18, "PD": 0.18}
SCATTERED = 2_000  # smaller totals are scattered person by person, so that most kelurahan have none

UNREPORTED = {BANDUNG: {2025: 2}, PARIAMAN: {2023: 2, 2025: 1}}  # kelurahan whose whole row is left blank
MISSING = {TANGERANG: {2025: 3}}  # kelurahan that are not in the file at all
BLANK_CELLS = {BANDUNG: 9, KEDIRI: 6, PARIAMAN: 5, TANGERANG: 8, SOLOK: 3}  # single cells left blank, all years together

Recap = dict[str, dict[str, int | None]]  # kelurahan code -> kind code -> persons; None: not reported


def draw_recaps(city: SampleCity) -> dict[int, Recap]:
    """A recap for each year: every kelurahan that is in the file, every kind; None where nothing was reported."""
    rng = chance(city.slug, "recaps")
    codes = [unit.kelurahan_code for unit in city.units]
    bases = {kind: _base(rng, city, kind) for kind in ["FM", *PER_MILLE]}
    recaps = {}
    for year in YEARS:
        left_out = rng.sample(codes, MISSING.get(city, {}).get(year, 0) + UNREPORTED.get(city, {}).get(year, 0))
        reported = [code for code in codes if code not in left_out]
        by_kind = {
            kind: _shared(rng, total, {code: bases[kind][code] * rng.lognormvariate(0, 0.04) for code in reported})
            for kind, total in kind_totals(city, year).items()
        }
        recaps[year] = {code: {kind: shares.get(code) for kind, shares in by_kind.items()} for code in codes}
        for code in left_out[: MISSING.get(city, {}).get(year, 0)]:
            del recaps[year][code]
    _blank_cells(rng, city, recaps)
    return recaps


def kind_totals(city: SampleCity, year: int) -> dict[str, int]:
    """Persons of each kind in the kelurahan that report, all together."""
    total = TOTALS[city][year]
    kinds = {kind: round(total * share / 1000) for kind, share in PER_MILLE.items()}
    if city is BANDUNG:
        kinds |= {kind: persons[year] for kind, persons in STREET_BANDUNG.items()}
    if city is KEDIRI:
        kinds = {kind: persons for kind, persons in kinds.items() if kind not in ("ABT", "KBS")}
    return {**kinds, "FM": total - sum(kinds.values())}


def _base(rng: Random, city: SampleCity, kind: str) -> dict[str, float]:
    spread = SPREAD.get(kind, 0.3)
    return {code: weight * rng.lognormvariate(0, spread) for code, weight in need(city).items()}


def _shared(rng: Random, total: int, weights: dict[str, float]) -> dict[str, int]:
    """Whole persons over the kelurahan in proportion to the weights; the sum is exactly `total`."""
    codes = list(weights)
    if total < SCATTERED:
        shares = dict.fromkeys(codes, 0)
        for code in rng.choices(codes, list(weights.values()), k=total):
            shares[code] += 1
        return shares
    whole = sum(weights.values())
    exact = {code: total * weight / whole for code, weight in weights.items()}
    shares = {code: int(value) for code, value in exact.items()}
    by_remainder = sorted(codes, key=lambda code: exact[code] - shares[code], reverse=True)
    for code in by_remainder[: total - sum(shares.values())]:
        shares[code] += 1
    return shares


def _blank_cells(rng: Random, city: SampleCity, recaps: dict[int, Recap]) -> None:
    """A kind that a kelurahan did not count: unknown, not zero. The newest year is left whole."""
    for _ in range(BLANK_CELLS[city]):
        recap = recaps[rng.choice(YEARS[:-1])]
        kinds = [kind for kind in ("KBA", "KBS", "PMBS", "NAPZA") if kind in recap[next(iter(recap))]]
        recap[rng.choice(sorted(recap))][rng.choice(kinds)] = None
