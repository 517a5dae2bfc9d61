"""One object holds every number that leaves the office: whole, equal to the indicators, and only what the public view shows."""

import math
import pickle
from datetime import date
from pathlib import Path

import pytest

from charts.words import rupiah
from data.errors import UserError
from data.parameters import disclosure_rule, norms_of
from data.reference import cities, city_units
from queries.disclosure import View
from queries.measure import measure
from queries.warehouse import ask, current_edition
from reports.figures.contents import HIDDEN, Column, Contents, Mark, Table, cell_text
from reports.figures.gather import contents
from tests.ingest.exports import write_csv
from tests.reports.small_edition import SOLOK, members, published, recap
from tests.reports.small_year import EMPTY

PERIODS = [date(2022, 3, 1), date(2024, 12, 1), date(2025, 12, 1)]
CITIES = [city.city_code for city in cities()]
RULE = disclosure_rule(date.today())
KINDS = {"text": str, "count": int, "rate": float, "percent": float, "rupiah": int, "month": date, "date": date}
# The only places where people in need are spoken of: a column of each table, by the key of both.
NEED_CELLS = {
    ("kelurahan", "ppks"),
    ("kelurahan", "rate"),
    ("kecamatan", "ppks"),
    ("kecamatan", "rate"),
    ("units", "ppks"),
    ("ppks_kinds", "count"),
}
PLACES_KNOWN = {"ppks_known", "ppks_rate_known", "ppks_compared", "ppks_left_out"}  # counts of kelurahan
NEED_FACTS = {
    "ppks",
    "ppks_before",
    "ppks_change",
    *PLACES_KNOWN,
    "ppks_rate",
    "ppks_per_member",
    "most_rate",
    "largest_kind_1",
    "largest_kind_2",
    "largest_kind_3",
    "kinds_hidden",  # of kinds, not of people
    "kinds_sure",
}


def gathered(city_code: str, period: date, kecamatan_code: str | None = None) -> Contents:
    return contents(current_edition(), city_code, period, norms_of(city_code, period)[0], kecamatan_code=kecamatan_code)


def districts(city_code: str) -> list[str]:
    return sorted({unit.kecamatan_code for unit in city_units(city_code)})


def column(table: Table, key: str) -> list:
    at = [found.key for found in table.columns].index(key)
    return [row[at] for row in table.rows]


def assert_whole(found: Contents) -> None:
    tables = [*found.tables.values(), found.quality.freshness, found.quality.ledger, found.quality.remarks]
    assert all(table.rows for table in tables if table is not found.quality.remarks)
    for table in tables:
        assert len({each.key for each in table.columns}) == len(table.columns)
        for row in table.rows:
            assert len(row) == len(table.columns)
            for cell, head in zip(row, table.columns, strict=True):
                assert cell is None or isinstance(cell, (Mark, KINDS[head.kind], str)), f"{table.key}.{head.key}: {cell!r}"
                assert not (isinstance(cell, float) and math.isnan(cell))
                assert cell_text(cell, head).strip()
    for fact in found.facts.values():
        assert fact.state in ("shown", "hidden", "missing") and (fact.value is None) == (fact.state != "shown")
        assert fact.text and "nan" not in fact.said and "None" not in fact.said
    for series in found.series.values():
        assert series.labels and all(len(values) == len(series.labels) for _, values in series.lines)
        assert any(value is not None for _, values in series.lines for value in values), f"{series.key} is an empty chart"
    for drawn in found.maps.values():
        assert set(drawn.spec["units"]) == {row for row in column(found.tables["kelurahan"], "code")}
        assert sum(each["count"] for each in drawn.spec["classes"]) == found.unit_count
    assert pickle.loads(pickle.dumps(found)).tables["kelurahan"].rows == found.tables["kelurahan"].rows


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("city_code", CITIES)
def test_the_contents_of_a_city_are_whole(sample_warehouse: Path, city_code: str, period: date) -> None:
    found = gathered(city_code, period)
    assert_whole(found)
    assert found.unit_count == len(city_units(city_code)) == len(found.tables["kelurahan"].rows)
    assert len(found.tables["kecamatan"].rows) == len(districts(city_code))
    assert found.source_line.startswith("DATA SIMULASI") and found.edition_id in found.source_line


