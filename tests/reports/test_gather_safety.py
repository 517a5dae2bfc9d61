"""What a report shows of people in need, made again from other counts that would look the same: not one word of it may differ."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.parameters import disclosure_rule, norms_of
from data.reference import city_units
from queries.disclosure import View
from queries.levels import LEVELS
from queries.measure import measure
from queries.warehouse import ask
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.figures.need import margins_at
from reports.figures.need_margin import said_count
from tests.queries.attacker import City, hidden_cells, other_city
from tests.reports.small_edition import SOLOK, members, named, published, recap

RULE = disclosure_rule(date(2025, 1, 1))
MONTH = date(2024, 12, 1)
KINDS = {"Fakir Miskin": "FM", "Pengemis": "PGM", "Pemulung": "PML", "Tuna Susila": "TS"}
NAMES = [unit.kelurahan_name for unit in city_units(SOLOK)]
KECAMATAN = [unit.kecamatan_code for unit in city_units(SOLOK)]


def small_city(seed: int) -> City:
    """True counts of the four kinds in the 13 kelurahan of Solok, most of them small."""
    chance = np.random.default_rng(100 + seed)
    counts = chance.choice([0, 1, 2, 3, 6, 9, 14], size=(len(KINDS), len(NAMES)), p=[0.35, 0.15, 0.1, 0.15, 0.1, 0.1, 0.05]).astype(float)
    starts = np.flatnonzero(np.r_[True, np.array(KECAMATAN[1:]) != np.array(KECAMATAN[:-1])])
    return City(counts, np.array([False, False, False, True]), starts, np.ones(len(NAMES), dtype=bool))


def edition_of(folder: Path, city: City) -> str:
    folder.mkdir()
    by_kind = {kind: {name: int(count) for name, count in zip(NAMES, row, strict=True)} for kind, row in zip(KINDS, city.counts, strict=True)}
    return published(recap(folder, by_kind), members(folder, {"Laing": 2, "Tanah Garam": 5}))


def told_elsewhere(folder: Path, source: str, poor: dict[str, int], sensitive: dict[str, int]) -> list[object]:
    """All that leaves of a city with these persons, from a list of names or from a recap that leaves zeros out."""
    folder.mkdir()
    counts = {"Fakir Miskin": poor, "Tuna Susila": sensitive}
    people = named(folder, counts) if source == "list" else recap(folder, counts, is_sparse=True)
    return everything(published(people, members(folder, {"Laing": 2, "Tanah Garam": 5})))


def everything(edition_id: str) -> list[object]:
    """All that leaves of people in need: what every deck, report, workbook and story prints, and every download of the pages."""
    norm = norms_of(SOLOK, MONTH)[0]
    made = [contents(edition_id, SOLOK, MONTH, norm, kecamatan_code=code) for code in (None, *sorted(set(KECAMATAN)))]
    found: list[object] = [_told(one) for one in made]
    for name in ("ppks_count", "ppks_per_1000", "ppks_per_km2", "ppks_per_member", "reports", "handled_in_30_days",
                 "open_over_30_days", "kelurahan_silent", "spm_met"):
        for kind in ("ALL", *KINDS.values()):
            for level in LEVELS:
                table = measure(edition_id, name, city_code=SOLOK, first_period=MONTH, last_period=MONTH, level=level, view=View.PUBLIC,
                                ppks_code=kind, norm_kinds=["PSM"])
                found.append((name, kind, level, table.to_csv()))
    return found


def _told(one: Contents) -> str:
    """A report in words, but for the name of its edition."""
    return repr(one).replace(one.edition_id, "")


@pytest.mark.parametrize("seed", range(2))
def test_reports_and_downloads_of_other_true_counts_are_the_same_word_for_word(warehouse: Path, tmp_path: Path, seed: int) -> None:
    city = small_city(seed)
    before = everything(edition_of(tmp_path / "true", city))
    chance = np.random.default_rng(seed)
    other, seen = city, set()
    # In every kind one hidden count becomes one, or the limit, and the others what they then must be.
    for row, cell in chance.permutation(hidden_cells(city, RULE)):
        if row in seen:
            continue
        value = RULE.hidden_up_to if city.cells(row)[cell] < 4 else 1
        found = other_city([other], np.zeros(len(other.cells(row)), dtype=bool), int(row), int(cell), value, RULE)
        assert found is not None
        other = found[0]
        seen.add(row)
    assert (other.counts != city.counts).sum() >= len(KINDS)
    after = everything(edition_of(tmp_path / "other", other))
    for one, two in zip(before, after, strict=True):
        assert one == two


def test_the_numbers_of_a_report_are_those_of_the_downloads(warehouse: Path, tmp_path: Path) -> None:
    edition = edition_of(tmp_path / "true", small_city(1))
    found = contents(edition, SOLOK, MONTH, norms_of(SOLOK, MONTH)[0])
    kinds = {row[0]: row[2] for row in found.tables["ppks_kinds"].rows}
    names = ask(edition, "pages/ppks_kinds", city_code=SOLOK, period=MONTH).set_index("ppks_code").ppks_name
    for code in KINDS.values():
        answer = measure(edition, "ppks_count", city_code=SOLOK, first_period=MONTH, last_period=MONTH, level="city", view=View.PUBLIC, ppks_code=code)
        shown = answer.iloc[0]
        told = kinds[names[code]]
        margin = margins_at(edition, SOLOK, MONTH).kinds[code]
        assert (str(told) == "disembunyikan") if shown.is_hidden else told == said_count(shown.value, margin, disclosure_rule(date.today()))


@pytest.mark.parametrize(
    ("source", "poor_places", "count", "before", "after"),
    [("list", NAMES[:10], 60, 0, 4), ("list", NAMES[1:4], 1, 2, 4), ("sparse recap", NAMES[:10], 60, 9, 12), ("sparse recap", [], 9, 0, 6)],
)
def test_where_in_a_kecamatan_sensitive_people_live_changes_no_word(
    warehouse: Path, tmp_path: Path, source: str, poor_places: list[str], count: int, before: int, after: int
) -> None:
    assert KECAMATAN[before] == KECAMATAN[after]
    poor = dict.fromkeys(poor_places, 18)
    one, two = (told_elsewhere(tmp_path / str(place), source, poor, {NAMES[place]: count}) for place in (before, after))
    assert len(one) == len(two) and all(told == other for told, other in zip(one, two, strict=True))


def test_a_list_of_names_tells_no_sum_no_reports_and_no_place_of_sensitive_people(warehouse: Path, tmp_path: Path) -> None:
    # Four hidden counts of 3: a recap would tell their sum, 12; the months of a list could be subtracted, so each stands for 4.
    poor = dict(zip(NAMES[:5], [50, 3, 3, 3, 3], strict=True))
    files = [named(tmp_path, {"Fakir Miskin": poor, "Tuna Susila": {NAMES[7]: 40}}, found="2024-10-10"),
             named(tmp_path, {"Fakir Miskin": {NAMES[0]: 10}}, found="2024-11-10"), named(tmp_path, {"Fakir Miskin": {NAMES[0]: 10}})]
    edition = published(*files, members(tmp_path, {"Laing": 2}))

    def shown(name: str, level: str, kind: str) -> list[float]:
        months = {"first_period": date(2024, 10, 1), "last_period": MONTH}
        return measure(edition, name, city_code=SOLOK, **months, level=level, ppks_code=kind, view=View.PUBLIC).value.tolist()

    assert shown("ppks_count", "city", "FM") == [65, 75, 85]
    together = np.array(shown("ppks_count", "kelurahan", "ALL")).reshape(3, len(NAMES))
    assert np.isnan(together[:, 7:]).all(), "where sensitive people alone may live, all kinds together are hidden"
    assert shown("ppks_count", "kecamatan", "TS")[1] == 40
    for level in LEVELS:
        assert np.isnan(shown("reports", level, "ALL")).all() and np.isnan(shown("reports", level, "FM")).all()
