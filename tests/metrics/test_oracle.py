"""`measure` against the naive recomputation, on the sample edition: every city, four months, three levels."""

import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from data.reference import cities
from queries.measure import measure, metrics
from queries.warehouse import connection_to, current_edition
from tests.metrics.core_rows import Core, Question
from tests.metrics.oracle import FACTORS, FIGURES, alone, total

MONTHS = (date(2022, 11, 1), date(2023, 2, 1), date(2024, 6, 1), date(2025, 12, 1))
NORMS = {
    "32.73": (1, "rw", ("PSM",)),
    "13.77": (1, "unit", ("PSM",)),
}
USUAL_NORM = (5, "unit", ("PSM", "KT-A", "TAGANA", "TKSK"))
CHOICES = [("ALL", None), ("FM", "bimtek"), ("KBSP", "kie")]


@pytest.fixture(scope="module")
def cores(sample_warehouse: Path) -> dict[str, Core]:
    """The core rows of each city."""
    cursor = connection_to(current_edition()).cursor()

    def rows(table: str) -> list[dict]:
        relation = cursor.table(table)
        names = relation.columns
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]

    tables = {name: rows(name) for name in (
        "dim_kelurahan", "core_volunteer", "core_ppks_count", "core_ppks_case", "core_activity", "core_attendance", "core_population", "core_welfare_count",
        "core_proposal", "core_institution",
    )}
    units = {row["ppks_code"]: "KELUARGA" if row["unit"] == "keluarga" else "ORANG" for row in rows("dim_ppks")}
    as_of = rows("edition")[0]["as_of"]
    by_city: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for name, found in tables.items():
        for row in found:
            city = row.get("city_code") or (row.get("kecamatan_code") or row["kelurahan_code"])[:5]
            by_city[city][name].append(row)
    return {
        city: Core(
            own["dim_kelurahan"], own["core_volunteer"], own["core_ppks_count"], own["core_ppks_case"], own["core_activity"], own["core_attendance"],
            own["core_population"], own["core_welfare_count"], units, as_of, own["core_proposal"], own["core_institution"],
        )
        for city, own in by_city.items()
    }


def test_the_oracle_knows_every_indicator() -> None:
    assert set(FIGURES) == {metric.name for metric in metrics()}
    assert {metric.name: metric.scale for metric in metrics() if metric.scale} == FACTORS


@pytest.mark.parametrize("ppks_code, activity_kind", CHOICES)
@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_every_figure_of_a_city_equals_the_naive_one(cores: dict[str, Core], city_code: str, ppks_code: str, activity_kind: str | None) -> None:
    core = cores[city_code]
    minimum, basis, kinds = NORMS.get(city_code, USUAL_NORM)
    options = {"norm_minimum": minimum, "norm_basis": basis, "norm_kinds": list(kinds), "ppks_code": ppks_code, "activity_kind": activity_kind}
    units = core.units
    wrong, compared = [], 0
    for name, figure in FIGURES.items():
        for period in MONTHS:
            pairs = {
                unit["kelurahan_code"]: figure(core, Question(unit, period, minimum, basis, kinds, ppks_code, activity_kind)) for unit in units
            }
            for level in ("kelurahan", "kecamatan", "city"):
                answer = measure(current_edition(), name, city_code=city_code, first_period=period, last_period=period, level=level, **options)
                assert len(answer) == len({_place(unit, level) for unit in units})
                for row in answer.itertuples():
                    own = [pairs[unit["kelurahan_code"]] for unit in units if _place(unit, level) == row.place_code]
                    wanted = alone(name, own[0]) if level == "kelurahan" else total(name, own)
                    got = (row.numerator, row.denominator, row.value)
                    compared += 1
                    if not all(_same(one, other) for one, other in zip(got, wanted, strict=True)):
                        wrong.append(f"{name} {row.place_code} {period:%Y-%m}: {got} measured, {wanted} recomputed")
    assert compared >= len(FIGURES) * len(MONTHS) * (len(units) + 2)
    assert not wrong, "\n".join(wrong[:20])


def _place(unit: dict, level: str) -> str:
    return unit[f"{level}_code"]


def _same(got: float, wanted: float | None) -> bool:
    return math.isnan(got) if wanted is None else math.isclose(got, wanted, rel_tol=1e-9)
