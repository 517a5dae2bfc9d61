"""A headline can be proved from what stands on its slide, tables have their largest rows and a total, and no page says a thing twice."""

import re
from datetime import date
from pathlib import Path

import pytest

from reports.figures.contents import Contents, Map, Series, Table, cell_text
from reports.picture.marks import legend_classes
from reports.storyboard.slides import Slide, slides
from tests.reports.sample_contents import CITIES, PERIOD, sample

NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_GIVEN = {"12", "24", "1.000"}  # months of a span and residents of a rate, which are words of the measure


def numbers(said: str) -> set[str]:
    return set(NUMBER.findall(said))


def value(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def seen(slide: Slide) -> set[str]:
    """Every number on a slide but those of its headline."""
    said = [*slide.proof]
    if slide.fact is not None:
        said += [slide.fact.text, slide.fact.label]
    picture = slide.picture
    if isinstance(picture, Map):
        classes = legend_classes(picture.spec)
        said += [f"{entry['label']} {entry['count']}" for entry in classes]
    elif isinstance(picture, Series):
        said += [picture.captioned, *(f"{amount:.0f}" for _, line in picture.lines for amount in line if amount is not None)]
    elif isinstance(picture, Table):
        said += [picture.captioned, *(cell_text(cell, column) for row in picture.all_rows for cell, column in zip(row, picture.columns, strict=True))]
    return numbers(" ".join(said))


def unproved(slide: Slide, contents: Contents) -> set[str]:
    """Numbers of the headline that are neither on the slide, nor the difference of two that are, nor a count of its classes."""
    known = seen(slide)
    asked = numbers(slide.headline) - _GIVEN - {str(year) for year in range(2015, 2030)} - numbers(contents.norm.name) - known
    values = {value(text) for text in known}
    counts = [entry["count"] for entry in slide.picture.spec["classes"]] if isinstance(slide.picture, Map) else []
    sums = {float(sum(counts[start:end])) for start in range(len(counts)) for end in range(start + 1, len(counts) + 1)}
    differences = {abs(one - other) for one in values for other in values}
    shares = {round(abs(100 * one / whole - 100 * two / all_), 0) for one in values for whole in values if whole for two in values for all_ in values if all_} \
        if slide.key == "trained" else set()
    return {text for text in asked if value(text) not in sums | differences and round(value(text)) not in shares}


@pytest.mark.parametrize("city_code", CITIES)
def test_every_number_of_a_headline_can_be_found_or_worked_out_on_its_slide(sample_warehouse: Path, city_code: str) -> None:
    for kecamatan_code in (None, f"{city_code}.01"):
        found = sample(city_code, date(2024, 12, 1), kecamatan_code)
        for slide in slides(found, "kecamatan" if kecamatan_code else "musda"):
            if slide.picture is not None:
                assert slide.fact is not None, f"{slide.key}: the number is missing"
                assert unproved(slide, found) == set(), f"{slide.key}: {slide.headline}"


@pytest.mark.parametrize("city_code", CITIES)
def test_lists_of_the_largest_say_of_how_many_and_end_with_all(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    for key, column in (("largest_shortages", "shortage"), ("never_trained", "never")):
        table = found.tables[key]
        at = [each.key for each in table.columns].index(column)
        sizes = [row[at] for row in table.rows]
        assert sizes == sorted(sizes, reverse=True) and (table.count == len(sizes) or f"{len(sizes)} terbesar dari {table.count}" in table.captioned)
        assert table.total[at] == found.facts[{"shortage": "shortage", "never": "never_trained"}[column]].value
    total = dict(zip((column.key for column in found.tables["kecamatan"].columns), found.tables["kecamatan"].total, strict=True))
    facts = {"members": "active_members", "shortage": "shortage", "members_before": "active_members_before", "units_met": "units_met", "ppks": "ppks",
             "trained": "trained_members", "never_trained": "never_trained", "rate": "ppks_rate", "reached": "reached", "units": "units"}
    assert {key: total[key] for key in facts} == {key: found.facts[name].told for key, name in facts.items()}
    activities = dict(zip((column.key for column in found.tables["activities"].columns), found.tables["activities"].total, strict=True))
    assert all(row[5] == row[7] == 0 for row in found.tables["activities"].rows if row[3] == 0), "none was held: nobody came"
    assert [activities[key] for key in ("planned", "done", "participants", "spent")] == [
        found.facts[key].value for key in ("planned", "done", "participants", "spent")
    ]


@pytest.mark.parametrize("city_code", CITIES)
def test_a_number_of_people_in_need_is_the_same_in_sentence_chart_and_table(sample_warehouse: Path, city_code: str) -> None:
    for kecamatan_code in (None, f"{city_code}.01"):
        found = sample(city_code, PERIOD, kecamatan_code)
        for table in (found.tables["kelurahan"], found.tables["units" if kecamatan_code else "kecamatan"]):
            at = next(index for index, column in enumerate(table.columns) if column.key == "ppks")
            assert found.facts["ppks"].text == f"sekitar {cell_text(table.total[at], table.columns[at])}"
    found = sample(city_code)
    kinds, bars = found.tables["ppks_kinds"], dict(zip(found.series["ppks_kinds"].labels, found.series["ppks_kinds"].lines[0][1], strict=True))
    listed = {row[0]: row[2] for row in kinds.rows}
    for position in (1, 2, 3):
        fact = found.facts[f"largest_kind_{position}"]
        assert fact.text == f"sekitar {cell_text(listed[fact.label], kinds.columns[2])}" and bars.get(fact.label, fact.told) == fact.told == listed[fact.label]


def test_bars_and_table_of_a_kecamatan_follow_the_order_of_the_sentence(sample_warehouse: Path) -> None:
    found = sample("35.71", date(2025, 12, 1), "35.71.01")
    named = [found.facts[f"largest_shortage_{position}"].label for position in (1, 2, 3, 4)]
    assert named[:2] == ["Mrican", "Bandar Lor"], "equals, of which the second has the smaller code"
    assert list(found.series["shortage_places"].labels[:4]) == [row[0] for row in found.tables["units"].rows[:4]] == named


@pytest.mark.parametrize("city_code", CITIES)
def test_paper_says_no_sentence_twice(sample_warehouse: Path, city_code: str) -> None:
    for kecamatan_code in (None, f"{city_code}.01"):
        for slide in slides(sample(city_code, date(2025, 12, 1), kecamatan_code)):
            said = [part for text in (slide.sentence, slide.rest, *slide.added) for part in re.split(r"(?<=[.]) (?=[A-Z\d])", text) if part]
            assert len(set(said)) == len(said)
            starts = [" ".join(part.split()[:5]) for part in said]
            assert len(set(starts)) == len(starts), f"{slide.key}: one sentence is but a longer form of the other: {said}"


def test_a_legend_shows_no_class_without_a_place_and_few_places_have_few(sample_warehouse: Path) -> None:
    found = sample("13.72", date(2024, 12, 1), "13.72.01")
    for shown in found.maps.values():
        classes = legend_classes(shown.spec)
        assert all(entry["count"] for entry in classes) and sum(entry["count"] for entry in classes) == 7
        assert sum(entry["id"].startswith("range") for entry in classes) <= 3


def test_without_a_locked_plan_the_chapter_of_training_says_so_and_shows_the_need_by_kecamatan(sample_warehouse: Path) -> None:
    slide = next(slide for slide in slides(sample("32.73")) if slide.key == "never_trained")
    assert isinstance(slide.picture, Series) and "menurut kecamatan" in slide.picture.captioned
    assert "Belum ada rencana pelatihan yang dikunci." in slide.proof


def test_what_a_kecamatan_cannot_show_is_said_on_one_slide(sample_warehouse: Path) -> None:
    told = slides(sample("13.72", date(2022, 1, 1), "13.72.01"), "kecamatan")
    (empty,) = [slide for slide in told[1:-1] if slide.picture is None]
    assert empty.headline == "Tiga bagian belum dapat ditampilkan untuk Kecamatan Lubuk Sikarah." and len(empty.points) == 3
    assert all("Belum ada " in point or point.endswith(" belum diketahui.") for point in empty.points) and "Impor rekap PPKS" in empty.notes