@pytest.mark.parametrize("kecamatan_code", [*districts("13.72"), *districts("32.73")])
def test_the_contents_of_a_kecamatan_agree_with_those_of_its_city(sample_warehouse: Path, kecamatan_code: str) -> None:
    period = date(2024, 12, 1)
    city, found = gathered(kecamatan_code[:5], period), gathered(kecamatan_code[:5], period, kecamatan_code)
    assert_whole(found)
    row = next(row for row in city.tables["kecamatan"].rows if row[1] == kecamatan_code)
    in_city = dict(zip((each.key for each in city.tables["kecamatan"].columns), row, strict=True))
    same = {
        "members": "active_members",
        "shortage": "shortage",
        "units_met": "units_met",
        "trained": "trained_members",
        "never_trained": "never_trained",
        "ppks": "ppks",
        "rate": "ppks_rate",
        "reached": "reached",
        "units": "units",
    }
    for key, fact in same.items():
        assert found.facts[fact].told == (None if in_city[key] is HIDDEN else in_city[key])
    assert "ppks_kinds" not in found.tables and not [key for key in found.facts if key.startswith("largest_kind")]
    assert all(drawn.spec["focus"] == kecamatan_code for drawn in found.maps.values())
    wide = {row[2]: row for row in city.tables["kelurahan"].rows}
    assert all(wide[row[2]] == row for row in found.tables["kelurahan"].rows)


@pytest.mark.parametrize("city_code", CITIES)
def test_the_facts_are_the_values_of_the_indicators(sample_warehouse: Path, city_code: str) -> None:
    period = date(2024, 12, 1)
    found, norm = gathered(city_code, period), norms_of(city_code, period)[0]
    options = {"norm_minimum": norm.minimum, "norm_basis": norm.basis, "norm_kinds": list(norm.kinds)}
    for key, name in (
        ("active_members", "active_members"),
        ("shortage", "shortage"),
        ("norm_met", "norm_met"),
        ("trained_members", "trained_members"),
        ("ppks", "ppks_count"),
        ("ppks_rate", found.facts["ppks_rate"].source),
        ("ppks_per_member", "ppks_per_member"),
    ):
        row = measure(
            current_edition(),
            name,
            city_code=city_code,
            first_period=period,
            last_period=period,
            level="city",
            view=View.PUBLIC,
            **options,
        ).iloc[0]
        assert found.facts[key].value == pytest.approx(row.value, abs=found.facts[key].margin), "people in need no more exactly than they are known"
    units = measure(
        current_edition(), "kelurahan_reached", city_code=city_code, first_period=period, last_period=period, **options
    )
    assert found.facts["reached"].value == units.numerator.sum()


