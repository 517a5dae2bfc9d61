"""Which villages of Pariaman do not report: never in four years, or no more since some month."""

from datetime import date

from data.simulation.city import SampleCity, chance

NEVER_REPORTED = 9
MONTHS_SILENT = (5, 6, 7, 8, 10, 11, 13, 15, 18, 20)  # one village each stopped so many months before the end of 2025
NEVER = date(2021, 12, 31)


def last_reports(city: SampleCity) -> dict[str, date]:
    """Last report of each silent village by its code; `NEVER` for those that never reported."""
    rng = chance(city.slug, "silence")
    chosen = rng.sample([unit.kelurahan_code for unit in city.units], NEVER_REPORTED + len(MONTHS_SILENT))
    last = {code: NEVER for code in chosen[:NEVER_REPORTED]}
    for code, months in zip(chosen[NEVER_REPORTED:], MONTHS_SILENT, strict=True):
        ordinal = 2025 * 12 + 11 - months
        last[code] = date(ordinal // 12, ordinal % 12 + 1, rng.randint(3, 27))
    return last