def test_activities_add_up_to_those_of_the_page(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        found = gathered(city_code, date(2024, 6, 1))
        page = ask(
            current_edition(),
            "pages/activity_months",
            city_code=city_code,
            kecamatan_code=None,
            first_period=date(2024, 1, 1),
            last_period=date(2024, 6, 1),
        )
        for key, name in (
            ("planned", "planned_count"),
            ("planned_done", "planned_done_count"),
            ("done", "done_count"),
            ("participants", "participants_count"),
        ):
            assert found.facts[key].value == page[name].sum()
        assert sum(column(found.tables["activities"], "planned")) == page.planned_count.sum()
        assert found.facts["planned_open"].value == page.planned_count.sum() - page.planned_done_count.sum()


def test_training_by_kelurahan_adds_up_to_the_indicator(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        found = gathered(city_code, date(2024, 12, 1))
        norm = norms_of(city_code, found.period)[0]
        rows = ask(current_edition(), "pages/training", city_code=city_code, period=found.period, norm_kinds=list(norm.kinds))
        assert (
            rows.active_count.sum() == found.facts["active_members"].value
            and rows.trained_count.sum() == found.facts["trained_count"].value
        )
        assert found.facts["never_trained"].value == rows.never_trained_count.sum() <= rows.active_count.sum()


@pytest.mark.parametrize("city_code", CITIES)
def test_people_in_need_appear_only_where_it_is_said_and_never_small_or_exact(sample_warehouse: Path, city_code: str) -> None:
    for kecamatan_code in (None, districts(city_code)[0]):
        found = gathered(city_code, date(2024, 12, 1), kecamatan_code)
        sources = {fact.key for fact in found.facts.values() if fact.source.startswith("ppks") and fact.unit != found.unit_word}
        assert sources <= NEED_FACTS
        if kecamatan_code is None:
            hidden = [row for row in found.tables["ppks_kinds"].rows if row[2] is HIDDEN and row[1] == "orang"]
            bars = found.series["ppks_kinds"]
            assert found.facts["kinds_hidden"].value == len(hidden) and bars.total >= len(bars.labels) + len(hidden)
        for key in sources - PLACES_KNOWN - {"ppks_rate", "ppks_per_member", "most_rate", "kinds_hidden", "kinds_sure"}:
            assert (found.facts[key].value or 0) % RULE.round_to == 0
        for key in ("ppks", "ppks_before", "ppks_rate"):
            assert (found.facts[key].numerator or 0) % RULE.round_to == 0
        spoken = {
            (table.key, each.key)
            for table in found.tables.values()
            for each in table.columns
            if "PPKS" in f"{each.label} {table.title}" and each.kind in ("count", "rate")
        }
        assert spoken <= NEED_CELLS
        for table, key in spoken & {("kelurahan", "ppks"), ("kecamatan", "ppks"), ("units", "ppks"), ("ppks_kinds", "count")}:
            assert all(
                cell in (None, HIDDEN, 0) or cell > RULE.hidden_up_to and cell % RULE.round_to == 0
                for cell in column(found.tables[table], key)
            )
        for series in (found.series[key] for key in found.series if key.startswith("ppks")):
            assert all(value % RULE.round_to == 0 for _, values in series.lines for value in values)


def test_a_small_count_is_hidden_in_fact_table_and_map(warehouse: Path, tmp_path: Path) -> None:
    edition = published(
        recap(tmp_path, {"Fakir Miskin": {"Laing": 40, "Tanjung Paku": 3, "VI Suku": 5}, "Pengemis": {"Laing": 4}}),
        members(tmp_path, {"Laing": 2, "VI Suku": 6}),
    )
    norm = norms_of(SOLOK, date(2024, 12, 1))[0]
    found = contents(edition, SOLOK, date(2024, 12, 1), norm)
    assert_whole(found)
    cells = dict(
        zip(
            column(found.tables["kelurahan"], "place"),
            zip(column(found.tables["kelurahan"], "ppks"), column(found.tables["kelurahan"], "rate"), strict=True),
            strict=True,
        )
    )
    assert cells["Tanjung Paku"] == (HIDDEN, HIDDEN) and cells["VI Suku"] == (HIDDEN, HIDDEN)
    assert cells["Laing"][0] == 45 and cells["Tanah Garam"] == (0, 0.0)
    hidden = next(index for index, each in enumerate(found.maps["ppks"].spec["classes"]) if each["id"].startswith("hidden"))
    codes = dict(zip(column(found.tables["kelurahan"], "place"), column(found.tables["kelurahan"], "code"), strict=True))
    assert found.maps["ppks"].spec["units"][codes["VI Suku"]][:2] == [hidden, "disembunyikan"]
    alone = contents(edition, SOLOK, date(2024, 12, 1), norm, kecamatan_code="13.72.01")
    assert alone.facts["ppks"].state == "hidden" and alone.facts["ppks"].said == "disembunyikan", "5 people in one kelurahan"
    assert alone.facts["ppks_rate"].state == alone.facts["ppks_per_member"].state == "hidden"
    assert "most_rate" not in alone.facts


def test_hidden_kinds_stand_in_official_order_not_by_size(sample_warehouse: Path) -> None:
    table = gathered(SOLOK, date(2024, 12, 1)).tables["ppks_kinds"]
    kinds, counts = column(table, "kind"), column(table, "count")
    official = list(ask(current_edition(), "pages/ppks_kinds", city_code=SOLOK).ppks_name)
    hidden = [kind for kind, count in zip(kinds, counts, strict=True) if count is HIDDEN]
    assert len(hidden) > 5 and hidden == sorted(hidden, key=official.index)
    shown = [count for count in counts if count is not HIDDEN]
    assert shown == sorted(shown, reverse=True)


def test_a_city_without_recap_members_or_activities_says_so_and_invents_nothing(warehouse: Path, tmp_path: Path) -> None:
    edition = published(members(tmp_path, {"Laing": 2}))
    period = ask(edition, "pages/periods").period[0].date()
    found = contents(edition, SOLOK, period, norms_of(SOLOK, period)[0])
    assert_whole(found)
    assert {found.facts[key].state for key in ("ppks", "ppks_rate", "planned", "participants", "reached", "budget")} == {
        "missing"
    }
    assert found.facts["active_members"].value == 2 and found.facts["never_trained"].state == "missing"
    assert not {"ppks", "ppks_rate", "reach"} & set(found.maps) and not {"activity_months", "ppks_kinds"} & set(found.series)
    assert not {"activities", "not_reached", "ppks_kinds"} & set(found.tables)
    elsewhere = contents(edition, "35.71", period, norms_of("35.71", period)[0])
    assert (
        elsewhere.facts["active_members"].state
        == elsewhere.facts["shortage"].state
        == elsewhere.facts["never_trained"].state
        == "missing"
    )


def test_who_was_reached_is_not_known_of_a_month_after_the_end_of_the_list(warehouse: Path, tmp_path: Path) -> None:
    held = {**EMPTY, "ID Kegiatan": "L", "Jenis Kegiatan": "KIE", "Kecamatan": "Tanjung Harapan", "Kelurahan": "Laing", "Status": "Terlaksana"}
    days = {"L0": ("Juli 2024", "2024-07-02"), "L": ("Juni 2025", "2025-06-10")}
    rows = [{**held, "ID Kegiatan": name, "Jadwal": planned, "Tanggal Pelaksanaan": day} for name, (planned, day) in days.items()]
    path = write_csv(tmp_path / "kegiatan_solok.csv", rows, ";")
    edition = published(path, recap(tmp_path, {"Fakir Miskin": {"Laing": 40}}, year=2025))
    june, december = (contents(edition, SOLOK, period, norms_of(SOLOK, period)[0]) for period in (date(2025, 6, 1), date(2025, 12, 1)))
    assert june.facts["reached"].value == 1 and june.facts["not_reached"].value == 12
    assert {december.facts[key].state for key in ("reached", "not_reached", "never_reached")} == {"missing"}
    assert "not_reached" not in december.tables and "reach" not in december.maps


def test_the_year_before_the_first_month_is_not_known(sample_warehouse: Path) -> None:
    found = gathered("32.73", date(2022, 3, 1))
    assert {
        found.facts[key].state
        for key in ("active_members_before", "active_members_change", "shortage_before", "done_before", "ppks_before")
    } == {"missing"}


def test_a_recap_that_speaks_for_both_years_is_not_compared_with_itself(warehouse: Path, tmp_path: Path) -> None:
    edition = published(
        recap(tmp_path, {"Fakir Miskin": {"Laing": 40}}, year=2022), members(tmp_path, {"Laing": 2}, joined="2024-06-01")
    )
    found = contents(edition, SOLOK, date(2024, 6, 1), norms_of(SOLOK, date(2024, 6, 1))[0])
    assert found.facts["ppks"].value == 40 and found.facts["ppks"].period == date(2022, 12, 1)
    assert found.facts["ppks_before"].state == found.facts["ppks_change"].state == "missing"


@pytest.mark.parametrize(
    ("city_code", "period", "kecamatan_code", "said"),
    [
        ("99.99", date(2024, 12, 1), None, "Kota 99.99 tidak ada"),
        ("32.73", date(2035, 1, 1), None, "Bulan Jan 2035 tidak ada"),
        ("13.72", date(2024, 12, 1), "32.73.01", "Kecamatan 32.73.01 tidak ada di Kota Solok"),
    ],
)
def test_what_the_edition_does_not_know_is_refused_in_a_sentence(
    sample_warehouse: Path, city_code: str, period: date, kecamatan_code: str | None, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        contents(current_edition(), city_code, period, norms_of("13.72", date(2024, 12, 1))[0], kecamatan_code=kecamatan_code)


def test_every_indicator_used_is_defined(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        found = gathered(city_code, date(2024, 12, 1))
        names = {definition.name for definition in found.definitions}
        assert {
            "active_members",
            "shortage",
            "norm_met",
            "trained_members",
            "ppks_count",
            found.facts["ppks_rate"].source,
        } <= names
        assert all(definition.formula.endswith((".", "membagi.")) and definition.direction for definition in found.definitions)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "Rp0"),
        (950_000, "Rp950.000"),
        (999_940, "Rp999.940"),
        (1_000_000, "Rp1 juta"),
        (120_500_000, "Rp120,5 juta"),
        (999_960_000, "Rp1 miliar"),
        (3_677_000_000, "Rp3,68 miliar"),
        (2_500_000_000_000, "Rp2,5 triliun"),
        (-1_250_000_000, "−Rp1,25 miliar"),
        (None, "–"),
    ],
)
def test_money_is_said_in_its_largest_word(value: float | None, text: str) -> None:
    assert rupiah(value) == text


@pytest.mark.parametrize(
    ("cell", "kind", "unit", "text"),
    [
        (1234, "count", "orang", "1.234"),
        (61.4, "percent", "%", "61%"),
        (5.31, "percent", "%", "5,3%"),
        (0.06, "rate", "per km²", "0,060"),
        (None, "count", "orang", "tidak ada data"),
        (HIDDEN, "count", "orang", "disembunyikan"),
        (date(2024, 12, 1), "month", "", "Des 2024"),
        (date(2024, 12, 31), "date", "", "31 Des 2024"),
        (1_250_000_000, "rupiah", "rupiah", "Rp1,25 miliar"),
        ("Laing", "text", "", "Laing"),
        ("belum pernah", "date", "", "belum pernah"),
    ],
)
def test_a_cell_has_one_text(cell: object, kind: str, unit: str, text: str) -> None:
    assert cell_text(cell, Column("x", "X", unit, kind)) == text
